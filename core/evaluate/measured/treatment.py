"""Results that count only from so long after a treatment began."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.dates import NOT_KNOWN, Day, Window
from core.evaluate.measured.results import Span
from core.truth import NeedKind

if TYPE_CHECKING:
    from core.evaluate.case import Case
    from core.evaluate.measured.results import About
    from core.rules import OnTreatment
    from core.step import Step


def on_treatment(rule: OnTreatment | None, days: Span, case: Case) -> Span | None:
    """Return the days on which the treatment had lasted long enough; None if none is on record."""
    if rule is None:
        return days
    starts = [case.day(one.start or NOT_KNOWN) for one in case.medications(rule.drug)]
    if not starts:
        return None
    start, duration = days.window.start, rule.for_at_least
    began = Day(min(day.first for day in starts), min(day.last for day in starts))
    from_ = Day(
        max(start.first, duration.after(began.first)), max(start.last, duration.after(began.last))
    )
    return Span(Window(from_, days.window.end), days.later)


def too_early(treatment: OnTreatment | None, about: About) -> Step:
    """Say that the only results were made before the treatment had lasted long enough."""
    values = {"drugs": treatment.drug, "duration": str(treatment.for_at_least)} if treatment else {}
    return about.unknown(NeedKind.MISSING, "too_early_on_treatment", (), **values)
