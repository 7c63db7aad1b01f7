"""The window as a coordinator uses it, from the first patient to the checklist."""

import sqlite3
from datetime import date
from decimal import Decimal

import pytest
from pypdfium2 import PdfDocument  # type: ignore[import-untyped]
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
)

from core.dates import Day
from core.exchange.record_file import read_record
from core.record import Diagnosis, Milestone, Observation, Score
from core.truth import Outcome
from gui.export import FileQuestion
from gui.session.session import Session
from gui.widgets.entry_line import EntryLine
from gui.window import Window
from tests.gui.conftest import of_scar02

AS_OF = date(2026, 11, 24)
SCAR02 = "NCT06503224"


@pytest.fixture
def open_window(qtbot, window, patient):
    window.open_patient("S-001", SCAR02)
    return window


def outcome(window, criterion):
    findings = of_scar02(window.session.assessments).findings
    return next(one for one in findings if one.id == criterion).outcome


def a_new_window(qtbot, folder):
    session = Session(folder, AS_OF)
    window = Window(session)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    session.load_now()
    return window


def begin(qtbot, window, code):
    qtbot.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(window.worklist.new_patient.code, code)
    qtbot.keyClick(window.worklist.new_patient.code, Qt.Key.Key_Return)


def find(qtbot, window, text):
    qtbot.keyClicks(window.worklist.filter, text)
    qtbot.keyClick(window.worklist.filter, Qt.Key.Key_Return)
    qtbot.keyClick(window.worklist.table, Qt.Key.Key_Return)


def tell_about_her(session, day):
    session.put_person(sex="female", birth_date=Day.read("1990-05-17"))
    session.put(Milestone(trial=SCAR02, event="consent", date=day))
    session.put(Milestone(trial=SCAR02, event="screening", date=day))
    session.put(Diagnosis(of="sle", date=Day.read("2019-03")))
    session.put(Score(of="sledai_2k", total=Decimal(12), date=day))


def first_page_of(path):
    document = PdfDocument(path)
    text = document[0].get_textpage().get_text_bounded()
    document.close()
    return text


