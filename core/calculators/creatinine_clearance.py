"""Creatinine clearance by Cockcroft and Gault, exact to the last digit."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from core.calculators.result import Calculated, Formula, hull, shown_interval
from core.quantity import Interval

if TYPE_CHECKING:
    from decimal import Decimal

    from core.record import Sex

# A rounded factor for µmol/L (1.23 for men, 1.04 or 1.05 for women) moves the result by up to 0.6 %
# and so across a limit; only the published constants are used.
_UMOL_PER_L_IN_ONE_MG_PER_DL = Fraction("88.42")
_SEX_FACTOR = {"male": Fraction(1), "female": Fraction("0.85")}
_AGE_OF_NO_CLEARANCE = 140

COCKCROFT_GAULT = Formula(
    "cockcroft_gault",
    "Cockcroft–Gault, actual body weight",
    "mL/min",
    "Cockcroft DW, Gault MH. Prediction of creatinine clearance from serum creatinine. "
    "Nephron 1976;16:31-41.",
)


def cockcroft_gault(
    age_years: int, sex: Sex, weight_kg: Decimal, creatinine_umol_l: Decimal
) -> Fraction:
    """Return the creatinine clearance in mL/min, not indexed to body surface.

    (140 - age) x weight x (0.85 for women) / (72 x serum creatinine in mg/dL), for adults: age in
    completed years on the day of the sample, actual body weight in kg, creatinine in µmol/L
    (88.42 µmol/L are 1 mg/dL). Raises ValueError for an age outside 0 to 139, a negative weight,
    and a creatinine that is not above zero.

    Source: Cockcroft DW, Gault MH. Prediction of creatinine clearance from serum creatinine.
    Nephron 1976;16:31-41.
    """
    if not 0 <= age_years < _AGE_OF_NO_CLEARANCE:
        message = f"The creatinine clearance is not defined at an age of {age_years} years."
        raise ValueError(message)
    if weight_kg < 0 or creatinine_umol_l <= 0:
        message = "The creatinine clearance needs a weight and a creatinine above zero."
        raise ValueError(message)
    creatinine_mg_dl = Fraction(creatinine_umol_l) / _UMOL_PER_L_IN_ONE_MG_PER_DL
    years = _AGE_OF_NO_CLEARANCE - age_years
    return years * Fraction(weight_kg) * _SEX_FACTOR[sex] / (72 * creatinine_mg_dl)


def cockcroft_gault_interval(
    ages: tuple[int, int],
    sex: Sex,
    weight_kg: Interval[Decimal],
    creatinine_umol_l: Interval[Decimal],
) -> Interval[Fraction]:
    """Return every clearance that partly known inputs allow, in mL/min.

    `ages` are the least and greatest age in completed years. The clearance falls with age and
    creatinine and rises with weight, so its ends lie at the ends of the inputs.
    """
    youngest, oldest = ages
    return Interval(
        low=_end(oldest, sex, weight_kg.low, creatinine_umol_l.high) or Fraction(0),
        high=_end(youngest, sex, weight_kg.high, creatinine_umol_l.low),
        low_in=weight_kg.low_in and creatinine_umol_l.high_in,
        high_in=weight_kg.high_in and creatinine_umol_l.low_in,
    )


def clearance_of(
    creatinine_umol_l: Interval[Decimal] | None,
    weight_kg: Interval[Decimal] | None,
    ages: tuple[int, int] | None,
    sex: Sex | None,
) -> Calculated:
    """Return every clearance that partly known inputs allow, in mL/min, with what it rests on.

    An unknown sex leaves the results of both; nothing else that is missing leaves an interval.
    Raises ValueError as `cockcroft_gault` does.
    """
    given = {
        "creatinine": creatinine_umol_l,
        "weight": weight_kg,
        "birth_date": ages,
        "sex": sex,
    }
    missing = tuple(name for name, value in given.items() if value is None)
    inputs = []
    if creatinine_umol_l is not None:
        inputs.append(("creatinine", shown_interval(creatinine_umol_l, "µmol/L")))
    if weight_kg is not None:
        inputs.append(("weight", shown_interval(weight_kg, "kg")))
    if ages is not None:
        span = Interval(Fraction(ages[0]), Fraction(ages[1]))
        inputs.append(("age", shown_interval(span, "years")))
    if sex is not None:
        inputs.append(("sex", sex))
    amounts = None
    if creatinine_umol_l is not None and weight_kg is not None and ages is not None:
        sexes: tuple[Sex, ...] = ("female", "male") if sex is None else (sex,)
        amounts = hull(
            [cockcroft_gault_interval(ages, one, weight_kg, creatinine_umol_l) for one in sexes]
        )
    return Calculated(COCKCROFT_GAULT, tuple(inputs), amounts, missing)


def _end(age: int, sex: Sex, weight: Decimal | None, creatinine: Decimal | None) -> Fraction | None:
    """Return the clearance at an end of its inputs; None where one of them has no end there."""
    # A creatinine below a detection limit may be as near to zero as one likes.
    if weight is None or not creatinine:
        return None
    return cockcroft_gault(age, sex, weight, creatinine)
