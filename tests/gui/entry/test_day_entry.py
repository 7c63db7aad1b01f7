"""What a typed day means, in tables."""

from datetime import date

import pytest

from core.dates import read_day
from gui.entry.day_entry import ago

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-11-06", "2026-11-06"),
        ("2026-11-6", "2026-11-06"),
        ("2026/11/06", "2026-11-06"),
        ("2026.11.06", "2026-11-06"),
        ("2026年11月6日", "2026-11-06"),
        ("2026年11月", "2026-11"),
        ("2026-08", "2026-08"),
        ("2026", "2026"),
        ("1990", "1990"),
        ("20261106", "2026-11-06"),
        ("202608", "2026-08"),
        ("２０２６－１１－０６", "2026-11-06"),
        ("t", "2026-11-24"),
        ("Today", "2026-11-24"),
        ("今天", "2026-11-24"),
        ("y", "2026-11-23"),
        ("-14d", "2026-11-10"),
        ("14d", "2026-11-10"),
        ("-2w", "2026-11-10"),
        ("6w ago", "2026-10-13"),
        ("-3m", "2026-08-24"),
        ("-1y", "2025-11-24"),
        ("1106", "2026-11-06"),
        ("1124", "2026-11-24"),
        ("1125", "2025-11-25"),
        ("0229", "2024-02-29"),
    ],
)
def test_a_typed_day_is_understood(text, day):
    assert str(read_day(text, TODAY)) == day


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("2026-13-01", "no such day"),
        ("2026-02-30", "no such day"),
        ("20261399", "no such day"),
        ("1331", "not a"),
        ("0230", "not a month and a day"),
        ("6/11/2026", "two ways"),
        ("06-11-26", "two ways"),
        ("soon", "is not a day"),
        ("1899", "1900 or later"),
        ("9999y", "too far"),
        ("2026-11-25", "lies ahead"),
        ("20261125", "lies ahead"),
        ("2027", "lies ahead"),
        ("2126-11-06", "lies ahead"),
        ("+3d", "lies ahead"),
    ],
)
def test_what_is_no_day_or_lies_ahead_is_refused_with_a_sentence(text, word):
    with pytest.raises(ValueError, match=word):
        read_day(text, TODAY)


@pytest.mark.parametrize(
    ("text", "day"),
    [("2026-12-10", "2026-12-10"), ("+2w", "2026-12-08"), ("+1m", "2026-12-24"), ("2027", "2027")],
)
def test_something_planned_may_lie_ahead(text, day):
    assert str(read_day(text, TODAY, may_be_ahead=True)) == day


def test_a_month_that_has_begun_is_not_ahead():
    assert str(read_day("2026-11", TODAY)) == "2026-11"


def test_months_are_counted_in_the_calendar():
    assert str(read_day("-1m", date(2026, 3, 31))) == "2026-02-28"


def test_days_ago_are_counted_from_today():
    assert ago(read_day("2026-10-06", TODAY), TODAY) == "49 d"
    assert ago(read_day("t", TODAY), TODAY) == ""
    assert ago(read_day("2026-08", TODAY), TODAY) == ""
