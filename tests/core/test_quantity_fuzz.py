"""However a number is written, it reads back as itself, is asked about, or is refused."""

from __future__ import annotations

import string
from dataclasses import dataclass
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from core.quantity import (
    Entered,
    Quantity,
    TwoReadingsError,
    Unit,
    as_used,
    converts,
    in_first_unit,
    in_unit,
    plain,
    read_limit,
    read_value,
)
from core.vocabulary import Lab, State
from tests.builders import the_vocabulary

MEASURED = [
    entry
    for kind in (Lab, State)
    for entry in the_vocabulary().all(kind)
    if isinstance(entry, Lab | State) and entry.units and entry.units[0].code != "titre"
]
FULL_WIDTH = str.maketrans("0123456789.,:/()<>~", "０１２３４５６７８９．，：／（）＜＞～")
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
SIGNS = {"": "", "<": "<", "< ": "<", "≤": "≤", "<=": "≤", ">": ">", ">=": "≥", "≧": "≥", "~": "~"}
AMOUNTS = st.decimals(0, 10**7, places=3) | st.integers(0, 10**7).map(Decimal)


@dataclass(frozen=True)
class Written:
    """A number as a report may print it: the text, and what it stands for."""

    text: str
    amount: Decimal


def set_apart(whole: str, mark: str) -> str:
    """Set the thousands of a whole number apart."""
    return f"{int(whole):,}".replace(",", mark)


@st.composite
def numbers(draw: st.DrawFn) -> Written:
    """Draw a number in a spelling that has one reading only."""
    amount = draw(AMOUNTS)
    whole, _, part = plain(amount).partition(".")
    ways = [plain(amount), f"+{plain(amount)}", f"00{plain(amount)}", f"{amount:e}"]
    if part:
        # 1,230 has two readings; 0,230 and 1,2300 and 1234,230 have one
        ways.append(f"{whole},{part}" if whole == "0" or len(whole) > 3 else f"{whole},{part}0")
    if len(whole) > 3:
        ways += [f"{set_apart(whole, mark)}.{part or 0}" for mark in ",' "]
        ways += [f"{set_apart(whole, mark)},{part or 0}" for mark in "' "]
    return Written(draw(st.sampled_from(ways)), amount)


@st.composite
def spellings(draw: st.DrawFn) -> tuple[str, Unit, Lab | State]:
    """Draw a unit of an analyte, and a way to write it behind a number."""
    entry = draw(st.sampled_from(MEASURED))
    unit = draw(
        st.sampled_from(
            [unit for unit in entry.units if unit.code not in ("", "titre")] or [entry.units[0]]
        )
    )
    word = draw(st.sampled_from([one for one in (unit.code, *unit.also) if one] or [""]))
    if word.startswith("10^"):
        power, slash, below = word[3:].partition("/")
        forms = (
            f"10^{power}",
            f"×10^{power}",
            f"x 10 ^ {power}",
            f"×10{power.translate(RAISED)}",
            f"x10*{power}",
            f"10E{power}",
            f"x10({power})",
            f"×10{power}",
            f"10\\^{power}",
        )
        word = f"{draw(st.sampled_from(forms))}{slash}{below}"
    for one, other in (("µ", "μ"), ("µ", "u"), ("/", " / "), ("m2", "m²"), ("mm3", "mm³")):
        if draw(st.booleans()):
            word = word.replace(one, other)
    return word, unit, entry


@given(numbers(), spellings(), st.sampled_from(sorted(SIGNS)), st.booleans(), st.booleans())
def test_a_number_in_any_spelling_reads_back_as_itself_or_is_asked_about(
    number, spelling, sign, full_width, blank
):
    word, unit, entry = spelling
    blank = blank or word[:1].isdigit()  # 3010E9/L would be another number
    text = f"{sign}{number.text}{' ' if blank else ''}{word}"
    text = text.translate(FULL_WIDTH) if full_width else text
    expected = Quantity(number.amount, unit.code, SIGNS[sign])
    try:
        found = read_value(text, entry.units, entry.units[0].code, "x")
    except TwoReadingsError as asked:
        values = [read_value(one, entry.units, "", "x").quantity for one in asked.readings]
        # a unit whose number is missing is the one question that has one answer
        assert expected in values or len(values) == 1
        return
    used, meant = as_used(found.quantity, entry.units), as_used(expected, entry.units)
    assert used == meant


# A limit has no plus.
LIMITS = numbers().filter(lambda written: "+" not in written.text.split("e")[0].split("E")[0])


@given(numbers(), LIMITS, st.sampled_from(MEASURED), st.sampled_from(["", "H", "L", "*", "↑"]))
def test_limits_and_flags_take_nothing_from_the_value(number, limit, entry, flag):
    unit = entry.units[0].code
    found = read_value(f"{number.text} {unit} ({limit.text}) {flag}", entry.units, unit, "x")
    assert found.quantity == Quantity(number.amount, unit)
    assert found.upper_limit == Quantity(limit.amount, unit)
    assert found.flag == flag.replace("↑", "H")


@given(LIMITS, LIMITS, st.sampled_from(MEASURED))
def test_a_printed_range_keeps_both_of_its_ends(one, other, entry):
    low, high = sorted((one, other), key=lambda written: written.amount)
    unit = entry.units[0].code
    found = read_value(f"1 {unit} ({low.text}-{high.text})", entry.units, unit, "x")
    assert (found.lower_limit, found.upper_limit) == (
        Quantity(low.amount, unit),
        Quantity(high.amount, unit),
    )
    assert read_limit(f"{low.text}-{high.text}", entry.units, unit, "x") == found.upper_limit


@given(st.sampled_from(MEASURED), AMOUNTS, st.data())
def test_any_amount_converts_there_and_back_exactly(entry, amount, data):
    units = [unit for unit in entry.units if unit.converts]
    one, other = (data.draw(st.sampled_from(units)) for _ in "12")
    there = in_unit(Quantity(amount, one.code), other.code, entry.units)
    assert other.factor is not None
    first = in_first_unit(amount, one.code, entry.units)
    assert there * other.factor.as_integer_ratio()[0] / other.factor.as_integer_ratio()[1] == first


TYPED = st.text(
    alphabet=string.digits
    + string.ascii_letters
    + ".,:/()[]<>=≤≥~^*'+-×µμ²³⁹%↑↓@ \u00a0\u2009，．（）：３０万亿阳性阴",
    max_size=30,
)


@given(st.sampled_from(MEASURED), TYPED | st.text(max_size=60))
def test_whatever_is_typed_is_a_value_a_question_or_a_sentence(entry, text):
    try:
        found: Entered | str = read_value(text, entry.units, entry.units[0].code, "x")
    except ValueError as refusal:
        found = str(refusal)
    if isinstance(found, str):
        assert found.endswith(".")
        return
    assert found.quantity.amount >= 0
    again = read_value(str(found.quantity), entry.units, "", "x").quantity
    assert again == found.quantity


@given(st.sampled_from(MEASURED), st.sampled_from(string.printable), st.integers(0, 12), AMOUNTS)
def test_one_slip_of_a_key_never_changes_a_number_by_more_than_it_shows(entry, key, place, amount):
    """A letter typed into a value is refused, or it is part of the unit, a flag or an exponent."""
    unit = entry.units[0].code
    text = f"{plain(amount)} {unit}"
    slip = f"{text[:place]}{key}{text[place:]}"
    try:
        found = read_value(slip, entry.units, unit, "x").quantity
    except ValueError:
        return
    if key.isalpha() and key not in "eE" and converts(found.unit, entry.units):
        assert found.amount == amount
