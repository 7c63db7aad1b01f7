"""What a typed value of a vocabulary entry means: a quantity, a named state, a score's total."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Literal, cast

from core import quantity
from core.dates import read_day
from core.quantity import (
    MAX_LENGTH,
    Doubt,
    Entered,
    Quantity,
    Unit,
    as_used,
    cleaned,
    converts,
    doubt,
    leading_numbers,
    number,
    plain,
    read_value,
    shortened,
)

if TYPE_CHECKING:
    from datetime import date

    from core.dates import Day
    from core.site import Setting
    from core.vocabulary import Lab, ScoreKind, State

UnitFrom = Literal["typed", "site", "vocabulary"]

_STATE_WORDS = {
    "positive": (
        *("positive", "pos", "pos.", "reactive", "detected", "+", "++", "+++", "++++", "(+)"),
        *("1+", "2+", "3+", "4+", "阳性", "有反应性", "检出"),
    ),
    "negative": (
        *("negative", "neg", "neg.", "non-reactive", "nonreactive", "-", "(-)"),
        *("阴性", "无反应性"),
    ),
    "weak_positive": (
        *("weak positive", "weakly positive", "weak_positive", "±", "(±)", "+-", "+/-"),
        *("弱阳性",),
    ),
    "indeterminate": (
        *("indeterminate", "equivocal", "inconclusive", "grey zone", "gray zone", "borderline"),
        *("可疑", "灰区", "临界"),
    ),
    "not_detected": (
        *("not detected", "not_detected", "target not detected", "nd", "tnd", "undetectable"),
        *("<lod", "未检出", "未检测到", "低于检测下限"),
    ),
    "detected_below_limit": (
        *("detected below limit", "detected_below_limit", "<lloq", "检出低于下限"),
    ),
    "present": ("present", "yes", "有", "存在"),
    "absent": ("absent", "no", "none", "无"),
    "normal": ("normal", "正常"),
    "abnormal": ("abnormal", "异常"),
}
_STATE_OF = {word: state for state, words in _STATE_WORDS.items() for word in words}
_WITH_A_SIGN = re.compile(r"([^()]+?)\s*\(([^()]+)\)")
_WITH_A_TITRE = re.compile(r"([^\d()<>≤≥=~]+?)[\s,;(]*([<>≤≥=~]*\s*1\s*[:/]\s*\d+)\)?")


@dataclass(frozen=True, slots=True)
class Typed:
    """A typed result as it was understood, with the text itself and what is to be asked about it.

    `used` is the amount in the first unit; for a unit that never converts, as it was reported.
    """

    raw: str
    read: Entered | str
    unit_from: UnitFrom
    used: Quantity | None = None
    day: Day | None = None
    doubt: Doubt | None = None


def read_typed(entry: Lab | State, text: str, setting: Setting, today: date) -> Typed:
    """Read `12.3 g/dL @ -3d`: a result, and the day behind it; raise ValueError with a sentence."""
    value, day = parted(text, setting, today)
    read = read_result(entry, value, setting)
    if isinstance(read, str):
        return Typed(text, read, "vocabulary", day=day)
    used = as_used(read.quantity, entry.units)
    asked = doubt(read.quantity, entry.units, getattr(entry, "plausible", None))
    return Typed(text, read, _unit_from(entry, read, setting), used, day, asked)


def parted(text: str, setting: Setting, today: date) -> tuple[str, Day | None]:
    """Part a typed value from the day behind its @; raise ValueError for a day that cannot be."""
    value, at, day = text.replace("＠", "@").rpartition("@")
    if not at:
        return text, None
    return value.strip(), read_day(day, today, setting.site.date_order)


def read_result(entry: Lab | State, text: str, setting: Setting) -> Entered | str:
    """Read a result of an analyte or of a finding; raise ValueError with a sentence."""
    # only a finding has named states; asking for its class would import what checks the files
    if hasattr(entry, "states"):
        return read_state(cast("State", entry), text)
    return read_lab(entry, text, setting)


def read_lab(lab: Lab, text: str, setting: Setting) -> Entered:
    """Read a typed result; raise ValueError with a sentence when it is none of this analyte."""
    default = setting.site.default_units.get(lab.key, lab.unit)
    return read_value(text, lab.units, default, lab.label.en)


def read_limit(lab: Lab | State, text: str, unit: str) -> Quantity:
    """Read a limit printed with a result in `unit`, the unit a limit without one has.

    Of a range (9-40) it is the upper end. Raises ValueError with a sentence.
    """
    return quantity.read_limit(text, lab.units, unit, f"the limit of {lab.label.en}")


def read_state(state: State, text: str) -> str | Entered:
    """Read a named state ("neg", "阴性", "not detected") or, where one may stand, a number.

    Raises ValueError with a sentence that names the states.
    """
    word = _state_word(cleaned(text).lower()) if len(text) <= MAX_LENGTH else None
    if word in state.states:
        return word
    if word == "not_detected" and "negative" in state.states:
        return "negative"
    if state.units and word is None:
        try:
            return _number_of(state, text)
        except ValueError:
            if any(character.isdigit() for character in text):
                raise
    accepted = ", ".join(name.replace("_", " ") for name in state.states)
    message = f"'{shortened(text)}' is not a result of {state.label.en}. Use {accepted}."
    raise ValueError(message)


def read_total(score: ScoreKind, text: str) -> Decimal | str:
    """Read a score's total, or its grade where it has grades; raise ValueError with a sentence."""
    typed = cleaned(text)
    if score.grades:
        if typed.upper() in score.grades:
            return typed.upper()
        message = f"'{shortened(text)}' is no grade of {score.label.en}. Use "
        raise ValueError(message + ", ".join(score.grades) + ".")
    if typed[:1] in "+-" or typed not in leading_numbers(typed):
        message = f"'{shortened(text)}' is no total of {score.label.en}. Write a number."
        raise ValueError(message)
    total = number(typed)
    least, greatest = score.least, score.greatest
    if least is not None and greatest is not None and not least <= total <= greatest:
        message = f"{plain(total)} lies outside {least} to {greatest}. Check it."
        raise ValueError(message)
    if score.step is not None and total % score.step:
        message = f"{plain(total)} is no total of {score.label.en} (steps of {score.step})."
        raise ValueError(message)
    return total


def as_reported(lab: Lab, code: str) -> Lab:
    """Return an analyte as a result in `code` sees it: in a unit that never converts, that alone.

    So its limits and multiples of its upper limit are compared in the unit of the report.
    """
    if converts(code, lab.units):
        return lab
    own = next(unit for unit in lab.units if unit.code == code)
    return replace(lab, units=(Unit(own.code, own.ucum, Decimal(1), own.also),))


def _unit_from(entry: Lab | State, read: Entered, setting: Setting) -> UnitFrom:
    if read.unit_was_typed:
        return "typed"
    return "site" if entry.key in setting.site.default_units else "vocabulary"


def _state_word(text: str) -> str | None:
    """Return the state that a text names: 阳性, or 阳性(+++), whose sign says the same."""
    word = _STATE_OF.get(text)
    both = _WITH_A_SIGN.fullmatch(text) if word is None else None
    if both and _STATE_OF.get(both[1]) == _STATE_OF.get(both[2]):
        return _STATE_OF.get(both[1])
    return word


def _number_of(state: State, text: str) -> Entered:
    both = _WITH_A_TITRE.fullmatch(cleaned(text)) if len(text) <= MAX_LENGTH else None
    if both and _STATE_OF.get(both[1].lower()) == "positive":
        text = both[2]
    return read_value(text, state.units, state.units[0].code, state.label.en)
