"""`scoring: core_set`: which measures are on record; no total, and no limit but a trial's own.

IMACS core set measures: Miller 2001, Rheumatology 40:1262. Of one measure taken in several ways,
as of five muscle enzymes, the highest is given.
"""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction
from typing import TYPE_CHECKING

from core.instruments.answers import UNKNOWN, filled, points, unanswered
from core.instruments.scored import Part, Scored, worked
from core.quantity import Interval

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from core.vocabulary import Instrument


def score(instrument: Instrument, items: Mapping[str, str]) -> Scored:
    """List the measures recorded and those open; raise ValueError as `check`."""
    answers = filled(instrument, items)
    working = worked(instrument, answers)
    parts = tuple(_highest(instrument, answers))
    return Scored(None, unanswered(answers), working, None, instrument.source, parts)


def _highest(instrument: Instrument, answers: Mapping[str, str]) -> Iterator[Part]:
    """Yield the highest of each measure that has several items, where one is on record."""
    together: dict[str, list[str]] = defaultdict(list)
    for key, item in instrument.items.items():
        together[item.group or key].append(key)
    for name, keys in together.items():
        known = [key for key in keys if answers[key] != UNKNOWN]
        if len(keys) > 1 and known:
            worth = [points(instrument.items[key], answers[key]) for key in keys]
            low = max(one.low or Fraction(0) for one in worth)
            high = max(one.high or Fraction(0) for one in worth)
            yield Part(name, Interval(low, high if len(known) == len(keys) else None))
