"""Days as they are typed, and as they are said: every form, every refusal, the site's order."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.dates import Day, Duration, day_in_words, read_day
from core.quantity import TwoReadingsError

TODAY = date(2026, 11, 24)
DATES = st.dates(date(1900, 1, 1), TODAY)
FULL_WIDTH = str.maketrans("0123456789-/", "０１２３４５６７８９－／")


def read(text, **how):
    return str(read_day(text, TODAY, **how))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-11-06", "2026-11-06"),
        ("2026-11-6", "2026-11-06"),
        ("2026/11/06", "2026-11-06"),
        ("2026.11.06", "2026-11-06"),
        ("2026–11–06", "2026-11-06"),
        ("2026年11月6日", "2026-11-06"),
        ("2026 年 11 月 6 日", "2026-11-06"),
        ("2026年11月6号", "2026-11-06"),
        ("2026年11月", "2026-11"),
        ("2026年", "2026"),
        ("2026-08", "2026-08"),
        ("2026/8", "2026-08"),
        ("08/2026", "2026-08"),
        ("8.2026", "2026-08"),
        ("2026", "2026"),
        ("20261106", "2026-11-06"),
        ("202608", "2026-08"),
        ("199912", "1999-12"),
        ("２０２６－１１－０６", "2026-11-06"),
        ("t", "2026-11-24"),
        ("T", "2026-11-24"),
        ("Today", "2026-11-24"),
        ("今天", "2026-11-24"),
        ("y", "2026-11-23"),
        ("yesterday", "2026-11-23"),
        ("昨天", "2026-11-23"),
        ("-14d", "2026-11-10"),
        ("14d", "2026-11-10"),
        ("14 d", "2026-11-10"),
        ("14 days ago", "2026-11-10"),
        ("0d", "2026-11-24"),
        ("-2w", "2026-11-10"),
        ("6w ago", "2026-10-13"),
        ("6 weeks ago", "2026-10-13"),
        ("-3m", "2026-08-24"),
        ("3 months ago", "2026-08-24"),
        ("-1y", "2025-11-24"),
        ("1y", "2025-11-24"),
        ("t-2", "2026-11-22"),
        ("T-14d", "2026-11-10"),
        ("t - 2w", "2026-11-10"),
        ("14天前", "2026-11-10"),
        ("2周前", "2026-11-10"),
        ("3个月前", "2026-08-24"),
        ("1年之前", "2025-11-24"),
        ("1106", "2026-11-06"),
        ("1124", "2026-11-24"),
        ("1125", "2025-11-25"),
        ("0101", "2026-01-01"),
        ("0229", "2024-02-29"),
    ],
)
def test_a_day_is_understood_in_every_form(text, day):
    assert read(text) == day


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("2026-02-29", "no such day in the calendar"),
        ("2026-13", "no such day in the calendar"),
        ("13/2026", "no such day in the calendar"),
        ("20261399", "no such day in the calendar"),
        ("202613", "no such day in the calendar"),
        ("2026年2月30日", "no such day in the calendar"),
        ("31/31/2026", "no such day in the calendar"),
        ("0230", "not a month and a day"),
        ("1331", "1900 or later"),
        ("1899", "1900 or later"),
        ("9999y", "too far away"),
        ("9999w", "too far away"),
        ("2026-11-25", "lies ahead"),
        ("20261125", "lies ahead"),
        ("2026-12", "lies ahead"),
        ("2027", "lies ahead"),
        ("+1d", "lies ahead"),
        ("t+1", "lies ahead"),
        ("", "is not a day"),
        ("soon", "is not a day"),
        ("6月", "is not a day"),
        ("6日", "is not a day"),
        ("6天", "is not a day"),
        ("--14d", "is not a day"),
        ("1.5w", "is not a day"),
        ("14", "is not a day"),
        ("6/11", "is not a day"),
        ("2026-11-06T10:00", "is not a day"),
        ("x" * 1000, "is not a day"),
    ],
)
def test_what_is_no_day_or_lies_ahead_is_refused_in_a_short_sentence(text, why):
    with pytest.raises(ValueError, match=why) as refusal:
        read(text)
    assert len(str(refusal.value)) < 160


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-12-10", "2026-12-10"),
        ("+2w", "2026-12-08"),
        ("+1m", "2026-12-24"),
        ("t+1", "2026-11-25"),
        ("2027", "2027"),
        ("1125", "2026-11-25"),
        ("-14d", "2026-11-10"),
    ],
)
def test_something_planned_may_lie_ahead(text, day):
    assert read(text, may_be_ahead=True) == day


# Day and month by the site's order alone


@pytest.mark.parametrize(
    ("text", "order", "day"),
    [
        ("6/11/2026", "dmy", "2026-11-06"),
        ("6/11/2026", "mdy", "2026-06-11"),
        ("6.11.2026", "dmy", "2026-11-06"),
        ("06-11-2026", "dmy", "2026-11-06"),
        ("６／１１／２０２６", "dmy", "2026-11-06"),
        ("18/11/2026", "dmy", "2026-11-18"),
        ("11/18/2026", "mdy", "2026-11-18"),
        ("2026/6/11", "dmy", "2026-06-11"),
    ],
)
def test_a_day_with_its_year_last_is_read_by_the_sites_order(text, order, day):
    assert read(text, order=order) == day


@pytest.mark.parametrize("order", [None, "ymd"])
def test_without_an_order_two_days_are_named_and_neither_is_guessed(order):
    with pytest.raises(TwoReadingsError) as asked:
        read("6/11/2026", order=order)
    assert asked.value.readings == ("2026-11-06", "2026-06-11")
    assert str(asked.value) == (
        "'6/11/2026' can be read in two ways. "
        "Write 2026-11-06 (6 November 2026) or 2026-06-11 (11 June 2026)."
    )


@pytest.mark.parametrize(
    ("text", "order", "day"),
    [
        ("18/11/2026", None, "2026-11-18 (18 November 2026)"),
        ("6/6/2026", None, "2026-06-06 (6 June 2026)"),
        ("11/18/2026", "dmy", "2026-11-18 (18 November 2026)"),
        ("18/11/2026", "mdy", "2026-11-18 (18 November 2026)"),
    ],
)
def test_one_possible_day_is_shown_and_still_not_guessed(text, order, day):
    with pytest.raises(ValueError, match="does not begin with the year") as refusal:
        read(text, order=order)
    assert f"Write {day}." in str(refusal.value)


@pytest.mark.parametrize("order", [None, "dmy", "mdy", "ymd"])
def test_a_year_of_two_digits_is_never_read(order):
    with pytest.raises(ValueError, match="Write the year first, as 2026-11-06"):
        read("06/11/26", order=order)


def test_six_digits_that_may_be_a_month_or_a_day_are_asked_about():
    with pytest.raises(TwoReadingsError) as asked:
        read("201106")
    assert asked.value.readings == ("2011-06", "2020-11-06")


# In words


@pytest.mark.parametrize(
    ("text", "english", "chinese"),
    [
        ("2026-11-06", "6 November 2026", "2026年11月6日"),
        ("2026-06-11", "11 June 2026", "2026年6月11日"),
        ("2026-08", "August 2026", "2026年8月"),
        ("2026", "2026", "2026年"),
        ("2024-02-29", "29 February 2024", "2024年2月29日"),
    ],
)
def test_a_day_is_said_with_its_month_by_name(text, english, chinese):
    assert day_in_words(Day.read(text)) == english
    assert day_in_words(Day.read(text), "zh_CN") == chinese


def test_a_stretch_of_days_is_said_by_both_of_its_ends():
    cut = Day.read("2026").until(TODAY)
    assert day_in_words(cut) == "1 January 2026 – 24 November 2026"
    assert day_in_words(Day.read("2026-11").until(TODAY)) == "1 November 2026 – 24 November 2026"


# Laws


@given(DATES, st.booleans())
def test_every_way_to_write_a_day_is_that_day(day, full_width):
    iso = day.isoformat()
    forms = [iso, iso.replace("-", "/"), iso.replace("-", ".")]
    forms += [f"{day.year}年{day.month}月{day.day}日", f"{day.year}-{day.month}-{day.day}"]
    if day.year > 1909:
        forms.append(iso.replace("-", ""))
    for form in forms:
        typed = form.translate(FULL_WIDTH) if full_width else form
        assert read_day(typed, TODAY) == Day.on(day)


@given(DATES)
def test_each_order_reads_its_own_way_of_writing(day):
    assert read_day(f"{day.day}/{day.month}/{day.year}", TODAY, "dmy") == Day.on(day)
    assert read_day(f"{day.month}/{day.day}/{day.year}", TODAY, "mdy") == Day.on(day)


@given(DATES, st.integers(0, 9999))
def test_days_and_weeks_are_counted_back_exactly(today, number):
    assert read_day(f"-{number}d", today) == Day.on(today - timedelta(days=number))
    if number < 6000:
        assert read_day(f"{number}w ago", today) == Day.on(today - timedelta(weeks=number))


@given(DATES, st.integers(0, 1400))
def test_months_are_counted_back_by_the_calendar(today, number):
    found = read_day(f"-{number}m", today).first
    assert (today.year - found.year) * 12 + today.month - found.month == number
    assert found.day == today.day or (
        found.day < today.day and (found + timedelta(days=1)).month != found.month
    )


@given(DATES.filter(lambda day: day.year > 1920), st.dates(date(2024, 1, 1), date(2024, 12, 31)))
def test_month_and_day_are_the_last_such_day(today, day):
    found = read_day(day.strftime("%m%d"), today).first
    assert (found.month, found.day) == (day.month, day.day)
    assert found <= today
    years = 8 if (day.month, day.day) == (2, 29) else 1
    assert Duration(12 * years, 0, "").after(found) >= today


@given(
    st.text(max_size=30)
    | st.from_regex(r"[-+t]?\d{1,8}[-/.dwmy年月日前 ]{0,3}\d{0,4}", fullmatch=True),
    st.sampled_from([None, "dmy", "mdy", "ymd"]),
    st.booleans(),
)
def test_whatever_is_typed_is_a_day_or_a_sentence(text, order, may_be_ahead):
    try:
        found: Day | str = read_day(text, TODAY, order, may_be_ahead=may_be_ahead)
    except ValueError as refusal:
        found = str(refusal)
    if isinstance(found, str):
        assert found.endswith(".")
    else:
        assert may_be_ahead or found.first <= TODAY
        assert read_day(str(found), TODAY, may_be_ahead=may_be_ahead) == found
