"""Days, durations, windows and ages: what is certain, and what a partial date leaves open."""

from __future__ import annotations

import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.dates import (
    FOREVER,
    NOT_KNOWN,
    Day,
    Duration,
    Window,
    ages,
    completed_years,
)

DATES = st.dates(date(1900, 1, 1), date(2100, 12, 31))
DURATIONS = st.builds(
    lambda number, word: Duration.read(f"{number} {word}"),
    st.integers(0, 800),
    st.sampled_from(["day", "days", "week", "weeks", "month", "months"]),
)
SCREENING = date(2026, 11, 24)


def day(text):
    return Day.read(text)


def on(text):
    return date.fromisoformat(text)


# Days


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2026-11-18", "2026-11-18", "2026-11-18"),
        ("2026-11", "2026-11-01", "2026-11-30"),
        ("2026", "2026-01-01", "2026-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2023-02", "2023-02-01", "2023-02-28"),
        ("2000-02", "2000-02-01", "2000-02-29"),
        ("1900-02", "1900-02-01", "1900-02-28"),
        ("2024-02-29", "2024-02-29", "2024-02-29"),
        ("1900", "1900-01-01", "1900-12-31"),
        ("9999", "9999-01-01", "9999-12-31"),
        (" 2026-1-5 ", "2026-01-05", "2026-01-05"),
        ("２０２６-11", "2026-11-01", "2026-11-30"),
    ],
)
def test_a_day_is_known_to_the_day_the_month_or_the_year(text, first, last):
    assert day(text) == Day(on(first), on(last))


@pytest.mark.parametrize(
    "text",
    [
        "2026-02-29",
        "1900-02-29",
        "2026-02-30",
        "2026-04-31",
        "2026-13",
        "2026-13-01",
        "2026-00",
        "2026-00-10",
        "2026-11-00",
        "2026-11-32",
    ],
)
def test_a_day_that_is_not_in_the_calendar_is_refused(text):
    with pytest.raises(ValueError, match="there is no such day in the calendar"):
        day(text)


@pytest.mark.parametrize("text", ["1899-12-31", "0000", "0001-01-01"])
def test_a_year_before_1900_is_refused(text):
    with pytest.raises(ValueError, match="1900 or later"):
        day(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "today",
        "18.11.2026",
        "18/11/2026",
        "2026/11/18",
        "20261118",
        "2026-11-",
        "2026-11-18-01",
        "2026-11-18T10:00",
        "26-11-18",
        "2026-111",
        "-2026",
        "１２",
    ],
)
def test_what_is_no_date_is_refused_with_the_way_to_write_one(text):
    with pytest.raises(ValueError, match="Write it as 2026-11-18, 2026-11 or 2026"):
        day(text)


@given(st.text(max_size=20) | st.from_regex(r"\d{4}-\d{1,2}-\d{1,2}", fullmatch=True))
def test_whatever_is_typed_is_a_day_or_a_sentence(text):
    try:
        found = day(text)
    except ValueError as refusal:
        found = None
        sentence = str(refusal)
    assert day(str(found)) == found if found else sentence.startswith(f"'{text}' is not a date")


@given(DATES, st.sampled_from(["%Y-%m-%d", "%Y-%m", "%Y"]))
def test_a_day_is_written_as_it_was_read(date_, form):
    text = date_.strftime(form)
    assert str(day(text)) == text
    assert day(text).first <= date_ <= day(text).last


def test_only_a_full_date_is_exact():
    assert day("2026-11-18").is_exact
    assert not day("2026-11").is_exact
    assert Day.on(SCREENING).is_exact


def test_a_day_is_cut_off_at_the_assessed_day():
    assert day("2026-11").until(SCREENING) == Day(on("2026-11-01"), SCREENING)
    assert day("2026-10").until(SCREENING) == day("2026-10")
    assert day("2026-12").until(SCREENING) == Day.on(on("2026-12-01"))
    assert str(day("2026-11").until(SCREENING)) == "2026-11-01 to 2026-11-24"


# Durations


@pytest.mark.parametrize(
    ("text", "months", "days"),
    [
        ("28 days", 0, 28),
        ("1 day", 0, 1),
        ("4 weeks", 0, 28),
        ("1 week", 0, 7),
        ("6 months", 6, 0),
        ("1 month", 1, 0),
        ("2 years", 24, 0),
        ("12weeks", 0, 84),
    ],
)
def test_a_duration_is_calendar_months_or_days(text, months, days):
    assert Duration.read(text) == Duration(months, days, text)
    assert str(Duration.read(text)) == text


