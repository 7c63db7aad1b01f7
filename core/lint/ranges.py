"""Ranges of numbers: the limits of a rule in one unit, and whether any amount is between them."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, TypeVar

from core.quantity import in_first_unit, unit_named
from core.rules import AgeRule, JointsRule, LabRule, ScoreRule
from core.vocabulary import Lab, ScoreKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from core.rules import Bounds
    from core.rules.values import Bound
    from core.vocabulary import Vocabulary

N = TypeVar("N", Decimal, Fraction)
Limit = tuple[str, Decimal]
Span = tuple[Decimal, Decimal]

# Sick people's results leave the plausible range, but never as far as a wrong unit does.
_BEYOND = 2

OPPOSITE = {"at_least": "below", "below": "at_least", "at_most": "above", "above": "at_most"}
JOINTS: Span = (Decimal(0), Decimal(28))
YEARS: Span = (Decimal(0), Decimal(130))


def is_empty(limits: Iterable[tuple[str, N]]) -> bool:
    """Tell whether no amount keeps all these limits."""
    limits = tuple(limits)
    lows = [(amount, word == "above") for word, amount in limits if word in ("at_least", "above")]
    highs = [(amount, word == "below") for word, amount in limits if word in ("at_most", "below")]
    return any(
        low > high or (low == high and (above or below))
        for low, above in lows
        for high, below in highs
    )


def within(span: Span) -> tuple[Limit, Limit]:
    """Return the limits of a range, both ends included."""
    return ("at_least", span[0]), ("at_most", span[1])


def leaves_nothing_out(limits: Sequence[Limit], span: Span) -> bool:
    """Tell whether every amount of a range keeps these limits."""
    return bool(limits) and all(
        is_empty([*within(span), (OPPOSITE[word], amount)]) for word, amount in limits
    )


def span_of(rule: Bounds, vocabulary: Vocabulary) -> Span | None:
    """Return between what amounts anything that a rule compares lies, if that is known."""
    match rule:
        case JointsRule():
            return JOINTS
        case AgeRule():
            return YEARS
        case ScoreRule():
            entry = vocabulary.get(ScoreKind, rule.score)
            if entry and entry.least is not None and entry.greatest is not None:
                return entry.least, entry.greatest
        case LabRule():
            lab = vocabulary.get(Lab, rule.lab)
            if lab and lab.plausible:
                return lab.plausible[0] / _BEYOND, lab.plausible[1] * _BEYOND
    return None


def alternatives(rule: Bounds, vocabulary: Vocabulary) -> tuple[list[Limit], ...]:
    """Return the limits of a rule in one unit; twice where the text prints them in two units.

    None where they cannot be compared: of units that do not convert, or of the laboratory's own
    limits beside fixed ones.
    """
    first = rule.limits()
    second = [(word, bound.or_else or bound) for word, bound in first]
    readings = [first, second] if any(bound.or_else for _, bound in first) else [first]
    made = (_in_one_unit(rule, reading, vocabulary) for reading in readings)
    return tuple(limits for limits in made if limits)


def of_normal(rule: Bounds) -> str:
    """Return ULN or LLN where a rule compares with the laboratory's limit, or nothing."""
    return next((bound.unit for _, bound in rule.limits() if bound.of_normal), "")


def _in_one_unit(
    rule: Bounds, limits: Iterable[tuple[str, Bound]], vocabulary: Vocabulary
) -> list[Limit]:
    limits = tuple(limits)
    if len({bound.unit if bound.of_normal else "" for _, bound in limits}) > 1:
        return []
    lab = vocabulary.get(Lab, rule.lab) if isinstance(rule, LabRule) else None
    try:
        return [(word, in_first(bound, lab)) for word, bound in limits]
    except ValueError:
        return []


def in_first(bound: Bound, lab: Lab | None) -> Decimal:
    """Return a limit in the first unit of an analyte; raise ValueError where it has none."""
    if lab is None or bound.of_normal or not bound.unit:
        return bound.amount
    code = unit_named(bound.unit, lab.units, lab.key).code
    return in_first_unit(bound.amount, code, lab.units)
