"""What to find out next: what one fact settles, what several do, and what no longer matters."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.assessment import assess_all
from core.assessment.finding import finding_of
from core.facts import from_document
from core.next_steps import gaps, next_steps
from core.next_steps.facts import fact_of
from core.next_steps.gaps import gap_of, outcomes_with
from core.reading import read_trials
from core.record import PatientRecord
from core.trial import Criterion
from core.truth import Gate, Need, NeedKind, Outcome, Verdict
from core.wording import worth_text
from tests.builders import (
    HOUSE,
    SCAR02,
    TODAY,
    a_record,
    a_rule,
    a_setting,
    the_step,
    the_vocabulary,
)
from tests.core.assessment.eligible import a_patient, with_more
from tests.core.plausible import documents

ALT = {"lab": "alt", "at_most": "100 U/L"}
AST = {"lab": "ast", "at_most": "100 U/L"}
WBC = {"lab": "white_blood_cells", "at_least": "3 10^9/L"}


@cache
def the_trials():
    return read_trials(HOUSE / "trials")


def all_trials(record):
    return assess_all(record, the_trials(), a_setting(), TODAY)


def found(record, **how):
    return next_steps(all_trials(record), the_vocabulary(), **how)


def the_gap(rule, record=None, *, kind="inclusion"):
    step = the_step(rule, record or a_record())
    criterion = Criterion("I1", kind, None, "", None, a_rule(rule))
    against = kind == "exclusion"
    return gap_of(
        finding_of(step, criterion, "I1", against=against), Gate.SCREENING, against=against
    )


def missing(what, of="labs"):
    return Need(NeedKind.MISSING, what, of)


def settles(gap, *needs):
    is_settled = gap.outcome not in outcomes_with(gap, set(needs))
    assert gaps.settles(gap, set(needs)) is is_settled
    return is_settled


def test_the_only_missing_value_settles_its_criterion():
    assert settles(the_gap(ALT), missing("alt"))


def test_one_of_two_values_that_are_both_needed_settles_nothing_alone():
    gap = the_gap({"all_of": [ALT, AST]})
    assert not settles(gap, missing("alt"))
    assert settles(gap, missing("alt"), missing("ast"))
    assert gap.enough == 2


def test_one_of_two_values_of_which_any_is_enough_may_meet_the_criterion_alone():
    gap = the_gap({"any_of": [ALT, AST]})
    assert gap.enough == 1
    assert Outcome.MET in outcomes_with(gap, {missing("alt")})
    assert not settles(gap, missing("alt"))


def test_an_exclusion_of_any_asks_for_all_to_be_met():
    assert the_gap({"any_of": [ALT, AST]}, kind="exclusion").enough == 2
    assert the_gap({"none_of": [ALT, AST]}, kind="exclusion").enough == 1
    assert the_gap({"none_of": [ALT, AST]}).enough == 2


@pytest.mark.parametrize(("alt", "enough"), [("50 U/L", 1), ("200 U/L", 2)])
def test_two_of_three_count_what_is_known_already(alt, enough):
    rule = {"at_least_n_of": {"n": 2, "of": [ALT, AST, WBC]}}
    gap = the_gap(rule, a_record(alt=alt))
    assert gap.enough == enough
    assert set(gap.all_needs()) == {missing("ast"), missing("white_blood_cells")}


def test_an_exclusion_of_two_of_three_is_met_once_two_do_not_hold():
    rule = {"at_least_n_of": {"n": 2, "of": [ALT, AST, WBC]}}
    assert the_gap(rule, kind="exclusion").enough == 2


def test_a_part_that_is_decided_asks_for_nothing_of_what_is_open_inside_it():
    rule = {"all_of": [{"any_of": [ALT, AST]}, WBC]}
    gap = the_gap(rule, a_record(alt="50 U/L"))
    assert set(gap.all_needs()) == {missing("white_blood_cells")}


def test_a_condition_that_is_open_is_never_said_to_be_settled():
    gap = the_gap(ALT | {"when": {"sex": "female"}})
    sex = next(gap.all_needs())
    assert sex.what == "sex"
    assert not settles(gap, sex)
    assert Outcome.NOT_APPLICABLE in outcomes_with(gap, {sex})


def test_a_list_settles_no_window_that_ends_on_a_day_not_set_yet_but_an_answer_does():
    rule = {"drug": "belimumab", "within": "1 week", "before": "leukapheresis"}
    asked = rule | {"asked_as": "immunosuppressive_therapy_1_week_before_leukapheresis"}
    gap, with_question = the_gap(rule), the_gap(asked)
    line = Need(NeedKind.LIST_NOT_COMPLETE, "medications", "lists")
    day = Need(NeedKind.DAY_NOT_KNOWN, "leukapheresis", "milestones")
    assert list(gap.all_needs()) == [line, day]
    assert not settles(gap, line)
    assert not settles(gap, day)
    assert settles(gap, line, day)
    for need in with_question.all_needs():
        assert settles(with_question, need) is (need.of == "questions")


def test_two_readings_that_both_wait_for_one_value_are_settled_by_it():
    rule = {
        "readings": [
            {"read_as": "strict", "rule": ALT},
            {"read_as": "wide", "rule": {"lab": "alt", "at_most": "200 U/L"}},
        ]
    }
    gap = the_gap(rule)
    assert settles(gap, missing("alt"))
    assert Outcome.NEEDS_REVIEW in outcomes_with(gap, {missing("alt")})


def test_a_consent_is_each_trials_own_and_a_laboratory_value_is_not():
    need = Need(NeedKind.CONSENT_MISSING, "consent", "milestones")
    assert fact_of(need, "NCT1", the_vocabulary()) != fact_of(need, "NCT2", the_vocabulary())
    alt = missing("alt")
    assert fact_of(alt, "NCT1", the_vocabulary()) == fact_of(alt, "NCT2", the_vocabulary())


def test_without_a_diagnosis_the_list_of_diagnoses_is_asked_for():
    steps = found(a_record()).steps
    assert ("lists", "diagnoses") in {(step.fact.of, step.fact.what) for step in steps}


def test_a_trial_that_has_failed_is_asked_for_no_more_unless_everything_is():
    record = a_record(alt="900 U/L (40)", diagnoses=[{"of": "sle", "date": "2019-03"}])
    failed = {one.trial for one in all_trials(record) if one.verdict is Verdict.NOT_ELIGIBLE}
    assert failed
    assert not failed & {one.trial for one in found(record).waiting}
    everything = found(record, everything=True)
    assert failed <= {one.trial for one in everything.waiting}
    assert not failed & {trial for step in everything.steps for trial in step.trials}


def test_a_trial_that_is_eligible_by_one_arm_asks_nothing_of_another():
    eligible = a_patient()
    record = with_more(eligible, "diagnoses", {"of": "ra", "date": "2026-11-18"})
    passed = {one.trial for one in all_trials(record) if one.verdict is Verdict.ELIGIBLE}
    assert passed == {SCAR02}
    assert not passed & {one.trial for one in found(record).waiting}
    assert "trial_passed" in {one.why for one in found(record).unneeded}


def test_what_no_longer_matters_says_why():
    record = a_record(alt="900 U/L (40)", diagnoses=[{"of": "sle", "date": "2019-03"}])
    assert "trial_failed" in {one.why for one in found(record).unneeded}


def test_at_equal_worth_the_cheapest_comes_first():
    steps = [step for step in found(a_record()).steps if step.errand in ("ask", "chart", "blood")]
    order = ("ask", "chart", "blood", "procedure")
    by_worth: dict[tuple[int, ...], list[int]] = {}
    for step in steps:
        worth = (len(step.trials), len(step.arms), len(step.criteria), len(step.shared))
        by_worth.setdefault(worth, []).append(order.index(step.cost))
    assert all(costs == sorted(costs) for costs in by_worth.values())


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ((3, 5, 1), "settles 3 trials, 5 criteria"),
        ((1, 1, 0), "settles 1 trial, 1 criterion"),
        ((0, 2, 4), "settles 2 criteria"),
        ((0, 0, 1), "one of several for 1 criterion"),
        ((0, 0, 0), "may open an arm"),
    ],
)
def test_what_a_fact_is_worth_is_said_in_words(counts, said):
    assert worth_text(*counts) == said


# Laws


def record_of(plain):
    return from_document(PatientRecord, plain)


@settings(max_examples=40)
@given(documents())
def test_a_fact_that_is_proposed_is_open_somewhere_and_counts(plain):
    assessments = all_trials(record_of(plain))
    needs = {
        fact_of(need, one.trial, the_vocabulary())
        for one in assessments
        if one.verdict is Verdict.UNDECIDED
        for finding in one.findings
        if finding.outcome.is_open and finding.due.is_due_by(one.gate)
        for need in finding.needs
    }
    of_trials = {("lists", "diagnoses"), ("milestones", "consent")}
    for step in next_steps(assessments, the_vocabulary()).steps:
        assert step.fact in needs or (step.fact.of, step.fact.what) in of_trials
        assert step.criteria or step.shared or (step.fact.of, step.fact.what) in of_trials


@settings(max_examples=40)
@given(documents())
def test_all_that_is_proposed_for_a_criterion_closes_it(plain):
    for one in found(record_of(plain)).waiting:
        everything = set(one.gap.all_needs())
        assert everything, one
        for need in everything:
            settles(one.gap, need)  # both ways to tell agree
        # two readings may still differ when all is known: then a person decides
        is_certain = one.id and all(
            part.is_certain and part.code != "two_readings" for part in _gaps(one.gap)
        )
        assert not is_certain or settles(one.gap, *everything), one


def _gaps(gap):
    return [gap, *(inner for part in gap.parts for inner in _gaps(part))]


@settings(max_examples=40)
@given(documents())
def test_nothing_is_proposed_for_a_trial_that_cannot_be_entered_any_more(plain):
    assessments = all_trials(record_of(plain))
    failed = {one.trial for one in assessments if one.verdict is Verdict.NOT_ELIGIBLE}
    steps = next_steps(assessments, the_vocabulary()).steps
    assert not failed & {trial for s in steps for trial, _ in (*s.criteria, *s.shared)}


@settings(max_examples=40)
@given(documents(), st.randoms(use_true_random=False))
def test_the_ranking_does_not_depend_on_the_order_of_facts(plain, random):
    shuffled = {
        word: random.sample(value, len(value)) if isinstance(value, list) else value
        for word, value in plain.items()
    }
    first, second = (found(record_of(one)).steps for one in (plain, shuffled))
    assert [step.fact for step in first] == [step.fact for step in second]
