"""A score item by item: what a person answers, what it makes, and how it is stored."""

from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from core.dates import Day
from core.record import Diagnosis, Observation, Score
from core.truth import Outcome
from gui.entry.settles import read_by
from gui.widgets.glyphs import Glyph
from tests.gui.conftest import AS_OF, of_scar02

TODAY = Day.on(AS_OF)


@pytest.fixture
def sheet(form):
    """The sheet of SLEDAI-2K, opened from the section of the scores."""
    return opened(form, "sledai_2k")


def opened(form, key, section="scores"):
    form.show_section(section)
    form.show_sheet(key)
    return form._pages.currentWidget()


def press(sheet, item, answer):
    sheet.lines[item].control.choose(answer)


def test_the_button_of_a_score_opens_its_items(form, qtbot):
    form.show_section("scores")
    row = form.section().row_for("scores", "sledai_2k")
    qtbot.mouseClick(row.items, Qt.MouseButton.LeftButton)
    assert form._pages.currentWidget().title == "SLEDAI-2K"


def test_every_instrument_with_items_has_a_sheet_with_a_line_for_each(form, session):
    for key, instrument in session.vocabulary.entries["instruments"].items():
        if len(instrument.items) > 1:
            assert list(opened(form, key).lines) == list(instrument.items)


def test_the_total_is_an_interval_until_all_is_answered(sheet):
    assert sheet.result.total.text() == "0–105"
    press(sheet, "arthritis", "yes")
    assert sheet.result.total.text() == "4–105"
    press(sheet, "seizure", "no")
    assert (sheet.result.total.text(), "2 of 24" in sheet.result.detail.text()) == ("4–97", True)
    sheet.answer_rest(sheet.lines)
    assert sheet.result.total.text() == "4"
    assert "24 of 24" in sheet.result.detail.text()


def test_nothing_is_stored_before_it_is_asked_for(sheet, session):
    press(sheet, "arthritis", "yes")
    assert session.record.scores == ()
    assert sheet.store.isVisibleTo(sheet)


