"""Findings and assessments: what a criterion, an arm and a trial say of a patient."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from core.trial import part_id
from core.truth import Gate, Need, Outcome, Said, Truth, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from core.evaluate.known import Known
    from core.evaluate.remembered import Remembered
    from core.record import MilestoneKind
    from core.site import Setting
    from core.step import Evidence, Step
    from core.trial import Criterion, Trial

Kind = Literal["inclusion", "exclusion"]


@dataclass(frozen=True, slots=True)
class Reading:
    """One of two defensible readings of a text, and what it says of this patient."""

    name: str
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Finding:
    """One criterion, or a part of one, under its quoted text, from the side of eligibility."""

    id: str
    kind: Kind
    arm: str | None
    text: str
    outcome: Outcome
    due: Gate
    reason: Said
    evidence: tuple[Evidence, ...]
    needs: tuple[Need, ...]
    readings: tuple[Reading, ...]
    parts: tuple[Finding, ...]
    note: str | None = None


@dataclass(frozen=True, slots=True)
class ArmVerdict:
    """What one disease arm says; `opened_by` names the diagnosis on record that opens it.

    It is `certain` unless it is only `suspected`, or may be of this arm without being said to be.
    """

    arm: str
    verdict: Verdict
    opened_by: str | None
    suspected: bool = False
    certain: bool = True


@dataclass(frozen=True, slots=True)
class Trace:
    """What an assessment was made from, and the steps of its rules by the identity of the rule."""

    trial: Trial
    known: Known
    setting: Setting
    steps: Mapping[int, Remembered]


@dataclass(frozen=True, slots=True)
class Assessment:
    """One patient against one trial, as of one day, for one gate.

    `arm` is the arm that the verdict rests on; `rests_on_plan` names the days still to come.
    """

    trial: str
    short_name: str
    as_of: date
    gate: Gate
    attempt: int
    verdict: Verdict
    reason: Said
    arm: str | None
    arms: tuple[ArmVerdict, ...]
    findings: tuple[Finding, ...]
    consented: bool
    rests_on_plan: tuple[MilestoneKind, ...] = ()
    trace: Trace | None = field(default=None, repr=False, compare=False)

    @property
    def deciding(self) -> tuple[Finding, ...]:
        """Return the criteria that the verdict is over: common and of its arm, due by the gate."""
        return deciding(self.findings, self.arm, self.gate)

    def count(self, outcome: Outcome) -> int:
        """Return how many deciding criteria have this outcome."""
        return sum(finding.outcome is outcome for finding in self.deciding)


def deciding(findings: Iterable[Finding], arm: str | None, gate: Gate) -> tuple[Finding, ...]:
    """Return the criteria common to all and of one arm that are due by a gate."""
    return tuple(
        finding
        for finding in findings
        if finding.arm in (None, arm) and finding.due.is_due_by(gate)
    )


_OUTCOMES = {
    Truth.YES: Outcome.MET,
    Truth.NO: Outcome.NOT_MET,
    Truth.UNKNOWN: Outcome.UNKNOWN,
    Truth.JUDGEMENT: Outcome.NEEDS_REVIEW,
    Truth.NOT_APPLICABLE: Outcome.NOT_APPLICABLE,
}
_TURNED = {Outcome.MET: Outcome.NOT_MET, Outcome.NOT_MET: Outcome.MET}


def outcome_of(truth: Truth, *, against: bool) -> Outcome:
    """Return the outcome of a truth; `against` where yes speaks against eligibility."""
    outcome = _OUTCOMES[truth]
    return _TURNED.get(outcome, outcome) if against else outcome


def finding_of(
    step: Step,
    criterion: Criterion,
    id_: str,
    *,
    against: bool,
    depth: int = 0,
    around: Gate = Gate.SCREENING,
) -> Finding:
    """Put a step under the text of its criterion; `against` where yes speaks against it.

    A part is due no earlier than the whole `around` it.
    """
    due = around if step.due.is_due_by(around) else step.due
    parts = tuple(
        finding_of(
            part,
            criterion,
            part_id(id_, index, depth),
            against=against != part.turned,
            depth=depth + 1,
            around=due,
        )
        for index, part in enumerate(step.parts)
    )
    return Finding(
        id=id_,
        kind=criterion.kind,
        arm=criterion.arm,
        text=step.text or "",
        outcome=outcome_of(step.truth, against=against),
        due=due,
        reason=step.reason,
        evidence=step.evidence,
        needs=step.needs,
        readings=_readings(step, against=against) if step.readings else (),
        parts=parts,
        note=criterion.note if depth == 0 else None,
    )


def _readings(step: Step, *, against: bool) -> tuple[Reading, ...]:
    return tuple(
        Reading(str(said.values["name"]), outcome_of(part.truth, against=against))
        for said, part in zip(step.readings, step.parts, strict=False)
    )
