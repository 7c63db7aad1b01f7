"""Age, body-mass index, multiples of the upper limit, and what missing inputs leave."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.calculators.body import age, bmi
from core.calculators.creatinine_clearance import clearance_of
from core.calculators.upper_limit import times_upper_limit
from core.dates import Day
from core.quantity import Interval

POSITIVE = st.decimals("0.1", 500, places=1)


def exactly(amount):
    return Interval(Decimal(amount), Decimal(amount))


def years(low, high):
    return Interval(Fraction(low), Fraction(high))


@pytest.mark.parametrize(
    ("birth", "day", "expected"),
    [
        ("2008-11-18", "2026-11-17", (17, 17)),
        ("2008-11-18", "2026-11-18", (18, 18)),
        ("2008-02-29", "2026-02-27", (17, 17)),
        ("2008-02-29", "2026-02-28", (18, 18)),
        ("2008-11", "2026-11-18", (17, 18)),
        ("2008-10", "2026-11-18", (18, 18)),
        ("2008", "2026-11-18", (17, 18)),
        ("2008-11-18", "2026-11", (17, 18)),
        ("2026-11", "2026-11-18", (0, 0)),
    ],
)
def test_an_age_is_in_completed_years_and_an_interval_where_days_are_partly_known(
    birth, day, expected
):
    assert age(Day.read(birth), Day.read(day)).amounts == years(*expected)


def test_without_a_birth_date_there_is_no_age():
    found = age(None, Day.read("2026-11-18"))
    assert (found.amounts, found.missing) == (None, ("birth_date",))


def test_a_day_before_the_birth_is_refused():
    with pytest.raises(ValueError, match="lies before the birth date"):
        age(Day.read("2026-11-19"), Day.read("2026-11-18"))


def test_a_body_mass_index_is_exact():
    found = bmi(exactly(70), exactly(175))
    assert found.amounts == Interval(Fraction(160, 7), Fraction(160, 7))
    assert found.inputs == (("weight", "70 kg"), ("height", "175 cm"))


@pytest.mark.parametrize(
    ("weight", "height", "missing"),
    [(None, exactly(175), ("weight",)), (exactly(70), None, ("height",))],
)
def test_without_weight_or_height_there_is_no_body_mass_index(weight, height, missing):
    found = bmi(weight, height)
    assert (found.amounts, found.missing) == (None, missing)


def test_a_height_of_zero_is_refused():
    with pytest.raises(ValueError, match="height above zero"):
        bmi(exactly(70), exactly(0))


def test_a_weight_known_as_a_bound_gives_a_bound():
    found = bmi(Interval(Decimal(40), None, low_in=False), exactly(100)).amounts
    assert found == Interval(Fraction(40), None, low_in=False)


@given(st.tuples(POSITIVE, POSITIVE), st.tuples(POSITIVE, POSITIVE))
def test_every_body_mass_index_of_inputs_within_their_limits_lies_within_the_interval(
    weights, heights
):
    found = bmi(Interval(*sorted(weights)), Interval(*sorted(heights))).amounts
    possible = [Fraction(w) / (Fraction(h) / 100) ** 2 for w in weights for h in heights]
    assert found == Interval(min(possible), max(possible))


# ×ULN


@pytest.mark.parametrize(
    ("value", "limit", "times", "at_most_3"),
    [
        ("119.9", "40", Fraction("2.9975"), True),
        ("120", "40", Fraction(3), True),
        ("120.1", "40", Fraction("3.0025"), False),
        # Rounded to two places it would be 3.00.
        ("120.0000000001", "40", Fraction("3.0000000000025"), False),
    ],
)
def test_a_multiple_of_the_upper_limit_is_compared_unrounded(value, limit, times, at_most_3):
    found = times_upper_limit(exactly(value), Decimal(limit), "U/L")
    assert found.amounts == Interval(times, times)
    assert (times <= 3) is at_most_3
    assert found.inputs[1] == ("upper_limit", "40 U/L")


@pytest.mark.parametrize("limit", [None, Decimal(0)])
def test_without_an_upper_limit_there_is_no_multiple_and_no_default(limit):
    found = times_upper_limit(exactly(96), limit, "U/L")
    assert (found.amounts, found.missing) == (None, ("upper_limit",))


def test_without_a_result_there_is_no_multiple():
    assert times_upper_limit(None, Decimal(40)).missing == ("result",)


def test_a_result_below_a_detection_limit_is_a_bound_of_the_multiple_too():
    below = Interval(Decimal(0), Decimal(5), high_in=False)
    found = times_upper_limit(below, Decimal(40), "U/L")
    assert found.amounts == Interval(Fraction(0), Fraction(1, 8), high_in=False)


# The clearance, with what it rests on


def test_a_clearance_names_its_formula_inputs_and_source():
    found = clearance_of(exactly("88.42"), exactly("43.2"), (40, 40), "male")
    assert found.amounts == years(60, 60)
    assert "Nephron 1976" in found.formula.source
    assert found.inputs == (
        ("creatinine", "88.42 µmol/L"),
        ("weight", "43.2 kg"),
        ("age", "40 years"),
        ("sex", "male"),
    )


def test_without_a_sex_the_clearance_of_both_is_possible():
    found = clearance_of(exactly("88.42"), exactly("43.2"), (40, 40), None)
    assert found.amounts == years(51, 60)
    assert found.missing == ("sex",)


@pytest.mark.parametrize(
    ("creatinine", "weight", "ages", "missing"),
    [
        (None, exactly(60), (40, 40), "creatinine"),
        (exactly(80), None, (40, 40), "weight"),
        (exactly(80), exactly(60), None, "birth_date"),
    ],
)
def test_without_creatinine_weight_or_age_there_is_no_clearance(creatinine, weight, ages, missing):
    found = clearance_of(creatinine, weight, ages, "male")
    assert (found.amounts, found.missing) == (None, (missing,))
