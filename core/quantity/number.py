"""Numbers as they are typed: decimal commas, thousands set apart, powers of ten."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from core.quantity.cleaning import TwoReadingsError

if TYPE_CHECKING:
    from collections.abc import Iterator

NUMBER = r"(?:\d+(?:[.,]\d+)*|\.\d+)(?:[eE][+-]?\d{1,2})?"
# 30 000 and 1'234.5: groups of three behind a first one that does not begin with 0.
SET_APART = r"[1-9]\d{0,2}(?:(?: \d{3})+|(?:'\d{3})+)(?:[.,]\d+)?(?![\d.,'])"
_PLAIN = re.compile(rf"[+-]?{NUMBER}")
_SET_APART = re.compile(rf"[+-]?{SET_APART}")
_THOUSANDS = re.compile(r"\+?[1-9]\d{0,2},\d{3}(?:[eE].+)?")
_ALL_THOUSANDS = re.compile(r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?")


def leading_numbers(text: str) -> Iterator[str]:
    """Yield what may be the number that a text begins with: alone, and with groups set apart."""
    for pattern in (_PLAIN, _SET_APART):
        match = pattern.match(text)
        if match:
            yield match[0]


def number(text: str) -> Decimal:
    """Return the number that a text of digits and marks stands for.

    Raises TwoReadingsError where a comma may be a decimal mark or set thousands apart, and
    ValueError where the marks make no number.
    """
    if " " in text or "'" in text:
        text = re.sub("[ ']", "", text)
    elif _THOUSANDS.fullmatch(text):
        readings = (text.replace(",", ""), text.replace(",", "."))
        message = f"'{text}' can be read in two ways. Write {readings[0]} or {readings[1]}."
        raise TwoReadingsError(message, readings)
    elif text.count(",") > 1 or ("," in text and "." in text):
        return Decimal(_without_thousands(text))
    plain_text = text.replace(",", ".")
    if plain_text.count(".") > 1:
        message = f"'{text}' is not a number. Write it with one decimal point."
        raise ValueError(message)
    return Decimal(plain_text)


def _without_thousands(text: str) -> str:
    if _ALL_THOUSANDS.fullmatch(text):
        return text.replace(",", "")
    message = f"'{text}' is not a number. Write it without thousands separators."
    raise ValueError(message)
