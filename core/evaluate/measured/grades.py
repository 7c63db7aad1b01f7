"""`grade`: how many systems have a grade in the latest fresh assessment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.evaluate.measured.identity import another_version, identity_notes
from core.evaluate.measured.results import About, Span, latest, nothing_fresh
from core.step import Evidence, Step
from core.truth import Need, NeedKind, Said, Truth
from core.vocabulary import ScoreKind

if TYPE_CHECKING:
    from core.evaluate.case import Case
    from core.record import Score
    from core.rules import GradeRule


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
        notes=identity_notes(result),
    )
    other = another_version(result, evidence, case)
    if other is not None:
        return other
    if len(certain) >= rule.at_least:
        return Step(Truth.YES, Said("grades_hold", values), (evidence,))
    if len(certain) + len(open_systems) < rule.at_least:
        return Step(Truth.NO, Said("grades_fail", values), (evidence,))
    need = Need(NeedKind.MISSING, entry.key, "scores")
    return Step(Truth.UNKNOWN, Said("grades_open", values), (evidence,), (need,))


def _assessed(entry: ScoreKind, result: Score) -> set[str]:
    """Return the systems that have one of the instrument's grades."""
    return {system for system, given in result.grades.items() if given in entry.grades}
