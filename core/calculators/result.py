"""What a calculator returns: the amounts, the formula with its source, the inputs as used."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from core.quantity import Interval


def shown_interval(amounts: Interval[Decimal] | Interval[Fraction], unit: str) -> str:
    """Write an input as it was used: `88.42 µmol/L`, `40–41 years`, `<5 µmol/L`."""
    low, high = amounts.low, amounts.high
    if low == high:
        text = _number(low)
    elif high is None:
        text = f"{'≥' if amounts.low_in else '>'}{_number(low)}"
    elif not low:
        text = f"{'≤' if amounts.high_in else '<'}{_number(high)}"
    else:
        text = f"{_number(low)}–{_number(high)}"
    return f"{text} {unit}".strip()


def _number(amount: Decimal | Fraction | None) -> str:
    if isinstance(amount, Fraction):
        return str(amount.numerator) if amount.denominator == 1 else f"{float(amount):g}"
    return f"{amount or Decimal(0):f}"


def hull(intervals: list[Interval[Fraction]]) -> Interval[Fraction]:
    """Return the least interval that holds all the given ones."""
    if len(intervals) == 1:
        return intervals[0]
    lows = [one.low for one in intervals if one.low is not None]
    highs = [one.high for one in intervals if one.high is not None]
    low = min(lows) if len(lows) == len(intervals) else None
    high = max(highs) if len(highs) == len(intervals) else None
    return Interval(
        low,
        high,
        low_in=any(one.low_in for one in intervals if one.low == low),
        high_in=any(one.high_in for one in intervals if one.high == high),
    )


@dataclass(frozen=True, slots=True)
class Formula:
    """A published formula: `key` is its word in files, `source` where it was published."""

    key: str
    name: str
    unit: str
    source: str


@dataclass(frozen=True, slots=True)
class Calculated:
    """A result with all it rests on.

    `amounts` are all results that the inputs allow, in the unit of the formula; None where what is
    `missing` leaves no interval. A missing input that leaves one is named too.
    """

    formula: Formula
    inputs: tuple[tuple[str, str], ...]
    amounts: Interval[Fraction] | None
    missing: tuple[str, ...] = ()
