"""When time alone will change what a criterion says: valid until, and possible from."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, TypeVar

from core.assessment.days_ahead import days_to_try
from core.assessment.finding import outcome_of
from core.dates import Day
from core.evaluate import answer
from core.evaluate.case import Case
from core.evaluate.known import known_on
from core.record import Milestone
from core.rules import walk
from core.truth import NeedKind, Outcome

if TYPE_CHECKING:
    from collections.abc import Container, Generator, Iterator

    from core.assessment.finding import Assessment
    from core.evaluate.known import Known
    from core.record import MilestoneKind, PatientRecord
    from core.site import Setting
    from core.step import Step
    from core.trial import Criterion, Trial

Result = TypeVar("Result")
_ONE_DAY = timedelta(days=1)
_PASSES = (Outcome.MET, Outcome.NOT_APPLICABLE)
_OF_LATER_DAYS = ("enrolment", "leukapheresis", "lymphodepletion", "infusion")


@dataclass(frozen=True, slots=True)
class Turn:
    """From a day on, with nothing entered until then, a criterion has another outcome.

    `is_clear` where nothing stands against it any more: it is met, or only asks whether its lists
    are still complete. `out_of_date` are the results that it asks for again.
    """

    day: date
    outcome: Outcome
    is_clear: bool = field(default=False, compare=False)
    out_of_date: tuple[str, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Outlook:
    """What time alone will do to a criterion within a year.

    One that passes is `valid_until` a day, and then asks for `out_of_date` results again; that its
    lists are gone through again by then is taken for granted. Another is `possible_from` a day: it
    is met then, or would be by lists that are complete up to then. One that waits for a later
    milestone (`event`) is `clear_from` the first day on which that, if planned, would meet it.
    """

    valid_until: date | None = None
    out_of_date: tuple[str, ...] = ()
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

    def days_to_try(self, criterion: Criterion) -> list[date]:
        """Return the days on which time alone may change a criterion."""
        return days_to_try(self.record, criterion, self.setting, self.now.as_of)

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
    return done(looking(ahead, criterion))


def looking(ahead: Ahead, criterion: Criterion) -> Generator[None, None, Outlook]:
    """Look ahead for one criterion; yields after each day, so that others may work in between."""
    finding = next(one for one in ahead.now.findings if one.id == criterion.id)
    found = yield from _turning(ahead, criterion)
    if finding.outcome in _PASSES:
        end = next((one for one in found if not one.is_clear), None)
        return Outlook(end.day - _ONE_DAY, end.out_of_date) if end else Outlook()
    possible = next((one.day for one in found if one.is_clear), None)
    event = event_awaited(criterion)
    if event is None or finding.outcome not in (Outcome.UNKNOWN, Outcome.NOT_MET):
        return Outlook(possible_from=possible)
    clear = yield from _planning(ahead, criterion, event)
    return Outlook(possible_from=possible, event=event, clear_from=clear)


def done(work: Generator[None, None, Result]) -> Result:
    """Do the whole of a work that stops in between, and return what it found."""
    while True:
        try:
            next(work)
        except StopIteration as end:
            result: Result = end.value
            return result


def turns(ahead: Ahead, criterion: Criterion) -> tuple[Turn, ...]:
    """Return the days of the next year on which time alone changes a criterion's outcome.

    The day before the first turn of a met criterion is the last on which it is valid; the day of
    the first turn to met is the earliest one possible.
    """
    before, found = _outcome(criterion, _step(criterion, ahead.on(ahead.now.as_of))), []
    for turn in done(_turning(ahead, criterion)):
        if turn.outcome is not before:
            found.append(turn)
        before = turn.outcome
    return tuple(found)


def _turning(ahead: Ahead, criterion: Criterion) -> Generator[None, None, tuple[Turn, ...]]:
    """Find the days on which the outcome changes, or whether anything stands against it."""
    found: list[Turn] = []
    last = _step(criterion, ahead.on(ahead.now.as_of))
    before = _turn(ahead.now.as_of, criterion, last, last)
    for day in ahead.days_to_try(criterion):
        step = _step(criterion, ahead.on(day))
        turn = _turn(day, criterion, step, last)
        if (turn.outcome, turn.is_clear) != (before.outcome, before.is_clear):
            found.append(turn)
        before, last = turn, step
        yield
    return tuple(found)


def _turn(day: date, criterion: Criterion, step: Step, before: Step) -> Turn:
    outcome = _outcome(criterion, step)
    is_clear = outcome in _PASSES or (outcome is Outcome.UNKNOWN and _asks_for_lists(step))
    old = set(_stale_in(before))
    return Turn(day, outcome, is_clear, tuple(dict.fromkeys(_stale_in(step, old))))


def _asks_for_lists(step: Step) -> bool:
    """Tell whether a list, or an answer instead of it, is all that is asked for."""
    kinds = {need.kind for need in step.needs}
    others = (need for need in step.needs if need.kind is not NeedKind.LIST_NOT_COMPLETE)
    return (
        NeedKind.LIST_NOT_COMPLETE in kinds
        and NeedKind.STALE not in kinds
        and all(need.of == "questions" for need in others)
    )


def _stale_in(step: Step, but: Container[str] = ()) -> Iterator[str]:
    """Yield what a step and its parts ask for again because it is out of date."""
    for need in step.needs:
        if need.kind is NeedKind.STALE and need.what not in but:
            yield need.what
    for part in step.parts:
        yield from _stale_in(part, but)


def earliest(ahead: Ahead, criterion: Criterion, event: MilestoneKind) -> date | None:
    """Return the first day of the next year for which a milestone, if planned, meets a criterion.

    None where no such day does with what is on record.
    """
    return done(_planning(ahead, criterion, event))


def _planning(
    ahead: Ahead, criterion: Criterion, event: MilestoneKind
) -> Generator[None, None, date | None]:
    for day in (ahead.now.as_of, *ahead.days_to_try(criterion)):
        step = _step(criterion, ahead.planned(event, day))
        if _outcome(criterion, step) is Outcome.MET:
            return day
        yield
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


def _step(criterion: Criterion, case: Case) -> Step:
    return answer(criterion.rule, case)


def _outcome(criterion: Criterion, step: Step) -> Outcome:
    return outcome_of(step.truth, against=criterion.kind == "exclusion")
