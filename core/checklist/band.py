"""The verdict band: what is said of the patient, which criteria decide it, and how many."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.checklist.content import Band, Count
from core.checklist.questioned import questioned_texts
from core.truth import Outcome, Verdict
from core.wording import prospect_text, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from core.assessment import Assessment, Finding
    from core.checklist.case import Case

_SENTENCES = {
    Outcome.NOT_MET: "fails",
    Outcome.UNKNOWN: "unknown",
    Outcome.NEEDS_REVIEW: "review",
}
# Reasons that name the criteria of an outcome themselves.
_NAMED = {
    "criterion_not_met": Outcome.NOT_MET,
    "arm_not_met": Outcome.NOT_MET,
    "other_arms_open": Outcome.NOT_MET,
    "data_missing": Outcome.UNKNOWN,
    "ready_for_investigator": Outcome.NEEDS_REVIEW,
}
# By whether anything is unknown, and whether anything is to be reviewed.
_UNDECIDED = {
    (True, True): "undecided_both",
    (True, False): "undecided_unknown",
    (False, True): "undecided_review",
    (False, False): "undecided",
}


def band(case: Case) -> Band:
    """Return the verdict band of an assessment."""
    assessment = case.assessment
    gate = case.word(f"gate_{assessment.gate.value}")
    return Band(
        glyph=_glyph(assessment),
        verdict=_verdict(case),
        occasion=case.word("occasion", gate=gate.lower()),
        sentences=tuple(_sentences(case)),
        counts=tuple(
            Count(outcome, assessment.count(outcome), case.word(f"count_{outcome.value}"))
            for outcome in Outcome
        ),
        footing=case.word("footing"),
    )


def _is_ready(assessment: Assessment) -> bool:
    return assessment.reason.code == "ready_for_investigator"


def _glyph(assessment: Assessment) -> Outcome:
    match assessment.verdict:
        case Verdict.ELIGIBLE:
            return Outcome.MET
        case Verdict.NOT_ELIGIBLE if assessment.reason.code == "no_arm":
            return Outcome.NOT_APPLICABLE
        case Verdict.NOT_ELIGIBLE:
            return Outcome.NOT_MET
    return Outcome.NEEDS_REVIEW if _is_ready(assessment) else Outcome.UNKNOWN


def _verdict(case: Case) -> str:
    assessment = case.assessment
    if assessment.reason.code == "no_arm":
        return case.word("no_arm")
    if assessment.verdict is not Verdict.UNDECIDED:
        return case.word(assessment.verdict.value)
    unknown = assessment.count(Outcome.UNKNOWN)
    review = assessment.count(Outcome.NEEDS_REVIEW)
    if _is_ready(assessment):
        return case.word("ready_one" if review == 1 else "ready", count=review)
    open_kinds = (bool(unknown), bool(review))
    return case.word(_UNDECIDED[open_kinds], unknown=unknown, review=review)


def _sentences(case: Case) -> Iterator[str]:
    assessment = case.assessment
    yield say(assessment.reason, case.vocabulary, case.language)
    yield from questioned_texts(assessment, case.vocabulary, case.language)
    for outcome, code in _SENTENCES.items():
        ids = _ids(f for f in assessment.deciding if f.outcome is outcome)
        if ids and _NAMED.get(assessment.reason.code) is not outcome:
            yield case.word(code, ids=ids)
    later = _ids(f for f in assessment.findings if _is_due_later(f, assessment))
    if later:
        yield case.word("later", ids=later)
    ahead = prospect_text(case.ahead, assessment.verdict, case.vocabulary, case.language)
    if ahead:
        yield ahead
    if assessment.rests_on_plan:
        days = ", ".join(case.word(f"gate_{event}") for event in assessment.rests_on_plan)
        yield case.word("rests_on_plan", days=days)


def _ids(findings: Iterable[Finding]) -> str:
    return ", ".join(finding.id for finding in findings)


def _is_due_later(finding: Finding, assessment: Assessment) -> bool:
    is_own = finding.arm in (None, assessment.arm)
    return is_own and not finding.due.is_due_by(assessment.gate)
