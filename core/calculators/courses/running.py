"""Whether, how many, and when last: what ran on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from core.calculators.courses.course import pieces
from core.dates import FOREVER, Day, Window
from core.quantity import Interval
from core.truth import Truth, any_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from core.calculators.courses.course import Course, Stretch


def runs_on(courses: Sequence[Course], day: Day) -> Truth:
    """Say whether one of the courses is given on a day; one without an end goes on."""
    states = [
        any_of([Truth.NO, *(_given(course, first, last) for course in courses)])
        for first, last in pieces(courses, day.first, day.last)
    ]
    return _alike(states)


def running(courses: Sequence[Course], day: Day) -> Interval[Fraction]:
    """Return how many different substances are given on a day."""
    states = [
        runs_on([one for one in courses if one.of == key], day)
        for key in {one.of for one in courses}
    ]
    certain = states.count(Truth.YES)
    return Interval(Fraction(certain), Fraction(len(states) - states.count(Truth.NO)))


def given_in(courses: Sequence[Course], window: Window) -> Truth:
    """Say whether one of the courses is given on a day of the window."""
    if not any(_possible(courses, window.start.first, window.end.last)):
        return Truth.NO
    first, last = window.start.last, window.end.first
    if any(days_certain(courses, first, last)) or any(sure_begins(courses, window)):
        return Truth.YES
    whole = [one for one in courses if _has_no_gap(one)]
    touches = any(window.meets(one.start, one.end or FOREVER) for one in whole)
    return Truth.YES if touches else Truth.UNKNOWN


def last_dose(courses: Sequence[Course], until: date = date.max) -> LastDose:
    """Return the last day, up to `until`, on which one of the courses is given.

    Without `until` a course that has no end has no last day: it is `still_open`.
    """
    possible = list(_possible(courses, date.min, until))
    latest = max((last for _, last in possible), default=None)
    if latest is None or latest == date.max:
        return LastDose(None, certain=latest is not None, still_open=latest is not None)
    whole = Window(Day.on(date.min), Day.on(until))
    certain = [last for _, last in days_certain(courses, date.min, until)]
    begun = [one.begins.first for one in sure_begins(courses, whole)]
    ended = [one.end.first for one in courses if one.end and _ends_within(one, until)]
    surely = max([*certain, *begun, *ended], default=None)
    planned = any(one.planned_end and one.end and one.end.last >= latest for one in courses)
    earliest = surely or min(first for first, _ in possible)
    day = Day(min(earliest, latest), latest)
    return LastDose(day, certain=surely is not None, planned=planned)


def days_certain(courses: Sequence[Course], first: date, last: date) -> Iterator[tuple[date, date]]:
    """Yield the pieces between two days on each day of which one of the courses is given."""
    if first > last:
        return
    for start, end in pieces(courses, first, last):
        if any(_given(course, start, end) is Truth.YES for course in courses):
            yield start, end


def _possible(courses: Sequence[Course], first: date, last: date) -> Iterator[tuple[date, date]]:
    """Yield the days between two days on which one of the courses may be given."""
    for course in courses:
        for one in course.possible(first, last):
            if one.is_given:
                yield max(one.first, first), min(one.last, last)


def days_possible(
    courses: Sequence[Course], first: date, last: date
) -> Iterator[tuple[date, date]]:
    """Yield the pieces between two days on which one of the courses may be given."""
    for start, end in pieces(courses, first, last):
        if any(_given(course, start, end) is not Truth.NO for course in courses):
            yield start, end


def sure_begins(courses: Sequence[Course], window: Window) -> Iterator[Stretch]:
    """Yield the stretches that certainly begin, on whatever day, inside a window."""
    for course in courses:
        for one in course.stretches:
            if one.is_given and one.alone and window.holds(one.begins):
                yield one


def _given(course: Course, first: date, last: date) -> Truth:
    """Say whether a course is given on days between which nothing can change."""
    given = [one.is_given for one in course.possible(first, last)]
    if True not in given:
        return Truth.NO
    return Truth.UNKNOWN if False in given else Truth.YES


def _alike(states: list[Truth]) -> Truth:
    return states[0] if len(set(states)) == 1 else Truth.UNKNOWN


def _has_no_gap(course: Course) -> bool:
    inside = [one for one in course.stretches if one.begins.first > date.min]
    return all(one.is_given for one in inside if course.end is None or one.last != date.max)


def _ends_within(course: Course, until: date) -> bool:
    return _has_no_gap(course) and course.end is not None and course.end.last <= until


@dataclass(frozen=True, slots=True)
class LastDose:
    """The last day on which a medicine is given, as far as it is known.

    `certain` tells whether it was given at all; `planned` that the day is still to come;
    `still_open` that no last day is set.
    """

    day: Day | None
    certain: bool
    planned: bool = False
    still_open: bool = False
