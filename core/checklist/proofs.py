"""What a criterion rests on, line by line: facts, reasons, and the parts without words."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from core.checklist.content import Proof
from core.truth import Outcome, Said
from core.wording import evidence_text, off_text, outcome_word, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.assessment import Assessment, Finding
    from core.checklist.case import Case
    from core.step import Evidence
    from core.vocabulary import Vocabulary

_SETTLED = (Outcome.MET, Outcome.NOT_APPLICABLE)
# Evidence that is a value. Of a course, an event or a diagnosis only the reason says why it counts.
_SPEAKING = ("observation", "calculated", "score", "grades", "milestone", "person", "answer")
# Reasons without which a value on the wrong side of its bound stands there unexplained.
_JUDGED = ("lab_due_to_disease", "not_significant")
_OFTEN = 3
# How parts combine is said from the side of the clause: an exclusion holds against the patient.
_OF_EXCLUSIONS = {
    "all_of": "all_of_excludes",
    "any_of": "any_of_excludes",
    "none_of": "none_of_excludes",
    "at_least_n_of": "at_least_n_of_excludes",
}


def remarks(assessment: Assessment, vocabulary: Vocabulary, language: str) -> tuple[str, ...]:
    """Return the notes that stand beside so many facts that they are printed once, numbered."""
    said = Counter(
        say(note, vocabulary, language)
        for finding in with_evidence(assessment)
        for evidence in evidence_under(finding)
        for note in evidence.notes
    )
    return tuple(note for note, count in said.items() if count >= _OFTEN)


def with_evidence(assessment: Assessment) -> tuple[Finding, ...]:
    """Return the criteria whose evidence is printed: not those of a disease not on record."""
    opened = {None, *(arm.arm for arm in assessment.arms if arm.opened_by)}
    return tuple(finding for finding in assessment.findings if finding.arm in opened)


def evidence_under(finding: Finding) -> Iterator[Evidence]:
    """Yield the evidence of a finding and of all its parts."""
    yield from finding.evidence
    for part in finding.parts:
        yield from evidence_under(part)


def own_proofs(finding: Finding, case: Case) -> tuple[Proof, ...]:
    """Return the facts of a finding, then its reason where they do not say it."""
    facts = tuple(_fact(evidence, finding, case) for evidence in finding.evidence)
    reason = _reason(finding, case)
    if facts and all(evidence.kind == "complete" for evidence in finding.evidence):
        # The list that was gone through proves the reason; it is no value itself.
        return (replace(facts[0], text=reason),)
    if not _wants_its_reason(finding):
        return facts
    is_open = not finding.parts and finding.outcome not in _SETTLED
    return (*facts, Proof(text=reason, stands_out=is_open))


def _reason(finding: Finding, case: Case) -> str:
    said = finding.reason
    if finding.kind == "exclusion":
        said = Said(_OF_EXCLUSIONS.get(said.code, said.code), said.values)
    return say(said, case.vocabulary, case.language)


def proof_of_a_part(part: Finding, case: Case) -> Proof:
    """Return the one line that stands for a part without words of its own."""
    first, *others = own_proofs(part, case)
    details = [first.detail, *(f"{proof.text} {proof.detail}".strip() for proof in others)]
    return replace(
        first,
        detail="; ".join(detail for detail in details if detail),
        outcome=part.outcome,
        word=outcome_word(part.outcome, part.kind, case.language),
        stands_out=False,
    )


def proof_of_parts(part: Finding, case: Case) -> Proof:
    """Return the line that says how the parts of a part combine, and what they make together."""
    return Proof(
        text=_reason(part, case),
        outcome=part.outcome,
        word=outcome_word(part.outcome, part.kind, case.language),
        stands_out=False,
    )


def _wants_its_reason(finding: Finding) -> bool:
    """Tell whether the facts alone leave a reader asking why."""
    spoken = all(evidence.kind in _SPEAKING for evidence in finding.evidence)
    is_plain = spoken and finding.reason.code not in _JUDGED
    return not finding.evidence or not is_plain or finding.outcome not in _SETTLED


def _fact(evidence: Evidence, finding: Finding, case: Case) -> Proof:
    notes = [say(note, case.vocabulary, case.language) for note in evidence.notes]
    numbers = [str(n) for n, remark in enumerate(case.remarks, 1) if remark in notes]
    said = [note for note in notes if note not in case.remarks]
    if finding.outcome is Outcome.NOT_MET and evidence.off is not None:
        said.insert(0, off_text(evidence, finding.reason.code, case.language))
    if evidence.kind == "event" and evidence.limit:
        said.insert(0, case.word("held_against", days=evidence.limit))
    if numbers:
        said.append(case.word("remark", numbers=", ".join(numbers)))
    return Proof(
        text=evidence_text(evidence, case.vocabulary, case.language),
        detail="; ".join(said),
        day=str(evidence.day) if evidence.day else "",
        source=evidence.source or "",
    )
