"""A result as a multiple of the upper limit of normal (×ULN)."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from core.calculators.result import Calculated, Formula, shown_interval
from core.quantity import Interval

if TYPE_CHECKING:
    from decimal import Decimal

TIMES_ULN = Formula("times_upper_limit", "Multiple of the upper limit", "ULN", "Definition")


def times_upper_limit(
    result: Interval[Decimal] | None, upper_limit: Decimal | None, unit: str = ""
) -> Calculated:
    """Return a result as a multiple of its upper limit; both are in the same unit.

    A limit of zero is no limit: an empty field of a report is often exported as one. Without a
    limit there is no default.
    """
    given = (("result", result), ("upper_limit", upper_limit or None))
    missing = tuple(name for name, value in given if value is None)
    inputs = []
    if result is not None:
        inputs.append(("result", shown_interval(result, unit)))
    if upper_limit:
        inputs.append(("upper_limit", shown_interval(Interval(upper_limit, upper_limit), unit)))
    if result is None or not upper_limit:
        return Calculated(TIMES_ULN, tuple(inputs), None, missing)
    limit = Fraction(upper_limit)
    amounts = Interval(
        None if result.low is None else Fraction(result.low) / limit,
        None if result.high is None else Fraction(result.high) / limit,
        low_in=result.low_in,
        high_in=result.high_in,
    )
    return Calculated(TIMES_ULN, tuple(inputs), amounts)
