"""What one course of a medicine comes to on a day, in a sentence."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from gui.session.medicines.words import LONG_AGO, amounts_text, filled, translate

if TYPE_CHECKING:
    from core.calculators.courses.course import Course
    from core.dates import Day
    from core.record import Medication


def course_text(medication: Medication, as_of: date) -> str:
    """Return what a course comes to on a day: given or not, its dose, since when, how long."""
    from core.calculators.courses.course import course_of
    from core.calculators.courses.running import runs_on
    from core.dates import Day
    from core.truth import Truth

    if medication.start is not None and medication.start.first > as_of:
        return translate("Medicines", "Not begun yet.")
    course, today = course_of(medication, as_of), Day.on(as_of)
    runs = runs_on([course], today)
    parts = [
        {
            Truth.YES: translate("Medicines", "Given today"),
            Truth.NO: translate("Medicines", "Not given today"),
        }.get(runs, translate("Medicines", "Not certain whether given today"))
    ]
    if runs is not Truth.NO:
        parts += [_dose(course, medication, today), _unchanged(course, today)]
    parts.append(_taken(course, today))
    return " · ".join(part for part in parts if part)


def _dose(course: Course, medication: Medication, today: Day) -> str:
    from core.calculators.courses.dosing import dose_on

    changes = [one for one in medication.doses if one.from_.first <= today.last]
    per = changes[-1].per if changes else medication.per
    if per == "week":
        amounts = dose_on([course], today, "week")
        return amounts_text(amounts, translate("Medicines", "mg/week"))
    return amounts_text(dose_on([course], today), translate("Medicines", "mg/day"))


def _unchanged(course: Course, today: Day) -> str:
    from core.calculators.courses.dosing import unchanged_since

    since = unchanged_since([course], today)
    if since is None:
        return ""
    if since.is_exact:
        return filled(translate("Medicines", "unchanged since {day}"), day=str(since.first))
    if since.first < LONG_AGO:
        return filled(
            translate("Medicines", "not certain since when unchanged: at the latest {day}"),
            day=str(since.last),
        )
    return filled(
        translate("Medicines", "not certain since when unchanged: between {first} and {last}"),
        first=str(since.first),
        last=str(since.last),
    )


def _taken(course: Course, today: Day) -> str:
    from core.calculators.courses.time_taken import days_taken
    from core.dates import Day, Window

    days = days_taken([course], Window(Day.on(date.min), today))
    low, high = days.low or Fraction(0), days.high
    if low == high:
        return filled(translate("Medicines", "taken on {n} d"), n=str(low))
    if high is None or course.start.first < LONG_AGO:
        return filled(
            translate("Medicines", "not certain how long taken: at least {n} d"), n=str(low)
        )
    return filled(
        translate("Medicines", "not certain how long taken: {low}–{high} d"),
        low=str(low),
        high=str(high),
    )
