"""The tables of no, unknown, judgement and yes, and the laws between them."""

from __future__ import annotations

from itertools import combinations, product

import pytest

from core.truth import GATES, Gate, Outcome, Truth, all_of, any_of, at_least, negated, two_readings

NO, UNKNOWN, JUDGEMENT, YES, NEUTRAL = (
    Truth.NO,
    Truth.UNKNOWN,
    Truth.JUDGEMENT,
    Truth.YES,
    Truth.NOT_APPLICABLE,
)
EVERY = tuple(Truth)

ALL_OF = {
    (NO, NO): NO,
    (NO, UNKNOWN): NO,
    (NO, JUDGEMENT): NO,
    (NO, YES): NO,
    (UNKNOWN, UNKNOWN): UNKNOWN,
    (UNKNOWN, JUDGEMENT): UNKNOWN,
    (UNKNOWN, YES): UNKNOWN,
    (JUDGEMENT, JUDGEMENT): JUDGEMENT,
    (JUDGEMENT, YES): JUDGEMENT,
    (YES, YES): YES,
}
ANY_OF = {
    (NO, NO): NO,
    (NO, UNKNOWN): UNKNOWN,
    (NO, JUDGEMENT): JUDGEMENT,
    (NO, YES): YES,
    (UNKNOWN, UNKNOWN): UNKNOWN,
    (UNKNOWN, JUDGEMENT): UNKNOWN,
    (UNKNOWN, YES): YES,
    (JUDGEMENT, JUDGEMENT): JUDGEMENT,
    (JUDGEMENT, YES): YES,
    (YES, YES): YES,
}
READINGS = {
    (NO, NO): NO,
    (NO, UNKNOWN): UNKNOWN,
    (NO, JUDGEMENT): JUDGEMENT,
    (NO, YES): JUDGEMENT,
    (UNKNOWN, UNKNOWN): UNKNOWN,
    (UNKNOWN, JUDGEMENT): UNKNOWN,
    (UNKNOWN, YES): UNKNOWN,
    (JUDGEMENT, JUDGEMENT): JUDGEMENT,
    (JUDGEMENT, YES): JUDGEMENT,
    (YES, YES): YES,
}


@pytest.mark.parametrize(("pair", "expected"), ALL_OF.items())
def test_all_of_is_the_least_of_no_unknown_judgement_yes_in_either_order(pair, expected):
    assert all_of(pair) is all_of(reversed(pair)) is expected


@pytest.mark.parametrize(("pair", "expected"), ANY_OF.items())
def test_any_of_tells_about_missing_data_before_a_judgement_in_either_order(pair, expected):
    assert any_of(pair) is any_of(reversed(pair)) is expected


@pytest.mark.parametrize(("pair", "expected"), READINGS.items())
def test_two_readings_agree_or_wait_for_data_or_go_to_a_person(pair, expected):
    first, second = pair
    assert two_readings(first, second) is two_readings(second, first) is expected


@pytest.mark.parametrize("combine", [all_of, any_of])
@pytest.mark.parametrize("truth", EVERY)
def test_what_does_not_apply_is_neutral(combine, truth):
    assert combine([truth, NEUTRAL]) is combine([NEUTRAL, truth]) is combine([truth]) is truth


@pytest.mark.parametrize("combine", [all_of, any_of])
def test_no_parts_at_all_do_not_apply(combine):
    assert combine([]) is NEUTRAL


@pytest.mark.parametrize("truth", EVERY)
def test_turning_round_twice_gives_the_same_and_leaves_open_what_is_open(truth):
    assert negated(negated(truth)) is truth
    assert negated(truth).is_open == truth.is_open


def test_yes_and_no_turn_round():
    assert negated(YES) is NO
    assert negated(NO) is YES


@pytest.mark.parametrize("length", [1, 2, 3])
def test_de_morgan_holds_on_all_singles_pairs_and_triples(length):
    for truths in product(EVERY, repeat=length):
        turned = [negated(truth) for truth in truths]
        assert negated(all_of(truths)) is any_of(turned), truths
        assert negated(any_of(truths)) is all_of(turned), truths


@pytest.mark.parametrize("combine", [all_of, any_of])
def test_combining_does_not_depend_on_grouping(combine):
    for first, second, third in product(EVERY, repeat=3):
        together = combine([first, second, third])
        assert together is combine([combine([first, second]), third])
        assert together is combine([first, combine([second, third])])


@pytest.mark.parametrize("length", [1, 2, 3, 4])
def test_at_least_n_is_any_of_the_all_of_each_choice_of_n(length):
    for truths in product((NO, UNKNOWN, JUDGEMENT, YES), repeat=length):
        for count in range(1, length + 1):
            choices = [all_of(choice) for choice in combinations(truths, count)]
            if any_of(choices) in (YES, NO):
                assert at_least(count, truths) is any_of(choices), (count, truths)
            else:
                expected = UNKNOWN if UNKNOWN in truths else JUDGEMENT
                assert at_least(count, truths) is expected, (count, truths)


def test_at_least_n_leaves_out_what_does_not_apply():
    for truths in product((NO, UNKNOWN, JUDGEMENT, YES), repeat=3):
        for count in (1, 2, 3):
            assert at_least(count, [NEUTRAL, *truths]) is at_least(count, truths)


def test_at_least_two_of_one_yes_and_one_that_does_not_apply_is_a_no():
    assert at_least(2, [YES, NEUTRAL]) is NO


@pytest.mark.parametrize("truth", EVERY)
def test_only_unknown_and_judgement_are_open(truth):
    assert truth.is_open == (truth in (UNKNOWN, JUDGEMENT))


@pytest.mark.parametrize("outcome", tuple(Outcome))
def test_only_unknown_and_needs_review_keep_a_trial_undecided(outcome):
    assert outcome.is_open == (outcome in (Outcome.UNKNOWN, Outcome.NEEDS_REVIEW))


def test_what_is_due_at_a_gate_is_due_at_it_and_at_every_later_one():
    for earlier, later in combinations(GATES, 2):
        assert earlier.is_due_by(later)
        assert not later.is_due_by(earlier)
    assert all(gate.is_due_by(gate) for gate in Gate)
