"""`drug`: whether a course of a medicine touches the days asked for."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from core.dates import FOREVER, NOT_KNOWN, Day, Window
from core.evaluate.listed.aspects import doses_text
from core.evaluate.listed.counts import counted
from core.evaluate.listed.equivalents import equivalents
from core.evaluate.listed.exceptions import with_exceptions
from core.evaluate.listed.lists import Entry, clause_of, listed, touching
from core.evaluate.listed.regimens import regimen
from core.evaluate.listed.washouts import not_washed_out
from core.evaluate.measured.results import About, possibly_latest
from core.step import Evidence, Step
from core.truth import Need, NeedKind, Truth
from core.vocabulary import Drug, Lab

if TYPE_CHECKING:
    from core.evaluate.case import Case
    from core.evaluate.listed.lists import Clause
    from core.record import Medication
    from core.rules import DrugRule

Periods = tuple[tuple[Day, Day], ...]
"""The days on which something was given, from … to, both included."""

_NO_DOSE = re.compile(r"\s*0+(?:[.,]0*)?\s*(?![\d.,])")


def drug(rule: DrugRule, case: Case) -> Step:
    """Judge what a rule asks of medicines: by itself, whether a course touches its window."""
    if rule.equivalent is not None:
        return equivalents(rule, case)
    if rule.count is not None:
        return counted(rule, rule.count, case)
    if rule.half_lives is not None:
        return not_washed_out(rule, rule.half_lives, case)
    if rule.is_of_a_course:
        return regimen(rule, case)
    return _touches(rule, case)


def _touches(rule: DrugRule, case: Case) -> Step:
    window = _until_sample(rule, case)
    if isinstance(window, Step):
        return window
    clause = clause_of(rule, "medications", "drugs", rule.drug, case, window)
    entries = tuple(
        with_exceptions(_course(one, clause, case), rule.unless, Drug, {}, case)
        for one in case.medications(rule.drug)
    )
    return listed(rule, clause, entries, case)


def _until_sample(rule: DrugRule, case: Case) -> Window | Step | None:
    """Return the days from a milestone until the sample of a result, where a rule asks so."""
    start, key = rule.from_, rule.until_sample_of
    if start is None or key is None:
        return None
    entry = case.setting.vocabulary.get(Lab, key)
    fresh = case.fresh(entry.goes_stale if entry else None)
    samples = [one for one in case.observations(key) if one.value is not None]
    pool = possibly_latest(case, samples, fresh)
    if not pool:
        return About(key, "labs").unknown(NeedKind.MISSING, "missing")
    days = [case.day(one.date) for one in pool]
    last = Day(min(day.first for day in days), max(day.last for day in days))
    return Window(case.anchor(start).day, last)


def _course(one: Medication, clause: Clause, case: Case) -> Entry:
    """Return a course as an entry; one without an end goes on for as long as is known."""
    evidence = Evidence(
        "medication",
        one.of,
        as_entered=doses_text(one),
        as_used="once" if one.once == "yes" else "course",
        day=one.start,
        source=one.source,
        fact=one.id,
    )
    ahead = _is_only_ahead(one, case)
    given = [
        (start.until(end.last if ahead else min(end.last, case.as_of)), _known_end(end, case))
        for start, end in periods(one)
    ]
    entry = touching(given, evidence, clause, one.time)
    if entry.truth is Truth.UNKNOWN and given[-1][1].last == FOREVER.last:
        need = Need(NeedKind.DAY_NOT_KNOWN, one.of, "drugs")
        return replace(entry, code="still_running", need=need)
    return entry


def _is_only_ahead(one: Medication, case: Case) -> bool:
    """Tell whether all that is known of a start is a first dose still to come."""
    days = [change.from_.first for change in one.doses]
    return one.start is None and one.once != "yes" and bool(days) and min(days) > case.as_of


def _known_end(end: Day, case: Case) -> Day:
    """Return the end of a course: one still running may end on any day from the assessed one."""
    return Day(case.as_of, FOREVER.last) if end == FOREVER else end


def periods(one: Medication) -> Periods:
    """Return the days on which a course was given: gaps (a dose of 0) left out.

    A course without an end goes on; a single dose is one day, or where a later last day is on
    record any up to that: it cannot be both.
    """
    start = one.start or NOT_KNOWN
    if one.once == "yes":
        last = start.last if one.end is None else max(start.last, one.end.last)
        return ((start, Day(start.first, last)),)
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
    return _with_what_was_before(known, start, changes[0].from_)


def _with_what_was_before(known: Periods, start: Day, first: Day) -> Periods:
    """Add the days before the first dose on record: how much was given then is not known."""
    before = _day_before(first)
    if start.last < first.first:
        return ((start, before), *known)
    # It may have begun on any day up to that of the first dose, also on that day itself: what is
    # not known is never a no.
    begins = Day(min(start.first, first.first), min(start.last, first.last))
    if known and known[0][0] == first:
        return ((begins, known[0][1]), *known[1:])
    if start.first < first.first:
        return ((begins.until(before.last), Day(begins.first, before.last)), *known)
    return known


def _day_before(day: Day) -> Day:
    return Day(day.first - timedelta(days=1), day.last - timedelta(days=1))
