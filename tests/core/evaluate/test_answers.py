"""`question`: who may answer, for how long it holds, and what contradicts."""

from __future__ import annotations

import itertools

import pytest

from core.truth import NeedKind, Truth
from tests.builders import SCAR02, a_record, the_step

NO, UNKNOWN, JUDGEMENT, YES = Truth.NO, Truth.UNKNOWN, Truth.JUDGEMENT, Truth.YES
BREASTFEEDING = "breastfeeding"  # about now; subject, coordinator or investigator
INFECTION = "uncontrolled_infection"  # about now; yes settled by the investigator
MALIGNANCY = "malignancy_history"  # about the past; coordinator or investigator
ACTIVE = "sle_still_active"  # about now; investigator alone
OTHER_REASON = "other_reason"  # about now; investigator alone; for each trial
SECONDARY = "sjogren_is_secondary"  # about the past; investigator alone
CHILDBEARING = {"question": "childbearing_potential", "until_answered": "yes"}


def answers(*given, milestones=()):
    return a_record(answers=list(given), milestones=list(milestones))


def answer(to, said, by="investigator", date="2026-11-18", **more):
    return {"to": to, "answer": said, "by": by, "date": date, **more}


def kinds(step):
    return [need.kind for need in step.needs]


@pytest.mark.parametrize("key", [ACTIVE, OTHER_REASON, SECONDARY])
def test_an_unanswered_question_of_the_investigator_is_a_judgement(key):
    step = the_step({"question": key}, a_record())
    assert (step.truth, kinds(step)) == (JUDGEMENT, [NeedKind.AWAITING_INVESTIGATOR])


@pytest.mark.parametrize("key", [BREASTFEEDING, INFECTION, MALIGNANCY])
def test_an_unanswered_question_that_others_may_answer_is_unknown(key):
    step = the_step({"question": key}, a_record())
    assert (step.truth, kinds(step)) == (UNKNOWN, [NeedKind.MISSING])


@pytest.mark.parametrize(
    ("key", "by", "said", "expected"),
    [
        (BREASTFEEDING, "subject", "no", NO),
        (BREASTFEEDING, "subject", "yes", YES),
        (BREASTFEEDING, "coordinator", "yes", YES),
        (BREASTFEEDING, "investigator", "no", NO),
        (BREASTFEEDING, "subject", "unknown", UNKNOWN),
        (MALIGNANCY, "subject", "no", UNKNOWN),
        (MALIGNANCY, "subject", "yes", UNKNOWN),
        (MALIGNANCY, "coordinator", "no", NO),
        (MALIGNANCY, "coordinator", "yes", YES),
        (INFECTION, "coordinator", "no", NO),
        (INFECTION, "coordinator", "yes", JUDGEMENT),
        (INFECTION, "investigator", "yes", YES),
        (ACTIVE, "coordinator", "yes", JUDGEMENT),
        (ACTIVE, "subject", "no", JUDGEMENT),
        (ACTIVE, "investigator", "yes", YES),
        (ACTIVE, "investigator", "no", NO),
        (ACTIVE, "investigator", "unknown", JUDGEMENT),
    ],
)
def test_an_answer_counts_only_from_someone_whom_the_question_names(key, by, said, expected):
    step = the_step({"question": key}, answers(answer(key, said, by)))
    assert step.truth is expected
    assert [one.as_entered for one in step.evidence] == [said]


def test_an_answer_by_nobody_counts_as_unanswered_and_is_shown():
    given = {"to": BREASTFEEDING, "answer": "no", "date": "2026-11-18"}
    step = the_step({"question": BREASTFEEDING}, answers(given))
    assert step.truth is UNKNOWN
    assert "answer_does_not_count" in {note.code for note in step.evidence[0].notes}


@pytest.mark.parametrize(
    ("date", "expected", "kind"),
    [
        ("2026-10-20", UNKNOWN, NeedKind.STALE),
        ("2026-10-21", NO, None),
        ("2026-11-18", NO, None),
        ("2026-11-19", UNKNOWN, NeedKind.MISSING),
        ("2026-11", NO, None),
        ("2026-10", UNKNOWN, NeedKind.STALE),
    ],
)
def test_an_answer_about_now_is_fresh_for_28_days(date, expected, kind):
    step = the_step({"question": BREASTFEEDING}, answers(answer(BREASTFEEDING, "no", date=date)))
    assert (step.truth, kinds(step)) == (expected, [kind] if kind else [])


