"""On how many days courses were taken, how long, gaps left out, and since when."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING

from core.calculators.courses.course import day_after
from core.calculators.courses.running import days_certain, days_possible, sure_begins
from core.quantity import Interval
from core.truth import Truth

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from core.calculators.courses.course import Course
    from core.dates import Day, Duration, Window

Run = tuple["date", "date"]


def days_taken(courses: Sequence[Course], window: Window) -> Interval[Fraction]:
    """Return on how many days of the window one of the courses was given; gaps do not count."""
    certain, possible = _certain(courses, window), _possible(courses, window)
    at_least_once = any(sure_begins(courses, window))
    low = max(sum(_length(run) for run in certain), int(at_least_once))
    return Interval(Fraction(low), Fraction(sum(_length(run) for run in possible)))


def taken_for(
    courses: Sequence[Course],
    duration: Duration,
    window: Window,
    *,
    more_than: bool = False,
) -> Truth:
    """Say whether courses were taken for at least (or more than) so long within the window.

    Calendar months are added to the first day and must not lie after the last one: from 10 January
    to 10 July are 6 months. Time taken before a gap is moved forward to where it went on.
    """
    certain = _without_gaps(_certain(courses, window))
    if any(_lasts(run, duration, more_than=more_than) for run in certain):
        return Truth.YES
    possible = _without_gaps(_possible(courses, window))
    might = any(_lasts(run, duration, more_than=more_than) for run in possible)
    return Truth.UNKNOWN if might else Truth.NO


def started(courses: Sequence[Course], duration: Duration, day: Day) -> Truth:
    """Say whether courses that reach a day began at least so long before it.

    A dose of 0 within a course does not begin it anew; a course that follows another without a
    day between goes on from it.
    """
    sure = [(one.start.last, one.end.first if one.end else date.max) for one in courses]
    runs = _runs(sorted(run for run in sure if run[0] <= run[1]))
    if any(duration.after(first) <= day.first and day.last <= last for first, last in runs):
        return Truth.YES
    may_be = [(one.start.first, one.end.last if one.end else date.max) for one in courses]
    runs = _runs(sorted(may_be))
    might = any(duration.after(first) <= day.last and day.first <= last for first, last in runs)
    return Truth.UNKNOWN if might else Truth.NO


def _lasts(run: Run, duration: Duration, *, more_than: bool) -> bool:
    first, last = run
    reached = duration.after(first)
    return reached < last if more_than else reached <= last


def _without_gaps(runs: list[Run]) -> list[Run]:
    """Return one run as long as all together, beginning with the first."""
    if not runs:
        return []
    first = runs[0][0]
    return [(first, first + timedelta(days=sum(_length(run) for run in runs) - 1))]


def _certain(courses: Sequence[Course], window: Window) -> list[Run]:
    return _runs(days_certain(courses, window.start.last, window.end.first))


def _possible(courses: Sequence[Course], window: Window) -> list[Run]:
    return _runs(days_possible(courses, window.start.first, window.end.last))


def _runs(stretches: Iterable[Run]) -> list[Run]:
    """Join stretches of days that follow each other without a gap."""
    runs: list[Run] = []
    for first, last in stretches:
        if runs and first <= day_after(runs[-1][1]):
            runs[-1] = (runs[-1][0], max(last, runs[-1][1]))
        else:
            runs.append((first, last))
    return runs


def _length(run: Run) -> int:
    return (run[1] - run[0]).days + 1
