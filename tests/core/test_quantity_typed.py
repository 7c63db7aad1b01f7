"""The grammar of a value field: thousands, powers, limits, flags, and what is asked about."""

from __future__ import annotations

from decimal import Decimal

import pytest

from core.quantity import (
    Entered,
    Quantity,
    TwoReadingsError,
    Unit,
    doubt,
    read_limit,
    read_value,
)
from core.vocabulary import Lab
from tests.builders import the_vocabulary

LITRES = (
    Unit("L", "L", Decimal(1), ("litre",)),
    Unit("mL", "mL", Decimal("0.001")),
)
VOLUME_AND_PERCENT = (
    Unit("%", "%", Decimal(1)),
    Unit("L", "L", converts=False),
)


def lab(key):
    entry = the_vocabulary().get(Lab, key)
    assert entry is not None
    return entry


def read(key: str, text: str) -> Entered:
    entry = lab(key)
    return read_value(text, entry.units, entry.unit, entry.label.en)


def platelets(text: str) -> Quantity:
    return read("platelets", text).quantity


# Thousands set apart, and powers of ten


@pytest.mark.parametrize(
    ("text", "amount", "unit"),
    [
        ("30 000/µL", "30000", "/µL"),
        ("30 000 /µL", "30000", "/µL"),
        ("30\u00a0000/µL", "30000", "/µL"),
        ("30\u2009000/µL", "30000", "/µL"),
        ("30'000/µL", "30000", "/µL"),
        ("30’000/µL", "30000", "/µL"),
        ("1 234 567/µL", "1234567", "/µL"),
        ("1'234.5", "1234.5", "10^9/L"),
        ("1 234,5", "1234.5", "10^9/L"),
        ("<30 000/µL", "30000", "/µL"),
    ],
)
def test_blanks_and_apostrophes_set_thousands_apart(text, amount, unit):
    found = platelets(text)
    assert (found.amount, found.unit) == (Decimal(amount), unit)


@pytest.mark.parametrize(
    ("key", "text", "expected"),
    [
        ("platelets", "3×10^7/L", Quantity(Decimal(30_000_000), "/L")),
        ("platelets", "3 x 10**4 /µL", Quantity(Decimal(3), "10^4/µL")),
        ("platelets", "300亿/L", Quantity(Decimal(30_000_000_000), "/L")),
        ("platelets", "3万/µL", Quantity(Decimal(3), "10^4/µL")),
        ("igg", "9.0×10^2 mg/dL", Quantity(Decimal(900), "mg/dL")),
        ("crp", "5×10^-1 mg/L", Quantity(Decimal("0.5"), "mg/L")),
    ],
)
def test_a_power_of_ten_before_a_typed_unit_belongs_to_the_number(key, text, expected):
    assert read(key, text).quantity == expected


@pytest.mark.parametrize("text", ["30×10^9", "3万", "30 ×102 /µL", "3×10^9 kg", "30×10^999/L"])
def test_a_power_of_ten_without_a_unit_or_with_a_lost_sign_is_refused(text):
    with pytest.raises(ValueError, match="is no unit of Platelets"):
        platelets(text)


# What has two readings is asked about


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("1,230", ("1230", "1.230")),
        ("150,000/µL", ("150000/µL", "150.000/µL")),
        ("<1,230 (2000)", ("<1230 (2000)", "<1.230 (2000)")),
        ("12 (1,230)", ("12 (1230)", "12 (1.230)")),
        ("12 (1,230-2000)", ("12 (1230-2000)", "12 (1.230-2000)")),
        ("30 109/L", ("30 10^9/L", "30109 /L")),
        ("<30 109/L", ("<30 10^9/L", "<30109 /L")),
        ("5 103/µL", ("5 10^9/L", "5103 /µL")),
    ],
)
def test_two_readings_are_named_and_each_reads_as_it_is_meant(text, readings):
    with pytest.raises(TwoReadingsError) as asked:
        platelets(text)
    assert asked.value.readings == readings
    one, other = (read("platelets", reading) for reading in readings)
    assert one != other


