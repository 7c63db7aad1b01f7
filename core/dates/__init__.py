"""Days known to the day, month or year; durations, windows and ages; days as they are typed."""

from __future__ import annotations

from core.dates.day import FOREVER, NOT_KNOWN, Day
from core.dates.duration import Duration, ages, completed_years
from core.dates.typed import DateOrder, day_in_words, read_day
from core.dates.window import Window

__all__ = [
    "FOREVER",
    "NOT_KNOWN",
    "DateOrder",
    "Day",
    "Duration",
    "Window",
    "ages",
    "completed_years",
    "day_in_words",
    "read_day",
]
