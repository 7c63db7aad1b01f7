"""What the answers to the items of an instrument make so far, in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.evaluate.measured.items import span_text
from core.instruments import score
from core.instruments.answers import UNKNOWN
from core.instruments.classification import classify
from core.truth import Truth

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.instruments import Scored
    from core.vocabulary import Instrument, Vocabulary

_STATUS = {
    Truth.YES: "met",
    Truth.NO: "not_met",
    Truth.UNKNOWN: "unknown",
    Truth.NOT_APPLICABLE: "needs_review",
}


@dataclass(frozen=True, slots=True)
class SoFar:
    """The least to the greatest total that the answers allow ("10–37"), its band, what is open.

    `fulfilled` is the status of a set of classification criteria, "" for any other instrument. One
    that `has_parts` makes several counts and no total: "tender 2, swollen 1–3".
    """

    total: str
    band: str
    answered: int
    asked: int
    fulfilled: str = ""
    has_parts: bool = False
    ends: tuple[float, float] | None = None
    """The least and the greatest total as numbers for drawing; None where one has no bound."""

    @property
    def is_whole(self) -> bool:
        """Tell whether every item is answered."""
        return self.answered == self.asked


def so_far(
    instrument: Instrument, answers: Mapping[str, str], vocabulary: Vocabulary, language: str
) -> SoFar:
    """Score the answers, the missing ones as unknown; raise ValueError for one it does not have."""
    fulfilled = ""
    if instrument.scoring == "classification":
        classified = classify(instrument, answers)
        made, fulfilled = classified.scored, _STATUS[classified.verdict]
    else:
        made = score(instrument, answers)
    return SoFar(
        total=_total(made, vocabulary, language),
        band=made.band.label.text(language) if made.band else "",
        answered=sum(1 for answer in answers.values() if answer != UNKNOWN),
        asked=len(instrument.items),
        fulfilled=fulfilled,
        has_parts=made.total is None,
        ends=_ends(made),
    )


def _total(made: Scored, vocabulary: Vocabulary, language: str) -> str:
    if made.total is not None:
        return span_text(made.total)
    return ", ".join(
        f"{vocabulary.label(name, language)} {span_text(count)}" for name, count in made.parts
    )


def _ends(made: Scored) -> tuple[float, float] | None:
    if made.total is None or made.total.low is None or made.total.high is None:
        return None
    return float(made.total.low), float(made.total.high)
