"""The trial panel: every criterion with glyph, word and reason; a click goes to the field."""

from dataclasses import replace
from itertools import pairwise

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QRegion
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLabel, QPushButton

from core.assessment import Reading
from core.dates import Day
from core.record import Observation
from core.truth import Gate, Outcome
from gui.results.criteria import CriteriaModel
from gui.results.strip_model import LINE, StripModel
from gui.results.why import Explanation


def lines(panel):
    model = panel.criteria.criteria
    return [model.item(row) for row in range(model.rowCount())]


def ids(panel):
    return [item.finding.id for item in lines(panel) if item.kind == "criterion"]


def item_of(panel, criterion):
    return lines(panel)[panel.criteria.criteria.row_of(criterion)]


def test_what_fails_or_is_open_stands_above_what_passes(panel):
    groups = [item.text for item in lines(panel) if item.kind == "group"]
    assert groups == ["Fails or still open", "Passes"]
    outcomes = [item.finding.outcome for item in lines(panel) if item.kind == "criterion"]
    passing = [one in (Outcome.MET, Outcome.NOT_APPLICABLE) for one in outcomes]
    assert passing == sorted(passing)


def test_within_a_group_the_order_is_that_of_the_registry(panel):
    printed = [one.id for one in panel.assessment.findings]
    found = ids(panel)
    for is_pass in (False, True):
        group = [
            one for one in found if (item_of(panel, one).finding.outcome is Outcome.MET) is is_pass
        ]
        assert group == sorted(group, key=printed.index)


def test_every_criterion_says_its_reason(panel):
    assert all(item.reason for item in lines(panel) if item.kind == "criterion")
    assert "196 U/L" in item_of(panel, "I4").reason


def test_only_the_criteria_of_the_patients_arm_are_shown(panel):
    arms = {item.finding.arm for item in lines(panel) if item.kind == "criterion"}
    assert arms == {None, "SLE"}


def test_the_filters_count_and_leave_what_they_name(qtbot, panel):
    counts = panel.criteria.criteria.counts()
    assert counts["fails"] == 1
    assert (
        counts["all"] == counts["fails"] + counts["missing"] + counts["review"] + counts["passes"]
    )
    qtbot.mouseClick(panel.pills["fails"], Qt.MouseButton.LeftButton)
    assert ids(panel) == ["I4"]
    assert panel.pills["fails"].accessibleName() == "Fails 1"


