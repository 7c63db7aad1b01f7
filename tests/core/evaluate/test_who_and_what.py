"""Evidence tells who judged, which weight, which half-life, and what is on record of an event."""

from __future__ import annotations

import pytest

from core.calculators.courses.running import given_in, runs_on
from core.dates import Day, Window
from core.truth import NeedKind, Truth
from core.wording import evidence_text, notes_text
from tests.builders import a_record, stated_complete, the_step, the_vocabulary
from tests.core.calculators.courses.courses import a_course

ALT = {"lab": "alt", "above": "3 ULN", "attributable": "yes"}
PER_KG = {
    "drug": "glucocorticoid",
    "equivalent": "prednisone",
    "dose": {"above": "1 mg/kg/day"},
    "running_on": "screening",
}


def notes(step):
    return "; ".join(notes_text(one, the_vocabulary()) for one in step.evidence)


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({"date": "2026-11-17"}, "judged by the investigator, 2026-11-17"),
        (
            {"date": "2026-11-17", "author": "Dr Li"},
            "judged by the investigator (Dr Li), 2026-11-17",
        ),
        ({}, "judged by the investigator, day not on record"),
    ],
)
def test_a_cause_tells_who_judged_it_and_when(more, expected):
    record = a_record(
        observations=[{"of": "alt", "value": "150 U/L (40)", "date": "2026-11-18", "id": "1"}],
        judgements=[
            {
                "kind": "attribution",
                "of": "alt",
                "fact": "1",
                "due_to": "disease",
                "by": "investigator",
                **more,
            }
        ],
    )
    step = the_step(ALT, record)
    assert step.truth is Truth.NO
    assert expected in notes(step).lower().replace("dr li", "Dr Li")


def test_a_dose_by_weight_shows_the_weight_used_and_its_day():
    record = a_record(
        observations=[
            {"of": "weight", "value": "58 kg", "date": "2026-11-10"},
            {"of": "weight", "value": "70 kg", "date": "2024-01-10"},
        ],
        medications=[
            {
                "of": "prednisone",
                "route": "oral",
                "start": "2026-11-01",
                "dose": "60 mg",
                "per": "day",
            }
        ],
    )
    shown = [
        (evidence_text(one, the_vocabulary()), str(one.day))
        for one in the_step(PER_KG, stated_complete(record, "medications")).evidence
        if one.of == "weight"
    ]
    assert [day for _, day in shown] == ["2026-11-10"]
    assert "58 kg" in shown[0][0]


def test_an_event_shows_what_is_on_record_of_it():
    record = a_record(events=[{"of": "surgery", "date": "2026-11-10", "detail": {"major": "yes"}}])
    step = the_step({"event": "surgery", "within": "2 weeks", "before": "screening"}, record)
    assert evidence_text(step.evidence[0], the_vocabulary()).endswith("Yes)")
    assert step.evidence[0].limit == "2026-11-04 to 2026-11-18"


def test_a_half_life_not_compared_with_its_label_says_so():
    record = a_record(
        medications=[
            {"of": "obinutuzumab", "start": "2026-01-05", "end": "2026-01-05", "dose": "1 g"}
        ]
    )
    step = the_step({"drug": "obinutuzumab", "half_lives": 5, "before": "screening"}, record)
    assert "half-life to be checked against the label" in notes(step)


def test_a_result_after_its_window_is_not_too_old():
    record = a_record(
        milestones=[{"trial": "NCT06503224", "event": "enrolment", "date": "2026-11-10"}],
        observations=[{"of": "pregnancy_test", "value": "negative", "date": "2026-11-11"}],
    )
    rule = {
        "finding": "pregnancy_test",
        "is": "negative",
        "within": "7 days",
        "before": "enrolment",
    }
    step = the_step(rule, record)
    assert (step.reason.code, step.needs[0].kind) == ("after_window", NeedKind.MISSING)


@pytest.mark.parametrize(
    ("first_dose", "expected"),
    [("2026-11-17", Truth.YES), ("2026-11-18", Truth.YES), ("2026-11-19", Truth.UNKNOWN)],
)
def test_a_start_not_known_before_a_dose_to_come_leaves_open_whether_it_runs(first_dose, expected):
    course = a_course(doses={first_dose: "10 mg"})
    today = Day.read("2026-11-18")
    assert runs_on([course], today) is expected
    assert given_in([course], Window(today, today)) is expected
