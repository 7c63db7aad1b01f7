"""`lab`: measured numbers against limits and multiples of the upper limit of normal."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from core.evaluate.bounds import compare, limit_text, shown
from core.evaluate.clearance import clearance
from core.evaluate.limits import UpperLimit, upper_limit
from core.evaluate.results import About, latest, nothing_fresh
from core.quantity import in_first_unit, interval, plain, times, unit_named
from core.step import Evidence, Step
from core.truth import Need, NeedKind, Said, Truth
from core.values import read_lab
from core.vocabulary import Lab

if TYPE_CHECKING:
    from core.evaluate.case import Case
    from core.quantity import Entered
    from core.record import Observation
    from core.rules import LabRule
    from core.rules.values import Bound


def lab(rule: LabRule, case: Case) -> Step:
    """Judge the latest fresh result of an analyte; a calculated one where none was measured."""
    entry = case.setting.vocabulary.get(Lab, rule.lab)
    about = About(rule.lab, "labs")
    if entry is None:
        return about.unknown(NeedKind.MISSING, "missing")
    window = case.fresh(entry.goes_stale)
    results = list(case.observations(entry.key))
    if entry.calculated:
        results = [one for one in results if one.method != "calculated"]
    valued = [one for one in results if one.value is not None]
    step = latest(case, valued, window, lambda one: judged(rule, entry, one, case), about)
    if step is not None:
        return step
    if entry.calculated:
        return clearance(rule, entry, case)
    return nothing_fresh(case, results, valued, window, about)


def judged(rule: LabRule, entry: Lab, result: Observation, case: Case) -> Step:
    """Judge one result; unknown where its unit or upper limit is not known."""
    about = About(entry.key, "labs")
    try:
        entered = read_lab(entry, result.value or "", case.setting)
        limit = upper_limit(result, entry, entered.upper_limit, entered.quantity.unit, case)
    except ValueError:
        bare = Evidence("observation", entry.key, as_entered=result.value, fact=result.id)
        return about.unknown(NeedKind.UNIT, "unit", (bare,))
    evidence = _evidence(rule, entry, result, entered, limit, case)
    if limit is None and any(bound.is_uln for _, bound in rule.limits()):
        return about.unknown(NeedKind.NO_UPPER_LIMIT, "no_upper_limit", (evidence,))
    bounds = [(word, _in_first_unit(bound, entry, limit)) for word, bound in rule.limits()]
    truth = compare(interval(entered.quantity, entry.units), bounds)
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


def _in_first_unit(bound: Bound, entry: Lab, limit: UpperLimit | None) -> Decimal:
    if bound.is_uln and limit is not None:
        upper = in_first_unit(limit.quantity.amount, limit.quantity.unit, entry.units)
        return times(bound.amount, upper)
    unit = unit_named(bound.unit, entry.units, entry.key) if bound.unit else entry.units[0]
    return times(bound.amount, unit.factor)


def _evidence(
    rule: LabRule,
    entry: Lab,
    result: Observation,
    entered: Entered,
    limit: UpperLimit | None,
    case: Case,
) -> Evidence:
    """Show a result in the unit of the text, or for multiples of ULN in the unit of its limit."""
    uses_uln = any(bound.is_uln for _, bound in rule.limits())
    unit = _unit_of_text(rule, entry, limit)
    amount = in_first_unit(entered.quantity.amount, entered.quantity.unit, entry.units)
    notes: list[Said] = []
    if uses_uln and limit is not None:
        upper = in_first_unit(limit.quantity.amount, limit.quantity.unit, entry.units)
        if upper > 0:
            multiples = [bound.amount for _, bound in rule.limits() if bound.is_uln]
            ratio = shown(Fraction(amount) / Fraction(upper), beside=multiples)
            notes.append(Said("ratio_of_uln", {"ratio": ratio, "limit": str(limit.quantity)}))
        notes.append(limit.whose)
    if entry.goes_stale is not None:
        notes.append(Said("fresh_by_default", {"duration": str(entry.goes_stale)}))
    return Evidence(
        "observation",
        entry.key,
        as_entered=result.value,
        as_used=f"{entered.quantity.sign}{_used(rule, entry, entered, unit)}",
        unit=unit,
        day=case.day(result.date),
        source=result.source,
        limit=_limits_text(rule, limit, uses_uln=uses_uln),
        fact=result.id,
        notes=tuple(notes),
    )


def _used(rule: LabRule, entry: Lab, entered: Entered, unit: str) -> str:
    """Write the amount in the unit of the text: as it was typed, or converted for showing."""
    if entered.quantity.unit == unit:
        return plain(entered.quantity.amount)
    factor = next(one.factor for one in entry.units if one.code == unit)
    amount = in_first_unit(entered.quantity.amount, entered.quantity.unit, entry.units)
    limits = [bound.amount for _, bound in rule.limits() if not bound.is_uln]
    return str(shown(Fraction(amount) / Fraction(factor), beside=limits))


def _unit_of_text(rule: LabRule, entry: Lab, limit: UpperLimit | None) -> str:
    for _, bound in rule.limits():
        if bound.is_uln:
            return limit.quantity.unit if limit else entry.unit
        if bound.unit:
            return unit_named(bound.unit, entry.units, entry.key).code
    return entry.unit


def _limits_text(rule: LabRule, limit: UpperLimit | None, *, uses_uln: bool) -> str:
    said = []
    for word, bound in rule.limits():
        text = limit_text(word, f"{bound.amount:f} × ULN" if bound.is_uln else bound)
        if uses_uln and limit is not None and bound.is_uln:
            product = times(bound.amount, limit.quantity.amount)
            text = f"{text} = {plain(product.normalize())} {limit.quantity.unit}".rstrip()
        said.append(text)
    return ", ".join(said)
