"""Answering questions: three answers and none, by whom, and No to the rest."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from core.dates import Day
from core.record import Diagnosis
from gui.entry.newest import newest_answer


def answer(session, key, trial=None):
    return newest_answer(session.record, key, trial)


def test_a_question_that_nobody_asked_has_no_answer_and_is_no_no(hand, session):
    hand.at("questions", "malignancy_history")
    assert hand.row("questions", "malignancy_history").choice.value == ""
    assert session.record.answers == ()


def test_the_letter_n_answers_no_by_the_coordinator_today(hand, session):
    hand.at("questions", "malignancy_history").type("n")
    given = answer(session, "malignancy_history")
    assert (given.answer, given.by, str(given.date)) == ("no", "coordinator", "2026-11-24")


def test_y_and_u_answer_too(hand, session):
    hand.at("questions", "malignancy_history").type("y")
    hand.at("questions", "end_stage_renal_failure").type("u")
    assert answer(session, "malignancy_history").answer == "yes"
    assert answer(session, "end_stage_renal_failure").answer == "unknown"


def test_enter_goes_to_the_next_question(hand):
    hand.at("questions", "malignancy_history").enter()
    assert hand.row("questions", "end_stage_renal_failure").choice.has_focus()


def test_pressing_the_answer_again_takes_it_back_with_a_reason(hand, session):
    hand.at("questions", "malignancy_history").type("n").type("n")
    row = hand.row("questions", "malignancy_history")
    assert answer(session, "malignancy_history").answer == "no"
    assert row.why.isVisible()
    hand.enter()
    assert answer(session, "malignancy_history") is None
    assert row.choice.value == ""


def test_another_answer_is_a_correction(hand, session):
    hand.at("questions", "malignancy_history").type("n").type("y").enter()
    assert [a.answer for a in session.record.answers] == ["yes"]
    assert answer(session, "malignancy_history").supersedes is not None


def test_escape_brings_the_stored_answer_back(hand, session):
    hand.at("questions", "malignancy_history").type("n").type("y").press(Qt.Key.Key_Escape)
    row = hand.row("questions", "malignancy_history")
    assert row.choice.value == "no"
    assert row.why.isHidden()
    assert answer(session, "malignancy_history").answer == "no"


def test_an_answer_of_another_day_stands_beside_the_old_one(hand, session):
    hand.at("questions", "malignancy_history").type("n")
    hand.form.section()._blocks[0].head.show_day(Day.read("2026-11-20"))
    hand.at("questions", "malignancy_history").type("y").enter()
    assert len(session.record.answers) == 2


def test_a_coded_reason_is_added_without_being_asked_why(hand, session):
    session.put_person(sex="female", birth_date=None)
    hand.at("questions", "childbearing_potential").type("n")
    row = hand.row("questions", "childbearing_potential")
    coded = row.details.coded
    coded.set_text("hysterectomy")
    coded.picked.emit("hysterectomy")
    given = answer(session, "childbearing_potential")
    assert (given.answer, given.reason) == ("no", "hysterectomy")


def test_an_investigators_question_says_so_and_is_answered_by_the_investigator(hand, session):
    hand.at("questions", "other_reason")
    row = hand.row("questions", "other_reason")
    assert row.details.who.text() == "The investigator answers."
    hand.type("n")
    given = answer(session, "other_reason", "NCT06503224")
    assert (given.by, given.trial) == ("investigator", "NCT06503224")


def test_no_to_the_rest_answers_what_is_untouched_in_one_step_and_marks_it(hand, session):
    hand.at("questions", "malignancy_history").type("y")
    block = hand.form.section()._blocks[0]
    history = next(
        rows for _, rows in block.groups if any(r.key[1] == "severe_heart_disease" for r in rows)
    )
    block.answer_rest(history)
    assert answer(session, "malignancy_history").answer == "yes"
    others = [answer(session, row.key[1]) for row in history if row.key[1] != "malignancy_history"]
    assert {(a.answer, a.by, a.comment) for a in others} == {
        ("no", "coordinator", "answered as block")
    }
    session.undo()
    assert answer(session, "severe_heart_disease") is None
    assert answer(session, "malignancy_history").answer == "yes"


def test_no_to_the_rest_leaves_the_investigators_questions_alone(hand, session):
    hand.at("questions", "other_reason")
    block = hand.form.section()._blocks[0]
    for _, rows in block.groups:
        block.answer_rest(rows)
    assert session.record.answers == ()
    assert all(button.isHidden() for button, _ in block._rests)


def test_questions_of_another_disease_are_hidden_and_the_form_says_so(hand, session, qtbot):
    session.put(Diagnosis(of="sle", date=Day.read("2019-03")))
    hand.at("questions", "sle_active_after_standard_treatment")
    assert hand.row("questions", "ra_stable_csdmard").isHidden()
    assert "fields hidden" in hand.form.section()._hidden.text()
    QTest.keyClick(hand.field, Qt.Key.Key_H, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: not hand.row("questions", "ra_stable_csdmard").isHidden())


def test_questions_for_the_other_sex_are_hidden(hand, session):
    session.put_person(sex="male", birth_date=None)
    hand.at("questions", "malignancy_history")
    assert hand.row("questions", "breastfeeding").isHidden()
    assert not hand.row("questions", "partner_pregnancy_plan_2y").isHidden()
