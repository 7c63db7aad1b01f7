"""`event`, `allergy` and `device`: what happened, what is not borne, and what is in place."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from core.dates import FOREVER, NOT_KNOWN, Day, Window
from core.evaluate.listed.exceptions import has_detail, with_exceptions
from core.evaluate.listed.lists import Entry, clause_of, listed, touching
from core.record import Event
from core.step import Evidence, Step
from core.truth import Truth, all_of
from core.vocabulary import Allergen, DeviceKind, Happening

if TYPE_CHECKING:
    from core.evaluate.case import Case
    from core.evaluate.listed.lists import Clause
    from core.record import Allergy, Device, Milestone, MilestoneKind
    from core.rules import AllergyRule, DeviceRule, EventRule

TRIAL_INFUSION = "trial_infusion"
TRIAL_PARTICIPATION = "trial_participation"
_READ_OF_OTHER_TRIALS: tuple[MilestoneKind, ...] = ("enrolment", "infusion", "end_of_participation")


def event(rule: EventRule, case: Case) -> Step:
    """Judge whether one of the events lies in the window, or ever happened."""
    window = _since(rule.since, case) if rule.since else None
    clause = clause_of(rule, "events", "events", rule.event, case, window)
    if rule.planned == "yes":  # a list gone through today holds nothing of the days to come
        clause = replace(clause, until=FOREVER.last)
    of_other_trials = [
        one for one in _of_other_trials(case) if case.is_any(Happening, one.of, rule.event)
    ]
    found = (*case.events(rule.event), *of_other_trials)
    entries = tuple(
        with_exceptions(_event(rule, one, clause, case), rule.unless, Happening, one.detail, case)
        for one in found
    )
    return listed(rule, clause, entries, case)


def _since(begins: MilestoneKind, case: Case) -> Window:
    """Return the days since a milestone; one not on record begins today at the earliest."""
    today = Day.on(case.as_of)
    first = case.anchor(begins).day if case.milestone(begins) else today
    return Window(first.until(case.as_of), today)


def _event(rule: EventRule, one: Event, clause: Clause, case: Case) -> Entry:
    start = case.day(one.date)
    evidence = Evidence(
        "event",
        one.of,
        as_entered=", ".join(f"{key} {value}" for key, value in one.detail.items()) or "recorded",
        as_used="recorded",
        day=one.date,
        source=one.source,
        fact=one.id,
        details=tuple((key, str(value)) for key, value in one.detail.items()),
    )
    ahead = one.planned == "yes" and (one.date is None or one.date.first > case.as_of)
    if rule.planned == "yes":
        truth = Truth.YES if ahead else Truth.NO
        return Entry(truth, evidence, "planned" if ahead else "not_planned", entered=one.time or "")
    if ahead:
        return _planned(one, evidence, clause, case)
    entry = touching([(start, one.end or _open_end(one, start, case))], evidence, clause, one.time)
    if entry.truth is not Truth.YES:
        return entry
    certain = all_of([has_detail(one.detail, word, of) for word, of in rule.where.items()])
    if certain in (Truth.JUDGEMENT, Truth.NO):
        return Entry(Truth.JUDGEMENT, entry.evidence, "kind_unclear", entered=entry.entered)
    return entry


def _open_end(one: Event, start: Day, case: Case) -> Day:
    """Return the end of an event without one: what lasts goes on, anything else is its day."""
    entry = case.setting.vocabulary.get(Happening, one.of)
    return FOREVER if entry is not None and entry.lasts else start


def _planned(one: Event, evidence: Evidence, clause: Clause, case: Case) -> Entry:
    """Count what is only planned where the window reaches beyond the assessed day, up to a plan."""
    day = one.date or Day(case.as_of + timedelta(days=1), FOREVER.last)
    touches = clause.window.meets(day, one.end or day) if clause.window else False
    if touches:
        return Entry(Truth.YES, evidence, "planned", entered=one.time or "")
    if touches is None:
        return touching([(day, one.end or day)], evidence, clause, one.time)
    return Entry(Truth.NO, evidence, "planned")


def _of_other_trials(case: Case) -> tuple[Event, ...]:
    """Return the infusions and enrolments of other trials and attempts as events of this one.

    A planned one counts once its day came. Participation counts up to its last day.
    """
    happened = [
        one
        for one in case.other_milestones(*_READ_OF_OTHER_TRIALS)
        if one.planned == "no" or (one.date and one.date.first <= case.as_of)
    ]
    infusions = [
        Event(
            of=TRIAL_INFUSION,
            date=one.date,
            id=one.id,
            detail={"trial": one.trial},
            source=one.source,
        )
        for one in happened
        if one.event == "infusion"
    ]
    return (*infusions, *_participations(happened, case))


def _participations(happened: list[Milestone], case: Case) -> list[Event]:
    ends = {
        (one.trial, one.attempt): one.date
        for one in happened
        if one.event == "end_of_participation"
    }
    return [
        Event(
            of=TRIAL_PARTICIPATION,
            date=one.date,
            end=ends.get((one.trial, one.attempt)),
            id=one.id,
            detail={"trial": one.trial},
            source=one.source,
        )
        for one in happened
        if one.event == "enrolment" and one.trial != case.trial
    ]


def allergy(rule: AllergyRule, case: Case) -> Step:
    """Judge whether there is a severe allergy; one of unclear severity is for a person."""
    found = [
        one
        for one in case.allergies
        if any(case.is_any(Allergen, key, rule.allergy) for key in _substances(one, case))
    ]
    entries = tuple(
        with_exceptions(_allergy(one, case), rule.unless, Allergen, {}, case) for one in found
    )
    clause = clause_of(rule, "allergies", "allergens", rule.allergy, case)
    return listed(rule, clause, entries, case)


def _substances(one: Allergy, case: Case) -> tuple[str, ...]:
    """Return what a substance may be: one not known, or not named more closely, is another too."""
    entry = case.setting.vocabulary.get(Allergen, one.to)
    if entry is None:
        return ("other",)
    return (one.to, "other") if entry.is_group else (one.to,)


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


def device(rule: DeviceRule, case: Case) -> Step:
    """Judge whether one of the devices is in place on the screening day or came since."""
    window = Window(case.screening, Day.on(max(case.as_of, case.screening.last)))
    clause = clause_of(rule, "devices", "devices", rule.device, case, window)
    found = [one for one in case.devices if case.is_any(DeviceKind, one.of, rule.device)]
    entries = tuple(
        with_exceptions(_device(one, clause, case), rule.unless, DeviceKind, {}, case)
        for one in found
    )
    return listed(rule, clause, entries, case)


def _device(one: Device, clause: Clause, case: Case) -> Entry:
    evidence = Evidence(
        "device",
        one.of,
        as_entered="in place" if one.until is None else f"until {one.until}",
        as_used="recorded",
        day=one.from_,
        source=one.source,
        fact=one.id,
    )
    start = case.day(one.from_ or NOT_KNOWN)
    return touching([(start, one.until or FOREVER)], evidence, clause, one.time)
