"""Systemic glucocorticoids as prednisone: oral and intravenous ones, summed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from fractions import Fraction
from typing import TYPE_CHECKING

from core.calculators.courses.course import of_class
from core.calculators.courses.running import given_in
from core.calculators.result import hull
from core.dates import Day, Window
from core.quantity import Interval
from core.truth import Truth

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from decimal import Decimal

    from core.calculators.courses.course import Course
    from core.medicines import Equivalent
    from core.vocabulary import Vocabulary

CLASS = "glucocorticoid"
_SYSTEMIC = ("oral", "intravenous")
_LOCAL = ("topical", "inhaled", "nasal", "ophthalmic")
# The adrenals are suppressed for 30 to 40 days after an injection of triamcinolone acetonide.
# Source: US label of Kenalog-40, clinical pharmacology.
_DEPOT_LASTS = timedelta(days=40)
_MG_OF_PREDNISONE = 5


def systemic(courses: Iterable[Course], vocabulary: Vocabulary) -> Systemic:
    """Sort the glucocorticoids: what counts, in mg of prednisone; what a person must judge.

    One of which neither route nor form is known counts from nothing up to its dose.
    """
    counted: list[Course] = []
    for_review: list[Course] = []
    local: list[Course] = []
    for course in of_class(courses, vocabulary, CLASS):
        equivalent = vocabulary.equivalents.get(course.of)
        way = _way(course)
        if way == "local":
            local.append(course)
        elif way == "depot" or equivalent is None:
            for_review.append(course)
        else:
            counted.append(in_prednisone(course, equivalent, certain=way == "systemic"))
    disputed = tuple(
        sorted({one.of for one in counted if vocabulary.equivalents[one.of].or_mg is not None})
    )
    return Systemic(tuple(counted), tuple(for_review), tuple(local), disputed)


def for_review_in(glucocorticoids: Systemic, window: Window) -> tuple[Course, ...]:
    """Return the courses that may act on a day of the window and only a person can weigh.

    Depot and intra-articular injections act beyond the day on which they are given.
    """
    start = window.start
    reach = Window(Day(_earlier(start.first), _earlier(start.last)), window.end)
    return tuple(
        one for one in glucocorticoids.for_review if given_in([one], reach) is not Truth.NO
    )


def in_prednisone(course: Course, equivalent: Equivalent, *, certain: bool = True) -> Course:
    """Return a course with its doses in mg of prednisone; a table that is disputed gives a range.

    The factors are exact: 4.5 mg of dexamethasone are 30 mg, and with 6.67 they would not be.
    """
    factors = [
        Fraction(_MG_OF_PREDNISONE) / Fraction(mg)
        for mg in (equivalent.mg, equivalent.or_mg)
        if mg is not None
    ]
    low, high = (min(factors) if certain else Fraction(0)), max(factors)
    stretches = tuple(replace(one, rate=_scaled(one.rate, low, high)) for one in course.stretches)
    return replace(course, stretches=stretches)


def nearest_weight(weights: Iterable[tuple[Day, Interval[Decimal]]], day: Day) -> Weight | None:
    """Return the weight (kg) recorded nearest to a day and how many days apart they lie.

    Two that may be equally near leave both. None where no weight is on record.
    """
    found = [(_apart(measured, day), kg) for measured, kg in weights]
    if not found:
        return None
    farthest = min(apart[1] for apart, _ in found)
    near = [(apart, kg) for apart, kg in found if apart[0] <= farthest]
    kg = hull([_as_fractions(one) for _, one in near])
    return Weight(kg, Interval(Fraction(min(apart[0] for apart, _ in near)), Fraction(farthest)))


def per_kg(dose: Interval[Fraction], weight_kg: Interval[Fraction]) -> Interval[Fraction]:
    """Return a dose per kilogram of body weight; raise ValueError for a weight of zero."""
    if weight_kg.high == 0:
        message = "A dose per kilogram needs a weight above zero."
        raise ValueError(message)
    low = high = None
    if dose.low is not None and weight_kg.high is not None:
        low = dose.low / weight_kg.high
    if dose.high is not None and weight_kg.low:
        high = dose.high / weight_kg.low
    if dose.high == 0:
        high = Fraction(0)
    return Interval(
        low or Fraction(0),
        high,
        low_in=dose.low_in and weight_kg.high_in,
        high_in=dose.high_in and weight_kg.low_in,
    )


def _way(course: Course) -> str:
    """Say how a course reaches the body: systemic, depot, local, or "" where it is not known."""
    form, route = course.form, course.route
    if form in ("depot", "intra_articular"):
        return "depot"
    if route is None:
        return "systemic" if form in ("tablet", "infusion") else ""
    if route in _LOCAL:
        return "local"
    return "systemic" if route in _SYSTEMIC else "depot"


def _earlier(day: date) -> date:
    return day - _DEPOT_LASTS if day.toordinal() > _DEPOT_LASTS.days else day.min


def _scaled(rate: Interval[Fraction], low: Fraction, high: Fraction) -> Interval[Fraction]:
    if rate.high == 0:
        return rate
    return Interval(
        (rate.low or Fraction(0)) * low,
        None if rate.high is None else rate.high * high,
        low_in=rate.low_in,
        high_in=rate.high_in,
    )


def _apart(one: Day, other: Day) -> tuple[int, int]:
    """Return the least and the greatest distance of two days."""
    least = max((one.first - other.last).days, (other.first - one.last).days, 0)
    greatest = max((one.last - other.first).days, (other.last - one.first).days)
    return least, greatest


def _as_fractions(one: Interval[Decimal]) -> Interval[Fraction]:
    return Interval(
        None if one.low is None else Fraction(one.low),
        None if one.high is None else Fraction(one.high),
        low_in=one.low_in,
        high_in=one.high_in,
    )


@dataclass(frozen=True, slots=True)
class Systemic:
    """The glucocorticoids of a patient, sorted.

    `counted` hold doses in mg of prednisone; `for_review` are depots, intra-articular injections,
    other routes, and medicines without an equivalent; `local` do not count. Of the `disputed`
    medicines two equivalents are published.
    """

    counted: tuple[Course, ...]
    for_review: tuple[Course, ...]
    local: tuple[Course, ...]
    disputed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Weight:
    """A body weight, and how many days lie between it and the day it is used for."""

    kg: Interval[Fraction]
    apart: Interval[Fraction]
