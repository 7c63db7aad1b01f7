"""Reads a trial's rules as a person with a pencil would: from what each leaf says, by plain logic.

It shares no line with the evaluation. What is open, for whichever reason, is one word here.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from core.rules import (
    AllOf,
    AnyOf,
    AtLeastNOf,
    NoneOf,
    Readings,
    parts_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from core.rules import Node
    from core.trial import Trial
    from core.truth import Gate

YES, NO, OPEN, NOT_ASKED = "yes", "no", "open", "not asked"
MAYBE = frozenset((YES, NO, OPEN))
Possible = frozenset[str]


def leaves(rule: Node) -> Iterator[Node]:
    """Yield the rules that hold no other, those of conditions too."""
    parts = parts_of(rule)
    if not parts:
        yield rule
    for part in (*parts, *((rule.when,) if rule.when else ())):
        yield from leaves(part)


def read_trial(trial: Trial, arm: str, gate: Gate, leaf: Callable[[Node], Possible]) -> Possible:
    """Return whether a patient may be taken into an arm: YES for eligible, else NO or OPEN."""
    found = []
    for one in trial.criteria:
        if one.arm in (None, arm):
            said = read(one.rule, gate, leaf)
            found.append(frozenset(map(turned, said)) if one.kind == "exclusion" else said)
    return _combined(found, every)


def read(rule: Node, gate: Gate, leaf: Callable[[Node], Possible]) -> Possible:
    """Return what a rule may say, where each leaf may say several things."""
    if rule.due and not rule.due.is_due_by(gate):
        return frozenset((NOT_ASKED,))
    said = _read(rule, gate, leaf)
    if rule.when is None:
        return said
    asked = read(rule.when, gate, leaf)
    return frozenset(_if(one, then) for one in asked for then in said)


def turned(one: str) -> str:
    """Turn yes and no round."""
    return {YES: NO, NO: YES}.get(one, one)


def every(said: tuple[str, ...]) -> str:
    """Return yes where every part says so, no where one says no."""
    asked = [one for one in said if one != NOT_ASKED]
    if NO in asked:
        return NO
    if OPEN in asked:
        return OPEN
    return YES if asked else NOT_ASKED


def _if(condition: str, then: str) -> str:
    if condition == YES:
        return then
    return OPEN if condition == OPEN else NOT_ASKED


def _read(rule: Node, gate: Gate, leaf: Callable[[Node], Possible]) -> Possible:
    parts = [read(part, gate, leaf) for part in parts_of(rule)]
    match rule:
        case AllOf():
            return _combined(parts, every)
        case AnyOf():
            return _combined(parts, _one)
        case NoneOf():
            return frozenset(map(turned, _combined(parts, _one)))
        case AtLeastNOf():
            count = rule.at_least_n_of.n
            return _chosen(parts, lambda said: _some(count, said))
        case Readings():
            return _chosen(parts, lambda said: said[0] if said[0] == said[1] else OPEN)
        case _:
            return leaf(rule)


def _combined(parts: Iterable[Possible], how: Callable[[tuple[str, ...]], str]) -> Possible:
    """Combine every choice, part by part: `how` takes its parts in any grouping."""
    said = frozenset((NOT_ASKED,))
    for part in parts:
        said = frozenset(how(pair) for pair in product(said, part))
    return said


def _chosen(parts: Iterable[Possible], how: Callable[[tuple[str, ...]], str]) -> Possible:
    """Combine every choice of all parts at once."""
    return frozenset(how(said) for said in product(*parts))


def _one(said: tuple[str, ...]) -> str:
    return turned(every(tuple(map(turned, said))))


def _some(count: int, said: tuple[str, ...]) -> str:
    if said.count(YES) >= count:
        return YES
    return OPEN if said.count(YES) + said.count(OPEN) >= count else NO
