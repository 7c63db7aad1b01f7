"""`drug` with `equivalent`: all systemic glucocorticoids of a day, summed as prednisone."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from core.calculators.courses.dosing import dose_on, largest_difference, least, most, unchanged
from core.calculators.courses.glucocorticoids import (
    for_review_in,
    systemic,
)
from core.dates import Window
from core.evaluate.listed.aspects import (
    Aspect,
    aspect,
    compared,
    day_text,
    dose_text,
    evidence_of,
    limits_text,
    together,
    unit_of,
)
from core.evaluate.listed.by_weight import MEDICATIONS, Sum, by_weight, review, weights_used
from core.evaluate.listed.coverage import covering
from core.evaluate.listed.regimens import EVER, stable_window, substances
from core.evaluate.measured.bounds import compare
from core.quantity import Interval
from core.rules.values import dose_unit
from core.step import Step
from core.truth import Need, NeedKind, Said, Truth, all_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.calculators.courses.glucocorticoids import Systemic
    from core.evaluate.case import Case
    from core.record import Medication
    from core.rules import DrugRule, Limits


def equivalents(rule: DrugRule, case: Case) -> Step:
    """Judge the summed dose of all systemic glucocorticoids, and whether it changed."""
    taken = [one for each in substances(rule, case).values() for one in each]
    window = _days(rule, case)
    until = min(window.end.last, case.as_of)
    line = covering("medications", "drugs", rule.drug, window.start.first, until, case)
    summed = Sum(_systemic(taken, case), line is not None, rule.drug[0])
    truth, reason, needs = together(tuple(_aspects(rule, summed, window, case)))
    limit = limits_text(rule.dose) if rule.dose else None
    seen = tuple(evidence_of(one, limit) for one in taken) + ((line,) if line else ())
    if rule.dose is not None and unit_of(rule.dose).by_weight:
        seen += weights_used(summed, window, case)
    return Step(truth, reason, seen, needs)


def _systemic(taken: list[Medication], case: Case) -> Systemic:
    """Sort medicines of the record, once for all rules that ask for the same ones."""
    return case.once(
        ("systemic", *(id(one) for one in taken)),
        lambda: systemic(case.courses(taken), case.setting.vocabulary),
    )


def _days(rule: DrugRule, case: Case) -> Window:
    """Return the days that a rule asks about: a day, the screening period, or all up to a day."""
    if rule.stable_for is not None:
        return stable_window(rule, case)
    if rule.during is not None:
        return case.screening_period
    if rule.running_on is not None:
        day = case.anchor(rule.running_on).day
        return Window(day, day)
    return Window(EVER, case.anchor(rule.before or "screening").day)


def _aspects(rule: DrugRule, summed: Sum, window: Window, case: Case) -> Iterator[Aspect]:
    event = rule.running_on or rule.before
    if rule.dose is not None and unit_of(rule.dose).by_weight:
        yield by_weight(rule, rule.dose, summed, window, case)
    elif rule.dose is not None:
        yield _dosed(rule, rule.dose, summed, window, case)
    if rule.stable_for is not None:
        values: dict[str, object] = {
            "what": summed.key,
            "duration": rule.stable_for.text,
            "from": str(window.start),
        }
        truth = unchanged(summed.courses.counted, window)
        yield _settled(aspect(truth, "drug_stable", values, event, case), summed, window)
    if rule.change_at_most is not None:
        yield _changed(rule, summed, window, case)


def _settled(one: Aspect, summed: Sum, window: Window) -> Aspect:
    """Leave a yes open where the list may hold another glucocorticoid, or a depot acts."""
    if one.truth is not Truth.YES:
        return one
    if not summed.is_complete:
        return Aspect(Truth.UNKNOWN, replace(one.reason, code="drug_list_open"), MEDICATIONS)
    if for_review_in(summed.courses, window):
        return review(one.reason.values, summed)
    return one


def _dosed(rule: DrugRule, limits: Limits, summed: Sum, window: Window, case: Case) -> Aspect:
    amounts = _amounts(rule, limits, summed, window)
    values: dict[str, object] = {
        "what": summed.key,
        "dose": dose_text(amounts[-1], limits),
        "limit": limits_text(limits),
        "day": day_text(window.start),
    }
    return _open_ended(amounts, limits, values, summed, window) or aspect(
        _on_every_day(amounts, limits),
        "drug_dose",
        values,
        rule.running_on or rule.before,
        case,
    )


Amounts = tuple[Interval[Fraction], Interval[Fraction]]


def _amounts(rule: DrugRule, limits: Limits, summed: Sum, window: Window) -> Amounts:
    """Return the least and the highest dose of the days asked for: of one day twice the same."""
    courses, per = summed.courses.counted, unit_of(limits).per
    if rule.running_on is not None and rule.during is None:
        dose = dose_on(courses, window.start, per)
        return dose, dose
    highest = most(courses, window, per)
    return (least(courses, window, per) if rule.during else highest), highest


def _on_every_day(amounts: Amounts, limits: Limits) -> Truth:
    """Compare the least dose with what is asked at least, the highest with what at most."""
    lowest, highest = amounts
    return all_of(
        compared(lowest if word in ("at_least", "above") else highest, [(word, bound)])
        for word, bound in limits.limits()
    )


def _open_ended(
    amounts: Amounts,
    limits: Limits,
    values: dict[str, object],
    summed: Sum,
    window: Window,
) -> Aspect | None:
    """Return what is open because more may have been given; None where that changes nothing."""
    lowest, highest = (replace(one, high=None) for one in amounts)
    if _on_every_day((lowest, highest), limits) is not Truth.UNKNOWN:
        return None
    if amounts[-1].high is None:
        need = Need(NeedKind.MISSING, summed.key, "drugs")
        return Aspect(Truth.UNKNOWN, Said("drug_dose_missing", values), need)
    if not summed.is_complete:
        return Aspect(Truth.UNKNOWN, Said("drug_list_open", values), MEDICATIONS)
    return review(values, summed) if for_review_in(summed.courses, window) else None


def _changed(rule: DrugRule, summed: Sum, window: Window, case: Case) -> Aspect:
    bound = rule.change_at_most
    if bound is None:
        raise ValueError(summed.key)
    most_allowed = Fraction(bound.amount) * dose_unit(bound.unit).mg
    change = largest_difference(summed.courses.counted, case.screening, window)
    truth = compare(change, [("at_most", most_allowed)])
    values: dict[str, object] = {"what": summed.key, "limit": str(bound)}
    return _settled(aspect(truth, "drug_change", values, None, case), summed, window)
