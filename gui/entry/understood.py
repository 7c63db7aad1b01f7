"""What a typed result means before it is stored: how it is used, what is odd, what is refused."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, cast

from core.quantity import Entered, Quantity, cleaned, for_the_eye, in_first_unit, plain
from core.values import read_limit, read_state

if TYPE_CHECKING:
    from collections.abc import Callable

    from core.quantity import Unit
    from core.vocabulary import Lab, State

    Reads = Callable[[str, str], Entered]

_DECIMAL_SLIPS = (Decimal("0.1"), Decimal(10), Decimal("0.01"), Decimal(100), Decimal("0.001"))
_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Understood:
    """A typed result: what would be stored, how it is used, and what a person might mean."""

    value: str
    unit: str = ""
    upper_limit: str | None = None
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


def upper_limit(text: str, unit: str, entry: Lab | State) -> str | None:
    """Read an upper limit typed on its own, in the unit of the result; None for an empty text."""
    if not text.strip():
        return None
    return str(read_limit(entry, text, unit))


def understand_lab(text: str, lab: Lab, read: Reads) -> Understood:
    """Read a typed value of a lab with the session's reader; raise ValueError with a sentence."""
    entered = read(lab.key, text)
    used = _used(entered.quantity, lab.units)
    is_odd = not _is_plausible(used, lab)
    return Understood(
        value=str(entered.quantity),
        unit=entered.quantity.unit,
        upper_limit=str(entered.upper_limit) if entered.upper_limit else None,
        used=shown_amount(used, lab.unit, entered.quantity.sign),
        unit_after=_unit_after(entered),
        flag=_flag(entered),
        is_odd=is_odd,
        perhaps=_perhaps(entered, lab) if is_odd else "",
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


def _used(quantity: Quantity, units: tuple[Unit, ...]) -> Decimal:
    return in_first_unit(quantity.amount, quantity.unit, units)


def _unit_after(entered: Entered) -> str:
    # Behind a limit in brackets the unit would seem to belong to the limit alone.
    is_clear = not entered.unit_was_typed and entered.upper_limit is None
    return shown_unit(entered.quantity.unit) if is_clear else ""


def _is_plausible(amount: Decimal, lab: Lab) -> bool:
    return lab.plausible is None or lab.plausible[0] <= amount <= lab.plausible[1]


def _flag(entered: Entered) -> str:
    limit = entered.upper_limit
    return "H" if limit and entered.quantity.amount > limit.amount else ""


def _perhaps(entered: Entered, lab: Lab) -> str:
    """Name a likely value instead: the same number in another unit, or another decimal point."""
    quantity = entered.quantity
    limit = f" ({plain(entered.upper_limit.amount)})" if entered.upper_limit else ""
    if not entered.unit_was_typed:
        for unit in lab.units:
            if _is_plausible(quantity.amount * unit.factor, lab):
                return f"{quantity.sign}{plain(quantity.amount)} {unit.code}{limit}"
    for factor in _DECIMAL_SLIPS:
        amount = quantity.amount * factor
        if _is_plausible(in_first_unit(amount, quantity.unit, lab.units), lab):
            number = plain(amount.normalize())
            return f"{quantity.sign}{number} {quantity.unit}{limit}".strip()
    return ""


def _finished(text: str, states: tuple[str, ...]) -> str:
    """Finish a word of which so much was typed that only one state begins so."""
    word = cleaned(text).lower().replace(" ", "_")
    begun = [state for state in states if word and state.startswith(word)]
    return begun[0] if len(begun) == 1 else text
