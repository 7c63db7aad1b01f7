"""One thing that a rule asks of a medicine: what it comes to, why, and what would settle it."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING

from core.evaluate.measured.bounds import compare, limit_text, shown
from core.rules.values import DoseUnit, dose_unit
from core.step import Evidence
from core.truth import Need, NeedKind, Said, Truth, all_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from core.dates import Day
    from core.evaluate.case import Case
    from core.quantity import Interval
    from core.record import Medication, MilestoneKind
    from core.rules import Limits
    from core.rules.values import Bound


@dataclass(frozen=True, slots=True)
class Aspect:
    """What one thing asked of a medicine comes to."""

    truth: Truth
    reason: Said
    need: Need | None = None


def together(aspects: Sequence[Aspect]) -> tuple[Truth, Said, tuple[Need, ...]]:
    """Return what all aspects say together, the reason of the first that decides, and the needs.

    Where all hold, the reason is that of the last, which asks most.
    """
    truth = all_of(one.truth for one in aspects)
    deciding = [one for one in aspects if one.truth is truth]
    needs = tuple(one.need for one in deciding if one.need) if truth.is_open else ()
    return truth, deciding[-1 if truth is Truth.YES else 0].reason, needs


def aspect(
    truth: Truth, code: str, values: Mapping[str, object], event: MilestoneKind | None, case: Case
) -> Aspect:
    """Return an aspect; `event` is the milestone that its days count from.

    Its sentence is the code with the truth behind it: `drug_runs_yes`.
    """
    reason = Said(f"{code}_{truth.value}", values)
    what = str(values["what"])
    if truth is Truth.UNKNOWN:
        if event and event != "screening" and not case.anchor(event).known:
            return Aspect(truth, reason, Need(NeedKind.DAY_NOT_KNOWN, event, "milestones"))
        return Aspect(truth, reason, Need(NeedKind.DATE_INCOMPLETE, what, "drugs"))
    if truth is Truth.JUDGEMENT:
        return Aspect(truth, reason, Need(NeedKind.AWAITING_INVESTIGATOR, what, "drugs"))
    return Aspect(truth, reason)


def unit_of(limits: Limits) -> DoseUnit:
    """Return the unit of the limits of a dose."""
    return dose_unit(limits.limits()[0][1].unit)


def compared(amounts: Interval[Fraction], limits: Iterable[tuple[str, Bound]]) -> Truth:
    """Compare a dose, in mg of the limits' own time, with the limits of a rule."""
    return compare(amounts, [(word, _in_mg(bound)) for word, bound in limits])


@lru_cache(maxsize=256)
def _in_mg(bound: Bound) -> Fraction:
    return Fraction(bound.amount) * dose_unit(bound.unit).mg


def limits_text(limits: Limits) -> str:
    """Write the limits of a dose."""
    return ", ".join(limit_text(word, bound) for word, bound in limits.limits())


def dose_text(amounts: Interval[Fraction], limits: Limits) -> str:
    """Write a dose, given in mg, in the unit of its limits; without an upper end as `≥ …`."""
    _, first = limits.limits()[0]
    factor = dose_unit(first.unit).mg
    beside = [bound.amount for _, bound in limits.limits()]
    low = shown((amounts.low or Fraction(0)) / factor, beside=beside)
    if amounts.high is None:
        return f"≥ {low} {first.unit}"
    high = shown(amounts.high / factor, beside=beside)
    text = str(low) if amounts.low == amounts.high else f"{low}–{high}"
    return f"{text} {first.unit}"


def day_text(day: Day) -> str:
    """Write a day that may not be known yet."""
    return str(day.first) if day.is_exact else f"{day.first} or later"


def doses_text(one: Medication) -> str | None:
    """Write what was entered of a course: its doses with their days, and its last day."""
    doses = [f"{change.dose}/{change.per} from {change.from_}" for change in one.doses]
    dose = f"{one.dose}/{one.per}" if one.dose and one.per else one.dose
    until = "" if one.end is None else f"until {one.end}"
    return " ".join(text for text in ("; ".join(doses) or dose, until) if text) or None


def evidence_of(one: Medication, limit: str | None = None) -> Evidence:
    """Return a course of a medicine as evidence."""
    return Evidence(
        "medication",
        one.of,
        as_entered=doses_text(one),
        as_used="once" if one.once == "yes" else "course",
        day=one.start,
        source=one.source,
        limit=limit,
        fact=one.id,
    )
