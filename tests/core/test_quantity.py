"""Values as they are typed and printed: spellings, decimal marks, limits, titres, conversion."""

from __future__ import annotations

import re
import string
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from core.quantity import (
    MAX_LENGTH,
    Entered,
    Interval,
    Quantity,
    as_used,
    cleaned,
    in_first_unit,
    in_unit,
    interval,
    plain,
    read_value,
    unit_named,
    unit_spelling,
)
from core.vocabulary import Lab, State, read_vocabulary

VOCABULARY = read_vocabulary(Path(__file__).parents[2] / "resources" / "vocabulary")
ANALYTES: dict[str, Lab | State] = {
    **{lab.key: lab for lab in VOCABULARY.all(Lab)},
    **{finding.key: finding for finding in VOCABULARY.all(State) if finding.units},
}
SPELLINGS = [
    (key, unit, word)
    for key, entry in ANALYTES.items()
    for unit in entry.units
    for word in (unit.code, *unit.also)
    if word
]
SIGNS = ["", "<", "≤", ">", "≥", "~"]


def read(key: str, text: str, default: str | None = None) -> Entered:
    entry = ANALYTES[key]
    return read_value(text, entry.units, default or entry.units[0].code, entry.label.en)


def read_or_refused(key: str, text: str) -> Entered | str:
    """Give what a typed value is, or the sentence that refuses it."""
    try:
        return read(key, text)
    except ValueError as refusal:
        return str(refusal)


def used(key: str, text: str) -> Decimal:
    """Give a typed value in the analyte's first unit."""
    quantity = read(key, text).quantity
    return in_first_unit(quantity.amount, quantity.unit, ANALYTES[key].units)


# The many spellings of a unit


@pytest.mark.parametrize(
    "text",
    [
        "30×10^9/L",
        "30×10\\^9/L",
        "30×109/L",
        "30 x 10^9/L",
        "30 x 10 ^ 9 / L",
        "30×10⁹/L",
        "30 × 10⁹ / L",
        "30 10E9/L",
        "30 10*9/L",
        "30 10**9/L",
        "30 x10(9)/L",
        "30 10^9/l",
        "30 G/L",
        "30 giga/L",
        "30/nL",
        "30 K/µL",
        "30K/uL",
        "30 k/μl",
        "30 Thou/uL",
        "30 10³/µL",
        "30 10^3/mm³",
        "30 x10^3/mm3",
        "30000/mm³",
        "30000/mm3",
        "30000 /uL",
        "30000 /µL",
        "30000 /μL",
        "30000 cells/mm3",
        "30000 cells/µL",
        "30000 cu mm",
        "3万/µL",
        "3.0 x10^4/uL",
        "3.0×10⁴/µL",
        "3e10/L",
        "30e9/L",
        "30",
        "３０",
        "３０×１０⁹／Ｌ",
        "30 ×10＾9/L",
        "30\u200e ×10^9/L",
        "\u202b30 ×10^9/L",
    ],
)
def test_a_platelet_count_of_30_is_read_from_every_spelling(text):
    assert used("platelets", text) == 30


@pytest.mark.parametrize(
    ("key", "text", "expected"),
    [
        ("hemoglobin", "9.1 g/dL", "91"),
        ("hemoglobin", "9,1 g/dl", "91"),
        ("hemoglobin", "9.1 gm/dL", "91"),
        ("hemoglobin", "9.1 g%", "91"),
        ("hemoglobin", "91 g/l", "91"),
        ("hemoglobin", "4.0 mmol/L", "64.456"),
        ("alt", "1.6 µkat/L", "96"),
        ("alt", "1.6 μkat/L", "96"),
        ("alt", "1.6 ukat/L", "96"),
        ("alt", "96 IU/L", "96"),
        ("alt", "96 iu/l", "96"),
        ("bilirubin_total", "2.0 mg/dL", "34.208"),
        ("creatinine", "2.5 mg/dL", "221.05"),
        ("creatinine", "0.6 mg/dl", "53.052"),
        ("creatinine", "0.6 ㎎/㎗", "53.052"),
        ("creatinine", "80 umol/L", "80"),
        ("creatinine", "80 μmol/L", "80"),
        ("creatinine", "80 µMOL/l", "80"),
        ("creatinine_clearance", "1 mL/s", "60"),
        ("creatinine_clearance", "90 ML/MIN", "90"),
        ("white_blood_cells", "4.1e9/L", "4.1"),
        ("neutrophils", "500/mm3", "0.5"),
        ("inr", "1.2 INR", "1.2"),
        ("prothrombin_time", "12.4秒", "12.4"),
        ("prothrombin_time", "12.4 sec", "12.4"),
        ("weight", "132 lb", "59.87419284"),
        ("weight", "60公斤", "60"),
    ],
)
def test_the_units_of_each_analyte_convert_exactly(key, text, expected):
    assert used(key, text) == Decimal(expected)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("× 10⁹ / L", "10^9/L"),
        ("x10(9)/l", "10^9/l"),
        ("×109/L", "10^9/L"),
        ("10E9/L", "10^9/L"),
        ("10³/μL", "10^3/µL"),
        ("mL/min/1.73 m²", "mL/min/1.73m2"),
        ("/mm³", "/mm3"),
        ("uL", "µL"),
    ],
)
def test_one_unit_has_one_spelling(one, other):
    assert unit_spelling(one) == other


