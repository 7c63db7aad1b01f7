"""`lab`: measured numbers against limits and multiples of the upper limit of normal."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from core.evaluate.attribution import is_cause, judged_by
from core.evaluate.measured.bounds import compare, limit_text, questioned, shown
from core.evaluate.measured.calculated import calculated
from core.evaluate.measured.limits import Limit, lower_limit, upper_limit
from core.evaluate.measured.results import About, any_of_them, latest, nothing_fresh, span
from core.quantity import can_compare, in_first_unit, in_unit, interval, plain, times, unit_named
from core.step import Evidence, Step
from core.truth import Need, NeedKind, Said, Truth
from core.values import as_reported, read_lab
from core.vocabulary import Lab

if TYPE_CHECKING:
    from core.evaluate.case import Case
    from core.quantity import Entered
    from core.record import Observation
    from core.rules import LabRule
    from core.rules.values import Bound

    Limits = tuple[tuple[str, Bound], ...]


def lab(rule: LabRule, case: Case) -> Step:
    """Judge the latest fresh result of an analyte; a calculated one where none was measured."""
    entry = case.setting.vocabulary.get(Lab, rule.lab)
    about = About(rule.lab, "labs")
    if entry is None:
        return about.unknown(NeedKind.MISSING, "missing")
    days = span(rule, case.fresh(entry.goes_stale), case)
    results = list(case.observations(entry.key))
    if entry.calculated_by is not None:
        results = [one for one in results if one.method != "calculated"]
    valued = [one for one in results if one.value is not None]
    choose = any_of_them if rule.any_result == "yes" else latest
    step = choose(case, valued, days, lambda one: judged(rule, entry, one, case), about)
    if step is not None:
        return step
    if rule.if_recorded == "yes":
        return Step(Truth.NO, Said("none_recorded", {"what": entry.key}))
    if entry.calculated_by is not None:
        return calculated(rule, entry, entry.calculated_by, case)
    return nothing_fresh(case, results, valued, days.window, about)


def judged(rule: LabRule, entry: Lab, result: Observation, case: Case) -> Step:
    """Judge one result; one that a cause may excuse waits for the investigator's judgement."""
    step = _compared(rule, entry, result, case)
    if step.truth is not Truth.YES or not (rule.attributable == "yes" or rule.because_of):
        return step
    truth = is_cause(result, rule.because_of, case)
    code = {
        Truth.NO: "lab_due_to_disease",
        Truth.YES: "lab_not_due_to_disease",
        Truth.JUDGEMENT: "lab_cause_not_judged",
    }[truth]
    needs = (Need(NeedKind.AWAITING_INVESTIGATOR, entry.key, "labs"),) if truth.is_open else ()
    notes = tuple(judged_by(result, "attribution", case))
    evidence = tuple(replace(one, notes=(*one.notes, *notes)) for one in step.evidence)
    said = Said(code, step.reason.values)
    return replace(step, truth=truth, reason=said, evidence=evidence, needs=needs)


def _compared(rule: LabRule, entry: Lab, result: Observation, case: Case) -> Step:
    """Compare one result; unknown where its unit or the laboratory's limit is not known."""
    about = About(entry.key, "labs")
    try:
        entered = read_lab(entry, result.value or "", case.setting)
        bounds = _in_own_unit(rule, entered.quantity.unit)
        entry = _as_reported(entry, entered.quantity.unit, bounds)
        limit = _limit_of_normal(bounds, entry, result, entered, case)
    except ValueError:
        bare = Evidence("observation", entry.key, as_entered=result.value, fact=result.id)
        return about.unknown(NeedKind.UNIT, "unit", (bare,))
    evidence = _evidence(bounds, entry, result, entered, limit, case)
    if limit is None and any(bound.of_normal for _, bound in bounds):
        code = "no_upper_limit" if any(bound.is_uln for _, bound in bounds) else "no_lower_limit"
        return about.unknown(NeedKind.NO_UPPER_LIMIT, code, (evidence,))
    limits = [(word, _in_first_unit(bound, entry, limit)) for word, bound in bounds]
    truth = compare(interval(entered.quantity, entry.units), limits)
    evidence = replace(evidence, off=_off(entered, limits, entry, evidence.unit))
    needs = (Need(NeedKind.DETECTION_LIMIT, entry.key, "labs"),) if truth.is_open else ()
    code = (
        "detection_limit"
        if truth is Truth.UNKNOWN
        else "lab_holds"
        if truth is Truth.YES
        else "lab_fails"
    )
    values = {
        "what": entry.key,
        "value": str(entered.quantity),
        "used": evidence.as_used,
        "unit": evidence.unit,
        "limit": evidence.limit,
    }
    return Step(truth, Said(code, values), (evidence,), needs)


