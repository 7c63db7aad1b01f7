"""Limits that say nothing: without unit, of another kind, empty, or out of all reach."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from core.lint.ranges import (
    alternatives,
    in_first,
    is_empty,
    leaves_nothing_out,
    of_normal,
    span_of,
    within,
)
from core.quantity import converts, unit_named
from core.rules import AgeRule, Bounds, JointsRule, LabRule, ScoreRule, word_of
from core.vocabulary import Lab, ScoreKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.lint.fault import Fault, Place
    from core.rules.values import Bound
    from core.vocabulary import Vocabulary

# A text rounds the second of its two units; by more than this they are two amounts.
_ROUNDED = Decimal("0.05")


def impossible_limits(place: Place, vocabulary: Vocabulary) -> Iterator[Fault]:
    """Tell what is wrong with the limits of a rule that compares a number."""
    rule = place.rule
    if not isinstance(rule, Bounds):
        return
    if not rule.limits():
        yield place.error(
            f"the rule '{word_of(rule)}' has no limit.", "Add at_least, at_most, above or below."
        )
        return
    wrong = tuple(_units(place, rule, vocabulary))
    yield from wrong
    if not wrong:
        yield from _range(place, rule, vocabulary)


def _units(place: Place, rule: Bounds, vocabulary: Vocabulary) -> Iterator[Fault]:
    bounds = [each for _, bound in rule.limits() for each in (bound, bound.or_else) if each]
    match rule:
        case LabRule():
            lab = vocabulary.get(Lab, rule.lab)
            if lab is not None:
                for bound in bounds:
                    yield from _unit_of_lab(place, lab, bound)
                yield from _two_units(place, rule, lab)
        case ScoreRule():
            yield from _score(place, rule, bounds, vocabulary)
        case JointsRule():
            yield from _whole_numbers(place, bounds, "joints are counted", "")
        case AgeRule():
            yield from _whole_numbers(place, bounds, "an age is limited in years", "years")


def _unit_of_lab(place: Place, lab: Lab, bound: Bound) -> Iterator[Fault]:
    if bound.of_normal:
        if bound.amount <= 0:
            yield place.error(f"{bound} is no limit.", "Write a multiple above zero.")
        return
    if not bound.unit:
        if lab.unit:
            yield place.error(
                f"the limit {bound} of {lab.key} has no unit.",
                f"Write it as the text does, such as {bound.amount:f} {lab.unit}.",
            )
        return
    try:
        code = unit_named(bound.unit, lab.units, lab.key).code
    except ValueError as error:
        message, _, advice = str(error).partition(". ")
        yield place.error(f"{message}.", advice)
        return
    if not converts(code, lab.units):
        accepted = ", ".join(unit.code for unit in lab.units if unit.converts)
        yield place.error(
            f"{code} of {lab.key} never converts, so few results could be compared with {bound}.",
            f"Use {accepted}.",
        )


def _two_units(place: Place, rule: LabRule, lab: Lab) -> Iterator[Fault]:
    if len({bound.unit for _, bound in rule.limits() if bound.of_normal}) > 1:
        yield place.error(
            "multiples of ULN and of LLN stand in one rule.", "Write a rule for each, in an all_of."
        )
    for _, bound in rule.limits():
        if bound.or_else is None:
            continue
        if bound.of_normal or bound.or_else.of_normal or bound.unit == bound.or_else.unit:
            yield place.error(
                f"'{bound}' is not one limit in two units.", "Write two rules, in an any_of."
            )
            continue
        try:
            one, other = in_first(bound, lab), in_first(bound.or_else, lab)
        except ValueError:
            continue  # told with its unit
        if abs(one - other) > _ROUNDED * abs(one):
            yield place.error(
                f"the two limits of '{bound}' are not the same amount.",
                f"Compare the text: {bound.or_else} is {other.normalize():f} {lab.unit}, "
                f"and the first is {one.normalize():f} {lab.unit}.",
            )


def _score(
    place: Place, rule: ScoreRule, bounds: list[Bound], vocabulary: Vocabulary
) -> Iterator[Fault]:
    entry = vocabulary.get(ScoreKind, rule.score)
    if entry is not None and entry.greatest is None:
        yield place.error(f"'{rule.score}' has no total.", "Write 'grade' and how many.")
    for bound in bounds:
        if bound.unit:
            yield place.error(
                f"the limit {bound} of {rule.score}: a score has no unit.",
                f"Write {bound.amount:f}, in {entry.units[0].code}."
                if entry and entry.units
                else f"Write {bound.amount:f}.",
            )


def _whole_numbers(place: Place, bounds: list[Bound], what: str, unit: str) -> Iterator[Fault]:
    for bound in bounds:
        if bound.unit != unit or bound.or_else:
            written = f"{bound.amount:f} {unit}".strip()
            yield place.error(f"the limit {bound}: {what}.", f"Write it as {written}.")
        elif bound.amount != bound.amount.to_integral_value():
            yield place.error(f"the limit {bound} is not a whole number.", "Write one.")


def _range(place: Place, rule: Bounds, vocabulary: Vocabulary) -> Iterator[Fault]:
    span = span_of(rule, vocabulary)
    for limits in alternatives(rule, vocabulary):
        if is_empty(limits):
            yield place.error(
                "no value can be between these limits.", "Write the lower one first, or two rules."
            )
        elif span is None or of_normal(rule):
            continue
        elif is_empty([*limits, *within(span)]):
            yield place.error(
                f"no value can keep this limit: all lie from {span[0]:f} to {span[1]:f}.",
                "Check the number and its unit.",
            )
        elif leaves_nothing_out(limits, span):
            yield place.error(
                f"every value keeps this limit: all lie from {span[0]:f} to {span[1]:f}.",
                "Check the number and its unit.",
            )
        else:
            continue
        return
