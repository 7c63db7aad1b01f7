"""`score` and `grade`: totals against bounds, and systems with a grade counted."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from core.evaluate.measured.bounds import compare, limit_text
from core.evaluate.measured.items import (
    by_items,
    contradicts,
    items_evidence,
    open_items,
    span_text,
)
from core.evaluate.measured.results import About, Span, latest, nothing_fresh
from core.evaluate.measured.states import finding
from core.evaluate.measured.treatment import on_treatment
from core.quantity import Interval, in_first_unit, interval, read_value, unit_named
from core.rules import FindingRule
from core.step import Evidence, Step
from core.truth import Need, NeedKind, Said, Truth
from core.values import read_total
from core.vocabulary import ScoreKind

if TYPE_CHECKING:
    from decimal import Decimal

    from core.evaluate.case import Case
    from core.instruments import Scored
    from core.record import Score
    from core.rules import GradeRule, OnTreatment, ScoreRule
    from core.rules.values import Bound


def score(rule: ScoreRule, case: Case) -> Step:
    """Judge the latest fresh total; of a period, the latest up to its end."""
    entry = case.setting.vocabulary.get(ScoreKind, rule.score)
    about = About(rule.score, "scores")
    if entry is None:
        return about.unknown(NeedKind.MISSING, "missing")
    until = case.screening_period.end.last if rule.during else None
    fresh = Span(case.fresh(entry.goes_stale, until))
    results = case.scores(entry.key)
    totals = [one for one in results if one.total is not None or one.value or one.items]
    days = on_treatment(rule.on_treatment, fresh, case)
    step = (
        latest(case, totals, days, lambda one: _judged(rule, entry, one, case), about)
        if days
        else None
    )
    if step is None and latest(
        case, totals, fresh, lambda one: _judged(rule, entry, one, case), about
    ):
        return too_early(rule.on_treatment, about)
    return step or nothing_fresh(case, results, totals, fresh.window, about)


def too_early(treatment: OnTreatment | None, about: About) -> Step:
    """Say that the only results were made before the treatment had lasted long enough."""
    values = {"drugs": treatment.drug, "duration": str(treatment.for_at_least)} if treatment else {}
    return about.unknown(NeedKind.MISSING, "too_early_on_treatment", (), **values)


def grade(rule: GradeRule, case: Case) -> Step:
    """Count the systems of the latest fresh assessment that have the grade."""
    entry = case.setting.vocabulary.get(ScoreKind, rule.grade)
    about = About(rule.grade, "scores")
    if entry is None:
        return about.unknown(NeedKind.MISSING, "missing")
    window = case.fresh(entry.goes_stale)
    results = case.scores(entry.key)
    graded = [one for one in results if one.grades]
    step = latest(case, graded, Span(window), lambda one: _counted(rule, entry, one, case), about)
    return step or nothing_fresh(case, results, graded, window, about)


def _judged(rule: ScoreRule, entry: ScoreKind, result: Score, case: Case) -> Step:
    """Judge one result: by its total, unless its items contradict it; else by its items."""
    limit = ", ".join(limit_text(word, bound) for word, bound in rule.limits())
    try:
        made = by_items(result, case)
        limits = [(word, Fraction(_in_first_unit(bound, entry))) for word, bound in rule.limits()]
        total = _amounts(entry, result)
    except ValueError:
        evidence = _evidence(result, limit, case)
        return About(result.of, "scores").unknown(NeedKind.UNIT, "unit", (evidence,))
    if total is None:
        return _by_items(rule, result, made, limits, case)
    evidence = _evidence(result, limit, case)
    values = {"what": result.of, "value": evidence.as_used, "limit": limit}
    if made is not None and contradicts(total, result.total, made):
        both = (evidence, items_evidence(result, made, limit, case))
        need = Need(NeedKind.CONFLICT, result.of, "scores")
        said = Said("score_contradicted", values | {"items": both[1].as_used})
        return Step(Truth.UNKNOWN, said, both, (need,))
    truth = compare(total, limits)
    if truth is Truth.UNKNOWN:
        need = Need(NeedKind.DETECTION_LIMIT, result.of, "scores")
        return Step(truth, Said("detection_limit", values), (evidence,), (need,))
    return _decided(rule, result, truth, Said(_CODES[truth], values), evidence, case)


_CODES = {Truth.YES: "score_holds", Truth.NO: "score_fails"}


def _by_items(
    rule: ScoreRule,
    result: Score,
    made: Scored | None,
    limits: list[tuple[str, Fraction]],
    case: Case,
) -> Step:
    """Judge all totals that the answers allow; no earlier total counts."""
    about = About(result.of, "scores")
    if made is None:
        return about.unknown(NeedKind.MISSING, "missing")
    limit = ", ".join(limit_text(word, bound) for word, bound in rule.limits())
    evidence = replace(items_evidence(result, made, limit, case), notes=_rater(result))
    still = open_items(result, made)
    if made.total is None:
        return about.unknown(NeedKind.MISSING, "inputs_missing", (evidence,), inputs=still)
    value = span_text(made.total, [bound for _, bound in limits])
    evidence = replace(evidence, as_used=value)
    values = {"value": value, "limit": limit, "open": still, "count": len(still)}
    truth = compare(made.total, limits)
    if truth is Truth.UNKNOWN:
        return about.unknown(NeedKind.MISSING, "score_items_open", (evidence,), **values)
    code = "score_so_far" if still else _CODES[truth]
    return _decided(rule, result, truth, Said(code, {"what": result.of} | values), evidence, case)


def _decided(
    rule: ScoreRule, result: Score, truth: Truth, said: Said, evidence: Evidence, case: Case
) -> Step:
    """Return the step of a decided comparison; one that holds waits for its entry criterion."""
    if truth is Truth.YES and not _is_entered(rule, result, case):
        need = Need(NeedKind.AWAITING_INVESTIGATOR, result.of, "scores")
        values = {**said.values, "criterion": rule.entry_criterion}
        return Step(Truth.JUDGEMENT, Said("entry_criterion_open", values), (evidence,), (need,))
    return Step(truth, said, (evidence,))


def _evidence(result: Score, limit: str, case: Case) -> Evidence:
    entered = result.value or ("" if result.total is None else f"{result.total:f}")
    return Evidence(
        "score",
        result.of,
        as_entered=entered,
        as_used=result.total if result.value is None else entered,
        day=case.day(result.date),
        source=result.source,
        limit=limit,
        fact=result.id,
        notes=_rater(result),
    )


def _amounts(entry: ScoreKind, result: Score) -> Interval[Fraction] | None:
    """Return a total, or what was marked on a line in its first unit; None where only items are."""
    if result.value is None:
        return None if result.total is None else _exact(result.total)
    if not entry.units:
        total = read_total(entry, result.value)
        if isinstance(total, str):
            raise ValueError(total)
        return _exact(total)
    typed = read_value(result.value, entry.units, entry.units[0].code, entry.label.en)
    read = interval(typed.quantity, entry.units)
    low, high = (None if end is None else Fraction(end) for end in (read.low, read.high))
    return Interval(low, high, low_in=read.low_in, high_in=read.high_in)


def _exact(total: Decimal) -> Interval[Fraction]:
    return Interval(Fraction(total), Fraction(total))


def _in_first_unit(bound: Bound, entry: ScoreKind) -> Decimal:
    if not bound.unit:
        return bound.amount
    code = unit_named(bound.unit, entry.units, entry.key).code
    return in_first_unit(bound.amount, code, entry.units)


def _is_entered(rule: ScoreRule, result: Score, case: Case) -> bool:
    """Tell whether the entry criterion of a classification is met: as an item, or ever."""
    key = rule.entry_criterion
    if key is None or result.items.get(key) == "yes":
        return True
    ever = FindingRule.model_construct(finding=key, is_="positive", any_result="yes")
    return finding(ever, case).truth is Truth.YES


def _rater(result: Score) -> tuple[Said, ...]:
    return (Said("rated_by", {"rater": result.rater}),) if result.rater else ()


def _counted(rule: GradeRule, entry: ScoreKind, result: Score, case: Case) -> Step:
    certain = [system for system in entry.systems if result.grades.get(system) == rule.is_]
    open_systems = [system for system in entry.systems if system not in _assessed(entry, result)]
    limit = f"≥ {rule.at_least} × {rule.is_}"
    values = {
        "what": entry.key,
        "grade": rule.is_,
        "count": len(certain),
        "systems": tuple(certain),
        "open": tuple(open_systems),
        "limit": limit,
    }
    evidence = Evidence(
        "grades",
        entry.key,
        as_entered=", ".join(f"{system} {given}" for system, given in result.grades.items()),
        as_used=f"{len(certain)} × {rule.is_}",
        day=case.day(result.date),
        source=result.source,
        limit=limit,
        fact=result.id,
        notes=_rater(result),
    )
    if len(certain) >= rule.at_least:
        return Step(Truth.YES, Said("grades_hold", values), (evidence,))
    if len(certain) + len(open_systems) < rule.at_least:
        return Step(Truth.NO, Said("grades_fail", values), (evidence,))
    need = Need(NeedKind.MISSING, entry.key, "scores")
    return Step(Truth.UNKNOWN, Said("grades_open", values), (evidence,), (need,))


def _assessed(entry: ScoreKind, result: Score) -> set[str]:
    """Return the systems that have one of the instrument's grades."""
    return {system for system, given in result.grades.items() if given in entry.grades}
