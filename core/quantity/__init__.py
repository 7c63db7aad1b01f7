"""A value with unit, comparator and limits; exact conversion; titres; reading "12.3 g/dL"."""

from __future__ import annotations

from core.quantity.amount import (
    MAX_LENGTH,
    Entered,
    Interval,
    Quantity,
    Unit,
    as_used,
    can_compare,
    converts,
    in_first_unit,
    in_unit,
    interval,
    is_above,
    plain,
    times,
)
from core.quantity.bound import Bound
from core.quantity.cleaning import TwoReadingsError, cleaned, shortened
from core.quantity.doubt import Doubt, doubt
from core.quantity.number import leading_numbers, number
from core.quantity.spelling import for_the_eye, unit_named, unit_spelling
from core.quantity.typed import read_limit, read_value

__all__ = [
    "MAX_LENGTH",
    "Bound",
    "Doubt",
    "Entered",
    "Interval",
    "Quantity",
    "TwoReadingsError",
    "Unit",
    "as_used",
    "can_compare",
    "cleaned",
    "converts",
    "doubt",
    "for_the_eye",
    "in_first_unit",
    "in_unit",
    "interval",
    "is_above",
    "leading_numbers",
    "number",
    "plain",
    "read_limit",
    "read_value",
    "shortened",
    "times",
    "unit_named",
    "unit_spelling",
]
