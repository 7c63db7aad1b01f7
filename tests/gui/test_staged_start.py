"""What is done on the worklist before all is read is kept, and done as soon as it is."""

import pytest
from PySide6.QtCore import Qt

from gui.session.open_store import OpenStore
from gui.session.session import Session
from gui.window import Window
from tests.gui.conftest import AS_OF, SCAR02, column_of_scar02


@pytest.fixture
def kept(patient):
    """Leave three patients in the store: S-003, S-002 and S-001, the oldest last."""
    patient.new_patient("S-002")
    patient.new_patient("S-003")
    patient.close_patient()
    patient.close()
    return patient


@pytest.fixture
def window(qtbot, folder, kept, monkeypatch):
    """Show a window that has the first rows; all the rest is read when `finish` is called."""
    session = Session(folder, AS_OF)
    monkeypatch.setattr(session, "_load_all", lambda: None)
    made = Window(session)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    with qtbot.waitSignal(session.worklist_changed, timeout=20_000):
        session.load()
    yield made
    session.close()


def finish(qtbot, window):
    with qtbot.waitSignal(window.session.loaded, timeout=20_000):
        OpenStore._load_all(window.session)
    qtbot.wait(50)


def test_patients_stand_in_the_table_before_all_is_read(qtbot, window):
    assert not window.session.is_loaded
    assert window.worklist.table.isVisible()
    assert window.worklist.subjects() == ["S-003", "S-002", "S-001"]
    column = column_of_scar02(window.worklist.model)
    assert window.worklist.shown.index(2, column).data() == "Not eligible, 1"


def test_the_patient_chosen_meanwhile_is_opened_as_soon_as_all_is_read(qtbot, window):
    column = column_of_scar02(window.worklist.model)
    window.worklist.table.setCurrentIndex(window.worklist.shown.index(2, column))
    qtbot.keyClick(window.worklist.table, Qt.Key.Key_Return)
    assert window.windowTitle() == "Tamis"
    assert not window.trouble.isVisible()
    assert window.keys._foot.text() == "S-001 opens in a moment."

    finish(qtbot, window)
    assert window.session.record.subject == "S-001"
    assert window.pages.currentWidget() is window.workspace
    assert window.workspace.panel.assessment.trial == SCAR02
    count = len(window.session.trials)
    assert window.keys._foot.text() == f"{count} trials · works without a network"


def test_the_patient_chosen_last_is_the_one(qtbot, window):
    window.open_patient("S-001")
    window.open_patient("S-002")
    finish(qtbot, window)
    assert window.session.record.subject == "S-002"


def test_a_new_patient_typed_meanwhile_is_created_as_soon_as_all_is_read(qtbot, window):
    line = window.worklist.new_patient
    window.begin_new_patient()
    qtbot.keyClicks(line.code, "S-010")
    qtbot.keyClick(line.code, Qt.Key.Key_Return)
    assert "as soon as all files are read" in line.hint.text()
    finish(qtbot, window)
    assert window.session.record.subject == "S-010"
    assert not line.isVisible()


def test_a_number_that_is_still_being_typed_is_not_created(qtbot, window):
    line = window.worklist.new_patient
    window.begin_new_patient()
    qtbot.keyClicks(line.code, "S-01")
    qtbot.keyClick(line.code, Qt.Key.Key_Return)
    qtbot.keyClicks(line.code, "0")
    finish(qtbot, window)
    assert window.session.record is None
    assert (line.isVisible(), line.code.text()) == (True, "S-010")


def test_a_line_that_was_closed_creates_nobody(qtbot, window):
    line = window.worklist.new_patient
    window.begin_new_patient()
    qtbot.keyClicks(line.code, "S-010")
    qtbot.keyClick(line.code, Qt.Key.Key_Return)
    qtbot.keyClick(line.code, Qt.Key.Key_Escape)
    finish(qtbot, window)
    assert window.worklist.subjects() == ["S-003", "S-002", "S-001"]


def test_who_begins_a_new_patient_has_left_the_one_chosen_before(qtbot, window):
    window.open_patient("S-001")
    window.begin_new_patient()
    finish(qtbot, window)
    assert window.session.record is None
    assert window.worklist.new_patient.isVisible()


def test_cursor_and_filter_stay_when_all_is_read(qtbot, window):
    page = window.worklist
    qtbot.keyClicks(page.filter, "s-00")
    page.table.setCurrentIndex(page.shown.index(1, column_of_scar02(page.model)))
    finish(qtbot, window)
    assert page.current() == ("S-002", SCAR02)
    qtbot.keyClicks(page.filter, "2")
    assert page.subjects() == ["S-002"]
    page.refresh()
    assert (page.filter.text(), page.subjects()) == ("s-002", ["S-002"])


def test_the_cursor_stays_when_the_full_rows_say_more(qtbot, window, folder):
    other = Session(folder, AS_OF)
    other.load_now()
    other.new_patient("S-004")
    other.close()
    page = window.worklist
    page.table.setCurrentIndex(page.shown.index(2, column_of_scar02(page.model)))
    finish(qtbot, window)
    assert page.subjects() == ["S-004", "S-003", "S-002", "S-001"]
    assert page.current() == ("S-001", SCAR02)


def test_who_types_in_the_filter_is_left_to_type(qtbot, folder, kept):
    session = Session(folder, AS_OF)
    window = Window(session)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    window.worklist.filter.setFocus()
    with qtbot.waitSignal(session.loaded, timeout=20_000):
        session.load()
    qtbot.wait(50)
    assert window.focusWidget() is window.worklist.filter
    session.close()


def test_where_reading_all_fails_the_one_chosen_is_refused_in_the_same_words(
    qtbot, window, monkeypatch
):
    window.open_patient("S-001")
    with qtbot.waitSignal(window.session.failed):
        window.session._refuse("The disk is full. Free some space.")
    qtbot.wait(50)
    assert window.trouble.text == "The disk is full. Free some space."
    assert window.keys._foot.text() == ""
    assert window.session.record is None

    window.open_patient("S-002")
    assert window.trouble.text == "The disk is full. Free some space."
    window.begin_new_patient()
    qtbot.keyClicks(window.worklist.new_patient.code, "S-010")
    qtbot.keyClick(window.worklist.new_patient.code, Qt.Key.Key_Return)
    assert window.worklist.new_patient.hint.text() == "The disk is full. Free some space."