@pytest.mark.parametrize("text", ["", "28", "days", "-4 weeks", "4.5 weeks", "1 fortnight", "4 w"])
def test_what_is_no_duration_is_refused_with_the_way_to_write_one(text):
    with pytest.raises(ValueError, match="Write it as 28 days, 4 weeks or 6 months"):
        Duration.read(text)


@pytest.mark.parametrize(
    ("start", "duration", "end"),
    [
        ("2026-08-31", "6 months", "2027-02-28"),
        ("2023-08-31", "6 months", "2024-02-29"),
        ("2023-08-29", "6 months", "2024-02-29"),
        ("2026-08-28", "6 months", "2027-02-28"),
        ("2026-01-31", "1 month", "2026-02-28"),
        ("2026-03-31", "1 month", "2026-04-30"),
        ("2026-11-30", "3 months", "2027-02-28"),
        ("2024-02-29", "1 year", "2025-02-28"),
        ("2024-02-29", "4 years", "2028-02-29"),
        ("2024-02-29", "12 months", "2025-02-28"),
        ("2026-12-15", "1 month", "2027-01-15"),
        ("2026-02-01", "28 days", "2026-03-01"),
        ("2024-02-01", "28 days", "2024-02-29"),
        ("2026-10-27", "4 weeks", "2026-11-24"),
        ("2026-12-31", "0 days", "2026-12-31"),
        ("2026-12-31", "0 months", "2026-12-31"),
    ],
)
def test_months_are_added_by_the_calendar(start, duration, end):
    assert Duration.read(duration).after(on(start)) == on(end)


@pytest.mark.parametrize(
    ("end", "duration", "start"),
    [
        # 28 to 31 August all reach 28 February: the earliest of them counts.
        ("2027-02-28", "6 months", "2026-08-28"),
        ("2024-02-29", "6 months", "2023-08-29"),
        ("2024-02-28", "6 months", "2023-08-28"),
        ("2026-04-30", "1 month", "2026-03-30"),
        # No 30 or 29 February: what reaches 30 March in a month begins on 1 March at the latest.
        ("2026-03-30", "1 month", "2026-03-01"),
        ("2026-03-29", "1 month", "2026-03-01"),
        ("2026-03-28", "1 month", "2026-02-28"),
        ("2025-02-28", "1 year", "2024-02-28"),
        ("2024-02-29", "1 year", "2023-03-01"),
        ("2026-11-24", "4 weeks", "2026-10-27"),
        ("2026-11-24", "0 days", "2026-11-24"),
    ],
)
def test_counting_back_finds_the_earliest_day_that_reaches(end, duration, start):
    assert Duration.read(duration).before(on(end)) == on(start)


@given(DURATIONS, DATES)
def test_the_day_counted_back_reaches_and_the_day_before_it_does_not(duration, end):
    start = duration.before(end)
    assert duration.after(start) >= end
    assert duration.after(start - timedelta(days=1)) < end


@given(DURATIONS, DATES, st.integers(0, 1000))
def test_a_later_day_never_reaches_less_far(duration, start, days):
    assert duration.after(start) <= duration.after(start + timedelta(days=days))
    assert duration.before(start) <= duration.before(start + timedelta(days=days))


@given(DATES, st.integers(0, 400))
def test_weeks_and_days_are_exactly_that_many_days(start, days):
    duration = Duration.read(f"{days} days")
    assert duration.after(start) - start == timedelta(days=days)
    assert start - duration.before(start) == timedelta(days=days)


@pytest.mark.parametrize(
    "text", ["0 days", "28 days", "6 months", "9999 years", "99999999999 days"]
)
def test_a_day_that_is_not_known_at_all_can_be_counted_from(text):
    duration = Duration.read(text)
    for edge in (NOT_KNOWN.first, NOT_KNOWN.last, FOREVER.last):
        assert date.min <= duration.before(edge) <= edge <= duration.after(edge) <= date.max


# Windows: at the limit, just in, just out


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("2026-10-26", False),
        ("2026-10-27", True),
        ("2026-10-28", True),
        ("2026-11-23", True),
        ("2026-11-24", True),
        ("2026-11-25", False),
        ("2026-11", None),
        ("2026-10", None),
        ("2026-09", False),
        ("2026-12", False),
        ("2026", None),
        ("2025", False),
    ],
)
def test_four_weeks_before_screening_are_28_days_with_both_ends(text, inside):
    start = Duration.read("4 weeks").before(SCREENING)
    assert Window(Day.on(start), Day.on(SCREENING)).holds(day(text)) is inside


