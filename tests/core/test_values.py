"""What a typed value of a vocabulary entry means."""

from __future__ import annotations

from decimal import Decimal

import pytest

from core.quantity import Entered
from core.values import read_lab, read_limit, read_state
from core.vocabulary import Lab, State
from tests.builders import a_setting, the_vocabulary


def lab(key):
    entry = the_vocabulary().get(Lab, key)
    assert entry is not None
    return entry


def state(key):
    entry = the_vocabulary().get(State, key)
    assert entry is not None
    return entry


@pytest.mark.parametrize(
    ("key", "text", "amount", "unit"),
    [
        ("hemoglobin", "9.1 g/dL", "9.1", "g/dL"),
        ("hemoglobin", "91", "91", "g/L"),
        ("hemoglobin", "９１ g/L", "91", "g/L"),
        ("hemoglobin", "9,1 g/dL", "9.1", "g/dL"),
        ("white_blood_cells", "5.2 ×10^9/L", "5.2", "10^9/L"),
        ("inr", "1.2", "1.2", ""),
    ],
)
def test_a_result_is_read_as_it_is_typed(key, text, amount, unit):
    read = read_lab(lab(key), text, a_setting()).quantity
    assert (read.amount, read.unit) == (Decimal(amount), unit)


def test_a_number_without_unit_is_in_the_sites_unit_and_else_in_the_first():
    setting = a_setting(default_units={"hemoglobin": "g/dL"})
    assert read_lab(lab("hemoglobin"), "9", setting).quantity.unit == "g/dL"
    assert read_lab(lab("hemoglobin"), "9", a_setting()).quantity.unit == "g/L"


def test_a_limit_without_unit_is_in_the_unit_of_its_result():
    assert read_limit(lab("bilirubin_total"), "1.2", "mg/dL").unit == "mg/dL"
    assert read_limit(lab("bilirubin_total"), "20 µmol/L", "mg/dL").unit == "µmol/L"


@pytest.mark.parametrize("text", ["abc", "12 mmHg", "", "-3 g/L", "1:40", "1.2.3"])
def test_what_is_no_result_is_refused_with_a_sentence(text):
    with pytest.raises(ValueError, match=r"[A-Za-z]+"):
        read_lab(lab("hemoglobin"), text, a_setting())


@pytest.mark.parametrize(
    ("key", "text", "expected"),
    [
        ("hbsag", "NEG", "negative"),
        ("hbsag", " positive ", "positive"),
        ("hbsag", "弱阳性", "weak_positive"),
        ("hbsag", "+/-", "weak_positive"),
        ("hbsag", "(+)", "positive"),
        ("hbsag", "（＋）", "positive"),
        ("hbsag", "not detected", "negative"),
        ("hbv_dna", "not detected", "not_detected"),
        ("hbv_dna", "<LLOQ", "detected_below_limit"),
        ("hrct_progression", "yes", "present"),
        ("hrct_progression", "no", "absent"),
        ("ecg", "正常", "normal"),
    ],
)
def test_a_state_is_understood_as_reports_and_people_write_it(key, text, expected):
    assert read_state(state(key), text) == expected


@pytest.mark.parametrize(("key", "text"), [("ana", "1:160"), ("hbv_dna", "<20 IU/mL")])
def test_where_a_number_may_stand_for_a_state_it_is_read_as_one(key, text):
    assert isinstance(read_state(state(key), text), Entered)


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("hbsag", "maybe"),
        ("hbsag", "5"),
        ("hrct_progression", "positive"),
        ("pregnancy_test", "±"),
        ("ana", "1.5"),
        ("hbv_dna", "500 copies/mL"),
        ("hbsag", "x" * 10_000),
        ("hbsag", "<b>x</b>"),
        ("hbsag", ""),
    ],
)
def test_what_is_no_state_is_refused_with_a_short_sentence(key, text):
    with pytest.raises(ValueError, match=r"[A-Za-z]") as caught:
        read_state(state(key), text)
    assert len(str(caught.value)) < 300
