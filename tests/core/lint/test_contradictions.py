"""What can never hold, always holds or never decides is told once: in a rule, across a trial."""

from __future__ import annotations

import pytest

from core.lint.meaning import demands, meaning
from core.rules import walk
from tests.core.lint.faulty import a_trial, faults, one, told
from tests.core.test_reading import TAIL

MALE, FEMALE = "{sex: male}", "{sex: female}"
ANA, NO_ANA = "{finding: ana, is: positive}", "{finding: ana, is: negative}"
HIGH, LOW = "{lab: hemoglobin, above: 90 g/L}", "{lab: hemoglobin, at_most: 9 g/dL}"

ONE_LOW = "lab: hemoglobin, at_most: 80 g/L, any_result: yes, within: 4 weeks, before: screening"
OF_MEN = f"{{finding: ana, is: positive, when: {MALE}}}"
OF_WOMEN = f"{{finding: ana, is: negative, when: {FEMALE}}}"


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (f"all_of: [{ANA}, {{none_of: [{ANA}]}}]", "can never hold: it asks for finding ana and"),
        (f"all_of: [{{all_of: [{MALE}, {ANA}]}}, {{none_of: [{ANA}]}}]", "for its opposite"),
        (f"all_of: [{{none_of: [{ANA}, {MALE}]}}, {ANA}]", "finding ana and for its opposite"),
        (f"at_least_n_of: {{n: 2, of: [{ANA}, {{none_of: [{ANA}]}}]}}", "can never hold"),
        (f"any_of: [{ANA}, {{none_of: [{ANA}]}}]", "always holds"),
        (f"none_of: [{ANA}, {{none_of: [{ANA}]}}]", "can never hold"),
        (f"any_of: [{HIGH}, {LOW}]", "always holds"),
        (f"all_of: [{MALE}, {FEMALE}]", "can never hold: it asks for both sexes at once"),
        (f"all_of: [{ANA}, {NO_ANA}]", "asks for two states of ana at once"),
        (f"all_of: [{HIGH}, {LOW}]", "asks for lab hemoglobin in two ranges that do not meet"),
        (f"all_of: [{HIGH}, {{none_of: [{HIGH.replace('90', '80')}]}}]", "do not meet"),
        (
            "all_of: [{score: cdai, above: 10}, {score: cdai, at_most: 10}]",
            "score cdai in two ranges",
        ),
        (
            "all_of: [{lab: alt, at_least: 3 ULN}, {lab: alt, below: 3 ULN}]",
            "lab alt in two ranges",
        ),
        (
            "all_of: [{age: consent, at_least: 60 years}, {age: consent, below: 18 years}]",
            "age consent in two ranges",
        ),
    ],
)
def test_what_can_never_hold_or_always_holds_is_told_once(rule, words):
    (fault,) = told(rule)
    assert words in fault
    assert ": error: " in fault


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (f"all_of: [{MALE}, {MALE}]", "can never decide: sex male stands beside it"),
        (f"any_of: [{ANA}, {{finding: ana, is: positive, text: printed}}]", "finding ana stands"),
        (f"none_of: [{ANA}, {ANA}]", "can never decide"),
        (f"all_of: [{MALE}, {{all_of: [{ANA}, {MALE}]}}]", "can never decide"),
        (f"all_of: [{MALE}, {{any_of: [{ANA}, {MALE}]}}]", "can never decide: sex male"),
        (f"any_of: [{MALE}, {{all_of: [{ANA}, {MALE}]}}]", "can never decide: sex male"),
        (f"any_of: [{{any_of: [{MALE}, {ANA}]}}, {{any_of: [{ANA}, {FEMALE}]}}]", "finding ana"),
        (f"at_least_n_of: {{n: 2, of: [{MALE}, {MALE}, {ANA}]}}", "counts twice"),
        (f"at_least_n_of: {{n: 3, of: [{MALE}, {ANA}]}}", "3 of 2 cannot be"),
        (
            f"readings: [{{read_as: a, rule: {MALE}}}, {{read_as: b, rule: {MALE}}}]",
            "both readings are the same rule",
        ),
    ],
)
def test_a_part_that_can_never_decide_is_told_once(rule, words):
    (fault,) = told(rule)
    assert words in fault


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (f"{ANA[1:-1]}\nwhen: {{all_of: [{FEMALE}, {MALE}]}}".replace(", is", "\nis"), "condition"),
        (f"sex: male\nwhen: {FEMALE}", "never holds for whom it is asked"),
        (
            f"when: {FEMALE}\nany_of:\n  - {ANA}\n  - question: breastfeeding\n    when: {MALE}",
            "I1b: error: the condition can never hold: with that around it",
        ),
        (
            "age: screening\nat_least: 60 years\nwhen: {age: screening, below: 18 years}",
            "never holds for whom it is asked",
        ),
    ],
)
def test_a_condition_that_can_never_hold_is_told_once(rule, words):
    (fault,) = told(rule)
    assert words in fault


