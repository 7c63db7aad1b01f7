"""`scoring: sum`: the points of all items added; of items that are one of several, the highest."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from core.instruments.answers import filled, points, unanswered
from core.instruments.scored import Scored, band_of, worked
from core.quantity import Interval

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from core.vocabulary import Instrument


def score(instrument: Instrument, items: Mapping[str, str]) -> Scored:
    """Add the points of the answers; raise ValueError for an unknown item or answer."""
    answers = filled(instrument, items)
    worth = {key: points(instrument.items[key], answer) for key, answer in answers.items()}
    total = added(instrument, worth)
    return Scored(
        total,
        unanswered(answers),
        worked(instrument, answers),
        band_of(instrument, total),
        instrument.source,
    )


def added(instrument: Instrument, worth: Mapping[str, Interval[Fraction]]) -> Interval[Fraction]:
    """Return the sum of bounded points; items of one `one_of` give their highest."""
    together: dict[str, list[Interval[Fraction]]] = {}
    for key, one in worth.items():
        name = instrument.items[key].one_of
        together.setdefault(f"one of {name}" if name else key, []).append(one)
    return _sum(_highest(group) for group in together.values())


def _highest(group: list[Interval[Fraction]]) -> Interval[Fraction]:
    none = Fraction(0)
    return Interval(max(one.low or none for one in group), max(one.high or none for one in group))


def _sum(terms: Iterable[Interval[Fraction]]) -> Interval[Fraction]:
    low = high = Fraction(0)
    for term in terms:
        low += term.low or 0
        high += term.high or 0
    return Interval(low, high)
