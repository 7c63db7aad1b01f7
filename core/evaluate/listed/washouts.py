"""`drug` with `half_lives`: a medicine that was stopped less than so many half-lives ago."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from core.calculators.courses.washout import clear_on, last_dose_no_later_than, washout
from core.dates import Window
from core.evaluate.listed.aspects import evidence_of
from core.evaluate.listed.lists import Entry, clause_of, listed
from core.evaluate.listed.regimens import EVER, substances
from core.truth import Need, NeedKind, Said, Truth, negated

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from core.calculators.courses.washout import Washout
    from core.evaluate.case import Case
    from core.record import Medication, MilestoneKind
    from core.rules import DrugRule
    from core.step import Step


def not_washed_out(rule: DrugRule, half_lives: Decimal, case: Case) -> Step:
    """Judge whether one of the medicines was given later than so many half-lives before a day."""
    event = rule.before or "infusion"
    window = Window(EVER, case.anchor(event).day)
    clause = clause_of(rule, "medications", "drugs", rule.drug, case, window)
    entries = tuple(
        _entry(taken, half_lives, event, case) for taken in substances(rule, case).values()
    )
    return listed(rule, clause, entries, case)


def _entry(
    taken: Sequence[Medication], half_lives: Decimal, event: MilestoneKind, case: Case
) -> Entry:
    one, day = taken[-1], case.anchor(event).day
    made = washout(case.courses(taken), half_lives, case.setting)
    truth = negated(clear_on(made, day))
    by = last_dose_no_later_than(made, day) if day.is_exact else None
    values = {
        "event": event,
        "clear_from": str(made.clear_from.last) if made.clear_from else "",
        "last_dose": str(by.last) if by else "",
    }
    evidence = evidence_of(one, f"{half_lives} half-lives")
    if _is_to_check(made):
        evidence = replace(evidence, notes=(*evidence.notes, Said("half_life_to_check")))
    entered = one.time or ""
    if truth is not Truth.UNKNOWN:
        code = {Truth.YES: "within_half_lives", Truth.NO: "washed_out"}
        return Entry(truth, evidence, code.get(truth, "no_half_life"), None, entered, values)
    if made.half_life is None:
        need = Need(NeedKind.MISSING, one.of, "drugs")
        return Entry(truth, evidence, "half_life_missing", need, entered, values)
    if made.last.still_open:
        need = Need(NeedKind.DAY_NOT_KNOWN, one.of, "drugs")
        code_open = "last_dose_by" if by else "still_running"
        return Entry(truth, evidence, code_open, need, entered, values)
    if not case.anchor(event).known:
        need = Need(NeedKind.DAY_NOT_KNOWN, event, "milestones")
        return Entry(truth, evidence, "clear_from", need, entered, values)
    need = Need(NeedKind.DATE_INCOMPLETE, one.of, "drugs")
    return Entry(truth, evidence, "day_open", need, entered, values)


def _is_to_check(made: Washout) -> bool:
    """Tell whether a washout was reckoned with a half-life not yet compared with the label."""
    used = made.half_life
    return used is not None and used.to_check and not made.by_site and made.days is not None