def test_from_a_new_patient_to_the_paper(qtbot, home, folder, monkeypatch):
    window = a_new_window(qtbot, folder)
    begin(qtbot, window, "S-042")
    assert window.windowTitle().startswith("S-042")
    assert window.workspace.bar.pre_screen.isVisible()

    # the panel changes with each fact
    day = Day.read("2026-11-20")
    tell_about_her(window.session, day)
    assert not window.workspace.bar.pre_screen.isVisible()
    assert outcome(window, "I4") is Outcome.UNKNOWN
    for key, value in (("alt", "20 (40)"), ("ast", "30 (40)"), ("bilirubin_total", "10 (21)")):
        window.session.put(Observation(of=key, value=value, date=day))
    assert outcome(window, "I4") is Outcome.MET

    # the window is closed, opened again, and the patient found
    assert window.close()
    window = a_new_window(qtbot, folder)
    find(qtbot, window, "042")
    assert window.session.record.subject == "S-042"
    assert outcome(window, "I4") is Outcome.MET

    # and the checklist goes to paper
    monkeypatch.setattr(FileQuestion, "ask", lambda *_: home / "checklist.pdf")
    with qtbot.waitSignal(window.session.exported, timeout=20_000):
        qtbot.keyClick(window, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert "S-042" in first_page_of(home / "checklist.pdf")
    assert window.close()


def test_a_click_on_a_criterion_goes_to_its_field(qtbot, open_window):
    panel = open_window.workspace.panel
    panel.ask_for("labs", "alt")
    assert open_window.workspace.form.shown == "labs"
    assert isinstance(open_window.focusWidget(), EntryLine)


def test_what_is_typed_settles_on_enter_and_is_undone_by_control_z(qtbot, open_window):
    workspace = open_window.workspace
    workspace.panel.ask_for("labs", "bilirubin_total")
    field = open_window.focusWidget()
    qtbot.keyClicks(field, "10 (21)")
    before = outcome(open_window, "I4")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    found = open_window.session.latest("observations", "bilirubin_total")
    assert found is not None
    assert before is Outcome.NOT_MET

    qtbot.keyClick(open_window.focusWidget(), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert open_window.session.latest("observations", "bilirubin_total") is None


def test_the_patient_bar_says_who_is_open_in_codes_and_facts(open_window):
    texts = [
        one.text() for one in open_window.workspace.bar.findChildren(object) if hasattr(one, "text")
    ]
    shown = " ".join(text for text in texts if isinstance(text, str))
    for part in ("S-001", "Female · 36 y", "Systemic lupus erythematosus", "Screening 2026-11-20"):
        assert part in shown


def test_the_next_patient_is_one_key_away(qtbot, open_window):
    open_window.session.new_patient("S-002")
    open_window.open_patient("S-002")
    qtbot.keyClick(open_window, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    assert open_window.session.record.subject == "S-001"
    qtbot.keyClick(open_window, Qt.Key.Key_PageUp, Qt.KeyboardModifier.ControlModifier)
    assert open_window.session.record.subject == "S-002"


def test_going_back_shows_the_patient_on_the_worklist(qtbot, open_window):
    open_window.top.home.click()
    assert open_window.pages.currentWidget() is open_window.worklist
    assert open_window.worklist.current() == ("S-001", "")
    assert open_window.session.record is None


@pytest.mark.parametrize(
    ("width", "rail", "why"), [(1920, 196, True), (1366, 196, False), (1093, 56, False)]
)
def test_the_panes_take_the_room_there_is(qtbot, open_window, width, rail, why):
    open_window.resize(width, 768)
    qtbot.waitUntil(lambda: open_window.width() == width)
    workspace = open_window.workspace
    assert workspace.rail.width() == rail
    assert workspace.why.isVisible() is why
    assert workspace.panel.width() >= 320
    assert workspace.form.width() >= 500


def test_the_next_pane_is_one_key_away(qtbot, open_window):
    workspace = open_window.workspace
    workspace.panel.criteria.setFocus()
    qtbot.keyClick(open_window, Qt.Key.Key_F6)
    assert workspace.rail.isAncestorOf(open_window.focusWidget())
    qtbot.keyClick(open_window, Qt.Key.Key_F6)
    assert workspace.form.isAncestorOf(open_window.focusWidget())


def test_every_control_has_a_name_for_a_screen_reader(open_window):
    kinds = (
        QAbstractButton,
        QAbstractItemView,
        QAbstractSpinBox,
        QComboBox,
        QLineEdit,
        QPlainTextEdit,
    )
    for section in ("person", "diagnosis", "labs", "scores", "medications"):
        open_window.workspace.form.show_section(section)
    nameless = [
        f"{type(one).__name__} {one.objectName()} in {type(one.parent()).__name__}"
        for kind in kinds
        for one in open_window.findChildren(kind)
        if not (one.accessibleName() or getattr(one, "text", str)() or one.toolTip())
        and one.window() is open_window
        and one.objectName() != "qt_tableview_cornerbutton"  # hidden with the row heads
    ]
    assert nameless == []


def test_no_key_does_two_things(open_window):
    keys = [one.key().toString() for one in open_window.findChildren(QShortcut)]
    keys += [
        one.shortcut().toString()
        for kind in (QAction, QAbstractButton)
        for one in open_window.findChildren(kind)
    ]
    used = [key for key in keys if key]
    assert sorted(used) == sorted(set(used))


def test_a_save_that_fails_says_what_is_safe_and_tries_again(qtbot, open_window, folder):
    other = sqlite3.connect(folder / "tamis.sqlite", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    session = open_window.session
    session.put(Observation(of="platelets", value="68", date=Day.read("2026-11-18")))
    assert open_window.trouble.isVisible()
    assert "still in the window" in open_window.trouble.text
    assert open_window.trouble.retry.isVisible()

    other.execute("ROLLBACK")
    other.close()
    qtbot.mouseClick(open_window.trouble.retry, Qt.MouseButton.LeftButton)
    assert not open_window.trouble.isVisible()
    assert session.waiting == 0


def test_a_window_with_unsaved_entries_does_not_close_at_the_first_try(qtbot, open_window, folder):
    other = sqlite3.connect(folder / "tamis.sqlite", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    open_window.session.put(Observation(of="platelets", value="68", date=Day.read("2026-11-18")))
    assert not open_window.close()
    assert open_window.trouble.isVisible()
    other.execute("ROLLBACK")
    other.close()
    assert open_window.close()


def test_what_cannot_be_saved_goes_to_a_file_elsewhere_and_can_be_read_again(
    qtbot, open_window, folder, home, monkeypatch
):
    other = sqlite3.connect(folder / "tamis.sqlite", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    session = open_window.session
    session.put(Observation(of="platelets", value="68", date=Day.read("2026-11-18")))
    monkeypatch.setattr(FileQuestion, "ask_for_record", lambda *_: home / "S-001.json")
    qtbot.mouseClick(open_window.trouble.elsewhere, Qt.MouseButton.LeftButton)
    other.execute("ROLLBACK")
    other.close()

    read = read_record(home / "S-001.json", session.setting)
    assert read == session.record


def test_a_patient_is_not_left_while_entries_wait(qtbot, open_window, folder):
    other = sqlite3.connect(folder / "tamis.sqlite", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    session = open_window.session
    session.put(Observation(of="platelets", value="68", date=Day.read("2026-11-18")))
    open_window.close_patient()
    assert session.record.subject == "S-001"
    assert "still in the window" in open_window.trouble.text
    other.execute("ROLLBACK")
    other.close()
    open_window.close_patient()
    assert session.record is None
    session.open_patient("S-001")
    assert session.latest("observations", "platelets").value == "68"


def test_an_export_that_fails_is_said_and_changes_nothing(qtbot, open_window, home, monkeypatch):
    monkeypatch.setattr(FileQuestion, "ask", lambda *_: home / "nowhere" / "list.pdf")
    with qtbot.waitSignal(open_window.session.failed, timeout=20_000):
        open_window.export()
    assert "there is no folder" in open_window.trouble.text


def test_an_export_that_is_cancelled_does_nothing(qtbot, open_window, monkeypatch):
    monkeypatch.setattr(FileQuestion, "ask", lambda *_: None)
    open_window.export()
    assert open_window.session.opened.store.rows(kind="export") == ()


def test_nothing_has_to_be_saved(qtbot, open_window):
    qtbot.keyClick(open_window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert not open_window.trouble.isVisible()


def test_a_key_for_a_section_takes_the_keyboard_into_its_form(qtbot, open_window):
    open_window.activateWindow()
    qtbot.waitUntil(open_window.isActiveWindow)
    QTest.keyClick(open_window.workspace, Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    form = open_window.workspace.form
    assert form.shown == "labs"
    assert form.section().isAncestorOf(QApplication.focusWidget())
    assert open_window.workspace.rail._buttons["labs"].isChecked()


def test_a_new_patient_opens_at_the_person_whatever_was_shown_before(open_window):
    open_window.workspace.form.show_section("investigator")
    open_window.close_patient()
    open_window.session.new_patient("S-900")
    open_window.open_patient("S-900")
    assert open_window.workspace.form.shown == "person"
