"""When time alone will change what a criterion says: valid until, and possible from."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, is_dataclass, replace
from datetime import date, timedelta
from itertools import product
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from core.assessment.finding import outcome_of
from core.dates import Day, Duration
from core.evaluate import answer
from core.evaluate.case import DEFAULT_FRESHNESS, Case
from core.evaluate.known import known_on
from core.record import Milestone
from core.rules import AgeRule, DrugRule, walk
from core.truth import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from core.assessment.finding import Assessment
    from core.evaluate.known import Known
    from core.record import MilestoneKind, PatientRecord
    from core.rules import Node
    from core.site import Setting
    from core.trial import Criterion, Trial
    from core.vocabulary import Entry

YEAR = 366
_ONE_DAY = timedelta(days=1)
_OF_LATER_DAYS = ("enrolment", "leukapheresis", "lymphodepletion", "infusion")


@dataclass(frozen=True, slots=True)
class Turn:
    """From a day on, with nothing entered until then, a criterion has another outcome."""

    day: date
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Outlook:
    """What time alone will do to a criterion within a year.

    A met one is `valid_until` a day; another is `possible_from` a day. One that waits for a later
    milestone (`event`) is `clear_from` the first day on which that, if planned, would meet it.
    """

    valid_until: date | None = None
    possible_from: date | None = None
    event: MilestoneKind | None = None
    clear_from: date | None = None


def outlooks(
    record: PatientRecord, trial: Trial, setting: Setting, now: Assessment
) -> dict[str, Outlook]:
    """Return what time alone will do to each criterion of an assessment made from this record.

    Criteria of an arm that no diagnosis on record opens are left out.
    """
    ahead = Ahead(record, trial, setting, now)
    opened = {None} | {one.arm for one in now.arms if one.opened_by}
    return {one.id: outlook(ahead, one) for one in trial.criteria if one.arm in opened}


@dataclass(frozen=True)
class Ahead:
    """A record and the days to come, on each of which it is read once."""

    record: PatientRecord
    trial: Trial
    setting: Setting
    now: Assessment
    read: dict[date, Known] = field(default_factory=dict)

    def on(self, day: date) -> Case:
        """Return the case of a day, with nothing entered until then."""
        if day not in self.read:
            self.read[day] = known_on(self.record, day)
        return self._case(self.read[day])

    def planned(self, event: MilestoneKind, day: date) -> Case:
        """Return the case of the assessed day, with a milestone planned for a later one."""
        plan = Milestone(
            trial=self.trial.registry_number,
            event=event,
            date=Day.on(day),
            attempt=self.now.attempt,
            planned="yes",
        )
        record = replace(self.record, milestones=(*self.record.milestones, plan))
        return self._case(known_on(record, self.now.as_of))

    def _case(self, known: Known) -> Case:
        number = self.trial.registry_number
        return Case(known, number, self.setting, self.now.attempt, self.now.gate)


def outlook(ahead: Ahead, criterion: Criterion) -> Outlook:
    """Return what time alone will do to one criterion."""
    finding = next(one for one in ahead.now.findings if one.id == criterion.id)
    found = turns(ahead, criterion)
    if finding.outcome is Outcome.MET:
        return Outlook(valid_until=found[0].day - _ONE_DAY if found else None)
    possible = next((one.day for one in found if one.outcome is Outcome.MET), None)
    event = event_awaited(criterion)
    if event is None or finding.outcome not in (Outcome.UNKNOWN, Outcome.NOT_MET):
        return Outlook(possible_from=possible)
    return Outlook(
        possible_from=possible, event=event, clear_from=earliest(ahead, criterion, event)
    )


def turns(ahead: Ahead, criterion: Criterion) -> tuple[Turn, ...]:
    """Return the days of the next year on which time alone changes a criterion's outcome.

    The day before the first turn of a met criterion is the last on which it is valid; the day of
    the first turn to met is the earliest one possible.
    """
    found: list[Turn] = []
    before = _outcome(criterion, ahead.on(ahead.now.as_of))
    for day in _days_to_try(ahead, criterion):
        outcome = _outcome(criterion, ahead.on(day))
        if outcome is not before:
            found.append(Turn(day, outcome))
            before = outcome
    return tuple(found)


def earliest(ahead: Ahead, criterion: Criterion, event: MilestoneKind) -> date | None:
    """Return the first day of the next year for which a milestone, if planned, meets a criterion.

    None where no such day does with what is on record.
    """
    for day in (ahead.now.as_of, *_days_to_try(ahead, criterion)):
        if _outcome(criterion, ahead.planned(event, day)) is Outcome.MET:
            return day
    return None


def event_awaited(criterion: Criterion) -> MilestoneKind | None:
    """Return the later milestone that a criterion's windows count from, if there is one."""
    for rule in walk(criterion.rule):
        words: tuple[MilestoneKind | None, ...] = (
            getattr(rule, "before", None),
            getattr(rule, "running_on", None),
        )
        for word in words:
            if word in _OF_LATER_DAYS:
                return word
    return None


