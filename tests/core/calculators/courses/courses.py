"""Builders: a course in a line, and Hypothesis strategies for courses with exact days."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from core.calculators.courses.course import Course, course_of
from core.dates import Day, Window
from core.facts import from_document
from core.quantity import Interval
from core.record import DoseChange, Medication

if TYPE_CHECKING:
    from collections.abc import Callable

AS_OF = date(2026, 11, 18)
EARLIEST = date(2024, 1, 1)


def a_medication(of: str = "prednisone", **fields: Any) -> Medication:
    """Return a medication as it is written in a record: `doses={"2026-01-10": "20 mg"}`."""
    doses = fields.pop("doses", {})
    changes = [{"from": day, "dose": dose} for day, dose in doses.items()]
    document = {"of": of, "route": "oral", **fields, **({"doses": changes} if changes else {})}
    return from_document(
        Medication, {key: value for key, value in document.items() if value is not None}
    )


def a_course(of: str = "prednisone", **fields: Any) -> Course:
    """Return a course as it is known on the assessed day."""
    return course_of(a_medication(of, **fields), AS_OF)


def on(text: str) -> Day:
    """Return a day."""
    return Day.read(text)


def between(first: str, last: str) -> Window:
    """Return the window from one day to another."""
    return Window(on(first), on(last))


def amounts(low: Any, high: Any = ..., **ends: bool) -> Interval[Fraction]:
    """Return an interval: `amounts(20)`, `amounts(10, 20)`, `amounts(0, None)`."""
    top = low if high is ... else high
    return Interval(Fraction(low), None if top is None else Fraction(top), **ends)


def blurred(day: Day, how: str) -> Day:
    """Return a day as it is known to the day, month or year only."""
    return Day.read({"day": str(day), "month": str(day)[:7], "year": str(day)[:4]}[how])


HOW = st.sampled_from(["day", "month", "year"])
DAYS = st.dates(EARLIEST, AS_OF).map(Day.on)


@st.composite
def medications(draw: Callable[..., Any]) -> Medication:
    """Draw a course of prednisone with exact days: changes, gaps, an end or none."""
    days = sorted(draw(st.lists(st.dates(EARLIEST, AS_OF), min_size=1, max_size=5, unique=True)))
    has_end = draw(st.booleans())
    end = Day.on(days.pop()) if has_end and len(days) > 1 else None
    doses = st.sampled_from(["0 mg", "5 mg", "10 mg", "20 mg", "0.5 g", "2 tablets"])
    start, changes = days[0], days if draw(st.booleans()) else days[1:]
    return Medication(
        of="prednisone",
        route="oral",
        start=Day.on(start),
        end=end,
        once="yes" if end is None and draw(st.integers(0, 5)) == 0 else "no",
        dose=draw(doses.filter(lambda dose: dose != "0 mg")),
        per="day",
        doses=tuple(DoseChange(from_=Day.on(day), dose=draw(doses)) for day in changes),
    )


@st.composite
def blurred_medications(draw: Callable[..., Any]) -> tuple[Medication, Medication]:
    """Draw a course with exact days, and the same as somebody knows it less exactly."""
    exact: Medication = draw(medications())
    assert exact.start is not None
    start = blurred(exact.start, draw(HOW))
    changes = tuple(
        replace(one, from_=start if one.from_ == exact.start else blurred(one.from_, draw(HOW)))
        for one in exact.doses
    )
    later = [one for one, was in zip(changes, exact.doses, strict=True) if was.from_ != exact.start]
    # a change dated like the start is read as the start: here it must not come to be
    if any(one.from_ == start for one in later):
        start, changes = exact.start, exact.doses
    end = blurred(exact.end, draw(HOW)) if exact.end else None
    return exact, replace(exact, start=start, doses=changes, end=end)


@st.composite
def split_medications(draw: Callable[..., Any]) -> tuple[Medication, tuple[Medication, Medication]]:
    """Draw a course of known doses, and the same entered as two adjacent ones."""
    days = sorted(draw(st.lists(st.dates(EARLIEST, AS_OF), min_size=2, max_size=6, unique=True)))
    end = Day.on(days[-1]) if draw(st.booleans()) else None
    cut = draw(st.dates(days[0] + timedelta(days=1), days[-1]))
    doses = st.sampled_from(["0 mg", "5 mg", "10 mg", "0.5 g"])
    changes = tuple(DoseChange(from_=Day.on(day), dose=draw(doses)) for day in days[:-1])
    if draw(st.booleans()):
        changes = ()
    whole = Medication(
        of="prednisone",
        start=Day.on(days[0]),
        end=end,
        dose="20 mg",
        per="day",
        doses=changes,
    )
    before = tuple(one for one in changes if one.from_.first < cut)
    resumed = [one for one in changes if one.from_.first <= cut][-1:]
    later = [one for one in changes if one.from_.first > cut]
    after = (*(replace(one, from_=Day.on(cut)) for one in resumed), *later)
    first = replace(whole, end=Day.on(cut - timedelta(days=1)), doses=before)
    return whole, (first, replace(whole, start=Day.on(cut), doses=after))
