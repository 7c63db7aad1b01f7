"""What a result says besides its value: limits, method, antigens, comment, its own day."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from core.dates import Day
from core.record import Observation
from gui.entry.needed import criterion_on
from gui.entry.newest import newest_observation, newest_score
from gui.verdict_words import outcome

ALT = Qt.KeyboardModifier.AltModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


def latest(session, key):
    return newest_observation(session.record, key)


def test_alt_m_opens_what_else_can_be_said_and_enter_stores_it(hand, session):
    hand.at("labs", "alt").type("96 (40)").press(Qt.Key.Key_M, held=ALT)
    details = hand.row("labs", "alt").cells.details
    assert hand.field is details.comment
    hand.type("haemolysed")
    details.low.setFocus()
    hand.type("9")
    details.method.set_text("reported")
    details.specimen.set_text("serum")
    hand.enter()
    stored = latest(session, "alt")
    assert (stored.comment, stored.lower_limit, stored.upper_limit) == (
        "haemolysed",
        "9 U/L",
        "40 U/L",
    )
    assert (stored.method, stored.specimen) == ("reported", "serum")


def test_the_antigens_of_a_panel_are_ticked(hand, session):
    hand.at("findings", "myositis_antibodies").type("neg").press(Qt.Key.Key_M, held=ALT)
    picker = hand.row("findings", "myositis_antibodies").cells.details.antigens
    assert picker.isVisible()
    for action in picker.menu().actions()[:2]:
        action.trigger()
    hand.enter()
    stored = latest(session, "myositis_antibodies")
    assert (stored.value, stored.antigens) == ("negative", ("jo_1", "pl_7"))


def test_an_abnormal_finding_can_be_called_clinically_significant(hand, session):
    hand.at("findings", "ecg").type("abn").press(Qt.Key.Key_M, held=ALT)
    details = hand.row("findings", "ecg").cells.details
    assert details.significance.isVisible()
    assert not details.low.isVisible()
    details.significance.set_text("ncs")
    hand.enter()
    assert (latest(session, "ecg").value, latest(session, "ecg").significance) == (
        "abnormal",
        "ncs",
    )


def test_what_was_said_besides_is_kept_when_the_value_is_corrected(hand, session):
    session.put(
        Observation(
            of="alt",
            value="96 U/L",
            date=Day.read("2026-11-24"),
            method="reported",
            comment="by fax",
        )
    )
    hand.at("labs", "alt").field.selectAll()
    hand.type("95").enter()
    assert (latest(session, "alt").method, latest(session, "alt").comment) == ("reported", "by fax")


def test_a_day_behind_the_value_is_its_sample_date(hand, session):
    hand.at("labs", "alt").type("35 @ -3d").enter()
    assert latest(session, "alt").value == "35 U/L"
    assert str(latest(session, "alt").date) == "2026-11-21"


def test_a_value_that_can_be_two_is_asked_about_and_one_is_taken_by_its_key(hand, session):
    hand.at("labs", "creatine_kinase").type("1,230").enter()
    row = hand.row("labs", "creatine_kinase")
    assert "two ways" in row.said()
    assert latest(session, "creatine_kinase") is None
    hand.press(Qt.Key.Key_Period, held=CONTROL)
    assert row.cells.value.text() in ("1.230", "1230")


def test_a_printed_range_marks_a_value_below_it(hand, session):
    hand.at("labs", "platelets").type("90 (125-350)").enter()
    stored = latest(session, "platelets")
    assert (stored.lower_limit, stored.upper_limit) == ("125 10^9/L", "350 10^9/L")


def test_the_limits_of_a_trial_are_found_once_and_by_lab(session):
    for trial, assessment in zip(session.trials, session.assessments, strict=True):
        found = criterion_on(trial, assessment, "weight")
        alone = [c.id for c in trial.criteria if getattr(c.rule, "lab", "") == "weight"]
        assert (found is not None) == bool(alone)
        assert criterion_on(trial, assessment, "no_such_lab") is None
        if found:
            assert outcome(*found)


def test_swollen_and_tender_joints_are_two_counts_of_one_examination(hand, session):
    hand.at("scores", "joints_28").type("4").enter().type("7").enter()
    counted = newest_score(session.record, "joints_28")
    assert counted is not None
    assert counted.items == {"swollen": "4", "tender": "7"}


def test_more_than_28_joints_are_refused(hand, session):
    hand.at("scores", "joints_28").type("29").enter().enter()
    assert newest_score(session.record, "joints_28") is None
    assert "outside 0 to 28" in hand.row("scores", "joints_28").said()


def test_a_mark_on_a_line_keeps_its_unit(hand, session):
    kinds = session.vocabulary.entries["scores"].values()
    key = next(kind.key for kind in kinds if kind.units)
    hand.at("scores", key).type("32 mm").enter()
    marked = newest_score(session.record, key)
    assert marked is not None
    assert marked.value == "32 mm"


def test_every_lab_finding_and_score_of_the_vocabulary_has_a_row(form, session):
    missing = []
    for kind in ("labs", "findings", "scores"):
        for entry in session.vocabulary.entries[kind].values():
            form.show_section(entry.section)
            if form.section().row_for(kind, entry.key) is None:
                missing.append((kind, entry.key, entry.section))
    assert missing == []


def test_the_details_are_made_only_for_the_rows_that_ask_for_them(hand):
    row = hand.at("labs", "alt").row("labs", "alt")
    assert row.cells.shown_details is None
    QTest.keyClick(hand.field, Qt.Key.Key_D, ALT)
    assert hand.field is row.cells.details.day
    hand.press(Qt.Key.Key_Escape)


def test_a_narrow_table_gives_its_names_room_and_still_says_the_limit(hand, form, qtbot):
    hand.at("labs", "alt").type("96 (40)").enter()
    cells, page = hand.row("labs", "alt").cells, form.section()
    for width, has_column in ((1000, True), (665, False)):
        form.resize(width, 600)
        qtbot.waitUntil(lambda has_column=has_column: cells.limit.isVisible() is has_column)
        qtbot.waitUntil(lambda: cells.name.width() >= 120)
        qtbot.waitUntil(lambda: page.widget().width() <= page.viewport().width())
    assert cells.value.toolTip() == "Upper limit 40 U/L"
    assert (cells.value._after, cells.value._at_end) == ("(40)", "↑ H")
    hand.at("labs", "alt").type("3")
    assert cells.value._after == "U/L", "while one types, the unit that a bare number gets"


def test_a_second_esc_gives_up_value_and_limit_together(hand, form, session, qtbot):
    form.resize(1000, 600)
    hand.at("labs", "alt").type("96")
    row = hand.row("labs", "alt")
    qtbot.waitUntil(row.cells.limit.isVisible)
    row.cells.limit.setFocus()
    hand.type("40").press(Qt.Key.Key_Escape)
    assert row.is_changed()
    hand.press(Qt.Key.Key_Escape)
    assert not row.is_changed()
    row.leave()
    assert session.record.observations == ()
