"""What is asked of a medicine beside its days: running, how long, dose, unchanged, how many."""

from __future__ import annotations

from typing import Any

import pytest

from core.truth import NeedKind, Truth
from tests.builders import SCAR02, a_record, stated_complete, the_step

YES, NO, UNKNOWN, JUDGEMENT = Truth.YES, Truth.NO, Truth.UNKNOWN, Truth.JUDGEMENT
NOT_APPLICABLE = Truth.NOT_APPLICABLE


def took(*courses, complete=True, **facts):
    record = a_record(medications=list(courses), **facts)
    return stated_complete(record, "medications") if complete else record


def mtx(**course):
    return {"of": "methotrexate", "route": "oral", "start": "2026-01-05", **course}


def weekly(amount, since="2026-01-05"):
    return mtx(doses=[{"from": since, "dose": f"{amount} mg", "per": "week"}])


# dose and running

DOSE = {
    "drug": "methotrexate",
    "running_on": "screening",
    "dose": {"between": ["7.5 mg/week", "25 mg/week"]},
}


@pytest.mark.parametrize(
    ("course", "expected"),
    [
        (weekly("7.5"), YES),
        (weekly("25"), YES),
        (weekly("7.4"), NO),
        (weekly("25.1"), NO),
        (mtx(dose="2 mg", per="day"), YES),  # 14 mg a week
        (mtx(dose="1 mg", per="day"), NO),
        (mtx(), UNKNOWN),
        (mtx(dose="2 tablets", per="week"), UNKNOWN),
        (weekly("15") | {"end": "2026-11-18"}, YES),
        (weekly("15") | {"end": "2026-11-17"}, NO),
        (weekly("15") | {"end": "2026-11"}, UNKNOWN),
        (mtx(start="2026-11-19", dose="15 mg", per="week"), NO),
    ],
)
def test_a_dose_is_compared_on_the_day_on_which_the_course_runs(course, expected):
    assert the_step(DOSE, took(course)).truth is expected


def test_a_dose_not_on_record_is_what_is_missing():
    step = the_step(DOSE, took(mtx()))
    assert [(need.kind, need.what) for need in step.needs] == [(NeedKind.MISSING, "methotrexate")]


def test_a_medicine_not_on_record_is_a_no_only_on_a_complete_list():
    assert the_step(DOSE, took(complete=False)).truth is UNKNOWN
    assert the_step(DOSE, took()).truth is NO


def test_a_running_course_at_another_dose_decides_without_a_complete_list():
    assert the_step(DOSE, took(weekly("30"), complete=False)).truth is NO


# how long

TWELVE_WEEKS = {"drug": "methotrexate", "for_at_least": "12 weeks", "before": "screening"}
SIX_MONTHS = {"drug": ["azathioprine", "tacrolimus"], "for_more_than": "6 months"}
SIX_MONTHS |= {"before": "screening"}


@pytest.mark.parametrize(
    ("start", "expected"),
    [("2026-08-26", YES), ("2026-08-27", NO), ("2026-08", UNKNOWN), ("2026", UNKNOWN)],
)
def test_twelve_weeks_reach_back_84_days(start, expected):
    assert the_step(TWELVE_WEEKS, took(mtx(start=start))).truth is expected


@pytest.mark.parametrize(("start", "expected"), [("2026-05-17", YES), ("2026-05-18", NO)])
def test_more_than_six_months_is_a_day_more(start, expected):
    course = {"of": "azathioprine", "start": start}
    assert the_step(SIX_MONTHS, took(course)).truth is expected


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2026-05-01", "2026-07-02", JUDGEMENT),
        ("2026-05-01", "2026-07-01", NO),  # six months to the day
        ("2026-05-01", "2026-07", UNKNOWN),
        ("2026-03-01", "2026-07-01", NO),  # two months of both at once
        ("2026-11-19", "2026-11-30", NO),
    ],
)
def test_two_medicines_that_last_long_enough_only_in_turn_are_for_a_person(start, end, expected):
    courses = [
        {"of": "azathioprine", "start": "2026-01-01", "end": "2026-04-30"},
        {"of": "tacrolimus", "start": start, "end": end},
    ]
    assert the_step(SIX_MONTHS, took(*courses)).truth is expected