def test_ctrl_enter_stores_what_is_answered_as_one_score(sheet, session):
    press(sheet, "arthritis", "yes")
    press(sheet, "rash", "unknown")
    QTest.keyClick(sheet, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    (score,) = session.record.scores
    assert (score.of, score.date) == ("sledai_2k", TODAY)
    assert score.items == {"arthritis": "yes", "rash": "unknown"}
    assert not sheet.store.isVisibleTo(sheet)


def test_source_and_rater_of_the_head_are_part_of_the_score(sheet, session):
    sheet.head.source.accept_stored("clinic visit")
    sheet.head.rater.accept_stored("Dr Wu")
    press(sheet, "arthritis", "yes")
    sheet.commit()
    (score,) = session.record.scores
    assert (score.source, score.rater) == ("clinic visit", "Dr Wu")


def test_further_answers_need_no_reason(sheet, session):
    press(sheet, "arthritis", "yes")
    sheet.commit()
    press(sheet, "rash", "no")
    assert sheet.why.isHidden()
    sheet.commit()
    (score,) = session.record.scores
    assert score.items == {"arthritis": "yes", "rash": "no"}


def test_another_answer_than_the_stored_one_is_a_correction(sheet, session):
    press(sheet, "arthritis", "yes")
    sheet.commit()
    press(sheet, "arthritis", "no")
    assert not sheet.why.isHidden()
    sheet.commit()
    (score,) = session.record.scores
    assert score.items == {"arthritis": "no"}
    made = session.entries_made("scores", "sledai_2k")
    assert [one.why for one in made if one.why] == ["typing slip"]


def test_the_last_answer_taken_back_takes_the_score_back(sheet, session):
    press(sheet, "arthritis", "yes")
    sheet.commit()
    press(sheet, "arthritis", "yes")
    sheet.commit()
    assert session.record.scores == ()


def test_discard_gives_up_what_is_not_stored(sheet, session):
    press(sheet, "arthritis", "yes")
    sheet.discard.click()
    assert sheet.lines["arthritis"].control.value == ""
    sheet.commit()
    assert session.record.scores == ()


def test_leaving_the_sheet_stores_it(sheet, form, session):
    press(sheet, "arthritis", "yes")
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    assert session.record.scores[0].items == {"arthritis": "yes"}
    assert form._pages.currentWidget() is form.section()


def test_flushing_the_form_stores_the_sheet(sheet, form, session):
    press(sheet, "arthritis", "yes")
    assert form.flush() == 0
    assert session.record.scores[0].items == {"arthritis": "yes"}


def test_another_day_is_another_assessment(sheet, session):
    press(sheet, "arthritis", "yes")
    sheet.commit()
    sheet.head.show_day(Day.on(date(2026, 11, 20)))
    assert sheet.lines["arthritis"].control.value == ""
    press(sheet, "rash", "yes")
    sheet.commit()
    assert [(str(s.date), s.items) for s in session.record.scores] == [
        ("2026-11-24", {"arthritis": "yes"}),
        ("2026-11-20", {"rash": "yes"}),
    ]
    sheet.head.show_day(TODAY)
    assert sheet.lines["arthritis"].control.value == "yes"


def test_answers_not_stored_yet_go_with_the_day(sheet, session):
    press(sheet, "arthritis", "yes")
    sheet.head.show_day(Day.on(date(2026, 11, 20)))
    sheet.commit()
    (score,) = session.record.scores
    assert (str(score.date), score.items) == ("2026-11-20", {"arthritis": "yes"})


def test_another_patient_finds_no_answers_of_the_one_before(sheet, form, session):
    press(sheet, "arthritis", "yes")
    sheet.commit()
    session.new_patient("S-002")
    again = opened(form, "sledai_2k")
    assert again.lines["arthritis"].control.value == ""
    assert again.result.total.text() == "0–105"


def test_a_total_on_record_stays_beside_the_items(sheet, form, session):
    session.put(Score(of="sledai_2k", date=TODAY, total=Decimal(4)))
    press(sheet, "arthritis", "yes")
    sheet.commit()
    (score,) = session.record.scores
    assert (score.total, score.items) == (Decimal(4), {"arthritis": "yes"})


def test_what_is_no_answer_is_said_and_not_stored(form, session):
    sheet = opened(form, "cdai")
    field = sheet.lines["tender_joints"].control
    QTest.keyClicks(field, "29")
    assert "0 to 28" in sheet.lines["tender_joints"].said.said()
    assert not sheet.commit()
    assert (session.record.scores, field.text()) == ((), "29")


def test_numbers_of_a_full_width_keyboard_count(form, session):
    sheet = opened(form, "cdai")
    field = sheet.lines["tender_joints"].control
    typed = QInputMethodEvent()
    typed.setCommitString("１２")
    QApplication.sendEvent(field, typed)
    sheet.commit()
    assert session.record.scores[0].items == {"tender_joints": "12"}


def test_the_trials_show_what_the_answers_would_make_before_they_are_stored(form, session, qtbot):
    session.put(Diagnosis(of="sle", date=Day.read("2020-01-01")))
    sheet = opened(form, "sledai_2k")
    press(sheet, "seizure", "yes")
    (asked,) = read_by(of_scar02(session.assessments), "sledai_2k")

    def said():
        return [glyph.toolTip() for glyph in sheet.result.findChildren(Glyph)]

    qtbot.waitUntil(lambda: f"SCAR02 {asked.id}: Met" in said())
    assert asked.outcome is Outcome.UNKNOWN


def test_enter_walks_down_the_items_and_ends_at_the_button(sheet, qtbot):
    lines = list(sheet.lines.values())
    lines[0].take_focus()
    lines[0].control.entered.emit(1)
    assert lines[1].control.has_focus()
    press(sheet, lines[-1].key, "yes")
    lines[-1].control.entered.emit(1)
    assert sheet.store.hasFocus()


def test_joints_are_kept_joint_by_joint(form, session):
    sheet = opened(form, "joints_28")
    sheet.answer("left_knee", "both")
    sheet.answer("right_wrist", "tender")
    sheet.answer("left_wrist", "none")
    sheet.commit()
    (score,) = session.record.scores
    assert score.joints == {
        "left_knee": ("swollen", "tender"),
        "right_wrist": ("tender",),
        "left_wrist": (),
    }
    assert score.items == {}


def test_the_row_of_the_joints_says_what_the_single_joints_make(form, session):
    sheet = opened(form, "joints_28")
    sheet.answer("left_knee", "both")
    sheet.answer_rest(sheet.lines)
    sheet.close_sheet()
    row = form.section().row_for("scores", "joints_28")
    assert row.said() == "Joint by joint: tender 1, swollen 1, swollen or tender 1"
    assert {sign: field.placeholderText() for sign, field in row.counts.items()} == {
        "swollen": "1",
        "tender": "1",
    }


def test_the_map_and_the_list_show_the_same_joints(form):
    sheet = opened(form, "joints_28")
    assert sheet.views.shown is sheet.views.figure
    sheet.answer("left_knee", "both")
    sheet.views.view.choose("list")
    assert sheet.views.shown is sheet.views.form
    assert sheet.lines["left_knee"].control.value == "both"


def test_the_rest_of_the_joints_is_none(form):
    sheet = opened(form, "joints_28")
    sheet.answer("left_knee", "both")
    sheet.views.rest.click()
    assert sheet.result.total.text() == "tender 1, swollen 1, swollen or tender 1"
    assert "28 of 28" in sheet.result.detail.text()


def test_a_set_of_criteria_says_whether_it_is_fulfilled(form, session):
    sheet = opened(form, "acr_eular_2010_ra", "diagnosis")
    assert "open whether" in sheet.result.detail.text()
    sheet.answer_rest(sheet.lines)
    form.show_section("diagnosis")
    row = form.section().row_for("scores", "acr_eular_2010_ra")
    assert row is not None


def test_the_row_of_a_score_says_what_its_items_make(sheet, form):
    press(sheet, "arthritis", "yes")
    sheet.close_sheet()
    row = form.section().row_for("scores", "sledai_2k")
    assert (row.total.text(), row.total.placeholderText()) == ("", "4–105, items")


def test_the_row_of_a_set_says_whether_its_items_fulfil_it(form, session):
    sheet = opened(form, "acr_eular_2010_ra", "diagnosis")
    sheet.answer_rest(sheet.lines)
    sheet.commit()
    form.show_section("diagnosis")
    row = form.section().row_for("scores", "acr_eular_2010_ra")
    assert row.isVisibleTo(form.section())
    assert row._made.text()


def test_both_forms_of_a_set_are_shown_where_a_trial_reads_it(form, session):
    session.put(Diagnosis(of="dm", date=Day.read("2020-01-01")))
    form.show_section("diagnosis")
    rows = {row.key[1] for row in form.section().rows() if row.isVisibleTo(form.section())}
    assert {"eular_acr_2017_iim", "eular_acr_2017_iim_biopsy"} <= rows


def test_a_total_typed_in_the_section_has_the_rater_of_its_head(hand, session):
    hand.at("scores", "sledai_2k")
    hand.form.section().block.head.rater.accept_stored("Dr Wu")
    hand.type("12").enter()
    (score,) = session.record.scores
    assert (score.total, score.rater) == (Decimal(12), "Dr Wu")


def test_source_and_rater_of_one_patient_are_not_carried_over_to_the_next(hand, session):
    hand.at("scores", "sledai_2k")
    head = hand.form.section().block.head
    head.rater.accept_stored("Dr Wu")
    session.new_patient("S-002")
    hand.form.show_section("scores")
    assert (head.rater.text(), head.source.text()) == ("", "")


def test_the_core_set_counts_the_measures_on_record(form, session):
    session.put(Score(of="physician_global", date=TODAY, value="4 cm"))
    measured(session, "ldh", "400 U/L")
    form.show_section("scores")
    row = form.section().row_for("scores", "imacs_core_set")
    assert row._count.text() == "2 of 6 measures on record"
    assert "Muscle strength" in row.said()


def test_the_systems_of_bilag_are_kept_as_grades(form, session):
    sheet = opened(form, "bilag_2004")
    sheet.answer("renal", "A")
    sheet.commit()
    assert session.record.scores[0].grades == {"renal": "A"}


def test_every_answer_has_a_name_for_who_hears_the_screen(form, session):
    for key in session.vocabulary.entries["instruments"]:
        sheet = opened(form, key)
        assert all(line.control.accessibleName() for line in sheet.lines.values())


def measured(session, of, value, day="2026-11-22"):
    session.put(Observation(of=of, value=value, date=Day.read(day)))


def test_a_lab_proposes_an_answer_and_fills_nothing(sheet, form, session, qtbot):
    measured(session, "platelets", "80 10^9/L")
    sheet = opened(form, "sledai_2k")
    line = sheet.lines["thrombocytopenia"]
    qtbot.waitUntil(lambda: line._take.isVisibleTo(sheet))
    assert "80" in line.said.said()
    assert line.control.value == ""
    assert session.record.scores == ()
    line._take.click()
    assert line.control.value == "yes"


def test_all_that_is_proposed_can_be_taken_at_once(form, session, qtbot):
    measured(session, "platelets", "80 10^9/L")
    measured(session, "white_blood_cells", "2.1 10^9/L")
    sheet = opened(form, "sledai_2k")
    qtbot.waitUntil(lambda: sheet.take.isVisibleTo(sheet))
    sheet.take.click()
    assert sheet.result.total.text().startswith("2")
    sheet.commit()
    assert session.record.scores[0].items == {"thrombocytopenia": "yes", "leukopenia": "yes"}


def test_a_contradiction_is_shown_at_the_item_and_at_the_lab(form, session, qtbot):
    measured(session, "platelets", "220 10^9/L")
    sheet = opened(form, "sledai_2k")
    press(sheet, "thrombocytopenia", "yes")
    line = sheet.lines["thrombocytopenia"]
    qtbot.waitUntil(lambda: "220" in line.said.said())
    sheet.commit()
    assert "220" in sheet.said()
    sheet.close_sheet()
    assert "220" in form.section().row_for("scores", "sledai_2k").said()
    form.show_section("labs")
    assert "Thrombocytopenia" in form.section().row_for("labs", "platelets").said()
