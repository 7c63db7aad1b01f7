"""Lengths of time by the calendar, and the days that they reach."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

from core.dates.day import Day
from core.scalar import Scalar

_IN_EVERY_MONTH = 28
_DURATION = re.compile(r"(\d+)\s*(day|week|month|year)s?")


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
        year, month = divmod(day.year * 12 + day.month - 1 + self.months, 12)
        try:
            if not self.months:
                return day + timedelta(days=self.days)
            in_month = day.day
            if in_month > _IN_EVERY_MONTH:
                in_month = min(in_month, calendar.monthrange(year, month + 1)[1])
            return date(year, month + 1, in_month) + timedelta(days=self.days)
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

    def clear_from(self, day: Day) -> Day:
        """Return the first day that has `day` no longer within this length of time before it."""
        return Day(_next(self.after(day.first)), _next(self.after(day.last)))


def _next(day: date) -> date:
    return day if day == date.max else day + timedelta(days=1)


def completed_years(birth: date, day: date) -> int:
    """Return the age in completed years; who is born on 29 February ages on 28 February."""
    birthday = Duration(12 * (day.year - birth.year), 0, "").after(birth)
    return day.year - birth.year - (day < birthday)


def ages(birth: Day, day: Day) -> tuple[int, int]:
    """Return the least and the greatest age in completed years that the days allow."""
    return completed_years(birth.last, day.first), completed_years(birth.first, day.last)
