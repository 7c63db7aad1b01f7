"""Reads "12.3 g/dL (17.5) H": a number, its unit, the limits printed with it, its flag."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from core.quantity.amount import MAX_LENGTH, Entered, Quantity, plain, times
from core.quantity.behind import Analyte, what_is_behind
from core.quantity.cleaning import TwoReadingsError, cleaned, shortened
from core.quantity.limits import limits_of, match_limits, typed_limits
from core.quantity.number import leading_numbers, number

if TYPE_CHECKING:
    from core.quantity.amount import Unit

_SIGNS = {"<=": "≤", ">=": "≥", "<": "<", ">": ">", "≤": "≤", "≥": "≥", "~": "~", "": ""}
_TITRE = re.compile(r"1\s*[:/]\s*(\d+)(?!\d*\.)")
# A longer number, written out, could not be read again.
MOST_DIGITS = 150
# An index of another method (ELISA 1.2, limit 1.0) is none either: read as one, it would be 1:1.2.
_NO_TITRE = "'{}' is no titre. Write it as 1:80, or as positive or negative."


def read_value(text: str, units: tuple[Unit, ...], default: str, what: str) -> Entered:
    """Read a typed value of an analyte that has these units; `what` names it in messages.

    A number without unit has the `default` unit. Raises ValueError with a sentence when the
    text is no value, or the unit is of another kind, and TwoReadingsError when it is two values.
    """
    return _read_value(text, Analyte(units, default, what))


def read_limit(text: str, units: tuple[Unit, ...], default: str, what: str) -> Quantity:
    """Read an upper limit typed on its own, as 40, 9-40 or 40 U/L; raise ValueError otherwise."""
    analyte = Analyte(units, default, what)
    match = match_limits(cleaned(text)) if units and len(text) <= MAX_LENGTH else None
    if match and analyte.usual_unit.code != "titre":
        return limits_of(match, analyte)[1]
    entered = read_value(text, units, default, what)
    if entered.quantity.sign or entered.upper_limit or entered.flag:
        message = f"'{shortened(text)}' is not {what}. Write the number alone, as 40, or as 9-40."
        raise ValueError(message)
    return entered.quantity


@lru_cache(maxsize=8192)
def _read_value(text: str, analyte: Analyte) -> Entered:
    body = cleaned(text) if analyte.units and len(text) <= MAX_LENGTH else ""
    sign = next((one for one in _SIGNS if body.startswith(one)), "")
    typed = body.removeprefix(sign).lstrip()
    titre = _TITRE.match(typed)
    if titre and any(unit.code == "titre" for unit in analyte.units):
        entered = _titre(typed, titre, analyte)
    else:
        tokens = list(leading_numbers(typed))
        attempts = [_attempt(typed, token, body, analyte) for token in tokens]
        if titre and titre.end() == len(typed):
            raise _no_titre_of(typed, analyte)
        if not attempts:
            raise _no_value(text, analyte)
        entered = _only_one(body, attempts)
    return replace(entered, quantity=replace(entered.quantity, sign=_SIGNS[sign]))


def _no_value(text: str, analyte: Analyte) -> ValueError:
    return ValueError(
        f"'{shortened(text)}' is not a value of {analyte.name}. "
        f"Write a number and a unit, as {_example(analyte.units)}."
    )


def _no_titre_of(typed: str, analyte: Analyte) -> ValueError:
    return ValueError(
        f"'{shortened(typed)}' is a titre; {analyte.name} is not given as one. "
        f"Use {_example(analyte.units)}."
    )


def _attempt(typed: str, token: str, body: str, analyte: Analyte) -> Entered | ValueError:
    """Read a value whose number is `token`, or return why it is none."""
    try:
        return _value(token, typed[len(token) :], body, analyte)
    except ValueError as error:
        return error


def _only_one(body: str, attempts: list[Entered | ValueError]) -> Entered:
    """Return the one way in which a text can be read; raise the reason where there is none."""
    for attempt in attempts:
        if isinstance(attempt, TwoReadingsError):
            raise attempt
    found = [attempt for attempt in attempts if isinstance(attempt, Entered)]
    if len(found) > 1:
        sign = body[: len(body) - len(body.lstrip("<>=≤≥~ "))]
        readings = tuple(f"{sign}{one.quantity}" for one in found)
        message = f"'{body}' can be read in two ways. Write {readings[0]} or {readings[1]}."
        raise TwoReadingsError(message, readings)
    if found:
        return found[0]
    reason: Any = attempts[-1]
    raise reason


def _value(token: str, rest: str, body: str, analyte: Analyte) -> Entered:
    behind = what_is_behind(token, rest, analyte)
    unit = behind.unit or analyte.usual_unit
    try:
        amount = number(token)
    except TwoReadingsError as asked:
        readings = tuple(body.replace(token, one, 1) for one in asked.readings)
        raise TwoReadingsError(str(asked), readings) from None
    if amount.is_signed():
        message = f"'{body}' is below zero; {analyte.name} cannot be. Check the sign."
        raise ValueError(message)
    amount = times(amount, Decimal(1).scaleb(behind.power)) if behind.power else amount
    if len(plain(amount)) > MOST_DIGITS:
        raise _no_value(body, analyte)
    if unit.code == "titre":
        if behind.limits is not None or amount != amount.to_integral_value():
            raise ValueError(_NO_TITRE.format(body))
        amount = amount.to_integral_value()
    low, high = typed_limits(behind.limits, replace(analyte, default=unit.code), body)
    quantity = Quantity(amount, unit.code)
    return Entered(quantity, high, behind.unit is not None, low, behind.flag)


def _titre(typed: str, match: re.Match[str], analyte: Analyte) -> Entered:
    behind = what_is_behind("", typed[match.end() :], analyte)
    if behind.limits is not None or behind.power or (behind.unit and behind.unit.code != "titre"):
        raise ValueError(_NO_TITRE.format(shortened(typed)))
    quantity = Quantity(Decimal(match[1]), "titre")
    return Entered(quantity, None, unit_was_typed=True, flag=behind.flag)


def _example(units: tuple[Unit, ...]) -> str:
    codes = [unit.code for unit in units if unit.code]
    return "1:80" if codes == ["titre"] else ", ".join(f"5 {code}" for code in codes[:3]) or "1.2"