@pytest.mark.parametrize(
    ("text", "inside"),
    [("2026-08-27", False), ("2026-08-28", True), ("2026-08-31", True), ("2027-02-28", True)],
)
def test_six_months_before_the_last_of_february_begin_on_28_august(text, inside):
    end = on("2027-02-28")
    window = Window(Day.on(Duration.read("6 months").before(end)), Day.on(end))
    assert window.holds(day(text)) is inside


def test_a_month_that_lies_wholly_inside_is_inside():
    window = Window(Day.on(on("2026-10-01")), Day.on(SCREENING))
    assert window.holds(day("2026-10")) is True


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("2026-10-26", False),
        ("2026-10-27", None),
        ("2026-11-01", None),
        ("2026-11-02", True),
        ("2026-11-24", True),
        ("2026-11-25", None),
        ("2026-11-30", None),
        ("2026-12-01", False),
    ],
)
def test_a_window_whose_end_is_not_yet_known_leaves_its_edges_open(text, inside):
    four_weeks, end = Duration.read("4 weeks"), Day(SCREENING, on("2026-11-30"))
    window = Window(Day(four_weeks.before(end.first), four_weeks.before(end.last)), end)
    assert window.holds(day(text)) is inside


def test_a_day_that_is_not_known_is_in_no_window_for_certain():
    window = Window(Day.on(on("2026-10-27")), Day.on(SCREENING))
    assert window.holds(NOT_KNOWN) is None


def test_a_window_without_an_end_holds_every_later_day():
    window = Window(Day.on(SCREENING), FOREVER)
    assert window.holds(day("2030")) is True
    assert Window(Day.on(date.min), Day.on(SCREENING)).holds(day("1950")) is True


@pytest.mark.parametrize(
    ("start", "end", "meets"),
    [
        ("2026-01-01", "2026-10-26", False),
        ("2026-01-01", "2026-10-27", True),
        ("2026-01-01", "2026-10", None),
        ("2026-01-01", "2026-11", True),
        ("2026-11-24", "2027-01-01", True),
        ("2026-11-25", "2027-01-01", False),
        ("2026-11", "2027-01-01", None),
        ("2026-01-01", "2027-01-01", True),
    ],
)
def test_a_course_meets_a_window_that_it_touches_with_one_day(start, end, meets):
    window = Window(Day.on(on("2026-10-27")), Day.on(SCREENING))
    assert window.meets(day(start), day(end)) is meets


@given(DATES, DATES, DATES)
def test_an_exact_day_is_always_decided_by_an_exact_window(start, end, one):
    window = Window(Day.on(min(start, end)), Day.on(max(start, end)))
    assert window.holds(Day.on(one)) is (min(start, end) <= one <= max(start, end))


@given(st.lists(DATES, min_size=6, max_size=6))
def test_an_open_day_is_decided_only_where_all_its_days_agree(dates):
    a, b, c, d = sorted(dates[:4])
    window = Window(Day(a, b), Day(c, d))
    one = Day(min(dates[4:]), max(dates[4:]))
    corners = [
        Window(Day.on(start), Day.on(end)).holds(Day.on(at))
        for start, end, at in itertools.product((a, b), (c, d), (one.first, one.last))
    ]
    decided = window.holds(one)
    assert decided is None or set(corners) == {decided}


# Windows from a day that is not yet known, and until and from which day they hold


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("2026-10-26", False),
        ("2026-10-27", None),
        ("2026-11-24", None),
        ("2026-12-10", None),
    ],
)
def test_a_window_before_an_infusion_not_yet_dated_is_clear_only_of_what_is_long_past(text, inside):
    infusion = Day(SCREENING, FOREVER.last)
    window = Window.before(infusion, Duration.read("4 weeks"))
    assert window.holds(day(text)) is inside


@pytest.mark.parametrize(
    ("text", "inside"),
    [("2026-11-09", False), ("2026-11-10", True), ("2026-12-08", True), ("2026-12-09", False)],
)
def test_a_window_before_a_planned_day_is_decided(text, inside):
    planned = Day.on(on("2026-12-08"))
    assert Window.before(planned, Duration.read("4 weeks")).holds(day(text)) is inside


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("2026-11-23", False),
        ("2026-11-24", True),
        ("2026-12-01", True),
        ("2026-12-02", False),
        ("2026-12", None),
    ],
)
def test_a_window_after_a_day_holds_both_of_its_ends(text, inside):
    window = Window.after(Day.on(SCREENING), Duration.read("7 days"))
    assert window.holds(day(text)) is inside


