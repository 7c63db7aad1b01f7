"""eGFR: worked examples, published outputs, the mistakes of published code, and intervals."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.calculators.egfr import FORMULAS, SEXES, ckd_epi_2009, ckd_epi_2021, egfr_of, mdrd
from core.quantity import Interval

AGES = st.integers(18, 110)
CREATININES = st.decimals(20, 2000, places=1)
EQUATIONS = st.sampled_from(sorted(FORMULAS))
COMPUTED = {"ckd_epi_2021": ckd_epi_2021, "ckd_epi_2009": ckd_epi_2009, "mdrd": mdrd}


def umol(mg_per_dl):
    return Decimal(mg_per_dl) * Decimal("88.42")


def exactly(amount):
    return Interval(Decimal(amount), Decimal(amount))


# CKD-EPI 2021


@pytest.mark.parametrize(
    ("mg_per_dl", "age", "sex", "expected"),
    [
        ("1.09", 55, "male", "80.1516"),
        ("1.1", 50, "male", "81.7820"),
        ("0.7", 30, "female", "119.2446"),
        ("0.9", 30, "male", "117.8306"),
        ("2.5", 60, "male", "28.6940"),
        ("1.8", 70, "female", "29.9357"),
        # A published tool has κ = 0.7 for men too, and prints 106.349.
        ("0.8", 40, "male", "114.7350"),
    ],
)
def test_ckd_epi_2021_in_mg_per_dl_comes_out(mg_per_dl, age, sex, expected):
    assert f"{ckd_epi_2021(age, sex, umol(mg_per_dl)):.4f}" == expected


@pytest.mark.parametrize(
    ("umol_per_l", "age", "sex", "expected"),
    [
        ("85", 65, "female", "65.5509"),
        ("96.3", 55, "male", "80.2293"),
        ("70", 52, "female", "89.7175"),
        ("77", 67, "male", "94.5453"),
        ("65", 76, "female", "84.4646"),
        ("221", 45, "female", "23.5847"),
    ],
)
def test_ckd_epi_2021_in_umol_per_l_comes_out(umol_per_l, age, sex, expected):
    assert f"{ckd_epi_2021(age, sex, Decimal(umol_per_l)):.4f}" == expected


def test_an_egfr_that_a_report_rounds_to_30_is_below_30():
    result = ckd_epi_2021(70, "female", umol("1.8"))
    found = egfr_of(exactly(umol("1.8")), (70, 70), "female").amounts
    assert round(result) == 30
    assert found is not None
    assert found.is_at_least(Fraction(30)) is False


# The older equations, for reading old reports


@pytest.mark.parametrize(
    ("umol_per_l", "age", "sex", "expected"),
    [
        ("53", 30, "male", "134.9724"),
        ("53", 30, "female", "122.3517"),
        ("120", 45.2, "male", "62.4675"),
        ("100", 70, "male", "65.4222"),
        ("100", 70, "female", "49.1493"),
        # κ rounded to 80 and 62 µmol/L gives 129.146 and 116.325.
        ("50", 40, "male", "128.866"),
        ("50", 40, "female", "116.259"),
    ],
)
def test_ckd_epi_2009_comes_out(umol_per_l, age, sex, expected):
    digits = len(expected.partition(".")[2])
    assert f"{ckd_epi_2009(age, sex, Decimal(umol_per_l)):.{digits}f}" == expected


def test_ckd_epi_2009_holds_no_factor_for_race():
    assert f"{ckd_epi_2009(60, 'male', Decimal('150.8')) * 1.159:.4f}" == "49.5027"


@pytest.mark.parametrize(
    ("mg_per_dl", "age", "sex", "expected"),
    [
        ("1.09", 55, "male", "70.2351"),
        ("1.0", 71, "female", "54.6558"),
        ("10.6", 49, "male", "5.2087"),
        ("2.5", 45, "female", "20.8265"),
    ],
)
def test_mdrd_comes_out(mg_per_dl, age, sex, expected):
    assert f"{mdrd(age, sex, umol(mg_per_dl)):.4f}" == expected


def test_mdrd_holds_the_constant_of_standardised_creatinine():
    # 186, the older one, gives 60.3; 88.4 µmol/L for one mg/dL would give 56.738.
    assert f"{mdrd(45.2, 'male', Decimal(120)):.3f}" == "56.753"
    assert f"{mdrd(45.2, 'male', Decimal(120)) * 186 / 175:.1f}" == "60.3"


# What they say nothing about


@pytest.mark.parametrize("compute", [ckd_epi_2021, ckd_epi_2009, mdrd])
def test_a_child_and_a_creatinine_of_zero_are_refused(compute):
    assert compute(18, "male", Decimal(80)) > 0
    with pytest.raises(ValueError, match="for adults"):
        compute(17, "male", Decimal(80))
    with pytest.raises(ValueError, match="creatinine above zero"):
        compute(40, "male", Decimal(0))


def test_an_age_that_may_be_that_of_a_child_is_refused():
    with pytest.raises(ValueError, match="for adults"):
        egfr_of(exactly(80), (17, 18), "male")
    with pytest.raises(ValueError, match="for adults"):
        egfr_of(Interval(Decimal(80), None), (17, 17), "male")


# Partly known inputs


def test_a_result_names_its_formula_its_inputs_and_its_source():
    found = egfr_of(exactly("88.42"), (40, 41), "female")
    assert found.formula.key == "ckd_epi_2021"
    assert "N Engl J Med 2021" in found.formula.source
    assert found.inputs == (
        ("creatinine", "88.42 µmol/L"),
        ("age", "40–41 years"),
        ("sex", "female"),
    )
    assert found.missing == ()


def test_without_a_sex_both_results_are_possible():
    found = egfr_of(exactly(80), (40, 40), None)
    ends = [Fraction(ckd_epi_2021(40, sex, Decimal(80))) for sex in SEXES]
    assert found.amounts == Interval(min(ends), max(ends))
    assert found.missing == ("sex",)


@pytest.mark.parametrize(
    ("creatinine", "ages", "missing"),
    [(None, (40, 40), "creatinine"), (exactly(80), None, "birth_date")],
)
def test_without_a_creatinine_or_an_age_there_is_no_result(creatinine, ages, missing):
    found = egfr_of(creatinine, ages, "male")
    assert found.amounts is None
    assert found.missing == (missing,)


def test_a_creatinine_below_a_detection_limit_gives_at_least_so_much():
    below = Interval(Decimal(0), Decimal(20), high_in=False)
    found = egfr_of(below, (40, 40), "male")
    assert found.amounts == Interval(
        Fraction(ckd_epi_2021(40, "male", Decimal(20))), None, low_in=False
    )
    assert found.inputs[0] == ("creatinine", "<20 µmol/L")


def test_a_creatinine_above_a_limit_gives_at_most_so_much():
    above = Interval(Decimal(900), None, low_in=False)
    found = egfr_of(above, (40, 40), "male").amounts
    assert found == Interval(
        Fraction(0), Fraction(ckd_epi_2021(40, "male", Decimal(900))), high_in=False
    )


@given(EQUATIONS, st.tuples(AGES, AGES), st.tuples(CREATININES, CREATININES))
def test_every_egfr_of_inputs_within_their_limits_lies_within_the_interval(
    equation, ages, creatinines
):
    found = egfr_of(Interval(*sorted(creatinines)), tuple(sorted(ages)), None, equation).amounts
    possible = [
        Fraction(COMPUTED[equation](age, sex, one))
        for age, sex, one in product(ages, SEXES, creatinines)
    ]
    assert found == Interval(min(possible), max(possible))