@pytest.mark.parametrize(
    "rule",
    [
        f"any_of: [{MALE}, {FEMALE}]",
        f"any_of: [{ANA}, {NO_ANA}]",
        f"any_of: [{HIGH}, {{lab: hemoglobin, at_most: 80 g/L}}]",
        f"all_of: [{HIGH}, {{lab: hemoglobin, at_most: 100 g/L}}]",
        f"all_of: [{HIGH}, {{none_of: [{{lab: hemoglobin, above: 100 g/L}}]}}]",
        f"all_of: [{MALE}, {{any_of: [{ANA}, {HIGH}]}}]",
        f"at_least_n_of: {{n: 1, of: [{MALE}]}}",
        # one result of the window, and the latest one, may differ
        f"all_of: [{HIGH}, {{{ONE_LOW}}}]",
        f"all_of: [{ANA}, {{finding: ana, is: negative, any_result: yes}}]",
        # a test at screening and once more at leukapheresis
        f"all_of: [{NO_ANA}, {{finding: ana, is: negative, due: leukapheresis}}]",
        # each asked of other patients
        f"all_of: [{OF_MEN}, {OF_WOMEN}]",
        f"finding: ana\nis: positive\nwhen: {FEMALE}",
    ],
)
def test_what_may_hold_together_is_no_fault(rule):
    assert told(rule) == []


INCLUDED = one(ANA[1:-1].replace(", ", "\n"))


def excluded(rule: str) -> str:
    return "exclusion:\n" + one(rule, id_="E1")


@pytest.mark.parametrize(
    ("included", "excluding", "words"),
    [
        (INCLUDED, "finding: ana\nis: positive", "together it asks for finding ana and for its"),
        (INCLUDED, f"any_of: [{MALE}, {ANA}]", "finding ana and for its opposite"),
        (
            one("lab: hemoglobin\nat_least: 60 g/L"),
            "lab: hemoglobin\nat_least: 6 g/dL",
            "asks for lab hemoglobin in two ranges that do not meet",
        ),
    ],
)
def test_what_is_asked_for_and_excluded_is_told_once(included, excluding, words):
    (fault,) = faults(included, excluded(excluding))
    assert fault.criterion == "E1"
    assert "no patient can meet this and I1" in fault.message
    assert words in fault.message


@pytest.mark.parametrize(
    ("included", "excluding"),
    [
        (INCLUDED, "finding: ana\nis: negative"),
        (INCLUDED, f"all_of: [{ANA}, {MALE}]"),
        (INCLUDED, f"finding: ana\nis: positive\nwhen: {MALE}"),
        (one("lab: hemoglobin\nat_least: 60 g/L"), "lab: hemoglobin\nbelow: 80 g/L"),
    ],
)
def test_what_some_patient_can_meet_is_no_fault(included, excluding):
    assert faults(included, excluded(excluding)) == ()


def test_criteria_of_two_arms_never_contradict_each_other():
    arm = "  {0}:\n    diagnoses: [{1}]\n    label: x\n    inclusion:\n{2}"
    asked = {"SLE": ("sle", "positive"), "SSc": ("ssc", "negative")}
    arms = "arms:\n"
    for key, (diagnosis, state) in asked.items():
        own = one(f"finding: ana\nis: {state}", id_=f"{key}1")
        arms += arm.format(key, diagnosis, "".join(f"    {line}\n" for line in own.splitlines()))
    assert faults(tail=arms + TAIL) == ()
    (fault,) = faults(INCLUDED, arms + TAIL)
    assert (fault.criterion, "and I1" in fault.message) == ("SSc1", True)


def rule_of(text: str):
    (criterion,) = a_trial(one(text)).criteria
    return criterion.rule


@pytest.mark.parametrize(
    ("text", "other", "is_alike"),
    [
        ("any_of: [{sex: male}]", "any_of: [{sex: male, text: As it}]", True),
        (f"all_of: [{MALE}, {ANA}]", f"all_of: [{ANA}, {MALE}]", True),
        ("drug: [rituximab, belimumab]", "drug: [belimumab, rituximab]", True),
        ("lab: alt\nat_most: 3 ULN", "lab: alt\nat_most: 3.0 ULN", True),
        ("lab: alt\nat_most: 3 ULN", "lab: alt\nbelow: 3 ULN", False),
        ("finding: ana\nis: positive", "finding: ana\nis: positive\ndue: infusion", False),
    ],
)
def test_two_rules_mean_the_same_whatever_their_order_and_quotation(text, other, is_alike):
    assert (meaning(rule_of(text)) == meaning(rule_of(other))) is is_alike


def test_a_rule_is_taken_apart_into_what_must_and_must_not_hold():
    rule = rule_of(f"all_of: [{MALE}, {{none_of: [{ANA}, {HIGH}]}}, {{any_of: [{LOW}, {ANA}]}}]")
    found = [(type(each.rule).__name__, each.turned) for each in demands(rule, "")]
    leaves = [("SexRule", False), ("FindingRule", True), ("LabRule", True), ("AnyOf", False)]
    assert found == leaves
    assert len(walk(rule)) == 8
