"""What a change of one fact does to what each leaf of a rule says, by plain reading."""

from __future__ import annotations

import operator
from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from core.rules import (
    ConsentRule,
    FindingRule,
    LabRule,
    Listed,
    QuestionRule,
    ScoreRule,
)
from core.rules.values import Bound
from core.vocabulary import Lab, Question, ScoreKind, State
from tests.builders import the_vocabulary
from tests.trials.plain_reading import MAYBE, NO, OPEN, YES, Possible

if TYPE_CHECKING:
    from core.rules import Node
    from core.step import Step

Facts = dict[str, Any]
Effect = Callable[["Node", "Step", Possible], Possible]
ONLY_OPEN = frozenset((OPEN,))
_COMPARED: dict[str, Callable[[Decimal, Decimal], bool]] = {
    "at_least": operator.ge,
    "at_most": operator.le,
    "above": operator.gt,
    "below": operator.lt,
}
_FORMULA_INPUTS = ("creatinine", "weight")
_LISTS = ("diagnoses", "medications", "events", "allergies", "devices")


def person_gone(kind: type[Node]) -> Effect:
    """A lab may be calculated with the age and the sex."""

    def effect(rule: Node, _: Step, before: Possible) -> Possible:
        if isinstance(rule, kind):
            return ONLY_OPEN
        return MAYBE if isinstance(rule, LabRule) else before

    return effect


def consent_gone(rule: Node, _: Step, before: Possible) -> Possible:
    """Without a consent its rule is open, or a no where it was refused."""
    return ONLY_OPEN | {NO} if isinstance(rule, ConsentRule) else before


def anything(_: Node, __: Step, ___: Possible) -> Possible:
    """A day that windows count from may change every rule."""
    return MAYBE


def gone(word: str, fact: Facts, record: Facts) -> Effect:
    """What rests on this fact alone is open; what may rest on it too may be anything."""
    if word == "milestones":
        return consent_gone if fact["event"] == "consent" else anything
    key = _key(fact)
    alone = [_key(one) for one in record[word]].count(key) == 1

    def effect(rule: Node, step: Step, before: Possible) -> Possible:
        if isinstance(rule, ScoreRule) and rule.entry_criterion == key:
            return ONLY_OPEN if before == {YES} and alone else MAYBE
        if key not in {one.of for one in step.evidence}:
            return MAYBE if _may_read(rule, word, key) else before
        return ONLY_OPEN if alone and _rests_on(rule, step, word, key) else MAYBE

    return effect


def _key(fact: Facts) -> str:
    return str(fact.get("of") or fact.get("to") or fact.get("list"))


def _rests_on(rule: Node, step: Step, word: str, key: str) -> bool:
    """Tell whether nothing else can say what this fact said; a list may still say none."""
    if getattr(rule, "if_recorded", "no") == "yes" or getattr(rule, "until_answered", None):
        return False
    if isinstance(rule, LabRule):  # without a measured one, a calculated one may stand
        return not (_is_calculated(rule.lab) and key == rule.lab)
    return {one.of for one in step.evidence} == {key} and word not in _LISTS


def _is_calculated(lab: str) -> bool:
    entry = the_vocabulary().get(Lab, lab)
    return entry is not None and entry.calculated_by is not None


def _may_read(rule: Node, word: str, key: str | None) -> bool:
    """Tell whether a leaf that cites nothing of a fact may still have looked at it."""
    if word in (*_LISTS, "complete"):
        return isinstance(rule, Listed) or hasattr(rule, "on_treatment")
    if word == "answers":
        return key in (getattr(rule, "asked_as", None), getattr(rule, "settled_by", None))
    by_weight = isinstance(rule, Listed) and key == "weight"
    return by_weight or (isinstance(rule, LabRule) and key in _FORMULA_INPUTS)


def old(fact: Facts, without: Effect) -> Effect:
    """A result that never goes stale, and an answer about the past, may stand."""
    key = fact.get("of") or fact.get("to")
    entries = (the_vocabulary().get(kind, key or "") for kind in (Lab, State, ScoreKind))
    if any(getattr(entry, "goes_stale", None) for entry in entries):
        return without
    question = the_vocabulary().get(Question, key or "")
    if question is not None and question.about == "now":
        return without

    def effect(rule: Node, step: Step, before: Possible) -> Possible:
        return before if without(rule, step, before) == before else MAYBE

    return effect


def any_list(rule: Node, _: Step, before: Possible) -> Possible:
    """Any rule over a list may say something else now."""
    return MAYBE if isinstance(rule, Listed) or hasattr(rule, "on_treatment") else before


def flipped(fact: Facts, other: str) -> Effect:
    """The question itself says the other; a list that the answer stands for is no longer sure."""

    def effect(rule: Node, step: Step, before: Possible) -> Possible:
        if isinstance(rule, QuestionRule) and rule.question == fact["to"]:
            if rule.until_answered:
                return MAYBE
            return frozenset((other, OPEN))
        named = (getattr(rule, "asked_as", None), getattr(rule, "settled_by", None))
        if fact["to"] not in named:
            return before
        # Beside a list that says no, a yes stands or contradicts it: never a no.
        return frozenset((YES, OPEN)) if other == "yes" and named[0] == fact["to"] else MAYBE

    return effect


def stated(key: str, state: str) -> Effect:
    def effect(rule: Node, _: Step, before: Possible) -> Possible:
        if not isinstance(rule, FindingRule) or rule.finding != key:
            return MAYBE if isinstance(rule, FindingRule) else before
        if rule.antigens or rule.at_least or rule.significant == "yes":
            return MAYBE
        return frozenset((YES if rule.is_ == state else NO,))

    return effect


def measured(fact: Facts, amount: Decimal, unit: str) -> Effect:
    """Compare the new amount with each limit of the rules on it, in exact decimals."""

    def effect(rule: Node, step: Step, before: Possible) -> Possible:
        key = fact["of"]
        if isinstance(rule, ScoreRule) and rule.score == key:
            if rule.on_treatment is not None:
                return MAYBE
            return frozenset((_holds(rule.limits(), fact, amount, unit), OPEN))
        if isinstance(rule, LabRule) and rule.lab == key:
            held = _holds(rule.limits(), fact, amount, unit)
            judged = rule.attributable == "yes" or rule.because_of is not None
            return frozenset((OPEN,)) if judged and held == YES else frozenset((held,))
        depends = isinstance(rule, LabRule) and key in _FORMULA_INPUTS
        return MAYBE if depends or (isinstance(rule, Listed) and key == "weight") else before

    return effect


def _holds(limits: tuple[tuple[str, Bound], ...], fact: Facts, amount: Decimal, unit: str) -> str:
    held = all(
        _COMPARED[word](_scaled(fact["of"], amount, unit), _limit(bound, fact))
        for word, bound in limits
    )
    return YES if held else NO


def _limit(bound: Bound, fact: Facts) -> Decimal:
    if not bound.of_normal:
        return _scaled(fact["of"], bound.amount, bound.unit)
    text = fact["upper_limit" if bound.is_uln else "lower_limit"]
    number, _, unit = str(text).partition(" ")
    return bound.amount * _scaled(fact["of"], Decimal(number), unit)


def _scaled(key: str, amount: Decimal, unit: str) -> Decimal:
    """Return an amount in the first unit of its analyte, by the factor of the vocabulary."""
    entry = the_vocabulary().get(Lab, key) or the_vocabulary().get(ScoreKind, key)
    assert entry is not None
    units = {name: one.factor for one in entry.units for name in (one.code, *one.also)}
    return amount * (units.get(unit) or Decimal(1))
