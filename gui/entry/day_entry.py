"""How far a day lies from today, in short, beside the way it is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from core.dates import Day


def ago(day: Day, today: date) -> str:
    """Return how many days lie between a day and today as a short text: "49 d", "" for today."""
    if not day.is_exact or day.first == today:
        return ""
    return f"{abs((today - day.first).days)} d"
