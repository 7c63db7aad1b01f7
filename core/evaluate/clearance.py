"""Creatinine clearance where none was measured: from creatinine, weight, age and sex."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING

from core.calculators.creatinine_clearance import cockcroft_gault_interval
from core.dates import ages
from core.evaluate.bounds import compare, limit_text, shown
from core.evaluate.results import About, nothing_fresh, possibly_latest
from core.quantity import interval, unit_named
from core.step import Evidence, Step
from core.truth import Need, NeedKind, Said, Truth
from core.values import read_lab
from core.vocabulary import Lab

if TYPE_CHECKING:
    from core.dates import Day
    from core.evaluate.case import Case
    from core.quantity import Interval
    from core.record import Observation, Sex
    from core.rules import LabRule


def clearance(rule: LabRule, entry: Lab, case: Case) -> Step:
    """Judge the Cockcroft–Gault clearance over all inputs that the record allows."""
    creatinine, creatinine_needs = _input("creatinine", case)
    weight, weight_needs = _input("weight", case)
    sex, birth = case.sex, case.birth_date
    person = tuple(
        Need(NeedKind.MISSING, what, "person")
        for what, known in (("sex", sex), ("birth_date", birth))
        if known is None
    )
    needs = (*creatinine_needs, *weight_needs, *person)
    if needs or sex is None or birth is None:
        values = {"what": entry.key, "inputs": tuple(need.what for need in needs)}
        return Step(Truth.UNKNOWN, Said("inputs_missing", values), needs=needs)
    try:
        steps = [
            _judged(rule, entry, case, (one, other), sex, birth)
            for one, other in product(creatinine, weight)
        ]
    except ValueError:
        return About("creatinine", "labs").unknown(NeedKind.UNIT, "unit")
    if len({step.truth for step in steps}) == 1:
        return steps[-1]
    evidence = tuple(dict.fromkeys(piece for step in steps for piece in step.evidence))
    return About("creatinine", "labs").unknown(NeedKind.CONFLICT, "conflict_same_day", evidence)


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
    rule: LabRule,
    entry: Lab,
    case: Case,
    inputs: tuple[Observation, Observation],
    sex: Sex,
    birth: Day,
) -> Step:
    creatinine, weight = (_amounts(one, case) for one in inputs)
    age = ages(birth, case.day(inputs[0].date))
    amounts = cockcroft_gault_interval(age, sex, weight, creatinine)
    bounds = [
        (word, Fraction(bound.amount * unit_named(bound.unit, entry.units, entry.key).factor))
        for word, bound in rule.limits()
    ]
    truth = compare(amounts, bounds)
    evidence = _evidence(rule, entry, case, inputs, amounts, age)
    if truth is Truth.UNKNOWN:
        return _open(entry, inputs, case, evidence)
    code = "lab_holds" if truth is Truth.YES else "lab_fails"
    values = {
        "what": entry.key,
        "value": f"{evidence.as_used} {evidence.unit}",
        "used": evidence.as_used,
        "unit": evidence.unit,
        "limit": evidence.limit,
    }
    return Step(truth, Said(code, values), (evidence,))


def _amounts(result: Observation, case: Case) -> Interval[Decimal]:
    entry = case.setting.vocabulary.get(Lab, result.of)
    if entry is None:
        raise ValueError(result.of)
    return interval(read_lab(entry, result.value or "", case.setting).quantity, entry.units)


def _open(
    entry: Lab, inputs: tuple[Observation, Observation], case: Case, evidence: Evidence
) -> Step:
    exact = all((amounts := _amounts(one, case)).low == amounts.high for one in inputs)
    if exact:
        need = Need(NeedKind.DATE_INCOMPLETE, "birth_date", "person")
    else:
        need = Need(NeedKind.DETECTION_LIMIT, "creatinine", "labs")
    code = "age_interval" if exact else "detection_limit"
    return Step(Truth.UNKNOWN, Said(code, {"what": entry.key}), (evidence,), (need,))


def _evidence(
    rule: LabRule,
    entry: Lab,
    case: Case,
    inputs: tuple[Observation, Observation],
    amounts: Interval[Fraction],
    age: tuple[int, int],
) -> Evidence:
    creatinine, weight = inputs
    values = {
        "creatinine": creatinine.value,
        "weight": weight.value,
        "age": str(age[0]) if age[0] == age[1] else f"{age[0]}–{age[1]}",
        "sex": case.sex,
    }
    return Evidence(
        "calculated",
        entry.key,
        as_entered=f"{creatinine.value}; {weight.value}",
        as_used=_text(amounts, [bound.amount for _, bound in rule.limits()]),
        unit=entry.unit,
        day=case.day(creatinine.date),
        source=creatinine.source,
        limit=", ".join(limit_text(word, bound) for word, bound in rule.limits()),
        fact=creatinine.id,
        notes=(Said("cockcroft_gault", values),),
    )


def _text(amounts: Interval[Fraction], limits: list[Decimal]) -> str:
    low = shown(amounts.low or Fraction(0), places=1, beside=limits)
    if amounts.high is None:
        return f">{low}"
    high = shown(amounts.high, places=1, beside=limits)
    return str(high) if amounts.low == amounts.high else f"{low}–{high}"
