"""The limits printed with a result: (40), (9-40), (125-350 10^9/L)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from core.quantity.amount import Quantity
from core.quantity.cleaning import TwoReadingsError, shortened
from core.quantity.number import NUMBER, SET_APART, number
from core.quantity.spelling import unit_named

if TYPE_CHECKING:
    from core.quantity.behind import Analyte

_LIMITS = tuple(
    re.compile(
        rf"(?:(?P<low>{form})\s*(?:[-~至]|to)\s*|(?:≤|<=)\s*)?(?P<high>{form})\s*(?P<unit>{unit})"
    )
    # in (30 109/L) the blank sets no thousands apart: a unit may begin with a power of ten
    for form, unit in (
        (f"(?:{SET_APART}|{NUMBER})", ""),
        (NUMBER, r"(?:[^\d\s.,'~-]|10\D|10\d/).*"),
    )
)


def match_limits(text: str) -> re.Match[str] | None:
    """Match limits as they are printed, 40 or 9-40 U/L, or return None."""
    return next((found for form in _LIMITS if (found := form.fullmatch(text))), None)


def limits_of(match: re.Match[str], analyte: Analyte) -> tuple[Quantity | None, Quantity]:
    """Return the lower limit, if there is one, and the upper one; raise ValueError for none."""
    typed = match["unit"]
    unit = unit_named(typed, analyte.units, analyte.name) if typed else analyte.usual_unit
    low = number(match["low"]) if match["low"] else None
    high = number(match["high"])
    if low is not None and low > high:
        message = f"'{match[0]}' begins with its higher end. Write the lower limit first."
        raise ValueError(message)
    return Quantity(low, unit.code) if low is not None else None, Quantity(high, unit.code)


def typed_limits(
    text: str | None, analyte: Analyte, body: str
) -> tuple[Quantity | None, Quantity | None]:
    """Return the lower and the upper limit in brackets behind a value; `body` is all of it."""
    if text is None:
        return None, None
    match = match_limits(text)
    if not match:
        message = f"'({shortened(text)})' is no upper limit. Write it as (40) or (9-40)."
        raise ValueError(message)
    try:
        return limits_of(match, analyte)
    except TwoReadingsError as asked:
        low, high = match["low"] or "", match["high"]
        token = high if high.replace(",", "") == asked.readings[0] else low
        before, _, behind = body.rpartition(token)
        readings = tuple(f"{before}{one}{behind}" for one in asked.readings)
        raise TwoReadingsError(str(asked), readings) from None
