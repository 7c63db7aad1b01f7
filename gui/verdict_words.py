"""What a verdict and an outcome are called on chips, pills and in lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:
    from core.truth import Outcome
    from gui.session.tally import Tally

NO_ARM = "no_arm"


def chip(tally: Tally) -> tuple[str, str]:
    """Return status and words of a verdict's chip, with the count that matters."""
    missing, review = tally.count("unknown"), tally.count("needs_review")
    if tally.verdict == "eligible":
        return "met", QCoreApplication.translate("Verdict", "Eligible")
    if tally.verdict == "not_eligible":
        return _not_eligible(tally)
    if missing:
        return "unknown", counted(QCoreApplication.translate("Verdict", "{n} missing"), missing)
    if review:
        return "needs_review", counted(
            QCoreApplication.translate("Verdict", "{n} to review"), review
        )
    return "unknown", QCoreApplication.translate("Verdict", "Undecided")


def sentence(tally: Tally) -> str:
    """Return a verdict in words for a heading, a tooltip or a screen reader."""
    missing, review = tally.count("unknown"), tally.count("needs_review")
    if tally.verdict == "not_eligible" and tally.reason != NO_ARM:
        return QCoreApplication.translate("Verdict", "Not eligible")
    if tally.verdict != "undecided":
        return chip(tally)[1]
    if missing or not review:
        text = QCoreApplication.translate("Verdict", "Undecided: {n} missing, {m} to review")
        return counted(text, missing).replace("{m}", str(review))
    if review == 1:
        return QCoreApplication.translate("Verdict", "Ready for the investigator: 1 question")
    text = QCoreApplication.translate("Verdict", "Ready for the investigator: {n} questions")
    return counted(text, review)


def counted(text: str, count: int) -> str:
    """Put a number into a translated text."""
    return text.replace("{n}", str(count))


def _not_eligible(tally: Tally) -> tuple[str, str]:
    if tally.reason == NO_ARM:
        return "not_applicable", QCoreApplication.translate("Verdict", "Other disease")
    fails = tally.count("not_met")
    text = QCoreApplication.translate("Verdict", "Not eligible, {n}")
    return "not_met", counted(text, fails)


def outcome(value: Outcome, kind: str, language: str = "en") -> str:
    """Return an outcome's word; an exclusion is present or not present, never "met"."""
    from core import wording

    return wording.outcome_word(value, kind, language)
