"""Washout: from which day a medicine is out of the body, in half-lives after its last dose."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from math import ceil
from typing import TYPE_CHECKING

from core.calculators.courses.running import LastDose, last_dose
from core.dates import Day
from core.truth import Truth

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from core.calculators.courses.course import Course
    from core.medicines import HalfLife
    from core.site import Setting


def washout(courses: Sequence[Course], half_lives: Decimal, setting: Setting) -> Washout:
    """Return from which day one medicine is out of the body; all courses are of that medicine.

    It is clear on the last dose day plus so many half-lives, rounded up to whole days. The
    half-life is the site's, else the table's. Raises ValueError for no course, or for several
    medicines.
    """
    drugs = {course.of for course in courses}
    if len(drugs) != 1:
        message = "A washout is counted for one medicine at a time."
        raise ValueError(message)
    drug = drugs.pop()
    half_life, by_site = setting.half_life(drug)
    days = None if half_life is None else washout_days(half_life, half_lives)
    last = last_dose(courses)
    clear = None
    if days is not None and last.day is not None:
        clear = Day(_later(last.day.first, days), _later(last.day.last, days))
    return Washout(drug, half_life, days, last, clear, by_site=by_site)


def washout_days(half_life: HalfLife, half_lives: Decimal) -> int | None:
    """Return so many half-lives in whole days, rounded up; None where there is no half-life.

    A medicine whose label gives a time instead of a half-life has that time.
    """
    if half_life.washout_days is not None:
        return half_life.washout_days
    return None if half_life.length is None else ceil(half_life.length * Fraction(half_lives))


def clear_on(one: Washout, day: Day) -> Truth:
    """Say whether a medicine is out of the body on a day.

    Unknown while no last day is set; a judgement where no half-life can be given.
    """
    if one.days is None:
        return Truth.UNKNOWN if one.half_life is None else Truth.JUDGEMENT
    if one.last.day is None or one.clear_from is None:
        return Truth.UNKNOWN if one.last.still_open else Truth.YES
    if one.clear_from.last <= day.first:
        return Truth.YES
    if one.clear_from.first > day.last and one.last.certain:
        return Truth.NO
    return Truth.UNKNOWN


def last_dose_no_later_than(one: Washout, day: Day) -> Day | None:
    """Return the last day for a last dose if the medicine must be out of the body on a day."""
    if one.days is None:
        return None
    return Day(_earlier(day.first, one.days), _earlier(day.last, one.days))


def _later(day: date, days: int) -> date:
    return day + timedelta(days) if days <= (date.max - day).days else date.max


def _earlier(day: date, days: int) -> date:
    return day - timedelta(days) if days <= (day - date.min).days else date.min


@dataclass(frozen=True, slots=True)
class Washout:
    """When one medicine is out of the body, and what that rests on.

    `days` are the half-lives in whole days; None where the table has none. `clear_from` is None
    while no last day is set. `by_site` tells that the site set the half-life.
    """

    drug: str
    half_life: HalfLife | None
    days: int | None
    last: LastDose
    clear_from: Day | None
    by_site: bool = False
