"""`drug` with `count`: how many different medicines of a class run on a day."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from core.calculators.courses.running import running
from core.evaluate.listed.aspects import day_text, evidence_of
from core.evaluate.listed.coverage import covering
from core.evaluate.listed.lists import clause_of
from core.evaluate.listed.regimens import substances
from core.evaluate.measured.bounds import compare
from core.quantity import Interval
from core.step import Step
from core.truth import Need, NeedKind, Said, Truth

if TYPE_CHECKING:
    from core.evaluate.case import Case
    from core.rules import Count, DrugRule


def counted(rule: DrugRule, asked: Count, case: Case) -> Step:
    """Judge how many of the medicines run on a day; a list not stated complete may hold more."""
    clause = clause_of(rule, "medications", "drugs", rule.drug, case)
    taken = [one for each in substances(rule, case).values() for one in each]
    day = case.anchor(rule.running_on or "screening").day
    number = running(case.courses(taken), day)
    until = min(day.last, case.as_of)
    line = covering(clause.list, clause.of, clause.keys, day.first, until, case)
    if line is None:
        number = Interval(number.low, None)
    limits = [("at_least", Fraction(asked.at_least))]
    if asked.at_most is not None:
        limits.append(("at_most", Fraction(asked.at_most)))
    truth = compare(number, limits)
    values = {"classes": rule.drug, "count": _text(number), "day": day_text(day)}
    seen = tuple(evidence_of(one) for one in taken) + ((line,) if line else ())
    if truth is not Truth.UNKNOWN:
        return Step(truth, Said("drugs_counted", values), seen)
    if line is None:
        need = Need(NeedKind.LIST_NOT_COMPLETE, "medications", "lists")
    else:
        need = Need(NeedKind.DATE_INCOMPLETE, rule.drug[0], "drugs")
    return Step(truth, Said("drugs_counted_so_far", values), seen, (need,))


def _text(number: Interval[Fraction]) -> str:
    if number.high is None:
        return f"{number.low} or more"
    return str(number.low) if number.low == number.high else f"{number.low}–{number.high}"