@pytest.mark.parametrize("text", ["109/L", "10E9/L", "10e9/L", "104/µL", "103/mm³", "109/L (350)"])
def test_a_unit_without_its_number_is_not_read_as_a_number(text):
    with pytest.raises(TwoReadingsError, match="is a unit without its number") as asked:
        platelets(text)
    (spaced,) = asked.value.readings
    assert platelets(spaced).unit in ("/L", "/µL")


@pytest.mark.parametrize("text", ["<109/L", "~10E9/L", "109/L H", "109/L↓"])
def test_neither_a_comparator_nor_a_flag_makes_a_number_of_a_unit(text):
    with pytest.raises(TwoReadingsError, match="is a unit without its number"):
        platelets(text)


@pytest.mark.parametrize("text", ["10^9/L", "×10^9/L", "10⁹/L", "x109/L"])
def test_a_unit_alone_is_no_value(text):
    with pytest.raises(ValueError, match=r"unit without its number|is not a value of Platelets"):
        platelets(text)


@pytest.mark.parametrize(
    ("text", "amount"), [("109 /L", "109"), ("30×109/L", "30"), ("30.5 109/L", "30.5")]
)
def test_a_blank_or_a_sign_makes_clear_which_is_the_number(text, amount):
    assert platelets(text).amount == Decimal(amount)


# Limits and flags


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("96 (40)", None, "40"),
        ("96 (≤40)", None, "40"),
        ("96 (9-40)", "9", "40"),
        ("96 (9–40)", "9", "40"),
        ("96 (9 ~ 40)", "9", "40"),
        ("96（9～40）", "9", "40"),
        ("96 [9-40] U/L", "9", "40"),
        ("96 U/L (9-40 U/L)", "9", "40"),
        ("96 ↑ U/L (9,5-40,5)", "9.5", "40.5"),
        ("96 (1 000-1 234,5)", "1000", "1234.5"),
        ("96 (9e0-4E1)", "9", "40"),
    ],
)
def test_the_limits_printed_with_a_result_are_read_with_it(text, low, high):
    found = read("alt", text)
    assert found.quantity == Quantity(Decimal(96), "U/L")
    assert found.lower_limit == (Quantity(Decimal(low), "U/L") if low else None)
    assert found.upper_limit == Quantity(Decimal(high), "U/L")


@pytest.mark.parametrize(
    ("text", "limit"),
    [
        ("96 (125-350 10^9/L)", "350 10^9/L"),
        ("96 (350×10⁹/L)", "350 10^9/L"),
        ("96 (350 109/L)", "350 10^9/L"),
        ("96 (350000/µL)", "350000 /µL"),
        ("96 x10(9)/L (350)", "350 10^9/L"),
    ],
)
def test_the_limit_of_a_cell_count_may_have_its_power_of_ten(text, limit):
    assert str(read("platelets", text).upper_limit) == limit


def test_a_limit_may_have_a_unit_of_its_own():
    found = read("bilirubin_total", "41 µmol/L (1.2 mg/dL)")
    assert found.upper_limit == Quantity(Decimal("1.2"), "mg/dL")


@pytest.mark.parametrize(
    ("text", "flag"),
    [
        ("9.1 g/dL L", "L"),
        ("9.1 L", "L"),
        ("9.1L", "L"),
        ("9.1 g/dL LL", "LL"),
        ("9.1 H g/dL", "H"),
        ("9.1*", "*"),
        ("9.1 g/dL*", "*"),
        ("9.1↓", "L"),
        ("9.1 g/dL ↓↓", "LL"),
        ("9.1↑ g/dL", "H"),
        ("9.1 (H)", "H"),
        ("9.1 g/dL [L] (17.5)", "L"),
        ("9.1 g/dL", ""),
    ],
)
def test_the_flag_of_the_laboratory_is_kept(text, flag):
    found = read("hemoglobin", text)
    assert (found.quantity.amount, found.flag) == (Decimal("9.1"), flag)


def test_a_litre_is_a_unit_before_it_is_a_flag():
    assert read_value("2.1 L", LITRES, "L", "x").quantity == Quantity(Decimal("2.1"), "L")
    assert read_value("2.1 L L", LITRES, "L", "x").flag == "L"
    found = read_value("65 L", VOLUME_AND_PERCENT, "%", "x")
    assert (found.quantity, found.flag) == (Quantity(Decimal(65), "L"), "")


