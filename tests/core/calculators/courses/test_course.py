"""Courses read from the record: doses, gaps, routes, and days that are partly known."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.calculators.courses.course import course_of, of_class
from core.calculators.courses.dose import mg_per_day
from core.calculators.courses.dosing import dose_on
from core.calculators.courses.running import given_in, last_dose, running, runs_on
from core.dates import FOREVER, NOT_KNOWN, Day, Window
from core.record import DoseChange
from core.truth import Truth
from tests.builders import the_vocabulary
from tests.core.calculators.courses.courses import (
    AS_OF,
    a_course,
    a_medication,
    amounts,
    between,
    on,
)

YES, NO, UNKNOWN = Truth.YES, Truth.NO, Truth.UNKNOWN
SOME = amounts(0, None, low_in=False)

# Doses


@pytest.mark.parametrize(
    ("text", "per", "expected"),
    [
        ("20 mg", "day", amounts(20)),
        ("15 mg", "week", amounts("15/7")),
        ("0.5 g", "day", amounts(500)),
        ("2,5 mg", "day", amounts("2.5")),
        ("５０ mg", "day", amounts(50)),
        ("750 µg", "day", amounts("0.75")),
        ("750 mcg", "day", amounts("0.75")),
        ("0", "day", amounts(0)),
        ("0 mg", "week", amounts(0)),
        ("<5 mg", "day", amounts(0, 5, low_in=False, high_in=False)),
        # so much a day, a week, or more rarely: it is not said
        ("20 mg", None, amounts(0, 20, low_in=False)),
        ("20", "day", SOME),
        ("2 tablets", "day", SOME),
        ("10 mg/kg", "day", SOME),
        ("100000 IU", "day", SOME),
        (None, "day", SOME),
    ],
)
def test_a_dose_is_read_as_milligrams_per_day_or_is_not_known(text, per, expected):
    assert mg_per_day(text, per) == expected


def test_a_single_dose_is_that_of_its_day():
    pulse = a_course("methylprednisolone", start="2026-11-02", dose="500 mg", once="yes")
    assert dose_on([pulse], on("2026-11-02")) == amounts(500)
    assert dose_on([pulse], on("2026-11-03")) == amounts(0)
    assert dose_on([pulse], on("2026-11-01")) == amounts(0)


@pytest.mark.parametrize(
    ("of", "dose", "per", "asked", "expected"),
    [
        ("methotrexate", "7.4 mg", "week", "week", "7.4"),
        ("methotrexate", "7.5 mg", "week", "week", "7.5"),
        ("methotrexate", "25 mg", "week", "week", "25"),
        ("methotrexate", "25.1 mg", "week", "week", "25.1"),
        ("methotrexate", "2.5 mg", "day", "week", "17.5"),
        ("hydroxychloroquine", "2.8 g", "week", "day", "400"),
        ("sulfasalazine", "1 g", "day", "day", "1000"),
    ],
)
def test_a_dose_per_week_and_per_day_turn_into_each_other_exactly(of, dose, per, asked, expected):
    course = a_course(of, start="2026-01-01", dose=dose, per=per)
    assert dose_on([course], on("2026-11-18"), asked) == amounts(expected)


# Running


@pytest.mark.parametrize(
    ("day", "runs"),
    [
        ("2026-01-09", NO),
        ("2026-01-10", YES),
        ("2026-08-31", YES),
        ("2026-09-01", YES),
        ("2026-09-30", YES),
        ("2026-10-01", NO),
        ("2026-01", UNKNOWN),
        ("2026-02", YES),
        ("2026-12", NO),
    ],
)
def test_a_course_runs_from_its_first_to_its_last_day(day, runs):
    course = a_course(
        start="2026-01-10", end="2026-09-30", doses={"2026-01-10": "20 mg", "2026-09-01": "10 mg"}
    )
    assert runs_on([course], on(day)) is runs


@pytest.mark.parametrize(
    ("day", "runs"),
    [("2026-02-28", YES), ("2026-03-01", NO), ("2026-04-14", NO), ("2026-04-15", YES)],
)
def test_a_dose_of_zero_is_a_gap(day, runs):
    doses = {"2026-01-10": "20 mg", "2026-03-01": "0", "2026-04-15": "10 mg"}
    assert runs_on([a_course(start="2026-01-10", doses=doses)], on(day)) is runs


def test_a_course_without_an_end_goes_on():
    assert runs_on([a_course(start="2026-01-10", dose="5 mg", per="day")], on("2027-06-01")) is YES


@pytest.mark.parametrize(
    ("day", "runs"),
    [
        ("2026-02-28", NO),
        ("2026-03-01", UNKNOWN),
        ("2026-03-31", YES),
        ("2026-06-01", YES),
        ("2026-06-02", UNKNOWN),
        ("2026-06-30", UNKNOWN),
        ("2026-07-01", NO),
    ],
)
def test_days_known_to_the_month_leave_open_what_they_leave_open(day, runs):
    assert runs_on([a_course(start="2026-03", end="2026-06")], on(day)) is runs


def test_a_course_without_a_start_is_on_record_and_so_began_by_the_assessed_day():
    course = a_course(dose="5 mg", per="day")
    assert runs_on([course], on("2026-11-18")) is YES
    assert runs_on([course], on("2026-11-17")) is UNKNOWN


def test_before_the_first_dose_on_record_a_dose_is_given_but_not_known():
    course = a_course(start="2026-01-10", doses={"2026-06-01": "10 mg"})
    assert runs_on([course], on("2026-03-01")) is YES
    assert dose_on([course], on("2026-03-01")) == SOME
    assert dose_on([course], on("2026-06-01")) == amounts(10)


def test_before_a_stable_dose_the_dose_is_not_known():
    course = a_course(start="2025-01", dose="15 mg", per="week", stable_since="2026-06-01")
    assert dose_on([course], on("2026-05-31"), "week") == SOME
    assert dose_on([course], on("2026-06-01"), "week") == amounts(15)


def test_a_dose_stable_since_before_the_start_is_that_of_the_whole_course():
    course = a_course(start="2026-03-01", dose="5 mg", per="day", stable_since="2026-01-01")
    assert dose_on([course], on("2026-03-01")) == amounts(5)
    assert dose_on([course], on("2026-02-28")) == amounts(0)


def test_a_dose_written_twice_is_one():
    course = course_of(
        replace(
            a_medication(start="2026-01-01"),
            doses=(DoseChange(from_=on("2026-01-01"), dose="5 mg"),) * 2,
        ),
        AS_OF,
    )
    assert len(course.stretches) == 2
    assert dose_on([course], on("2026-03-01")) == amounts(5)


def test_a_first_dose_dated_like_the_start_is_the_start():
    course = a_course(start="2019-06", doses={"2019-06": "50 mg", "2020-01": "10 mg"})
    assert dose_on([course], on("2019-06-15")) == amounts(0, 50)
    assert dose_on([course], on("2019-12-31")) == amounts(50)
    assert dose_on([course], on("2020-01-15")) == amounts(10, 50)
    assert dose_on([course], on("2020-02-01")) == amounts(10)


def test_two_doses_from_one_day_on_are_both_possible_until_the_next():
    course = a_course(
        start="2026-01-01", doses={"2026-01-01": "20 mg", "2026-03": "15 mg", "2026-03-20": "5 mg"}
    )
    assert dose_on([course], on("2026-04-01")) == amounts(5, 15)


def test_a_dose_after_the_end_is_not_given_and_one_before_the_start_is():
    ended = a_course(start="2026-01-01", end="2026-02-01", doses={"2026-05-01": "20 mg"})
    assert runs_on([ended], on("2026-05-01")) is NO
    early = a_course(start="2026-03-01", doses={"2026-01-01": "20 mg"})
    assert runs_on([early], on("2026-01-01")) is UNKNOWN
    assert runs_on([early], on("2026-03-01")) is YES


def test_an_end_before_the_start_leaves_the_first_day():
    wrong = a_course(start="2026-03-01", end="2026-01-01")
    assert runs_on([wrong], on("2026-03-01")) is YES
    assert runs_on([wrong], on("2026-03-02")) is NO


# How many


def test_running_csdmards_are_counted_by_substance():
    vocabulary = the_vocabulary()
    courses = [
        a_course("methotrexate", start="2026-01-01", end="2026-06-30"),
        a_course("methotrexate", start="2026-07-01"),
        a_course("hydroxychloroquine", start="2026-01-01"),
        a_course("leflunomide", start="2026-01-01", end="2026-11"),
        a_course("prednisone", start="2026-01-01"),
        a_course("adalimumab", start="2026-01-01"),
    ]
    csdmards = of_class(courses, vocabulary, "csdmard")
    assert [one.of for one in csdmards] == ["methotrexate"] * 2 + [
        "hydroxychloroquine",
        "leflunomide",
    ]
    assert running(csdmards, on("2026-10-31")) == amounts(3)
    assert running(csdmards, on("2026-11-18")) == amounts(2, 3)
    assert running(csdmards, on("2025-12-31")) == amounts(0)
    assert running([], on("2026-11-18")) == amounts(0)


# In a window


@pytest.mark.parametrize(
    ("start", "end", "given"),
    [
        ("2026-01-01", "2026-10-20", NO),
        ("2026-01-01", "2026-10-21", YES),
        ("2026-11-18", None, YES),
        ("2026-11-19", None, NO),
        ("2026-01-01", "2026-10", UNKNOWN),
        ("2026", "2026-11", YES),
        ("2026", None, YES),
        (None, "2026-09", NO),
        (None, "2026-11", YES),
        # begun and ended in the month, on whatever day
        ("2026-11", "2026-11", YES),
    ],
)
def test_a_course_touches_a_window_or_not_or_it_is_open(start, end, given):
    window = between("2026-10-21", "2026-11-18")
    if end == "2026-11":
        window = between("2026-10-21", "2026-11-30")
    assert given_in([a_course("rituximab", start=start, end=end)], window) is given


@pytest.mark.parametrize(
    ("day", "given"),
    [("2026-10", UNKNOWN), ("2026-11", YES), ("2026-09", NO), ("2026-10-21", YES)],
)
def test_a_single_dose_lies_in_a_window_if_every_day_of_it_does(day, given):
    dose = a_course("rituximab", start=day, once="yes")
    assert given_in([dose], between("2026-10-21", "2026-11-30")) is given


def test_a_course_in_its_gap_does_not_touch_the_window():
    doses = {"2026-01-01": "10 mg", "2026-10-01": "0"}
    course = a_course(start="2026-01-01", doses=doses)
    assert given_in([course], between("2026-10-21", "2026-11-18")) is NO
    assert given_in([course], between("2026-09-30", "2026-11-18")) is YES


def test_a_window_whose_day_is_not_known_leaves_it_open():
    course = a_course("rituximab", start="2026-10-25", once="yes")
    window = Window(Day(on("2026-10-21").first, on("2026-10-28").first), on("2026-11-18"))
    assert given_in([course], window) is UNKNOWN


# The last dose


@pytest.mark.parametrize(
    ("fields", "day"),
    [
        ([{"start": "2026-01-01", "end": "2026-06-30"}], "2026-06-30"),
        ([{"start": "2026-01-01", "end": "2026-06"}], "2026-06"),
        ([{"start": "2026-06", "once": "yes"}], "2026-06"),
        (
            [{"start": "2026-01-01", "doses": {"2026-01-01": "1 mg", "2026-03-01": "0 mg"}}],
            "2026-02-28",
        ),
        (
            [
                {"start": "2026-01-01", "once": "yes"},
                {"start": "2026-07-01", "once": "yes"},
                {"start": "2026-03-01", "once": "yes"},
            ],
            "2026-07-01",
        ),
    ],
)
def test_the_last_dose_of_courses_is_that_of_the_latest(fields, day):
    last = last_dose([a_course("rituximab", **one) for one in fields])
    assert (last.day, last.certain, last.still_open) == (on(day), True, False)


def test_a_course_that_goes_on_has_no_last_dose_yet():
    last = last_dose([a_course("belimumab", start="2026-01-01")])
    assert (last.day, last.still_open) == (None, True)


def test_up_to_a_day_a_course_that_goes_on_was_last_given_on_that_day():
    last = last_dose([a_course("belimumab", start="2026-01-01")], on("2026-11-18").first)
    assert (last.day, last.certain) == (on("2026-11-18"), True)


def test_what_was_never_given_has_no_last_dose():
    last = last_dose([], on("2026-11-18").first)
    assert (last.day, last.certain, last.still_open) == (None, False, False)


def test_a_dose_that_may_not_have_been_given_yet_is_not_certain():
    course = a_course("filgrastim", start="2026-11", once="yes")
    last = last_dose([course], on("2026-11-10").first)
    assert last.day == Day(on("2026-11-01").first, on("2026-11-10").first)
    assert last.certain is False


def test_a_planned_end_says_that_it_is_planned():
    planned = a_course("belimumab", start="2026-01-01", end="2026-12-01", planned_end="yes")
    assert last_dose([planned]).planned is True
    assert last_dose([a_course("belimumab", start="2026", end="2026-11-01")]).planned is False


@pytest.mark.parametrize("day", [NOT_KNOWN, FOREVER])
def test_days_at_the_ends_of_the_calendar_are_answered(day):
    courses = [a_course(start="2026", end="2026-11"), a_course(), a_course(end="2026")]
    assert runs_on(courses, day) in (YES, UNKNOWN)
    assert given_in(courses, Window(day, day)) in (YES, UNKNOWN)
