"""`score` and `grade`: totals against bounds, and systems with a grade counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.evaluate.bounds import compare, limit_text
from core.evaluate.results import About, latest, nothing_fresh
from core.quantity import Interval
from core.step import Evidence, Step
from core.truth import Need, NeedKind, Said, Truth
from core.vocabulary import ScoreKind

if TYPE_CHECKING:
    from datetime import date

    from core.evaluate.case import Case
    from core.record import Score
    from core.rules import GradeRule, ScoreRule


def score(rule: ScoreRule, case: Case) -> Step:
    """Judge the latest fresh total; of a period, the latest up to its end."""
    entry = case.setting.vocabulary.get(ScoreKind, rule.score)
    about = About(rule.score, "scores")
    if entry is None:
        return about.unknown(NeedKind.MISSING, "missing")
    window = case.fresh(entry.goes_stale, _end_of_period(rule, case))
    results = case.scores(entry.key)
    totals = [one for one in results if one.total is not None or one.items]
    step = latest(case, totals, window, lambda one: _judged(rule, one, case), about)
    return step or nothing_fresh(case, results, totals, window, about)


def grade(rule: GradeRule, case: Case) -> Step:
    """Count the systems of the latest fresh assessment that have the grade."""
    entry = case.setting.vocabulary.get(ScoreKind, rule.grade)
    about = About(rule.grade, "scores")
    if entry is None:
        return about.unknown(NeedKind.MISSING, "missing")
    window = case.fresh(entry.goes_stale)
    results = case.scores(entry.key)
    graded = [one for one in results if one.grades]
    step = latest(case, graded, window, lambda one: _counted(rule, entry, one, case), about)
    return step or nothing_fresh(case, results, graded, window, about)


def _end_of_period(rule: ScoreRule, case: Case) -> date | None:
    """Return the end of the screening period: the earlier of enrolment and the assessed day."""
    enrolment = case.anchor("enrolment")
    if rule.during != "screening_period" or not enrolment.known:
        return None
    return min(case.as_of, enrolment.day.last)


def _judged(rule: ScoreRule, result: Score, case: Case) -> Step:
    total = result.total
    if total is None:  # only its items: no earlier total stands for it
        return About(result.of, "scores").unknown(NeedKind.MISSING, "missing")
    truth = compare(Interval(total, total), [(word, bound.amount) for word, bound in rule.limits()])
    limit = ", ".join(limit_text(word, bound) for word, bound in rule.limits())
    evidence = Evidence(
        "score",
        result.of,
        as_entered=f"{total:f}",
        as_used=total,
        day=case.day(result.date),
        source=result.source,
        limit=limit,
        fact=result.id,
        notes=_rater(result),
    )
    code = "score_holds" if truth is Truth.YES else "score_fails"
    return Step(truth, Said(code, {"what": result.of, "value": total, "limit": limit}), (evidence,))


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