def test_a_medicine_that_lasts_long_enough_alone_needs_no_other():
    courses = [
        {"of": "azathioprine", "start": "2026-01-01", "end": "2026-07-31"},
        {"of": "tacrolimus", "start": "2026-08-01", "end": "2026-08-31"},
    ]
    assert the_step(SIX_MONTHS, took(*courses)).truth is YES


def test_two_pieces_of_one_medicine_do():
    courses = [
        {"of": "azathioprine", "start": "2026-01-01", "end": "2026-04-30"},
        {"of": "azathioprine", "start": "2026-06-01", "end": "2026-09-30"},
    ]
    assert the_step(SIX_MONTHS, took(*courses)).truth is YES


def test_too_short_a_time_is_open_while_another_medicine_may_be_missing():
    course = {"of": "azathioprine", "start": "2026-10-01"}
    step = the_step(SIX_MONTHS, took(course, complete=False))
    assert (step.truth, step.needs[0].kind) == (UNKNOWN, NeedKind.LIST_NOT_COMPLETE)


@pytest.mark.parametrize(
    ("end", "expected"),
    [
        ("2026-05-18", YES),  # six months later is the screening day
        ("2026-05-17", JUDGEMENT),
        ("2026-05", UNKNOWN),
        ("2025", JUDGEMENT),
    ],
)
def test_a_course_that_ended_longer_ago_needs_review(end, expected):
    rule = TWELVE_WEEKS | {"ended_within": "6 months"}
    assert the_step(rule, took(mtx(start="2024-01-01", end=end))).truth is expected


# unchanged

STABLE = {"drug": "methotrexate", "running_on": "screening", "stable_for": "4 weeks"}
STABLE |= {"before": "screening"}


def changed(day):
    return mtx(
        doses=[
            {"from": "2026-01-05", "dose": "10 mg", "per": "week"},
            {"from": day, "dose": "15 mg", "per": "week"},
        ]
    )


@pytest.mark.parametrize(
    ("course", "expected"),
    [
        (changed("2026-10-21"), YES),
        (changed("2026-10-22"), NO),
        (changed("2026-10"), UNKNOWN),
        (mtx(dose="15 mg", per="week", stable_since="2026-10-21"), YES),
        (mtx(dose="15 mg", per="week", stable_since="2026-10-22"), UNKNOWN),
        (mtx(start="2026-10-22", dose="15 mg", per="week"), NO),
    ],
)
def test_a_dose_is_stable_if_it_changed_no_later_than_28_days_before(course, expected):
    assert the_step(STABLE, took(course)).truth is expected


def test_weeks_before_an_enrolment_not_set_yet_go_on_while_the_course_does():
    rule = STABLE | {"before": "enrolment"}
    assert the_step(rule, took(changed("2026-10-21"))).truth is YES
    step = the_step(rule, took(changed("2026-11-01")))
    assert (step.truth, step.needs[0].kind) == (UNKNOWN, NeedKind.DAY_NOT_KNOWN)


def test_weeks_before_a_planned_enrolment_count_from_that_day():
    plan = {"trial": SCAR02, "event": "enrolment", "date": "2026-11-29", "planned": "yes"}
    rule = STABLE | {"before": "enrolment"}
    assert the_step(rule, took(changed("2026-11-01"), milestones=[plan])).truth is YES
    assert the_step(rule, took(changed("2026-11-02"), milestones=[plan])).truth is NO


@pytest.mark.parametrize(("later", "expected"), [("20", YES), ("30", NO)])
def test_a_dose_changed_after_its_day_and_stable_since_is_compared_too(later, expected):
    enrolled = {"trial": SCAR02, "event": "enrolment", "date": "2026-12-30", "planned": "yes"}
    course = mtx(
        doses=[
            {"from": "2026-01-05", "dose": "15 mg", "per": "week"},
            {"from": "2026-11-25", "dose": f"{later} mg", "per": "week"},
        ]
    )
    rule = DOSE | {"stable_for": "4 weeks", "before": "enrolment"}
    assert the_step(rule, took(course, milestones=[enrolled])).truth is expected


