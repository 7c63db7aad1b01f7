"""What cannot hold together: a rule and its negation, two sexes, two states, two ranges."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from core.lint.meaning import LIMITS, meaning
from core.lint.ranges import OPPOSITE, alternatives, is_empty, of_normal
from core.rules import AllOf, AnyOf, Bounds, FindingRule, NoneOf, SexRule, parts_of, word_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from core.lint.meaning import Demand
    from core.lint.ranges import Limit
    from core.vocabulary import Vocabulary

Pair = tuple["Demand", "Demand"]


def conflicts(asked: Iterable[Demand], vocabulary: Vocabulary) -> Iterator[tuple[Pair, str]]:
    """Yield each two of these that never hold together, and why."""
    for one, other in combinations(tuple(asked), 2):
        why = _against(one, other, vocabulary)
        if why:
            yield (one, other), why


def _against(one: Demand, other: Demand, vocabulary: Vocabulary) -> str:
    if one.turned != other.turned and one.key == other.key:
        return f"asks for {what(one)} and for its opposite"
    a, b = one.rule, other.rule
    if isinstance(a, SexRule) and isinstance(b, SexRule):
        return "asks for both sexes at once" if _two_values(one, other) else ""
    if isinstance(a, FindingRule) and isinstance(b, FindingRule):
        return f"asks for two states of {a.finding} at once" if _two_states(one, other) else ""
    if isinstance(a, Bounds) and isinstance(b, Bounds) and _apart(one, other, vocabulary):
        return f"asks for {what(one)} in two ranges that do not meet"
    return ""


def _two_values(one: Demand, other: Demand) -> bool:
    return not one.turned and not other.turned and one.key != other.key


def _two_states(one: Demand, other: Demand) -> bool:
    a, b = one.rule, other.rule
    if not isinstance(a, FindingRule) or not isinstance(b, FindingRule):
        return False
    is_latest = a.any_result == b.any_result == "no"
    asks_state = a.is_ is not None and b.is_ is not None
    state = frozenset({"is_", "if_recorded"})
    return (is_latest and asks_state and _two_values(one, other) and a.is_ != b.is_) and meaning(
        a, state
    ) == meaning(b, state)


def _apart(one: Demand, other: Demand, vocabulary: Vocabulary) -> bool:
    """Tell whether two ranges of one result do not meet."""
    a, b = one.rule, other.rule
    if not isinstance(a, Bounds) or not isinstance(b, Bounds):
        return False
    if meaning(a, LIMITS) != meaning(b, LIMITS) or of_normal(a) != of_normal(b):
        return False
    alone = [_range(each, vocabulary) for each in (one, other)]
    return all(alone) and not any(map(is_empty, alone)) and is_empty(alone[0] + alone[1])


def _range(one: Demand, vocabulary: Vocabulary) -> list[Limit]:
    """Return the limits that a demand sets, in one unit; turned, those outside a single one."""
    made = alternatives(one.rule, vocabulary) if isinstance(one.rule, Bounds) else ()
    limits = made[0] if made else []
    if not one.turned:
        return limits
    return [(OPPOSITE[word], amount) for word, amount in limits] if len(limits) == 1 else []


def absorbed(asked: Iterable[Demand]) -> Iterator[Pair]:
    """Yield each part that can never decide, after what stands beside it and decides before it.

    Beside A, `A and B` or `A or B` says nothing: what A says is what both say.
    """
    asked = tuple(asked)
    for first, second in combinations(asked, 2):
        if first.turned == second.turned and first.key == second.key:
            yield first, second
    for one in asked:
        inside = {meaning(part) for part in parts_of(one.rule)} if one.rule.when is None else set()
        either = isinstance(one.rule, AllOf) if one.turned else isinstance(one.rule, AnyOf)
        for other in asked:
            alike = other.turned == one.turned and either
            turned = other.turned != one.turned and isinstance(one.rule, NoneOf) and one.turned
            if other is not one and other.key in inside and (alike or turned):
                yield other, one


def what(one: Demand) -> str:
    """Name what a rule is about: `sex female`, `finding ana`."""
    word = word_of(one.rule) or ""
    about = getattr(one.rule, word, None)
    if isinstance(about, str):
        return f"{word} {about}"
    if isinstance(about, tuple) and all(isinstance(key, str) for key in about):
        return f"{word} {', '.join(about)}"
    return f"the same {word}"
