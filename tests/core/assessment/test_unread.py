"""Facts on record that no clause of a trial reads are told, and those that one reads are not."""

from __future__ import annotations

from typing import Any

import pytest

from core.assessment.unread import key_of, unread
from tests.builders import a_record, assessed

FACTS: dict[str, dict[str, str]] = {
    "observations": {"of": "temperature", "value": "38 °C", "date": "2026-11-18"},
    "medications": {"of": "pirfenidone", "start": "2026-01"},
    "events": {"of": "transfusion", "date": "2026-11-01"},
    "devices": {"of": "central_venous_catheter", "from": "2026-11-01"},
    "diagnoses": {"of": "peptic_ulcer", "date": "2020"},
}


def keys(record):
    return [key_of(fact) for fact in unread(assessed(record), record)]


@pytest.mark.parametrize("name", FACTS)
def test_a_fact_that_no_clause_asks_for_is_told(name):
    facts: dict[str, Any] = {name: [FACTS[name]]}
    record = a_record(**facts)
    assert keys(record) == [FACTS[name]["of"]]


@pytest.mark.parametrize(
    "facts",
    [
        {"hemoglobin": "90 g/L"},
        {"diagnoses": [{"of": "sle"}]},
        {"medications": [{"of": "rituximab", "start": "2020"}]},
        {"events": [{"of": "vaccination", "date": "2020"}]},
        {"allergies": [{"to": "dmso", "severity": "mild"}]},
        {"answers": [{"to": "other_reason", "answer": "no"}]},
        {"scores": [{"of": "sledai_2k", "total": "10", "date": "2026-11-18"}]},
    ],
)
def test_a_fact_that_a_clause_reads_is_not_told_whatever_it_says(facts):
    assert keys(a_record(**facts)) == []


def test_a_fact_of_a_later_day_is_not_told_yet():
    fact = FACTS["events"] | {"date": "2026-12-01"}
    assert keys(a_record(events=[fact])) == []