@pytest.mark.parametrize(
    ("text", "duration", "clear"),
    [
        ("2026-11-06", "4 weeks", "2026-12-05"),
        ("2026-11-12", "28 days", "2026-12-11"),
        ("2026-08-31", "6 months", "2027-03-01"),
        ("2023-08-31", "6 months", "2024-03-01"),
        ("2024-02-29", "1 year", "2025-03-01"),
        ("2026-01-31", "1 month", "2026-03-01"),
        ("2026-12-31", "2 months", "2027-03-01"),
    ],
)
def test_an_event_is_clear_from_the_day_after_the_window_has_held_it(text, duration, clear):
    assert str(Duration.read(duration).clear_from(day(text))) == clear


def test_a_partial_day_is_clear_within_the_days_it_allows():
    length = Duration.read("4 weeks")
    assert length.clear_from(day("2026-10")) == Day(on("2026-10-30"), on("2026-11-29"))


def test_what_never_ends_is_never_clear():
    assert Duration.read("4 weeks").clear_from(FOREVER) == FOREVER


@given(DATES, DURATIONS, st.integers(-10, 900))
def test_an_event_is_clear_from_the_day_at_which_the_window_before_an_anchor_turns(
    event, duration, days
):
    anchor = event + timedelta(days=days)
    window = Window.before(Day.on(anchor), duration)
    inside = window.holds(Day.on(event))
    clear = anchor >= duration.clear_from(Day.on(event)).first
    assert clear is (anchor >= event and not inside)


@given(DATES, DURATIONS, st.integers(0, 60), st.integers(0, 400))
def test_an_anchor_not_yet_known_is_decided_only_where_all_its_days_agree(
    event, duration, days, width
):
    first = event + timedelta(days=days)
    anchors = [first + timedelta(days=more) for more in range(0, width + 1, 7)]
    one_by_one = {Window.before(Day.on(at), duration).holds(Day.on(event)) for at in anchors}
    at_once = Window.before(Day(anchors[0], anchors[-1]), duration).holds(Day.on(event))
    assert at_once is None or one_by_one == {at_once}
    if len(one_by_one) == 1 and anchors[0] == anchors[-1]:
        assert at_once in one_by_one


@given(DATES, DURATIONS, DATES)
def test_a_window_after_and_a_window_before_are_one_thing_seen_from_its_two_ends(
    event, duration, anchor
):
    before = Window.before(Day.on(anchor), duration).holds(Day.on(event))
    after = Window.after(Day.on(event), duration).holds(Day.on(anchor))
    assert before is after


# Ages


@pytest.mark.parametrize(
    ("born", "at", "age"),
    [
        ("2008-11-24", "2026-11-23", 17),
        ("2008-11-24", "2026-11-24", 18),
        ("2008-11-24", "2026-11-25", 18),
        ("2008-02-29", "2026-02-27", 17),
        ("2008-02-29", "2026-02-28", 18),
        ("2008-02-29", "2028-02-28", 19),
        ("2008-02-29", "2028-02-29", 20),
        ("2008-12-31", "2026-12-30", 17),
        ("2008-12-31", "2026-12-31", 18),
        ("2026-11-24", "2026-11-24", 0),
        ("1900-01-01", "2026-11-24", 126),
    ],
)
def test_age_is_in_completed_years(born, at, age):
    assert completed_years(on(born), on(at)) == age


@pytest.mark.parametrize(
    ("born", "at", "expected"),
    [
        ("1990-05-17", "2026-11-24", (36, 36)),
        ("2008", "2026-11-24", (17, 18)),
        ("2008-11", "2026-11-24", (17, 18)),
        ("2008-12", "2026-11-24", (17, 17)),
        ("2008-10", "2026-11-24", (18, 18)),
        ("2008-11-24", "2026", (17, 18)),
        ("2008", "2026", (17, 18)),
    ],
)
def test_a_partial_date_of_birth_gives_the_ages_it_allows(born, at, expected):
    assert ages(day(born), day(at)) == expected


@given(DATES, DATES)
def test_nobody_ages_by_more_than_a_year_from_one_birthday_to_the_next(born, at):
    born, at = min(born, at), max(born, at)
    assert completed_years(born, at + timedelta(days=1)) - completed_years(born, at) in (0, 1)
    assert completed_years(born, at) >= 0
