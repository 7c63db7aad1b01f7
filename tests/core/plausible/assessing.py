"""Assesses drawn records for any trial, and says what of an assessment laws compare."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import settings

from core.assessment import Assessment, Finding, assess
from core.dates import Day
from core.facts import from_document
from core.record import PatientRecord
from tests.builders import a_setting, the_vocabulary
from tests.core.plausible.asked import TRIALS, the_trial

FEW, MANY = 25, 100
for_every_trial = pytest.mark.parametrize("name", TRIALS)


def law(examples: int = FEW) -> settings:
    """Return on how many records of each trial a law is tried."""
    return settings(max_examples=examples)


def record_of(plain: dict[str, Any]) -> PatientRecord:
    """Return the record of a document."""
    return from_document(PatientRecord, plain)


def assessed(name: str, plain: dict[str, Any], as_of: str = "2026-11-18", **how: Any) -> Assessment:
    """Assess a document for a trial on a day."""
    day = Day.read(as_of).first
    return assess(record_of(plain), the_trial(name), a_setting(), day, **how)


def all_findings(assessment: Assessment) -> dict[str, Finding]:
    """Return the criteria and all their parts, by id."""
    found: dict[str, Finding] = {}

    def walk(findings: tuple[Finding, ...]) -> None:
        for finding in findings:
            found[finding.id] = finding
            walk(finding.parts)

    walk(assessment.findings)
    return found


def standing_for(key: str) -> tuple[str, ...]:
    """Return the tests of which a state may be put together, or by which it may be known."""
    entry = the_vocabulary().entries["findings"].get(key)
    return (*getattr(entry, "combined_from", ()), *getattr(entry, "also_by", ()))
