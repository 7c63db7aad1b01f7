"""`consent`, `age` and `sex`: the person and the signature."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from core.dates import Day, Duration, ages
from core.evaluate.measured.bounds import compare, limit_text
from core.evaluate.measured.results import About
from core.quantity import Interval
from core.step import Evidence, Step
from core.truth import Need, NeedKind, Said, Truth

if TYPE_CHECKING:
    from core.evaluate.case import Case
    from core.record import Milestone
    from core.rules import AgeRule, ConsentRule, SexRule

_CONSENT = About("consent", "milestones")


def consent(rule: ConsentRule, case: Case) -> Step:
    """Say whether the consent to this trial is on record; before it, it is open, not failed."""
    found = case.milestone("consent")
    if found is None or found.planned == "yes":
        return _CONSENT.unknown(NeedKind.CONSENT_MISSING, "consent_missing")
    evidence = Evidence(
        "milestone",
        "consent",
        as_entered="refused" if found.refused == "yes" else "signed",
        as_used="refused" if found.refused == "yes" else f"signed_by_{found.signed_by}",
        day=found.date,
        source=found.source,
        fact=found.id,
    )
    if found.refused == "yes":
        return Step(Truth.NO, Said("consent_refused"), (evidence,))
    if _refused_perhaps_later(found, case):
        return _CONSENT.unknown(NeedKind.CONFLICT, "consent_conflict", (evidence,))
    if found.signed_by == "guardian" and rule.by_guardian == "needs_review":
        need = Need(NeedKind.AWAITING_INVESTIGATOR, "consent", "milestones")
        return Step(Truth.JUDGEMENT, Said("consent_by_guardian"), (evidence,), (need,))
    code = "consent_signed" if found.date else "consent_signed_day_unknown"
    return Step(Truth.YES, Said(code), (evidence,))


def _refused_perhaps_later(signed: Milestone, case: Case) -> bool:
    """Tell whether a refusal, its day not known well enough, may be later than the signature."""
    return any(
        case.day(one.date).last >= case.day(signed.date).first
        for one in case.own_milestones
        if one.event == "consent" and one.refused == "yes"
    )


def age(rule: AgeRule, case: Case) -> Step:
    """Judge the age in completed years on the named day.

    Without a dated consent the screening day is used, and it is open where the birthday that
    decides lies in the year before it.
    """
    birth = case.birth_date
    if birth is None:
        return About("birth_date", "person").unknown(NeedKind.MISSING, "missing")
    anchor = case.anchor(rule.age)
    used = anchor.day if anchor.known else case.screening
    youngest, oldest = ages(birth, used)
    limits = [(word, bound.amount) for word, bound in rule.limits()]
    truth = compare(_years(youngest, oldest), limits)
    limit = ", ".join(limit_text(word, bound) for word, bound in rule.limits())
    notes = () if anchor.known else (Said("age_on_screening_day"),)
    evidence = Evidence(
        "person",
        "birth_date",
        as_entered=str(birth),
        as_used=str(youngest) if youngest == oldest else f"{youngest}–{oldest}",
        unit="years",
        day=used,
        limit=limit,
        notes=notes,
    )
    values = {"age": evidence.as_used, "limit": limit, "day": used}
    if truth is Truth.UNKNOWN:
        need = Need(NeedKind.DATE_INCOMPLETE, "birth_date", "person")
        return Step(truth, Said("age_open", values), (evidence,), (need,))
    if not anchor.known and truth is Truth.YES:
        earlier = Day(Duration(12, 0, "").before(used.first), used.last)
        if compare(_years(ages(birth, earlier)[0], oldest), limits) is not Truth.YES:
            need = Need(NeedKind.CONSENT_MISSING, "consent", "milestones")
            return Step(Truth.UNKNOWN, Said("age_open_until_consent", values), (evidence,), (need,))
    return Step(
        truth, Said("age_holds" if truth is Truth.YES else "age_fails", values), (evidence,)
    )


def sex(rule: SexRule, case: Case) -> Step:
    """Say whether the patient is of this sex."""
    known = case.sex
    if known is None:
        return About("sex", "person").unknown(NeedKind.MISSING, "missing")
    evidence = Evidence("person", "sex", as_entered=known, as_used=known, limit=rule.sex)
    truth = Truth.YES if known == rule.sex else Truth.NO
    return Step(truth, Said("sex_is", {"sex": known}), (evidence,))


def _years(youngest: int, oldest: int) -> Interval[Decimal]:
    return Interval(Decimal(youngest), Decimal(oldest))
