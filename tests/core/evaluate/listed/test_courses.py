"""`drug`, `event` and `allergy`: what touches a window, and what is not certain."""

from __future__ import annotations

import pytest

from core.truth import NeedKind, Truth
from tests.builders import SCAR02, a_record, stated_complete, the_step

NO, UNKNOWN, JUDGEMENT, YES = Truth.NO, Truth.UNKNOWN, Truth.JUDGEMENT, Truth.YES
B_CELL = {"drug": "b_cell_targeted", "within": "4 weeks", "before": "screening"}
CSF = {"drug": "colony_stimulating_factor", "within": "2 weeks", "before": "screening"}
LATER_CSF = {
    "drug": "colony_stimulating_factor",
    "from": "screening",
    "until_sample_of": "neutrophils",
    "judged": "yes",
}
VACCINE = {"event": "vaccination", "within": "4 weeks", "before": "screening"}
TRANSPLANT = {
    "event": "organ_transplantation",
    "where": {"organ": ["kidney", "liver"]},
    "asked_as": "transplant_history",
}
INFUSION = {
    "event": "trial_infusion",
    "within": "4 weeks",
    "before": "screening",
    "judged": "yes",
    "asked_as": "b_cell_therapy_4_weeks",
}
ALLERGY = {
    "allergy": ["cyclophosphamide", "fludarabine", "dmso"],
    "asked_as": "severe_allergy_to_study_drugs",
}
OTHER_ALLERGY = {
    "allergy": "other",
    "judged": "yes",
    "asked_as": "severe_allergy_to_study_drugs",
}


def taking(complete=True, **course):
    record = a_record(medications=[{"of": "rituximab", **course}])
    return stated_complete(record, "medications") if complete else record


def dose(day, amount):
    return {"from": day, "dose": amount}


@pytest.mark.parametrize(
    ("course", "expected"),
    [
        ({"start": "2026-10-20", "once": "yes"}, NO),
        ({"start": "2026-10-21", "once": "yes"}, YES),
        ({"start": "2026-11-18", "once": "yes"}, YES),
        ({"start": "2026-10", "once": "yes"}, UNKNOWN),
        ({"start": "2026-11", "once": "yes"}, YES),
        ({"start": "2026-09", "once": "yes"}, NO),
        ({"once": "yes"}, UNKNOWN),
        ({"start": "2025-01-01", "end": "2026-10-20"}, NO),
        ({"start": "2025-01-01", "end": "2026-10-21"}, YES),
        ({"start": "2025-01-01", "end": "2026-10"}, UNKNOWN),
        ({"start": "2025-01-01", "end": "2026-11"}, YES),
        ({"end": "2026-09-01"}, NO),
        ({"end": "2026-11-01"}, YES),
        ({"start": "2025-01-01"}, YES),
        ({"start": "2026"}, YES),
        ({}, YES),
        ({"start": "2026-11-19"}, NO),
    ],
)
def test_a_course_counts_from_its_first_to_its_last_day(course, expected):
    assert the_step(B_CELL, taking(**course)).truth is expected


@pytest.mark.parametrize(
    ("doses", "expected"),
    [
        ([dose("2025-01-01", "1 g"), dose("2026-10-21", "0")], NO),
        ([dose("2025-01-01", "1 g"), dose("2026-10-22", "0")], YES),
        ([dose("2025-01-01", "1 g"), dose("2026-10-20", "0 mg")], NO),
        ([dose("2025-01-01", "1 g"), dose("2026-10-01", "0mg")], NO),
        ([dose("2025-01-01", "1 g"), dose("2026-10-01", "0.00 mg")], NO),
        ([dose("2025-01-01", "1 g"), dose("2026-10-01", "0,0 mg")], NO),
        ([dose("2025-01-01", "1 g"), dose("2026-10-01", "0 g"), dose("2026-11-18", "1 g")], YES),
        ([dose("2025-01-01", "1 g"), dose("2026-10-01", "0 g"), dose("2026-11-19", "1 g")], NO),
        ([dose("2025-01-01", "1 g"), dose("2026-10-01", "0.5 g")], YES),
        ([dose("2025-01-01", "1 g"), dose("2026-10", "0")], UNKNOWN),
        ([dose("2025-01-01", "")], YES),
        ([dose("2025-01-01", "as needed")], YES),
    ],
)
def test_a_gap_is_a_dose_of_nothing(doses, expected):
    for order in (doses, doses[::-1]):
        assert the_step(B_CELL, taking(start="2025-01-01", doses=order)).truth is expected


