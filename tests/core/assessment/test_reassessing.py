"""An assessment made from the one before says what a fresh one says."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.assessment import assess_all
from core.evaluate.known import known_on
from core.facts import from_document
from core.record import (
    FACT_LISTS,
    Answer,
    Medication,
    Milestone,
    Observation,
    PatientRecord,
)
from tests.builders import TODAY, a_setting, scar02, the_finding
from tests.core.assessment.eligible import document
from tests.core.plausible import documents

SETTING = a_setting()
TRIALS = (scar02(),)


def after_an_edit(before: PatientRecord, other: PatientRecord, name: str, place: int):
    """Return a record with one fact taken away, or one of another record added."""
    facts, others = getattr(before, name), getattr(other, name)
    if facts and place % 2:
        gone = place % len(facts)
        return with_facts(before, name, facts[:gone] + facts[gone + 1 :])
    if others:
        return with_facts(before, name, (*facts, others[place % len(others)]))
    return replace(before, sex=other.sex, birth_date=other.birth_date)


def with_facts(record: PatientRecord, name: str, facts: tuple[Any, ...]) -> PatientRecord:
    changed: dict[str, Any] = {name: facts}
    return replace(record, **changed)


def check_every_edit(one, other, name, place):
    record, another = (from_document(PatientRecord, plain) for plain in (one, other))
    before = assess_all(record, TRIALS, SETTING, TODAY)
    edited = after_an_edit(record, another, name, place)
    assert assess_all(edited, TRIALS, SETTING, TODAY, before) == assess_all(
        edited, TRIALS, SETTING, TODAY
    )


EDITS = (documents(), documents(), st.sampled_from(sorted(FACT_LISTS)), st.integers(0, 99))


@settings(max_examples=40)
@given(*EDITS)
def test_after_any_edit_the_verdict_is_that_of_a_fresh_assessment(one, other, name, place):
    check_every_edit(one, other, name, place)


@pytest.mark.slow
@settings(max_examples=1500)
@given(*EDITS)
def test_after_very_many_edits_the_verdict_is_that_of_a_fresh_assessment(one, other, name, place):
    check_every_edit(one, other, name, place)


@pytest.fixture
def eligible():
    return from_document(PatientRecord, document())


def reassessed(record, edited, as_of=TODAY):
    before = assess_all(record, TRIALS, SETTING, TODAY)
    return before[0], assess_all(edited, TRIALS, SETTING, as_of, before)[0]


def test_a_finding_that_asked_for_nothing_new_is_kept_as_it_is(eligible):
    alt = from_document(Observation, {"of": "alt", "value": "20 U/L (40)", "date": "2026-11-18"})
    edited = replace(eligible, observations=(*eligible.observations, alt))
    before, after = reassessed(eligible, edited)
    assert the_finding(after, "I3") is the_finding(before, "I3")
    assert the_finding(after, "I4") is not the_finding(before, "I4")


def test_an_answer_moves_only_the_criterion_that_asks_for_it(eligible):
    answer = from_document(
        Answer,
        {"to": "breastfeeding", "answer": "yes", "by": "coordinator", "date": "2026-11-18"},
    )
    before, after = reassessed(eligible, replace(eligible, answers=(*eligible.answers, answer)))
    changed = [
        one.id for one, then in zip(after.findings, before.findings, strict=True) if one is not then
    ]
    assert changed == ["E10"]


def moved_by(eligible, event, day):
    milestone = from_document(
        Milestone, {"trial": TRIALS[0].registry_number, "event": event, "date": day}
    )
    entered = replace(eligible, milestones=(*eligible.milestones, milestone))
    before, after = reassessed(eligible, entered)
    return {
        one.id for one, then in zip(after.findings, before.findings, strict=True) if one is not then
    }


def test_the_screening_day_moves_every_window_and_not_what_has_none(eligible):
    moved = moved_by(eligible, "screening", "2026-11-10")
    assert {"I3", "I4", "E1"} <= moved
    assert "I1" not in moved


def test_the_consent_moves_what_asks_for_it(eligible):
    moved = moved_by(eligible, "consent", "2026-11-17")
    assert {"I1", "I2"} <= moved
    assert not moved & {"I3", "I4", "SLE2", "E1"}


def test_another_day_moves_everything(eligible):
    before, after = reassessed(eligible, eligible, as_of=date(2026, 12, 24))
    assert after.as_of == date(2026, 12, 24)
    assert not any(one is then for one, then in zip(after.findings, before.findings, strict=True))


def test_courses_of_medicines_that_no_entry_touched_are_kept_for_the_same_day(eligible):
    taken = from_document(Medication, {"of": "prednisone", "dose": "10 mg", "per": "day"})
    record = replace(eligible, medications=(taken,))
    before = known_on(record, TODAY)
    same_day = known_on(replace(record, sex=None), TODAY, before)
    assert same_day.courses[id(taken)] is before.courses[id(taken)]
    next_day = known_on(record, TODAY + timedelta(days=1), before)
    assert next_day.courses[id(taken)] is not before.courses[id(taken)]


def test_a_medicine_entered_anew_has_a_course_of_its_own(eligible):
    taken = from_document(Medication, {"of": "prednisone", "dose": "10 mg", "per": "day"})
    before = known_on(replace(eligible, medications=(taken,)), TODAY)
    more = replace(taken, dose="20 mg")
    after = known_on(replace(eligible, medications=(taken, more)), TODAY, before)
    assert after.courses[id(more)][1] != after.courses[id(taken)][1]
    assert set(after.courses) == {id(taken), id(more)}


def test_every_criterion_asks_for_itself_alone(eligible):
    trace = assess_all(eligible, TRIALS, SETTING, TODAY)[0].trace
    assert trace is not None
    seen = trace.steps
    of = {one.id: seen[id(one.rule)].seen for one in TRIALS[0].criteria}
    assert ("observations", "hemoglobin") not in of["E10"]
    assert ("answers", "breastfeeding") in of["E10"]
