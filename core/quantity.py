"""A value with unit, comparator and limits; exact conversion; titres; reading "12.3 g/dL"."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Context, Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Generic, TypeVar

N = TypeVar("N", Decimal, Fraction)

_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_POWER_OF_TEN = re.compile(r"(?<![\w.^])10\^(\d+)/")
_SUPERSCRIPT_RUN = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+")
_FOLDED = str.maketrans({"μ": "µ", "−": "-", "～": "~", "，": ",", "。": ".", "∶": ":"})
_NUMBER = r"(?:\d+(?:[.,]\d+)*|\.\d+)"
_POWER = r"(?:[eE][+-]?\d{1,2})?"
_VALUE = re.compile(
    rf"(?P<sign><=|>=|<|>|≤|≥|~)?\s*(?:(?P<titre>1\s*[:/]\s*\d+(?!\d*\.))|(?P<number>[+-]?{_NUMBER}{_POWER}))"
    r"\s*(?P<unit>(?:10\s*\(\d{1,2}\)|[^()])*?)\s*"
    rf"(?:\(\s*(?P<limit>{_NUMBER})\s*\))?\s*(?:(?<![^\s\d)])(?<!/\s)[HL*])?\s*$"
)
_THOUSANDS = re.compile(r"\+?[1-9]\d{0,2},\d{3}(?:[eE].+)?")
_SIGNS = {"<=": "≤", ">=": "≥"}
_CELLS = re.compile(r"^[x×*]?\s*10\s*(?:\^|\*\*?|E|e)?\s*\(?\s*(\d{1,2})\)?\s*/\s*(.+)$")
# An index of another method (ELISA 1.2, limit 1.0) is none either: read as one, it would be 1:1.2.
_NO_TITRE = "'{}' is no titre. Write it as 1:80, or as positive or negative."
MAX_LENGTH = 200
SHOWN_LENGTH = 40
# Twice as many digits as can be typed: a product is never rounded.
_EXACT = Context(prec=2 * MAX_LENGTH)


@dataclass(frozen=True, slots=True)
class Unit:
    """One accepted unit of an analyte: `factor` turns an amount into the analyte's first unit."""

    code: str
    ucum: str
    factor: Decimal
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit; `sign` is "" for a number itself, or < ≤ > ≥ ~ for a bound."""

    amount: Decimal
    unit: str
    sign: str = ""

    def __str__(self) -> str:
        """Write the quantity as a person reads it: `<5 mg/L`, `1:80`, `1.2`."""
        if self.unit == "titre":
            return f"{self.sign}1:{plain(self.amount)}"
        return f"{self.sign}{plain(self.amount)} {self.unit}".strip()


@dataclass(frozen=True, slots=True)
class Entered:
    """What a value field holds: the quantity, and the upper limit typed with it, if any."""

    quantity: Quantity
    upper_limit: Quantity | None
    unit_was_typed: bool


@dataclass(frozen=True, slots=True)
class Interval(Generic[N]):
    """All amounts a value may have, in the analyte's first unit; None is without an end."""

    low: N | None
    high: N | None
    low_in: bool = True
    high_in: bool = True

    def is_at_least(self, bound: N) -> bool | None:
        """Say whether every amount is ≥ bound, none is (False), or it is open (None)."""
        if self.low is not None and self.low >= bound:
            return True
        if self.high is not None and (
            self.high < bound or (self.high == bound and not self.high_in)
        ):
            return False
        return None

    def is_above(self, bound: N) -> bool | None:
        """Say whether every amount is > bound, none is, or it is open."""
        if self.low is not None and (self.low > bound or (self.low == bound and not self.low_in)):
            return True
        if self.high is not None and self.high <= bound:
            return False
        return None


def plain(amount: Decimal) -> str:
    """Write a number without exponent and without changing the digits that were typed."""
    return f"{amount:f}"


def shortened(text: str) -> str:
    """Return a typed text short enough for a message."""
    return text if len(text) <= SHOWN_LENGTH else text[:SHOWN_LENGTH] + "…"


@lru_cache(maxsize=8192)
def cleaned(text: str) -> str:
    """Fold what keyboards and reports vary: full width, superscripts, two kinds of mu.

    Superscripts become ^n before NFKC, which would turn 10⁹ into 109.
    """
    marked = _SUPERSCRIPT_RUN.sub(lambda run: "^" + run[0].translate(_SUPERSCRIPTS), text)
    folded = unicodedata.normalize("NFKC", marked).translate(_FOLDED)
    visible = "".join(
        c for c in folded if unicodedata.category(c) not in ("Cf", "Cc") or c in "\t\n"
    )
    return " ".join(visible.replace("\\^", "^").split())


def read_value(text: str, units: tuple[Unit, ...], default: str, what: str) -> Entered:
    """Read a typed value of an analyte that has these units; `what` names it in messages.

    A number without unit has the `default` unit. Raises ValueError with a sentence when the
    text is no value, or the unit is of another kind.
    """
    return _read_value(text, units, default, what)


