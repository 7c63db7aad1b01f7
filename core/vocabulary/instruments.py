"""What an instrument holds: its items with their points, its bands, and where it was published."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, ClassVar

from core.dates import Duration
from core.vocabulary.answering import AnsweredBy
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

    Of the items of one `one_of` only the highest counts. What it may be `answered_by` proposes an
    answer and never fills it. What may also be so without any of these results (a fever at home)
    is `only_proposed`: they never speak against it. A number has a `unit` and a `step`. One that
    is `first_only` is scored at the first assessment.
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
    answered_by: tuple[AnsweredBy, ...] = ()
    only_proposed: bool = False
    first_only: bool = False
    one_of: str | None = None

    def __post_init__(self) -> None:
        """Refuse an item that is not answered in exactly one way."""
        ways = [self.points is not None, bool(self.levels), self.range is not None]
        if sum(ways) != 1:
            message = "an item has exactly one of points, levels and range"
            raise ValueError(message)
        known = self.levels or (None,)
        if any(one.gives not in known for one in self.answered_by):
            message = "an item with levels says which of them a result gives; no other does"
            raise ValueError(message)


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument(Entry):
    """A score item by item; its key is that of the score. `scoring` names how it is added up.

    `window` is the time that the items are asked about, as it is shown; results of the last
    `looks_back` answer them, and without it those of the same day. A set of classification
    criteria has a `threshold`, the items of which one must hold to begin with (`entry`), and
    those that exclude the disease (`excluded_by`); one that is a form of another names that `set`.
    `most` is what a group adds at most, by level.
    """

    section: Section = "scores"
    source: str
    version: str
    scoring: str
    items: Mapping[str, Item]
    bands: tuple[Band, ...] = ()
    window: str | None = None
    looks_back: Duration | None = None
    threshold: Decimal | None = None
    entry: tuple[str, ...] = ()
    excluded_by: tuple[str, ...] = ()
    set: str | None = None
    most: Mapping[str, Mapping[str, Decimal]] = field(default_factory=dict)

    def named(self, part: str) -> Label | None:
        """Return what an item, or a band by its place (`band_0`), is called."""
        if part in self.items:
            return self.items[part].label
        names = {f"band_{place}": band.label for place, band in enumerate(self.bands)}
        return names.get(part)
