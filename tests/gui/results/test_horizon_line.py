"""Until when a verdict holds, how far a value missed, and what no clause reads, on the screen."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from core.assessment.horizon import Outlook
from core.dates import Day
from core.record import Event, Observation
from gui.results.why import Explanation


def looked(qtbot, panel):
    qtbot.waitUntil(lambda: found(panel) is not None, timeout=20_000)
    return found(panel)


def found(panel):
    return panel.ahead.prospect_of(panel.assessment)


def finding_of(panel, criterion):
    return next(one for one in panel.assessment.findings if one.id == criterion)


def texts_of(widget):
    return [label.text() for label in widget.findChildren(QLabel)]


def beside(panel):
    model = panel.criteria.criteria
    found = [model.item(row) for row in range(model.rowCount())]
    return [item.text for item in found if item.kind == "beside"]


def test_the_line_below_the_verdict_says_until_when_what_passes_is_valid(qtbot, panel, patient):
    # the patient fails SCAR02 by a laboratory value: time alone does not mend that
    looked(qtbot, panel)
    assert panel.horizon.isHidden()
    alt = patient.latest("observations", "alt")
    patient.withdraw(alt.id, "another patient's")
    panel.strip.choose("NCT06821659")
    ahead = looked(qtbot, panel)
    assert ahead.valid_until == date(2026, 12, 18)  # the score is of 2026-11-20
    assert panel.horizon.text().startswith("What passes is valid until 2026-12-18 (then out of")
    assert panel.horizon.isVisible()


def test_an_entry_ends_what_was_being_looked_for_and_begins_anew(qtbot, panel, patient):
    before = looked(qtbot, panel)
    patient.put(Observation(of="platelets", value="90 10^9/L", date=Day.read("2026-11-18")))
    assert found(panel) is None
    assert looked(qtbot, panel) is not before


def test_looking_ahead_leaves_the_verdict_to_be_painted_first(qtbot, panel, patient):
    looked(qtbot, panel)
    heard = []
    patient.assessed.connect(lambda: heard.append(found(panel)))
    patient.put(Observation(of="platelets", value="90 10^9/L", date=Day.read("2026-11-18")))
    assert heard == [None]


def test_nothing_is_looked_for_once_the_patient_is_closed(qtbot, panel, patient):
    patient.put(Observation(of="platelets", value="90 10^9/L", date=Day.read("2026-11-18")))
    qtbot.wait(1)
    patient.close_patient()
    panel.refresh()
    qtbot.waitUntil(lambda: not panel.ahead.is_under_way)
    assert panel.horizon.text() == ""


def test_an_explanation_says_how_far_a_value_missed_and_that_it_can_be_repeated(panel):
    made = Explanation(finding_of(panel, "I4"), "SCAR02", panel.sentences, panel)
    assert "76 U/L above the bound; can be repeated" in texts_of(made)


def test_a_value_that_passes_is_not_held_against_its_bound(panel):
    made = Explanation(finding_of(panel, "I3"), "SCAR02", panel.sentences, panel)
    assert not [text for text in texts_of(made) if "bound" in text]


def test_an_explanation_says_what_time_alone_will_do(panel):
    made = Explanation(finding_of(panel, "I4"), "SCAR02", panel.sentences, panel)
    made.show_outlook(Outlook(valid_until=date(2026, 12, 16), out_of_date=("hemoglobin",)))
    assert "Valid until 2026-12-16 (then out of date: Haemoglobin)." in texts_of(made)
    made.show_outlook(Outlook(event="infusion", clear_from=date(2026, 12, 1)))
    assert "Clear for infusion from 2026-12-01." in texts_of(made)


def test_what_no_clause_reads_stands_whole_below_all_criteria(panel, patient):
    assert beside(panel) == []
    patient.put(Event(of="transfusion", date=Day.read("2026-11-01")))
    name = patient.vocabulary.label("transfusion", "en")
    assert beside(panel) == [name]
    model = panel.criteria.criteria
    index = model.index(model.rowCount() - 1)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == name
    panel.pills["fails"].click()
    assert beside(panel) == []


def test_nobody_looks_ahead_while_somebody_types(qtbot, panel, patient):
    looked(qtbot, panel)
    fact = Observation(of="platelets", value="90 10^9/L", date=Day.read("2026-11-18"))
    patient.put(fact)
    for _ in range(8):
        qtbot.wait(100)
        patient.preview(fact)
        assert found(panel) is None
    assert panel.ahead.is_under_way
    assert looked(qtbot, panel)
