"""Days known to the day, month or year; durations, windows and ages."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

from core.scalar import Scalar

_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_DURATION = re.compile(r"(\d+)\s*(day|week|month|year)s?")
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


@dataclass(frozen=True, slots=True)
class Duration(Scalar):
    """A length of time in calendar months (years are twelve of them) and days."""

    months: int
    days: int
    text: str

    @classmethod
    def read(cls, text: str) -> Self:
        """Read "28 days", "4 weeks", "6 months" or "2 years"."""
        match = _DURATION.fullmatch(text.strip())
        if not match:
            message = f"'{text}' is not a length of time. Write it as 28 days, 4 weeks or 6 months."
            raise ValueError(message)
        number, word = int(match[1]), match[2]
        months = number * {"month": 1, "year": 12}.get(word, 0)
        days = number * {"day": 1, "week": 7}.get(word, 0)
        return cls(months, days, text.strip())

    def __str__(self) -> str:
        """Write the duration as it was read."""
        return self.text

    def after(self, day: date) -> date:
        """Return the day this long after `day`; 31 August and 6 months give 28 February.

        The last day of the calendar stands for every day after it.
        """
        index = day.year * 12 + day.month - 1 + self.months
        year, month = divmod(index, 12)
        try:
            if not self.months:
                return day + timedelta(days=self.days)
            last = calendar.monthrange(year, month + 1)[1]
            return date(year, month + 1, min(day.day, last)) + timedelta(days=self.days)
        except (ValueError, OverflowError):
            return date.max

    def before(self, day: date) -> date:
        """Return the earliest day from which this duration reaches `day`.

        Months are added to the earlier day, so 28 February reaches back to 28 August, and
        31 August reaches it too. The first day of the calendar stands for every day before it.
        """
        index = day.year * 12 + day.month - 1 - self.months
        year, month = divmod(index, 12)
        try:
            if not self.months:
                return day - timedelta(days=self.days)
            last = calendar.monthrange(year, month + 1)[1]
            start = date(year, month + 1, min(day.day, last)) - timedelta(days=self.days)
            while self.after(start) >= day:
                start -= timedelta(days=1)
        except (ValueError, OverflowError):
            return date.min
        while self.after(start) < day:
            start += timedelta(days=1)
        return start


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of days whose ends may be known only as intervals; both ends are included."""

    start: Day
    end: Day

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


ALWAYS = Day(date(1, 1, 1), date(1, 1, 1))
FOREVER = Day(date(9999, 12, 31), date(9999, 12, 31))
NOT_KNOWN = Day(date(1, 1, 1), date(9999, 12, 31))


def completed_years(birth: date, day: date) -> int:
    """Return the age in completed years; who is born on 29 February ages on 28 February."""
    birthday = Duration(12 * (day.year - birth.year), 0, "").after(birth)
    return day.year - birth.year - (day < birthday)


def ages(birth: Day, day: Day) -> tuple[int, int]:
    """Return the least and the greatest age in completed years that the days allow."""
    return completed_years(birth.last, day.first), completed_years(birth.first, day.last)
