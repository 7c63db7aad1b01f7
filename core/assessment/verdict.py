"""The verdicts of arms and of the trial, over the findings that are due."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.assessment.finding import ArmVerdict, deciding
from core.evaluate.listed.coverage import covering
from core.evaluate.listed.diagnoses import is_ongoing, wider
from core.rules import ConsentRule, walk
from core.truth import Outcome, Said, Verdict
from core.vocabulary import Condition

if TYPE_CHECKING:
    from collections.abc import Iterable

    from core.assessment.finding import Finding
    from core.evaluate.case import Case
    from core.record import Diagnosis
    from core.trial import Trial, TrialArm


def _verdict_over(findings: Iterable[Finding]) -> Verdict:
    outcomes = {finding.outcome for finding in findings}
    if Outcome.NOT_MET in outcomes:
        return Verdict.NOT_ELIGIBLE
    if any(outcome.is_open for outcome in outcomes):
        return Verdict.UNDECIDED
    return Verdict.ELIGIBLE


def arm_verdict(arm: TrialArm, findings: tuple[Finding, ...], case: Case) -> ArmVerdict:
    """Decide an arm over its own criteria, and name the diagnosis that opens it."""
    own = [one for one in findings if one.arm == arm.key and one.due.is_due_by(case.gate)]
    opener = _opener(arm, case)
    verdict = _verdict_over(own)
    if opener is None:
        return ArmVerdict(arm.key, verdict, None)
    suspected = opener.status == "suspected"
    certain = not suspected and case.is_any(Condition, opener.of, arm.diagnoses)
    if verdict is Verdict.ELIGIBLE and not certain:
        verdict = Verdict.UNDECIDED
    return ArmVerdict(arm.key, verdict, opener.of, suspected, certain)


def _opener(arm: TrialArm, case: Case) -> Diagnosis | None:
    """Return the diagnosis that opens an arm: an ongoing one before one only suspected.

    Without either, one that may be of this arm opens it too; its diagnosis part is then open.
    """
    own = [
        one
        for one in case.diagnoses
        if case.is_any(Condition, one.of, arm.diagnoses)
        and (one.status == "suspected" or is_ongoing(one, case))
    ]
    found = own or wider(arm.diagnoses, case)
    return min(found, key=lambda one: (one.status == "suspected", one.of), default=None)


_BEST_FIRST = (Verdict.ELIGIBLE, Verdict.UNDECIDED, Verdict.NOT_ELIGIBLE)


def trial_verdict(
    trial: Trial, arms: tuple[ArmVerdict, ...], findings: tuple[Finding, ...], case: Case
) -> tuple[Verdict, Said, str | None]:
    """Decide the trial, say why, and name the arm that the verdict rests on."""
    opened = [arm for arm in arms if arm.opened_by]
    failed = _ids(deciding(findings, None, case.gate), Outcome.NOT_MET)
    if arms and not opened and _diagnoses_complete(trial, case):
        return Verdict.NOT_ELIGIBLE, Said("no_arm"), None
    best = min(
        opened,
        key=lambda arm: (_BEST_FIRST.index(arm.verdict), _open_count(findings, arm, case)),
        default=None,
    )
    arm_key = best.arm if best else None
    if failed or _consent_refused(case):
        all_failed = _ids(deciding(findings, arm_key, case.gate), Outcome.NOT_MET)
        return Verdict.NOT_ELIGIBLE, Said("criterion_not_met", {"ids": all_failed}), arm_key
    if arms and best is None:
        return Verdict.UNDECIDED, Said("no_diagnosis"), None
    if best is not None and best.verdict is Verdict.NOT_ELIGIBLE:
        own = _ids(deciding(findings, arm_key, case.gate), Outcome.NOT_MET)
        if _diagnoses_complete(trial, case):
            return Verdict.NOT_ELIGIBLE, Said("arm_not_met", {"ids": own, "arm": arm_key}), arm_key
        return Verdict.UNDECIDED, Said("other_arms_open", {"ids": own, "arm": arm_key}), arm_key
    return _over_criteria(trial, deciding(findings, arm_key, case.gate), best, case)


def _over_criteria(
    trial: Trial, findings: tuple[Finding, ...], best: ArmVerdict | None, case: Case
) -> tuple[Verdict, Said, str | None]:
    """Decide where nothing fails: eligible is said only when nothing at all is open.

    A trial may ask nothing of the disease itself: then a disease only suspected keeps it open.
    """
    arm = best.arm if best else None
    unknown, review = (_ids(findings, one) for one in (Outcome.UNKNOWN, Outcome.NEEDS_REVIEW))
    if unknown:
        return Verdict.UNDECIDED, Said("data_missing", {"unknown": unknown, "review": review}), arm
    if best is not None and not best.certain:
        return Verdict.UNDECIDED, Said("disease_not_certain", {"what": best.opened_by}), arm
    if not is_consented(case):
        return Verdict.UNDECIDED, Said("consent_missing"), arm
    if review:
        return Verdict.UNDECIDED, Said("ready_for_investigator", {"review": review}), arm
    if _is_signed_by_guardian(trial, case):
        return Verdict.UNDECIDED, Said("consent_by_guardian"), arm
    return Verdict.ELIGIBLE, Said("all_met"), arm


def _is_signed_by_guardian(trial: Trial, case: Case) -> bool:
    """Tell whether a guardian signed for a trial none of whose criteria judges that."""
    found = case.milestone("consent")
    judged = any(isinstance(rule, ConsentRule) for one in trial.criteria for rule in walk(one.rule))
    return found is not None and found.signed_by == "guardian" and not judged


def _ids(findings: Iterable[Finding], outcome: Outcome) -> tuple[str, ...]:
    return tuple(finding.id for finding in findings if finding.outcome is outcome)


def _open_count(findings: tuple[Finding, ...], arm: ArmVerdict, case: Case) -> int:
    return sum(one.outcome.is_open for one in deciding(findings, arm.arm, case.gate))


def _diagnoses_complete(trial: Trial, case: Case) -> bool:
    """Tell whether a line states the list of diagnoses complete for all arms."""
    keys = tuple(key for arm in trial.arms for key in arm.diagnoses)
    line = covering("diagnoses", "diagnoses", keys, None, case.history_until, case)
    return line is not None


def _consent_refused(case: Case) -> bool:
    found = case.milestone("consent")
    return found is not None and found.refused == "yes"


def is_consented(case: Case) -> bool:
    """Tell whether a consent to this trial is on record."""
    found = case.milestone("consent")
    return found is not None and found.planned == "no" and found.refused == "no"