def _outcome(criterion: Criterion, case: Case) -> Outcome:
    step = answer(criterion.rule, case)
    return outcome_of(step.truth, against=criterion.kind == "exclusion")


def _days_to_try(ahead: Ahead, criterion: Criterion) -> list[date]:
    """Return the days of the next year on which anything counted from a fact's day may change.

    Half-lives, and time under a medicine with its gaps left out, are counted from no one day:
    there every day is tried.
    """
    as_of = ahead.now.as_of
    last = as_of + timedelta(days=YEAR)
    rules = walk(criterion.rule)
    if any(isinstance(rule, DrugRule) and _is_summed(rule) for rule in rules):
        return [as_of + timedelta(days=number) for number in range(1, YEAR + 1)]
    lengths = {Duration(0, 0, ""), DEFAULT_FRESHNESS, *_lengths(rules, ahead.setting)}
    days = {as_of, *_days_in(ahead.record)}
    ends = {length.after(day) for length, day in product(lengths, days)}
    near = {end + gap for end in ends if end < date.max for gap in (timedelta(0), _ONE_DAY)}
    return sorted(day for day in near if as_of < day <= last)


def _is_summed(rule: DrugRule) -> bool:
    return bool(rule.half_lives or rule.for_at_least or rule.for_more_than)


def _lengths(rules: Iterable[Node], setting: Setting) -> Iterator[Duration]:
    """Yield every length of time that rules count: their own, and how long things stay fresh."""
    for rule in rules:
        yield from _durations(rule)
        for key in _words(rule):
            for entries in setting.vocabulary.entries.values():
                yield from _stale(entries.get(key))
        if isinstance(rule, AgeRule):
            yield from (
                Duration(12 * int(bound.amount) + more, 0, "")
                for _, bound in rule.limits()
                for more in (0, 12)
            )


def _stale(entry: Entry | None) -> Iterator[Duration]:
    goes_stale = getattr(entry, "goes_stale", None)
    if goes_stale is not None:
        yield goes_stale


def _durations(model: BaseModel) -> Iterator[Duration]:
    for name in model.model_fields_set:
        value: Any = getattr(model, name)
        for one in value if isinstance(value, tuple) else (value,):
            if isinstance(one, Duration):
                yield one
            elif isinstance(one, BaseModel) and not hasattr(one, "when"):
                yield from _durations(one)


def _words(rule: Node) -> Iterator[str]:
    for name in rule.model_fields_set:
        value: Any = getattr(rule, name)
        yield from (
            one for one in (value if isinstance(value, tuple) else (value,)) if isinstance(one, str)
        )


def _days_in(value: object) -> Iterator[date]:
    """Yield both ends of every day in a record."""
    if isinstance(value, Day):
        yield from (value.first, value.last)
    elif isinstance(value, tuple):
        for one in value:
            yield from _days_in(one)
    elif is_dataclass(value):
        for one in fields(value):
            yield from _days_in(getattr(value, one.name))
