"""The values a verdict rests on that a person is asked about: taken, but hardly plausible."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.truth import Outcome, Said, Verdict
from core.wording import deciding_parts, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.assessment import Assessment, Finding
    from core.vocabulary import Vocabulary


def questioned_texts(
    assessment: Assessment, vocabulary: Vocabulary, language: str = "en"
) -> tuple[str, ...]:
    """Return what is asked of each questioned value on which the verdict rests, once."""
    asked = (
        say(Said("rests_on_questioned", {"question": note}), vocabulary, language)
        for finding in _resting(assessment)
        for part in deciding_parts(finding)
        for evidence in part.evidence
        for note in evidence.notes
        if note.code == "hardly_plausible"
    )
    return tuple(dict.fromkeys(asked))


def _resting(assessment: Assessment) -> Iterator[Finding]:
    """Yield the criteria that carry a verdict: of a trial that failed only those that failed."""
    failed = assessment.verdict is Verdict.NOT_ELIGIBLE
    for finding in assessment.deciding:
        if not failed or finding.outcome is Outcome.NOT_MET:
            yield finding
