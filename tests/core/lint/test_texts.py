"""Quotations, notes, ids and arms; faults in order; the trials of the house are clean."""

from __future__ import annotations

import pytest

from core.errors import TrialFileError
from core.lint import Fault, lint
from core.lint.source import without_escapes
from core.reading import read_trial
from tests.builders import HOUSE, the_vocabulary
from tests.core.lint.faulty import faults, one, told
from tests.core.test_reading import TAIL

NAMES = sorted(path.stem for path in (HOUSE / "trials").glob("*.yaml"))
TWO = "readings: [{read_as: %s, rule: {sex: male}}, {read_as: %s, rule: {sex: female}}]"


def test_a_good_trial_has_no_fault():
    assert faults() == ()


@pytest.mark.parametrize("name", NAMES)
def test_a_trial_of_the_house_has_no_fault(name):
    source = without_escapes((HOUSE / "tests/sources" / f"{name}.txt").read_text(encoding="utf-8"))
    trial = read_trial(HOUSE / "trials" / f"{name}.yaml")
    assert [str(fault) for fault in lint(trial, the_vocabulary(), source)] == []


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("any_of:\n  - {sex: male, text: Platelets}", "I1a: error: the part quotes 'Platelets'"),
        ("any_of:\n  - {sex: male, text: ' '}", "I1a: error: the text of this part is empty"),
        ("any_of:\n  - {sex: male, id: I2}", "I1a: error: a part has an id, I2"),
        (TWO % ("a", "a"), "both readings are called 'a'"),
    ],
)
def test_a_part_with_other_words_than_its_own_is_told_once(rule, words):
    (fault,) = told(rule)
    assert words in fault


def test_an_empty_text_is_told():
    (fault,) = told("sex: male", text=" ")
    assert "I1: error: the text is empty. Quote the registry's words." in fault


def test_two_readings_without_a_note_are_a_warning():
    (fault,) = told(TWO % ("a", "b"), note=None)
    assert fault.startswith("I1: warning: the text is read in two ways, and no note says why.")
    assert told(TWO % ("a", "b"), note="Read in two ways.") == []


def test_a_criterion_with_neither_rule_nor_question_is_refused():
    with pytest.raises(TrialFileError, match=r"criterion I1: there is no rule here\. Write one of"):
        told("when: {sex: male}")


def test_an_id_used_twice_is_told():
    (fault,) = faults(one("sex: male") + one("sex: male"))
    assert (fault.criterion, "used twice" in fault.message) == ("I1", True)


def test_an_id_that_the_program_gives_a_part_is_told():
    parts = one("any_of: [{sex: male}, {question: breastfeeding}]")
    (fault,) = faults(parts + one("question: other_reason", id_="I1b"))
    assert fault.criterion == "I1b"
    assert "a part of I1 has it" in fault.message


def arms(*diagnoses: str, own: bool = True) -> str:
    """Write an arm for each diagnosis, with a criterion of its own or without."""
    text = "arms:\n"
    for index, key in enumerate(diagnoses):
        asked = one("question: other_reason", id_=f"A{index}").splitlines() if own else []
        criteria = "\n".join(["", *(f"    {line}" for line in asked)]) if own else " []"
        head = f"  A{index}x:\n    diagnoses: [{key}]\n    label: lupus\n    inclusion:"
        text += f"{head}{criteria}\n"
    return text + TAIL


@pytest.mark.parametrize(
    ("tail", "place", "words"),
    [
        (arms("lupus_x"), "A0x", "'lupus_x' is not in the vocabulary"),
        (arms("sle", "sle"), "A1x", "sle opens the arm A0x already"),
        (arms("sle", own=False), "A0x", "the arm has no criterion of its own"),
    ],
)
def test_an_arm_that_cannot_be_right_is_told_once(tail, place, words):
    (fault,) = faults(tail=tail)
    assert (fault.severity, fault.criterion) == ("error", place)
    assert words in fault.message


def test_arms_with_a_diagnosis_and_criteria_of_their_own_are_no_fault():
    assert faults(tail=arms("sle", "ssc")) == ()


def test_faults_are_told_in_the_order_of_the_criteria():
    found = faults(one("lab: hemoglobin") + one("lab: platelets", id_="I2"))
    assert [fault.criterion for fault in found] == ["I1", "I2"]


def test_a_fault_says_where_how_grave_what_and_what_to_write():
    fault = Fault("error", "I4", "this is wrong.", "Write that.", "I4b")
    assert str(fault) == "I4b: error: this is wrong. Write that."
    assert str(Fault("warning", "I4", "x.", "Y.")) == "I4: warning: x. Y."
