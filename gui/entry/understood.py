"""What a typed result means before it is stored: how it is used, what is odd, what is refused."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, cast

from core.quantity import (
    Doubt,
    Entered,
    Quantity,
    as_used,
    can_compare,
    cleaned,
    doubt,
    for_the_eye,
    in_first_unit,
    interval,
    plain,
)
from core.values import read_limit, read_state

if TYPE_CHECKING:
    from collections.abc import Callable

    from core.record import Observation
    from core.vocabulary import Lab, State

    Reads = Callable[[str, str], Entered]

_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Understood:
    """A typed result: what would be stored, how it is used, and what a person might mean."""

    value: str
    unit: str = ""
    upper_limit: str | None = None
    lower_limit: str | None = None
    used: str = ""
    unit_after: str = ""
    flag: str = ""
    is_odd: bool = False
    perhaps: str = ""


def understand(text: str, entry: Lab | State, read: Reads) -> Understood:
    """Read a typed result of a test; raise ValueError with the sentence to show."""
    # A lab alone has a plausible range; asking so spares the start of the window an import.
    if hasattr(entry, "plausible"):
        return understand_lab(text, cast("Lab", entry), read)
    return understand_state(text, entry)


def understand_stored(fact: Observation, entry: Lab | State, read: Reads) -> Understood | None:
    """Read a stored result as `understand` does, held against the limits stored with it.

    None for a result without a value.
    """
    try:
        known = understand(fact.value or "", entry, read)
        if not hasattr(entry, "plausible"):
            return known
        return replace(known, flag=_stored_flag(fact, known, cast("Lab", entry), read))
    except ValueError:
        return None


def _stored_flag(fact: Observation, known: Understood, lab: Lab, read: Reads) -> str:
    """Return H or L where all that the value may stand for lies outside a limit."""
    value = read(lab.key, known.value).quantity
    stands_for = interval(value, lab.units)
    upper, lower = (_bound(limit, value, lab) for limit in (fact.upper_limit, fact.lower_limit))
    if upper is not None and stands_for.is_above(upper):
        return "H"
    if lower is not None and stands_for.is_at_least(lower) is False:
        return "L"
    return known.flag


def _bound(text: str | None, value: Quantity, lab: Lab) -> Decimal | None:
    limit = read_limit(lab, text, value.unit) if text else None
    if limit is None or not can_compare(value, limit, lab.units):
        return None
    return in_first_unit(limit.amount, limit.unit, lab.units)


def limit_alone(text: str, unit: str, entry: Lab | State) -> str | None:
    """Read a limit typed on its own, in the unit of the result; None for an empty text."""
    if not text.strip():
        return None
    return str(read_limit(entry, text, unit))


def understand_lab(text: str, lab: Lab, read: Reads) -> Understood:
    """Read a typed value of a lab with the session's reader; raise ValueError with a sentence."""
    entered = read(lab.key, text)
    used = as_used(entered.quantity, lab.units)
    asked = doubt(entered.quantity, lab.units, lab.plausible)
    return Understood(
        value=str(entered.quantity),
        unit=entered.quantity.unit,
        upper_limit=str(entered.upper_limit) if entered.upper_limit else None,
        lower_limit=str(entered.lower_limit) if entered.lower_limit else None,
        used=shown_amount(used.amount, used.unit, used.sign),
        unit_after=_unit_after(entered),
        flag=_flag(entered),
        is_odd=asked is not None,
        perhaps=_perhaps(entered, asked),
    )


def understand_state(text: str, state: State) -> Understood:
    """Read a typed state, titre or number of a finding; raise ValueError with a sentence."""
    read = read_state(state, _finished(text, state.states))
    if isinstance(read, str):
        return Understood(value=read, used=read.replace("_", " "))
    return Understood(
        value=str(read.quantity),
        unit=read.quantity.unit,
        upper_limit=str(read.upper_limit) if read.upper_limit else None,
        lower_limit=str(read.lower_limit) if read.lower_limit else None,
        used=shown_amount(read.quantity.amount, read.quantity.unit, read.quantity.sign),
        unit_after=_unit_after(read),
        flag=_flag(read),
    )


def shown_amount(amount: Decimal, unit: str, sign: str = "") -> str:
    """Write a converted amount for the eye, with four digits at most; `unit` is its code."""
    if unit == "titre":
        return f"{sign}1:{plain(amount)}"
    digits = amount.as_tuple().digits
    if len(digits) > _DIGITS and amount != amount.to_integral_value():
        exponent = amount.adjusted() - _DIGITS + 1
        amount = amount.quantize(Decimal(1).scaleb(min(exponent, 0)))
    number = plain(amount.normalize()) if "." in plain(amount) else plain(amount)
    return f"{sign}{number} {shown_unit(unit)}".strip()


def shown_unit(code: str) -> str:
    """Write a unit for the eye; a titre shows its own."""
    return "" if code == "titre" else for_the_eye(code)


def _unit_after(entered: Entered) -> str:
    # Behind a limit in brackets the unit would seem to belong to the limit alone.
    is_clear = not entered.unit_was_typed and entered.upper_limit is None
    return shown_unit(entered.quantity.unit) if is_clear else ""


def _flag(entered: Entered) -> str:
    low, high, amount = entered.lower_limit, entered.upper_limit, entered.quantity.amount
    if high and amount > high.amount:
        return "H"
    return "L" if low and amount < low.amount else entered.flag


def _perhaps(entered: Entered, asked: Doubt | None) -> str:
    """Write the likeliest value to type instead, with the limit that was typed."""
    if asked is None or not asked.perhaps:
        return ""
    limit = f" ({plain(entered.upper_limit.amount)})" if entered.upper_limit else ""
    return f"{asked.perhaps[0]}{limit}"


def _finished(text: str, states: tuple[str, ...]) -> str:
    """Finish a word of which so much was typed that only one state begins so."""
    word = cleaned(text).lower().replace(" ", "_")
    begun = [state for state in states if word and state.startswith(word)]
    return begun[0] if len(begun) == 1 else text
