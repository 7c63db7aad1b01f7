"""Clearance and filtration rate where none was measured: from creatinine and the person."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING

from core.calculators.creatinine_clearance import clearance_of
from core.calculators.egfr import egfr_of
from core.dates import ages
from core.evaluate.measured.bounds import compare, limit_text, questioned, shown
from core.evaluate.measured.results import About, nothing_fresh, possibly_latest
from core.quantity import in_first_unit, interval, unit_named
from core.step import Evidence, Step
from core.truth import Need, NeedKind, Said, Truth
from core.values import read_lab
from core.vocabulary import Lab

if TYPE_CHECKING:
    from core.calculators.result import Calculated
    from core.evaluate.case import Case
    from core.quantity import Interval
    from core.record import Observation
    from core.rules import LabRule

# What is measured for a formula; age and sex are those of the person.
_INPUTS = {"cockcroft_gault": ("creatinine", "weight"), "ckd_epi_2021": ("creatinine",)}


def calculated(rule: LabRule, entry: Lab, formula: str, case: Case) -> Step:
    """Judge what a formula gives over all inputs that the record allows."""
    found = [_input(key, case) for key in _INPUTS[formula]]
    needs = (*(need for _, missing in found for need in missing), *_of_person(case))
    if any(missing for _, missing in found) or case.birth_date is None:
        values = {"what": entry.key, "inputs": tuple(need.what for need in needs)}
        return Step(Truth.UNKNOWN, Said("inputs_missing", values), needs=needs)
    try:
        steps = [
            _judged(rule, entry, formula, inputs, case)
            for inputs in product(*(pool for pool, _ in found))
        ]
    except ValueError:
        return About("creatinine", "labs").unknown(NeedKind.UNIT, "unit")
    if len({step.truth for step in steps}) == 1:
        return steps[-1]
    evidence = tuple(dict.fromkeys(piece for step in steps for piece in step.evidence))
    return About("creatinine", "labs").unknown(NeedKind.CONFLICT, "conflict_same_day", evidence)


def _of_person(case: Case) -> tuple[Need, ...]:
    known = (("sex", case.sex), ("birth_date", case.birth_date))
    return tuple(Need(NeedKind.MISSING, what, "person") for what, value in known if value is None)


def _input(key: str, case: Case) -> tuple[tuple[Observation, ...], tuple[Need, ...]]:
    """Return the results of an input that may be the latest fresh one, or what is needed."""
    entry = case.setting.vocabulary.get(Lab, key)
    window = case.fresh(entry.goes_stale if entry else None)
    results = case.observations(key)
    valued = [one for one in results if one.value is not None]
    pool = possibly_latest(case, valued, window)
    if not pool:
        return (), nothing_fresh(case, results, valued, window, About(key, "labs")).needs
    if all(window.holds(case.day(one.date)) is None for one in pool):
        return (), (Need(NeedKind.DATE_INCOMPLETE, key, "labs"),)
    return pool, ()


def _judged(
    rule: LabRule, entry: Lab, formula: str, inputs: tuple[Observation, ...], case: Case
) -> Step:
    amounts = [_amounts(one, case) for one in inputs]
    result = _result(formula, amounts, inputs[0], case)
    bounds = [
        (word, Fraction(in_first_unit(bound.amount, _code(bound.unit, entry), entry.units)))
        for word, bound in rule.limits()
    ]
    truth = compare(result.amounts, bounds) if result.amounts else Truth.UNKNOWN
    evidence = _evidence(rule, entry, result, inputs, case)
    if truth is Truth.UNKNOWN:
        return _open(entry, amounts, evidence, case)
    code = "lab_holds" if truth is Truth.YES else "lab_fails"
    values = {
        "what": entry.key,
        "value": f"{evidence.as_used} {evidence.unit}",
        "used": evidence.as_used,
        "unit": evidence.unit,
        "limit": evidence.limit,
    }
    return Step(truth, Said(code, values), (evidence,))


def _result(
    formula: str, amounts: list[Interval[Decimal]], creatinine: Observation, case: Case
) -> Calculated:
    years = ages(case.birth_date, case.day(creatinine.date)) if case.birth_date else None
    if formula == "cockcroft_gault":
        return clearance_of(amounts[0], amounts[1], years, case.sex)
    return egfr_of(amounts[0], years, case.sex)


def _code(unit: str, entry: Lab) -> str:
    return unit_named(unit, entry.units, entry.key).code


def _amounts(result: Observation, case: Case) -> Interval[Decimal]:
    entry = case.setting.vocabulary.get(Lab, result.of)
    if entry is None:
        raise ValueError(result.of)
    return interval(read_lab(entry, result.value or "", case.setting).quantity, entry.units)


def _open(entry: Lab, amounts: list[Interval[Decimal]], evidence: Evidence, case: Case) -> Step:
    """Say what leaves it open: the sex, a bound of detection, or the day of birth."""
    if case.sex is None:
        values = {"what": entry.key, "inputs": ("sex",)}
        needs = _of_person(case)
        return Step(Truth.UNKNOWN, Said("inputs_missing", values), (evidence,), needs)
    exact = all(one.low == one.high for one in amounts)
    if exact:
        need = Need(NeedKind.DATE_INCOMPLETE, "birth_date", "person")
    else:
        need = Need(NeedKind.DETECTION_LIMIT, "creatinine", "labs")
    code = "age_interval" if exact else "detection_limit"
    return Step(Truth.UNKNOWN, Said(code, {"what": entry.key}), (evidence,), (need,))


def _evidence(
    rule: LabRule,
    entry: Lab,
    result: Calculated,
    inputs: tuple[Observation, ...],
    case: Case,
) -> Evidence:
    creatinine = inputs[0]
    values = {
        **dict(result.inputs),
        "sex": case.sex or "",
        **{one.of: one.value for one in inputs},
        "source": result.formula.source,
    }
    limits = [bound.amount for _, bound in rule.limits()]
    return Evidence(
        "calculated",
        entry.key,
        as_entered="; ".join(one.value or "" for one in inputs),
        as_used=_text(result.amounts, limits) if result.amounts else None,
        unit=entry.unit,
        day=case.day(creatinine.date),
        source=creatinine.source,
        limit=", ".join(limit_text(word, bound) for word, bound in rule.limits()),
        fact=creatinine.id,
        notes=(
            Said(result.formula.key, values),
            *(note for one in inputs for note in _questions(one, case)),
        ),
    )


def _questions(result: Observation, case: Case) -> tuple[Said, ...]:
    """Return what is to be asked about an input that can hardly be."""
    entry = case.setting.vocabulary.get(Lab, result.of)
    if entry is None:
        return ()
    return questioned(entry, read_lab(entry, result.value or "", case.setting).quantity)


def _text(amounts: Interval[Fraction], limits: list[Decimal]) -> str:
    low = shown(amounts.low or Fraction(0), places=1, beside=limits)
    if amounts.high is None:
        return f">{low}"
    high = shown(amounts.high, places=1, beside=limits)
    return str(high) if amounts.low == amounts.high else f"{low}–{high}"
