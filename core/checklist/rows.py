"""Findings as the rows of the paper, in the order of the protocol, block by block."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from core.checklist.content import Group, Proof, Row
from core.checklist.proofs import own_proofs, proof_of_a_part, proof_of_parts
from core.truth import Outcome
from core.wording import outcome_word, outlook_texts
from core.wording.needs import begun_need_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.assessment import ArmVerdict, Finding
    from core.checklist.case import Case
    from core.trial import TrialArm


def groups(case: Case) -> tuple[Group, ...]:
    """Return the blocks of the protocol: inclusion, every arm, exclusion."""
    findings = case.assessment.findings
    inclusion = [f for f in findings if f.kind == "inclusion" and f.arm is None]
    exclusion = [f for f in findings if f.kind == "exclusion"]
    blocks = (
        Group(case.word("inclusion"), case.word("inclusion_remark"), _rows(inclusion, case)),
        *(_arm_group(arm, case) for arm in case.trial.arms),
        Group(case.word("exclusion"), case.word("exclusion_remark"), _rows(exclusion, case)),
    )
    return tuple(block for block in blocks if block.rows)


def _arm_group(arm: TrialArm, case: Case) -> Group:
    verdict = next((each for each in case.assessment.arms if each.arm == arm.key), None)
    own = [finding for finding in case.assessment.findings if finding.arm == arm.key]
    is_opened = verdict is not None and verdict.opened_by is not None
    rows = _rows(own, case) if is_opened else tuple(_row_not_counted(f, case) for f in own)
    title = case.word("arm", arm=arm.key)
    return Group(title, _arm_remark(arm, verdict, case), rows, opening=arm.label)


def _arm_remark(arm: TrialArm, verdict: ArmVerdict | None, case: Case) -> str:
    if verdict is None or verdict.opened_by is None:
        return case.word("arm_elsewhere")
    if case.assessment.arm not in (None, arm.key):
        return case.word("arm_other", arm=case.assessment.arm)
    diagnosis = case.vocabulary.label(verdict.opened_by, case.language)
    code = "arm_suspected" if verdict.suspected else "arm_chosen"
    return case.word(code, diagnosis=diagnosis)


def _row_not_counted(finding: Finding, case: Case) -> Row:
    return Row(
        id=finding.id,
        text=finding.text,
        outcome=Outcome.NOT_APPLICABLE,
        word=case.word("not_counted"),
        is_counted=False,
    )


def _rows(findings: list[Finding], case: Case) -> tuple[Row, ...]:
    return tuple(_row(finding, finding.text, 0, case) for finding in findings)


def _row(finding: Finding, text: str, depth: int, case: Case) -> Row:
    return Row(
        id=finding.id,
        text=text,
        outcome=finding.outcome,
        word=outcome_word(finding.outcome, finding.kind, case.language),
        due=_due(finding, case),
        proofs=(*own_proofs(finding, case), *_without_words(finding, case)),
        needs=_needs(finding, case),
        ahead=_ahead(finding, case),
        note=case.word("note", note=finding.note) if finding.note else "",
        depth=depth,
        parts=tuple(_row(part, words, depth + 1, case) for part, words in _below(finding, case)),
    )


def _below(finding: Finding, case: Case) -> Iterator[tuple[Finding, str]]:
    """Yield the parts that have words of their own, with these words."""
    for part, words in _parts(finding, case):
        if words:
            yield part, words
        else:
            yield from _below(part, case)


def _without_words(
    finding: Finding, case: Case, depth: int = 0, said: set[Proof] | None = None
) -> Iterator[Proof]:
    """Yield the lines of the parts without words: of a fact its own, else how its parts combine.

    What combines as the parts around it stands among them, and a line is `said` once there.
    """
    said = set() if said is None else said
    for part, words in _parts(finding, case):
        if words:
            continue
        if not part.parts:
            line = replace(proof_of_a_part(part, case), depth=depth)
            if line not in said:
                said.add(line)
                yield line
        elif part.reason.code == finding.reason.code:
            yield from _without_words(part, case, depth, said)
        elif lines := tuple(_without_words(part, case, depth + 1)):
            yield replace(proof_of_parts(part, case), depth=depth)
            yield from lines


def _parts(finding: Finding, case: Case) -> Iterator[tuple[Finding, str]]:
    """Yield the parts of a finding with their words, or the names of its readings."""
    names = [case.word("reading", reading=reading.name) for reading in finding.readings]
    for number, part in enumerate(finding.parts):
        yield part, part.text or (names[number] if number < len(names) else "")


def _needs(finding: Finding, case: Case) -> str:
    """Say what would settle it where that is a choice; one need alone is said by the reason."""
    wanted = dict.fromkeys(
        begun_need_text(need, finding, case.vocabulary, case.language)
        for need in finding.needs
        if not any(need in part.needs for part in finding.parts)
    )
    return case.word("needs", needs="; ".join(wanted)) if len(wanted) > 1 else ""


def _ahead(finding: Finding, case: Case) -> str:
    """Say what time alone will do to a criterion."""
    found = case.ahead.outlooks.get(finding.id)
    return " ".join(outlook_texts(found, case.vocabulary, case.language)) if found else ""


def _due(finding: Finding, case: Case) -> str:
    if finding.due.is_due_by(case.assessment.gate):
        return ""
    return case.word("due", gate=case.word(f"gate_{finding.due.value}").lower())
