"""The person, consent and screening, scores and grades."""

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt

from core.dates import Day
from gui.entry.blocks.draw_head import DrawHead
from tests.gui.entry.conftest import put_into


def test_sex_and_birth_are_stored_and_the_age_is_shown(hand, session):
    hand.at("person", "sex").type("f")
    hand.at("person", "birth_date").type("1990-05").enter()
    assert (session.record.sex, str(session.record.birth_date)) == ("female", "1990-05")
    assert hand.row("person", "birth_date")._age.text() == "36 years today"


def test_a_birth_after_today_is_refused_and_the_text_stays(hand, session):
    hand.at("person", "birth_date").type("2027-01-01").enter()
    row = hand.row("person", "birth_date")
    assert session.record.birth_date is None
    assert (row.day.text(), row.day.state) == ("2027-01-01", "wrong")
    assert "lies ahead" in row.said()


def test_a_consent_is_signed_by_the_patient_unless_said_otherwise(hand, session):
    hand.at("milestones", "consent").type("2026-11-18").enter()
    (consent,) = session.record.milestones
    assert (consent.event, consent.trial, str(consent.date)) == (
        "consent",
        session.trials[0].registry_number,
        "2026-11-18",
    )
    assert (consent.signed_by, consent.planned, consent.refused) == ("subject", "no", "no")
    assert session.assessments[0].consented


def test_a_consent_ahead_is_planned_and_a_refused_one_is_refused(hand, session):
    hand.at("milestones", "consent").type("+1w").enter()
    assert session.record.milestones[0].planned == "yes"
    row = hand.row("milestones", "consent")
    row.cells["signed"].set_text("refused")
    row.cells["signed"].picked.emit("refused")
    row.enter(1)
    assert session.record.milestones[0].refused == "yes"


def test_a_screening_day_is_stored_for_the_trial(hand, session):
    hand.at("milestones", "screening").type("t").enter()
    assert str(session.record.milestones[0].date) == "2026-11-24"


def test_the_field_of_a_consent_is_that_of_the_trial_that_asks(form, session):
    second = session.trials[1].registry_number
    form.focus_field("milestones", "consent", second)
    (focused,) = [row for row in form.section().rows() if row.property("focused")]
    assert (focused.key, focused.trial) == (("milestones", "consent"), second)


def test_the_days_of_the_gates_that_a_trial_names_can_be_planned(hand, session):
    hand.at("milestones", "infusion").type("+4w").enter()
    (planned,) = session.record.milestones
    assert (planned.event, planned.planned) == ("infusion", "yes")


def test_the_screening_number_is_shown_and_there_is_no_field_for_a_name(hand):
    hand.at("person", "sex")
    names = {row.key[1] for row in hand.form.section().rows()}
    body = {"weight", "height", "bmi"}
    vital_signs = {"temperature", "systolic_blood_pressure", "diastolic_blood_pressure"}
    days = {"consent", "screening", "enrolment", "leukapheresis", "infusion"}
    assert names == {"birth_date", "sex", *days, *body, *vital_signs}


def test_a_total_is_stored_with_its_day(hand, session):
    hand.at("scores", "sledai_2k").type("12").enter()
    (score,) = session.record.scores
    assert (score.total, str(score.date)) == (Decimal(12), "2026-11-24")


@pytest.mark.parametrize("text", ["106", "-1", "8.5", "many"])
def test_an_impossible_total_is_refused_and_stays(hand, session, text):
    hand.at("scores", "sledai_2k").type(text).enter()
    row = hand.row("scores", "sledai_2k")
    assert session.record.scores == ()
    assert (row.total.text(), row.total.state) == (text, "wrong")


def test_a_total_of_another_day_is_a_new_score(hand, session):
    hand.at("scores", "sledai_2k").type("12").enter()
    hand.form.section()._blocks[0].head.show_day(Day.read("2026-11-20"))
    hand.at("scores", "sledai_2k").type("8").enter()
    assert len(session.record.scores) == 2


def test_grades_are_collected_into_one_score_without_asking_why(hand, session):
    hand.at("scores", "bilag_2004").type("b")
    row = hand.row("scores", "bilag_2004")
    row._choices["renal"].choose("A")
    (score,) = session.record.scores
    assert score.grades == {"constitutional": "B", "renal": "A"}


def test_another_grade_of_the_same_day_is_a_correction(hand, session):
    hand.at("scores", "bilag_2004").type("b").type("c")
    row = hand.row("scores", "bilag_2004")
    assert row.why.isVisible()
    row.enter(1)
    assert session.record.scores[0].grades == {"constitutional": "C"}


def test_a_score_that_was_not_done_says_why_and_may_follow_later(hand, session):
    hand.at("scores", "sledai_2k")
    row = hand.row("scores", "sledai_2k")
    row.choose_reason("pending")
    assert session.record.scores[0].not_done == "pending"
    assert (row.total.text(), row.total.placeholderText()) == ("", "Pending")
    hand.at("scores", "sledai_2k").type("12")
    assert row.why.isHidden()
    hand.enter()
    (score,) = session.record.scores
    assert (score.total, score.not_done) == (Decimal(12), None)
    assert row.total.text() == "12"


