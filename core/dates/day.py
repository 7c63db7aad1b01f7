"""Days known to the day, month or year."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from typing import Self

from core.scalar import Scalar

_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_EARLIEST = date(1900, 1, 1)


@dataclass(frozen=True, slots=True)
class Day(Scalar):
    """A day as far as it is known: any day from `first` to `last`, both included."""

    first: date
    last: date

    @classmethod
    def read(cls, text: str) -> Self:
        """Read 2026-11-18, 2026-11 or 2026; raise ValueError for an impossible day."""
        match = _ISO.fullmatch(text.strip())
        if not match:
            message = f"'{text}' is not a date. Write it as 2026-11-18, 2026-11 or 2026."
            raise ValueError(message)
        year, month, day = (int(group) if group else None for group in match.groups())
        if not year or not _EARLIEST.year <= year:
            message = f"'{text}' is not a date: the year must be 1900 or later."
            raise ValueError(message)
        try:
            if month is None:
                return cls(date(year, 1, 1), date(year, 12, 31))
            if day is None:
                last = calendar.monthrange(year, month)[1]
                return cls(date(year, month, 1), date(year, month, last))
            return cls.on(date(year, month, day))
        except ValueError:
            message = f"'{text}' is not a date: there is no such day in the calendar."
            raise ValueError(message) from None

    @classmethod
    def on(cls, day: date) -> Self:
        """Return a day that is known exactly."""
        return cls(day, day)

    @property
    def is_exact(self) -> bool:
        """Tell whether the day itself is known."""
        return self.first == self.last

    def until(self, last: date) -> Day:
        """Return this day, without what lies after `last`."""
        return self if self.last <= last else Day(self.first, max(self.first, last))

    def __str__(self) -> str:
        """Write the day as it was read: 2026-11-18, 2026-11 or 2026."""
        if self.is_exact:
            return self.first.isoformat()
        month_end = calendar.monthrange(self.first.year, self.first.month)[1]
        if self.last == self.first.replace(day=month_end):
            return self.first.strftime("%Y-%m")
        if (self.first.month, self.first.day, self.last.month, self.last.day) == (1, 1, 12, 31):
            return str(self.first.year)
        return f"{self.first.isoformat()} to {self.last.isoformat()}"


FOREVER = Day(date(9999, 12, 31), date(9999, 12, 31))
NOT_KNOWN = Day(date(1, 1, 1), date(9999, 12, 31))
