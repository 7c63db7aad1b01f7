"""Ask for next: three lines, each with its worth; a click goes to the field."""

from PySide6.QtCore import Qt

from core.dates import Day
from core.record import Complete
from gui.next_words import asked_next
from gui.results.panel import ResultsPanel


def shown(qtbot, patient):
    panel = ResultsPanel(patient)
    qtbot.addWidget(panel)
    panel.resize(404, 700)
    panel.show()
    qtbot.waitExposed(panel)
    return panel.next


def test_the_three_best_are_shown_with_what_they_would_settle(qtbot, patient):
    lines = shown(qtbot, patient).lines
    assert tuple(line.asked for line in lines) == asked_next(patient, 3)
    assert all(line.asked.worth in line.accessibleName() for line in lines)


def test_a_click_asks_for_the_field(qtbot, patient):
    pane = shown(qtbot, patient)
    asked = pane.lines[0].asked
    with qtbot.waitSignal(pane.chosen) as chosen:
        qtbot.mouseClick(pane.lines[0], Qt.MouseButton.LeftButton)
    assert chosen.args == [asked.of, asked.what, asked.trial]


def test_what_was_entered_is_asked_for_no_more_one_turn_later(qtbot, patient):
    pane = shown(qtbot, patient)
    before = [line.asked for line in pane.lines]
    assert ("lists", "diagnoses") in {(one.of, one.what) for one in before}
    patient.put(Complete(list="diagnoses", as_of=Day.read("2026-11-24"), by="coordinator"))
    assert [line.asked for line in pane.lines] == before
    qtbot.waitUntil(lambda: [line.asked for line in pane.lines] != before)
    asked = {(line.asked.of, line.asked.what) for line in pane.lines}
    assert ("lists", "diagnoses") not in asked


def test_without_a_patient_nothing_is_asked_for(qtbot, session):
    assert not shown(qtbot, session).isVisible()
