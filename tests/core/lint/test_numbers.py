"""A number of the text is in the rule, and a number of the rule is in the text."""

from __future__ import annotations

from decimal import Decimal

import pytest

from core.lint.numbers import amounts_in
from tests.core.lint.faulty import told


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("hemoglobin ≥60g/L", ["60"]),
        ("white blood cell count ≥3×10^9/L", ["3"]),
        ("platelet count <30 x 10^9/L", ["30"]),
        ("platelet count ≥30×109/L", ["30"]),
        ("Platelet count <50,000/mm³;", ["50000"]),
        ("<500/mm³", ["500"]),
        ("eGFR≥30ML/min/1.73m2", ["30"]),
        ("eGFR <30 mL/min/1.73 m²", ["30"]),
        ("Age between 18-80 years", ["18", "80"]),
        ("ECOG 0~1 score", ["0", "1"]),
        ("methotrexate 7.5-25 mg/week", ["7.5", "25"]),
        ("1 mg/Kg/d", ["1"]),
        ("at least 1 grade A or 2 grade B", ["1", "2"]),
        ("with PFS>5yr", ["5"]),
        ("creatinine > 2.5 mg/dL or 221 μmol/L", ["2.5", "221"]),
        ("BILAG-2004 and SLEDAI-2000 and DAS28-ESR", []),
        ("Jo-1, PL-12, MDA-5, CD19, CD20, CAR-T, TIF1g, NXP-2", []),
        ("MMT-8 is less than 125/150", ["125", "150"]),
        ("2019 EULAR/ACR", ["2019"]),
        ("1. Age; (2) weight", []),
        ("3) the joints", []),
        ("see (Appendix 10) for 2 weeks", ["2"]),
    ],
)
def test_amounts_are_told_from_names_items_and_powers_of_ten(text, amounts):
    assert list(amounts_in(text)) == [Decimal(amount) for amount in amounts]


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("lab: hemoglobin\nat_least: 60 g/L", "Hemoglobin ≥66 g/L"),
        ("drug: rituximab\nwithin: 4 weeks\nbefore: screening", "rituximab, 5 weeks to 4 weeks"),
        ("grade: bilag_2004\nis: A\nat_least: 1", "at least 1 grade A or 5 grade B"),
        ("diagnosis: sle\nclassified_by: eular_acr_2019_sle", "SLE by the 2012 criteria"),
    ],
)
def test_a_number_of_the_text_that_no_rule_carries_is_a_warning(rule, text):
    found = told(rule, text=text, note=None)
    assert any("which no rule under it carries" in one for one in found)
    assert all(one.startswith("I1: warning: ") for one in found)


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("lab: hemoglobin\nat_least: 66 g/L", "Hemoglobin ≥60 g/L"),
        ("drug: rituximab\nwithin: 3 weeks\nbefore: screening", "rituximab"),
        ("drug: rituximab\nhalf_lives: 5\nbefore: screening", "rituximab"),
        ("drug: csdmard\nrunning_on: screening\ncount: {at_least: 2}", "csDMARDs"),
        ("drug: methotrexate\nrunning_on: screening\ndose: {at_most: 25 mg/week}", "up to 20 mg"),
        ('finding: ana\nat_least: "1:80"', "ANA positive"),
        ("grade: bilag_2004\nis: A\nat_least: 2", "grade A"),
        ("score: cdai\nabove: 10\non_treatment: {drug: [csdmard], for_at_least: 3 months}", "10"),
    ],
)
def test_a_number_of_the_rule_that_the_text_does_not_print_is_a_warning(rule, text):
    found = told(rule, text=text, note=None)
    assert any("which the text does not print" in one for one in found)
    assert all(one.startswith("I1: warning: ") for one in found)


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("lab: hemoglobin\nat_least: 60.0 g/L", "Hemoglobin ≥60 g/L"),
        ("lab: platelets\nbelow: 50000 /mm³", "Platelet count <50,000/mm³"),
        ("lab: creatinine\nabove: 2.5 mg/dL or 221 µmol/L", "> 2.5 mg/dL or 221 μmol/L"),
        ("diagnosis: sle\nclassified_by: eular_acr_2019_sle", "by the 2019 EULAR/ACR criteria"),
        ("score: mmt8\nbelow: 125", "MMT-8 less than 125/150"),
        ('finding: ana\nat_least: "1:80"', "ANA titer ≥1:80"),
        ("grade: bilag_2004\nis: B\nat_least: 2", "two grade B"),
        ("lab: igg\nbelow: 1 LLN", "hypogammaglobulinemia"),
        ("question: pregnancy_plan_2y", "plans a pregnancy within 2 years"),
    ],
)
def test_a_number_that_stands_in_both_is_no_fault(rule, text):
    assert told(rule, text=text, note=None) == []


def test_two_limits_that_changed_places_are_told_at_their_parts():
    text = "white blood cells ≥3, neutrophils ≥1"
    rule = (
        "all_of:\n  - {{lab: white_blood_cells, at_least: {} 10^9/L, text: 'white blood cells ≥3'}}"
    )
    rule += "\n  - {{lab: neutrophils, at_least: {} 10^9/L, text: 'neutrophils ≥1'}}"
    assert told(rule.format(3, 1), text=text, note=None) == []
    found = told(rule.format(1, 3), text=text, note=None)
    assert [one.split(":")[0] for one in found] == ["I1a", "I1b"]


def test_a_note_may_say_what_a_number_means():
    rule, text = "lab: hemoglobin\nat_least: 60 g/L", "Haemoglobin, stage 4, ≥60 g/L"
    assert len(told(rule, text=text, note=None)) == 1
    assert told(rule, text=text, note="Stage 4 is the same limit.") == []
