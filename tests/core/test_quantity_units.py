"""The units of the analytes as their sources have them: factors, worked examples, traps."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from core.quantity import (
    Quantity,
    can_compare,
    converts,
    in_first_unit,
    in_unit,
    is_above,
    read_value,
    unit_spelling,
)
from core.vocabulary import Lab, State
from tests.builders import the_vocabulary


def entry(key: str) -> Lab | State:
    found = the_vocabulary().get(Lab, key) or the_vocabulary().get(State, key)
    assert found is not None, key
    return found


def typed(key: str, text: str) -> Quantity:
    of = entry(key)
    return read_value(text, of.units, of.units[0].code, of.label.en).quantity


def used(key: str, text: str) -> Decimal:
    found = typed(key, text)
    return in_first_unit(found.amount, found.unit, entry(key).units)


# One amount written in two ways, by the exact factor of its analyte


@pytest.mark.parametrize(
    ("key", "one", "other"),
    [
        ("white_blood_cells", "1 ×10^9/L", "1 ×10^3/µL"),
        ("white_blood_cells", "1 ×10^9/L", "1 K/uL"),
        ("white_blood_cells", "1 ×10^9/L", "1 G/L"),
        ("white_blood_cells", "1 ×10^9/L", "1 /nL"),
        ("white_blood_cells", "1 ×10^9/L", "1000/µL"),
        ("white_blood_cells", "1 ×10^9/L", "1000/mm³"),
        ("white_blood_cells", "1 x10^4/uL", "10 ×10^9/L"),
        ("white_blood_cells", "1 万/µL", "10 ×10^9/L"),
        ("neutrophils", "500/mm3", "0.5 ×10^9/L"),
        ("platelets", "50 000/mm3", "50 ×10^9/L"),
        ("platelets", "3.0 x10^4/uL", "30 ×10^9/L"),
        ("platelets", "500亿/L", "50 ×10^9/L"),
        ("hemoglobin", "1 g/dL", "10 g/L"),
        ("hemoglobin", "1 mmol/L", "16.114 g/L"),
        ("hemoglobin", "1 mmol/L", "1.6114 g/dL"),
        ("hemoglobin", "8.5 g/dL", "85 g/L"),
        ("creatinine", "1 mg/dL", "88.42 µmol/L"),
        ("creatinine", "0.6 mg/dL", "53.052 µmol/L"),
        ("creatinine", "1.2 mg/dL", "106.104 µmol/L"),
        ("creatinine", "2.0 mg/dL", "176.84 µmol/L"),
        ("creatinine", "2.5 mg/dL", "221.05 µmol/L"),
        ("bilirubin_total", "1 mg/dL", "17.104 µmol/L"),
        ("bilirubin_total", "2.0 mg/dL", "34.208 µmol/L"),
        ("alt", "1 µkat/L", "60 U/L"),
        ("ldh", "1 ukat/L", "60 U/L"),
        ("creatine_kinase", "10 ukat/L", "600 U/L"),
        ("crp", "1 mg/dL", "10 mg/L"),
        ("igg", "100 mg/dL", "1 g/L"),
        ("creatinine_clearance", "1 mL/s", "60 mL/min"),
        ("egfr", "1 mL/s/1.73 m²", "60 mL/min/1.73 m²"),
        ("egfr", "90 ML/min/1.73m2", "90 mL/min/1.73m2"),
        ("egfr", "90 mL/min/(1.73 m²)", "90 mL/min/1.73m2"),
        ("weight", "1 lb", "0.45359237 kg"),
        ("height", "1 in", "2.54 cm"),
        ("height", "1.6 m", "160 cm"),
        ("esr", "20 mm/h", "20 mm/1st hour"),
        ("pregnancy_test_serum", "5 mIU/mL", "5 IU/L"),
        ("urine_protein_creatinine_ratio", "1 mg/mmol", "8.842 mg/g"),
    ],
)
def test_two_ways_to_write_an_amount_are_one_amount(key, one, other):
    assert used(key, one) == used(key, other)


@pytest.mark.parametrize(
    ("key", "text", "unit", "shown"),
    [
        ("bilirubin_total", "34.2 µmol/L", "mg/dL", "1.9995"),
        ("bilirubin_total", "34.3 µmol/L", "mg/dL", "2.0054"),
        ("bilirubin_total", "21 µmol/L", "mg/dL", "1.2278"),
        ("creatinine", "221.03 µmol/L", "mg/dL", "2.4998"),
        ("alt", "1 U/L", "µkat/L", "0.0167"),
        ("hemoglobin", "60 g/L", "mmol/L", "3.7235"),
    ],
)
def test_a_conversion_back_is_exact_and_rounded_only_to_be_shown(key, text, unit, shown):
    found = in_unit(typed(key, text), unit, entry(key).units)
    assert f"{Decimal(found.numerator) / Decimal(found.denominator):.4f}" == shown
    assert Fraction(used(key, text)) == found * Fraction(
        in_first_unit(Decimal(1), unit, entry(key).units)
    )


@pytest.mark.parametrize(
    ("key", "text", "limit", "above"),
    [
        ("bilirubin_total", "34.2 µmol/L", "2.0 mg/dL", False),
        ("bilirubin_total", "34.208 µmol/L", "2.0 mg/dL", False),
        ("bilirubin_total", "34.3 µmol/L", "2.0 mg/dL", True),
        ("creatinine", "221.03 µmol/L", "221 µmol/L", True),
        ("creatinine", "221.03 µmol/L", "2.5 mg/dL", False),
        ("hemoglobin", "4.0 mmol/L", "60 g/L", True),
        ("neutrophils", "499/mm3", "0.5 ×10^9/L", False),
        ("alt", "120 U/L", "2 µkat/L", False),
        ("hbv_dna", "600 copies/mL", "500 copies/mL", True),
        ("hbv_dna", "500 copies/mL", "500 copies/mL", False),
        ("hbv_dna", "<20 IU/mL", "20 IU/mL", False),
        ("hbv_dna", ">20 IU/mL", "20 IU/mL", True),
        ("hbv_dna", "~20 IU/mL", "20 IU/mL", None),
        ("pr3_anca", "35 RU/mL", "20 RU/mL", True),
    ],
)
def test_a_result_is_compared_with_a_limit_exactly_and_in_their_own_unit(key, text, limit, above):
    units = entry(key).units
    assert can_compare(typed(key, text), typed(key, limit), units)
    assert is_above(typed(key, text), typed(key, limit), units) is above


# What never converts


@pytest.mark.parametrize(
    ("key", "one", "other"),
    [
        ("hbv_dna", "500 copies/mL", "100 IU/mL"),
        ("hcv_rna", "5.2 log10 IU/mL", "100 IU/mL"),
        ("anti_dsdna", "120 U/mL", "100 IU/mL"),
        ("pr3_anca", "35 RU/mL", "20 U/mL"),
        ("anti_dsdna", "1:80", "100 IU/mL"),
    ],
)
def test_units_of_two_methods_are_kept_apart(key, one, other):
    units = entry(key).units
    kept = typed(key, one)
    assert not (converts(kept.unit, units) and converts(typed(key, other).unit, units))
    assert not can_compare(kept, typed(key, other), units)
    with pytest.raises(ValueError, match="never converts"):
        is_above(kept, typed(key, other), units)


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("crp", "5 nmol/L"),
        ("creatinine_clearance", "90 mL/min/1.73 m²"),
        ("egfr", "90 mL/min"),
        ("prothrombin_time", "85 %"),
        ("prothrombin_activity", "12 s"),
        ("inr", "12 s"),
        ("hemoglobin", "91 G/L"),
        ("platelets", "30 g/L"),
        ("igg", "9 U/L"),
        ("weight", "170 cm"),
        ("b_cells_cd19", "5 %"),
        ("b_cells_cd19_percent", "5 /µL"),
    ],
)
def test_another_quantity_is_no_unit_of_this_one(key, text):
    with pytest.raises(ValueError, match="is no unit of"):
        typed(key, text)


# Spellings that lose or hide a power of ten


@pytest.mark.parametrize(
    "text",
    [
        "3×10^9/L",
        "3×10\\^9/L",
        "3×109/L",
        "3 x10*9/L",
        "3×10⁹/L",
        "3 10E9/L",
        "3 10*9/L",
        "3 x10(9)/L",
        "3 G/L",
        "3/nL",
        "3 K/µL",
        "3K/uL",
        "3 Thou/uL",
        "3 10³/µL",
        "3 10^3/mm³",
        "3000/mm³",
        "3000 cells/uL",
        "3000 cells/mm3",
        "3e9/L",
        "3E9/L",
        "0.3万/µL",
        "30亿/L",
        "３×１０⁹／Ｌ",
    ],
)
def test_three_giga_per_litre_are_read_from_every_spelling(text):
    assert used("white_blood_cells", text) == 3


@pytest.mark.parametrize(
    ("text", "spelled"),
    [
        ("umol/L", "µmol/L"),
        ("UMOL/L", "µMOL/L"),
        ("mcmol/L", "µmol/L"),
        ("mcg/L", "µg/L"),
        ("ug/L", "µg/L"),
        ("ukat/L", "µkat/L"),
        ("uIU/mL", "µIU/mL"),
        ("/ul", "/µl"),
        ("/mcL", "/µL"),
        ("U/L", "U/L"),
        ("IU/mL", "IU/mL"),
        ("mU/L", "mU/L"),
        ("units/mL", "units/mL"),
        ("cu mm", "cumm"),
        ("RU/mL", "RU/mL"),
    ],
)
def test_a_micro_without_its_letter_is_understood_and_a_unit_u_is_none(text, spelled):
    assert unit_spelling(text) == spelled
