"""Answering questions: three answers and none, by whom, and No to the rest."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from core.dates import Day
from core.record import Answer, Complete, Diagnosis
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
    shown = [row for row in hand.form.section()._blocks[0].rows if row.isVisible()]
    place = shown.index(hand.row("questions", "malignancy_history"))
    assert shown[place + 1].choice.has_focus()


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
    assert row.trial in {trial.registry_number for trial in session.trials}
    given = answer(session, "other_reason", row.trial)
    assert (given.by, given.trial) == ("investigator", row.trial)


def test_no_to_the_rest_answers_what_is_untouched_in_one_step_and_marks_it(hand, session):
    hand.at("questions", "malignancy_history").type("y")
    block = hand.form.section()._blocks[0]
    history = next(
        rows for _, rows in block.groups if any(r.key[1] == "severe_heart_disease" for r in rows)
    )
    shown = [row for row in history if row.isVisibleTo(block)]
    block.answer_rest(history)
    assert answer(session, "malignancy_history").answer == "yes"
    asked = [row.key[1] for row in shown if not row.of.asked_alone]
    others = [answer(session, key) for key in asked if key != "malignancy_history"]
    hidden = {row.key[1] for row in history} - {row.key[1] for row in shown}
    assert [key for key in hidden if answer(session, key)] == []
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
    hand.at("questions", "sle_still_active")
    assert hand.row("questions", "ra_inability_to_taper").isHidden()
    assert "fields hidden" in hand.form.section()._hidden.text()
    QTest.keyClick(hand.field, Qt.Key.Key_H, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: not hand.row("questions", "ra_inability_to_taper").isHidden())


def test_questions_for_the_other_sex_are_hidden(hand, session):
    session.put_person(sex="male", birth_date=None)
    hand.at("questions", "malignancy_history")
    assert hand.row("questions", "breastfeeding").isHidden()
    assert not hand.row("questions", "partner_pregnancy_plan_2y").isHidden()


TAPER = "ra_inability_to_taper"


def detail_of(hand, key):
    return hand.row("questions", TAPER).details.detail._fields[key]


def test_what_failed_is_typed_under_the_answer_and_stored_with_it(hand, session, qtbot):
    hand.at("questions", TAPER)
    assert hand.row("questions", TAPER).details.detail.isHidden()
    hand.type("y")
    qtbot.waitUntil(detail_of(hand, "failed_tapers").isVisible)
    detail_of(hand, "failed_tapers").setFocus()
    hand.type("2")
    detail_of(hand, "lowest_dose").setFocus()
    hand.type("7.5 mg/day").enter()
    given = answer(session, TAPER)
    assert (given.answer, given.detail) == (
        "yes",
        {"failed_tapers": "2", "lowest_dose": "7.5 mg/day"},
    )
    assert not hand.row("questions", TAPER).is_changed()


def test_another_detail_than_the_stored_one_is_a_correction(hand, session):
    session.put(Answer(to=TAPER, answer="yes", by="investigator", detail={"failed_tapers": "2"}))
    hand.at("questions", TAPER)
    detail_of(hand, "failed_tapers").setFocus()
    detail_of(hand, "failed_tapers").selectAll()
    hand.type("3")
    row = hand.row("questions", TAPER)
    assert row.why.isVisible()
    assert row.progress() == ""
    hand.press(Qt.Key.Key_Escape)
    assert detail_of(hand, "failed_tapers").text() == "2"
    assert not row.is_changed()


def test_an_imported_detail_that_nobody_asks_for_stays_when_the_answer_is_added_to(hand, session):
    session.put(Answer(to=TAPER, answer="yes", by="investigator", detail={"letter": "page 2"}))
    hand.at("questions", TAPER)
    assert detail_of(hand, "letter").text() == "page 2"
    detail_of(hand, "lowest_dose").setFocus()
    hand.type("10 mg").enter()
    assert answer(session, TAPER).detail == {"letter": "page 2", "lowest_dose": "10 mg"}


def test_alt_s_and_alt_m_lead_to_source_and_comment_of_an_answer(hand, session):
    hand.at("questions", "malignancy_history").type("n")
    hand.press(Qt.Key.Key_S, held=Qt.KeyboardModifier.AltModifier).type("Chart")
    hand.press(Qt.Key.Key_M, held=Qt.KeyboardModifier.AltModifier).type("asked twice").enter()
    given = answer(session, "malignancy_history")
    assert (given.answer, given.source, given.comment) == ("no", "Chart", "asked twice")


def test_the_mark_of_an_answer_given_as_block_is_no_comment(hand, session):
    hand.at("questions", "malignancy_history")
    row = hand.row("questions", "malignancy_history")
    session.put(row.block_answer())
    assert row.details.about.fields["comment"].text() == ""
    assert not row.is_changed()


def test_a_question_that_the_lists_have_answered_is_not_asked(hand, session):
    hand.at("questions", "malignancy_history").type("n")
    row = hand.row("questions", "clinically_significant_cns_disease")
    assert not row.isHidden()
    session.put(Complete(list="diagnoses", as_of=Day.read("2026-11-24")))
    assert not row.isHidden(), "no row goes while somebody may be typing in it"
    hand.form.show_section("labs")
    hand.form.show_section("history")
    assert row.isHidden()


@pytest.mark.parametrize("key", ["childbearing_potential", "standard_therapy_stable_dose"])
def test_no_to_the_rest_leaves_out_what_is_asked_alone(hand, session, key):
    session.put_person(sex="female", birth_date=None, why=None)
    hand.at("questions", key)
    row = hand.row("questions", key)
    block = hand.form.section()._blocks[0]
    group = next(rows for _, rows in block.groups if row in rows)
    block.answer_rest(group)
    assert answer(session, key) is None
    assert any(answer(session, one.key[1]) for one in group)


def test_an_answer_with_coded_reasons_leaves_the_page_in_its_pane(hand, form, session, qtbot):
    session.put_person(sex="female", birth_date=None, why=None)
    hand.at("questions", "childbearing_potential").type("n")
    page = form.section()
    qtbot.waitUntil(hand.row("questions", "childbearing_potential").details.coded.isVisible)
    qtbot.waitUntil(lambda: page.widget().width() <= page.viewport().width())
