"""The worklist: patients against trials, a filter, and a way to begin."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from core.dates import Day
from core.record import Observation
from gui.worklist.model import Column, WorklistModel
from gui.worklist.page import WorklistPage
from tests.gui.conftest import column_of_scar02


@pytest.fixture
def page(qtbot, session):
    made = WorklistPage(session)
    qtbot.addWidget(made)
    made.resize(1200, 600)
    made.show()
    qtbot.waitExposed(made)
    made.refresh()
    return made


@pytest.fixture
def three(patient):
    """Close a patient who fails, and two of whom nothing is known."""
    patient.new_patient("S-002")
    patient.new_patient("S-003")
    patient.close_patient()
    return patient


def test_an_empty_worklist_offers_a_new_patient_and_the_demo(page):
    assert page.empty.isVisible()
    assert not page.table.isVisible()


def test_a_patient_a_row_and_a_trial_a_column(page, three):
    model = page.model
    assert model.rowCount() == 3
    assert model.columnCount() == len(Column) + len(three.trials)
    assert page.subjects() == ["S-003", "S-002", "S-001"]


def test_the_model_keeps_the_rules_of_qt(qtbot, three):
    model = WorklistModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show_rows(three.worklist(), three.headings)
    model.show_rows((), three.headings)


def test_a_verdict_is_said_in_words_to_a_screen_reader(page, three):
    index = page.shown.index(2, column_of_scar02(page.model))
    said = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "S-001, SCAR02: Not eligible"
    assert index.data() == "Not eligible, 1"


def test_the_filter_leaves_the_patients_that_it_names(qtbot, page, three):
    qtbot.keyClicks(page.filter, "lupus")
    assert page.subjects() == ["S-001"]
    page.filter.clear()
    qtbot.keyClicks(page.filter, "s-00")
    assert len(page.subjects()) == 3


def test_enter_opens_the_patient_at_the_trial_under_the_cursor(qtbot, page, three):
    page.table.setCurrentIndex(page.shown.index(2, column_of_scar02(page.model)))
    with qtbot.waitSignal(page.patient_chosen) as chosen:
        qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert chosen.args == ["S-001", "NCT06503224"]


def test_a_double_click_opens_the_patient(qtbot, page, three):
    index = page.shown.index(1, Column.PATIENT)
    place = page.table.visualRect(index).center()
    qtbot.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    with qtbot.waitSignal(page.patient_chosen) as chosen:
        qtbot.mouseDClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert chosen.args == ["S-002", ""]


def test_a_new_patient_is_begun_with_one_line(qtbot, page):
    page.begin_new_patient()
    qtbot.keyClicks(page.new_patient.code, "S-007")
    with qtbot.waitSignal(page.patient_chosen) as chosen:
        qtbot.keyClick(page.new_patient.code, Qt.Key.Key_Return)
    assert chosen.args == ["S-007", ""]
    assert page.new_patient.isHidden()


def test_a_number_that_is_taken_is_said_beside_the_field(qtbot, page, three):
    page.begin_new_patient()
    qtbot.keyClicks(page.new_patient.code, "S-001")
    qtbot.keyClick(page.new_patient.code, Qt.Key.Key_Return)
    assert "already on the worklist" in page.new_patient.hint.text()
    assert page.new_patient.isVisible()


def test_the_cursor_stays_at_its_patient_when_the_list_changes(page, three):
    page.select("S-002")
    three.new_patient("S-004")
    three.close_patient()
    assert page.current() == ("S-002", "")


def test_a_verdict_that_no_longer_holds_is_not_shown_as_one(page, three):
    three.open_patient("S-001")
    three.put(Observation(of="alt", value="1 U/L", date=Day.read("2026-11-18")))
    page.refresh()
    assert page.shown.index(2, len(Column)).data() == "Not assessed yet"
