"""What a typed day means: ISO, a part of it, t, y, -14d, 6w ago, 1106, 20261106."""

from __future__ import annotations

import re
from datetime import date, timedelta

from core.dates import Day, Duration
from core.quantity import cleaned

_TODAY = {"t", "today", "今天"}
_YESTERDAY = {"y", "yesterday", "昨天"}
_AGO = re.compile(r"-?(\d{1,4})([dwmy])(?: ?ago)?")
_AHEAD = re.compile(r"\+(\d{1,4})([dwmy])")
_WORDS = {"d": "days", "w": "weeks", "m": "months", "y": "years"}
_FARTHEST = 12 * 120
_CHINESE = re.compile(r"(\d{4})年(?:(\d{1,2})月(?:(\d{1,2})[日号])?)?")
_SEPARATED = re.compile(r"(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?")
_DAY_FIRST = re.compile(r"\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}")


def read_day(text: str, today: date, *, may_be_ahead: bool = False) -> Day:
    """Understand a typed day, seen from today; raise ValueError with the sentence to show.

    A day ahead of today is refused, unless it is something planned.
    """
    word = cleaned(text).lower()
    day = _named(word, today) or _counted(word, today) or _digits(word, today, may_be_ahead)
    if day is None:
        day = Day.read(_as_iso(word, text))
    if day.first > today and not may_be_ahead:
        message = f"{day} lies ahead. Only something planned can; check the year."
        raise ValueError(message)
    return day


def ago(day: Day, today: date) -> str:
    """Return how many days lie between a day and today as a short text: "49 d", "" for today."""
    if not day.is_exact or day.first == today:
        return ""
    return f"{abs((today - day.first).days)} d"


def _named(word: str, today: date) -> Day | None:
    if word in _TODAY:
        return Day.on(today)
    return Day.on(today - timedelta(days=1)) if word in _YESTERDAY else None


def _counted(word: str, today: date) -> Day | None:
    back, ahead = _AGO.fullmatch(word), _AHEAD.fullmatch(word)
    match = back or ahead
    if not match:
        return None
    sign = "-" if back else "+"
    try:
        return Day.on(_moved(today, sign, int(match[1]), match[2]))
    except (OverflowError, ValueError):
        message = f"'{word}' is too far away to be a day."
        raise ValueError(message) from None


def _moved(today: date, sign: str, number: int, letter: str) -> date:
    if letter in "dw":
        days = number * (7 if letter == "w" else 1)
        return today + timedelta(days=days if sign == "+" else -days)
    months = number * (12 if letter == "y" else 1)
    if months > _FARTHEST:
        raise OverflowError
    return Duration(months if sign == "+" else -months, 0, "").after(today)


def _digits(word: str, today: date, may_be_ahead: bool) -> Day | None:
    """Read digits alone: 20261106, 202611, or month and day of the last such day, 1106."""
    if re.fullmatch(r"\d{8}", word):
        return Day.read(f"{word[:4]}-{word[4:6]}-{word[6:]}")
    if re.fullmatch(r"(19|20)\d{4}", word):
        return Day.read(f"{word[:4]}-{word[4:]}")
    # 2026 alone is a year: there is no month 20, so it is never taken for a month and a day.
    if not re.fullmatch(r"(0[1-9]|1[0-2])\d\d", word):
        return None
    # Four years back at most, for 29 February.
    return next(
        day
        for year in (*range(today.year, today.year - 9, -1), None)
        if (day := _in_year(word, year)) and (may_be_ahead or day.first <= today)
    )


def _in_year(word: str, year: int | None) -> Day | None:
    if year is None:
        message = f"'{word}' is not a month and a day of the calendar."
        raise ValueError(message)
    try:
        return Day.read(f"{year}-{word[:2]}-{word[2:]}")
    except ValueError:
        return None


def _as_iso(word: str, text: str) -> str:
    chinese = _CHINESE.fullmatch(word.replace(" ", ""))
    match = chinese or _SEPARATED.fullmatch(word)
    if match:
        return "-".join(part for part in match.groups() if part)
    if _DAY_FIRST.fullmatch(word):
        message = f"'{text.strip()}' can be read in two ways. Write the year first: 2026-11-06."
        raise ValueError(message)
    if not re.fullmatch(r"\d{4}", word):
        message = (
            f"'{text.strip()[:40]}' is not a day. "
            "Write 2026-11-06, 2026-11, 2026, t for today, or -14d for 14 days ago."
        )
        raise ValueError(message)
    return word
