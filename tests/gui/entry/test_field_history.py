"""The history of a field: all that was ever entered there, corrected, taken back or undone."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from core.dates import Day
from core.record import Answer, Observation
from gui.entry.rows.history_popover import HistoryPopover

CONTROL = Qt.KeyboardModifier.ControlModifier
DAY = Day.read("2026-11-20")


def put(session, value, **changes):
    session.put(Observation(of="alt", value=value, date=DAY, source="Lab 1"), **changes)
    return session.latest("observations", "alt")


def test_a_correction_names_what_it_replaced_and_why(session):
    first = put(session, "96 U/L")
    put(session, "69 U/L", supersedes=first.id, why="typing slip")
    newer, older = session.entries_made("labs", "alt")
    assert (newer.value, newer.replaced, newer.why) == ("69 U/L", "96 U/L", "typing slip")
    assert (newer.stands, older.stands) == ("holds", "corrected")
    assert (older.day, older.source, older.role) == ("2026-11-20", "Lab 1", "coordinator")
    assert older.author == session.author


def test_what_was_undone_stays_in_the_history(session):
    put(session, "96 U/L")
    session.undo()
    gone, entered = session.entries_made("labs", "alt")
    assert (gone.value, gone.why, gone.replaced) == ("", "undone", "96 U/L")
    assert (entered.value, entered.stands) == ("96 U/L", "taken_back")


def test_results_of_other_days_and_no_other_tests_are_in_it(session):
    put(session, "96 U/L")
    session.put(Observation(of="ast", value="30 U/L", date=DAY))
    session.put(Observation(of="alt", value="40 U/L", date=Day.read("2026-11-22")))
    assert [one.value for one in session.entries_made("labs", "alt")] == ["40 U/L", "96 U/L"]


def test_an_answer_for_one_trial_has_its_own_history(session):
    asked = Answer(to="other_reason", answer="yes", by="investigator", date=DAY)
    session.put(replace(asked, trial="NCT06503224"))
    session.put(replace(asked, trial="NCT06056921", answer="no"))
    (made,) = session.entries_made("questions", "other_reason", "NCT06503224")
    assert made.value == "yes"


def test_sex_has_a_history_too(session):
    session.put_person(sex="female", birth_date=None)
    session.put_person(sex="male", birth_date=None, why="typing slip")
    newer, older = session.entries_made("person", "sex")
    assert (newer.value, newer.replaced, older.value) == ("male", "female", "female")


def test_control_h_opens_it_and_escape_closes_it(hand, session, qtbot):
    put(session, "96 U/L")
    hand.at("labs", "alt").press(Qt.Key.Key_H, held=CONTROL)
    shown = QApplication.activePopupWidget()
    assert isinstance(shown, HistoryPopover)
    assert any("96 U/L · 2026-11-20 · holds" in line for line in shown.said)
    assert "source: Lab 1" in shown.said
    QTest.keyClick(shown, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is None)


def test_a_field_without_entries_says_so(hand):
    row = hand.at("labs", "alt").row("labs", "alt")
    shown = row.show_history()
    assert "Nothing was entered here yet." in shown.said
    shown.close()


def test_the_menu_of_a_row_offers_the_history(hand):
    row = hand.at("labs", "alt").row("labs", "alt")
    menu = QMenu(row)
    row.add_to_menu(menu)
    (action,) = menu.actions()
    assert action.text().startswith("History of this field")
