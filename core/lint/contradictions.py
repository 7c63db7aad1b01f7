"""What can never hold, and what can never decide: in a rule, in a condition, in a whole trial."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.lint.conflicts import absorbed, conflicts, what
from core.lint.fault import Fault
from core.lint.meaning import demands, meaning, taken_apart
from core.rules import AtLeastNOf, Readings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.lint.fault import Place
    from core.lint.meaning import Demand
    from core.trial import Trial
    from core.vocabulary import Vocabulary


def contradictions(place: Place, vocabulary: Vocabulary) -> Iterator[Fault]:
    """Tell what never holds, always holds or never decides between the parts of a rule."""
    if isinstance(place.rule, AtLeastNOf):
        yield from _counted(place, place.rule)
    if isinstance(place.rule, Readings):
        first, second = place.rule.readings
        if meaning(first.rule) == meaning(second.rule):
            yield place.error("both readings are the same rule.", "Write one rule, without them.")
    for turned in (False, True):
        yield from _together(place, vocabulary, turned=turned)
    if place.rule.when is not None:
        yield from _condition(place, vocabulary)


def _counted(place: Place, rule: AtLeastNOf) -> Iterator[Fault]:
    n, parts = rule.at_least_n_of.n, rule.at_least_n_of.of
    if n > len(parts):
        yield place.error(
            f"at_least_n_of: {n} of {len(parts)} cannot be.", "Write n as the text counts them."
        )
    if n < len(parts) and len({meaning(part) for part in parts}) < len(parts):
        yield place.error("one part stands here twice and counts twice.", "Write it once.")


def _together(place: Place, vocabulary: Vocabulary, *, turned: bool) -> Iterator[Fault]:
    inside = taken_apart(place.rule, turned=turned)
    if inside is None:
        return
    groups = [
        tuple(demands(part, str(index), turned=is_turned))
        for index, (part, is_turned) in enumerate(inside)
    ]
    asked = [one for group in groups for one in group]
    for (one, other), why in conflicts(asked, vocabulary):
        if one.place != other.place:
            does = "always holds: not to hold it" if turned else "can never hold: it"
            subject = "the condition" if place.is_condition else "the rule"
            yield place.error(f"{subject} {does} {why}.", "Compare both parts with the text.")
    for one, other in absorbed(asked):
        if one.place != other.place:
            yield place.error(
                f"a part can never decide: {what(one)} stands beside it and decides before.",
                "Leave the part out, or write what it asks beside that.",
            )


def _condition(place: Place, vocabulary: Vocabulary) -> Iterator[Fault]:
    """Tell a condition that never holds under those around it, or not with the rule itself."""
    if place.rule.when is None:
        return
    own = tuple(demands(place.rule.when, "condition"))
    around = [one for rule in place.conditions for one in demands(rule, "around")]
    for (one, other), why in conflicts([*around, *own], vocabulary):
        if one.place != other.place:
            yield place.error(
                f"the condition can never hold: with that around it, it {why}.",
                "Leave the rule out, or correct 'when'.",
            )
    bare = place.rule.model_copy(update={"when": None})
    for (one, other), why in conflicts([*own, *demands(bare, "rule")], vocabulary):
        if one.place != other.place:
            yield place.error(
                f"the rule never holds for whom it is asked: with 'when' it {why}.",
                "Correct 'when', or the rule.",
            )


def across(trial: Trial, vocabulary: Vocabulary) -> Iterator[Fault]:
    """Tell two criteria of which no patient can meet both."""
    told: set[tuple[str, str]] = set()
    for arm in [arm.key for arm in trial.arms] or [""]:
        for one, other, why in _of_arm(trial, arm, vocabulary):
            if (one.place, other.place) not in told:
                told.add((one.place, other.place))
                message = f"no patient can meet this and {one.place}: together it {why}."
                yield Fault("error", other.place, message, "Compare both with the text.")


def _of_arm(trial: Trial, arm: str, vocabulary: Vocabulary) -> Iterator[tuple[Demand, Demand, str]]:
    asked = [
        one
        for criterion in trial.criteria
        if criterion.arm in (None, arm)
        for one in demands(criterion.rule, criterion.id, turned=criterion.kind == "exclusion")
    ]
    for (one, other), why in conflicts(asked, vocabulary):
        if one.place != other.place:
            yield one, other, why
