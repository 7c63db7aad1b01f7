"""What the panel says of a finding: the core's sentences, and the word for what to do next."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from core import wording
from core.truth import NeedKind, Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.assessment import Assessment, Finding
    from core.assessment.horizon import Outlook
    from core.assessment.prospect import Prospect
    from core.step import Evidence
    from core.truth import Need
    from core.vocabulary import Vocabulary
    from gui.session.session import Session

_FIELDS = {
    "calculated": "labs",
    "score": "scores",
    "grades": "scores",
    "diagnosis": "diagnoses",
    "medication": "drugs",
    "event": "events",
    "allergy": "allergens",
    "answer": "questions",
    "milestone": "milestones",
    "complete": "lists",
}


class Sentences:
    """The core's wording with the vocabulary and the language of a session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @property
    def _words(self) -> tuple[Vocabulary, str]:
        return self._session.vocabulary, self._session.language

    def reason(self, finding: Finding) -> str:
        """Return why a criterion is as it is, decided by whichever parts decide it."""
        return " ".join(wording.sentences(finding, *self._words))

    def own_reason(self, finding: Finding) -> str:
        """Return what a finding says of itself, beside what its parts say."""
        return wording.say(finding.reason, *self._words)

    def read_as(self, finding: Finding, short_name: str) -> list[tuple[int, str]]:
        """Return what the rule of a criterion computes: each line with its steps inwards."""
        from core.wording.prose.criteria import read_criterion
        from core.wording.prose.lines import text_of
        from core.wording.prose.saying import Words

        words = Words(*self._words)
        return [
            (line.depth, text_of(replace(line, depth=0)))
            for trial in self._session.trials
            if trial.short_name == short_name
            for criterion in trial.criteria
            if criterion.id == finding.id
            for line in read_criterion(criterion, trial, words).lines
        ]

    def off(self, evidence: Evidence, finding: Finding) -> str:
        """Return how far a value that fails lies from its bound, "" for one that does not."""
        if finding.outcome is not Outcome.NOT_MET:
            return ""
        return wording.off_text(evidence, finding.reason.code, self._session.language)

    def outlook(self, outlook: Outlook) -> str:
        """Return what time alone will do to a criterion."""
        return " ".join(wording.outlook_texts(outlook, *self._words))

    def prospect(self, prospect: Prospect, assessment: Assessment) -> str:
        """Return until when a trial's verdict holds, or from when it is possible."""
        return wording.prospect_text(prospect, assessment.verdict, *self._words)

    def unread_heading(self) -> str:
        """Return what the facts are that no clause of a trial reads."""
        return wording.unread_heading(self._session.language)

    def action(self, finding: Finding) -> str:
        """Return what to do about an open criterion, in two words."""
        if finding.outcome is Outcome.NEEDS_REVIEW:
            return QCoreApplication.translate("Action", "Ask investigator")
        need = next(all_needs(finding), None)
        if need is None or finding.outcome is not Outcome.UNKNOWN:
            return ""
        if need.kind is NeedKind.MISSING and need.of == "questions":
            return QCoreApplication.translate("Action", "Answer")
        return _actions().get(need.kind, QCoreApplication.translate("Action", "Enter value"))

    def outcome(self, outcome: Outcome, kind: str) -> str:
        """Return the word of an outcome; an exclusion is present or not present."""
        return wording.outcome_word(outcome, kind, self._session.language)

    def verdict(self, assessment: Assessment) -> str:
        """Return on what the verdict of a trial rests."""
        return wording.say(assessment.reason, *self._words)

    def changes(self, finding: Finding) -> list[str]:
        """Return what would settle an open criterion, or turn one that fails."""
        needs = [wording.need_text(need, *self._words) for need in all_needs(finding)]
        if needs or finding.outcome is not Outcome.NOT_MET:
            return needs
        text = QCoreApplication.translate("Action", "A new result: {what} {limit}")
        return [
            text.replace("{what}", self.name(fact.of)).replace("{limit}", fact.limit)
            for part in wording.deciding_parts(finding)
            for fact in part.evidence
            if fact.limit and fact.limit[0] in "≤≥<>"
        ]

    def fields(self, finding: Finding) -> list[tuple[str, str]]:
        """Return where what a finding needs, or rests on, is entered: the deciding first."""
        needed = [(need.of, need.what) for need in all_needs(finding)]
        deciding = [fact for part in wording.deciding_parts(finding) for fact in part.evidence]
        found = [self.field_of(fact) for fact in (*deciding, *all_evidence(finding))]
        return list(dict.fromkeys(needed or found))

    def name(self, key: str) -> str:
        """Return what a field is called."""
        vocabulary, language = self._words
        return vocabulary.label(key, language)

    def evidence(self, evidence: Evidence) -> str:
        """Return one fact that a verdict rests on, with its day, its source and remarks."""
        parts = [
            wording.evidence_text(evidence, *self._words),
            str(evidence.day or ""),
            evidence.source or "",
            wording.notes_text(evidence, *self._words),
        ]
        return " · ".join(part for part in parts if part)

    def field_of(self, evidence: Evidence) -> tuple[str, str]:
        """Return in which part of the vocabulary, and under which key, a fact is entered."""
        vocabulary, _ = self._words
        known = (of for of in ("labs", "findings") if evidence.of in vocabulary.entries[of])
        return _FIELDS.get(evidence.kind) or next(known, "person"), evidence.of


def _actions() -> dict[NeedKind, str]:
    return {
        NeedKind.PENDING: QCoreApplication.translate("Action", "Pending"),
        NeedKind.STALE: QCoreApplication.translate("Action", "Repeat"),
        NeedKind.NO_UPPER_LIMIT: QCoreApplication.translate("Action", "Enter upper limit"),
        NeedKind.DATE_INCOMPLETE: QCoreApplication.translate("Action", "Complete the date"),
        NeedKind.LIST_NOT_COMPLETE: QCoreApplication.translate("Action", "Complete the list"),
        NeedKind.CONFLICT: QCoreApplication.translate("Action", "Resolve conflict"),
        NeedKind.CONSENT_MISSING: QCoreApplication.translate("Action", "Enter consent"),
    }


def all_needs(finding: Finding) -> Iterator[Need]:
    """Yield the needs of a finding and of its parts, each once."""
    seen: set[Need] = set()
    for part in _walk(finding):
        for need in part.needs:
            if need not in seen:
                seen.add(need)
                yield need


def all_evidence(finding: Finding) -> Iterator[Evidence]:
    """Yield what a finding and its parts rest on."""
    for part in _walk(finding):
        yield from part.evidence


def _walk(finding: Finding) -> Iterator[Finding]:
    yield finding
    for part in finding.parts:
        yield from _walk(part)
