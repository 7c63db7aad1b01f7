"""Asks about an amount that can hardly be, and says what may have been meant; changes nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from core.quantity.amount import Quantity, converts, in_first_unit, times

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.quantity.amount import Unit

_DECIMAL_SLIPS = ("0.1", "10", "0.01", "100", "0.001", "1000")


@dataclass(frozen=True, slots=True)
class Doubt:
    """The plausible range that an amount is outside of, in the first unit, and likelier amounts.

    `perhaps` holds the same number in another unit, then the number with its point moved.
    """

    low: Decimal
    high: Decimal
    perhaps: tuple[Quantity, ...]


def doubt(
    quantity: Quantity, units: tuple[Unit, ...], plausible: tuple[Decimal, Decimal] | None
) -> Doubt | None:
    """Return what to ask about an amount, or None for one that may well be."""
    if plausible is None or _is_within(quantity, units, plausible):
        return None
    if not converts(quantity.unit, units):
        return None
    likelier = (one for one in _slips(quantity, units) if _is_within(one, units, plausible))
    return Doubt(*plausible, tuple(likelier))


def _slips(quantity: Quantity, units: tuple[Unit, ...]) -> Iterator[Quantity]:
    for unit in units:
        if unit.code != quantity.unit and unit.converts:
            yield replace(quantity, unit=unit.code)
    # A detection limit is printed by the laboratory: nobody slips its point.
    for factor in _DECIMAL_SLIPS if not quantity.sign else ():
        amount = times(quantity.amount, Decimal(factor)).normalize()
        yield replace(quantity, amount=amount)


def _is_within(
    quantity: Quantity, units: tuple[Unit, ...], plausible: tuple[Decimal, Decimal]
) -> bool:
    if not converts(quantity.unit, units):
        return False
    return plausible[0] <= in_first_unit(quantity.amount, quantity.unit, units) <= plausible[1]
