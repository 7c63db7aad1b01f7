"""assess(…) → Assessment: one patient against one trial, as of one day, for one gate."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from core.assessment.finding import ArmVerdict, Assessment, Finding, Reading, Trace, finding_of
from core.assessment.verdict import arm_verdict, is_consented, trial_verdict
from core.evaluate import answer
from core.evaluate.case import Case
from core.evaluate.known import changed, known_on
from core.truth import Gate

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from core.evaluate.known import Known
    from core.record import MilestoneKind, PatientRecord
    from core.site import Setting
    from core.trial import Criterion, Trial

__all__ = ["ArmVerdict", "Assessment", "Finding", "Reading", "assess", "assess_all"]


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
    known = known_on(record, as_of)
    number = attempt or known.latest_attempt(trial.registry_number)
    return _assess(known, trial, setting, gate, number, None)


def assess_all(
    record: PatientRecord,
    trials: Sequence[Trial],
    setting: Setting,
    as_of: date,
    before: Sequence[Assessment] = (),
) -> tuple[Assessment, ...]:
    """Assess one patient against every trial for screening, each in the latest attempt.

    `before` are the assessments of the same trials before an entry: what a rule or a part of one
    said is kept where it asked for nothing that has changed since. The result is the same
    without them.
    """
    trace = before[0].trace if before else None
    known = known_on(record, as_of, trace.known if trace else None)
    earlier = before or (None,) * len(trials)
    return tuple(
        _assess(
            known,
            trial,
            setting,
            Gate.SCREENING,
            known.latest_attempt(trial.registry_number),
            then,
        )
        for trial, then in zip(trials, earlier, strict=True)
    )


def _assess(
    known: Known,
    trial: Trial,
    setting: Setting,
    gate: Gate,
    attempt: int,
    before: Assessment | None,
) -> Assessment:
    case = Case(known, trial.registry_number, setting, attempt, gate)
    case = _with_what_stands(case, before, trial)
    then = {finding.id: finding for finding in before.findings} if case.earlier and before else {}
    findings = tuple(_find(one, case, then.get(one.id)) for one in trial.criteria)
    arms = tuple(arm_verdict(arm, findings, case) for arm in trial.arms)
    verdict, reason, arm = trial_verdict(trial, arms, findings, case)
    return Assessment(
        trial=trial.registry_number,
        short_name=trial.short_name,
        as_of=known.as_of,
        gate=gate,
        attempt=attempt,
        verdict=verdict,
        reason=reason,
        arm=arm,
        arms=arms,
        findings=findings,
        consented=is_consented(case),
        rests_on_plan=_plans(case),
        trace=Trace(trial, known, setting, {**case.earlier, **case.steps}),
    )


def _with_what_stands(case: Case, before: Assessment | None, trial: Trial) -> Case:
    """Return the case with the steps of an earlier assessment, and what has changed since."""
    trace = before.trace if before else None
    if before is None or trace is None or trace.trial is not trial:
        return case
    if not _is_alike(before, trace, case):
        return case
    moved = changed(trace.known, case.known, case.setting.vocabulary)
    return replace(case, earlier=trace.steps, moved=moved)


def _is_alike(before: Assessment, trace: Trace, case: Case) -> bool:
    """Tell whether an assessment is of the same setting, day, attempt and gate."""
    then = (before.attempt, before.gate, before.as_of)
    now = (case.attempt, case.gate, case.as_of)
    return then == now and trace.setting is case.setting


def _find(criterion: Criterion, case: Case, before: Finding | None) -> Finding:
    """Return what a criterion says: the finding before, where its rule's step still stands."""
    case.seen.clear()
    step = answer(criterion.rule, case)
    if before is not None and case.is_kept(criterion.rule, step):
        return before
    # An exclusion is written as the thing excluded; here, and only here, it is turned round.
    against = criterion.kind == "exclusion"
    return finding_of(step, criterion, criterion.id, against=against)


def _plans(case: Case) -> tuple[MilestoneKind, ...]:
    """Return the planned days that the windows of this gate may count from."""
    by_gate = {gate.value for gate in Gate if gate.is_due_by(case.gate)}
    return tuple(
        one.event for one in case.own_milestones if one.planned == "yes" and one.event in by_gate
    )
