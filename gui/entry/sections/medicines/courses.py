"""What a course of a medicine on record says, and how a typed one stands to it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QCoreApplication

from core.calculators.courses.dose import mg_per_day
from core.record import DoseChange

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from core.dates import Day
    from core.record import Medication

    Doses = tuple[DoseChange, ...]

Per = Literal["day", "week"]


def in_force(doses: Sequence[DoseChange], as_of: date) -> DoseChange | None:
    """Return the change whose dose is in force on a day, or None before the first."""
    begun = [one for one in doses if one.from_.first <= as_of]
    return max(begun, key=lambda one: (one.from_.first, one.from_.last), default=None)


def steps_of(course: Medication) -> tuple[DoseChange, ...]:
    """Return the dose changes of a course; without any its one dose, from its first day on.

    So that the dose is not lost from sight, nor from the record, when the first change is added.
    """
    start, dose, per = course.start, course.dose, course.per
    if course.doses or course.once == "yes" or start is None or not dose or per is None:
        return course.doses
    return (DoseChange(from_=start, dose=dose, per=per),)


def changed_later(course: Medication) -> int:
    """Count the dose changes after the first day."""
    return sum(one.from_ != course.start for one in course.doses)


def same_rate(dose: str, per: Per, other: DoseChange) -> bool:
    """Tell whether a typed dose comes to as much a day as another; 0.2 g is 200 mg."""
    one, two = mg_per_day(dose, per), mg_per_day(other.dose, other.per)
    if one.high is None or two.high is None:
        return (_bare(dose), per) == (_bare(other.dose), other.per)
    return one == two


def begun(
    course: Medication, row: tuple[Day | None, str, Per | None], doses: Doses, now: DoseChange
) -> Doses:
    """Return the doses where the first change is typed together with first day and dose of the row.

    That is the dose before the change, unless it is the one that the change led to (`now`). Raises
    ValueError where both cannot be, or its day is not known.
    """
    start, dose, per = row
    if not dose or same_rate(dose, per or now.per, now):
        return doses
    if steps_of(course) or any(one.from_ == start for one in doses):
        said = QCoreApplication.translate(
            "Courses", "The changes below make it {dose} today. Correct the one that is wrong."
        )
        raise ValueError(said.replace("{dose}", now.dose))
    if start is None:
        said = QCoreApplication.translate(
            "Courses", "Since when was it {dose}? Type the first day of the medicine."
        )
        raise ValueError(said.replace("{dose}", dose))
    return (DoseChange(from_=start, dose=dose, per=per or now.per), *doses)


def corrected(doses: Doses, now: DoseChange, dose: str, per: Per | None) -> Doses:
    """Return the doses with another one in force today; raise ValueError where it is emptied."""
    if not dose:
        said = QCoreApplication.translate(
            "Courses", "This dose has its line below. Remove it there, or type 0."
        )
        raise ValueError(said)
    new = replace(now, dose=dose, per=per or now.per)
    return tuple(new if one is now else one for one in doses)


def _bare(text: str) -> str:
    return text.replace(" ", "").casefold()


def meets(one: Medication, other: Medication) -> bool:
    """Tell whether two courses of one medicine by one route may have a day in common.

    Single doses meet only where they are the same in all that is said of them.
    """
    routes = {one.route, other.route} - {None}
    if one.of != other.of or len(routes) > 1:
        return False
    if "yes" in (one.once, other.once):
        return one == replace(other, id=None, time=None, supersedes=None, source=one.source)
    is_before = one.end and other.start and one.end.first < other.start.last
    is_after = other.end and one.start and other.end.first < one.start.last
    return not (is_before or is_after)


def went_on(stored: Medication, now: Medication) -> bool:
    """Tell whether a course only went on: doses after the others, or a last day, were added."""
    before = steps_of(stored)
    if now.doses != stored.doses and now.doses[: len(before)] != before:
        return False
    same = replace(now, doses=stored.doses, id=stored.id, time=stored.time)
    same = replace(same, supersedes=stored.supersedes)
    if stored.end is None:
        same = replace(same, end=None, planned_end=stored.planned_end)
    return same == stored
