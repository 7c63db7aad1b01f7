"""Washout in half-lives: worked examples, the table, the site's figures, plans."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.calculators.courses.washout import (
    clear_on,
    last_dose_no_later_than,
    washout,
    washout_days,
)
from core.facts import from_document
from core.medicines import HalfLife
from core.truth import Truth
from core.vocabulary import Drug
from tests.builders import a_setting, the_vocabulary
from tests.core.calculators.courses.courses import a_course, on

YES, NO, UNKNOWN, JUDGEMENT = Truth.YES, Truth.NO, Truth.UNKNOWN, Truth.JUDGEMENT
CLASSES = [
    "immunosuppressant",
    "csdmard",
    "antimalarial",
    "biologic",
    "b_cell_related",
    "car_t_therapy",
    "jak_inhibitor",
    "complement_inhibitor",
]


def a_half_life(**fields):
    return from_document(HalfLife, {"source": "Label", "as_of": "2026-11-24", **fields})


def the_site(drug, **fields):
    return a_setting(half_lives={drug: {"source": "Ours", "as_of": "2026-11-24", **fields}})


def after(*fields, of="belimumab", setting=None, half_lives=5):
    courses = [a_course(of, **one) for one in fields]
    return washout(courses, Decimal(half_lives), setting or a_setting())


# Worked examples


@pytest.mark.parametrize(
    ("drug", "length", "days", "clear"),
    [
        ("belimumab", {"days": "19.4"}, 97, "2026-04-12"),
        ("rituximab", {"days": "18"}, 90, "2026-04-05"),
        ("adalimumab", {"days": "14"}, 70, "2026-03-16"),
        ("etanercept", {"hours": "102"}, 22, "2026-01-27"),
        ("obinutuzumab", {"days": "28.4"}, 142, "2026-05-27"),
        ("telitacicept", {"days": "11.9"}, 60, "2026-03-06"),
        ("tocilizumab", {"days": "13"}, 65, "2026-03-11"),
        ("leflunomide", {"days": "18"}, 90, "2026-04-05"),
        ("tofacitinib", {"hours": "3.2"}, 1, "2026-01-06"),
        ("methotrexate", {"hours": "10"}, 3, "2026-01-08"),
        ("tacrolimus", {"hours": "48"}, 10, "2026-01-15"),
        # exactly two days: nothing is rounded up
        ("apremilast", {"hours": "9.6"}, 2, "2026-01-07"),
    ],
)
def test_the_worked_examples_of_washouts_come_out(drug, length, days, clear):
    setting = the_site(drug, **length)
    found = after({"start": "2026-01-05", "once": "yes"}, of=drug, setting=setting)
    assert (found.days, found.clear_from) == (days, on(clear))


@pytest.mark.parametrize(
    ("drug", "days"),
    [
        ("belimumab", 97),
        ("rituximab", 110),
        ("telitacicept", 63),
        ("adalimumab", 100),
        ("infliximab", 60),
        ("etanercept", 22),
        ("abatacept", 72),
        ("anifrolumab", 112),
        ("methotrexate", 3),
        ("leflunomide", 95),
        ("mycophenolate_mofetil", 4),
        ("cyclophosphamide", 3),
        ("azathioprine", 2),
        ("tacrolimus", 11),
        ("cyclosporine", 4),
        ("tofacitinib", 2),
        ("baricitinib", 3),
        ("upadacitinib", 3),
    ],
)
def test_five_half_lives_of_the_table_in_whole_days(drug, days):
    assert washout_days(the_vocabulary().half_lives[drug], Decimal(5)) == days


@given(st.decimals("0.1", 100, places=1), st.integers(1, 10))
def test_a_washout_is_the_first_whole_day_after_so_many_half_lives(length, count):
    days = washout_days(a_half_life(days=str(length)), Decimal(count))
    assert days is not None
    assert days - 1 < length * count <= days


@given(st.integers(1, 2000), st.integers(1, 10))
def test_half_lives_in_hours_and_in_days_are_the_same(days, count):
    in_days, in_hours = a_half_life(days=str(days)), a_half_life(hours=str(24 * days))
    assert washout_days(in_days, Decimal(count)) == washout_days(in_hours, Decimal(count))


# On a day


@pytest.mark.parametrize(
    ("day", "clear"),
    [("2026-04-11", NO), ("2026-04-12", YES), ("2026-04-13", YES), ("2026-04", UNKNOWN)],
)
def test_a_medicine_is_clear_from_its_day_on(day, clear):
    found = after({"start": "2025-01-01", "end": "2026-01-05"})
    assert clear_on(found, on(day)) is clear


@pytest.mark.parametrize(
    ("day", "clear"), [("2026-04-07", NO), ("2026-04-08", UNKNOWN), ("2026-05-08", YES)]
)
def test_an_end_known_to_the_month_gives_a_day_that_is_an_interval(day, clear):
    assert clear_on(after({"start": "2025", "end": "2026-01"}), on(day)) is clear


def test_one_that_still_runs_is_unknown_until_its_last_day_is_set():
    found = after({"start": "2025-01-01"})
    assert clear_on(found, on("2027-01-01")) is UNKNOWN
    assert last_dose_no_later_than(found, on("2026-12-31")) == on("2026-09-25")


def test_the_last_day_on_which_a_dose_may_be_given_is_clear_on_the_day_asked():
    limit = last_dose_no_later_than(after({"start": "2025-01-01"}), on("2026-12-31"))
    found = after({"start": "2025-01-01", "end": str(limit)})
    assert clear_on(found, on("2026-12-31")) is YES
    assert clear_on(found, on("2026-12-30")) is NO


def test_a_planned_last_day_decides_and_says_that_it_is_planned():
    found = after({"start": "2025-01-01", "end": "2026-12-01", "planned_end": "yes"})
    assert found.last.planned is True
    assert found.clear_from == on("2027-03-08")


def test_the_latest_of_several_courses_counts():
    found = after(
        {"start": "2025-01-01", "end": "2026-01-05"}, {"start": "2024-01-01", "end": "2024-12-31"}
    )
    assert found.clear_from == on("2026-04-12")
    open_one = after({"start": "2025-01-01", "end": "2026-01-05"}, {"start": "2026-06-01"})
    assert clear_on(open_one, on("2027-06-01")) is UNKNOWN


def test_a_gap_that_lasts_counts_from_the_last_dose_before_it():
    found = after({"start": "2025-01-01", "doses": {"2025-01-01": "200 mg", "2026-01-06": "0"}})
    assert found.clear_from == on("2026-04-12")


def test_where_no_half_life_can_be_given_a_person_decides():
    found = after({"start": "2020-01-01", "once": "yes"}, of="cd19_car_t")
    assert found.half_life is not None
    assert found.half_life.none is not None
    assert clear_on(found, on("2026-11-18")) is JUDGEMENT
    assert last_dose_no_later_than(found, on("2026-11-18")) is None


def test_a_medicine_that_is_not_in_the_table_is_unknown():
    found = after({"start": "2020-01-01", "once": "yes"}, of="ibuprofen")
    assert (found.half_life, found.clear_from) == (None, None)
    assert clear_on(found, on("2026-11-18")) is UNKNOWN


def test_a_published_time_stands_for_any_number_of_half_lives():
    once = {"start": "2026-01-05", "once": "yes"}
    assert after(once, of="anifrolumab", half_lives=3).days == 112
    assert after(once, of="anifrolumab", half_lives=5).days == 112


def test_courses_of_two_medicines_are_not_one_washout():
    courses = [a_course("belimumab", start="2026"), a_course("rituximab", start="2026")]
    with pytest.raises(ValueError, match="one medicine at a time"):
        washout(courses, Decimal(5), a_setting())


# The site's


def test_a_half_life_of_the_site_stands_above_the_table_and_says_so():
    once = {"start": "2026-01-05", "once": "yes"}
    theirs = after(once, setting=the_site("belimumab", days="20"))
    assert (theirs.days, theirs.by_site) == (100, True)
    assert theirs.half_life is not None
    assert theirs.half_life.source == "Ours"
    other = after(once, setting=the_site("rituximab", days="20"))
    assert (other.days, other.by_site) == (97, False)


# The table


def test_every_medicine_that_a_washout_may_be_asked_of_is_in_the_table():
    vocabulary = the_vocabulary()
    asked = {
        one.key
        for one in vocabulary.all(Drug)
        if not one.is_group and any(vocabulary.belongs(Drug, one.key, key) for key in CLASSES)
    }
    assert sorted(asked - set(vocabulary.half_lives)) == []


def test_every_half_life_is_of_a_medicine_dated_and_from_somewhere():
    vocabulary = the_vocabulary()
    for key, one in vocabulary.half_lives.items():
        drug = vocabulary.get(Drug, key)
        assert drug is not None, key
        assert not drug.is_group, key
        assert one.source, key
        assert one.as_of.is_exact, key
        assert one.as_of.first <= date(2026, 11, 24), key


@pytest.mark.parametrize(
    "fields",
    [{}, {"days": "1", "hours": "24"}, {"days": "1", "none": "why"}, {"days": "0"}],
)
def test_a_half_life_is_exactly_one_length_of_time_above_zero(fields):
    with pytest.raises(ValueError, match="exactly one of days, hours or washout_days"):
        a_half_life(**fields)
