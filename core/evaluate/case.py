"""What the rules are asked about: one record, one trial's days, one setting, one day."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from core.dates import FOREVER, NOT_KNOWN, Day, Duration, Window
from core.record import (
    Complete,
    Device,
    Fact,
    Medication,
    Milestone,
    MilestoneKind,
    PatientRecord,
    where,
)
from core.truth import Gate

if TYPE_CHECKING:
    from datetime import date

    from core.site import Setting
    from core.vocabulary import Entry

DEFAULT_FRESHNESS = Duration.read("28 days")
_DAY_OF: dict[type[Fact], str] = {Complete: "as_of", Medication: "start", Device: "from_"}
_ORDER: tuple[MilestoneKind, ...] = (
    "screening",
    "enrolment",
    "leukapheresis",
    "lymphodepletion",
    "infusion",
)


@dataclass(frozen=True, slots=True)
class Anchor:
    """A day that windows count from: as far as it is known, and whether it is only planned."""

    day: Day
    known: bool
    planned: bool = False


@dataclass(frozen=True)
class Case:
    """One patient before one trial. The record holds only what may be read on `as_of`."""

    record: PatientRecord
    trial: str
    setting: Setting
    as_of: date
    attempt: int
    gate: Gate = Gate.SCREENING

    def milestone(self, event: MilestoneKind) -> Milestone | None:
        """Return the latest milestone of this kind in this trial and attempt.

        What has happened stands above what is planned, and a refusal above a signature of one day.
        """
        found = [
            fact
            for fact in self.record.milestones
            if (fact.trial, fact.event, fact.attempt) == (self.trial, event, self.attempt)
        ]
        return found[0] if len(found) == 1 else max(found, key=_by_day, default=None)

    def day(self, day: Day | None) -> Day:
        """Return the day of a fact on record: what is not known of it, is not after `as_of`."""
        return (day or NOT_KNOWN).until(self.as_of)

    def anchor(self, event: MilestoneKind) -> Anchor:
        """Return the day of a milestone.

        Without a screening it is the assessed day; one that was not dated is any day up to that.
        A later one that is not dated is any day from the screening day on; a consent that is not
        dated has no lower bound.
        """
        found = self.milestone(event)
        if found and found.date:
            return Anchor(found.date, known=True, planned=found.planned == "yes")
        if event == "screening":
            undated = found is not None and found.planned == "no"
            return Anchor(self.day(None) if undated else Day.on(self.as_of), known=not undated)
        if event in _ORDER:
            return Anchor(Day(self.anchor("screening").day.first, FOREVER.last), known=False)
        return Anchor(NOT_KNOWN, known=False)

    @cached_property
    def screening(self) -> Day:
        """Return the screening day; nearly every rule asks for it."""
        return self.anchor("screening").day

    @property
    def history_until(self) -> date:
        """Return the day up to which a clause about the past must be known."""
        return min(self.screening.last, self.as_of)

    def fresh(self, goes_stale: Duration | None, until: date | None = None) -> Window:
        """Return the window in which a value describes the present state.

        It opens `goes_stale` before the screening day (or was never closed) and later results
        count up to the assessed day.
        """
        end = Day.on(until or self.as_of)
        if goes_stale is None:
            return Window(Day.on(NOT_KNOWN.first), end)
        first, last = self.screening.first, self.screening.last
        return Window(Day(goes_stale.before(first), goes_stale.before(last)), end)

    def within(self, duration: Duration, event: MilestoneKind) -> Window:
        """Return the days "within `duration` before" a milestone, both ends included."""
        day = self.anchor(event).day
        if day.last == FOREVER.last:
            return Window(Day(duration.before(day.first), FOREVER.first), day)
        return Window(Day(duration.before(day.first), duration.before(day.last)), day)

    def is_any(self, kind: type[Entry], key: str, wanted: tuple[str, ...]) -> bool:
        """Tell whether a key is one of the wanted ones, or belongs to one of them."""
        return any(self.setting.vocabulary.belongs(kind, key, one) for one in wanted)


def latest_attempt(record: PatientRecord, trial: str) -> int:
    """Return the number of the latest attempt of a subject in a trial, from 1."""
    return max((fact.attempt for fact in record.milestones if fact.trial == trial), default=1)


def _by_day(milestone: Milestone) -> tuple[bool, date, bool, str]:
    day = (milestone.date or NOT_KNOWN).first
    return milestone.planned == "no", day, milestone.refused == "yes", str(milestone)


def known_on(record: PatientRecord, as_of: date) -> PatientRecord:
    """Return the record without facts dated after the day, except what is planned."""
    return where(record, lambda fact: _is_known(fact, as_of))


def _is_known(fact: Fact, as_of: date) -> bool:
    day: Day | None = getattr(fact, _DAY_OF.get(type(fact), "date"))
    return day is None or day.first <= as_of or getattr(fact, "planned", "no") == "yes"
