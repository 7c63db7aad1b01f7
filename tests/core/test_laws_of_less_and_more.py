"""The laws of less and more: with a fact fewer, verdicts only move towards unknown."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
from hypothesis import assume, event, given
from hypothesis import strategies as st

from core.rules import FindingRule, LabRule, QuestionRule
from core.truth import NeedKind, Outcome, Verdict
from core.vocabulary import Allergen, Condition, Drug, Happening, Lab
from tests.builders import the_vocabulary
from tests.core.plausible import KINDS, asked_by, kinds, narrower, single_valued, the_trial, thing
from tests.core.plausible.assessing import (
    MANY,
    all_findings,
    assessed,
    for_every_trial,
    law,
    standing_for,
)
from tests.core.plausible.itemised import is_criteria

DECIDED = (Outcome.MET, Outcome.NOT_MET)
OPEN = (Outcome.UNKNOWN, Outcome.NEEDS_REVIEW)
LISTED_BY = (
    ("diagnosis", Condition),
    ("drug", Drug),
    ("event", Happening),
    ("allergy", Allergen),
)
LISTS = ("medications", "diagnoses", "events", "allergies", "devices")


@cache
def second_values(name):
    """Return what stands beside another value of the same thing, and so is no single fact.

    A woman is of childbearing potential until an answer says otherwise; a measured clearance or
    eGFR stands above what the creatinine gives; a pregnancy test in urine also tells of that in
    serum, and of one whose specimen is not known; and what is read only `if_recorded` is asked for
    elsewhere by another test.
    """
    asked, vocabulary = asked_by(name), the_vocabulary()
    until = {rule.question for rule in asked.of(QuestionRule) if rule.until_answered}
    given = {
        rule.lab
        for rule in asked.of(LabRule)
        if (lab := vocabulary.get(Lab, rule.lab)) and lab.calculated_by
    }
    recorded = {
        key
        for rule in asked.of(FindingRule)
        if (tests := standing_for(rule.finding))
        for key in (rule.finding, *tests)
    }
    for rule in asked.rules:
        if getattr(rule, "if_recorded", "no") == "yes":
            words = ("finding", "lab", "asked_as")
            recorded |= {getattr(rule, word) for word in words if getattr(rule, word, None)}
            for word, kind in LISTED_BY:
                recorded |= set(narrower(kind, getattr(rule, word, ())))
    return until | given | recorded


def removable(name, plain):
    return [
        (word, index)
        for word in KINDS
        for index, fact in enumerate(plain.get(word, []))
        if word not in ("milestones", "complete")
        and fact.get("to", fact.get("of")) not in second_values(name)
    ]


def without_fact(plain, word, index):
    """Remove a fact with every line that states its list complete; an answer may stand for any."""
    facts = [fact for number, fact in enumerate(plain[word]) if number != index]
    lines = [
        line for line in plain.get("complete", []) if word != "answers" and line["list"] != word
    ]
    return plain | {word: facts} | {"complete": lines}


def check_less_is_more_open(name, less, more, fact):
    """Every verdict over less is that over more, or a more open one, but for a conflict undone."""
    before, after = assessed(name, more), assessed(name, less)
    later = all_findings(after)
    for key, finding in all_findings(before).items():
        if key not in later or _is_in_conflict(finding):
            continue
        outcome = later[key].outcome
        if finding.outcome in DECIDED:
            assert outcome in (finding.outcome, *OPEN), (key, fact)
        elif finding.outcome is Outcome.UNKNOWN:
            assert outcome is Outcome.UNKNOWN, (key, fact)
        elif finding.outcome is Outcome.NEEDS_REVIEW:
            assert outcome in OPEN, (key, fact)
    if before.verdict is not Verdict.UNDECIDED:
        assert after.verdict in (before.verdict, Verdict.UNDECIDED)
    elif not any(map(_is_in_conflict, before.findings)):
        assert after.verdict is Verdict.UNDECIDED


def _is_in_conflict(finding):
    return any(need.kind is NeedKind.CONFLICT for need in finding.needs)


def check_removal(name, data):
    plain = one_side(name, data.draw(single_valued(name)), data.draw(st.booleans()))
    places = removable(name, plain)
    assume(places)
    word, index = data.draw(st.sampled_from(places))
    event(word)
    check_less_is_more_open(name, without_fact(plain, word, index), plain, plain[word][index])


@for_every_trial
@law()
@given(st.data())
def test_removing_a_fact_with_its_complete_line_only_moves_towards_unknown(name, data):
    check_removal(name, data)


@pytest.mark.slow
@for_every_trial
@law(MANY)
@given(st.data())
def test_removing_a_fact_only_moves_towards_unknown_in_a_long_run(name, data):
    check_removal(name, data)


def check_adding(name, data):
    """A result, score or answer about a thing of which nothing is on record yet."""
    plain = one_side(name, data.draw(single_valued(name)), lists=False)
    word = data.draw(st.sampled_from(("observations", "scores", "answers")))
    fact = data.draw(kinds(name)[word])
    assume(fact.get("to", fact.get("of")) not in second_values(name))
    assume(thing(word, fact) not in {thing(word, one) for one in plain.get(word, [])})
    if word == "scores" and is_criteria(fact):
        plain = unclaimed(plain)
    plain = plain | {"complete": [] if word == "answers" else plain.get("complete", [])}
    event(word)
    check_less_is_more_open(name, plain, plain | {word: [*plain.get(word, []), fact]}, fact)


@for_every_trial
@law()
@given(st.data())
def test_adding_a_fact_about_a_new_thing_never_turns_a_decided_verdict(name, data):
    check_adding(name, data)


@pytest.mark.slow
@for_every_trial
@law(MANY)
@given(st.data())
def test_adding_a_fact_never_turns_a_decided_verdict_in_a_long_run(name, data):
    check_adding(name, data)


def one_side(name, plain, lists):
    """Keep one value per thing: entries of lists without answers, or answers without entries.

    Of a state and the tests that may stand for it, one result is kept.
    """
    plain = plain | {"observations": one_of_each_state(name, plain.get("observations", []))}
    if any(map(is_criteria, plain.get("scores", []))):
        plain = unclaimed(plain)
    if lists:
        return plain | {"answers": []}
    gone: dict[str, Any] = {word: [] for word in (*LISTS, "judgements")}
    trial = the_trial(name)
    opening = narrower(Condition, [key for arm in trial.arms for key in arm.diagnoses])
    arms = [one for one in plain.get("diagnoses", []) if one["of"] in opening]
    own = [one for one in plain.get("milestones", []) if one["trial"] == trial.registry_number]
    return plain | gone | {"diagnoses": arms, "milestones": own}


def unclaimed(plain):
    """Leave out what classifies a disease beside the items of a set: both are weighed together."""
    diseases = [one | {"classified_by": []} for one in plain.get("diagnoses", [])]
    return plain | {"diagnoses": diseases}


def one_of_each_state(name, results):
    for rule in asked_by(name).of(FindingRule):
        same = (rule.finding, *standing_for(rule.finding))
        found = [one for one in results if one["of"] in same]
        results = [one for one in results if one not in found[1:]]
    return results
