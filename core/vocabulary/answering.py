"""How a result answers an item: a lab in bounds, a finding, a marked line, joints counted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from core.quantity import Bound
from core.vocabulary.entries import STRICT

if TYPE_CHECKING:
    from collections.abc import Iterator

_BOUNDS = ("at_least", "at_most", "above", "below")


def _without_underscore(name: str) -> str:
    return name.rstrip("_")


@dataclass(frozen=True, slots=True, kw_only=True)
class AnsweredBy:
    """One thing that answers an item; of several, any one suffices.

    For an item with points it is yes within the bounds of a `lab`, or where a `finding` is so;
    for one with levels it `gives` a level; a number is that of a `lab` without bounds, of a `score`
    marked on a line, or of the `joints` counted. Without results of an `optional` one the others
    can say no.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = {
        **STRICT,
        "alias_generator": _without_underscore,
    }

    lab: str | None = None
    finding: str | None = None
    score: str | None = None
    joints: Literal["swollen", "tender"] | None = None
    is_: str | None = None
    at_least: Bound | None = None
    at_most: Bound | None = None
    above: Bound | None = None
    below: Bound | None = None
    gives: str | None = None
    optional: bool = False

    def __post_init__(self) -> None:
        """Refuse what names no source or several, and words that its source has no use for."""
        if sum(one is not None for one in (self.lab, self.finding, self.score, self.joints)) != 1:
            message = "answered by exactly one of lab, finding, score and joints"
            raise ValueError(message)
        if (self.finding is None) != (self.is_ is None):
            message = "'is' belongs to a finding, and a finding needs it"
            raise ValueError(message)
        if self.limits and self.lab is None:
            message = "limits belong to a lab"
            raise ValueError(message)

    @property
    def limits(self) -> tuple[tuple[str, Bound], ...]:
        """Return each limit with its word."""
        return tuple(self._limits())

    def _limits(self) -> Iterator[tuple[str, Bound]]:
        for word in _BOUNDS:
            bound: Bound | None = getattr(self, word)
            if bound is not None:
                yield word, bound

    @property
    def source(self) -> tuple[str, str]:
        """Return in which part of the vocabulary the thing stands, and its key."""
        if self.joints is not None:
            return "scores", "joints_28"
        named = (("labs", self.lab), ("findings", self.finding), ("scores", self.score))
        return next((of, key) for of, key in named if key is not None)