def test_spelling_a_spelled_unit_again_changes_nothing():
    for _, _, word in SPELLINGS:
        assert unit_spelling(unit_spelling(word)) == unit_spelling(word)


def test_superscripts_are_not_lost_in_cleaning():
    assert cleaned("10⁹ １０⁻³　µμ") == "10^9 10^-3 µµ"


def test_a_number_without_unit_has_the_default_unit_and_says_so():
    assert read("creatinine", "0.9", "mg/dL") == Entered(
        Quantity(Decimal("0.9"), "mg/dL"), None, unit_was_typed=False
    )


def test_a_default_unit_may_be_spelled_in_any_accepted_way():
    assert read("creatinine", "0.9", "mg/dl").quantity == Quantity(Decimal("0.9"), "mg/dL")


def test_a_default_unit_that_the_analyte_has_not_is_refused_and_never_passed_over():
    with pytest.raises(ValueError, match="'mmol/L' is no unit of Creatinine"):
        read("creatinine", "0.09", "mmol/L")


# A unit of another kind


@pytest.mark.parametrize(
    ("key", "text", "accepted"),
    [
        ("platelets", "30 g/L", "10^9/L, /µL, 10^4/µL, /L"),
        ("platelets", "30 g/l", "10^9/L, /µL, 10^4/µL, /L"),
        ("platelets", "30 kg", "10^9/L, /µL, 10^4/µL, /L"),
        ("platelets", "30 10^6/L", "10^9/L, /µL, 10^4/µL, /L"),
        ("platelets", "30×10^9", "10^9/L, /µL, 10^4/µL, /L"),
        ("hemoglobin", "91 G/L", "g/L, g/dL, mmol/L"),
        ("hemoglobin", "91 kg", "g/L, g/dL, mmol/L"),
        ("creatinine", "80 mmol/L", "µmol/L, mg/dL"),
        ("creatinine_clearance", "90 mL/min/1.73m2", "mL/min, mL/s"),
        ("creatinine_clearance", "90 mL/min/1.73 m²", "mL/min, mL/s"),
        ("prothrombin_time", "85 %", "s"),
        ("prothrombin_time", "1.1 INR", "s"),
        ("inr", "12 s", "a number without unit"),
        ("alt", "96 U/mL", "U/L, µkat/L"),
        ("weight", "120斤", "kg, lb"),
        ("crp", "5 nmol/L", "mg/L, mg/dL"),
        ("hbv_dna", "500 kg", "IU/mL, copies/mL, log10 IU/mL"),
    ],
)
def test_a_unit_of_another_kind_is_refused_and_the_accepted_ones_are_named(key, text, accepted):
    with pytest.raises(ValueError, match="is no unit of") as refusal:
        read(key, text)
    assert str(refusal.value).endswith(f"Use {accepted}.")


def test_grams_and_giga_are_told_apart_by_case_alone():
    assert used("hemoglobin", "91 g/L") == 91
    assert used("platelets", "91 G/L") == 91


