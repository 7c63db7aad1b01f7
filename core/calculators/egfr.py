"""Estimated glomerular filtration rate from creatinine: CKD-EPI 2021, and two older equations."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from core.calculators.result import Calculated, Formula, hull, shown_interval
from core.quantity import Interval

if TYPE_CHECKING:
    from collections.abc import Callable
    from decimal import Decimal

    from core.record import Sex

Equation = Literal["ckd_epi_2021", "ckd_epi_2009", "mdrd"]
SEXES: tuple[Sex, ...] = ("female", "male")
_UMOL_PER_L_IN_ONE_MG_PER_DL = 88.42
_YOUNGEST = 18
_UNIT = "mL/min/1.73m2"

FORMULAS: dict[Equation, Formula] = {
    "ckd_epi_2021": Formula(
        "ckd_epi_2021",
        "CKD-EPI 2021 (creatinine)",
        _UNIT,
        "Inker LA, et al. New creatinine- and cystatin C-based equations to estimate GFR without "
        "race. N Engl J Med 2021;385:1737-1749.",
    ),
    "ckd_epi_2009": Formula(
        "ckd_epi_2009",
        "CKD-EPI 2009 (creatinine), without a factor for race",
        _UNIT,
        "Levey AS, et al. A new equation to estimate glomerular filtration rate. "
        "Ann Intern Med 2009;150:604-612.",
    ),
    "mdrd": Formula(
        "mdrd",
        "MDRD, four variables, IDMS-traceable creatinine, without a factor for race",
        _UNIT,
        "Levey AS, et al. Using standardized serum creatinine values in the Modification of Diet "
        "in Renal Disease study equation. Ann Intern Med 2006;145:247-254.",
    ),
}


def ckd_epi_2021(age_years: float, sex: Sex, creatinine_umol_l: float | Decimal) -> float:
    """Return the eGFR in mL/min/1.73 m² of an adult; raise ValueError outside the equation.

    Source: Inker LA, et al. N Engl J Med 2021;385:1737-1749.
    """
    ratio = _mg_per_dl(age_years, creatinine_umol_l) / (0.7 if sex == "female" else 0.9)
    below = min(ratio, 1.0) ** (-0.241 if sex == "female" else -0.302)
    above = max(ratio, 1.0) ** -1.200
    of_sex = 1.012 if sex == "female" else 1.0
    result: float = 142 * below * above * 0.9938**age_years * of_sex
    return result


def ckd_epi_2009(age_years: float, sex: Sex, creatinine_umol_l: float | Decimal) -> float:
    """Return the eGFR in mL/min/1.73 m² as older reports print it, without a factor for race.

    For reading old reports: nothing is decided by it. Raises ValueError outside the equation.

    Source: Levey AS, et al. Ann Intern Med 2009;150:604-612.
    """
    # κ rounded to 62 and 80 µmol/L moves the result by up to 0.45; only mg/dL is published.
    ratio = _mg_per_dl(age_years, creatinine_umol_l) / (0.7 if sex == "female" else 0.9)
    below = min(ratio, 1.0) ** (-0.329 if sex == "female" else -0.411)
    above = max(ratio, 1.0) ** -1.209
    of_sex = 1.018 if sex == "female" else 1.0
    result: float = 141 * below * above * 0.993**age_years * of_sex
    return result


def mdrd(age_years: float, sex: Sex, creatinine_umol_l: float | Decimal) -> float:
    """Return the eGFR in mL/min/1.73 m² by the four-variable MDRD equation, without race.

    For reading old reports: nothing is decided by it. Raises ValueError outside the equation.

    Source: Levey AS, et al. Ann Intern Med 2006;145:247-254 (175 for IDMS-traceable creatinine).
    """
    # 186 is the constant for creatinine before IDMS, and 6 % too high for today's.
    creatinine = _mg_per_dl(age_years, creatinine_umol_l)
    of_sex = 0.742 if sex == "female" else 1.0
    result: float = 175 * creatinine**-1.154 * age_years**-0.203 * of_sex
    return result


_COMPUTED: dict[Equation, Callable[[float, Sex, float | Decimal], float]] = {
    "ckd_epi_2021": ckd_epi_2021,
    "ckd_epi_2009": ckd_epi_2009,
    "mdrd": mdrd,
}


def egfr_of(
    creatinine_umol_l: Interval[Decimal] | None,
    ages: tuple[int, int] | None,
    sex: Sex | None,
    equation: Equation = "ckd_epi_2021",
) -> Calculated:
    """Return every eGFR that partly known inputs allow, in mL/min/1.73 m².

    `ages` are the least and greatest age in completed years on the day of the sample. It falls
    with age and with creatinine. An unknown sex leaves the results of both. Raises ValueError for
    an age below 18 and for a creatinine of zero.
    """
    given = {"creatinine": creatinine_umol_l, "birth_date": ages, "sex": sex}
    missing = tuple(name for name, value in given.items() if value is None)
    inputs = _inputs(creatinine_umol_l, ages, sex)
    if creatinine_umol_l is None or ages is None:
        return Calculated(FORMULAS[equation], inputs, None, missing)
    sexes = SEXES if sex is None else (sex,)
    ends = [_interval(_COMPUTED[equation], ages, one, creatinine_umol_l) for one in sexes]
    return Calculated(FORMULAS[equation], inputs, hull(ends), missing)


def _inputs(
    creatinine: Interval[Decimal] | None, ages: tuple[int, int] | None, sex: Sex | None
) -> tuple[tuple[str, str], ...]:
    found = []
    if creatinine is not None:
        found.append(("creatinine", shown_interval(creatinine, "µmol/L")))
    if ages is not None:
        span = Interval(Fraction(ages[0]), Fraction(ages[1]))
        found.append(("age", shown_interval(span, "years")))
    if sex is not None:
        found.append(("sex", sex))
    return tuple(found)


def _interval(
    compute: Callable[[float, Sex, float | Decimal], float],
    ages: tuple[int, int],
    sex: Sex,
    creatinine: Interval[Decimal],
) -> Interval[Fraction]:
    youngest, oldest = ages
    _refuse_children(youngest)
    # Every float is a fraction: compared as one, nothing is rounded again.
    low = Fraction(compute(oldest, sex, creatinine.high)) if creatinine.high is not None else None
    # A creatinine below a detection limit may be as near to zero as one likes.
    open_below = creatinine.low is None or (creatinine.low == 0 and creatinine.high != 0)
    high = None if open_below else Fraction(compute(youngest, sex, creatinine.low or 0))
    return Interval(low or Fraction(0), high, low_in=creatinine.high_in, high_in=creatinine.low_in)


def _mg_per_dl(age_years: float, creatinine_umol_l: float | Decimal) -> float:
    _refuse_children(age_years)
    if creatinine_umol_l <= 0:
        message = "The eGFR needs a creatinine above zero."
        raise ValueError(message)
    return float(creatinine_umol_l) / _UMOL_PER_L_IN_ONE_MG_PER_DL


def _refuse_children(age_years: float) -> None:
    if age_years < _YOUNGEST:
        message = f"The eGFR equations are for adults; they say nothing at {age_years} years."
        raise ValueError(message)
