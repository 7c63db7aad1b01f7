"""How amounts and days of medicines are written, and sentences with values in them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:
    from core.dates import Day
    from core.quantity import Interval

# A day that is not known may be any since the calendar began; such a day is never written.
LONG_AGO = date(1900, 1, 1)


translate = QCoreApplication.translate


def filled(sentence: str, **values: str) -> str:
    """Return a translated sentence with values in its places."""
    for name, value in values.items():
        sentence = sentence.replace(f"{{{name}}}", value)
    return sentence


def amounts_text(amounts: Interval[Fraction], unit: str) -> str:
    """Write an amount with its unit; what is open is called not certain."""
    if amounts.high is None:
        if not amounts.low:
            return translate("Medicines", "dose not known")
        return filled(
            translate("Medicines", "not certain: at least {dose}"),
            dose=f"{_number(amounts.low)} {unit}",
        )
    if amounts.low == amounts.high:
        return f"{_number(amounts.high)} {unit}"
    return filled(
        translate("Medicines", "not certain: {dose}"), dose=f"{range_text(amounts)} {unit}"
    )


def range_text(amounts: Interval[Fraction]) -> str:
    """Write an amount, or from which to which it may be."""
    low = _number(amounts.low or Fraction(0))
    if amounts.high is None:
        return f"≥ {low}"
    return low if amounts.low == amounts.high else f"{low}–{_number(amounts.high)}"


def _number(amount: Fraction) -> str:
    rounded = round(Decimal(amount.numerator) / Decimal(amount.denominator), 2)
    return f"{rounded:f}".rstrip("0").rstrip(".") if "." in f"{rounded:f}" else f"{rounded:f}"


def day_text(day: Day) -> str:
    """Write a day, or between which days it lies."""
    if day.is_exact or day.first < LONG_AGO:
        return (
            str(day.last)
            if day.is_exact
            else filled(translate("Medicines", "{day} or before"), day=str(day.last))
        )
    return f"{day.first} – {day.last}"
