"""Laws of courses: each is true of every course that can be written."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from core.calculators.courses.course import course_of, courses_of
from core.calculators.courses.dosing import (
    dose_on,
    largest_difference,
    least,
    most,
    unchanged,
    unchanged_since,
)
from core.calculators.courses.running import given_in, last_dose, running, runs_on
from core.calculators.courses.time_taken import days_taken, started, taken_for
from core.dates import Day, Duration, Window
from core.truth import Truth
from tests.core.calculators.courses.courses import (
    AS_OF,
    DAYS,
    amounts,
    blurred_medications,
    medications,
    split_medications,
)

DURATIONS = st.sampled_from(["1 day", "4 weeks", "12 weeks", "2 months", "6 months", "1 year"])
COURSES = st.lists(medications(), min_size=1, max_size=3)


@st.composite
def windows(draw):
    first, last = sorted([draw(DAYS).first, draw(DAYS).first])
    return Window(Day.on(first), Day.on(last))


def answers(courses, day, window, duration):
    """Return all that can be asked of courses: verdicts, and intervals."""
    length = Duration.read(duration)
    verdicts = [
        runs_on(courses, day),
        given_in(courses, window),
        unchanged(courses, window),
        *(taken_for(courses, length, window, more_than=more) for more in (True, False)),
        started(courses, length, day),
    ]
    intervals = [
        dose_on(courses, day),
        running(courses, day),
        most(courses, window),
        least(courses, window),
        largest_difference(courses, day, window),
        days_taken(courses, window),
    ]
    return verdicts, intervals


def lies_within(narrow, wide):
    below = wide.low is None or (narrow.low is not None and wide.low <= narrow.low)
    above = wide.high is None or (narrow.high is not None and narrow.high <= wide.high)
    return below and above


@given(COURSES, st.randoms(use_true_random=False), DAYS, windows(), DURATIONS)
def test_the_order_of_courses_and_of_their_changes_is_irrelevant(
    entered, random, day, window, duration
):
    shuffled = [
        replace(one, doses=tuple(random.sample(one.doses, len(one.doses)))) for one in entered
    ]
    random.shuffle(shuffled)
    one, other = courses_of(entered, AS_OF), courses_of(shuffled, AS_OF)
    assert answers(one, day, window, duration) == answers(other, day, window, duration)
    assert last_dose(one, AS_OF) == last_dose(other, AS_OF)
    assert unchanged_since(one, day) == unchanged_since(other, day)


@given(st.lists(blurred_medications(), min_size=1, max_size=2), DAYS, windows(), DURATIONS)
def test_a_more_exact_date_never_contradicts_what_was_known_before(pairs, day, window, duration):
    exact = courses_of([pair[0] for pair in pairs], AS_OF)
    partial = courses_of([pair[1] for pair in pairs], AS_OF)
    verdicts, intervals = answers(exact, day, window, duration)
    before, wider = answers(partial, day, window, duration)
    for now, then in zip(verdicts, before, strict=True):
        assert then in (now, Truth.UNKNOWN)
    for narrow, wide in zip(intervals, wider, strict=True):
        assert lies_within(narrow, wide)


@given(blurred_medications(), DAYS)
def test_a_more_exact_date_never_moves_a_day_out_of_what_it_was_known_to_be(pair, day):
    exact, partial = ([course_of(one, AS_OF)] for one in pair)
    last, last_before = last_dose(exact, day.first), last_dose(partial, day.first)
    if last.day is not None:
        assert last_before.day is not None
        assert last_before.day.first <= last.day.first
        assert last.day.last <= last_before.day.last
    since, before = unchanged_since(exact, day), unchanged_since(partial, day)
    if since is not None and before is not None:
        assert before.first <= since.first
        assert since.last <= before.last


@given(medications(), DAYS, st.integers(0, 400), windows(), DURATIONS)
def test_a_day_or_window_known_less_exactly_never_contradicts(entered, day, days, window, duration):
    course = [course_of(entered, AS_OF)]
    wider = Day(day.first - timedelta(days=days), day.last + timedelta(days=days))
    loose = Window(
        Day(window.start.first - timedelta(days=days), window.start.last),
        Day(window.end.first, window.end.last + timedelta(days=days)),
    )
    verdicts, intervals = answers(course, day, window, duration)
    before, wide = answers(course, wider, loose, duration)
    assert all(then in (now, Truth.UNKNOWN) for now, then in zip(verdicts, before, strict=True))
    assert all(lies_within(*pair) for pair in zip(intervals, wide, strict=True))


@given(COURSES, COURSES, DAYS)
def test_the_dose_of_courses_together_is_the_sum_of_their_doses(some, others, day):
    one, other = courses_of(some, AS_OF), courses_of(others, AS_OF)
    first, second, both = (dose_on(them, day) for them in (one, other, (*one, *other)))
    assert both.low == (first.low or 0) + (second.low or 0)
    if first.high is None or second.high is None:
        assert both.high is None
    else:
        assert both.high == first.high + second.high


@given(split_medications(), DAYS, windows(), DURATIONS)
def test_a_course_split_into_two_adjacent_ones_of_the_same_dose_is_the_same(
    entered, day, window, duration
):
    whole, split = courses_of([entered[0]], AS_OF), courses_of(entered[1], AS_OF)
    assert answers(whole, day, window, duration) == answers(split, day, window, duration)
    assert last_dose(whole) == last_dose(split)
    assert last_dose(whole, day.first) == last_dose(split, day.first)
    assert unchanged_since(whole, day) == unchanged_since(split, day)


@given(medications(), DAYS)
def test_a_dose_per_week_is_seven_times_that_per_day(entered, day):
    course = [course_of(entered, AS_OF)]
    daily, weekly = dose_on(course, day), dose_on(course, day, "week")
    assert weekly.low == (daily.low or 0) * 7
    assert weekly.high == (None if daily.high is None else daily.high * 7)


@given(medications(), windows())
def test_the_dose_of_every_day_lies_between_the_least_and_the_greatest(entered, window):
    course = [course_of(entered, AS_OF)]
    span = amounts(least(course, window).low, most(course, window).high)
    for days in (0, (window.end.last - window.start.first).days // 2):
        day = Day.on(window.start.first + timedelta(days=days))
        assert lies_within(dose_on(course, day), span)
