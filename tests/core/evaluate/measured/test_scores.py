"""`score` and `grade`: totals at their limits, and the worked examples of BILAG-2004."""

from __future__ import annotations

import pytest

from core.truth import NeedKind, Truth
from tests.builders import SCAR02, a_record, the_step

NO, UNKNOWN, YES = Truth.NO, Truth.UNKNOWN, Truth.YES
SLEDAI = {"score": "sledai_2k", "at_least": "8", "during": "screening_period"}
ONE_A = {"grade": "bilag_2004", "is": "A", "at_least": 1}
TWO_B = {"grade": "bilag_2004", "is": "B", "at_least": 2}
SLE3 = {"any_of": [ONE_A, TWO_B]}
SYSTEMS = (
    "constitutional",
    "mucocutaneous",
    "neuropsychiatric",
    "musculoskeletal",
    "cardiorespiratory",
    "gastrointestinal",
    "ophthalmic",
    "renal",
    "hematological",
)


def sledai(*totals, **extra):
    return a_record(
        scores=[{"of": "sledai_2k", "total": total, "date": date} for date, total in totals],
        **extra,
    )


def bilag(letters):
    grades = {
        system: letter
        for system, letter in zip(SYSTEMS, letters, strict=True)
        if letter not in ("?", ".")
    }
    grades |= {
        system: "unknown" for system, letter in zip(SYSTEMS, letters, strict=True) if letter == "?"
    }
    return a_record(scores=[{"of": "bilag_2004", "grades": grades, "date": "2026-11-18"}])


def need(step):
    return step.needs[0].kind if step.needs else None


@pytest.mark.parametrize(("total", "expected"), [("8", YES), ("7", NO), ("9", YES), ("0", NO)])
def test_a_total_is_compared_with_its_limit(total, expected):
    assert the_step(SLEDAI, sledai(("2026-11-18", total))).truth is expected


@pytest.mark.parametrize(
    ("rule", "total", "expected"),
    [
        ({"score": "das28_esr", "above": "3.2"}, "3.2", NO),
        ({"score": "das28_esr", "above": "3.2"}, "3.21", YES),
        ({"score": "cdai", "above": "10"}, "10", NO),
        ({"score": "cdai", "above": "10"}, "10.1", YES),
        ({"score": "cdai", "at_most": "10"}, "10", YES),
    ],
)
def test_scores_with_decimals_compare_exactly(rule, total, expected):
    record = a_record(scores=[{"of": rule["score"], "total": total, "date": "2026-11-18"}])
    assert the_step(rule, record).truth is expected


@pytest.mark.parametrize(
    ("date", "expected", "kind"),
    [("2026-10-20", UNKNOWN, NeedKind.STALE), ("2026-10-21", YES, None)],
)
def test_a_total_is_fresh_for_28_days(date, expected, kind):
    step = the_step(SLEDAI, sledai((date, "10")))
    assert (step.truth, need(step)) == (expected, kind)


@pytest.mark.parametrize(("date", "expected"), [("2026-11-10", NO), ("2026-11-11", YES)])
def test_the_screening_period_ends_at_enrolment(date, expected):
    record = sledai(
        ("2026-11-05", "10"),
        (date, "4"),
        milestones=[
            {"trial": SCAR02, "event": "screening", "date": "2026-11-01"},
            {"trial": SCAR02, "event": "enrolment", "date": "2026-11-10"},
        ],
    )
    assert the_step(SLEDAI, record).truth is expected


def test_two_totals_of_one_day_on_both_sides_of_the_limit_are_a_conflict():
    step = the_step(SLEDAI, sledai(("2026-11-18", "10"), ("2026-11-18", "4")))
    assert (step.truth, need(step)) == (UNKNOWN, NeedKind.CONFLICT)
    assert len(step.evidence) == 2


def test_without_a_total_a_score_is_missing():
    assert need(the_step(SLEDAI, a_record())) is NeedKind.MISSING


def test_a_fresh_score_entered_without_its_total_is_missing_not_stale():
    record = a_record(scores=[{"of": "sledai_2k", "items": {"rash": "yes"}, "date": "2026-11-18"}])
    assert need(the_step(SLEDAI, record)) is NeedKind.MISSING


def test_a_pending_score_is_pending():
    record = a_record(scores=[{"of": "sledai_2k", "not_done": "pending", "date": "2026-11-18"}])
    assert need(the_step(SLEDAI, record)) is NeedKind.PENDING


@pytest.mark.parametrize(
    ("letters", "expected"),
    [
        ("ECEEEEEEC", NO),
        ("EAEEEEEEC", YES),
        ("EBEBEEEEC", YES),
        ("EBECCECEC", NO),
        ("DBECEEE?E", UNKNOWN),
        ("EBECCCCCC", NO),
        ("AAAAAAAAA", YES),
    ],
)
def test_the_worked_examples_of_bilag(letters, expected):
    assert the_step(SLE3, bilag(letters)).truth is expected


@pytest.mark.parametrize(
    ("rule", "letters", "expected"),
    [
        (ONE_A, "AEEEEEEEE", YES),
        (ONE_A, "BBEEEEEEE", NO),
        (ONE_A, "BBEEEEEE.", UNKNOWN),
        (ONE_A, "A........", YES),
        (TWO_B, "BEEEEEEE.", UNKNOWN),
        (TWO_B, "EEEEEEEE.", NO),
        (TWO_B, "BBEEEEEEE", YES),
        (TWO_B, "BEEEEEEEE", NO),
        (TWO_B, "BAEEEEEEE", NO),
        (TWO_B, "BB???????", YES),
        (TWO_B, "?????????", UNKNOWN),
    ],
)
def test_systems_not_assessed_may_have_any_grade(rule, letters, expected):
    assert the_step(rule, bilag(letters)).truth is expected


def test_open_systems_are_named():
    step = the_step(TWO_B, bilag("BEEEEEEE."))
    assert step.reason.values["open"] == ("hematological",)
    assert step.reason.values["systems"] == ("constitutional",)


def test_grades_grow_old_like_totals():
    record = a_record(scores=[{"of": "bilag_2004", "grades": {"renal": "A"}, "date": "2026-10-20"}])
    assert need(the_step(ONE_A, record)) is NeedKind.STALE