@pytest.mark.parametrize("text", ["9.1 g/dLH", "9.1 H L g/dL", "9.1 h", "9.1 (X)", "9.1 HHH"])
def test_what_is_neither_unit_nor_flag_is_refused(text):
    with pytest.raises(ValueError, match=r"is no unit of|is no upper limit"):
        read("hemoglobin", text)


@pytest.mark.parametrize(
    ("text", "amount", "unit"),
    [
        ("40", "40", "U/L"),
        ("9-40", "40", "U/L"),
        ("≤40", "40", "U/L"),
        ("0.67 µkat/L", "0.67", "µkat/L"),
        ("9–40 U/L", "40", "U/L"),
    ],
)
def test_an_upper_limit_on_its_own_may_be_a_range(text, amount, unit):
    found = read_limit(text, lab("alt").units, "U/L", "the limit of ALT")
    assert found == Quantity(Decimal(amount), unit)


@pytest.mark.parametrize("text", ["<40", "~40", "40 (50)", "40 H", "", "40-9", "x", "40 kg", "-40"])
def test_what_is_no_limit_is_refused(text):
    with pytest.raises(ValueError, match=r"[a-z]"):
        read_limit(text, lab("alt").units, "U/L", "the limit of ALT")


def test_a_limit_that_can_be_read_in_two_ways_is_asked_about():
    with pytest.raises(TwoReadingsError):
        read_limit("1,230", lab("alt").units, "U/L", "the limit of ALT")


# A unit says how it converts


@pytest.mark.parametrize(
    ("factor", "converts"),
    [(None, True), (Decimal(2), False), (Decimal(0), True), (Decimal(-1), True)],
)
def test_a_unit_has_a_factor_or_says_that_it_never_converts(factor, converts):
    with pytest.raises(ValueError, match="give a factor above zero, or else 'converts: no'"):
        Unit("x", "x", factor, (), converts)


# Amounts that can hardly be


@pytest.mark.parametrize(
    ("key", "text", "perhaps"),
    [
        ("hemoglobin", "1230 g/L", ("123 g/L",)),
        ("hemoglobin", "9.1", ("9.1 g/dL", "9.1 mmol/L", "91 g/L")),
        ("platelets", "30000", ("30000 /µL", "300 10^9/L", "30 10^9/L")),
        ("platelets", "30 /µL", ("30 10^9/L", "30 10^4/µL", "30000 /µL")),
        ("creatinine", "0.8", ("0.8 mg/dL", "80 µmol/L")),
        ("bilirubin_total", "0.83", ("0.83 mg/dL", "8.3 µmol/L", "83 µmol/L")),
        ("creatinine", "<0.8 µmol/L", ("<0.8 mg/dL",)),
        ("creatinine", "<8 µmol/L", ()),
    ],
)
def test_an_amount_that_can_hardly_be_is_questioned_and_never_changed(key, text, perhaps):
    entry = lab(key)
    found = read(key, text).quantity
    asked = doubt(found, entry.units, entry.plausible)
    assert asked is not None
    assert (asked.low, asked.high) == entry.plausible
    assert tuple(str(one) for one in asked.perhaps) == perhaps
    assert read(key, text).quantity == found


@pytest.mark.parametrize("text", ["50", "190", "5 g/dL", "19 g/dL"])
def test_an_amount_at_the_edge_of_the_plausible_is_not_questioned(text):
    entry = lab("hemoglobin")
    assert doubt(read("hemoglobin", text).quantity, entry.units, entry.plausible) is None


@pytest.mark.parametrize("text", ["49.9", "190.1"])
def test_an_amount_just_outside_the_plausible_is_questioned(text):
    entry = lab("hemoglobin")
    assert doubt(read("hemoglobin", text).quantity, entry.units, entry.plausible) is not None


def test_what_has_no_plausible_range_or_never_converts_is_not_questioned():
    assert doubt(Quantity(Decimal(10**9), "L"), LITRES, None) is None
    plausible = (Decimal(20), Decimal(130))
    assert doubt(Quantity(Decimal(2), "L"), VOLUME_AND_PERCENT, plausible) is None
