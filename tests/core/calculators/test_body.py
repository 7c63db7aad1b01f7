"""Body-mass index, and what missing inputs leave."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.calculators.body import bmi
from core.calculators.creatinine_clearance import clearance_of
from core.quantity import Interval

POSITIVE = st.decimals("0.1", 500, places=1)


def exactly(amount):
    return Interval(Decimal(amount), Decimal(amount))


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


# The clearance, with what it rests on


def test_a_clearance_names_its_formula_inputs_and_source():
    found = clearance_of(exactly("88.42"), exactly("43.2"), (40, 40), "male")
    assert found.amounts == Interval(Fraction(60), Fraction(60))
    assert "Nephron 1976" in found.formula.source
    assert found.inputs == (
        ("creatinine", "88.42 µmol/L"),
        ("weight", "43.2 kg"),
        ("age", "40 years"),
        ("sex", "male"),
    )


def test_without_a_sex_the_clearance_of_both_is_possible():
    found = clearance_of(exactly("88.42"), exactly("43.2"), (40, 40), None)
    assert found.amounts == Interval(Fraction(51), Fraction(60))
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
