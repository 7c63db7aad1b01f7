"""assess(…) → Assessment: one patient against one trial, as of one day, for one gate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.assessment.finding import ArmVerdict, Assessment, Finding, Reading, finding_of
from core.assessment.verdict import arm_verdict, is_consented, trial_verdict
from core.evaluate import answer
from core.evaluate.case import Case, known_on, latest_attempt
from core.record import current
from core.truth import Gate

if TYPE_CHECKING:
    from datetime import date

    from core.record import MilestoneKind, PatientRecord
    from core.site import Setting
    from core.trial import Criterion, Trial

__all__ = ["ArmVerdict", "Assessment", "Finding", "Reading", "assess"]


def assess(
    record: PatientRecord,
    trial: Trial,
    setting: Setting,
    as_of: date,
    gate: Gate = Gate.SCREENING,
    attempt: int | None = None,
) -> Assessment:
    """Assess one patient against one trial, as of one day, for one gate.

    Without an attempt, the latest one on record is meant.
    """
    known = known_on(current(record), as_of)
    number = attempt or latest_attempt(known, trial.registry_number)
    case = Case(known, trial.registry_number, setting, as_of, number, gate)
    findings = tuple(_find(criterion, case) for criterion in trial.criteria)
    arms = tuple(arm_verdict(arm, findings, case) for arm in trial.arms)
    verdict, reason, arm = trial_verdict(trial, arms, findings, case)
    return Assessment(
        trial=trial.registry_number,
        short_name=trial.short_name,
        as_of=as_of,
        gate=gate,
        attempt=number,
        verdict=verdict,
        reason=reason,
        arm=arm,
        arms=arms,
        findings=findings,
        consented=is_consented(case),
        rests_on_plan=_plans(case),
    )


def _find(criterion: Criterion, case: Case) -> Finding:
    # An exclusion is written as the thing excluded; here, and only here, it is turned round.
    against = criterion.kind == "exclusion"
    return finding_of(answer(criterion.rule, case), criterion, criterion.id, against=against)


def _plans(case: Case) -> tuple[MilestoneKind, ...]:
    """Return the planned days that the windows of this gate may count from."""
    by_gate = {gate.value for gate in Gate if gate.is_due_by(case.gate)}
    return tuple(
        one.event
        for one in case.record.milestones
        if (one.trial, one.attempt, one.planned) == (case.trial, case.attempt, "yes")
        and one.event in by_gate
    )
