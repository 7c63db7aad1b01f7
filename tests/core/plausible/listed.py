"""Draws entries of lists that a trial's rules look for: diseases, medicines, events and others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from core.rules import AllergyRule, DeviceRule, DiagnosisRule, DrugRule, EventRule
from core.vocabulary import Allergen, Condition, DeviceKind, Drug, Happening
from tests.core.plausible.amounts import doses
from tests.core.plausible.asked import (
    DAY,
    Asked,
    bounds_of,
    days_around,
    durations_of,
    is_day,
    narrower,
)
from tests.core.plausible.drawing import Drawn, Facts, a_fact, some, times

if TYPE_CHECKING:
    from core.rules import Listed


def diagnoses(asked: Asked) -> Drawn:
    """Draw a disease that a rule asks for, or excepts, with what decides about it."""
    sets = {key for rule in asked.of(DiagnosisRule) for key in rule.classified_by}
    return st.one_of([_disease(rule, sorted(sets)) for rule in asked.of(DiagnosisRule)])


def medications(asked: Asked) -> Drawn:
    """Draw a course of a medicine that a rule asks for, around its days and doses."""
    return st.one_of([_course(rule) for rule in asked.of(DrugRule)])


def events(asked: Asked) -> Drawn:
    """Draw an event that a rule asks for, around its days."""
    return st.one_of([_event(rule) for rule in asked.of(EventRule)])


def allergies(asked: Asked) -> Drawn:
    """Draw an allergy to what a rule names, or to something else."""
    named = {key for rule in asked.of(AllergyRule) for key in rule.allergy}
    return a_fact(
        to=some(*narrower(Allergen, sorted(named)), "iodinated contrast"),
        severity=some(None, "mild", "moderate", "severe"),
        date=some(*days_around(())),
    )


def devices(asked: Asked) -> Drawn:
    """Draw a device in place, or one taken out."""
    named = {key for rule in asked.of(DeviceRule) for key in rule.device}
    keys = narrower(DeviceKind, sorted(named)) or ("central_venous_catheter",)
    drawn = {"of": some(*keys), "from": some(*days_around(()))}
    return a_fact(**drawn, until=some(None, None, "2026-11-17", DAY, "2026-12"))


def complete(asked: Asked) -> Drawn:
    """Draw a line that states a list complete, whole or for a kind, up to a day or since one."""
    diseases = [key for rule in asked.of(DiagnosisRule) for key in rule.diagnosis]
    happenings = [key for rule in asked.of(EventRule) for key in rule.event]
    lists = some("medications", "diagnoses", "events", "allergies", "devices")
    narrowed = [
        _line(some(name), some(*keys))
        for name, keys in (("diagnoses", diseases), ("events", happenings))
        if keys
    ]
    return st.one_of(_line(lists, st.none()), _line(lists, st.none()), *narrowed)


def _line(name: st.SearchStrategy[str], of: st.SearchStrategy[str | None]) -> Drawn:
    return a_fact(
        list=name,
        as_of=some(DAY, DAY, DAY, "2026-11-17", "2026-11", "2026-12-02"),
        of=of,
        since=some(None, None, None, "2026-01-01"),
    )


def _disease(rule: DiagnosisRule, sets: list[str]) -> Drawn:
    excepted = [key for one in rule.unless for key in one.is_]
    keys = narrower(Condition, (*rule.diagnosis, *excepted))
    classified = [[], *([{"set": one}] for one in (*rule.classified_by, *sets))]
    return a_fact(
        of=some(*keys),
        date=_days(rule),
        status=some("ongoing", "ongoing", "ongoing", "suspected", "resolved", "ruled_out"),
        end=some(None, None, None, *_ends(rule)),
        classified_by=some(*classified),
        detail=_details(rule),
        time=times,
    )


def _course(rule: DrugRule) -> Drawn:
    limits = doses(bounds_of(rule))
    given = some((None, None), ("7.5 mg", "day"), ("2 tablets", None), *limits, *limits)
    days = [day for day in _around(rule) if is_day(day)]
    changes = [[{"from": day, "dose": dose, "per": per}] for day in days for dose, per in limits]
    gaps = [[{"from": day, "dose": "0 mg"}] for day in days]
    drawn = a_fact(
        of=some(*narrower(Drug, rule.drug)),
        start=_days(rule),
        end=some(None, None, *_ends(rule)),
        once=some(None, None, None, "yes"),
        route=some(None, "oral", "oral", "oral", "intravenous", "intramuscular"),
        stable_since=some(None, None, *days),
        doses=some([], [], [], *gaps[:9], *changes[:20]),
        time=times,
    )
    return st.tuples(drawn, given).map(lambda both: _dosed(*both))


def _dosed(course: Facts, given: tuple[str | None, str | None]) -> Facts:
    dose = {word: one for word, one in zip(("dose", "per"), given, strict=True) if one}
    return course | dose


def _event(rule: EventRule) -> Drawn:
    return a_fact(
        of=some(*narrower(Happening, rule.event)),
        date=_days(rule),
        end=some(None, None, *_ends(rule)),
        planned=some(None, None, None, "yes"),
        detail=_details(rule),
        time=times,
    )


def _details(rule: DiagnosisRule | EventRule) -> st.SearchStrategy[Any]:
    """Draw no detail, or one that the rule or an exception of it asks for, or its contrary."""
    wheres = [rule.where, *(one.where for one in rule.unless)]
    said = [{word: value} for where in wheres for word, values in where.items() for value in values]
    contrary = [{word: "no"} for where in wheres for word in where]
    since = [
        {one.since: day} for one in rule.unless if one.since for day in _around(rule) if is_day(day)
    ]
    return some({}, {}, *said, *contrary, *since)


def _around(rule: Listed) -> tuple[str | None, ...]:
    return days_around(durations_of(rule))


def _days(rule: Listed) -> st.SearchStrategy[Any]:
    return some(*_around(rule))


def _ends(rule: Listed) -> list[str]:
    return [day for day in _around(rule) if day is not None and day != "2026-11-19"]
