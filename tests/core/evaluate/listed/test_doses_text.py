"""What was entered of a course, as evidence says it."""

import pytest

from core.dates import Day
from core.evaluate.listed.aspects import doses_text
from core.record import DoseChange, Medication

HALF = DoseChange(from_=Day.read("2026-09-01"), dose="10 mg")


@pytest.mark.parametrize(
    ("course", "said"),
    [
        ({"dose": "20 mg", "per": "day"}, "20 mg/day"),
        ({"dose": "1000 mg"}, "1000 mg"),
        ({"dose": "20 mg", "per": "day", "end": "2026-10-24"}, "20 mg/day until 2026-10-24"),
        ({"end": "2026-10"}, "until 2026-10"),
        ({"doses": (HALF,), "end": "2026-10"}, "10 mg/day from 2026-09-01 until 2026-10"),
        ({}, None),
    ],
)
def test_doses_and_last_day_of_a_course_are_written(course, said):
    days = {"end": Day.read(course["end"])} if "end" in course else {}
    assert doses_text(Medication(of="prednisone", **{**course, **days})) == said
