"""`joints`: how many of the 28 joints are swollen, tender, or either."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from core.evaluate.measured.bounds import compare, limit_text
from core.evaluate.measured.identity import identity_notes
from core.evaluate.measured.results import About, Span, latest, nothing_fresh
from core.evaluate.measured.treatment import on_treatment, too_early
from core.quantity import Interval, plain
from core.step import Evidence, Step
from core.truth import Need, NeedKind, Said, Truth
from core.vocabulary import ScoreKind

if TYPE_CHECKING:
    from core.evaluate.case import Case
    from core.record import Score
    from core.rules import JointsRule

JOINTS = "joints_28"
_ALL = 28
_SIGNS = {
    "swollen": ("swollen",),
    "tender": ("tender",),
    "swollen_or_tender": ("swollen", "tender"),
}


def joints(rule: JointsRule, case: Case) -> Step:
    """Judge the latest fresh joint count: joint by joint, or by the two counts."""
    entry = case.setting.vocabulary.get(ScoreKind, JOINTS)
    about = About(JOINTS, "scores")
    fresh = Span(case.fresh(entry.goes_stale if entry else None))
    results = case.scores(JOINTS)
    counted = [one for one in results if one.joints or one.items]
    days = on_treatment(rule.on_treatment, fresh, case)
    step = (
        latest(case, counted, days, lambda one: _judged(rule, one, case), about) if days else None
    )
    if step is None and latest(case, counted, fresh, lambda one: _judged(rule, one, case), about):
        return too_early(rule.on_treatment, about)
    return step or nothing_fresh(case, results, counted, fresh.window, about)


def _judged(rule: JointsRule, result: Score, case: Case) -> Step:
    count = number_of(result, rule.joints)
    truth = compare(count, [(word, bound.amount) for word, bound in rule.limits()])
    limit = ", ".join(limit_text(word, bound) for word, bound in rule.limits())
    low, high = (plain(one) for one in _ends(count))
    used = low if low == high else f"{low}–{high}"
    evidence = Evidence(
        "score",
        JOINTS,
        as_entered=_as_entered(result),
        as_used=used,
        day=case.day(result.date),
        source=result.source,
        limit=limit,
        fact=result.id,
        notes=identity_notes(result),
    )
    values = {"signs": rule.joints, "value": used, "limit": limit}
    against = _counts_against(result, rule.joints)
    if against:
        need = Need(NeedKind.CONFLICT, JOINTS, "scores")
        said = Said("score_contradicted", {"what": JOINTS, "value": against, "items": used})
        return Step(Truth.UNKNOWN, said, (evidence,), (need,))
    if truth is Truth.UNKNOWN:
        need = Need(NeedKind.MISSING, JOINTS, "scores")
        return Step(truth, Said("joints_open", values), (evidence,), (need,))
    code = "joints_hold" if truth is Truth.YES else "joints_fail"
    return Step(truth, Said(code, values), (evidence,))


def number_of(result: Score, wanted: str) -> Interval[Decimal]:
    """Return how many of 28 joints carry the wanted sign, each joint once.

    A joint not named was not examined, and may carry it. From two counts alone the joints with
    either sign lie between the larger count and the sum.
    """
    if result.joints:
        signs = set(_SIGNS[wanted])
        sure = sum(bool(signs & set(found)) for found in result.joints.values())
        return Interval(Decimal(sure), Decimal(sure + _ALL - len(result.joints)))
    ends = [_ends(_count(result, sign)) for sign in _SIGNS[wanted]]
    low = max(low for low, _ in ends)
    high = sum((high for _, high in ends), Decimal(0))
    return Interval(low, min(high, Decimal(_ALL)))


def _counts_against(result: Score, wanted: str) -> str:
    """Return the counts entered beside single joints that these cannot make, in words."""
    if not result.joints:
        return ""
    return ", ".join(
        f"{result.items[sign]} {sign}"
        for sign in _SIGNS[wanted]
        if result.items.get(sign, "").isdecimal()
        and not _holds(number_of(result, sign), Decimal(result.items[sign]))
    )


def _holds(count: Interval[Decimal], given: Decimal) -> bool:
    low, high = _ends(count)
    return low <= given <= high


def _ends(count: Interval[Decimal]) -> tuple[Decimal, Decimal]:
    """Return the least and the greatest number; an end that is not known is 0 or all joints."""
    low = Decimal(0) if count.low is None else count.low
    return low, Decimal(_ALL) if count.high is None else count.high


def _count(result: Score, sign: str) -> Interval[Decimal]:
    given = result.items.get(sign, "")
    if not given.isdecimal():
        return Interval(Decimal(0), Decimal(_ALL))
    return Interval(Decimal(given), Decimal(given))


def _as_entered(result: Score) -> str:
    shown = {name: " ".join(found) for name, found in result.joints.items()} or result.items
    return ", ".join(f"{name.replace('_', ' ')} {found}" for name, found in shown.items())
