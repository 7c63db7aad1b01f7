"""Limits: each without unit, of another kind, empty or out of reach is told once."""

from __future__ import annotations

import pytest

from tests.core.lint.faulty import told


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("lab: hemoglobin", "the rule 'lab' has no limit. Add at_least"),
        ("score: sledai_2k", "the rule 'score' has no limit"),
        ("joints: tender", "the rule 'joints' has no limit"),
        ("age: consent", "the rule 'age' has no limit"),
        ("lab: hemoglobin\nat_least: 60", "has no unit. Write it as the text does, such as 60 g/L"),
        ("lab: hemoglobin\nat_least: 60 mmHg", "'mmHg' is no unit of hemoglobin. Use g/L"),
        ("lab: alt\nat_most: 0 ULN", "Write a multiple above zero"),
        ("lab: alt\nat_least: 1 LLN\nat_most: 3 ULN", "ULN and of LLN stand in one rule"),
        ("score: sledai_2k\nat_least: 8 points", "a score has no unit. Write 8."),
        ("score: sledai_2k\nat_least: 8 ULN", "a score has no unit"),
        ("score: patient_global\nat_least: 2 cm", "Write 2, in cm."),
        ("score: bilag_2004\nat_least: 8", "'bilag_2004' has no total. Write 'grade'"),
        ("age: consent\nat_least: 18 months", "an age is limited in years. Write it as 18 years."),
        ("age: consent\nat_least: 18", "an age is limited in years"),
        ("age: consent\nat_least: 7.5 years", "is not a whole number"),
        ("joints: tender\nat_least: 3 %", "joints are counted. Write it as 3."),
        ("joints: tender\nat_least: 2.5", "is not a whole number"),
    ],
)
def test_a_limit_that_cannot_be_compared_is_told_once(rule, words):
    (fault,) = told(rule)
    assert words in fault


def test_a_unit_that_never_converts_is_told_with_those_that_do():
    (fault,) = told("lab: urea\nat_most: 100 mg/dL")
    assert "mg/dL of urea never converts" in fault
    assert "Use mmol/L" in fault


@pytest.mark.parametrize(
    "rule",
    [
        "lab: hemoglobin\nat_least: 90 g/L\nat_most: 60 g/L",
        "lab: hemoglobin\nbetween: [90 g/L, 60 g/L]",
        "lab: hemoglobin\nabove: 60 g/L\nbelow: 60 g/L",
        "lab: hemoglobin\nat_least: 60 g/L\nbelow: 60 g/L",
        "lab: hemoglobin\nabove: 60 g/L\nat_most: 60 g/L",
        "lab: hemoglobin\nat_least: 90 g/L\nat_most: 6 g/dL",
        "lab: alt\nat_least: 3 ULN\nat_most: 1 ULN",
        "lab: igg\nat_least: 3 LLN\nat_most: 1 LLN",
        "lab: creatinine\nat_least: 2.5 mg/dL or 221 µmol/L\nbelow: 2 mg/dL",
        "lab: creatinine\nat_least: 100 µmol/L\nbelow: 1 mg/dL",
        "score: sledai_2k\nat_least: 12\nat_most: 10",
        "age: consent\nat_least: 60 years\nbelow: 18 years",
    ],
)
def test_limits_that_no_value_can_be_between_are_told_once(rule):
    (fault,) = told(rule)
    assert "no value can be between these limits" in fault


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("score: ecog\nabove: 5", "no value can keep this limit: all lie from 0 to 5"),
        ("score: ecog\nat_least: 6", "no value can keep this limit"),
        ("score: ecog\nbelow: 0", "no value can keep this limit"),
        ("score: ecog\nat_most: 5", "every value keeps this limit: all lie from 0 to 5"),
        ("score: ecog\nat_least: 0", "every value keeps this limit"),
        ("joints: tender\nabove: 28", "no value can keep this limit: all lie from 0 to 28"),
        ("joints: tender\nat_most: 28", "every value keeps this limit"),
        ("age: screening\nat_most: 221 years", "every value keeps this limit"),
        ("lab: hemoglobin\nat_least: 60 g/dL", "no value can keep this limit"),
        ("lab: hemoglobin\nat_most: 60 g/dL", "every value keeps this limit"),
    ],
)
def test_a_limit_out_of_all_reach_is_told_once(rule, words):
    (fault,) = told(rule)
    assert words in fault
    assert "Check the number and its unit." in fault


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("above: 2.5 mg/dL or 20 µmol/L", "are not the same amount. Compare the text"),
        ("above: 2.5 mg/dL or 2.5 mg/dL", "is not one limit in two units"),
        ("above: 2 ULN or 221 µmol/L", "is not one limit in two units"),
        ("above: 2.5 mg/dL or 221 mmHg", "'mmHg' is no unit of creatinine"),
    ],
)
def test_a_limit_in_two_units_that_is_two_limits_is_told_once(rule, words):
    (fault,) = told(f"lab: creatinine\n{rule}")
    assert words in fault


@pytest.mark.parametrize(
    "rule",
    [
        "lab: hemoglobin\nat_least: 60 g/L\nat_most: 9 g/dL",
        "lab: hemoglobin\nbetween: [60 g/L, 60 g/L]",
        "lab: alt\nat_least: 10 U/L\nat_most: 3 ULN",
        "lab: alt\nabove: 1 ULN\nat_most: 3 ULN",
        "lab: igg\nbelow: 1 LLN",
        "lab: creatinine\nabove: 2.5 mg/dL or 221 µmol/L",
        "score: das28_esr\nabove: 2.5",
        "score: ecog\nabove: 4",
        "score: ecog\nat_most: 4",
        "joints: tender\nat_least: 28",
        "age: consent\nbetween: [18 years, 80 years]",
    ],
)
def test_a_limit_that_some_values_keep_is_no_fault(rule):
    assert told(rule) == []
