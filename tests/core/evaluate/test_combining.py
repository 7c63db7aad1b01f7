"""`all_of`, `any_of`, `none_of`, `at_least_n_of`, `readings`, `when` and `due` over real rules."""

from __future__ import annotations

from itertools import combinations, product
from typing import Any

import pytest

from core.evaluate import answer
from core.truth import Gate, NeedKind, Truth, all_of, any_of, negated, two_readings
from tests.builders import a_case, a_record, a_rule, the_step

NO, UNKNOWN, JUDGEMENT, YES = Truth.NO, Truth.UNKNOWN, Truth.JUDGEMENT, Truth.YES
RECORD = a_record(sex="female", hemoglobin="90 g/L")
RULES: dict[Truth, dict[str, Any]] = {
    YES: {"sex": "female"},
    NO: {"sex": "male"},
    UNKNOWN: {"lab": "platelets", "below": "30 10^9/L"},
    JUDGEMENT: {"question": "sle_still_active"},
    Truth.NOT_APPLICABLE: {"sex": "female", "when": {"sex": "male"}},
}


@pytest.mark.parametrize("truth", RULES)
def test_there_is_a_real_rule_for_every_truth(truth):
    assert the_step(RULES[truth], RECORD).truth is truth


@pytest.mark.parametrize(("first", "second"), list(product(RULES, repeat=2)))
def test_rules_combine_as_their_truths_do(first, second):
    parts = [RULES[first], RULES[second]]
    assert the_step({"all_of": parts}, RECORD).truth is all_of([first, second])
    assert the_step({"any_of": parts}, RECORD).truth is any_of([first, second])
    assert the_step({"none_of": parts}, RECORD).truth is negated(any_of([first, second]))
    readings = [{"read_as": str(index), "rule": part} for index, part in enumerate(parts)]
    assert the_step({"readings": readings}, RECORD).truth is two_readings(first, second)


@pytest.mark.parametrize(("first", "second"), list(combinations(RULES, 2)))
def test_none_of_is_all_of_the_opposites(first, second):
    opposites = [{"none_of": [RULES[first]]}, {"none_of": [RULES[second]]}]
    both = {"none_of": [RULES[first], RULES[second]]}
    assert the_step(both, RECORD).truth is the_step({"all_of": opposites}, RECORD).truth


@pytest.mark.parametrize(
    ("truths", "expected"),
    [
        ((YES, YES, NO), YES),
        ((YES, NO, NO), NO),
        ((YES, UNKNOWN, NO), UNKNOWN),
        ((YES, JUDGEMENT, NO), JUDGEMENT),
        ((YES, JUDGEMENT, UNKNOWN), UNKNOWN),
        ((YES, YES, UNKNOWN), YES),
    ],
)
def test_two_of_three(truths, expected):
    rule = {"at_least_n_of": {"n": 2, "of": [RULES[truth] for truth in truths]}}
    assert the_step(rule, RECORD).truth is expected


@pytest.mark.parametrize("word", ["all_of", "any_of", "none_of"])
def test_no_part_is_cut_short(word):
    step = the_step({word: [RULES[NO], RULES[UNKNOWN], RULES[YES]]}, RECORD)
    assert [part.truth for part in step.parts] == [NO, UNKNOWN, YES]


def test_a_decided_rule_needs_nothing_though_a_part_of_it_is_open():
    assert the_step({"all_of": [RULES[NO], RULES[UNKNOWN]]}, RECORD).needs == ()


def test_an_open_rule_needs_what_its_open_parts_need_each_once():
    step = the_step({"all_of": [RULES[UNKNOWN], RULES[YES], RULES[UNKNOWN]]}, RECORD)
    assert [need.what for need in step.needs] == ["platelets"]


def test_two_readings_that_differ_name_both_and_ask_for_a_clarification():
    rule = {
        "readings": [
            {"read_as": "one", "rule": RULES[YES]},
            {"read_as": "two", "rule": RULES[NO]},
        ]
    }
    step = the_step(rule, RECORD)
    assert (step.truth, step.reason.code) == (JUDGEMENT, "readings_differ")
    assert [said.values["name"] for said in step.readings] == ["one", "two"]
    assert NeedKind.TWO_READINGS in {need.kind for need in step.needs}


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        (YES, YES),
        (NO, Truth.NOT_APPLICABLE),
        (UNKNOWN, UNKNOWN),
        (JUDGEMENT, JUDGEMENT),
    ],
)
def test_a_condition_that_is_open_leaves_the_rule_open_and_never_not_applicable(
    condition, expected
):
    step = the_step({**RULES[YES], "when": RULES[condition]}, RECORD)
    assert step.truth is expected
    assert bool(step.needs) == expected.is_open


def test_an_open_condition_holds_even_over_a_rule_that_would_say_no():
    assert the_step({**RULES[NO], "when": RULES[UNKNOWN]}, RECORD).truth is UNKNOWN


def at_gate(rule, gate):
    from dataclasses import replace

    return answer(a_rule(rule), replace(a_case(RECORD), gate=gate))


@pytest.mark.parametrize(
    ("gate", "expected"),
    [
        (Gate.SCREENING, YES),
        (Gate.ENROLMENT, NO),
        (Gate.LEUKAPHERESIS, NO),
        (Gate.INFUSION, NO),
    ],
)
def test_a_part_counts_only_from_its_gate_on(gate, expected):
    rule = {"all_of": [RULES[YES], {**RULES[NO], "due": "enrolment"}]}
    assert at_gate(rule, gate).truth is expected


def test_a_rule_is_due_when_its_first_part_is():
    rule = {"all_of": [{**RULES[YES], "due": "infusion"}, {**RULES[NO], "due": "enrolment"}]}
    assert at_gate(rule, Gate.SCREENING).due is Gate.ENROLMENT


def test_a_rule_whose_parts_are_all_due_later_keeps_what_they_say():
    rule = {"all_of": [{**RULES[NO], "due": "enrolment"}]}
    assert at_gate(rule, Gate.SCREENING).truth is NO


def test_what_is_due_later_is_not_among_the_needs_of_this_gate():
    rule = {"all_of": [RULES[JUDGEMENT], {**RULES[UNKNOWN], "due": "enrolment"}]}
    step = at_gate(rule, Gate.SCREENING)
    assert step.truth is JUDGEMENT
    assert [need.kind for need in step.needs] == [NeedKind.AWAITING_INVESTIGATOR]
