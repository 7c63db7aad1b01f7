"""A total, or what was marked on a line, as numbers that can be compared."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from core.quantity import Interval, in_first_unit, interval, read_value, unit_named
from core.values import read_total

if TYPE_CHECKING:
    from decimal import Decimal

    from core.quantity import Bound
    from core.record import Score
    from core.vocabulary import ScoreKind


def amounts(entry: ScoreKind, result: Score) -> Interval[Fraction] | None:
    """Return a total, or what was marked on a line in its first unit; None where only items are."""
    if result.value is None:
        return None if result.total is None else _exact(result.total)
    if not entry.units:
        total = read_total(entry, result.value)
        if isinstance(total, str):
            raise ValueError(total)
        return _exact(total)
    typed = read_value(result.value, entry.units, entry.units[0].code, entry.label.en)
    read = interval(typed.quantity, entry.units)
    low, high = (None if end is None else Fraction(end) for end in (read.low, read.high))
    return Interval(low, high, low_in=read.low_in, high_in=read.high_in)


def _exact(total: Decimal) -> Interval[Fraction]:
    return Interval(Fraction(total), Fraction(total))


def in_first(bound: Bound, entry: ScoreKind) -> Decimal:
    """Return a bound in the first unit of a score; raise ValueError for one in another unit."""
    if not bound.unit:
        return bound.amount
    code = unit_named(bound.unit, entry.units, entry.key).code
    return in_first_unit(bound.amount, code, entry.units)
