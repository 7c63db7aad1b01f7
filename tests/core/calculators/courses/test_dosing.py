"""Summed doses of days and periods, and since when they are unchanged."""

from __future__ import annotations

import pytest

from core.calculators.courses.dosing import (
    dose_on,
    largest_difference,
    least,
    most,
    unchanged,
    unchanged_since,
)
from core.calculators.courses.time_taken import days_taken, started, taken_for
from core.dates import Day, Duration, Window
from core.truth import Truth
from tests.core.calculators.courses.courses import a_course, amounts, between, on

YES, NO, UNKNOWN = Truth.YES, Truth.NO, Truth.UNKNOWN
TAPER = {"2026-01-10": "40 mg", "2026-03-01": "20 mg", "2026-09-01": "10 mg"}


def taper():
    return [a_course(start="2026-01-10", doses=TAPER)]


# Over a period


@pytest.mark.parametrize(
    ("first", "last", "lowest", "highest"),
    [
        ("2026-02-28", "2026-09-01", "10", "40"),
        ("2026-03-01", "2026-08-31", "20", "20"),
        ("2026-01-09", "2026-02-01", "0", "40"),
        ("2025-01-01", "2025-12-31", "0", "0"),
    ],
)
def test_the_greatest_and_the_least_dose_of_a_period(first, last, lowest, highest):
    window = between(first, last)
    assert most(taper(), window) == amounts(highest)
    assert least(taper(), window) == amounts(lowest)


def test_a_pulse_on_a_day_known_to_the_month_is_the_greatest_dose_of_a_period_around_it():
    courses = [*taper(), a_course("prednisone", start="2026-10", dose="500 mg", once="yes")]
    assert most(courses, between("2026-10-01", "2026-10-31")) == amounts(500, 510)
    assert most(courses, between("2026-10-15", "2026-10-31")) == amounts(10, 510)


def test_over_a_window_of_which_a_day_is_not_known_the_greatest_dose_is_an_interval():
    window = Window(Day(on("2026-02-01").first, on("2026-03-15").first), on("2026-06-01"))
    assert most(taper(), window) == amounts(20, 40)
    ends_anywhere = Window(on("2026-08-01"), Day(on("2026-08-15").first, on("2026-09-15").first))
    assert least(taper(), ends_anywhere) == amounts(10, 20)


def test_a_window_that_may_be_empty_decides_nothing_by_itself():
    window = Window(on("2026-02"), on("2026-02"))
    assert most(taper(), window) == amounts(40)
    assert unchanged(taper(), window) is YES
    assert unchanged(taper(), Window(on("2026"), on("2026"))) is UNKNOWN


def test_the_dose_of_a_month_in_which_it_changed_is_both():
    assert dose_on(taper(), on("2026-09")) == amounts(10)
    assert dose_on(taper(), on("2026-03")) == amounts(20)
    assert dose_on(taper(), Day(on("2026-08-31").first, on("2026-09-01").first)) == amounts(10, 20)


# Changes


@pytest.mark.parametrize(
    ("changed_to", "expected"),
    [("15 mg", "5"), ("15.1 mg", "5.1"), ("5 mg", "5"), ("4.9 mg", "5.1"), ("10 mg", "0")],
)
def test_how_far_a_dose_strays_from_that_of_the_screening_day(changed_to, expected):
    doses = {"2026-01-01": "10 mg", "2026-11-10": changed_to}
    courses = [a_course(start="2026-01-01", doses=doses)]
    window = between("2026-11-02", "2026-11-18")
    assert largest_difference(courses, on("2026-11-02"), window) == amounts(expected)


def test_a_change_that_may_lie_outside_the_window_leaves_the_difference_open():
    doses = {"2026-01-01": "10 mg", "2026-11": "20 mg"}
    courses = [a_course(start="2026-01-01", doses=doses)]
    window = between("2026-10-20", "2026-11-18")
    assert largest_difference(courses, on("2026-10-20"), window) == amounts(0, 10)
    longer = between("2026-10-20", "2026-11-30")
    assert largest_difference(courses, on("2026-10-20"), longer) == amounts(10)


def test_a_dose_not_known_that_does_not_change_does_not_stray():
    courses = [a_course(start="2026-01-01", dose="2 tablets", per="day")]
    window = between("2026-10-20", "2026-11-18")
    assert largest_difference(courses, on("2026-10-20"), window) == amounts(0)
    assert unchanged(courses, window) is YES


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2026-09-01", "2026-11-18", YES),
        ("2026-08-31", "2026-11-18", NO),
        ("2026-03-01", "2026-08-31", YES),
        ("2026-01-09", "2026-01-10", NO),
    ],
)
def test_a_dose_is_unchanged_between_its_changes(first, last, expected):
    assert unchanged(taper(), between(first, last)) is expected


@pytest.mark.parametrize(
    ("change", "first", "expected"),
    [
        ("2026-10", "2026-10-01", UNKNOWN),
        ("2026-10", "2026-10-31", YES),
        ("2026-10", "2026-09-30", NO),
        ("2026", "2026-06-01", UNKNOWN),
    ],
)
def test_a_change_known_to_the_month_decides_where_every_day_of_it_does(change, first, expected):
    courses = [a_course(start="2025-01-01", doses={"2025-01-01": "20 mg", change: "10 mg"})]
    assert unchanged(courses, between(first, "2026-11-18")) is expected


def test_a_dose_is_unchanged_since_its_last_change():
    assert unchanged_since(taper(), on("2026-11-18")) == on("2026-09-01")
    assert unchanged_since(taper(), on("2026-08-31")) == on("2026-03-01")
    assert unchanged_since(taper(), on("2026-09-01")) == on("2026-09-01")
    assert unchanged_since(taper(), on("2026-01-09")) is None
    assert unchanged_since([], on("2026-01-09")) is None


