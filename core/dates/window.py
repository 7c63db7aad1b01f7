"""Stretches of days whose ends may be known only as intervals."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from core.dates.day import FOREVER, Day
from core.dates.duration import Duration


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of days whose ends may be known only as intervals; both ends are included."""

    start: Day
    end: Day

    @classmethod
    def before(cls, anchor: Day, length: Duration) -> Self:
        """Return the days "within `length` before" a day that may not be known, or not yet be."""
        if anchor.last == FOREVER.last:
            return cls(Day(length.before(anchor.first), FOREVER.first), anchor)
        return cls(Day(length.before(anchor.first), length.before(anchor.last)), anchor)

    @classmethod
    def after(cls, anchor: Day, length: Duration) -> Self:
        """Return the days "within `length` after" a day that may not be known, or not yet be."""
        return cls(anchor, Day(length.after(anchor.first), length.after(anchor.last)))

    def holds(self, day: Day) -> bool | None:
        """Tell whether a day lies inside: True, False, or None where it is not certain."""
        if day.last < self.start.first or day.first > self.end.last:
            return False
        if day.first >= self.start.last and day.last <= self.end.first:
            return True
        return None

    def meets(self, start: Day, end: Day) -> bool | None:
        """Tell whether something that lasts from `start` to `end` touches this window."""
        if end.last < self.start.first or start.first > self.end.last:
            return False
        if end.first >= self.start.last and start.last <= self.end.first:
            return True
        return None
