"""What stands behind a number: a unit, perhaps with its power of ten, limits, a flag."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.quantity.cleaning import TwoReadingsError, shortened
from core.quantity.spelling import spelled_unit, unit_named

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.quantity.amount import Unit

# Not the exponent of x10(9)/L, and not the (1.73 m²) below a clearance.
_BRACKET = re.compile(r"(?<!10)(?<!10 )(?<!/)(?<!/ )[(\[]([^()\[\]]*)[)\]]")
_FLAG = r"H{1,2}|L{1,2}|\*|↑{1,3}|↓{1,3}"
_FLAG_ALONE = re.compile(_FLAG)
_FLAG_BEHIND = re.compile(rf"(?:(.*)\s)?({_FLAG})|(.*?)([*↑↓]+)")
_FLAG_BEFORE = re.compile(rf"({_FLAG})\s(.+)|([↑↓]+)(.+)")
_ARROWS = str.maketrans("↑↓", "HL")
_TIMES_A_POWER = re.compile(r"[x×*]\s*10\s*(?:\^|\*\*?)\s*([+-]?\d{1,2})(?!\d)\s*(.+)")
_TIMES_MYRIADS = re.compile(r"([万亿])\s*(.+)")
_MYRIADS = {"万": 4, "亿": 8}


@dataclass(frozen=True, slots=True)
class Analyte:
    """What a value is read for: the accepted units, the one of a bare number, the name to show."""

    units: tuple[Unit, ...]
    default: str
    name: str

    @property
    def usual_unit(self) -> Unit:
        """Return the unit of a number without one."""
        if not self.default and all(unit.code for unit in self.units):
            return self.units[0]
        return unit_named(self.default, self.units, self.name)


@dataclass(frozen=True, slots=True)
class Behind:
    """What stands behind a number: its unit, if one was typed, and what belongs to it."""

    unit: Unit | None
    power: int = 0
    limits: str | None = None
    flag: str = ""


def what_is_behind(token: str, rest: str, analyte: Analyte) -> Behind:
    """Read what stands behind the number `token`; raise ValueError where it is none of these."""
    inside: list[str] = []
    if spelled_unit(rest, analyte.units) is None:
        inside = [found[1].strip() for found in _BRACKET.finditer(rest)]
        rest = _BRACKET.sub(" ", rest)
    flags = [one for one in inside if _FLAG_ALONE.fullmatch(one)]
    limits = [one for one in inside if one not in flags]
    if len(flags) > 1 or len(limits) > 1:
        message = f"'{shortened(token + rest)}' has two things in brackets. Keep the upper limit."
        raise ValueError(message)
    _refuse_a_unit_alone(token, rest, analyte.units)
    unit, power, flag = _unit_and_flag(rest.strip(), analyte)
    flag = (flag or "".join(flags)).translate(_ARROWS)
    return Behind(unit, power, limits[0] if limits else None, flag)


def _refuse_a_unit_alone(token: str, rest: str, units: tuple[Unit, ...]) -> None:
    """Ask about 109/L and 10E9/L: without a blank that is the unit 10^9/L without its number."""
    words = [word for word, _ in _flagged(rest.strip())]
    if not token or not rest[:1].strip() or not any(spelled_unit(token + w, units) for w in words):
        return
    message = f"'{token}{rest.strip()}' is a unit without its number. Write the number before it"
    if any(spelled_unit(word, units) for word in words):
        spaced = f"{token} {rest.strip()}"
        raise TwoReadingsError(f"{message}; if {token} is the number, write {spaced}.", (spaced,))
    raise ValueError(f"{message}.")


def _unit_and_flag(text: str, analyte: Analyte) -> tuple[Unit | None, int, str]:
    """Return the typed unit (None without one), a power of ten before it, and the flag."""
    for word, flag in _flagged(text):
        if not word:
            return None, 0, flag
        unit = spelled_unit(word, analyte.units)
        if unit is not None:
            return unit, 0, flag
        power, word_behind = _power(word)
        unit = spelled_unit(word_behind, analyte.units) if word_behind else None
        if unit is not None:
            return unit, power, flag
    return unit_named(text, analyte.units, analyte.name), 0, ""


def _flagged(text: str) -> Iterator[tuple[str, str]]:
    """Yield the ways to part a text into unit and flag: `L` is a litre before it is a flag."""
    yield text, ""
    behind = _FLAG_BEHIND.fullmatch(text)
    if behind:
        yield (behind[1] or behind[3] or "").strip(), behind[2] or behind[4]
    before = _FLAG_BEFORE.fullmatch(text)
    if before:
        yield (before[2] or before[4]).strip(), before[1] or before[3]


def _power(word: str) -> tuple[int, str]:
    """Part ×10^2 IU/mL and 万/L into a power of ten and the unit behind it."""
    power = _TIMES_A_POWER.fullmatch(word)
    if power:
        return int(power[1]), power[2]
    myriads = _TIMES_MYRIADS.fullmatch(word)
    return (_MYRIADS[myriads[1]], myriads[2]) if myriads else (0, "")
