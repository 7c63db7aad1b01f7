"""Days as they are typed: t, -14d, 6w ago, 1106, 20261106, 2026-11-06, 6/11/2026; said in words."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal

from core.dates.day import Day
from core.dates.duration import Duration
from core.quantity import TwoReadingsError, cleaned, shortened

if TYPE_CHECKING:
    from collections.abc import Iterator

DateOrder = Literal["dmy", "mdy", "ymd"]

_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September"),
    *("October", "November", "December"),
)
_TODAY = {"t", "today", "今天", "今日"}
_YESTERDAY = {"y", "yesterday", "昨天", "昨日"}
_COUNTED = re.compile(
    r"(?:t?\s?([+-]))?\s?(\d{1,4})\s?"
    r"(?:d|days?|(w|wks?|weeks?)|(m|mo|months?)|(y|yrs?|years?))(?:\s?ago)?"
)
_FROM_TODAY = re.compile(r"t\s?([+-])\s?(\d{1,4})()()()")
# Without 前 ("ago") 6日 is a day of a month, 6月 is June and 2026年 is a year.
_COUNTED_IN_CHINESE = re.compile(r"(-?)(\d{1,4})\s?(?:[天日]|(周|星期)|(个月)|(年))之?前")
_FARTHEST = 12 * 120
_CHINESE = re.compile(r"(\d{4})年(?:(\d{1,2})月(?:(\d{1,2})[日号])?)?")
_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?")
_YEAR_LAST = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(?:(\d{4})|\d\d)")
_MONTH_AND_YEAR = re.compile(r"(\d{1,2})[/.](\d{4})")
_MONTH_AND_DAY = re.compile(r"(0[1-9]|1[0-2])\d\d")
_YEARS_BACK = 9  # as many as may lie between two 29 Februaries, and one more


def read_day(
    text: str, today: date, order: DateOrder | None = None, *, may_be_ahead: bool = False
) -> Day:
    """Understand a typed day, seen from today; raise ValueError with the sentence to show.

    `order` is the site's: without one, 6/11/2026 is two days and raises TwoReadingsError. A day
    ahead of today is refused, unless it is something planned.
    """
    word = cleaned(text).lower()
    day = (
        _named(word, today)
        or _counted(word, today)
        or _digits(word, today, may_be_ahead=may_be_ahead)
        or _year_last(word, order)
        or _year_first(word, text)
    )
    if day.first > today and not may_be_ahead:
        message = f"{day} lies ahead. Only something planned can; check the year."
        raise ValueError(message)
    return day


def day_in_words(day: Day, language: str = "en") -> str:
    """Say a day with its month by name, so that no two orders are mistaken: 6 November 2026."""
    parts = str(day).split("-")
    if " to " in str(day):
        ends = (day_in_words(Day.on(end), language) for end in (day.first, day.last))
        return " – ".join(ends)
    if language.startswith("zh"):
        return "".join(f"{int(part)}{word}" for part, word in zip(parts, "年月日", strict=False))
    names = [str(int(part)) for part in parts]
    names[1:2] = [_MONTHS[int(part) - 1] for part in parts[1:2]]
    return " ".join(reversed(names))


def _named(word: str, today: date) -> Day | None:
    if word in _TODAY:
        return Day.on(today)
    return Day.on(today - timedelta(days=1)) if word in _YESTERDAY else None


def _counted(word: str, today: date) -> Day | None:
    """Read -14d, 14d, 6w ago, 3个月前; +2w for what is planned; t-2 as days."""
    forms = (_COUNTED, _FROM_TODAY, _COUNTED_IN_CHINESE)
    match = next((found for form in forms if (found := form.fullmatch(word))), None)
    if not match:
        return None
    sign, number, weeks, months, years = match.groups()
    if months or years:
        length = Duration(int(number) * (12 if years else 1), 0, "")
    else:
        length = Duration(0, int(number) * (7 if weeks else 1), "")
    if length.months > _FARTHEST or length.days > _FARTHEST * 31:
        message = f"'{word}' is too far away to be a day."
        raise ValueError(message)
    way = 1 if sign == "+" else -1
    return Day.on(Duration(way * length.months, way * length.days, "").after(today))


def _digits(word: str, today: date, *, may_be_ahead: bool) -> Day | None:
    """Read digits alone: 20261106, 202611, or month and day of the last such day, 1106."""
    if re.fullmatch(r"\d{8}", word):
        return Day.read(f"{word[:4]}-{word[4:6]}-{word[6:]}")
    if re.fullmatch(r"(19|20)\d{4}", word):
        return _year_and_month(word)
    # 2026 alone is a year: there is no month 20, so it is never taken for a month and a day.
    if not _MONTH_AND_DAY.fullmatch(word):
        return None
    for day in _in_years(word, today.year):
        if may_be_ahead or day.first <= today:
            return day
    message = f"'{word}' is not a month and a day of the calendar."
    raise ValueError(message)


def _in_years(word: str, newest: int) -> Iterator[Day]:
    for year in range(newest, newest - _YEARS_BACK, -1):
        day = _in_calendar(f"{year}-{word[:2]}-{word[2:]}")
        if day is not None:  # there is a 29 February in few years
            yield day


def _in_calendar(text: str) -> Day | None:
    try:
        return Day.read(text)
    except ValueError:
        return None


def _year_and_month(word: str) -> Day:
    """Read 202608 as August 2026; 201106 may be June 2011 or 6 November 2020."""
    month = Day.read(f"{word[:4]}-{word[4:]}")
    short = _in_calendar(f"20{word[:2]}-{word[2:4]}-{word[4:]}")
    if short is not None:
        raise _asked(word, month, short)
    return month


def _year_last(word: str, order: DateOrder | None) -> Day | None:
    """Read 6/11/2026 by the site's order and no other; refuse years of two digits."""
    month_and_year = _MONTH_AND_YEAR.fullmatch(word)
    if month_and_year:
        return Day.read(f"{month_and_year[2]}-{month_and_year[1]}")
    match = _YEAR_LAST.fullmatch(word)
    if not match:
        return None
    first, _, second, year = match.groups()
    if year is None:
        message = f"'{word}' can be read in two ways. Write the year first, as 2026-11-06."
        raise ValueError(message)
    by_order = {
        "dmy": _in_calendar(f"{year}-{second}-{first}"),
        "mdy": _in_calendar(f"{year}-{first}-{second}"),
    }
    day = by_order.get(order or "")
    if day is None:
        raise _asked(word, *by_order.values())
    return day


def _asked(word: str, *days: Day | None) -> ValueError:
    """Return what to say of a text that names these days, or none, but not which of them."""
    named = tuple(dict.fromkeys(day for day in days if day is not None))
    if not named:
        return ValueError(f"'{word}' is not a date: there is no such day in the calendar.")
    written = " or ".join(f"{day} ({day_in_words(day)})" for day in named)
    if len(named) == 1:
        return ValueError(f"'{word}' does not begin with the year. Write {written}.")
    message = f"'{word}' can be read in two ways. Write {written}."
    return TwoReadingsError(message, tuple(str(day) for day in named))


def _year_first(word: str, text: str) -> Day:
    match = _CHINESE.fullmatch(word.replace(" ", "")) or _YEAR_FIRST.fullmatch(word)
    if match:
        return Day.read("-".join(part for part in match.groups() if part))
    if not re.fullmatch(r"\d{4}", word):
        message = (
            f"'{shortened(text.strip())}' is not a day. "
            "Write 2026-11-06, 2026-11, 2026, t for today, or -14d for 14 days ago."
        )
        raise ValueError(message)
    return Day.read(word)
