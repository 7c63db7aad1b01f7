"""An assessment in a few numbers: what a chip, a bar and a pill show."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.assessment import Assessment, Finding


@dataclass(frozen=True, slots=True)
class Tally:
    """A trial's verdict, the code of its reason, and how many criteria due have each outcome."""

    verdict: str
    reason: str
    counts: Mapping[str, int]

    def count(self, outcome: str) -> int:
        """Return how many criteria have an outcome."""
        return self.counts.get(outcome, 0)


def tally(assessment: Assessment) -> Tally:
    """Count the criteria that are due at the assessment's gate."""
    counts = Counter(finding.outcome.value for finding in counted(assessment))
    return Tally(assessment.verdict.value, assessment.reason.code, counts)


def counted(assessment: Assessment) -> list[Finding]:
    """Return the criteria that count now: those due, common ones and those of the patient's arm."""
    return [finding for finding in shown(assessment) if finding.due.is_due_by(assessment.gate)]


def shown(assessment: Assessment) -> list[Finding]:
    """Return the criteria that concern the patient: common ones and those of the open arms."""
    open_arms = {arm.arm for arm in assessment.arms if arm.opened_by}
    chosen = {assessment.arm} if assessment.arm else open_arms
    return [
        finding for finding in assessment.findings if finding.arm is None or finding.arm in chosen
    ]
