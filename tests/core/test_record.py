"""PatientRecord: its facts, what supersedes what, and that nothing in it changes."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, fields

import pytest

from core.record import (
    FACT_LISTS,
    Fact,
    Observation,
    PatientRecord,
    current,
    facts,
    where,
)
from tests.builders import a_record


def observations(*documents):
    return a_record(observations=[{"of": "hemoglobin", **one} for one in documents])


def values(record):
    return [one.value for one in record.observations]


def test_every_list_of_a_record_is_known_with_its_kind_of_fact():
    lists = [one.name for one in fields(PatientRecord)][3:]
    assert lists == list(FACT_LISTS)
    assert all(issubclass(kind, Fact) for kind in FACT_LISTS.values())


def test_facts_are_told_list_by_list():
    record = a_record(hemoglobin="9 g/dL", diagnoses=[{"of": "sle"}], allergies=[{"to": "dmso"}])
    assert [type(one).__name__ for one in facts(record)] == [
        "Observation",
        "Diagnosis",
        "Allergy",
    ]


def test_a_record_cannot_be_changed():
    record = a_record(hemoglobin="9 g/dL")
    with pytest.raises(FrozenInstanceError):
        record.sex = "male"  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        record.observations[0].value = "10 g/dL"  # type: ignore[misc]


def test_a_correction_takes_the_place_of_what_it_supersedes():
    record = observations(
        {"id": "a", "value": "9 g/dL"}, {"id": "b", "value": "10 g/dL", "supersedes": "a"}
    )
    assert values(current(record)) == ["10 g/dL"]


def test_corrections_of_corrections_leave_the_last():
    record = observations(
        {"id": "c", "value": "11 g/dL", "supersedes": "b"},
        {"id": "a", "value": "9 g/dL"},
        {"id": "b", "value": "10 g/dL", "supersedes": "a"},
    )
    assert values(current(record)) == ["11 g/dL"]


def test_a_fact_of_one_list_may_supersede_one_of_another():
    record = a_record(
        diagnoses=[{"of": "sle", "id": "a"}],
        events=[{"of": "vaccination", "id": "b", "supersedes": "a"}],
    )
    kept = current(record)
    assert (kept.diagnoses, len(kept.events)) == ((), 1)


def test_superseding_what_is_not_there_removes_nothing():
    record = observations({"value": "9 g/dL"}, {"value": "10 g/dL", "supersedes": "gone"})
    assert values(current(record)) == ["9 g/dL", "10 g/dL"]


def test_a_record_without_corrections_is_already_current():
    record = observations({"id": "a", "value": "9 g/dL"})
    assert current(record) is record


def test_facts_can_be_kept_by_a_condition():
    record = observations({"value": "9 g/dL"}, {"value": "10 g/dL"})
    kept = where(record, lambda one: isinstance(one, Observation) and one.value == "9 g/dL")
    assert values(kept) == ["9 g/dL"]
    assert kept.subject == record.subject
