"""`unless`, `where`, `if_recorded`: the exceptions of a list, at and beside their limits."""

from __future__ import annotations

import pytest

from core.truth import NeedKind, Truth
from tests.builders import a_record, stated_complete, the_step

YES, NO, UNKNOWN, JUDGEMENT = Truth.YES, Truth.NO, Truth.UNKNOWN, Truth.JUDGEMENT
TREATED = {"is": "basal_cell_carcinoma", "where": {"adequately_treated": ["yes"]}}
FIVE_YEARS = {
    "is": "non_melanoma_skin_cancer",
    "since": "progression_free_since",
    "for_more_than": "5 years",
}


def malignancy(*unless, **detail):
    return {"diagnosis": "malignancy", "unless": list(unless)}, a_record(
        diagnoses=[
            {"of": "basal_cell_carcinoma", "status": "resolved", "date": "2015", "detail": detail}
        ]
    )


@pytest.mark.parametrize(
    ("detail", "expected"),
    [
        ({"adequately_treated": "yes"}, NO),
        ({"adequately_treated": "no"}, YES),
        ({}, JUDGEMENT),
    ],
)
def test_a_treated_skin_cancer_is_excepted_an_untreated_one_not_and_else_a_person_decides(
    detail, expected
):
    rule, record = malignancy(TREATED, **detail)
    assert the_step(rule, stated_complete(record, "diagnoses")).truth is expected


@pytest.mark.parametrize(
    ("since", "expected"),
    [
        ("2021-11-17", NO),
        ("2021-11-18", YES),  # five years to the day are not more than five years
        ("2021-11-19", YES),
        ("2021-11", UNKNOWN),
        ("2020", NO),
        ("soon", JUDGEMENT),
    ],
)
def test_more_than_five_years_end_on_the_day_after(since, expected):
    rule, record = malignancy(FIVE_YEARS, progression_free_since=since)
    assert the_step(rule, stated_complete(record, "diagnoses")).truth is expected


def test_a_diagnosis_named_too_widely_may_be_the_exception():
    rule = {"diagnosis": "malignancy", "unless": [TREATED]}
    record = a_record(diagnoses=[{"of": "non_melanoma_skin_cancer", "date": "2015"}])
    assert the_step(rule, record).truth is JUDGEMENT


def test_another_cancer_is_no_exception():
    rule = {"diagnosis": "malignancy", "unless": [TREATED, FIVE_YEARS]}
    record = a_record(diagnoses=[{"of": "lymphoma", "date": "2015"}])
    assert the_step(rule, record).truth is YES


@pytest.mark.parametrize(
    ("detail", "expected"),
    [({"live": "yes"}, YES), ({"live": "no"}, NO), ({}, JUDGEMENT)],
)
def test_a_live_vaccine_counts_a_dead_one_does_not_and_else_a_person_decides(detail, expected):
    rule = {
        "event": "vaccination",
        "within": "4 weeks",
        "before": "screening",
        "where": {"live": "yes"},
        "unless": [{"where": {"live": "no"}}],
    }
    record = a_record(events=[{"of": "vaccination", "date": "2026-11-01", "detail": detail}])
    assert the_step(rule, stated_complete(record, "events")).truth is expected


def test_an_excepted_medicine_is_not_asked_for():
    rule = {
        "drug": "antimalarial",
        "within": "1 weeks",
        "before": "screening",
        "unless": [{"is": "hydroxychloroquine"}],
    }
    record = a_record(medications=[{"of": "hydroxychloroquine", "start": "2026-01"}])
    assert the_step(rule, stated_complete(record, "medications")).truth is NO


@pytest.mark.parametrize(
    ("device", "expected"),
    [
        ({"of": "central_venous_catheter", "from": "2026-11-01"}, NO),
        ({"of": "thoracic_drain", "from": "2026-11-01"}, YES),
        ({"of": "thoracic_drain", "from": "2026-11-01", "until": "2026-11-17"}, NO),
        ({"of": "thoracic_drain", "from": "2026-11-01", "until": "2026-11-18"}, YES),
        ({"of": "thoracic_drain", "from": "2026-11-01", "until": "2026-11"}, UNKNOWN),
    ],
)
def test_a_device_counts_while_it_is_in_place_on_the_screening_day(device, expected):
    rule = {
        "device": ["cannula_or_drain", "central_venous_catheter"],
        "unless": [{"is": "central_venous_catheter"}],
    }
    record = stated_complete(a_record(devices=[device]), "devices")
    assert the_step(rule, record).truth is expected


def test_no_device_is_a_no_only_on_a_complete_list():
    rule = {"device": "cannula_or_drain"}
    assert the_step(rule, a_record()).truth is UNKNOWN
    assert the_step(rule, stated_complete(a_record(), "devices")).truth is NO