def test_a_click_on_a_criterion_shows_the_field(qtbot, panel):
    index = panel.criteria.criteria.index(panel.criteria.criteria.row_of("I4"))
    panel.criteria.scrollTo(index)
    place = panel.criteria.visualRect(index).center()
    with qtbot.waitSignal(panel.pointed) as pointed:
        qtbot.mouseClick(panel.criteria.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert pointed.args[0] == "labs"


def test_a_failing_value_is_the_field_that_is_asked_for(panel):
    finding = item_of(panel, "I4").finding
    assert panel.sentences.fields(finding)[0] in (("labs", "alt"), ("labs", "bilirubin_total"))


def test_the_panel_follows_each_entry_and_keeps_its_place(panel, patient):
    panel.criteria.select("I4")
    old = patient.latest("observations", "alt")
    patient.put(
        Observation(of="alt", value="20 U/L (40)", date=Day.read("2026-11-18")), supersedes=old.id
    )
    assert item_of(panel, "I4").finding.outcome is Outcome.UNKNOWN
    assert panel.criteria.selected().id == "I4"
    assert panel.pills["fails"].accessibleName() == "Fails 0"


class Painted(QObject):
    """Keeps what is painted of a widget."""

    def __init__(self, widget):
        super().__init__(widget)
        self.region = QRegion()
        widget.installEventFilter(self)

    def eventFilter(self, _, event):  # noqa: N802 - Qt's name
        if event.type() is QEvent.Type.Paint:
            self.region |= event.region()
        return False


def corrected(patient, value):
    old = patient.latest("observations", "alt")
    new = Observation(of="alt", value=value, date=Day.read("2026-11-18"))
    patient.put(new, supersedes=old.id)


def place_of(panel, criterion):
    model = panel.criteria.criteria
    return panel.criteria.visualRect(model.index(model.row_of(criterion)))


def test_a_new_verdict_is_painted_before_anybody_else_hears_of_it(qtbot, panel, patient):
    qtbot.wait(50)
    painted = Painted(panel.criteria.viewport())
    heard = []
    patient.assessed.connect(lambda: heard.append(painted.region.contains(place_of(panel, "I4"))))
    corrected(patient, "197 U/L (40)")
    assert heard == [True]
    assert "197 U/L" in item_of(panel, "I4").reason


def test_only_the_line_that_an_entry_changes_is_painted_anew(qtbot, panel, patient):
    qtbot.wait(50)
    criteria, strip = Painted(panel.criteria.viewport()), Painted(panel.strip.viewport())
    before = lines(panel)
    corrected(patient, "198 U/L (40)")
    qtbot.wait(50)
    changed = [new for old, new in zip(before, lines(panel), strict=True) if new is not old]
    assert [item.finding.id for item in changed if item.kind == "criterion"] == ["I4"]
    assert criteria.region.boundingRect() == place_of(panel, "I4")
    assert strip.region.isEmpty()


def test_an_entry_that_turns_a_criterion_changes_its_trial_in_the_strip(qtbot, panel, patient):
    qtbot.wait(50)
    strip = Painted(panel.strip.viewport())
    corrected(patient, "20 U/L (40)")
    assert strip.region.contains(panel.strip.visualRect(panel.strip.model().index(0)))
    assert panel.strip.model().index(0).data(LINE).tally.count("not_met") == 0


@pytest.mark.parametrize("value", ["197 U/L (40)", "20 U/L (40)", "1.96 µkat/L"])
def test_each_line_is_as_high_as_what_it_says_after_an_entry(qtbot, panel, patient, value):
    qtbot.wait(50)
    corrected(patient, value)
    model = panel.criteria.criteria
    for row in range(model.rowCount()):
        index = model.index(row)
        wanted = panel.criteria.sizeHintForIndex(index).height()
        assert panel.criteria.visualRect(index).height() == wanted


def test_no_line_lies_over_the_next_in_a_panel_made_narrower(qtbot, panel, patient):
    patient.put(Observation(of="alt", value="138 U/L", date=Day.read("2026-11-20")))
    panel.resize(900, 700)
    qtbot.wait(20)
    panel.resize(330, 700)
    qtbot.wait(20)
    view = panel.criteria
    rects = [view.visualRect(view.model().index(row, 0)) for row in range(view.model().rowCount())]
    ends = [rect.bottom() + 1 for rect in rects]
    assert ends[:-1] == [rect.top() for rect in rects[1:]]


def test_an_open_explanation_follows_its_criterion(qtbot, panel, patient):
    panel.criteria.select("I4")
    qtbot.keyClick(panel.criteria, Qt.Key.Key_Space)
    corrected(patient, "197 U/L (40)")
    row = panel.criteria.criteria.row_of("I4") + 1
    pane = panel.criteria.indexWidget(panel.criteria.criteria.index(row))
    assert any("197 U/L" in label.text() for label in pane.findChildren(QLabel))


def test_a_screen_reader_hears_number_word_text_and_reason(panel):
    row = panel.criteria.criteria.row_of("I4")
    said = panel.criteria.criteria.index(row).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said.startswith("I4, Not met: Liver function fulfillment")


def test_space_explains_a_criterion_below_its_line(qtbot, panel):
    panel.criteria.select("I4")
    qtbot.keyClick(panel.criteria, Qt.Key.Key_Space)
    row = panel.criteria.criteria.row_of("I4")
    assert lines(panel)[row + 1].kind == "why"
    pane = panel.criteria.indexWidget(panel.criteria.criteria.index(row + 1))
    assert isinstance(pane, Explanation)

    qtbot.keyClick(panel.criteria, Qt.Key.Key_Space)
    assert all(item.kind != "why" for item in lines(panel))


def test_the_explanation_quotes_the_registry_word_for_word(qtbot, panel):
    finding = item_of(panel, "I4").finding
    made = Explanation(finding, "SCAR02", panel.sentences)
    qtbot.addWidget(made)
    texts = [label.text() for label in made.findChildren(QLabel)]
    assert "Liver function fulfillment: ALT≤3×ULN; AST≤3×ULN; TBIL≤3×ULN." in texts
    assert "Not met" in texts
    assert any("196 U/L" in text for text in texts)


def test_a_button_of_the_explanation_goes_to_the_field(qtbot, panel):
    made = Explanation(item_of(panel, "I3").finding, "SCAR02", panel.sentences)
    qtbot.addWidget(made)
    button = made.findChildren(QPushButton)[0]
    with qtbot.waitSignal(made.chosen) as chosen:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert chosen.args == ["labs", "white_blood_cells"]


def test_the_explanation_says_what_the_rule_of_the_criterion_computes(qtbot, panel):
    finding = item_of(panel, "I4").finding
    made = Explanation(finding, "SCAR02", panel.sentences)
    qtbot.addWidget(made)
    shown = [one.text() for one in made.findChildren(QLabel)]
    lines = [line for _, line in panel.sentences.read_as(finding, "SCAR02")]
    assert any("≤ 3 × ULN" in line for line in lines)
    assert [line for line in lines if line not in shown] == []


def test_text_that_looks_like_markup_is_shown_as_it_was_typed(qtbot, panel, patient):
    patient.put(
        Observation(
            of="alt",
            value="210 U/L (40)",
            date=Day.read("2026-11-19"),
            source="<b>x</b> #include =1+1 患者 \u202e",
        )
    )
    made = Explanation(item_of(panel, "I4").finding, "SCAR02", panel.sentences)
    qtbot.addWidget(made)
    labels = [one for one in made.findChildren(QLabel) if "<b>x</b>" in one.text()]
    assert labels
    assert all(one.textFormat() is Qt.TextFormat.PlainText for one in made.findChildren(QLabel))


def test_the_models_keep_the_rules_of_qt(qtbot, panel, patient):
    model = CriteriaModel(panel.sentences)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show_assessment(patient.assessments[0])
    model.expand("I4")
    model.set_filter("missing")
    model.show_assessment(None)
    strip = StripModel()
    QAbstractItemModelTester(strip, QAbstractItemModelTester.FailureReportingMode.Fatal)
    strip.show_lines([panel.strip.lines.index(0).data(LINE)])
    strip.show_lines([])


def test_a_narrow_panel_shows_glyphs_instead_of_words(panel):
    wide = panel.pills["missing"].sizeHint().width()
    panel.resize(330, 700)
    assert panel.pills["missing"].sizeHint().width() < wide


def test_the_trial_says_that_it_is_before_consent(panel):
    line = panel.strip.lines.index(0).data(LINE)
    assert line.detail.startswith("pre-screen")


def changed(assessment, criterion, **values):
    findings = tuple(
        replace(one, **values) if one.id == criterion else one for one in assessment.findings
    )
    return replace(assessment, findings=findings)


def test_what_is_due_at_a_later_gate_stands_apart_and_is_not_counted(panel):
    model = panel.criteria.criteria
    before = model.counts()["missing"]
    model.show_assessment(changed(panel.assessment, "I3", due=Gate.INFUSION))
    groups = [item.text for item in lines(panel) if item.kind == "group"]
    assert groups == ["Fails or still open", "Passes", "Due later"]
    assert ids(panel)[-1] == "I3"
    assert model.counts()["missing"] == before - 1


def test_two_readings_are_both_shown(qtbot, panel):
    readings = (Reading("strict", Outcome.NOT_MET), Reading("wide", Outcome.MET))
    shown = changed(panel.assessment, "I3", readings=readings)
    finding = next(one for one in shown.findings if one.id == "I3")
    made = Explanation(finding, "SCAR02", panel.sentences)
    qtbot.addWidget(made)
    texts = [label.text() for label in made.findChildren(QLabel)]
    assert "strict: Not met" in texts
    assert "wide: Met" in texts


def test_a_line_that_grows_moves_those_below_it(panel, patient, qtbot):
    panel.resize(360, 700)
    patient.put(
        Observation(of="alt", value="30 U/L", upper_limit="40", date=Day.read("2026-11-19"))
    )
    view, model = panel.criteria, panel.criteria.criteria
    patient.put(
        Observation(of="alt", value="196 U/L", upper_limit="40", date=Day.read("2026-11-20"))
    )
    qtbot.wait(20)
    for row in range(model.rowCount() - 1):
        line, below = (view.visualRect(model.index(place)) for place in (row, row + 1))
        assert below.top() == line.bottom() + 1


def test_a_click_leaves_the_keyboard_in_the_list_so_that_space_answers_nothing(qtbot, panel):
    index = panel.criteria.criteria.index(panel.criteria.criteria.row_of("I4"))
    panel.criteria.scrollTo(index)
    place = panel.criteria.visualRect(index).center()
    asked = []
    panel.chosen.connect(lambda *named: asked.append(named))
    qtbot.mouseClick(panel.criteria.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.keyClick(panel.criteria, Qt.Key.Key_Space)
    assert asked == []
    assert panel.criteria.explanation() is not None


def test_a_double_click_on_a_criterion_goes_to_the_field(qtbot, panel):
    index = panel.criteria.criteria.index(panel.criteria.criteria.row_of("I4"))
    panel.criteria.scrollTo(index)
    with qtbot.waitSignal(panel.chosen) as chosen:
        panel.criteria.doubleClicked.emit(index)
    assert chosen.args[0] == "labs"


@pytest.mark.parametrize("height", [720, 560, 460])
def test_nothing_lies_over_another_thing_in_a_low_panel(qtbot, panel, height):
    qtbot.waitUntil(lambda: not panel.ahead.is_under_way)
    panel.resize(360, height)
    parts = [panel.strip, panel._verdict, panel.horizon, panel.next, panel.criteria]
    qtbot.waitUntil(lambda: panel.height() == height)
    shown = [part for part in parts if part.isVisible()]
    for above, below in pairwise(shown):
        assert above.geometry().bottom() < below.geometry().top()
    assert shown[-1].geometry().bottom() <= panel.height()
    assert panel.criteria.height() >= 40
