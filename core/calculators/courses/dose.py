"""A dose as it was typed, as milligrams per day."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Literal

from core.quantity import Interval, Unit, interval, read_value

Per = Literal["day", "week"]

DAYS_OF = {"day": 1, "week": 7}
# Given, but how much is not known: never nothing, and without an end.
NOT_KNOWN_DOSE: Interval[Fraction] = Interval(Fraction(0), None, low_in=False)
NO_DOSE: Interval[Fraction] = Interval(Fraction(0), Fraction(0))
_MASS = (
    Unit("mg", "mg", Decimal(1), ("毫克",)),
    Unit("g", "g", Decimal(1000), ("克",)),
    Unit("µg", "ug", Decimal("0.001"), ("mcg", "微克")),
)


def mg_per_day(text: str | None, per: Per | None, *, once: bool = False) -> Interval[Fraction]:
    """Return what a dose comes to, in mg per day; a week is seven days exactly.

    A single dose is that day's. A dose that is no mass (tablets, units, mg/kg), or has no unit, is
    not known; one of which it is not said whether it is per day or per week is at most per day.
    """
    try:
        typed = read_value(text or "", _MASS, "mg", "a dose")
        amounts = interval(typed.quantity, _MASS)
    except ValueError:
        return NOT_KNOWN_DOSE
    if amounts.low == amounts.high == 0:
        return NO_DOSE
    if not typed.unit_was_typed or typed.upper_limit is not None:
        return NOT_KNOWN_DOSE
    days = 1 if once or per is None else DAYS_OF[per]
    low = Fraction(0) if per is None and not once else Fraction(amounts.low or 0) / days
    high = None if amounts.high is None else Fraction(amounts.high) / days
    # what is given is more than nothing
    return Interval(low, high, low_in=low > 0 and amounts.low_in, high_in=amounts.high_in)
