"""What a typed value of a vocabulary entry means."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from core.quantity import Entered, Quantity, TwoReadingsError
from core.values import (
    as_reported,
    read_lab,
    read_limit,
    read_result,
    read_state,
    read_total,
    read_typed,
)
from core.vocabulary import Lab, ScoreKind, State
from tests.builders import TODAY, a_setting, the_vocabulary


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
        ("hbv_dna", "500 kg"),
        ("hbsag", "x" * 10_000),
        ("hbsag", "<b>x</b>"),
        ("hbsag", ""),
    ],
)
def test_what_is_no_state_is_refused_with_a_short_sentence(key, text):
    with pytest.raises(ValueError, match=r"[A-Za-z]") as caught:
        read_state(state(key), text)
    assert len(str(caught.value)) < 300


# Words of reports


@pytest.mark.parametrize(
    ("key", "text", "expected"),
    [
        ("hbsag", "+++", "positive"),
        ("hbsag", "2+", "positive"),
        ("hbsag", "阳性", "positive"),
        ("hbsag", "阳性(+++)", "positive"),
        ("hbsag", "阳性 （＋）", "positive"),
        ("hbsag", "阴性(-)", "negative"),
        ("hbsag", "弱阳性(±)", "weak_positive"),
        ("hbsag", "Reactive", "positive"),
        ("hbsag", "non-reactive", "negative"),
        ("hbsag", "无反应性", "negative"),
        ("hbsag", "临界", "indeterminate"),
        ("hbv_dna", "Target Not Detected", "not_detected"),
        ("hbv_dna", "低于检测下限", "not_detected"),
    ],
)
def test_a_state_may_have_its_sign_behind_it(key, text, expected):
    assert read_state(state(key), text) == expected


@pytest.mark.parametrize("text", ["阳性(-)", "negative (+)", "positive maybe", "(+) (-)"])
def test_two_states_that_contradict_each_other_are_refused(text):
    with pytest.raises(ValueError, match="is not a result of"):
        read_state(state("hbsag"), text)


@pytest.mark.parametrize(
    ("text", "amount", "sign"),
    [
        ("阳性 1:320", "320", ""),
        ("阳性(1:320)", "320", ""),
        ("positive, 1:80", "80", ""),
        ("Positive ≥1:1000", "1000", "≥"),
    ],
)
def test_a_positive_state_with_its_titre_is_that_titre(text, amount, sign):
    read = read_state(state("ana"), text)
    assert isinstance(read, Entered)
    assert read.quantity == Quantity(Decimal(amount), "titre", sign)


@pytest.mark.parametrize("text", ["negative 1:320", "1:320 1:80", "maybe 1:320"])
def test_a_titre_with_any_other_word_is_refused(text):
    with pytest.raises(ValueError, match="ANA"):
        read_state(state("ana"), text)


# A result with its day


@pytest.mark.parametrize(
    ("text", "value", "day"),
    [
        ("9.1 g/dL @ 2026-11-06", "9.1 g/dL", "2026-11-06"),
        ("9.1 g/dL@-3d", "9.1 g/dL", "2026-11-15"),
        ("9.1 g/dL L ＠ 1106", "9.1 g/dL", "2026-11-06"),
        ("91 @ 2026-10", "91 g/L", "2026-10"),
        ("91 @ t", "91 g/L", "2026-11-18"),
        ("91", "91 g/L", None),
    ],
)
def test_a_day_may_stand_behind_a_result(text, value, day):
    typed = read_typed(lab("hemoglobin"), text, a_setting(), TODAY)
    assert isinstance(typed.read, Entered)
    assert str(typed.read.quantity) == value
    assert (str(typed.day) if typed.day else None) == day
    assert typed.raw == text


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("91 @", "is not a day"),
        ("91 @ 2026-11-19", "lies ahead"),
        ("91 @ 6/11/2026", "two ways"),
        ("@ 2026-11-06", "is not a value"),
        ("91 @ -3d @ -4d", "is no unit of"),
    ],
)
def test_a_result_whose_day_cannot_be_is_refused(text, why):
    with pytest.raises(ValueError, match=why):
        read_typed(lab("hemoglobin"), text, a_setting(), TODAY)


def test_the_day_of_a_result_is_read_in_the_sites_order():
    setting = a_setting(date_order="mdy")
    typed = read_typed(state("hbsag"), "neg @ 11/6/2026", setting, TODAY)
    assert (typed.read, str(typed.day)) == ("negative", "2026-11-06")


def test_a_day_behind_a_value_has_no_place_in_a_record():
    with pytest.raises(ValueError, match="is no unit of"):
        read_lab(lab("hemoglobin"), "9.1 g/dL @ 2026-11-06", a_setting())


# What was typed, what it was taken for, what is asked


@pytest.mark.parametrize(
    ("text", "site", "unit_from", "used"),
    [
        ("9.1 g/dL", {}, "typed", "91.0 g/L"),
        ("9.1", {"hemoglobin": "g/dL"}, "site", "91.0 g/L"),
        ("91", {}, "vocabulary", "91 g/L"),
        ("91 g/L", {"hemoglobin": "g/dL"}, "typed", "91 g/L"),
        ("<9,1 g/dl", {}, "typed", "<91.0 g/L"),
    ],
)
def test_the_text_the_unit_and_the_amount_in_use_are_all_kept(text, site, unit_from, used):
    typed = read_typed(lab("hemoglobin"), text, a_setting(default_units=site), TODAY)
    assert (typed.raw, typed.unit_from, str(typed.used)) == (text, unit_from, used)
    assert typed.doubt is None


def test_what_can_hardly_be_is_asked_about_and_kept_as_it_was_typed():
    typed = read_typed(lab("hemoglobin"), "1230 g/L", a_setting(), TODAY)
    assert typed.used == Quantity(Decimal(1230), "g/L")
    assert typed.doubt is not None
    assert typed.doubt.perhaps == (Quantity(Decimal(123), "g/L"),)


def test_a_result_in_a_unit_that_never_converts_is_used_as_it_was_reported():
    typed = read_typed(state("hbv_dna"), "500 copies/mL (100)", a_setting(), TODAY)
    assert isinstance(typed.read, Entered)
    assert typed.used == typed.read.quantity == Quantity(Decimal(500), "copies/mL")
    assert typed.read.upper_limit == Quantity(Decimal(100), "copies/mL")


def test_an_analyte_is_seen_in_the_unit_of_the_report_where_that_never_converts():
    ch50 = lab("complement_ch50")
    own = next(unit for unit in ch50.units if not unit.converts)
    seen = as_reported(ch50, own.code)
    assert [(unit.code, unit.factor) for unit in seen.units] == [(own.code, Decimal(1))]
    assert as_reported(ch50, ch50.unit) is ch50


def test_labs_and_findings_are_read_by_one_door():
    setting = a_setting()
    assert read_result(state("hbsag"), "neg", setting) == "negative"
    assert isinstance(read_result(lab("alt"), "96 (40)", setting), Entered)
    with pytest.raises(TwoReadingsError):
        read_result(lab("alt"), "1,230", setting)


# Scores


def score(key):
    entry = the_vocabulary().get(ScoreKind, key)
    assert entry is not None
    return entry


@pytest.mark.parametrize(
    ("key", "text", "total"),
    [
        ("sledai_2k", "0", "0"),
        ("sledai_2k", "105", "105"),
        ("sledai_2k", "１２", "12"),
        ("das28_esr", "5,21", "5.21"),
        ("das28_esr", "5.2", "5.2"),
        ("cdai", "22.5", "22.5"),
    ],
)
def test_a_total_is_read_as_a_number(key, text, total):
    assert read_total(score(key), text) == Decimal(total)


@pytest.mark.parametrize(
    ("key", "text", "why"),
    [
        ("sledai_2k", "106", "lies outside 0 to 105"),
        ("sledai_2k", "12.5", "steps of 1"),
        ("sledai_2k", "-1", "is no total"),
        ("sledai_2k", "12 points", "is no total"),
        ("sledai_2k", "", "is no total"),
        ("sledai_2k", ".", "is no total"),
        ("sledai_2k", "12 12", "is no total"),
        ("sledai_2k", "1.2.3", "is not a number"),
        ("das28_esr", "1,234", "two ways"),
        ("bilag_2004", "F", "is no grade of BILAG-2004. Use A, B, C, D, E"),
        ("bilag_2004", "3", "is no grade"),
    ],
)
def test_what_is_no_total_or_grade_is_refused(key, text, why):
    with pytest.raises(ValueError, match=why):
        read_total(score(key), text)


@pytest.mark.parametrize("text", ["A", "a", " Ａ "])
def test_a_grade_is_read_in_either_case(text):
    assert read_total(score("bilag_2004"), text) == "A"


# Whatever is typed

ENTRIES = [*the_vocabulary().all(Lab), *the_vocabulary().all(State)]
SCORES = [*the_vocabulary().all(ScoreKind)]
ANYTHING = st.text(max_size=60) | st.text(
    alphabet="0123456789.,:/()<>≤@ -+*EeHLgdmµ^×阳性阴弱万tposneg±", max_size=25
)


@given(st.sampled_from(ENTRIES), ANYTHING)
@example(state("ana"), ",;" * 5000 + "1:80")
@example(state("ana"), "(" * 5000)
def test_whatever_is_typed_is_a_result_or_a_sentence(entry, text):
    try:
        found = read_typed(entry, text, a_setting(), TODAY)
    except ValueError as refusal:
        refused = str(refusal)
    else:
        assert found.raw == text
        assert found.read in entry.states if isinstance(found.read, str) else found.used
        return
    assert refused.endswith(".")


@given(st.sampled_from(SCORES), ANYTHING)
def test_whatever_is_typed_is_a_total_a_grade_or_a_sentence(entry, text):
    try:
        found = read_total(entry, text)
    except ValueError as refusal:
        refused = str(refusal)
    else:
        assert found in entry.grades or not entry.grades
        return
    assert refused.endswith(".")
