"""`drug`, `event` and `allergy`: what was given, what happened, and when."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from core.dates import FOREVER, NOT_KNOWN, Day, Window
from core.evaluate.lists import Clause, Entry, listed
from core.evaluate.results import About, possibly_latest
from core.record import Event
from core.step import Evidence, Step
from core.truth import Need, NeedKind, Truth
from core.vocabulary import Allergen, Drug, Happening, Lab

if TYPE_CHECKING:
    from core.evaluate.case import Case
    from core.record import Allergy, ListName, Medication, MilestoneKind
    from core.rules import AllergyRule, DrugRule, EventRule, Windowed

TRIAL_INFUSION = "trial_infusion"
_NO_DOSE = re.compile(r"\s*0+(?:[.,]0*)?\s*(?![\d.,])")


def drug(rule: DrugRule, case: Case) -> Step:
    """Judge whether a course of one of the drugs touches the window."""
    window = _window(rule, case)
    if isinstance(window, Step):
        return window
    found = [one for one in case.medications if case.is_any(Drug, one.of, rule.drug)]
    entries = tuple(_course(one, window, case) for one in found)
    return listed(rule, _clause("medications", "drugs", rule.drug, window, case), entries, case)


def event(rule: EventRule, case: Case) -> Step:
    """Judge whether one of the events lies in the window, or ever happened."""
    window = _window(rule, case)
    if isinstance(window, Step):
        return window
    events = (*case.events, *_infusions_elsewhere(case))
    found = [one for one in events if case.is_any(Happening, one.of, rule.event)]
    entries = tuple(_event(rule, one, window, case) for one in found)
    return listed(rule, _clause("events", "events", rule.event, window, case), entries, case)


def allergy(rule: AllergyRule, case: Case) -> Step:
    """Judge whether there is a severe allergy; one of unclear severity is for a person."""
    found = [
        one
        for one in case.allergies
        if any(case.is_any(Allergen, key, rule.allergy) for key in _substances(one, case))
    ]
    entries = tuple(_allergy(one, case) for one in found)
    clause = Clause("allergies", "allergens", rule.allergy, None, case.history_until)
    return listed(rule, clause, entries, case)


def _substances(one: Allergy, case: Case) -> tuple[str, ...]:
    """Return what a substance may be: one not known, or not named more closely, is another too."""
    entry = case.setting.vocabulary.get(Allergen, one.to)
    if entry is None:
        return ("other",)
    return (one.to, "other") if entry.is_group else (one.to,)


def _window(rule: Windowed, case: Case) -> Window | Step | None:
    """Return the days of a clause, None for ever, or why they are not known."""
    if rule.within and rule.before:
        return case.within(rule.within, rule.before)
    if rule.from_ and rule.until_sample_of:
        return _until_sample(rule.from_, rule.until_sample_of, case)
    return None


def _until_sample(start: MilestoneKind, key: str, case: Case) -> Window | Step:
    entry = case.setting.vocabulary.get(Lab, key)
    fresh = case.fresh(entry.goes_stale if entry else None)
    samples = [one for one in case.observations(key) if one.value is not None]
    pool = possibly_latest(case, samples, fresh)
    if not pool:
        return About(key, "labs").unknown(NeedKind.MISSING, "missing")
    days = [case.day(one.date) for one in pool]
    last = Day(min(day.first for day in days), max(day.last for day in days))
    return Window(case.anchor(start).day, last)


def _clause(
    name: ListName, of: str, keys: tuple[str, ...], window: Window | None, case: Case
) -> Clause:
    since = window.start.first if window else None
    until = min(window.end.last, case.as_of) if window else case.history_until
    return Clause(name, of, keys, since, until)


def _course(one: Medication, window: Window | None, case: Case) -> Entry:
    given = [
        touch(start.until(min(end.last, case.as_of)), end, window) for start, end in periods(one)
    ]
    evidence = Evidence(
        "medication",
        one.of,
        as_entered=one.dose,
        as_used="once" if one.once == "yes" else "course",
        day=one.start,
        source=one.source,
        limit=_window_text(window),
        fact=one.id,
    )
    return _entry(given, evidence, one.of, "drugs", one.time)


def periods(one: Medication) -> tuple[tuple[Day, Day], ...]:
    """Return the days on which a course was given: gaps (a dose of 0) left out.

    A course without an end goes on; a single dose is one day.
    """
    start = one.start or NOT_KNOWN
    if one.once == "yes":
        return ((start, start),)
    end = one.end or FOREVER
    changes = sorted(one.doses, key=lambda change: change.from_.first)
    if not changes:
        return ((start, end),)
    ends = [_day_before(change.from_) for change in changes[1:]] + [end]
    known = tuple(
        (change.from_, until)
        for change, until in zip(changes, ends, strict=True)
        if not _NO_DOSE.match(change.dose)
    )
    # what was given before the first dose on record is not known, but it was given
    starts_earlier = one.start is not None and one.start.last < changes[0].from_.first
    return ((start, _day_before(changes[0].from_)), *known) if starts_earlier else known


def _day_before(day: Day) -> Day:
    return Day(day.first - timedelta(days=1), day.last - timedelta(days=1))


def touch(start: Day, end: Day, window: Window | None) -> bool | None:
    """Tell whether a period touches the window; without one every period does."""
    return True if window is None else window.meets(start, end)


def _event(rule: EventRule, one: Event, window: Window | None, case: Case) -> Entry:
    start = case.day(one.date)
    end = one.end or start
    evidence = Evidence(
        "event",
        one.of,
        as_entered=", ".join(f"{key} {value}" for key, value in one.detail.items()) or "recorded",
        as_used="recorded",
        day=one.date,
        source=one.source,
        limit=_window_text(window),
        fact=one.id,
    )
    if one.planned == "yes" and (one.date is None or one.date.first > case.as_of):
        return _planned(one, evidence, window, case)
    entry = _entry([touch(start, end, window)], evidence, one.of, "events", one.time)
    certain = all(one.detail.get(key) in values for key, values in rule.where.items())
    if entry.truth is Truth.YES and not certain:
        return Entry(Truth.JUDGEMENT, evidence, "kind_unclear", entered=one.time or "")
    return entry


def _planned(one: Event, evidence: Evidence, window: Window | None, case: Case) -> Entry:
    """Count what is only planned where the window reaches beyond the assessed day, up to a plan."""
    day = one.date or Day(case.as_of + timedelta(days=1), FOREVER.last)
    touches = window.meets(day, one.end or day) if window else False
    if touches:
        return Entry(Truth.YES, evidence, "planned", entered=one.time or "")
    if touches is None:
        return _entry([None], evidence, one.of, "events", one.time)
    return Entry(Truth.NO, evidence, "planned")


def _infusions_elsewhere(case: Case) -> tuple[Event, ...]:
    """Return the cell infusions of other trials and attempts, planned ones once their day came."""
    return tuple(
        Event(
            of=TRIAL_INFUSION,
            date=one.date,
            id=one.id,
            detail={"trial": one.trial},
            source=one.source,
        )
        for one in case.other_milestones
        if one.event == "infusion"
        and (one.planned == "no" or (one.date and one.date.first <= case.as_of))
    )


def _allergy(one: Allergy, case: Case) -> Entry:
    evidence = Evidence(
        "allergy",
        one.to,
        as_entered=one.severity,
        as_used=one.severity,
        day=case.day(one.date) if one.date else None,
        source=one.source,
        fact=one.id,
    )
    entered = one.time or ""
    if one.severity == "severe":
        return Entry(Truth.YES, evidence, "on_record", entered=entered)
    if one.severity == "mild":
        return Entry(Truth.NO, evidence, "not_severe")
    return Entry(Truth.JUDGEMENT, evidence, "severity_unclear", entered=entered)


def _entry(
    touches: list[bool | None], evidence: Evidence, key: str, of: str, time: str | None
) -> Entry:
    entered = time or ""
    if True in touches:
        return Entry(Truth.YES, evidence, "on_record", entered=entered)
    if None in touches:
        need = Need(NeedKind.DATE_INCOMPLETE, key, of)
        return Entry(Truth.UNKNOWN, evidence, "day_open", need, entered)
    return Entry(Truth.NO, evidence, "outside_window")


def _window_text(window: Window | None) -> str | None:
    return f"{window.start} to {window.end}" if window else None
