"""Each kind of nonsense that parses is told once, and the real trial is clean."""

from __future__ import annotations

import pytest

from core.errors import TrialFileError
from core.lint import lint
from core.plain_yaml import read_text
from core.reading import trial_from
from tests.builders import HOUSE, scar02, the_vocabulary
from tests.core.test_reading import GOOD, HEAD, TAIL, criterion


def faults(criteria=GOOD, tail=TAIL):
    document = read_text(HEAD + criteria + tail, "t.yaml", TrialFileError)
    return lint(trial_from(document, "t.yaml", "0" * 64), the_vocabulary())


def test_the_real_trial_has_no_fault():
    assert lint(scar02(), the_vocabulary()) == ()


def test_a_good_trial_has_no_fault():
    assert faults() == ()


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("lab: haemoglobine\nat_least: 60 g/L", "Did you mean 'hemoglobin'?"),
        ("lab: hemoglobin", "the rule 'lab' has no limit"),
        ("lab: hemoglobin\nat_least: 60", "the limit 60 of hemoglobin has no unit"),
        ("lab: hemoglobin\nat_least: 60 mmHg", "'mmHg' is no unit of hemoglobin"),
        ("lab: hemoglobin\nat_least: 90 g/L\nat_most: 60 g/L", "no value can be between"),
        ("lab: hemoglobin\nbetween: [90 g/L, 60 g/L]", "no value can be between"),
        ("lab: hemoglobin\nabove: 60 g/L\nbelow: 60 g/L", "no value can be between"),
        ("lab: hemoglobin\nat_least: 90 g/L\nat_most: 6 g/dL", "no value can be between"),
        ("lab: ana\nat_least: 80", "'ana' is not in the vocabulary"),
        ("finding: anna\nis: positive", "Did you mean 'ana'?"),
        ("finding: ana\nis: present", "'present' is no state of ana. Use positive"),
        ("score: sledai\nat_least: 8", "Did you mean 'sledai_2k'?"),
        ("score: sledai_2k", "the rule 'score' has no limit"),
        ("score: sledai_2k\nat_least: 8 points", "points"),
        ("score: sledai_2k\nat_least: 8 ULN", "ULN"),
        ("score: bilag_2004\nat_least: 8", "bilag_2004"),
        ("grade: bilag\nis: A\nat_least: 1", "'bilag'"),
        ("grade: bilag_2004\nis: F\nat_least: 1", "'F' is no grade of bilag_2004"),
        ("grade: sledai_2k\nis: A\nat_least: 1", "'A' is no grade of sledai_2k"),
        ("diagnosis: slee", "'slee' is not in the vocabulary"),
        ("diagnosis: sle\nclassified_by: eular_2019", "'eular_2019' is not in the vocabulary"),
        ("diagnosis: sle\nfor_at_least: 6 months", "'for_at_least' asks for 'before'"),
        ("diagnosis: sle\nbefore: screening", "before"),
        ("drug: rituximb", "Did you mean 'rituximab'?"),
        ("drug: rituximab\nwithin: 4 weeks", "'within' and 'before' belong together"),
        ("drug: rituximab\nbefore: screening", "'within' and 'before' belong together"),
        ("drug: rituximab\nfrom: screening", "until_sample_of"),
        ("drug: rituximab\nfrom: screening\nuntil_sample_of: neutrophilss", "neutrophils"),
        ("event: vacination", "Did you mean 'vaccination'?"),
        ("event: organ_transplantation\nwhere: {organn: [kidney]}", "organn"),
        ("allergy: dmsoo", "Did you mean 'dmso'?"),
        ("question: other_reasons", "Did you mean 'other_reason'?"),
        ("drug: rituximab\nasked_as: b_cell", "'b_cell' is not in the vocabulary"),
        ("age: consent", "the rule 'age' has no limit"),
        ("age: consent\nat_least: 18 months", "an age is limited in years"),
        ("age: consent\nat_least: 18", "an age is limited in years"),
        ("any_of:\n  - {sex: male, text: Platelets}", "the part quotes 'Platelets'"),
        ("lab: hemoglobin\nat_least: 60 g/L\nwhen: {question: pregnant}", "'pregnant'"),
        ("at_least_n_of: {n: 2, of: [{sex: male}]}", "at_least_n_of"),
    ],
)
def test_each_kind_of_nonsense_is_told_once(rule, words):
    found = faults(criterion(rule))
    assert [(one.severity, one.criterion) for one in found] == [("error", "I1")], found
    assert words in found[0].message


@pytest.mark.parametrize(
    "rule",
    [
        "lab: hemoglobin\nat_least: 60 g/L\nat_most: 9 g/dL",
        "lab: hemoglobin\nbetween: [60 g/L, 60 g/L]",
        "lab: alt\nat_least: 10 U/L\nat_most: 3 ULN",
        "lab: alt\nabove: 1 ULN\nat_most: 3 ULN",
        "score: das28_esr\nabove: 3.2",
        "at_least_n_of: {n: 1, of: [{sex: male}]}",
    ],
)
def test_what_makes_sense_is_no_fault(rule):
    assert faults(criterion(rule)) == ()


def test_an_id_used_twice_is_told():
    (fault,) = faults(GOOD + GOOD)
    assert (fault.criterion, "used twice" in fault.message) == ("I1", True)


def test_an_arm_opened_by_an_unknown_diagnosis_is_told():
    arms = "arms:\n  SLE:\n    diagnoses: [lupus_x]\n    label: lupus\n    inclusion: []\n"
    (fault,) = faults(tail=arms + TAIL)
    assert (fault.criterion, "'lupus_x'" in fault.message) == ("SLE", True)


def test_faults_are_told_in_the_order_of_the_criteria():
    second = criterion("lab: platelets").replace("I1", "I2")
    found = faults(criterion("lab: hemoglobin") + second)
    assert [one.criterion for one in found] == ["I1", "I2"]


def test_every_trial_of_the_house_has_words_that_the_vocabulary_knows():
    from core.reading import read_trials

    for trial in read_trials(HOUSE / "trials"):
        assert lint(trial, the_vocabulary()) == ()
