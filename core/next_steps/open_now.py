"""Which criteria still count for a patient: those that could yet change the verdict of a trial."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.next_steps.gaps import Gap, gap_of
from core.truth import Need, NeedKind, Outcome, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.assessment import Assessment, Finding

# Without a diagnosis of the trial, or with none whose arm is left, only the list can open an arm.
_NEEDS_OF_TRIAL = {
    "no_diagnosis": Need(NeedKind.LIST_NOT_COMPLETE, "diagnoses", "lists"),
    "other_arms_open": Need(NeedKind.LIST_NOT_COMPLETE, "diagnoses", "lists"),
    "consent_missing": Need(NeedKind.CONSENT_MISSING, "consent", "milestones"),
}


@dataclass(frozen=True, slots=True)
class Open:
    """An open criterion that counts, and what it waits for; without an id, the trial itself.

    `is_extra` tells that it can decide nothing, and is here because everything was asked for.
    """

    trial: str
    id: str
    arm: str | None
    gap: Gap
    is_extra: bool = False


@dataclass(frozen=True, slots=True)
class Idle:
    """A criterion with needs that cannot change the verdict any more, and why."""

    id: str
    needs: tuple[Need, ...]
    why: str


def open_in(assessment: Assessment, *, everything: bool) -> tuple[list[Open], list[Idle]]:
    """Return the open criteria that count in a trial, and those that no longer do.

    Common criteria count, and those of opened arms that have not failed, where due by the gate; in
    a trial that is already decided none do. With `everything`, failed trials and arms count.
    """
    waiting: list[Open] = []
    idle: list[Idle] = []
    for finding in assessment.findings:
        why = why_idle(finding, assessment)
        if finding.outcome.is_open and why and not (everything and _concerns(finding, assessment)):
            idle.append(Idle(finding.id, finding.needs, why))
        elif finding.outcome.is_open:
            gap = gap_of(finding, assessment.gate, against=finding.kind == "exclusion")
            waiting.append(Open(assessment.trial, finding.id, finding.arm, gap, bool(why)))
        if finding.parts and (needs := tuple(_beneath_decided(finding))):
            idle.append(Idle(finding.id, needs, "part_decided"))
    need = _need_of_trial(assessment)
    if need is not None and assessment.verdict is Verdict.UNDECIDED:
        waiting.append(Open(assessment.trial, "", None, _gap_of_trial(need)))
    return waiting, idle


def _need_of_trial(assessment: Assessment) -> Need | None:
    need = _NEEDS_OF_TRIAL.get(assessment.reason.code)
    trace = assessment.trace
    if assessment.reason.code == "no_diagnosis" and trace and not trace.known.record.diagnoses:
        return Need(NeedKind.MISSING, "diagnoses", "lists")
    return need


def _concerns(finding: Finding, assessment: Assessment) -> bool:
    opened = {arm.arm for arm in assessment.arms if arm.opened_by}
    is_hers = finding.arm is None or finding.arm in opened
    return is_hers and finding.due.is_due_by(assessment.gate)


def why_idle(finding: Finding, assessment: Assessment) -> str:
    """Return why a criterion cannot change the verdict of this gate any more, or ""."""
    if assessment.verdict is Verdict.NOT_ELIGIBLE:
        return "trial_failed"
    if not finding.due.is_due_by(assessment.gate):
        return "due_later"
    if assessment.verdict is Verdict.ELIGIBLE:  # by another arm
        return "trial_passed"
    if finding.arm is None:
        return ""
    arm = next((one for one in assessment.arms if one.arm == finding.arm), None)
    if arm is None or not arm.opened_by:
        return "other_arm"
    return "arm_failed" if arm.verdict is Verdict.NOT_ELIGIBLE else ""


def _gap_of_trial(need: Need) -> Gap:
    # A complete list may name a disease whose arm then asks for more: nothing is certain.
    is_certain = need.kind is NeedKind.CONSENT_MISSING
    return Gap(Outcome.UNKNOWN, (need,), is_certain=is_certain)


def _beneath_decided(finding: Finding, *, is_decided: bool = False) -> Iterator[Need]:
    """Yield the needs of open parts of what is met, not met or does not apply without them."""
    is_decided = is_decided or not finding.outcome.is_open
    if not finding.parts and is_decided and finding.outcome.is_open:
        yield from finding.needs
    for part in finding.parts:
        yield from _beneath_decided(part, is_decided=is_decided)
