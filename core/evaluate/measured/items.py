"""A score item by item: the totals that its answers allow, and a total that they contradict."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from core.evaluate.measured.bounds import shown
from core.instruments import score
from core.instruments.answers import UNKNOWN, points
from core.step import Evidence
from core.vocabulary import Instrument

MOST_NAMED = 6

if TYPE_CHECKING:
    from collections.abc import Iterable

    from core.evaluate.case import Case
    from core.instruments import Scored
    from core.quantity import Interval
    from core.record import Score


def by_items(result: Score, case: Case) -> Scored | None:
    """Score the items of a result; None without any. Raise ValueError for one it does not have."""
    instrument = case.setting.vocabulary.get(Instrument, result.of)
    return score(instrument, result.items) if instrument and result.items else None


def contradicts(total: Interval[Fraction], entered: Decimal | None, made: Scored) -> bool:
    """Tell whether a total cannot be what its items make, however the open ones are answered.

    A total may have been rounded to as many decimal places as it was entered with, at least one.
    """
    if made.total is None:
        return False
    exponent = entered.as_tuple().exponent if entered is not None else 0
    places = max(1, -exponent) if isinstance(exponent, int) else 1
    rounding = Fraction(1, 2 * 10**places)
    low, high = made.total.low, made.total.high
    above = high is not None and total.low is not None and total.low > high + rounding
    below = low is not None and total.high is not None and total.high < low - rounding
    return above or below


def settling(result: Score, made: Scored, case: Case) -> tuple[str, ...]:
    """Return the open items that can still change the total, the heaviest first.

    They are named as the vocabulary names them: `sledai_2k.rash`. One of several of which only the
    highest counts can change nothing where one as high is answered.
    """
    instrument = case.setting.vocabulary.get(Instrument, result.of)
    if instrument is None:
        return ()
    weights = {key: _weight(key, instrument, made) for key in made.open}
    moving = [key for key in made.open if weights[key]]
    return tuple(f"{result.of}.{key}" for key in sorted(moving, key=lambda key: -weights[key]))


def _weight(key: str, instrument: Instrument, made: Scored) -> Fraction:
    """Return by how many points an open item can still raise or lower what its answers give."""
    item = instrument.items[key]
    possible = points(item, UNKNOWN)
    low, high = possible.low or Fraction(0), possible.high or Fraction(0)
    if item.one_of is not None:
        beside = [one for one in made.working if instrument.items[one.item].one_of == item.one_of]
        low = max([low, *(one.points for one in beside)])
    return max(high - low, Fraction(0))


def items_evidence(result: Score, made: Scored, limit: str, case: Case) -> Evidence:
    """Return the answers as entered, and what they make."""
    return Evidence(
        "score",
        result.of,
        as_entered=", ".join(f"{item} {answer}" for item, answer in result.items.items()),
        as_used=span_text(made.total) if made.total else None,
        day=case.day(result.date),
        source=result.source,
        limit=limit,
        fact=result.id,
    )


def span_text(amounts: Interval[Fraction], beside: Iterable[Fraction] = ()) -> str:
    """Write all possible totals: `8`, `6–8`, `≥ 6`; never rounded across a limit beside them."""
    limits = [Decimal(bound.numerator) / Decimal(bound.denominator) for bound in beside]
    low = "" if amounts.low is None else f"{shown(amounts.low, beside=limits):f}"
    high = "" if amounts.high is None else f"{shown(amounts.high, beside=limits):f}"
    if not high:
        return f"≥ {low}"
    return low if low == high else f"{low}–{high}" if low else f"≤ {high}"
