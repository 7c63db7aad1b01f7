"""Numbers at, just below and just above the limits of rules, in every spelling of a report."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from core.quantity import in_first_unit, plain, unit_named
from core.rules.values import dose_unit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from core.quantity import Unit
    from core.rules.values import Bound
    from core.vocabulary import Lab

Printed = tuple[str, str | None, str | None]
"""A value as it is typed, the upper limit beside it and the lower one."""

LIMIT = Decimal("1.4")
KILOGRAMS = Decimal(60)
_SPREAD = (Decimal("0.4"), Decimal(1), Decimal(2))


def around(amount: Decimal) -> tuple[Decimal, Decimal, Decimal]:
    """Return an amount and its neighbours: one step of its last digit, or a tenth of it."""
    exponent = amount.normalize().as_tuple().exponent
    step = Decimal(1).scaleb(min(int(exponent), 0) - 1)
    return (max(amount - step, Decimal(0)), amount, amount + step)


def printed(entry: Lab, bounds: Iterable[Bound]) -> tuple[Printed, ...]:
    """Return results around each limit, far from it, in other units, and less than certain."""
    return tuple(one for bound in bounds for one in _printed(entry, bound))


def _printed(entry: Lab, bound: Bound) -> Iterator[Printed]:
    unit = entry.unit if bound.of_normal else bound.unit
    factor = LIMIT if bound.of_normal else Decimal(1)
    limit = f"{LIMIT} {unit}"
    upper, lower = limit if bound.is_uln else None, limit if bound.is_lln else None
    for amount in around(bound.amount * factor):
        yield f"{plain(amount)} {unit}", upper, lower
    for times in (Decimal("0.25"), Decimal(8)):
        yield f"{plain(bound.amount * factor * times)} {unit}", upper, lower
    for sign in ("<", ">", "~"):
        yield f"{sign}{plain(bound.amount * factor)} {unit}", upper, lower
    yield plain(bound.amount * factor), upper, lower
    yield f"{plain(bound.amount * factor)} {unit}", None, None
    for other in entry.units[1:]:
        converted = _in_other(bound.amount * factor, unit, other, entry)
        if converted is not None:
            yield f"{plain(converted)} {other.code}", upper, lower


def _in_other(amount: Decimal, code: str, other: Unit, entry: Lab) -> Decimal | None:
    """Convert into another unit; what has no end is cut, as a laboratory prints it."""
    if other.factor is None:
        return None
    named = unit_named(code, entry.units, entry.key)
    first = in_first_unit(amount, named.code, entry.units)
    return Decimal(str(round(float(Fraction(first) / Fraction(other.factor)), 6)))


def spread(entry: Lab) -> tuple[Printed, ...]:
    """Return results over the whole plausible range, for what a formula is fed with."""
    low, high = entry.plausible or (Decimal(1), Decimal(100))
    middle = (low + high) / 4
    amounts = (low, high, *(middle * times for times in _SPREAD))
    return tuple((f"{plain(amount)} {entry.unit}", None, None) for amount in amounts)


def doses(bounds: Iterable[Bound]) -> tuple[tuple[str, str], ...]:
    """Return doses with what they are given per, around each limit of a rule."""
    found: list[tuple[str, str]] = []
    for bound in bounds:
        unit = dose_unit(bound.unit)
        weight = KILOGRAMS if unit.by_weight else Decimal(1)
        amounts = around(bound.amount * weight * int(unit.mg))
        found += [(f"{plain(amount)} mg", unit.per) for amount in amounts]
    return tuple(found)