def test_a_course_counts_from_its_start_even_where_its_first_dose_is_not_known():
    doses = [dose("2026-11-19", "1 g")]
    assert the_step(B_CELL, taking(start="2026-11-01", doses=doses)).truth is YES


@pytest.mark.parametrize(
    ("of", "expected"),
    [
        ("rituximab", YES),
        ("belimumab", YES),
        ("telitacicept", YES),
        ("cd19_car_t", YES),
        ("bcma_car_t", YES),
        ("anti_cd20", YES),
        ("methotrexate", NO),
        ("daratumumab", NO),
    ],
)
def test_a_class_takes_every_medicine_that_belongs_to_it(of, expected):
    assert the_step(B_CELL, taking(of=of, start="2026-11-01")).truth is expected


def test_no_medicines_on_record_are_unknown_until_the_list_is_complete():
    step = the_step(B_CELL, a_record())
    assert (step.truth, step.needs[0].kind) == (UNKNOWN, NeedKind.LIST_NOT_COMPLETE)
    assert the_step(B_CELL, stated_complete(a_record(), "medications")).truth is NO


def test_a_course_outside_the_window_does_not_make_the_list_complete():
    assert the_step(B_CELL, taking(complete=False, start="2020", end="2021")).truth is UNKNOWN


@pytest.mark.parametrize(
    ("since", "expected"), [("2026-10-21", NO), ("2026-10-22", UNKNOWN), ("2026-10", UNKNOWN)]
)
def test_a_list_gone_through_since_the_first_day_of_the_window_is_enough(since, expected):
    line = {"list": "medications", "as_of": "2026-11-18", "since": since}
    assert the_step(B_CELL, a_record(complete=[line])).truth is expected


def test_a_list_narrowed_to_the_class_is_enough():
    line = {"list": "medications", "as_of": "2026-11-18", "of": "b_cell_targeted"}
    assert the_step(B_CELL, a_record(complete=[line])).truth is NO
    assert the_step(CSF, a_record(complete=[line])).truth is UNKNOWN


@pytest.mark.parametrize(
    ("end", "expected"), [("2026-11-03", NO), ("2026-11-04", YES), ("2026-11-18", YES)]
)
def test_a_stimulating_factor_is_asked_for_two_weeks(end, expected):
    record = a_record(medications=[{"of": "filgrastim", "start": "2026-10-30", "end": end}])
    assert the_step(CSF, stated_complete(record, "medications")).truth is expected


@pytest.mark.parametrize(
    ("start", "sample", "expected"),
    [
        ("2026-11-11", "2026-11-12", JUDGEMENT),
        ("2026-11-12", "2026-11-12", JUDGEMENT),
        ("2026-11-13", "2026-11-12", NO),
        ("2026-11-09", "2026-11-12", NO),
        ("2026-11-11", None, UNKNOWN),
    ],
)
def test_a_stimulating_factor_between_screening_and_the_sample_needs_review(
    start, sample, expected
):
    record = a_record(
        medications=[{"of": "filgrastim", "start": start, "once": "yes"}],
        milestones=[{"trial": SCAR02, "event": "screening", "date": "2026-11-10"}],
        observations=[{"of": "neutrophils", "value": "2 10^9/L", "date": sample}] if sample else [],
    )
    assert the_step(LATER_CSF, stated_complete(record, "medications")).truth is expected


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        ({"date": "2026-10-20"}, NO),
        ({"date": "2026-10-21"}, YES),
        ({"date": "2026-11-18"}, YES),
        ({"date": "2026-11"}, YES),
        ({"date": "2026-10"}, UNKNOWN),
        ({}, UNKNOWN),
        ({"date": "2026-11-25", "planned": "yes"}, NO),
        ({"date": "2026-01-01", "end": "2026-10-21"}, YES),
        ({"date": "2026-01-01", "end": "2026-10-20"}, NO),
    ],
)
def test_an_event_counts_when_it_touches_the_window(event, expected):
    record = a_record(events=[{"of": "vaccination", **event}])
    assert the_step(VACCINE, stated_complete(record, "events")).truth is expected


def test_the_window_of_a_planned_screening_day_reaches_up_to_it_and_none_so_far_is_enough():
    planned = {"trial": SCAR02, "event": "screening", "date": "2026-12-01", "planned": "yes"}
    record = stated_complete(a_record(milestones=[planned]), "events")
    assert the_step(VACCINE, record).truth is NO