# every one that runs

EACH = {"drug": ["antimalarial", "azathioprine"], "each": "yes", "running_on": "screening"}
EACH |= {"started": "12 weeks", "before": "screening"}
HCQ = {"of": "hydroxychloroquine", "start": "2026-01"}
AZA = {"of": "azathioprine", "start": "2026-11-01"}


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        (took(HCQ), YES),
        (took(HCQ, AZA), NO),
        (took(HCQ, AZA, complete=False), NO),
        (took(HCQ, complete=False), UNKNOWN),
        (took(HCQ, AZA | {"end": "2026-11-17"}), YES),
        (took(), NOT_APPLICABLE),
        (took(complete=False), UNKNOWN),
    ],
)
def test_every_medicine_that_runs_must_be_as_asked(record, expected):
    assert the_step(EACH, record).truth is expected


# how many

ONE_OR_TWO = {
    "drug": "csdmard",
    "running_on": "screening",
    "count": {"at_least": "1", "at_most": "2"},
}
LEF, SSZ = ({"of": of, "start": "2026-01"} for of in ("leflunomide", "sulfasalazine"))


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        (took(), NO),
        (took(complete=False), UNKNOWN),
        (took(mtx()), YES),
        (took(mtx(), complete=False), UNKNOWN),
        (took(mtx(), LEF), YES),
        (took(mtx(), mtx()), YES),  # one medicine in two courses
        (took(mtx(), LEF, SSZ), NO),
        (took(mtx(), LEF, SSZ, complete=False), NO),
        (took(mtx(), LEF, SSZ | {"end": "2026-10"}), YES),
    ],
)
def test_one_or_two_csdmards_are_counted_as_medicines(record, expected):
    assert the_step(ONE_OR_TWO, record).truth is expected


# glucocorticoids, as prednisone


def pred(amount, start="2026-01-01", **more):
    return {"of": "prednisone", "route": "oral", "start": start} | {
        "dose": f"{amount} mg",
        "per": "day",
        **more,
    }


def mp(amount, **more):
    return {"of": "methylprednisolone", "route": "intravenous", "start": "2026-01-01"} | {
        "dose": f"{amount} mg",
        "per": "day",
        **more,
    }


DEPOT = {"of": "triamcinolone", "route": "intra_articular", "form": "intra_articular"}
DEPOT |= {"start": "2026-11-10", "once": "yes", "dose": "40 mg"}
AT_MOST_30: dict[str, Any] = {"drug": "glucocorticoid", "equivalent": "prednisone"}
AT_MOST_30 |= {"running_on": "screening"}
AT_LEAST_7_5 = AT_MOST_30 | {"dose": {"at_least": "7.5 mg/day"}}
AT_MOST_30 |= {"dose": {"at_most": "30 mg/day"}}


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        (took(pred("30")), YES),
        (took(pred("30.1")), NO),
        (took(pred("20"), mp("8")), YES),  # 8 mg of methylprednisolone are 10 mg of prednisone
        (took(pred("20"), mp("8.1")), NO),
        (took(pred("20"), mp("8.1"), complete=False), NO),
        (took(pred("20"), complete=False), UNKNOWN),
        (took(), YES),
        (took(pred("20"), DEPOT), JUDGEMENT),
        (took(pred("31"), DEPOT), NO),
        (took({"of": "prednisone", "route": "oral", "start": "2026-01"}), UNKNOWN),
    ],
)
def test_all_systemic_glucocorticoids_of_a_day_are_summed_as_prednisone(record, expected):
    assert the_step(AT_MOST_30, record).truth is expected


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        (took(pred("7.5"), complete=False), YES),
        (took(pred("7.4"), complete=False), UNKNOWN),
        (took(pred("7.4")), NO),
        (took(), NO),
    ],
)
def test_a_dose_that_is_reached_needs_no_complete_list(record, expected):
    assert the_step(AT_LEAST_7_5, record).truth is expected


ONE_MG_PER_KG: dict[str, Any] = {"drug": "glucocorticoid", "equivalent": "prednisone"}
ONE_MG_PER_KG |= {"before": "screening"}
ONE_MG_PER_KG |= {"dose": {"above": "1 mg/kg/day"}}