def _off(entered: Entered, limits: list[tuple[str, Decimal]], entry: Lab, unit: str) -> str | None:
    """Return how far an exact amount lies from the nearest limit, in the unit of the text."""
    if entered.quantity.sign:
        return None
    amount = in_first_unit(entered.quantity.amount, entered.quantity.unit, entry.units)
    nearest = min(abs(amount - bound) for _, bound in limits)
    return plain(shown(Fraction(nearest) / Fraction(_factor(unit, entry))))


def _factor(unit: str, entry: Lab) -> Decimal:
    return next((one.factor for one in entry.units if one.code == unit and one.factor), Decimal(1))


def _in_own_unit(rule: LabRule, unit: str) -> Limits:
    """Return the limits, of a text that prints them in two units those in the result's own."""
    return tuple((word, bound.in_unit(unit)) for word, bound in rule.limits())


def _as_reported(entry: Lab, unit: str, bounds: Limits) -> Lab:
    """Return an analyte in a unit that never converts; raise ValueError for a limit in another."""
    seen = as_reported(entry, unit)
    for _, bound in bounds:
        if seen is not entry and not bound.of_normal:
            unit_named(bound.unit or entry.unit, seen.units, entry.key)
    return seen


def _limit_of_normal(
    bounds: Limits, entry: Lab, result: Observation, entered: Entered, case: Case
) -> Limit | None:
    """Return the laboratory's upper limit, or its lower one where the rule asks for that.

    Raises ValueError for a limit in a unit that the result's never converts into.
    """
    unit = entered.quantity.unit
    if any(bound.is_lln for _, bound in bounds):
        limit = lower_limit(result, entry, unit, case)
    else:
        limit = upper_limit(result, entry, entered.upper_limit, unit, case)
    if limit is not None and not can_compare(entered.quantity, limit.quantity, entry.units):
        raise ValueError(limit.quantity.unit)
    return limit


def _in_first_unit(bound: Bound, entry: Lab, limit: Limit | None) -> Decimal:
    if bound.of_normal and limit is not None:
        upper = in_first_unit(limit.quantity.amount, limit.quantity.unit, entry.units)
        return times(bound.amount, upper)
    unit = unit_named(bound.unit, entry.units, entry.key) if bound.unit else entry.units[0]
    return in_first_unit(bound.amount, unit.code, entry.units)


def _evidence(
    bounds: Limits,
    entry: Lab,
    result: Observation,
    entered: Entered,
    limit: Limit | None,
    case: Case,
) -> Evidence:
    """Show a result in the unit of the text, or for multiples of ULN in the unit of its limit."""
    unit = _unit_of_text(bounds, entry, limit)
    amount = in_first_unit(entered.quantity.amount, entered.quantity.unit, entry.units)
    notes = [*questioned(entry, entered.quantity)]
    multiples = [bound for _, bound in bounds if bound.of_normal]
    if multiples and limit is not None:
        normal = in_first_unit(limit.quantity.amount, limit.quantity.unit, entry.units)
        if normal > 0:
            amounts = [bound.amount for bound in multiples]
            ratio = shown(Fraction(amount) / Fraction(normal), beside=amounts)
            code = f"ratio_of_{multiples[0].unit.lower()}"
            notes.append(Said(code, {"ratio": ratio, "limit": str(limit.quantity)}))
        notes.append(limit.whose)
    if entry.goes_stale is not None:
        notes.append(Said("fresh_by_default", {"duration": str(entry.goes_stale)}))
    return Evidence(
        "observation",
        entry.key,
        as_entered=result.value,
        as_used=f"{entered.quantity.sign}{_used(bounds, entry, entered, unit)}",
        unit=unit,
        day=case.day(result.date),
        source=result.source,
        limit=_limits_text(bounds, limit),
        can_be_repeated=entry.goes_stale is not None,
        fact=result.id,
        notes=tuple(notes),
    )


def _used(bounds: Limits, entry: Lab, entered: Entered, unit: str) -> str:
    """Write the amount in the unit of the text: as it was typed, or converted for showing."""
    if entered.quantity.unit == unit:
        return plain(entered.quantity.amount)
    amount = in_unit(entered.quantity, unit, entry.units)
    limits = [bound.amount for _, bound in bounds if not bound.of_normal]
    return str(shown(amount, beside=limits))


def _unit_of_text(bounds: Limits, entry: Lab, limit: Limit | None) -> str:
    for _, bound in bounds:
        if bound.of_normal:
            return limit.quantity.unit if limit else entry.unit
        if bound.unit:
            return unit_named(bound.unit, entry.units, entry.key).code
    return entry.unit


def _limits_text(bounds: Limits, limit: Limit | None) -> str:
    said = []
    for word, bound in bounds:
        multiple = f"{bound.amount:f} × {bound.unit}" if bound.of_normal else bound
        text = limit_text(word, multiple)
        if limit is not None and bound.of_normal:
            product = times(bound.amount, limit.quantity.amount)
            text = f"{text} = {plain(product.normalize())} {limit.quantity.unit}".rstrip()
        said.append(text)
    return ", ".join(said)