@pytest.mark.parametrize(
    "rule", [{"diagnosis": "lymphoma"}, {"finding": "hbv_dna", "is": "positive"}]
)
def test_what_another_part_asks_for_is_a_no_while_nothing_is_recorded(rule):
    assert the_step(rule, a_record()).truth is UNKNOWN
    assert the_step(rule | {"if_recorded": "yes"}, a_record()).truth is NO


@pytest.mark.parametrize(
    ("day", "expected"),
    [("2026-05-18", YES), ("2026-05-17", NO), ("2026-05", UNKNOWN), ("2026-11-18", YES)],
)
def test_a_disease_within_six_months_begins_on_the_day_that_reaches_the_screening(day, expected):
    rule = {"diagnosis": "myocardial_infarction", "within": "6 months", "before": "screening"}
    record = a_record(
        diagnoses=[{"of": "myocardial_infarction", "date": day, "end": day, "status": "resolved"}]
    )
    assert the_step(rule, stated_complete(record, "diagnoses")).truth is expected


# days that are not known yet

WEEK_BEFORE = {"drug": "immunosuppressant", "within": "1 weeks", "before": "leukapheresis"}


def ended(last, **milestone):
    medications = [{"of": "azathioprine", "start": "2026-01-01", **({"end": last} if last else {})}]
    milestones = [{"trial": "NCT06503224", "event": "leukapheresis", **milestone}]
    record = a_record(medications=medications, milestones=milestones if milestone else [])
    return stated_complete(record, "medications")


@pytest.mark.parametrize(
    ("record", "expected", "kind"),
    [
        # every later day is at least eight days away, but until then another one may be taken
        (ended("2026-11-10"), UNKNOWN, NeedKind.DAY_NOT_KNOWN),
        (ended("2026-11-11"), UNKNOWN, NeedKind.DAY_NOT_KNOWN),
        (ended(""), UNKNOWN, NeedKind.DAY_NOT_KNOWN),
        (ended("2026-11-11", date="2026-11-18", planned="no"), YES, None),
        (ended("2026-11-11", date="2026-11-19", planned="yes"), NO, None),
        (ended("2026-11-12", date="2026-11-19", planned="yes"), YES, None),
        (ended("", date="2026-12-19", planned="yes"), UNKNOWN, NeedKind.DAY_NOT_KNOWN),
    ],
)
def test_a_course_before_a_day_to_come_is_decided_where_every_such_day_agrees(
    record, expected, kind
):
    step = the_step(WEEK_BEFORE, record)
    assert step.truth is expected
    assert {need.kind for need in step.needs} == ({kind} if kind else set())


def test_none_so_far_is_open_until_the_day_is_set_and_then_a_no_that_says_it_is_planned():
    empty = stated_complete(a_record(), "medications")
    assert the_step(WEEK_BEFORE, empty).reason.code == "none_so_far"
    plan = {"trial": "NCT06503224", "event": "leukapheresis", "date": "2026-12-01"}
    planned = stated_complete(a_record(milestones=[plan | {"planned": "yes"}]), "medications")
    step = the_step(WEEK_BEFORE, planned)
    assert (step.truth, step.reason.code) == (NO, "none_so_far_planned")


SURGERY = {"event": "surgery", "planned": "yes", "unless": [{"where": {"anesthesia": "local"}}]}
SURGERY |= {"asked_as": "surgery_planned_in_trial_or_2_weeks"}


@pytest.mark.parametrize(
    ("event", "answer", "expected"),
    [
        ({"date": "2026-12-20", "planned": "yes"}, None, JUDGEMENT),
        (
            {"date": "2026-12-20", "planned": "yes", "detail": {"anesthesia": "general"}},
            None,
            YES,
        ),
        (
            {"date": "2026-12-20", "planned": "yes", "detail": {"anesthesia": "general"}},
            "no",
            UNKNOWN,
        ),
        ({"date": "2026-12-20", "planned": "yes", "detail": {"anesthesia": "local"}}, "no", NO),
        ({"date": "2026-11-01"}, "no", NO),
        ({"date": "2026-11-01"}, "yes", YES),
        (None, None, UNKNOWN),
    ],
)
def test_a_planned_surgery_counts_and_an_answer_that_denies_it_is_a_conflict(
    event, answer, expected
):
    events = [{"of": "surgery"} | event] if event else []
    answers = [
        {"to": "surgery_planned_in_trial_or_2_weeks", "answer": answer, "by": "subject"}
        | {"date": "2026-11-18"}
    ]
    record = a_record(events=events, answers=answers if answer else [])
    assert the_step(SURGERY, record).truth is expected
