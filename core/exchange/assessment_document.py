"""An assessment as plain data: what `screen` prints, a checklist attaches, the ledger keeps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from core.assessment.unread import key_of, unread
from core.truth import Outcome
from core.wording import need_text, say, sentences

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from core.assessment import Assessment, Finding
    from core.assessment.horizon import Outlook
    from core.record import Fact, PatientRecord
    from core.step import Evidence
    from core.vocabulary import Vocabulary


def screening_document(
    as_of: date,
    assessments: Iterable[Assessment],
    vocabulary: Vocabulary,
    outlooks: Iterable[Mapping[str, Outlook]],
    record: PatientRecord,
) -> dict[str, Any]:
    """Return the assessments of one patient as of one day, and what time alone will change."""
    return {
        "as_of": as_of.isoformat(),
        "trials": [
            assessment_document(one, vocabulary, outlook, unread(one, record))
            for one, outlook in zip(assessments, outlooks, strict=True)
        ],
    }


def assessment_document(
    assessment: Assessment,
    vocabulary: Vocabulary,
    outlooks: Mapping[str, Outlook] | None = None,
    beside: Iterable[Fact] = (),
) -> dict[str, Any]:
    """Return one trial's verdict with every criterion.

    `outlooks` stand by criterion; `beside` are the facts that no clause of the trial reads.
    """
    ahead = outlooks or {}
    return {
        "trial": assessment.trial,
        "short_name": assessment.short_name,
        "as_of": assessment.as_of.isoformat(),
        "gate": assessment.gate.value,
        "attempt": assessment.attempt,
        "pre_screening": not assessment.consented,
        "rests_on_plan": list(assessment.rests_on_plan),
        "verdict": assessment.verdict.value,
        "reason": assessment.reason.code,
        "sentence": say(assessment.reason, vocabulary),
        "arm": assessment.arm,
        "arms": {arm.arm: arm.verdict.value for arm in assessment.arms},
        "opened_by": {arm.arm: arm.opened_by for arm in assessment.arms if arm.opened_by},
        "counts": {outcome.value: assessment.count(outcome) for outcome in Outcome},
        "unread": [{"of": key_of(fact), "fact": fact.id} for fact in beside],
        "criteria": [
            _finding(one, vocabulary) | _ahead(ahead.get(one.id)) for one in assessment.findings
        ],
    }


def _ahead(outlook: Outlook | None) -> dict[str, Any]:
    if outlook is None:
        return {}
    return {
        "valid_until": _iso(outlook.valid_until),
        "possible_from": _iso(outlook.possible_from),
        "event": outlook.event,
        "clear_from": _iso(outlook.clear_from),
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _finding(finding: Finding, vocabulary: Vocabulary) -> dict[str, Any]:
    return {
        "id": finding.id,
        "kind": finding.kind,
        "arm": finding.arm,
        "text": finding.text,
        "note": finding.note,
        "outcome": finding.outcome.value,
        "due": finding.due.value,
        "reason": finding.reason.code,
        "sentence": " ".join(sentences(finding, vocabulary)),
        "evidence": [_evidence(one, vocabulary) for one in finding.evidence],
        "needs": [
            {
                "kind": need.kind.value,
                "what": need.what,
                "of": need.of,
                "sentence": need_text(need, vocabulary),
            }
            for need in finding.needs
        ],
        "readings": [
            {"reading": reading.name, "outcome": reading.outcome.value}
            for reading in finding.readings
        ],
        "parts": [_finding(part, vocabulary) for part in finding.parts],
    }


def _evidence(evidence: Evidence, vocabulary: Vocabulary) -> dict[str, Any]:
    return {
        "kind": evidence.kind,
        "of": evidence.of,
        "as_entered": evidence.as_entered,
        "as_used": None if evidence.as_used is None else str(evidence.as_used),
        "unit": evidence.unit,
        "day": str(evidence.day) if evidence.day else None,
        "source": evidence.source,
        "limit": evidence.limit,
        "fact": evidence.fact,
        "off": evidence.off,
        "can_be_repeated": evidence.can_be_repeated,
        "notes": [say(note, vocabulary) for note in evidence.notes],
    }