def weighed(kg, day, *courses, complete=True):
    weight = {"of": "weight", "value": f"{kg} kg", "date": day}
    return took(*courses, complete=complete, observations=[weight])


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        (weighed(60, "2026-10-01", pred("60", "2026-09-01", end="2026-10-01")), NO),
        (weighed(60, "2026-10-01", pred("61", "2026-09-01", end="2026-10-01")), YES),
        (weighed(60, "2026-10-01", pred("60", "2026-09-01"), complete=False), UNKNOWN),
        (weighed(60, "2026-10-01", pred("61", "2020-09-01", end="2020-10-01")), JUDGEMENT),
        (weighed(60, "2026-10-01"), NO),
        (took(pred("61")), UNKNOWN),
    ],
)
def test_a_past_course_uses_the_weight_recorded_nearest_to_it(record, expected):
    assert the_step(ONE_MG_PER_KG, record).truth is expected


@pytest.mark.parametrize(
    ("weights", "expected"),
    [
        ([("60", "2026-05-01")], YES),  # in the middle of the course
        ([("60", "2025-06-30")], JUDGEMENT),  # a day too long before it
        ([("60", "2025-07-01")], YES),
        (
            [("62", "2026-01-01"), ("60", "2026-11-18")],
            YES,
        ),  # the later weight is nearer at the end
        ([("62", "2026-01-01"), ("61", "2026-11-18")], NO),
    ],
)
def test_each_day_of_a_course_uses_the_weight_nearest_to_it(weights, expected):
    found = [{"of": "weight", "value": f"{kg} kg", "date": day} for kg, day in weights]
    record = took(pred("61"), observations=found)
    assert the_step(ONE_MG_PER_KG, record).truth is expected


SEVEN_DAYS = {"drug": "glucocorticoid", "equivalent": "prednisone", "stable_for": "7 days"}
SEVEN_DAYS |= {"before": "screening"}


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        (took(pred("10", end="2026-11-14"), mp("8", start="2026-11-15")), YES),  # the same dose
        (took(pred("10", end="2026-11-14"), mp("4", start="2026-11-15")), NO),
        (took(pred("10", start="2026-11-11")), YES),
        (took(pred("10", start="2026-11-12")), NO),
        (took(pred("10"), complete=False), UNKNOWN),
    ],
)
def test_a_switch_at_the_same_equivalent_is_no_change(record, expected):
    assert the_step(SEVEN_DAYS, record).truth is expected


FIVE_MG = {"drug": "glucocorticoid", "equivalent": "prednisone", "during": "screening_period"}
FIVE_MG |= {"change_at_most": "5 mg/day"}
SCREENED = {"trial": SCAR02, "event": "screening", "date": "2026-11-01"}


@pytest.mark.parametrize(("later", "expected"), [("25", YES), ("26", NO), ("15", YES), ("14", NO)])
def test_no_day_of_the_screening_period_differs_by_more_than_five_mg(later, expected):
    course = {"of": "prednisone", "route": "oral", "start": "2026-01-01"} | {
        "doses": [
            {"from": "2026-01-01", "dose": "20 mg", "per": "day"},
            {"from": "2026-11-10", "dose": f"{later} mg", "per": "day"},
        ]
    }
    assert the_step(FIVE_MG, took(course, milestones=[SCREENED])).truth is expected


AT_MOST_30_DURING: dict[str, Any] = {"drug": "glucocorticoid", "equivalent": "prednisone"}
AT_MOST_30_DURING |= {"during": "screening_period", "dose": {"at_most": "30 mg/day"}}


@pytest.mark.parametrize(("peak", "expected"), [("30", YES), ("32", NO)])
def test_one_day_above_the_dose_fails_the_period(peak, expected):
    doses = [("2026-01-01", "28"), ("2026-11-05", peak), ("2026-11-06", "28")]
    course = {"of": "prednisone", "route": "oral", "start": "2026-01-01"} | {
        "doses": [{"from": day, "dose": f"{dose} mg", "per": "day"} for day, dose in doses]
    }
    record = took(course, milestones=[SCREENED])
    assert the_step(AT_MOST_30_DURING, record).truth is expected


