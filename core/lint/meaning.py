"""What a rule asks, whatever its words: the same for two rules that differ in quotation or order.

`demands` takes a rule apart into what must hold, and what must not, for it to hold.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pydantic import BaseModel

from core.dates import Duration
from core.rules import AllOf, AnyOf, AtLeastNOf, Node, NoneOf, parts_of

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator

_SAID = frozenset({"id", "text", "note", "source", "read_as"})
LIMITS = frozenset({"at_least", "at_most", "above", "below", "between"})


def meaning(value: object, without: frozenset[str] = frozenset()) -> Hashable:
    """Return what a rule asks, to be compared; `without` names words of it to leave out."""
    if isinstance(value, BaseModel):
        words = (word for word in type(value).model_fields if word not in _SAID | without)
        return type(value).__name__, tuple((word, meaning(getattr(value, word))) for word in words)
    if isinstance(value, tuple):
        return frozenset(meaning(one) for one in value)
    if isinstance(value, dict):
        return frozenset((word, meaning(one)) for word, one in value.items())
    if isinstance(value, Duration):
        return value.months, value.days
    return value


@dataclass(frozen=True, slots=True)
class Demand:
    """A rule that must hold or, `turned`, must not.

    `place` is the id under which it stands, `key` what it asks.
    """

    rule: Node
    turned: bool
    place: str
    key: Hashable


def demands(rule: Node, place: str, *, turned: bool = False) -> Iterator[Demand]:
    """Yield all that must hold for a rule to hold or, `turned`, for it not to hold."""
    inside = taken_apart(rule, turned=turned) if rule.when is None else None
    if inside is None:
        yield Demand(rule, turned, place, meaning(rule))
        return
    for part, is_turned in inside:
        yield from demands(part, place, turned=is_turned)


def taken_apart(rule: Node, *, turned: bool) -> tuple[tuple[Node, bool], ...] | None:
    """Return the parts that must all hold (or not) for a rule to hold (or not), if there are."""
    parts = parts_of(rule)
    match rule:
        case AllOf() if not turned or len(parts) == 1:
            return tuple((part, turned) for part in parts)
        case AnyOf() if turned or len(parts) == 1:
            return tuple((part, turned) for part in parts)
        case NoneOf() if not turned or len(parts) == 1:
            return tuple((part, not turned) for part in parts)
        case AtLeastNOf() if not turned and rule.at_least_n_of.n == len(parts):
            return tuple((part, turned) for part in parts)
        case _:
            return None
