"""Scores item by item: what the answers make, from the least to the greatest possible total."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.instruments import (
    bvas,
    classification,
    core_set,
    das28,
    grades,
    haq,
    joints,
    leroy_medsger,
    sums,
)
from core.instruments.answers import problems
from core.instruments.scored import Part, Scored, Worked

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from core.vocabulary import Instrument

# A way of scoring per word of `scoring:`; a new one is a module beside sums.py and a line here.
WAYS: dict[str, Callable[[Instrument, Mapping[str, str]], Scored]] = {
    "sum": sums.score,
    "classification": classification.score,
    "bvas": bvas.score,
    "haq": haq.score,
    "leroy_medsger": leroy_medsger.score,
    "joints": joints.score,
    "grades": grades.score,
    "core_set": core_set.score,
    **dict.fromkeys(das28.FORMULAS, das28.score),
}

# What these give are counts, or measures side by side.
WITHOUT_TOTAL = ("joints", "grades", "core_set")

__all__ = ["WAYS", "WITHOUT_TOTAL", "Part", "Scored", "Worked", "problems", "score"]


def score(instrument: Instrument, items: Mapping[str, str]) -> Scored:
    """Score the answers, a missing one as unknown; raise ValueError for one it does not have."""
    way = WAYS.get(instrument.scoring)
    if way is None:
        known = ", ".join(WAYS)
        message = f"{instrument.key}: '{instrument.scoring}' is no way of scoring. Use {known}."
        raise ValueError(message)
    return way(instrument, items)
