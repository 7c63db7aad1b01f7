"""What the results of one section share until a row says otherwise: sample date and source."""

from __future__ import annotations

from dataclasses import dataclass

from core.dates import Day


@dataclass(frozen=True, slots=True)
class Draw:
    """The day of results or scores, where they come from, and who rated them."""

    day: Day | None
    source: str | None = None
    rater: str | None = None
