"""Every key that is not in the vocabulary is told once, in every word of the language."""

from __future__ import annotations

import pytest

from core.lint.keys import keys_of
from core.rules import WORDS, walk
from tests.core.lint.faulty import a_trial, one, told

ON = "on_treatment: {drug: [csdmardd], for_at_least: 3 months}"


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("lab: haemoglobine\nat_least: 60 g/L", "Did you mean 'hemoglobin'?"),
        ("lab: ana\nat_least: 80", "stands there under findings"),
        ("lab: xyzzy\nat_least: 80 g/L", "Add it to resources/vocabulary/ under labs"),
        ("finding: anna\nis: positive", "Did you mean 'ana'?"),
        ("score: sledai\nat_least: 8", "Did you mean 'sledai_2k'?"),
        (f"score: cdai\nabove: 10\n{ON}", "Did you mean 'csdmard'?"),
        (f"joints: tender\nat_least: 3\n{ON}", "Did you mean 'csdmard'?"),
        ("score: eular_acr_2019_sle\nat_least: 10\nentry_criterion: anna", "'ana'?"),
        ("grade: bilag\nis: A\nat_least: 1", "'bilag' is not in the vocabulary under scores"),
        ("diagnosis: slee", "Did you mean 'sle'?"),
        ("diagnosis: [sle, raa]", "'raa' is not in the vocabulary under diagnoses"),
        ("diagnosis: sle\nclassified_by: eular_2019", "under classification_sets"),
        ("diagnosis: malignancy\nunless: [{is: skin_canser}]", "'skin_canser'"),
        ("drug: rituximb", "Did you mean 'rituximab'?"),
        ("drug: b_cell_targeted\nunless: [{is: rituximb}]", "Did you mean 'rituximab'?"),
        ("drug: rituximab\nfrom: screening\nuntil_sample_of: neutrophilss", "'neutrophils'?"),
        ("drug: rituximab\nasked_as: b_cell", "'b_cell' is not in the vocabulary"),
        ("event: vacination", "Did you mean 'vaccination'?"),
        ("event: vaccination\nunless: [{is: vacination}]", "Did you mean 'vaccination'?"),
        ("allergy: dmsoo", "Did you mean 'dmso'?"),
        ("device: cannula_or_drane", "Did you mean 'cannula_or_drain'?"),
        ("finding: ecg\nis: abnormal\nsettled_by: other_reasons", "Did you mean 'other_reason'?"),
        ("question: other_reasons", "Did you mean 'other_reason'?"),
        ("any_of:\n  - {sex: male}\n  - {question: pregnantt}", "I1b: error: 'pregnantt'"),
        ("lab: hemoglobin\nat_least: 60 g/L\nwhen: {question: pregnantt}", "'pregnantt'"),
        (
            "readings:\n  - {read_as: a, rule: {sex: male}}\n  - {read_as: b, rule: {drug: rtux}}",
            "I1b",
        ),
    ],
)
def test_a_key_that_is_not_in_the_vocabulary_is_told_once(rule, words):
    (fault,) = told(rule)
    assert words in fault
    assert ": error: " in fault


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (
            "event: organ_transplantation\nwhere: {organn: [kidney]}",
            "'organn' is no detail of organ_transplantation. Write one of organ.",
        ),
        ("event: dialysis\nwhere: {grade: '2'}", "dialysis has none"),
        ("diagnosis: heart_failure\nwhere: {nyha: III}", "Write one of nyha_class"),
        ("event: vaccination\nunless: [{where: {alive: no}}]", "Write one of live, vaccine"),
        (
            "diagnosis: malignancy\nunless: [{is: basal_cell_carcinoma, where: {cured: yes}}]",
            "'cured' is no detail of basal_cell_carcinoma",
        ),
        (
            "diagnosis: malignancy\nunless: [{since: progression_since, for_more_than: 5 years}]",
            "'progression_since' is no detail of malignancy",
        ),
        ("drug: rituximab\nunless: [{where: {live: yes}}]", "rituximab has none"),
        (
            "finding: myositis_antibodies\nis: positive\nantigens: [jo_1, jo_2]",
            "'jo_2' is no antigen of myositis_antibodies. Write one of jo_1",
        ),
        ("finding: ana\nis: positive\nantigens: [jo_1]", "ana is not a panel"),
    ],
)
def test_a_detail_that_the_entries_do_not_have_is_told_once(rule, words):
    (fault,) = told(rule)
    assert words in fault


@pytest.mark.parametrize(
    "rule",
    [
        "diagnosis: malignancy\nunless: [{where: {adequately_treated: yes}}]",
        "diagnosis: malignancy\nunless: [{since: progression_free_since, for_more_than: 5 years}]",
        "event: [vaccination, dialysis]\nwhere: {live: yes}",
    ],
)
def test_a_detail_of_one_entry_that_belongs_to_the_key_is_enough(rule):
    assert told(rule) == []


def test_every_word_over_the_vocabulary_is_looked_up():
    without = {"all_of", "any_of", "none_of", "at_least_n_of", "readings"}
    without |= {"joints", "consent", "age", "sex"}
    rules = {
        "lab": "lab: x\nat_least: 1 g/L",
        "finding": "finding: x\nis: positive",
        "score": "score: x\nat_least: 1",
        "grade": "grade: x\nis: A\nat_least: 1",
        **{
            word: f"{word}: x"
            for word in ("diagnosis", "drug", "event", "allergy", "device", "question")
        },
    }
    assert set(rules) == set(WORDS) - without
    for word, text in rules.items():
        (criterion,) = a_trial(one(text)).criteria
        assert [key for rule in walk(criterion.rule) for _, key in keys_of(rule)] == ["x"], word
