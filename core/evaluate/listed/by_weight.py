"""A summed glucocorticoid dose per kg of body weight: on some day, or for how long."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

from core.calculators.courses.dosing import doses
from core.calculators.courses.glucocorticoids import for_review_in, nearest_weight, per_kg
from core.dates import Day, Duration
from core.evaluate.listed.aspects import Aspect, aspect, compared, limits_text
from core.quantity import Interval, interval
from core.step import Evidence
from core.truth import Need, NeedKind, Said, Truth, all_of, any_of
from core.values import read_lab
from core.vocabulary import Lab

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from decimal import Decimal

    from core.calculators.courses.glucocorticoids import Systemic
    from core.dates import Window
    from core.evaluate.case import Case
    from core.rules import DrugRule, Limits

    Weights = list[tuple[Day, Interval[Decimal]]]

MEDICATIONS = Need(NeedKind.LIST_NOT_COMPLETE, "medications", "lists")
_NEAR = Duration.read("6 months")
_A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Sum:
    """The glucocorticoids of a patient, and whether the list holds all of them up to a day."""

    courses: Systemic
    is_complete: bool
    key: str


@dataclass(frozen=True, slots=True)
class Weighed:
    """Days of one dose, both ends included: in mg per kg, and whether its weight is near."""

    first: date
    last: date
    per_kg: Interval[Fraction] | None
    is_near: bool


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days of one dose, both ends included, and whether it holds the limits on them."""

    first: date
    last: date
    truth: Truth

    @property
    def days(self) -> int:
        """Return how many days these are."""
        return (self.last - self.first).days + 1


def review(values: Mapping[str, object], summed: Sum) -> Aspect:
    """Return an aspect that waits for the investigator: a depot or an injection acts."""
    need = Need(NeedKind.AWAITING_INVESTIGATOR, summed.key, "drugs")
    return Aspect(Truth.JUDGEMENT, Said("drug_depot", values), need)


def by_weight(rule: DrugRule, limits: Limits, summed: Sum, window: Window, case: Case) -> Aspect:
    """Compare the dose per kg of each stretch of days with the weight nearest to it."""
    values: dict[str, object] = {"what": summed.key, "limit": limits_text(limits)}
    weights = _weights(case)
    stretches = [_against(limits, one) for one in _weighed(summed, window, weights, case)]
    if stretches and not weights:
        need = Need(NeedKind.MISSING, "weight", "labs")
        return Aspect(Truth.UNKNOWN, Said("drug_weight_missing", values), need)
    # What no dose at all holds, a further one may break; what it does not hold, one may reach.
    changeable = compared(Interval(Fraction(0), Fraction(0)), limits.limits())
    if changeable is Truth.YES:
        truth = all_of([changeable, *(one.truth for one in stretches)])
    else:
        truth = _held(rule, stretches, case)
    if truth is changeable and not summed.is_complete:
        return Aspect(Truth.UNKNOWN, Said("drug_list_open", values), MEDICATIONS)
    if truth is changeable and for_review_in(summed.courses, window):
        return review(values, summed)
    if truth is Truth.JUDGEMENT:
        need = Need(NeedKind.AWAITING_INVESTIGATOR, summed.key, "drugs")
        return Aspect(truth, Said("drug_dose_far", values), need)
    return aspect(truth, "drug_dose_per_kg", values, None, case)


def _weighed(summed: Sum, window: Window, weights: Weights, case: Case) -> tuple[Weighed, ...]:
    """Return the dose per kg of each day of a window, once for all rules that ask for the same."""
    return case.once(
        ("per_kg", id(summed.courses), window),
        lambda: tuple(_all_weighed(summed.courses, window, weights)),
    )


def _all_weighed(courses: Systemic, window: Window, weights: Weights) -> Iterator[Weighed]:
    turns = _turns(weights)
    for first, last, dose in doses(courses.counted, window.start.first, window.end.last):
        if dose.high != 0:
            firsts = [first, *(day for day in turns if first < day <= last)]
            lasts = [*(day - _A_DAY for day in firsts[1:]), last]
            for one, until in zip(firsts, lasts, strict=True):
                weight = nearest_weight(weights, Day.on(one))
                is_near = any(_is_near(one, measured) for measured, _ in weights)
                yield Weighed(one, until, per_kg(dose, weight.kg) if weight else None, is_near)


