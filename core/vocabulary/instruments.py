"""What an instrument holds: its items with their points, its bands, and where it was published."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, ClassVar

from core.vocabulary.entries import STRICT, Entry, Label, Section


def _without_underscore(name: str) -> str:
    return name.rstrip("_")


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """A named part of the totals, both ends in; None is without an end. Shown, never decides."""

    __pydantic_config__: ClassVar[dict[str, Any]] = {
        **STRICT,
        "alias_generator": _without_underscore,
    }

    from_: Decimal | None = None
    to: Decimal | None = None
    label: Label


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing asked: yes or no for `points`, one of `levels`, or a number of a `range`.

    Of the items of one `one_of` only the highest counts. A lab or finding that it may be
    `answered_by` proposes an answer and never fills it. A number has a `unit` and a `step`.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    label: Label
    group: str | None = None
    definition: str | None = None
    points: Decimal | None = None
    levels: Mapping[str, Decimal] = field(default_factory=dict)
    range: tuple[Decimal, Decimal] | None = None
    unit: str | None = None
    step: Decimal | None = None
    answered_by: Mapping[str, str] = field(default_factory=dict)
    one_of: str | None = None

    def __post_init__(self) -> None:
        """Refuse an item that is not answered in exactly one way."""
        ways = [self.points is not None, bool(self.levels), self.range is not None]
        if sum(ways) != 1:
            message = "an item has exactly one of points, levels and range"
            raise ValueError(message)


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument(Entry):
    """A score item by item; its key is that of the score. `scoring` names how it is added up.

    `window` is the time that the items look back on, for showing only. A set of classification
    criteria has a `threshold`, the items of which one must hold to begin with (`entry`), and
    those that exclude the disease (`excluded_by`). `most` is what a group adds at most, by level.
    """

    section: Section = "scores"
    source: str
    version: str
    scoring: str
    items: Mapping[str, Item]
    bands: tuple[Band, ...] = ()
    window: str | None = None
    threshold: Decimal | None = None
    entry: tuple[str, ...] = ()
    excluded_by: tuple[str, ...] = ()
    most: Mapping[str, Mapping[str, Decimal]] = field(default_factory=dict)
