"""Body-mass index, over all that partly known inputs allow."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from core.calculators.result import Calculated, Formula, shown_interval
from core.quantity import Interval

if TYPE_CHECKING:
    from decimal import Decimal

BMI = Formula(
    "bmi",
    "Body-mass index",
    "kg/m2",
    "Keys A, et al. Indices of relative weight and obesity. J Chronic Dis 1972;25:329-343.",
)
_CM_PER_M = 100


def bmi(weight_kg: Interval[Decimal] | None, height_cm: Interval[Decimal] | None) -> Calculated:
    """Return every body-mass index that weight and height allow, in kg/m².

    Weight / height². Raises ValueError for a height that is not above zero.

    Source: Keys A, et al. J Chronic Dis 1972;25:329-343.
    """
    given = (("weight", weight_kg, "kg"), ("height", height_cm, "cm"))
    inputs = tuple(
        (name, shown_interval(one, unit)) for name, one, unit in given if one is not None
    )
    missing = tuple(name for name, one, _ in given if one is None)
    if weight_kg is None or height_cm is None:
        return Calculated(BMI, inputs, None, missing)
    if height_cm.high is not None and height_cm.high <= 0:
        message = "The body-mass index needs a height above zero."
        raise ValueError(message)
    return Calculated(BMI, inputs, _bmi(weight_kg, height_cm))


def _bmi(weight: Interval[Decimal], height: Interval[Decimal]) -> Interval[Fraction]:
    low = high = None
    if weight.low is not None and height.high is not None:
        low = Fraction(weight.low) / (Fraction(height.high) / _CM_PER_M) ** 2
    if weight.high is not None and height.low:
        high = Fraction(weight.high) / (Fraction(height.low) / _CM_PER_M) ** 2
    return Interval(
        low or Fraction(0),
        high,
        low_in=weight.low_in and height.high_in,
        high_in=weight.high_in and height.low_in,
    )