# Numbers


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("30.5", "30.5"),
        ("30,5", "30.5"),
        ("３０．５", "30.5"),
        ("３０，５", "30.5"),
        ("0,500", "0.500"),
        (".5", "0.5"),
        ("00030", "30"),
        ("+5", "5"),
        ("4.1e1", "41"),
        ("4,1E1", "41"),
        ("1,234.5", "1234.5"),
        ("1,234,567", "1234567"),
        ("1234,567", "1234.567"),
    ],
)
def test_decimal_marks_and_powers_are_understood(text, amount):
    assert read("platelets", text).quantity.amount == Decimal(amount)


@pytest.mark.parametrize(
    "text", ["1,230", "１，２３０", "+1,230", "150,000/µL", "1,230e3", "<1,230"]
)
def test_a_comma_that_can_be_read_in_two_ways_is_asked_about(text):
    with pytest.raises(ValueError, match=r"two ways\. Write \+?\d+(e3)? or \+?\d+\.\d+(e3)?\."):
        read("platelets", text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "abc",
        "-",
        "<",
        "30..5",
        "30.5.1",
        "1.230,5",
        "1,2,3",
        "30 00",
        "0 300",
        "30 0000",
        "30 000 00",
        "1'234,567'890",
        "30 40",
        "30-40",
        "30 (40",
        "30 (40) (50)",
        "30 (50-40)",
        "30 (40-50-60)",
        "30 (<40)",
        "30 (-40)",
        "30 ()",
        "30 (H) (L)",
        "<<30",
        "½",
        "NaN",
        "Infinity",
        "1e999",
        "0x1F",
        "1_000",
        "=1+1",
        "<b>30</b>",
        "30; DROP TABLE",
        "1:320",
    ],
)
def test_what_is_no_value_is_refused_in_a_sentence(text):
    with pytest.raises(ValueError, match=r"^'.*' .*\.$"):
        read("platelets", text)


@pytest.mark.parametrize("text", ["-5", "−5", "-0.1 10^9/L", "-0", "< -5"])
def test_a_value_below_zero_is_refused(text):
    with pytest.raises(ValueError, match="below zero"):
        read("platelets", text)


def test_a_text_of_ten_thousand_characters_is_refused_with_a_short_sentence():
    with pytest.raises(ValueError, match="is not a value of Platelets") as refusal:
        read("platelets", "3" * 10_000)
    assert len(str(refusal.value)) < 200


def test_an_analyte_without_units_has_no_numbers():
    with pytest.raises(ValueError, match="is not a value of HBsAg"):
        read_value("1", (), "", "HBsAg")


# Bounds, limits, flags


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("<5", "<"),
        ("＜5", "<"),
        ("< 5", "<"),
        ("<=5", "≤"),
        ("≤5", "≤"),
        (">5", ">"),
        ("＞5", ">"),
        (">=5", "≥"),
        ("≥ 5", "≥"),
        ("~5", "~"),
        ("～5", "~"),
        ("5", ""),
    ],
)
def test_a_detection_limit_is_read_as_a_bound(text, sign):
    assert read("platelets", text).quantity == Quantity(Decimal(5), "10^9/L", sign)


@pytest.mark.parametrize(
    "text",
    ["96 (40)", "96(40)", "96（40）", "96 U/L (40)", "96 IU/L(40)", "96 (40) H", "96 ( 40 )"],
)
def test_the_upper_limit_is_read_from_behind_the_value(text):
    found = read("alt", text)
    assert found.quantity == Quantity(Decimal(96), "U/L")
    assert found.upper_limit == Quantity(Decimal(40), "U/L")


def test_the_upper_limit_has_the_unit_of_the_value():
    limit = read("bilirubin_total", "2.4 mg/dL (1,2)").upper_limit
    assert limit == Quantity(Decimal("1.2"), "mg/dL")


@pytest.mark.parametrize("text", ["30 H", "30 L", "30 *", "30*", "30L", "30 10^9/L L"])
def test_the_laboratorys_flag_behind_a_value_is_no_unit(text):
    assert read("platelets", text).quantity == Quantity(Decimal(30), "10^9/L")


# Titres


@pytest.mark.parametrize(
    "text",
    ["1:320", "1：320", "1∶320", "1/320", "1 : 320", "1：３２０", "320", "1:320 titre"],
)
def test_a_titre_is_read_as_its_denominator(text):
    assert read("ana", text).quantity == Quantity(Decimal(320), "titre")


