"""What a typed value of a vocabulary entry means: a quantity, or a named state."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.quantity import Entered, Quantity, cleaned, read_value, shortened

if TYPE_CHECKING:
    from core.site import Setting
    from core.vocabulary import Lab, State

_STATE_WORDS = {
    "positive": ("positive", "pos", "pos.", "+", "++", "+++", "++++", "(+)", "阳性", "阳性(+)"),
    "negative": ("negative", "neg", "neg.", "-", "(-)", "阴性", "阴性(-)"),
    "weak_positive": (
        "weak positive",
        "weakly positive",
        "weak_positive",
        "±",
        "+-",
        "+/-",
        "弱阳性",
    ),
    "indeterminate": ("indeterminate", "equivocal", "grey zone", "borderline", "可疑", "灰区"),
    "not_detected": ("not detected", "not_detected", "nd", "undetectable", "未检出", "未检测到"),
    "detected_below_limit": (
        "detected below limit",
        "detected_below_limit",
        "<lloq",
        "检出低于下限",
    ),
    "present": ("present", "yes", "有", "存在"),
    "absent": ("absent", "no", "none", "无"),
    "normal": ("normal", "正常"),
    "abnormal": ("abnormal", "异常"),
}
_STATE_OF = {word: state for state, words in _STATE_WORDS.items() for word in words}


def read_lab(lab: Lab, text: str, setting: Setting) -> Entered:
    """Read a typed result; raise ValueError with a sentence when it is none of this analyte."""
    default = setting.site.default_units.get(lab.key, lab.unit)
    return read_value(text, lab.units, default, lab.label.en)


def read_limit(lab: Lab | State, text: str, unit: str) -> Quantity:
    """Read a limit printed with a result in `unit`, the unit a limit without one has."""
    return read_value(text, lab.units, unit, f"the limit of {lab.label.en}").quantity


def read_state(state: State, text: str) -> str | Entered:
    """Read a named state ("neg", "阴性", "not detected") or, where one may stand, a number.

    Raises ValueError with a sentence that names the states.
    """
    word = _STATE_OF.get(cleaned(text).lower())
    if word in state.states:
        return word
    if word == "not_detected" and "negative" in state.states:
        return "negative"
    if state.units and word is None:
        try:
            return read_value(text, state.units, state.units[0].code, state.label.en)
        except ValueError as error:
            numbers = str(error)
        if any(character.isdigit() for character in text):
            raise ValueError(numbers)
    accepted = ", ".join(name.replace("_", " ") for name in state.states)
    message = f"'{shortened(text)}' is not a result of {state.label.en}. Use {accepted}."
    raise ValueError(message)
