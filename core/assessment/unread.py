"""Facts on record that no clause of a trial reads: shown beside "other reasons"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.evaluate.known import known_on

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.assessment.finding import Assessment, Finding
    from core.record import Fact, PatientRecord
    from core.step import Evidence

_BY_KEY = {"observations": "of", "scores": "of", "answers": "to"}
_LISTS = {
    "diagnoses": ("of", "diagnosis"),
    "medications": ("of", "medication"),
    "events": ("of", "event"),
    "allergies": ("to", "allergy"),
    "devices": ("of", "device"),
}


def unread(assessment: Assessment, record: PatientRecord) -> tuple[Fact, ...]:
    """Return the facts of a record that no clause of the trial asked for, list by list.

    A result, a score or an answer is read where a clause asked for it; an entry of a list where it
    is evidence of one, or opens an arm. Ages, days and judgements are always read.
    """
    known = known_on(record, assessment.as_of).record
    return tuple(_unread(assessment, known))


def key_of(fact: Fact) -> str:
    """Return the vocabulary key of what a fact is about."""
    return str(getattr(fact, "of", None) or getattr(fact, "to", ""))


def _unread(assessment: Assessment, record: PatientRecord) -> Iterator[Fact]:
    steps = assessment.trace.steps if assessment.trace else {}
    seen = set().union(*(one.seen for one in steps.values()))
    for name, word in _BY_KEY.items():
        for fact in getattr(record, name):
            if (name, getattr(fact, word)) not in seen:
                yield fact
    shown = {(one.kind, one.of) for one in _evidence(assessment.findings)}
    shown |= {("diagnosis", arm.opened_by) for arm in assessment.arms if arm.opened_by}
    for name, (word, kind) in _LISTS.items():
        for fact in getattr(record, name):
            if (kind, getattr(fact, word)) not in shown:
                yield fact


def _evidence(findings: tuple[Finding, ...]) -> Iterator[Evidence]:
    for finding in findings:
        yield from finding.evidence
        yield from _evidence(finding.parts)
