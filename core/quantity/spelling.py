"""One spelling for the many of a unit, and the accepted unit that a text names."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from core.quantity.cleaning import cleaned, shortened

if TYPE_CHECKING:
    from core.quantity.amount import Unit

_CELLS = re.compile(r"^[x×*]?\s*10\s*(?:\^|\*\*?|E|e)?\s*\(?\s*(\d{1,2})\)?\s*/\s*(.+)$")
# umol, uL, ug and mcg are how keyboards without µ write it; U/L and units are not.
_MICRO = re.compile(r"(?i)(?<![a-zµ])(?:u|mc)(?=mol|kat|g(?![a-z])|l(?![a-z])|iu(?![a-z]))")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_POWER_OF_TEN = re.compile(r"(?<![\w.^])10\^(\d+)/")


@lru_cache(maxsize=1024)
def unit_spelling(text: str) -> str:
    """Return one spelling for the many of a unit: `x10(9)/l`, `×109/L`, `10E9/L` → `10^9/L`.

    >>> unit_spelling("× 10⁹ / L")
    '10^9/L'
    """
    unit = cleaned(text).replace(" ", "")
    unit = unit.replace("m^2", "m2").replace("m^3", "m3").replace("(1.73m2)", "1.73m2")
    cells = _CELLS.match(unit)
    if cells:
        unit = f"10^{cells[1]}/{cells[2]}"
    return _MICRO.sub("µ", unit)


def spelled_unit(text: str, units: tuple[Unit, ...]) -> Unit | None:
    """Return the accepted unit that a text spells, or None."""
    spelled = unit_spelling(text)
    by_spelling = _by_spelling(units)
    if spelled in by_spelling:
        return by_spelling[spelled]
    # g/L (grams) and G/L (10^9 cells) differ by case alone: there case is never ignored.
    alike = {
        unit
        for word, unit in by_spelling.items()
        if word.lower() == spelled.lower() and "G/L" not in (word, spelled)
    }
    return alike.pop() if len(alike) == 1 else None


def unit_named(text: str, units: tuple[Unit, ...], what: str) -> Unit:
    """Return the accepted unit that a text spells; raise ValueError for any other kind."""
    unit = spelled_unit(text, units)
    if unit is None:
        accepted = ", ".join(unit.code for unit in units if unit.code) or "a number without unit"
        message = f"'{shortened(text.strip())}' is no unit of {what}. Use {accepted}."
        raise ValueError(message)
    return unit


def for_the_eye(text: str) -> str:
    """Write units in a text as they are printed.

    >>> for_the_eye("≥ 3 10^9/L")
    '≥ 3 ×10⁹/L'
    """
    return _POWER_OF_TEN.sub(lambda power: f"×10{power[1].translate(_RAISED)}/", text)


@lru_cache(maxsize=1024)
def _by_spelling(units: tuple[Unit, ...]) -> dict[str, Unit]:
    return {unit_spelling(word): unit for unit in units for word in (unit.code, *unit.also)}
