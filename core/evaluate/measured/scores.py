"""`score`: totals against bounds, as entered or as the items make them."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from core.evaluate.itemised.counted import counted
from core.evaluate.measured.bounds import compare, limit_text
from core.evaluate.measured.identity import (
    another_version,
    band_note,
    identity_notes,
    only_neighbours,
)
from core.evaluate.measured.items import (
    MOST_NAMED,
    by_items,
    contradicts,
    items_evidence,
    settling,
    span_text,
)
from core.evaluate.measured.results import About, Span, latest, nothing_fresh
from core.evaluate.measured.states import finding
from core.evaluate.measured.totals import amounts, in_first
from core.evaluate.measured.treatment import on_treatment, too_early
from core.instruments.answers import UNKNOWN
from core.rules import FindingRule
from core.step import Evidence, Step
from core.truth import Need, NeedKind, Said, Truth
from core.vocabulary import ScoreKind

if TYPE_CHECKING:
    from core.evaluate.case import Case
    from core.evaluate.itemised.counted import Counted
    from core.instruments import Scored
    from core.quantity import Interval
    from core.record import Score
    from core.rules import ScoreRule

    Limits = list[tuple[str, Fraction]]


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
    if step is None and not results:
        step = only_neighbours(entry, fresh.window, case)
    return step or nothing_fresh(case, results, totals, fresh.window, about)


def _judged(rule: ScoreRule, entry: ScoreKind, result: Score, case: Case) -> Step:
    """Judge one result: by its total, unless its items contradict it; else by its items."""
    limit = ", ".join(limit_text(word, bound) for word, bound in rule.limits())
    evidence = _evidence(result, limit, case)
    try:
        made = by_items(result, case)
        limits = [(word, Fraction(in_first(bound, entry))) for word, bound in rule.limits()]
        total = amounts(entry, result)
    except ValueError:
        return About(result.of, "scores").unknown(NeedKind.UNIT, "unit", (evidence,))
    other = another_version(result, evidence, case)
    if other is not None:
        return other
    without = counted(result, case)
    made = without.made if without is not None else made
    if total is not None and made is not None and contradicts(total, result.total, made):
        return _made_otherwise(result, made, evidence, case)
    if without is not None or total is None:
        return _by_items(rule, result, made, limits, case, without)
    return _by_total(rule, result, total, limits, evidence, case)


_CODES = {Truth.YES: "score_holds", Truth.NO: "score_fails"}


def _made_otherwise(result: Score, made: Scored, evidence: Evidence, case: Case) -> Step:
    """Say that a total cannot be what its items make."""
    both = (evidence, items_evidence(result, made, evidence.limit or "", case))
    values = {"value": evidence.as_used, "items": both[1].as_used}
    about = About(result.of, "scores")
    return about.unknown(NeedKind.CONFLICT, "score_contradicted", both, **values)


def _by_total(
    rule: ScoreRule,
    result: Score,
    total: Interval[Fraction],
    limits: Limits,
    evidence: Evidence,
    case: Case,
) -> Step:
    """Judge a total as it was entered."""
    values = {"what": result.of, "value": evidence.as_used, "limit": evidence.limit}
    truth = compare(total, limits)
    if truth is Truth.UNKNOWN:
        need = Need(NeedKind.DETECTION_LIMIT, result.of, "scores")
        return Step(truth, Said("detection_limit", values), (evidence,), (need,))
    evidence = replace(evidence, notes=(*evidence.notes, *band_note(result, total, case)))
    return _decided(rule, result, truth, Said(_CODES[truth], values), evidence, case)


def _by_items(
    rule: ScoreRule,
    result: Score,
    made: Scored | None,
    limits: Limits,
    case: Case,
    without: Counted | None = None,
) -> Step:
    """Judge all totals that the answers allow that count; no earlier total counts."""
    about = About(result.of, "scores")
    if made is None:
        return about.unknown(NeedKind.MISSING, "missing")
    limit = ", ".join(limit_text(word, bound) for word, bound in rule.limits())
    notes = (*identity_notes(result), *(without.notes if without else ()))
    evidence = replace(items_evidence(result, made, limit, case), notes=notes)
    if made.total is None:
        still = settling(result, made, case)
        return about.unknown(NeedKind.MISSING, "inputs_missing", (evidence,), inputs=still)
    value = span_text(made.total, [bound for _, bound in limits])
    evidence = replace(evidence, as_used=value)
    values: dict[str, object] = {"value": value, "limit": limit}
    truth = compare(made.total, limits)
    if truth is Truth.UNKNOWN:
        if without is not None and without.against:
            return _contradicted(result, without, values, evidence)
        return _items_open(result, made, values, evidence, case)
    evidence = replace(evidence, notes=(*notes, *band_note(result, made.total, case)))
    said = Said(
        "score_so_far" if made.open else _CODES[truth],
        {"what": result.of, "count": len(made.open)} | values,
    )
    return _decided(rule, result, truth, said, evidence, case)


def _items_open(
    result: Score, made: Scored, values: dict[str, object], evidence: Evidence, case: Case
) -> Step:
    """Name the items that may settle it; of many the heaviest."""
    still = settling(result, made, case)
    more = len(still) - MOST_NAMED
    code = "score_items_open" if more <= 0 else "score_many_items_open"
    named = {"open": still[:MOST_NAMED], "more": more, "count": len(made.open)}
    about = About(result.of, "scores")
    return about.unknown(NeedKind.MISSING, code, (evidence,), **values, **named)


def _contradicted(
    result: Score, without: Counted, values: dict[str, object], evidence: Evidence
) -> Step:
    """Say that answers and results contradict each other, and that one of the two decides."""
    pieces = [piece for one in without.against for piece in one.evidence]
    needs = [Need(NeedKind.CONFLICT, result.of, "scores")]
    needs += [Need(NeedKind.CONFLICT, key, of) for one in without.against for of, key in one.things]
    said: dict[str, object] = {
        "what": result.of,
        "conflicts": tuple(one.said for one in without.against),
    }
    return Step(
        Truth.UNKNOWN,
        Said("score_items_contradicted", said | values),
        tuple(dict.fromkeys((evidence, *pieces))),
        tuple(dict.fromkeys(needs)),
    )


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
        notes=identity_notes(result),
    )


def _is_entered(rule: ScoreRule, result: Score, case: Case) -> bool:
    """Tell whether the entry criterion of a classification is met: as an item, or ever.

    An item that says no stands against any result: a person weighs the two.
    """
    key = rule.entry_criterion
    answer = result.items.get(key, UNKNOWN) if key else "yes"
    if key is None or answer != UNKNOWN:
        return answer == "yes"
    ever = FindingRule.model_construct(finding=key, is_="positive", any_result="yes")
    return finding(ever, case).truth is Truth.YES