def test_another_sex_or_birth_is_a_correction_with_a_reason(hand, session):
    hand.at("person", "sex").type("f").type("m")
    row = hand.row("person", "sex")
    assert (session.record.sex, row.why.isHidden()) == ("female", False)
    hand.enter()
    assert (session.record.sex, row.why.isHidden()) == ("male", True)
    hand.at("person", "birth_date").type("1990-05-17").enter()
    hand.at("person", "birth_date").type("1991-05-17")
    assert not hand.row("person", "birth_date").why.isHidden()
    hand.enter()
    assert str(session.record.birth_date) == "1991-05-17"


def test_escape_keeps_the_sex_on_record(hand, session):
    hand.at("person", "sex").type("f").type("m").press(Qt.Key.Key_Escape)
    assert hand.row("person", "sex").choice.value == "female"
    assert session.record.sex == "female"


@pytest.mark.parametrize("day", ["2026-11-20", "2016-02-01", "1900-01-01"])
def test_a_day_of_birth_that_makes_nobody_to_screen_is_asked_for_once_more(hand, session, day):
    hand.at("person", "birth_date").type(day).enter()
    assert session.record.birth_date is None
    assert "years old" in hand.row("person", "birth_date").said()
    hand.enter()
    assert session.record.birth_date == Day.read(day)


@pytest.mark.parametrize("day", ["2014-11-24", "1926-11-24", "1990"])
def test_a_likely_day_of_birth_is_stored_at_once(hand, session, day):
    hand.at("person", "birth_date").type(day).enter()
    assert session.record.birth_date == Day.read(day)


def test_enter_in_the_last_field_selects_what_it_holds(form, hand, session):
    hand.at("labs", "weight")
    rows = [row for row in form.section().rows() if row.isVisibleTo(form.section())]
    last = rows[-1]
    last.take_focus()
    hand.type("61").enter()
    assert hand.field is last.cells.value
    assert hand.field.selectedText() == hand.field.text() != ""


def test_a_day_that_is_refused_does_not_make_the_section_wider(form, qtbot):
    form.resize(640, 700)
    form.show_section("investigator")
    qtbot.wait(10)
    head = form.section().findChild(DrawHead)
    head.day.setText("not a day at all, and a long one")
    head.day.commit()
    qtbot.wait(10)
    assert head._wrong.text()
    assert head.minimumSizeHint().width() <= form.section().viewport().width()


def days_of(hand, trial):
    rows = hand.form.section().rows()
    return [row for row in rows if row.key[0] == "milestones" and row.trial == trial]


def test_later_days_are_folded_away_until_they_are_asked_for(hand, session):
    hand.at("person", "sex")
    later, gates = hand.form.section()._blocks[1]._later[0]
    assert all(row.isHidden() for row in gates)
    later.click()
    assert not any(row.isHidden() for row in gates)
    assert later.isHidden()
    assert hand.field is gates[0].cells["date"]


def test_enter_goes_from_the_screening_of_one_trial_to_the_consent_of_the_next(hand, session):
    second, third = (trial.registry_number for trial in session.trials[1:3])
    hand.form.focus_field("milestones", "screening", second)
    hand.enter()
    consent = next(row for row in days_of(hand, third) if row.key[1] == "consent")
    assert hand.field is consent.cells["date"]


def test_a_later_day_on_record_is_shown_and_one_patients_are_not_unfolded_for_the_next(
    hand, session
):
    hand.at("milestones", "infusion").type("+4w").enter()
    session.new_patient("S-002")
    hand.at("person", "sex")
    later, gates = hand.form.section()._blocks[1]._later[0]
    assert all(row.isHidden() for row in gates)
    session.open_patient("S-001")
    assert [row.key[1] for row in gates if not row.isHidden()] == ["infusion"]
    assert not later.isHidden()


def test_the_letter_of_the_sex_on_record_leaves_it_as_it_is(hand, session):
    hand.at("person", "sex").type("f").type("f").enter()
    row = hand.row("person", "sex")
    row.choice._buttons[0].click()
    assert (session.record.sex, row.choice.value) == ("female", "female")
    assert row.why.isHidden()


def test_a_day_before_an_earlier_step_of_the_trial_is_pointed_out(hand, session, qtbot):
    hand.at("milestones", "consent").type("2026-11-20").enter()
    hand.at("milestones", "screening").type("2026-11-19").enter()
    row = hand.row("milestones", "screening")
    page = hand.form.section()
    qtbot.waitUntil(lambda: page.widget().width() <= page.viewport().width())
    assert "before the Informed consent of 2026-11-20" in row.remark.text()
    put_into(row.cells["date"], "2026-11-20")
    row.enter(1)
    assert row.remark.text() == ""


def test_a_consent_ahead_is_not_shown_as_signed(hand, session):
    hand.at("milestones", "consent").type("+1w").enter()
    assert hand.row("milestones", "consent").cells["signed"].text() == ""
