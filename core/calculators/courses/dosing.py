"""The summed dose of courses on a day, over a period, and since when it is unchanged."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from core.calculators.courses.course import pieces
from core.calculators.courses.dose import DAYS_OF, NO_DOSE
from core.calculators.courses.running import runs_on, sure_begins
from core.calculators.result import hull
from core.dates import Day, Window
from core.quantity import Interval
from core.truth import Truth

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from core.calculators.courses.course import Course
    from core.calculators.courses.dose import Per

Amounts = Interval[Fraction]


def dose_on(courses: Sequence[Course], day: Day, per: Per = "day") -> Amounts:
    """Return the summed dose of a day in mg per day, or per week; 0 where nothing is given."""
    return _per(hull(_doses(courses, day.first, day.last)), per)


def doses(
    courses: Sequence[Course], first: date, last: date
) -> Iterator[tuple[date, date, Amounts]]:
    """Yield the pieces between two days, both ends included, with their summed mg per day."""
    for start, end in pieces(courses, first, last):
        rates = [hull([one.rate for one in each.possible(start, end)]) for each in courses]
        yield start, end, _added(rates)


def most(courses: Sequence[Course], window: Window, per: Per = "day") -> Amounts:
    """Return the greatest summed dose of any day of the window, in mg per day or per week."""
    widest = _doses(courses, window.start.first, window.end.last)
    inside = [*_inside(courses, window), *(one.rate for one in sure_begins(courses, window))]
    # the greatest is at least what some day certainly has: of the least, if no day is certain
    low = _highest_low(inside) if inside else _lowest_low(widest)
    high = _highest_high(widest)
    return _per(Interval(low.low, high.high, low_in=low.low_in, high_in=high.high_in), per)


def least(courses: Sequence[Course], window: Window, per: Per = "day") -> Amounts:
    """Return the least summed dose of any day of the window, in mg per day or per week."""
    widest = _doses(courses, window.start.first, window.end.last)
    inside = _inside(courses, window)
    low = _lowest_low(widest)
    high = _lowest_high(inside) if inside else _highest_high(widest)
    return _per(Interval(low.low, high.high, low_in=low.low_in, high_in=high.high_in), per)


def largest_difference(courses: Sequence[Course], day: Day, window: Window) -> Amounts:
    """Return how far the dose of any day of the window is from that of a day, in mg per day."""
    first, last = min(day.first, window.start.first), max(day.last, window.end.last)
    if _is_one_dose(courses, first, last):
        return NO_DOSE
    base = dose_on(courses, day)
    widest = _doses(courses, window.start.first, window.end.last)
    highs = [
        high for one in widest for high in (_minus(one.high, base.low), _minus(base.high, one.low))
    ]
    lows = [
        low
        for one in _inside(courses, window)
        for low in (_minus(one.low, base.high), _minus(base.low, one.high))
    ]
    certain = max([Fraction(0), *(low for low in lows if low is not None)])
    return Interval(
        certain, None if None in highs else max(high for high in highs if high is not None)
    )


def unchanged(courses: Sequence[Course], window: Window) -> Truth:
    """Say whether the summed dose is the same on every day of the window.

    A switch from one course to another of the same dose is no change.
    """
    first, last = window.start.first, window.end.last
    doses = _doses(courses, first, last)
    same = all(one.low == one.high == doses[0].low for one in doses)
    if same or _is_one_dose(courses, first, last):
        return Truth.YES
    highest, lowest = most(courses, window), least(courses, window)
    if window.start.last > window.end.first or highest.low is None or lowest.high is None:
        return Truth.UNKNOWN
    return Truth.NO if highest.low > lowest.high else Truth.UNKNOWN


def unchanged_since(courses: Sequence[Course], day: Day) -> Day | None:
    """Return the day since which the summed dose is that of the given day.

    None where nothing is given on that day. What is known to be unchanged only from some day on
    (a start not known, `stable_since`) reaches as far back as no other dose is certain.
    """
    if runs_on(courses, day) is Truth.NO:
        return None
    begun = min(one.first for course in courses for one in course.stretches)
    turns = [first for first, _ in pieces(courses, begun, day.last) if first <= day.first]
    surely = possibly = day.first
    for turn in reversed(turns):
        truth = unchanged(courses, Window(Day.on(turn), day))
        if truth is Truth.NO:
            break
        possibly = turn
        if truth is Truth.YES:
            surely = turn
    return Day(possibly, surely)


def _doses(courses: Sequence[Course], first: date, last: date) -> list[Amounts]:
    """Return the possible summed doses of each piece between two days."""
    return [dose for _, _, dose in doses(courses, first, last)]


def _inside(courses: Sequence[Course], window: Window) -> list[Amounts]:
    """Return the doses of the days that certainly lie in the window."""
    if window.start.last > window.end.first:
        return []
    return _doses(courses, window.start.last, window.end.first)


def _is_one_dose(courses: Sequence[Course], first: date, last: date) -> bool:
    """Tell whether no course can have changed between two days, whatever its dose."""
    return all(len(course.possible(first, last)) == 1 for course in courses)


def _added(doses: Sequence[Amounts]) -> Amounts:
    total = doses[0] if doses else NO_DOSE
    for one in doses[1:]:
        high = None if total.high is None or one.high is None else total.high + one.high
        total = Interval(
            (total.low or 0) + (one.low or Fraction(0)),
            high,
            low_in=total.low_in and one.low_in,
            high_in=total.high_in and one.high_in,
        )
    return total


def _minus(one: Fraction | None, other: Fraction | None) -> Fraction | None:
    return None if one is None or other is None else one - other


def _highest_low(doses: list[Amounts]) -> Amounts:
    return max(doses, key=lambda one: (one.low or Fraction(0), not one.low_in))


def _lowest_low(doses: list[Amounts]) -> Amounts:
    return min(doses, key=lambda one: (one.low or Fraction(0), not one.low_in))


def _highest_high(doses: list[Amounts]) -> Amounts:
    return max(doses, key=lambda one: (one.high is None, one.high or Fraction(0), one.high_in))


def _lowest_high(doses: list[Amounts]) -> Amounts:
    return min(doses, key=lambda one: (one.high is None, one.high or Fraction(0), one.high_in))


def _per(amounts: Amounts, per: Per) -> Amounts:
    days = DAYS_OF[per]
    if days == 1:
        return amounts
    return Interval(
        None if amounts.low is None else amounts.low * days,
        None if amounts.high is None else amounts.high * days,
        low_in=amounts.low_in,
        high_in=amounts.high_in,
    )
