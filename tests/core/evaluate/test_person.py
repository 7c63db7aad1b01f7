"""`consent`, `age` and `sex`."""

from __future__ import annotations

import pytest

from core.truth import NeedKind, Truth
from tests.builders import SCAR02, a_record, the_step

NO, UNKNOWN, JUDGEMENT, YES = Truth.NO, Truth.UNKNOWN, Truth.JUDGEMENT, Truth.YES
AGE = {"age": "consent", "at_least": "18 years"}
CONSENT = {"consent": "signed"}


def consent(**how):
    return {"trial": SCAR02, "event": "consent", "date": "2026-11-18", **how}


def person(birth_date, *milestones):
    return a_record(birth_date=birth_date, milestones=list(milestones))


def need(step):
    return step.needs[0].kind if step.needs else None


@pytest.mark.parametrize(
    ("birth_date", "expected"),
    [
        ("2008-11-18", YES),
        ("2008-11-19", NO),
        ("2008-11-17", YES),
        ("1990-05-17", YES),
        ("2008-11", UNKNOWN),
        ("2008-10", YES),
        ("2008-12", NO),
        ("2008", UNKNOWN),
        ("2007", YES),
        ("2009", NO),
    ],
)
def test_the_age_is_in_completed_years_on_the_day_of_consent(birth_date, expected):
    step = the_step(AGE, person(birth_date, consent()))
    assert step.truth is expected
    if expected is UNKNOWN:
        assert (need(step), step.needs[0].what) == (NeedKind.DATE_INCOMPLETE, "birth_date")


@pytest.mark.parametrize(
    ("birth_date", "day", "expected"),
    [
        ("2008-02-29", "2026-02-27", NO),
        ("2008-02-29", "2026-02-28", YES),
        ("2008-02-29", "2026-03-01", YES),
        ("2008-03-01", "2026-02-28", NO),
    ],
)
def test_who_is_born_on_29_february_turns_18_on_28_february(birth_date, day, expected):
    assert the_step(AGE, person(birth_date, consent(date=day))).truth is expected


def test_the_age_is_not_that_of_the_screening_or_assessed_day():
    record = person(
        "2008-11-10",
        consent(date="2026-11-05"),
        {"trial": SCAR02, "event": "screening", "date": "2026-11-12"},
    )
    assert the_step(AGE, record).truth is NO
    assert the_step({"age": "screening", "at_least": "18 years"}, record).truth is YES


@pytest.mark.parametrize(
    ("birth_date", "expected", "kind"),
    [
        ("2007-11-18", YES, None),
        ("2007-11-19", UNKNOWN, NeedKind.CONSENT_MISSING),
        ("2008-11-18", UNKNOWN, NeedKind.CONSENT_MISSING),
        ("2008-11-19", NO, None),
        ("1990", YES, None),
        (None, UNKNOWN, NeedKind.MISSING),
    ],
)
@pytest.mark.parametrize("milestones", [(), (consent(date=None),)])
def test_without_a_dated_consent_the_age_on_the_screening_day_is_used(
    milestones, birth_date, expected, kind
):
    known = [{k: v for k, v in one.items() if v is not None} for one in milestones]
    step = the_step(AGE, person(birth_date, *known))
    assert (step.truth, need(step)) == (expected, kind)
    if birth_date:
        assert "age_on_screening_day" in {note.code for note in step.evidence[0].notes}


@pytest.mark.parametrize(
    ("day", "expected"), [("2026-11", UNKNOWN), ("2026-10", NO), ("2026", UNKNOWN)]
)
def test_a_consent_day_known_to_the_month_decides_where_every_day_agrees(day, expected):
    assert the_step(AGE, person("2008-11-10", consent(date=day))).truth is expected


@pytest.mark.parametrize(
    ("milestones", "expected", "code"),
    [
        ([consent()], YES, "consent_signed"),
        ([{"trial": SCAR02, "event": "consent"}], YES, "consent_signed_day_unknown"),
        ([consent(signed_by="guardian")], JUDGEMENT, "consent_by_guardian"),
        ([consent(refused="yes")], NO, "consent_refused"),
        ([consent(planned="yes", date="2026-11-25")], UNKNOWN, "consent_missing"),
        ([], UNKNOWN, "consent_missing"),
        ([consent(trial="NCT07052565")], UNKNOWN, "consent_missing"),
        ([consent(attempt=2)], UNKNOWN, "consent_missing"),
        ([consent(date="2026-11-19")], UNKNOWN, "consent_missing"),
        ([consent(date="2026-11-01"), consent(refused="yes")], NO, "consent_refused"),
        ([consent(date="2026-11-01", refused="yes"), consent()], YES, "consent_signed"),
        (
            [consent(date="2026-11-01"), consent(date="2026-11-25", planned="yes")],
            YES,
            "consent_signed",
        ),
    ],
)
def test_consent_is_the_milestone_of_this_trial_and_attempt(milestones, expected, code):
    step = the_step(CONSENT, a_record(milestones=milestones))
    assert (step.truth, step.reason.code) == (expected, code)


def test_a_consent_signed_and_refused_on_one_day_is_not_taken_as_signed():
    for first, second in (("a", "b"), ("b", "a")):
        record = a_record(milestones=[consent(id=first), consent(id=second, refused="yes")])
        assert the_step(CONSENT, record).truth is not YES


def test_a_guardians_signature_counts_where_the_trial_says_so():
    rule = {"consent": "signed", "by_guardian": "counts"}
    assert the_step(rule, a_record(milestones=[consent(signed_by="guardian")])).truth is YES


@pytest.mark.parametrize(
    ("known", "asked", "expected"),
    [
        ("female", "female", YES),
        ("male", "female", NO),
        ("male", "male", YES),
        (None, "female", UNKNOWN),
        (None, "male", UNKNOWN),
    ],
)
def test_sex_unknown_is_unknown(known, asked, expected):
    assert the_step({"sex": asked}, a_record(sex=known)).truth is expected
