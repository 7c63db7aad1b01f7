"""Numbers against the limits of a rule, and how a limit is shown."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, TypeVar

from core.quantity import doubt, plain
from core.truth import Said, Truth, all_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from core.quantity import Interval, Quantity
    from core.vocabulary import Lab

N = TypeVar("N", Decimal, Fraction)
_SIGN = {"at_least": "≥", "at_most": "≤", "above": ">", "below": "<"}
_MOST_PLACES = 20


def compare(amounts: Interval[N], limits: Iterable[tuple[str, N]]) -> Truth:
    """Say whether all amounts hold every limit, none does, or it is open (unknown)."""
    return all_of(_truth(_holds(amounts, word, bound)) for word, bound in limits)


def _holds(amounts: Interval[N], word: str, bound: N) -> bool | None:
    match word:
        case "at_least":
            return amounts.is_at_least(bound)
        case "above":
            return amounts.is_above(bound)
        case "at_most":
            return _not(amounts.is_above(bound))
        case _:
            return _not(amounts.is_at_least(bound))


def _not(answer: bool | None) -> bool | None:  # noqa: FBT001 - three-valued, not a switch
    return None if answer is None else not answer


def _truth(answer: bool | None) -> Truth:  # noqa: FBT001 - three-valued, not a switch
    return {True: Truth.YES, False: Truth.NO, None: Truth.UNKNOWN}[answer]


def limit_text(word: str, limit: object) -> str:
    """Write a limit with its sign: `≥ 60 g/L`."""
    return f"{_SIGN[word]} {limit}"


def shown(amount: Decimal | Fraction, places: int = 2, beside: Iterable[Decimal] = ()) -> Decimal:
    """Return an amount rounded to so many decimal places, for showing only.

    It is never rounded onto or across a limit that it stands beside: 3.0004 beside 3 keeps its
    digits, since 3.00 would read as a value that reaches the limit.
    """
    exact = Fraction(amount)
    limits = [Fraction(limit) for limit in beside]
    for digits in range(places, _MOST_PLACES):
        rounded = round(exact, digits)
        if all(_side(rounded, limit) == _side(exact, limit) for limit in limits):
            break
    number = Decimal(rounded.numerator) / Decimal(rounded.denominator)
    return Decimal(plain(number.normalize()))


def _side(amount: Fraction, limit: Fraction) -> int:
    return (amount > limit) - (amount < limit)


def questioned(entry: Lab, quantity: Quantity) -> tuple[Said, ...]:
    """Return what a reader must be asked about an amount that can hardly be; nothing else of it."""
    asked = doubt(quantity, entry.units, entry.plausible)
    if asked is None:
        return ()
    values = {
        "what": entry.key,
        "used": str(quantity),
        "limit": f"{asked.low:f}–{asked.high:f} {entry.unit}",
    }
    return (Said("hardly_plausible", values),)
