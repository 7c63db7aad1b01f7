"""The limits of normal of a result: the one printed with it, else the site's; never a default."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from core.dates import ages
from core.truth import Said
from core.values import read_limit
from core.vocabulary import Lab, State

if TYPE_CHECKING:
    from core.evaluate.case import Case
    from core.quantity import Quantity
    from core.record import Observation
    from core.site import ReferenceRange


@dataclass(frozen=True, slots=True)
class Limit:
    """A laboratory's limit and where it comes from."""

    quantity: Quantity
    whose: Said


def upper_limit(
    result: Observation, entry: Lab | State, typed: Quantity | None, unit: str, case: Case
) -> Limit | None:
    """Return the limit of a result in `unit`, or None; raise ValueError for a bad one."""
    printed = read_limit(entry, result.upper_limit, unit) if result.upper_limit else typed
    if printed is not None:
        # No laboratory prints a limit of 0: an empty field of a report is often exported as one.
        return Limit(printed, Said("limit_of_result")) if printed.amount else None
    return _of_site(result, entry, "upper_limit", unit, case)


def lower_limit(result: Observation, entry: Lab, unit: str, case: Case) -> Limit | None:
    """Return the lower limit of a result in `unit`, or None; raise ValueError for a bad one."""
    if result.lower_limit:
        printed = read_limit(entry, result.lower_limit, unit)
        return Limit(printed, Said("lower_limit_of_result")) if printed.amount else None
    return _of_site(result, entry, "lower_limit", unit, case)


def _of_site(
    result: Observation,
    entry: Lab | State,
    side: Literal["upper_limit", "lower_limit"],
    unit: str,
    case: Case,
) -> Limit | None:
    fitting = [
        one
        for one in case.setting.site.ranges
        if getattr(one, side) is not None and _fits(one, entry.key, result, case)
    ]
    if not fitting:
        return None
    newest = max(fitting, key=_newest_and_nearest)
    quantity = read_limit(entry, getattr(newest, side), newest.unit or unit)
    code = "limit_of_site" if side == "upper_limit" else "lower_limit_of_site"
    return Limit(quantity, Said(code, {"site": case.setting.site.name}))


def _newest_and_nearest(one: ReferenceRange) -> tuple[str, bool, int]:
    """Put a newer range above an older one, and one for this sex or age above one for all."""
    return str(one.valid_from or ""), one.sex is not None, one.from_age - one.to_age


def _fits(one: ReferenceRange, key: str, result: Observation, case: Case) -> bool:
    if one.of != key:
        return False
    if one.sex is not None and one.sex != case.sex:
        return False
    day = case.day(result.date)
    if one.valid_from is not None and one.valid_from.last > day.first:
        return False
    if (one.from_age, one.to_age) == (0, 200):
        return True
    birth = case.birth_date
    if birth is None:
        return False
    youngest, oldest = ages(birth, day)
    return one.from_age <= youngest and oldest <= one.to_age
