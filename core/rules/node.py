"""What every rule may carry, and the limits that numbers are compared with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pydantic import BaseModel, ConfigDict, Field

from core.dates import Duration
from core.record import MilestoneKind
from core.rules.values import Bound
from core.truth import Gate

if TYPE_CHECKING:
    from core.rules import Rule  # noqa: TC004 - set there, once all words are known

# A rule is read as part of a whole file: its validator is made there, once, not for each word.
DOOR = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class Node(BaseModel):
    """What every rule may carry.

    A rule with an `id` and a `text` is a criterion; a part may quote its own clause in `text`.
    `when` says to whom it applies, `due` at which gate it is asked. `settled_by` names the
    question whose answer settles what of it needs review.
    """

    model_config = DOOR

    id: str | None = None
    text: str | None = None
    note: str | None = None
    source: Literal["title"] | None = None
    when: Rule | None = None
    due: Gate | None = None
    settled_by: str | None = None


class Limits(BaseModel):
    """Limits of a number: at_least ≥, at_most ≤, above >, below <, between: both ends in."""

    model_config = DOOR

    at_least: Bound | None = None
    at_most: Bound | None = None
    above: Bound | None = None
    below: Bound | None = None
    between: tuple[Bound, Bound] | None = None

    def limits(self) -> tuple[tuple[str, Bound], ...]:
        """Return each limit with its word; `between` is an at_least and an at_most."""
        single = [(word, getattr(self, word)) for word in ("at_least", "at_most", "above", "below")]
        if self.between:
            single += [("at_least", self.between[0]), ("at_most", self.between[1])]
        return tuple((word, bound) for word, bound in single if bound is not None)


class Bounds(Limits, Node):
    """A rule that compares a number."""


class Windowed(Node):
    """A rule over the days `within` a duration before a named day, both ends included."""

    within: Duration | None = None
    before: MilestoneKind | None = None


class OnTreatment(BaseModel):
    """That a result counts only from so long after a course of these medicines began."""

    model_config = DOOR

    drug: tuple[str, ...] = Field(min_length=1)
    for_at_least: Duration