SIX_MONTHS_ABOVE = ONE_MG_PER_KG | {"for_more_than": "6 months"}


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2026-05-01", "2026-11-01", YES),  # a day more than six months
        ("2026-05-01", "2026-10-31", NO),
        ("2026-05-01", None, YES),
    ],
)
def test_a_dose_per_kg_for_more_than_six_months_counts_its_days(start, end, expected):
    more = {"end": end} if end else {}
    record = weighed(60, "2026-10-01", pred("61", start, **more))
    assert the_step(SIX_MONTHS_ABOVE, record).truth is expected


@pytest.mark.parametrize(("end", "expected"), [("2026-05-18", YES), ("2026-05-17", JUDGEMENT)])
def test_a_high_dose_that_ended_more_than_six_months_ago_needs_review(end, expected):
    rule = ONE_MG_PER_KG | {"ended_within": "6 months"}
    assert the_step(rule, weighed(60, "2026-05-01", pred("61", "2026-04-01", end=end))).truth is (
        expected
    )


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ({"answer": "yes", "by": "investigator"}, YES),
        ({"answer": "no", "by": "investigator"}, NO),
        ({"answer": "yes", "by": "coordinator"}, JUDGEMENT),
        (None, JUDGEMENT),
    ],
)
def test_the_question_that_settles_a_review_is_the_investigators(answer, expected):
    rule = TWELVE_WEEKS | {"ended_within": "6 months", "settled_by": "earlier_course_counts"}
    answers = [{"to": "earlier_course_counts", "date": "2026-11-18"} | answer] if answer else []
    record = took(mtx(start="2024-01-01", end="2025"), answers=answers)
    step = the_step(rule, record)
    assert step.truth is expected
    asked = {need.what for need in step.needs}
    assert asked == ({"earlier_course_counts"} if expected is JUDGEMENT else set())


AT_MOST_PER_KG = ONE_MG_PER_KG | {"dose": {"at_most": "1 mg/kg/day"}}


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        (weighed(50, "2026-10-01", pred("50", "2026-09-01", end="2026-10-01")), YES),
        (weighed(50, "2026-10-01", pred("51", "2026-09-01", end="2026-10-01")), NO),
        (weighed(50, "2026-10-01", pred("50", "2026-09-01"), complete=False), UNKNOWN),
        (weighed(50, "2026-10-01", pred("51", "2026-09-01"), complete=False), NO),
        (weighed(50, "2026-10-01"), YES),
    ],
)
def test_a_dose_per_kg_that_may_not_be_passed_is_passed_on_any_one_day(record, expected):
    assert the_step(AT_MOST_PER_KG, record).truth is expected


def judged_and_answered(answer, *courses):
    answers = [
        {"to": "ra_unnamed_dmard_counts", "answer": answer, "by": "investigator"}
        | {"date": "2026-11-18"}
    ]
    rule = {"drug": "methotrexate", "running_on": "screening", "judged": "yes"}
    rule |= {"asked_as": "ra_unnamed_dmard_counts"}
    return the_step(rule, took(*courses, answers=answers if answer else [])).truth


def test_an_answer_settles_a_medicine_on_record_and_never_stands_for_one_that_is_not():
    assert judged_and_answered("", mtx()) is JUDGEMENT
    assert judged_and_answered("yes", mtx()) is YES
    assert judged_and_answered("no", mtx()) is NO
    assert judged_and_answered("yes") is NO


@pytest.mark.parametrize(("complete", "expected"), [(True, UNKNOWN), (False, YES)])
def test_a_yes_against_a_complete_list_that_holds_nothing_of_it_is_a_conflict(complete, expected):
    key = "sjogren_immunomodulator_6_months"
    answer = {"to": key, "answer": "yes", "by": "coordinator", "date": "2026-11-18"}
    record = took(complete=complete, answers=[answer])
    step = the_step(SIX_MONTHS | {"asked_as": key}, record)
    assert step.truth is expected
    assert {need.kind for need in step.needs} == ({NeedKind.CONFLICT} if complete else set())