@pytest.mark.parametrize(("text", "sign"), [("<1:80", "<"), ("≥1:80", "≥"), (">=1：80", "≥")])
def test_a_titre_may_be_a_bound(text, sign):
    assert read("ana", text).quantity == Quantity(Decimal(80), "titre", sign)


@pytest.mark.parametrize("text", ["1.2", "1.2 (1.0)", "5 (1)", "1:80 (40)", "2:80", "80 IU"])
def test_an_index_of_another_method_is_no_titre(text):
    with pytest.raises(ValueError, match="titre"):
        read("ana", text)


def test_a_titre_of_what_has_none_is_refused_with_an_example():
    with pytest.raises(ValueError, match="is a titre; Platelets is not given as one") as refusal:
        read("platelets", "1:320")
    assert "5 10^9/L" in str(refusal.value)


def test_titres_and_values_are_written_as_people_write_them():
    assert str(Quantity(Decimal(320), "titre")) == "1:320"
    assert str(Quantity(Decimal(80), "titre", "<")) == "<1:80"
    assert str(Quantity(Decimal("1.20"), "")) == "1.20"
    assert str(Quantity(Decimal("4.1e9"), "/L", ">")) == ">4100000000 /L"
    assert plain(Decimal("1e-7")) == "0.0000001"


# Intervals


@pytest.mark.parametrize(
    ("text", "bound", "at_least", "above"),
    [
        ("5", "5", True, False),
        ("5", "5.01", False, False),
        ("5", "4.99", True, True),
        ("<5", "5", False, False),
        ("<5", "4.99", None, None),
        ("<5", "0", True, None),
        ("≤5", "5", None, False),
        (">5", "5", True, True),
        (">5", "5.01", None, None),
        ("≥5", "5", True, None),
        ("≥5", "4.99", True, True),
        ("~5", "5", None, None),
    ],
)
def test_a_bound_decides_only_where_all_its_amounts_agree(text, bound, at_least, above):
    quantity = read("platelets", text).quantity
    found = interval(quantity, ANALYTES["platelets"].units)
    assert found.is_at_least(Decimal(bound)) is at_least
    assert found.is_above(Decimal(bound)) is above


def test_an_interval_is_in_the_first_unit():
    found = interval(Quantity(Decimal(9), "g/dL", "<"), ANALYTES["hemoglobin"].units)
    assert found == Interval(Decimal(0), Decimal(90), high_in=False)


# Conversion, there and back


@pytest.mark.parametrize(
    ("key", "unit"), [(k, u) for k, e in ANALYTES.items() for u in e.units if u.converts]
)
def test_every_conversion_is_exact_there_and_back(key, unit):
    units = ANALYTES[key].units
    for amount in (Decimal(1), Decimal("0.1"), Decimal("12.34"), Decimal("99999.999")):
        there = in_first_unit(amount, unit.code, units)
        assert Fraction(there) == Fraction(amount) * Fraction(unit.factor)
        back = in_unit(Quantity(there, units[0].code), unit.code, units)
        assert back == Fraction(amount)


@pytest.mark.parametrize(
    ("key", "unit"), [(k, u) for k, e in ANALYTES.items() for u in e.units if not u.converts]
)
def test_a_unit_that_never_converts_is_kept_and_converted_nowhere(key, unit):
    units = ANALYTES[key].units
    text = "1:80" if unit.code == "titre" else f"12.5 {unit.code}"
    kept = read(key, text).quantity
    assert str(kept) == text
    assert as_used(kept, units) == kept
    assert interval(kept, units) == Interval(Decimal(0), None)
    with pytest.raises(ValueError, match="never converts into"):
        in_first_unit(kept.amount, kept.unit, units)
    with pytest.raises(ValueError, match="never converts into"):
        in_unit(Quantity(Decimal(1), units[0].code), unit.code, units)


def test_no_digit_is_lost_in_conversion():
    almost = "59.9999999999999999999999999999999999999999999999999 g/L"
    assert used("hemoglobin", almost) < 60
    assert used("hemoglobin", "5.99999999999999999999999999999999999999999 g/dL") < 60