@pytest.mark.parametrize(
    ("date", "expected"),
    [("2026-11-25", YES), ("2026-12-02", NO), (None, UNKNOWN), ("2026-11-30", YES)],
)
def test_a_planned_vaccination_counts_before_a_planned_screening_day(date, expected):
    screening = {"trial": SCAR02, "event": "screening", "date": "2026-12-01", "planned": "yes"}
    vaccination = {"of": "vaccination", "planned": "yes"} | ({"date": date} if date else {})
    record = a_record(milestones=[screening], events=[vaccination])
    assert the_step(VACCINE, stated_complete(record, "events")).truth is expected


def test_what_is_only_planned_is_no_history():
    planned = {"of": "organ_transplantation", "planned": "yes", "date": "2027-01-01"}
    record = stated_complete(a_record(events=[planned]), "events")
    assert the_step(TRANSPLANT, record).truth is NO


@pytest.mark.parametrize(
    ("detail", "expected"),
    [({"organ": "kidney"}, YES), ({"organ": "cornea"}, JUDGEMENT), ({}, JUDGEMENT)],
)
def test_an_event_not_certainly_of_the_kind_named_goes_to_the_investigator(detail, expected):
    record = a_record(events=[{"of": "organ_transplantation", "detail": detail}])
    assert the_step(TRANSPLANT, record).truth is expected


@pytest.mark.parametrize(
    ("by", "answer", "expected"),
    [("investigator", "no", NO), ("investigator", "yes", YES), ("coordinator", "no", JUDGEMENT)],
)
def test_the_investigator_settles_what_kind_of_event_it_was(by, answer, expected):
    record = a_record(
        events=[{"of": "organ_transplantation", "date": "2015"}],
        answers=[{"to": "transplant_history", "answer": answer, "by": by, "date": "2026-11-18"}],
    )
    assert the_step(TRANSPLANT, record).truth is expected


@pytest.mark.parametrize(
    ("milestone", "expected"),
    [
        ({"trial": "NCT07052565", "date": "2026-11-01"}, JUDGEMENT),
        ({"trial": "NCT07052565", "date": "2026-10-20"}, NO),
        ({"trial": SCAR02, "date": "2026-11-01"}, NO),
        ({"trial": "NCT07052565", "date": "2026-12-01", "planned": "yes"}, NO),
    ],
)
def test_an_infusion_in_another_trial_is_an_event_for_this_one(milestone, expected):
    infusion = {"event": "infusion", **milestone}
    record = stated_complete(a_record(milestones=[infusion]), "events")
    assert the_step(INFUSION, record).truth is expected


@pytest.mark.parametrize(
    ("to", "severity", "expected", "other"),
    [
        ("cyclophosphamide", "severe", YES, NO),
        ("dmso", "severe", YES, NO),
        ("cyclophosphamide", "moderate", JUDGEMENT, NO),
        ("cyclophosphamide", None, JUDGEMENT, NO),
        ("cyclophosphamide", "mild", NO, NO),
        ("iodinated contrast", "severe", NO, JUDGEMENT),
        ("iodinated contrast", "mild", NO, NO),
        ("other", "severe", NO, JUDGEMENT),
    ],
)
def test_a_severe_allergy_is_present_and_one_of_unclear_severity_or_substance_is_judged(
    to, severity, expected, other
):
    allergy = {"to": to} | ({"severity": severity} if severity else {})
    record = stated_complete(a_record(allergies=[allergy]), "allergies")
    assert the_step(ALLERGY, record).truth is expected
    assert the_step(OTHER_ALLERGY, record).truth is other


def test_an_allergy_to_a_study_drug_not_named_more_closely_is_never_lost():
    allergy = {"to": "study_drug_material", "severity": "severe"}
    record = stated_complete(a_record(allergies=[allergy]), "allergies")
    either = {"any_of": [ALLERGY, OTHER_ALLERGY]}
    assert the_step(either, record).truth is not NO


def test_an_allergy_answered_no_and_on_record_is_a_conflict():
    record = a_record(
        allergies=[{"to": "dmso", "severity": "severe"}],
        answers=[
            {
                "to": "severe_allergy_to_study_drugs",
                "answer": "no",
                "by": "investigator",
                "date": "2026-11-18",
            }
        ],
    )
    step = the_step(ALLERGY, record)
    assert (step.truth, step.needs[0].kind) == (UNKNOWN, NeedKind.CONFLICT)
