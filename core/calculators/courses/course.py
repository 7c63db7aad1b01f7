"""A course of a medicine as stretches of days, each with the dose that may be in force on it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING

from core.calculators.courses.dose import NO_DOSE, NOT_KNOWN_DOSE, mg_per_day
from core.dates import NOT_KNOWN, Day
from core.quantity import Interval
from core.vocabulary import Drug

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from core.record import Medication
    from core.vocabulary import Vocabulary

_BEGINS, _CHANGES, _IS_OVER = 1, 2, 3
_A_DAY = timedelta(days=1)


def courses_of(medications: Iterable[Medication], as_of: date) -> tuple[Course, ...]:
    """Return the courses of medicines as they are known on a day."""
    return tuple(course_of(one, as_of) for one in medications)


def course_of(medication: Medication, as_of: date) -> Course:
    """Return a medicine as a course; what is not known of its start is not after `as_of`.

    Without an end it goes on. A single dose with a later last day may have been given until then:
    it cannot be both. A dose of 0 is a gap. `doses` stand above `dose`; a `dose` without
    changes is that of the whole course, but before `stable_since` it is not known. A first dose
    change dated like the start is the start; before any other the dose is not known.
    """
    marks = _in_order(_marks(medication, as_of))
    begins = next(mark.day for mark in marks if mark.rank == _BEGINS)
    over = next((mark.day for mark in marks if mark.rank == _IS_OVER), None)
    before = Stretch(date.min, _day_before(begins.last), Day.on(date.min), NO_DOSE)
    stretches = [before, *(_stretch(mark, marks) for mark in marks)]
    end = Day(_day_before(over.first), _day_before(over.last)) if over else None
    return Course(
        of=medication.of,
        route=medication.route,
        form=medication.form,
        once=medication.once == "yes",
        stretches=tuple(sorted((one for one in stretches if one.first <= one.last), key=_place)),
        start=begins,
        end=end,
        planned_end=end is not None and (medication.planned_end == "yes" or end.last > as_of),
        fact=medication.id,
    )


def of_class(courses: Iterable[Course], vocabulary: Vocabulary, *keys: str) -> tuple[Course, ...]:
    """Return the courses of these medicines, or of medicines of these classes."""
    return tuple(
        one for one in courses if any(vocabulary.belongs(Drug, one.of, key) for key in keys)
    )


def pieces(courses: Sequence[Course], first: date, last: date) -> Iterator[tuple[date, date]]:
    """Cut the days from `first` to `last` into pieces within which nothing can change."""
    turns = {one.first for course in courses for one in course.stretches}
    turns |= {day_after(one.last) for course in courses for one in course.stretches}
    firsts = [first, *sorted(day for day in turns if first < day <= last)]
    yield from zip(firsts, [*(_day_before(day) for day in firsts[1:]), last], strict=True)


def day_after(day: date) -> date:
    """Return the next day; the last day of the calendar stands for every day after it."""
    return day if day == date.max else day + _A_DAY


def _day_before(day: date) -> date:
    return day if day == date.min else day - _A_DAY


def _marks(medication: Medication, as_of: date) -> list[Mark]:
    """Return the start, the dose changes and the day after the end."""
    start = _start(medication, as_of)
    if medication.once == "yes":
        text = medication.dose or next((one.dose for one in medication.doses), None)
        given = mg_per_day(text, None, once=True)
        after = _next(_last_given_once(start, medication.end))
        return [Mark(_BEGINS, start, given), Mark(_IS_OVER, after, NO_DOSE)]
    end = medication.end
    if end is not None and end.last < start.first:
        end = start  # both cannot be; that it was given on its first day can
    over = [] if end is None else [Mark(_IS_OVER, _next(end), NO_DOSE)]
    changes = [one for one in _changes(medication) if end is None or one.day.first <= end.last]
    # a dose before the start: which of the two days is right is not known
    early = {one.day for one in changes if one.day.last < start.first}
    changes = [
        replace(one, day=Day(one.day.first, start.last)) if one.day in early else one
        for one in changes
    ]
    start = Day(min([start.first, *(day.first for day in early)]), start.last)
    first = [one for one in changes if one.day == start]
    if first:
        begins = [replace(one, rank=_BEGINS) for one in first]
        return [*begins, *(one for one in changes if one not in first), *over]
    rate = NOT_KNOWN_DOSE if changes else mg_per_day(medication.dose, medication.per)
    return [Mark(_BEGINS, start, rate), *changes, *over]


def _last_given_once(start: Day, end: Day | None) -> Day:
    """Return the last day of a single dose: its first, or one up to a last day that contradicts."""
    return start if end is None else Day(start.first, max(start.last, end.last))


def _start(medication: Medication, as_of: date) -> Day:
    """Return the day of the start: not after `as_of`, unless all known of it is a dose to come."""
    doses = [change.from_ for change in medication.doses]
    if medication.start is None and medication.once != "yes" and doses:
        first = min(doses, key=lambda day: day.first)
        if first.first > as_of:
            return Day(NOT_KNOWN.first, first.last)
    return (medication.start or NOT_KNOWN).until(as_of)


def _changes(medication: Medication) -> list[Mark]:
    if medication.doses:
        # written twice, a change is one
        marks = (
            Mark(_CHANGES, one.from_, mg_per_day(one.dose, one.per)) for one in medication.doses
        )
        return list(dict.fromkeys(marks))
    if medication.stable_since is None:
        return []
    since = medication.stable_since
    if medication.start is not None and since.last < medication.start.first:
        since = medication.start
    return [Mark(_CHANGES, since, mg_per_day(medication.dose, medication.per))]


def _next(day: Day) -> Day:
    return Day(day_after(day.first), day_after(day.last))


def _in_order(marks: list[Mark]) -> list[Mark]:
    """Narrow partly known days by what must lie before and after them."""
    narrowed = []
    for mark in marks:
        earlier = [one.day.first for one in marks if one.rank < mark.rank]
        later = [one.day.last for one in marks if one.rank > mark.rank]
        if mark.rank == _IS_OVER:
            earlier = [day_after(day) for day in earlier]
        elif any(one.rank == _IS_OVER for one in marks):
            over = next(one.day.last for one in marks if one.rank == _IS_OVER)
            later.append(_day_before(over))
        first = max([mark.day.first, *earlier])
        narrowed.append(replace(mark, day=Day(first, max(first, min([mark.day.last, *later])))))
    return narrowed


def _stretch(mark: Mark, marks: list[Mark]) -> Stretch:
    """Return the days on which a mark may be the latest one."""
    after = [
        one.day.last
        for one in marks
        if one.rank > mark.rank or (one.rank == mark.rank and one.day.first > mark.day.last)
    ]
    last = _day_before(min(after)) if after else date.max
    rivals = [one for one in marks if one is not mark and mark.rank <= one.rank != _IS_OVER]
    alone = all(one.day.first > mark.day.last or one.day.last < mark.day.first for one in rivals)
    return Stretch(mark.day.first, last, mark.day, mark.rate, alone=alone)


def _place(one: Stretch) -> tuple[date, date, Fraction, bool, Fraction]:
    low, high = one.rate.low or Fraction(0), one.rate.high
    return one.first, one.last, low, high is None, high or Fraction(0)


@dataclass(frozen=True, slots=True)
class Mark:
    """A day on which a course begins, changes its dose, or is over, and the dose from then on."""

    rank: int
    day: Day
    rate: Interval[Fraction]


@dataclass(frozen=True, slots=True)
class Stretch:
    """The days on which one dose (mg per day) may be in force, both ends included.

    `begins` is the day of the change; `alone` tells that no other change can fall on it.
    """

    first: date
    last: date
    begins: Day
    rate: Interval[Fraction]
    alone: bool = False

    @property
    def is_given(self) -> bool:
        """Tell whether anything is given on these days."""
        return self.rate.high is None or bool(self.rate.high)


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """A course of one medicine. `end` is its last day; None where it goes on."""

    of: str
    route: str | None
    form: str | None
    once: bool
    stretches: tuple[Stretch, ...]
    start: Day
    end: Day | None
    planned_end: bool
    fact: str | None

    def possible(self, first: date, last: date) -> tuple[Stretch, ...]:
        """Return the stretches of which a day may lie between two days."""
        return tuple([one for one in self.stretches if one.first <= last and one.last >= first])