@pytest.mark.parametrize(
    ("key", "one", "other"),
    [
        ("creatinine", "2.5 mg/dL", "221.05 µmol/L"),
        ("bilirubin_total", "1.2 mg/dL", "20.5248 µmol/L"),
        ("hemoglobin", "8.5 g/dL", "85 g/L"),
        ("platelets", "50,00 10^9/L", "50000/mm3"),
        ("alt", "10 µkat/L", "600 U/L"),
        ("weight", "1 lb", "0.45359237 kg"),
    ],
)
def test_two_ways_to_write_an_amount_are_one_amount(key, one, other):
    assert used(key, one) == used(key, other)


# Whatever is typed


AMOUNTS = st.decimals(0, 10**9, places=4) | st.integers(0, 10**9).map(Decimal)
KEYS = st.sampled_from(sorted(ANALYTES))
LIKE_A_VALUE = st.text(
    alphabet=string.digits + ".,:/()<>=≤≥~^⁹³×x *EeHLgGdmMµμuUIkKn万-+%（），．：３０", max_size=25
)


@given(st.sampled_from(SPELLINGS), AMOUNTS, st.sampled_from(SIGNS))
def test_a_printed_number_with_any_accepted_unit_reads_back_as_itself(spelling, amount, sign):
    key, unit, word = spelling
    whole = amount.to_integral_value() if unit.code == "titre" else amount
    found = read(key, f"{sign}{plain(whole)} {word}")
    assert found == Entered(Quantity(whole, unit.code, sign), None, unit_was_typed=True)


@given(st.sampled_from(SPELLINGS), AMOUNTS, st.sampled_from(SIGNS))
def test_a_quantity_reads_back_from_what_it_writes(spelling, amount, sign):
    key, unit, _ = spelling
    whole = amount.to_integral_value() if unit.code == "titre" else amount
    quantity = Quantity(whole, unit.code, sign)
    assert read(key, str(quantity), unit.code).quantity == quantity


@given(KEYS, st.text(max_size=40) | LIKE_A_VALUE)
@example("ana", "1e99")
@example("platelets", "1" + " " * 150 + "(")
@example("platelets", "10(" * 60)
def test_whatever_is_typed_is_a_value_or_a_sentence(key, text):
    found = read_or_refused(key, text)
    if isinstance(found, str):
        assert found.endswith(".")
        return
    assert found.quantity.amount >= 0
    assert read(key, str(found.quantity)).quantity == found.quantity


@given(KEYS, LIKE_A_VALUE)
def test_every_digit_in_front_of_the_unit_is_a_digit_of_the_value(key, text):
    found = read_or_refused(key, text)
    if isinstance(found, str):
        return
    typed = cleaned(text).lstrip("<>≤≥=~+ ").lower()
    if re.search(r"e|万|亿|[x×*] ?10 ?[\^*]", typed):
        return  # 4.1e9 and 3万: written out, they have other digits
    typed = re.sub(r"(?<=\d)[ '](?=\d{3}(?!\d))", "", typed) if typed[1:] else typed
    if re.match(r"1 ?[:/] ?\d", typed):
        typed = re.split("[:/]", typed, maxsplit=1)[1].lstrip()
    shown = plain(found.quantity.amount).lstrip("0")
    readings = (typed.replace(",", ".").lstrip("0"), typed.replace(",", "").lstrip("0"))
    assert any(one.startswith(shown) and not one[len(shown) :][:1].isdigit() for one in readings)


@given(st.text(max_size=400))
def test_a_text_is_cleaned_once_and_for_all(text):
    assert cleaned(cleaned(text)) == cleaned(text)


@given(KEYS, st.text(min_size=1, max_size=30) | LIKE_A_VALUE)
def test_any_text_is_a_unit_of_the_analyte_or_refused_with_the_accepted_ones(key, text):
    units = ANALYTES[key].units
    spelled = {unit_spelling(word).lower() for unit in units for word in (unit.code, *unit.also)}
    if unit_spelling(text).lower() not in spelled:
        with pytest.raises(ValueError, match=" is no unit of "):
            unit_named(text, units, key)


@pytest.mark.timeout(10)
@pytest.mark.parametrize("piece", [" ", "1 ", "10(", "10(9)", "1,", "ﷺ", "^", "("])
def test_the_longest_text_is_read_at_once(piece):
    text = ("1" + piece * MAX_LENGTH)[:MAX_LENGTH]
    assert read_or_refused("platelets", text)