def test_one_dose_without_changes_is_unchanged_since_the_start():
    course = a_course(start="2026-03", dose="5 mg", per="day")
    assert unchanged_since([course], on("2026-11-18")) == on("2026-03")


def test_stable_since_says_the_latest_day_since_which_a_dose_is_unchanged():
    course = a_course(start="2025-01-05", dose="15 mg", per="week", stable_since="2026-06-01")
    since = unchanged_since([course], on("2026-11-18"))
    assert since == Day(on("2025-01-05").first, on("2026-06-01").first)
    assert unchanged([course], between("2026-06-01", "2026-11-18")) is YES
    assert unchanged([course], between("2026-05-31", "2026-11-18")) is UNKNOWN


def test_an_interruption_is_a_change():
    doses = {"2026-01-01": "10 mg", "2026-10-01": "0", "2026-10-03": "10 mg"}
    courses = [a_course(start="2026-01-01", doses=doses)]
    assert unchanged_since(courses, on("2026-11-18")) == on("2026-10-03")


# Time


@pytest.mark.parametrize(
    ("duration", "until", "at_least", "more_than"),
    [
        ("12 weeks", "2026-04-03", NO, NO),
        ("12 weeks", "2026-04-04", YES, NO),
        ("12 weeks", "2026-04-05", YES, YES),
        ("6 months", "2026-07-09", NO, NO),
        ("6 months", "2026-07-10", YES, NO),
        ("6 months", "2026-07-11", YES, YES),
    ],
)
def test_a_time_taken_is_reached_on_its_day(duration, until, at_least, more_than):
    courses = [a_course("methotrexate", start="2026-01-10")]
    window = between("1900-01-01", until)
    length = Duration.read(duration)
    assert taken_for(courses, length, window) is at_least
    assert taken_for(courses, length, window, more_than=True) is more_than


def test_gaps_are_not_counted():
    doses = {"2026-01-01": "10 mg", "2026-02-01": "0 mg", "2026-03-01": "10 mg"}
    courses = [a_course("methotrexate", start="2026-01-01", end="2026-04-30", doses=doses)]
    window = between("1900-01-01", "2026-11-18")
    assert days_taken(courses, window) == amounts(31 + 31 + 30)
    length = Duration.read("3 months")
    # 92 days from 1 January end on 2 April, one day after 3 months
    assert taken_for(courses, length, window) is YES


TWELVE_WEEKS = Duration.read("12 weeks")


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        ("2026-08-25", YES),
        ("2026-08-26", YES),  # 84 days before 18 November
        ("2026-08-27", NO),
        ("2026-08", UNKNOWN),
        ("2026-09", NO),
        (None, UNKNOWN),
    ],
)
def test_a_course_was_started_so_long_before_a_day(start, expected):
    courses = [a_course("azathioprine", start=start)]
    assert started(courses, TWELVE_WEEKS, on("2026-11-18")) is expected


def test_a_pause_does_not_start_a_course_anew():
    doses = {"2026-08-01": "50 mg", "2026-09-01": "0 mg", "2026-09-15": "50 mg"}
    courses = [a_course("azathioprine", start="2026-08-01", doses=doses)]
    assert started(courses, TWELVE_WEEKS, on("2026-11-18")) is YES


@pytest.mark.parametrize(("again", "expected"), [("2026-09-01", YES), ("2026-09-02", NO)])
def test_a_course_that_follows_another_without_a_day_between_goes_on_from_it(again, expected):
    courses = [
        a_course("azathioprine", start="2026-01-01", end="2026-08-31"),
        a_course("azathioprine", start=again),
    ]
    assert started(courses, TWELVE_WEEKS, on("2026-11-18")) is expected


def test_a_course_that_is_over_by_the_day_was_not_started_before_it():
    courses = [a_course("azathioprine", start="2026-01-01", end="2026-11-17")]
    assert started(courses, TWELVE_WEEKS, on("2026-11-18")) is NO


def test_two_courses_at_one_time_are_counted_once():
    courses = [
        a_course("methotrexate", start="2026-01-01", end="2026-01-31"),
        a_course("leflunomide", start="2026-01-16", end="2026-02-15"),
    ]
    window = between("1900-01-01", "2026-11-18")
    assert days_taken(courses, window) == amounts(46)


def test_days_known_to_the_month_give_an_interval_of_time():
    courses = [a_course("methotrexate", start="2026-01", end="2026-06")]
    window = between("1900-01-01", "2026-11-18")
    assert days_taken(courses, window) == amounts(122, 181)
    assert taken_for(courses, Duration.read("4 months"), window) is YES
    assert taken_for(courses, Duration.read("5 months"), window) is UNKNOWN
    assert taken_for(courses, Duration.read("6 months"), window) is NO


def test_a_single_dose_was_given_on_one_day():
    courses = [a_course("rituximab", start="2026-05", once="yes")]
    window = between("1900-01-01", "2026-11-18")
    assert days_taken(courses, window).low == 1
    exact = [a_course("rituximab", start="2026-05-04", once="yes")]
    assert days_taken(exact, window) == amounts(1)


def test_time_before_the_window_does_not_count():
    courses = [a_course("methotrexate", start="2026-01-01")]
    assert days_taken(courses, between("2026-11-01", "2026-11-18")) == amounts(18)
    assert days_taken([], between("2026-11-01", "2026-11-18")) == amounts(0)
    assert taken_for([], Duration.read("1 day"), between("2026-11-01", "2026-11-18")) is NO