@lru_cache(maxsize=8192)
def _read_value(text: str, units: tuple[Unit, ...], default: str, what: str) -> Entered:
    match = _VALUE.match(cleaned(text)) if units and len(text) <= MAX_LENGTH else None
    if not match:
        shown = shortened(text)
        message = (
            f"'{shown}' is not a value of {what}. Write a number and a unit, as {_example(units)}."
        )
        raise ValueError(message)
    sign = _SIGNS.get(match["sign"] or "", match["sign"] or "")
    if match["titre"]:
        return _titre(match, sign, units, what)
    word = match["unit"] or default
    unit = _unit_named(word, units, what) if word else units[0]
    amount = _number(match["number"])
    if amount.is_signed():
        message = f"'{text}' is below zero; {what} cannot be. Check the sign."
        raise ValueError(message)
    if unit.code == "titre":
        whole = amount.to_integral_value()
        if match["limit"] or amount != whole:
            raise ValueError(_NO_TITRE.format(text))
        amount = whole
    limit = Quantity(_number(match["limit"]), unit.code) if match["limit"] else None
    return Entered(Quantity(amount, unit.code, sign), limit, bool(match["unit"]))


def _titre(match: re.Match[str], sign: str, units: tuple[Unit, ...], what: str) -> Entered:
    if all(unit.code != "titre" for unit in units):
        message = (
            f"'{match[0].strip()}' is a titre; {what} is not given as one. Use {_example(units)}."
        )
        raise ValueError(message)
    if match["limit"]:
        raise ValueError(_NO_TITRE.format(match[0].strip()))
    if match["unit"]:
        _unit_named(match["unit"], units, what)
    amount = Decimal(re.split("[:/]", match["titre"])[1].strip())
    return Entered(Quantity(amount, "titre", sign), None, unit_was_typed=True)


def _number(text: str) -> Decimal:
    if "," in text:
        if _THOUSANDS.fullmatch(text):
            message = (
                f"'{text}' can be read in two ways. Write {text.replace(',', '')} "
                f"or {text.replace(',', '.')}."
            )
            raise ValueError(message)
        if text.count(",") > 1 or "." in text:
            return Decimal(_without_thousands(text))
    number = text.replace(",", ".")
    if number.count(".") > 1:
        message = f"'{text}' is not a number. Write it with one decimal point."
        raise ValueError(message)
    return Decimal(number)


def _without_thousands(text: str) -> str:
    if re.fullmatch(r"\d{1,3}(,\d{3})+(\.\d+)?", text):
        return text.replace(",", "")
    message = f"'{text}' is not a number. Write it without thousands separators."
    raise ValueError(message)


def _example(units: tuple[Unit, ...]) -> str:
    codes = [unit.code for unit in units if unit.code]
    return "1:80" if codes == ["titre"] else ", ".join(f"5 {code}" for code in codes[:3]) or "1.2"


@lru_cache(maxsize=1024)
def unit_spelling(text: str) -> str:
    """Return one spelling for the many of a unit: `x10(9)/l`, `×109/L`, `10E9/L` → `10^9/L`.

    >>> unit_spelling("× 10⁹ / L")
    '10^9/L'
    """
    unit = cleaned(text).replace(" ", "").replace("㎡", "m2")
    cells = _CELLS.match(unit)
    if cells:
        unit = f"10^{cells[1]}/{cells[2]}"
    return unit.replace("m^2", "m2").replace("m²", "m2").replace("mm^3", "mm3").replace("uL", "µL")


def unit_named(text: str, units: tuple[Unit, ...], what: str) -> Unit:
    """Return the accepted unit that a text spells; raise ValueError for any other kind."""
    return _unit_named(text, units, what)


def _unit_named(text: str, units: tuple[Unit, ...], what: str) -> Unit:
    spelled = unit_spelling(text)
    by_spelling = {unit_spelling(word): unit for unit in units for word in (unit.code, *unit.also)}
    if spelled in by_spelling:
        return by_spelling[spelled]
    # g/L (grams) and G/L (10^9 cells) differ by case alone: there case is never ignored.
    alike = {
        unit
        for word, unit in by_spelling.items()
        if word.lower() == spelled.lower() and "G/L" not in (word, spelled)
    }
    if len(alike) == 1:
        return alike.pop()
    accepted = ", ".join(unit.code for unit in units if unit.code) or "a number without unit"
    message = f"'{text.strip()}' is no unit of {what}. Use {accepted}."
    raise ValueError(message)


def _unit_coded(code: str, units: tuple[Unit, ...]) -> Unit:
    return next((unit for unit in units if unit.code == code), units[0])


def for_the_eye(text: str) -> str:
    """Write units in a text as they are printed.

    >>> for_the_eye("≥ 3 10^9/L")
    '≥ 3 ×10⁹/L'
    """
    return _POWER_OF_TEN.sub(lambda power: f"×10{power[1].translate(_RAISED)}/", text)


def times(one: Decimal, other: Decimal) -> Decimal:
    """Multiply exactly: the usual 28 digits would round long values across a limit."""
    return _EXACT.multiply(one, other)


def in_first_unit(amount: Decimal, code: str, units: tuple[Unit, ...]) -> Decimal:
    """Convert an amount exactly into the analyte's first unit."""
    return times(amount, _unit_coded(code, units).factor)


def interval(quantity: Quantity, units: tuple[Unit, ...]) -> Interval[Decimal]:
    """Return what amounts a quantity may stand for, in the analyte's first unit.

    A detection limit is a bound: `<5` is every amount from 0 up to, but not, 5; `~5` is open.
    """
    amount = in_first_unit(quantity.amount, quantity.unit, units)
    zero = Decimal(0)
    return {
        "": Interval(amount, amount),
        "<": Interval(zero, amount, high_in=False),
        "≤": Interval(zero, amount),
        ">": Interval(amount, None, low_in=False),
        "≥": Interval(amount, None),
        "~": Interval(zero, None),
    }[quantity.sign]