def test_an_answer_without_a_day_is_not_taken_as_fresh():
    given = {"to": BREASTFEEDING, "answer": "no", "by": "subject"}
    assert the_step({"question": BREASTFEEDING}, answers(given)).truth is UNKNOWN


def test_a_stale_answer_of_the_investigator_asks_the_investigator_again():
    step = the_step({"question": ACTIVE}, answers(answer(ACTIVE, "yes", date="2026-10-20")))
    assert (step.truth, step.reason.code) == (JUDGEMENT, "answer_stale_investigator")


@pytest.mark.parametrize(
    ("said", "date", "expected"),
    [
        ("no", "2026-11-09", UNKNOWN),
        ("no", "2026-11-10", NO),
        ("no", "2026-11-18", NO),
        ("yes", "2020-01-01", YES),
        ("yes", "2026-11-10", YES),
    ],
)
def test_a_no_about_the_past_holds_up_to_its_day_and_a_yes_for_good(said, date, expected):
    screening = {"trial": SCAR02, "event": "screening", "date": "2026-11-10"}
    record = answers(answer(MALIGNANCY, said, date=date), milestones=[screening])
    assert the_step({"question": MALIGNANCY}, record).truth is expected


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (("no", "coordinator"), ("yes", "coordinator"), UNKNOWN),
        (("no", "coordinator"), ("yes", "investigator"), YES),
        (("yes", "coordinator"), ("no", "investigator"), NO),
        (("no", "investigator"), ("yes", "investigator"), UNKNOWN),
        (("no", "coordinator"), ("no", "investigator"), NO),
        (("no", "subject"), ("yes", "coordinator"), YES),
    ],
)
def test_on_one_day_the_investigator_stands_above_and_others_who_differ_conflict(
    first, second, expected
):
    given = [answer(MALIGNANCY, said, by) for said, by in (first, second)]
    for order in (given, given[::-1]):
        step = the_step({"question": MALIGNANCY}, answers(*order))
        assert step.truth is expected
        assert kinds(step) == ([NeedKind.CONFLICT] if expected is UNKNOWN else [])
        assert len(step.evidence) == 2


def test_the_latest_answer_counts():
    older = answer(BREASTFEEDING, "yes", date="2026-11-10")
    newer = answer(BREASTFEEDING, "no", date="2026-11-17")
    for order in itertools.permutations((older, newer)):
        assert the_step({"question": BREASTFEEDING}, answers(*order)).truth is NO


@pytest.mark.parametrize(
    ("trial", "expected"), [(SCAR02, NO), ("NCT07052565", JUDGEMENT), (None, JUDGEMENT)]
)
def test_a_question_of_each_trial_needs_the_answer_for_this_trial(trial, expected):
    given = answer(OTHER_REASON, "no", **({"trial": trial} if trial else {}))
    assert the_step({"question": OTHER_REASON}, answers(given)).truth is expected


@pytest.mark.parametrize(
    ("trial", "expected"), [(SCAR02, NO), ("NCT07052565", UNKNOWN), (None, NO)]
)
def test_a_question_of_the_patient_may_be_answered_once_for_all_trials(trial, expected):
    given = answer(BREASTFEEDING, "no", **({"trial": trial} if trial else {}))
    assert the_step({"question": BREASTFEEDING}, answers(given)).truth is expected


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ([], YES),
        ([answer("childbearing_potential", "yes")], YES),
        ([answer("childbearing_potential", "no")], YES),
        ([answer("childbearing_potential", "no", reason="tired")], YES),
        ([answer("childbearing_potential", "no", reason="hysterectomy")], NO),
        ([answer("childbearing_potential", "no", reason="hysterectomy", date="2010")], NO),
        ([answer("childbearing_potential", "no", by="subject", reason="hysterectomy")], YES),
        ([answer("childbearing_potential", "unknown")], YES),
    ],
)
def test_childbearing_potential_is_taken_as_yes_until_a_no_has_an_accepted_reason(given, expected):
    assert the_step(CHILDBEARING, answers(*given)).truth is expected


def test_of_two_equal_answers_the_one_with_a_reason_counts_in_whatever_order_they_came():
    given = [
        answer("childbearing_potential", "no"),
        answer("childbearing_potential", "no", reason="hysterectomy"),
    ]
    for order in (given, given[::-1]):
        assert the_step(CHILDBEARING, answers(*order)).truth is NO