def _turns(weights: Weights) -> list[date]:
    """Return, in order, the days from which another weight is the nearest one, or none is near."""
    measured = sorted({day for one, _ in weights for day in (one.first, one.last)})
    turns: set[date] = set()
    for day in measured:
        turns |= {_NEAR.before(day), _NEAR.after(day) + _A_DAY}
    for earlier, later in pairwise(measured):
        middle = earlier + (later - earlier) // 2
        turns |= {middle, middle + _A_DAY}
    return sorted(turns)


def _is_near(day: date, measured: Day) -> bool:
    """Tell whether a weight still speaks for a day up to six months before or after it."""
    return _NEAR.after(day) >= measured.last and _NEAR.after(measured.first) >= day


def _against(limits: Limits, one: Weighed) -> Stretch:
    """Compare what was given on some days with the limits; by a far weight a person must."""
    if one.per_kg is None:
        truth = Truth.UNKNOWN
    else:
        truth = compared(one.per_kg, limits.limits()) if one.is_near else Truth.JUDGEMENT
    return Stretch(one.first, one.last, truth)


def _held(rule: DrugRule, stretches: Sequence[Stretch], case: Case) -> Truth:
    """Say whether the dose was reached, recently enough where that is asked, and for how long."""
    until, recent = case.anchor(rule.before or "screening").day.first, rule.ended_within
    old = [
        one
        for one in stretches
        if recent is not None and recent.after(min(one.last, until)) < until
    ]
    if rule.for_more_than is None:
        truths = (
            Truth.JUDGEMENT if one in old and one.truth is Truth.YES else one.truth
            for one in stretches
        )
        return any_of([Truth.NO, *truths])
    certain = [one for one in stretches if one.truth is Truth.YES]
    if _lasts(certain, rule.for_more_than):
        return Truth.JUDGEMENT if all(one in old for one in certain) else Truth.YES
    possible = [one for one in stretches if one.truth is not Truth.NO]
    if not _lasts(possible, rule.for_more_than):
        return Truth.NO
    judged = any(one.truth is Truth.JUDGEMENT for one in possible)
    return Truth.JUDGEMENT if judged else Truth.UNKNOWN


def _lasts(stretches: Sequence[Stretch], duration: Duration) -> bool:
    """Tell whether stretches, their gaps closed up, last for more than a duration."""
    if not stretches:
        return False
    first = min(one.first for one in stretches)
    return first + timedelta(days=sum(one.days for one in stretches)) > duration.after(first)


def weights_used(summed: Sum, window: Window, case: Case) -> tuple[Evidence, ...]:
    """Return the weights, with their days, that were nearest to a day on which doses were taken."""
    weights = _weights(case)
    days = {one.first for one in _weighed(summed, window, weights, case)}
    apart = {
        one: min((_distance(measured, one) for measured, _ in weights), default=0) for one in days
    }
    found = []
    for result in case.observations("weight"):
        measured = case.day(result.date)
        if any(_distance(measured, day) == least for day, least in apart.items()) and result.value:
            found.append(
                Evidence(
                    "observation",
                    "weight",
                    as_entered=result.value,
                    as_used=result.value,
                    day=measured,
                    source=result.source,
                    fact=result.id,
                )
            )
    return tuple(found)


def _distance(measured: Day, day: date) -> int:
    return max((measured.first - day).days, (day - measured.last).days, 0)


def _weights(case: Case) -> Weights:
    entry = case.setting.vocabulary.get(Lab, "weight")
    found: Weights = []
    for one in case.observations("weight"):
        if entry is None or one.value is None:
            continue
        try:
            quantity = read_lab(entry, one.value, case.setting).quantity
        except ValueError:
            continue
        found.append((case.day(one.date), interval(quantity, entry.units)))
    return found
