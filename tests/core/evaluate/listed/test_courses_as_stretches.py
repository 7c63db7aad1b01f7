"""`drug` with a window agrees with the stretches of a course, which doses are reckoned from."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.calculators.courses.course import course_of
from core.calculators.courses.running import given_in
from core.dates import Day, Window
from core.record import PatientRecord
from core.truth import Truth
from tests.builders import TODAY, a_record, stated_complete, the_step

B_CELL = {"drug": "b_cell_targeted", "within": "4 weeks", "before": "screening"}
FOUR_WEEKS = Window(Day.read("2026-10-21"), Day.read("2026-11-18"))
Days = st.SearchStrategy[str]
EXACT = st.integers(0, 70).map(lambda days: str(date(2026, 9, 15) + timedelta(days=days)))
PARTIAL = st.one_of(EXACT, st.sampled_from(["2026-09", "2026-10", "2026-11", "2026"]))
DOSES = st.lists(
    st.fixed_dictionaries({"from": EXACT, "dose": st.sampled_from(["10 mg", "0 mg", "5 mg"])}),
    min_size=1,
    max_size=3,
    unique_by=lambda change: change["from"],
)


def courses(days: Days, start: Days | None = None) -> st.SearchStrategy[dict[str, Any]]:
    """Make courses in whose days nothing contradicts; with `start` each has one."""
    known = {} if start is None else {"start": start}
    others = {"start": days, "end": days, "doses": DOSES}
    optional = {key: one for key, one in others.items() if key not in known}
    return st.fixed_dictionaries(known, optional=optional).filter(_is_in_order)


def _is_in_order(course: dict[str, Any]) -> bool:
    start = Day.read(course["start"]) if "start" in course else None
    end = Day.read(course["end"]) if "end" in course else None
    changes = [Day.read(one["from"]) for one in course.get("doses", [])]
    return not (
        (start and end and end.last < start.first)
        or (start and any(one.last < start.first for one in changes))
        or (end and any(one.first > end.last for one in changes))
    )


def taking(**course: Any) -> PatientRecord:
    return stated_complete(a_record(medications=[{"of": "rituximab", **course}]), "medications")


def by_rule_and_by_stretches(course: dict[str, Any]) -> tuple[Truth, Truth]:
    record = taking(**course)
    by_stretches = given_in([course_of(record.medications[0], TODAY)], FOUR_WEEKS)
    return the_step(B_CELL, record).truth, by_stretches


@given(courses(EXACT, start=EXACT))
def test_where_all_days_are_exact_both_say_the_same(course):
    by_rule, by_stretches = by_rule_and_by_stretches(course)
    assert by_rule is by_stretches


@given(courses(PARTIAL))
def test_where_some_are_not_the_rule_says_no_only_where_the_stretches_do(course):
    by_rule, by_stretches = by_rule_and_by_stretches(course)
    assert by_rule is not Truth.NO or by_stretches is Truth.NO
    assert by_rule is not Truth.YES or by_stretches is not Truth.NO


@pytest.mark.parametrize(
    ("course", "expected"),
    [
        ({"doses": [("2026-11-19", "1 g")]}, Truth.UNKNOWN),
        ({"start": "2026-11-19", "doses": [("2026-11-19", "1 g")]}, Truth.NO),
        ({"doses": [("2026-11-18", "1 g")]}, Truth.YES),
        ({"doses": [("2026-11-01", "0")]}, Truth.UNKNOWN),
        ({"doses": [("2026-10-22", "0")]}, Truth.UNKNOWN),
        ({"doses": [("2026-10-21", "0")]}, Truth.NO),
        ({"start": "2025", "doses": [("2026-11-01", "0")]}, Truth.YES),
    ],
)
def test_a_start_not_on_record_leaves_open_what_was_given_before_the_first_dose(course, expected):
    doses = [{"from": day, "dose": dose} for day, dose in course["doses"]]
    assert the_step(B_CELL, taking(**{**course, "doses": doses})).truth is expected


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2026-10-10", "2026-10-24", Truth.UNKNOWN),
        ("2026-10-10", "2026-10-20", Truth.NO),
        ("2026-10-10", "2026-10-10", Truth.NO),
        ("2026-10-21", "2026-10-24", Truth.YES),
        ("2026-10-10", None, Truth.NO),
    ],
)
def test_what_is_given_once_until_a_later_day_is_certain_on_neither(start, end, expected):
    course = {"start": start, "once": "yes", **({"end": end} if end else {})}
    assert by_rule_and_by_stretches(course) == (expected, expected)
