"""States, titres, grades, classifications and exceptions that cannot be are told once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.lint import lint
from core.vocabulary import Condition, Question, Vocabulary
from tests.builders import the_vocabulary
from tests.core.lint.faulty import a_trial, one, told


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (
            "finding: ana\nis: present",
            "'present' is no state of ana. Use positive, negative, weak_positive, indeterminate.",
        ),
        ("finding: ana", "no state of ana is asked for"),
        ('finding: hbsag\nat_least: "1:80"', "hbsag is not measured as a titre"),
        ('finding: anti_dsdna\nat_least: "1:80"', "anti_dsdna is not measured as a titre"),
        ('finding: ana\nis: negative\nat_least: "1:80"', "a titre is of a positive result"),
        ("finding: ecg\nis: normal\nsignificant: yes", "'significant' says of an abnormal state"),
        ("grade: bilag_2004\nis: F\nat_least: 1", "'F' is no grade of bilag_2004. Use A, B"),
        ("grade: sledai_2k\nis: A\nat_least: 1", "'A' is no grade of sledai_2k, which has none"),
        ("grade: bilag_2004\nis: A\nat_least: 10", "bilag_2004 has 9 systems, not 10"),
        ("diagnosis: sle\nclassified_by: acr_eular_2010_ra", "sle is not classified by acr_"),
        ("diagnosis: malignancy\nunless: [{}]", "takes out everything"),
        ("diagnosis: malignancy\nunless: [{since: progression_free_since}]", "belong together"),
        (
            "diagnosis: malignancy\nunless: [{is: basal_cell_carcinoma, for_more_than: 5 years}]",
            "belong together",
        ),
        ("diagnosis: malignancy\nunless: [{is: stroke}]", "it does not belong to malignancy"),
        ("drug: antimalarial\nunless: [{is: rituximab}]", "it does not belong to antimalarial"),
    ],
)
def test_what_no_entry_can_have_is_told_once(rule, words):
    (fault,) = told(rule)
    assert words in fault


@pytest.mark.parametrize(
    "rule",
    [
        'finding: ana\nat_least: "1:80"',
        'finding: ana\nis: positive\nat_least: "1:80"',
        "finding: ecg\nis: abnormal\nsignificant: yes",
        "grade: bilag_2004\nis: A\nat_least: 9",
        "diagnosis: lupus_nephritis\nclassified_by: eular_acr_2019_sle",
        "diagnosis: malignancy\nunless: [{is: non_melanoma_skin_cancer}]",
    ],
)
def test_what_an_entry_may_have_is_no_fault(rule):
    assert told(rule) == []


@pytest.mark.parametrize(
    "rule",
    [
        "finding: ecg\nis: abnormal\nsignificant: yes\nsettled_by: other_reason",
        "diagnosis: heart_disease\njudged: yes\nasked_as: other_reason",
    ],
)
def test_a_judgement_is_settled_by_a_question_of_the_investigator(rule):
    known = the_vocabulary()
    asked = known.get(Question, "other_reason")
    assert asked is not None
    of_others = replace(asked, may_answer=("subject", "coordinator"))
    questions = {**known.entries["questions"], "other_reason": of_others}
    altered = replace(known, entries={**known.entries, "questions": questions})

    assert told(rule) == []
    (fault,) = lint(a_trial(one(rule)), altered)
    assert "can never settle what needs review" in fault.message
    assert "add investigator to 'may_answer' of other_reason" in fault.advice


def with_an_empty_group() -> Vocabulary:
    """Return the vocabulary with a group of diagnoses to which nothing belongs."""
    known = the_vocabulary()
    sle = known.get(Condition, "sle")
    assert sle is not None
    group = replace(sle, key="rare_diseases", is_group=True, is_a=())
    diagnoses = {**known.entries["diagnoses"], "rare_diseases": group}
    return replace(known, entries={**known.entries, "diagnoses": diagnoses})


def test_a_group_to_which_nothing_belongs_is_told():
    trial = a_trial(one("diagnosis: rare_diseases"))
    (fault,) = lint(trial, with_an_empty_group())
    assert "never on record" in fault.message
    assert fault.advice == "Write 'is_a: [rare_diseases]' at what belongs to it."


def test_an_arm_that_no_diagnosis_opens_is_told():
    arm = "arms:\n  R:\n    diagnoses: [rare_diseases]\n    label: x\n    inclusion:\n{}"
    own = "".join(f"    {line}\n" for line in one("sex: male", id_="R1").splitlines())
    trial = a_trial(tail=arm.format(own) + "exclusion: []\n")
    (fault,) = lint(trial, with_an_empty_group())
    assert (fault.criterion, fault.severity) == ("R", "error")
    assert "no diagnosis opens this arm" in fault.message
