"""Amounts and their units: exact conversion, and what a detection limit leaves open."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Context, Decimal
from fractions import Fraction
from typing import Generic, TypeVar

N = TypeVar("N", Decimal, Fraction)

MAX_LENGTH = 200
# Twice as many digits as can be typed: a product is never rounded.
_EXACT = Context(prec=2 * MAX_LENGTH)


def plain(amount: Decimal) -> str:
    """Write a number without exponent and without changing the digits that were typed."""
    return f"{amount:f}"


def times(one: Decimal, other: Decimal) -> Decimal:
    """Multiply exactly: the usual 28 digits would round long values across a limit."""
    return _EXACT.multiply(one, other)


@dataclass(frozen=True, slots=True)
class Unit:
    """One accepted unit of an analyte: `factor` turns an amount into the analyte's first unit.

    A unit without a factor (`converts: no`) is accepted as reported and compares with itself alone.
    """

    code: str
    ucum: str
    factor: Decimal | None = None
    also: tuple[str, ...] = ()
    converts: bool = True

    def __post_init__(self) -> None:
        """Refuse a unit whose conversion is not said, or is said twice."""
        if self.converts == (self.factor is None) or (self.factor is not None and self.factor <= 0):
            message = f"unit '{self.code}': give a factor above zero, or else 'converts: no'"
            raise ValueError(message)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit; `sign` is "" for a number itself, or < ≤ > ≥ ~ for a bound."""

    amount: Decimal
    unit: str
    sign: str = ""

    def __str__(self) -> str:
        """Write the quantity as a person reads it: `<5 mg/L`, `1:80`, `1.2`."""
        if self.unit == "titre":
            return f"{self.sign}1:{plain(self.amount)}"
        return f"{self.sign}{plain(self.amount)} {self.unit}".strip()


@dataclass(frozen=True, slots=True)
class Entered:
    """What a value field holds: the quantity, and the limits and the flag typed with it, if any."""

    quantity: Quantity
    upper_limit: Quantity | None
    unit_was_typed: bool
    lower_limit: Quantity | None = None
    flag: str = ""


@dataclass(frozen=True, slots=True)
class Interval(Generic[N]):
    """All amounts a value may have, in the analyte's first unit; None is without an end."""

    low: N | None
    high: N | None
    low_in: bool = True
    high_in: bool = True

    def is_at_least(self, bound: N) -> bool | None:
        """Say whether every amount is ≥ bound, none is (False), or it is open (None)."""
        if self.low is not None and self.low >= bound:
            return True
        if self.high is not None and (
            self.high < bound or (self.high == bound and not self.high_in)
        ):
            return False
        return None

    def is_above(self, bound: N) -> bool | None:
        """Say whether every amount is > bound, none is, or it is open."""
        if self.low is not None and (self.low > bound or (self.low == bound and not self.low_in)):
            return True
        if self.high is not None and self.high <= bound:
            return False
        return None


def factor_of(code: str, units: tuple[Unit, ...]) -> Decimal:
    """Return the factor into the first unit; raise ValueError for a unit that never converts."""
    unit = _coded(code, units)
    if unit.factor is None:
        message = f"{code} never converts into {units[0].code}. It is kept as it was reported."
        raise ValueError(message)
    return unit.factor


def converts(code: str, units: tuple[Unit, ...]) -> bool:
    """Tell whether amounts in this unit can be turned into the analyte's first unit."""
    return _coded(code, units).factor is not None


def in_first_unit(amount: Decimal, code: str, units: tuple[Unit, ...]) -> Decimal:
    """Convert an amount exactly into the first unit; raise ValueError where none can be."""
    return times(amount, factor_of(code, units))


def as_used(quantity: Quantity, units: tuple[Unit, ...]) -> Quantity:
    """Return a quantity in the first unit; one that never converts stays as it was reported."""
    if not converts(quantity.unit, units):
        return quantity
    amount = in_first_unit(quantity.amount, quantity.unit, units)
    return Quantity(amount, units[0].code, quantity.sign)


def in_unit(quantity: Quantity, code: str, units: tuple[Unit, ...]) -> Fraction:
    """Convert an amount exactly into any unit; raise ValueError where none can be."""
    first = in_first_unit(quantity.amount, quantity.unit, units)
    return Fraction(first) / Fraction(factor_of(code, units))


def can_compare(one: Quantity, other: Quantity, units: tuple[Unit, ...]) -> bool:
    """Tell whether two amounts are in one unit, or in two that convert."""
    return one.unit == other.unit or (converts(one.unit, units) and converts(other.unit, units))


def is_above(quantity: Quantity, limit: Quantity, units: tuple[Unit, ...]) -> bool | None:
    """Say whether all that a quantity may stand for lies above a limit; None where it is open.

    Both are compared in their own unit if it is the same one, else in the analyte's first; raises
    ValueError where neither can be.
    """
    if quantity.unit == limit.unit:
        return _amounts(quantity.amount, quantity.sign).is_above(limit.amount)
    amount = in_first_unit(quantity.amount, quantity.unit, units)
    bound = in_first_unit(limit.amount, limit.unit, units)
    return _amounts(amount, quantity.sign).is_above(bound)


def interval(quantity: Quantity, units: tuple[Unit, ...]) -> Interval[Decimal]:
    """Return what amounts a quantity may stand for, in the analyte's first unit.

    A detection limit is a bound: `<5` is every amount from 0 up to, but not, 5; `~5` is open, and
    so is an amount in a unit that never converts.
    """
    if not converts(quantity.unit, units):
        return Interval(Decimal(0), None)
    return _amounts(in_first_unit(quantity.amount, quantity.unit, units), quantity.sign)


def _amounts(amount: Decimal, sign: str) -> Interval[Decimal]:
    match sign:
        case "":
            return Interval(amount, amount)
        case "<" | "≤":
            return Interval(Decimal(0), amount, high_in=sign == "≤")
        case ">" | "≥":
            return Interval(amount, None, low_in=sign == "≥")
        case "~":
            return Interval(Decimal(0), None)
    raise KeyError(sign)


def _coded(code: str, units: tuple[Unit, ...]) -> Unit:
    for unit in units:
        if unit.code == code:
            return unit
    message = f"'{code}' is none of {', '.join(unit.code for unit in units)}."
    raise ValueError(message)
