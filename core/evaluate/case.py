"""What the rules are asked about: one record, one trial's days, one setting, one day."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from core.dates import FOREVER, NOT_KNOWN, Day, Duration, Window
from core.evaluate.anchor import Anchor
from core.evaluate.remembered import Remembered
from core.truth import Gate
from core.vocabulary import Condition, Drug, Happening, kind_word

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Mapping
    from datetime import date

    from core.calculators.courses.course import Course
    from core.evaluate.known import Known, Topic
    from core.record import (
        Allergy,
        Answer,
        Complete,
        Device,
        Diagnosis,
        Event,
        Judgement,
        ListName,
        Medication,
        Milestone,
        MilestoneKind,
        Observation,
        PatientRecord,
        Score,
        Sex,
    )
    from core.rules import Node
    from core.site import Setting
    from core.step import Step
    from core.vocabulary import Entry

Made = TypeVar("Made")

DEFAULT_FRESHNESS = Duration.read("28 days")
_ORDER: tuple[MilestoneKind, ...] = (
    "screening",
    "enrolment",
    "leukapheresis",
    "lymphodepletion",
    "infusion",
)


@dataclass(frozen=True)
class Case:
    """One patient before one trial; the only way from a rule to the facts.

    `seen` collects what a rule asks for, so that its step is made anew only when that changes:
    `steps` are those made in this case, `earlier` those of the case before an entry, of which the
    topics in `moved` no longer stand. Steps are found by the identity of their rule: one that a
    file writes twice is made once. `shared` is what several rules make of the same facts.
    """

    known: Known
    trial: str
    setting: Setting
    attempt: int
    gate: Gate = Gate.SCREENING
    seen: set[Topic] = field(default_factory=set, compare=False)
    steps: dict[int, Remembered] = field(default_factory=dict, compare=False)
    earlier: Mapping[int, Remembered] = field(default_factory=dict, compare=False)
    moved: frozenset[Topic] = frozenset()
    shared: dict[Hashable, Any] = field(default_factory=dict, compare=False)

    @property
    def as_of(self) -> date:
        """Return the assessed day."""
        return self.known.as_of

    # What was said before

    def recalled(self, rule: Node) -> Step | None:
        """Return the step of a rule: made before in this case, or earlier of what still stands."""
        made = self.steps.get(id(rule))
        if made is None:
            made = self.earlier.get(id(rule))
            if made is None or not made.seen.isdisjoint(self.moved):
                return None
        self.seen.update(made.seen)
        return made.step

    def made(self, rule: Node, make: Callable[[Node, Case], Step]) -> Step:
        """Make the step of a rule, and remember it with what it asked for."""
        around = self.seen.copy()
        self.seen.clear()
        step = make(rule, self)
        self.steps[id(rule)] = Remembered(step, frozenset(self.seen), rule)
        self.seen.update(around)
        return step

    def is_kept(self, rule: Node, step: Step) -> bool:
        """Tell whether the step of a rule is the earlier one."""
        made = self.earlier.get(id(rule))
        return made is not None and made.step is step

    def once(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """Return what is made of facts, made by the first rule that needs it.

        Each rule asks for the facts itself, before: what `make` asked for would be seen only once.
        """
        if key not in self.shared:
            self.shared[key] = make()
        made: Made = self.shared[key]
        return made

    # The facts

    @property
    def sex(self) -> Sex | None:
        """Return the patient's sex, if it is known."""
        self.seen.add(("person", "sex"))
        return self.known.record.sex

    @property
    def birth_date(self) -> Day | None:
        """Return the patient's day of birth, as far as it is known."""
        self.seen.add(("person", "birth_date"))
        return self.known.record.birth_date

    def observations(self, key: str) -> tuple[Observation, ...]:
        """Return the results of one thing."""
        self.seen.add(("observations", key))
        return self.known.observations.get(key, ())

    def scores(self, key: str) -> tuple[Score, ...]:
        """Return the results of one score."""
        self.seen.add(("scores", key))
        return self.known.scores.get(key, ())

    def answers(self, key: str) -> tuple[Answer, ...]:
        """Return the answers to one question, also those of other trials."""
        self.seen.add(("answers", key))
        return self.known.answers.get(key, ())

    def judgements(self, key: str) -> tuple[Judgement, ...]:
        """Return what was judged of one thing, also for other trials."""
        self.seen.add(("judgements", key))
        return self.known.judgements.get(key, ())

    def complete(self, name: ListName) -> tuple[Complete, ...]:
        """Return the lines that state a list complete."""
        self.seen.add(("complete", name))
        return self.known.complete.get(name, ())

    @property
    def diagnoses(self) -> tuple[Diagnosis, ...]:
        """Return all diagnoses."""
        return self._all("diagnoses").diagnoses

    def diagnoses_of(self, wanted: tuple[str, ...]) -> tuple[Diagnosis, ...]:
        """Return the diagnoses that are one of these, or of one of these kinds."""
        self.seen.update(("diagnoses", key) for key in wanted)
        found = self.known.record.diagnoses
        return tuple(one for one in found if self.is_any(Condition, one.of, wanted))

    def medications(self, wanted: tuple[str, ...]) -> tuple[Medication, ...]:
        """Return the courses of these medicines, and of medicines of these classes."""
        self.seen.update(("medications", key) for key in wanted)
        found = self.known.record.medications
        return tuple(one for one in found if self.is_any(Drug, one.of, wanted))

    def events(self, wanted: tuple[str, ...]) -> tuple[Event, ...]:
        """Return the events of these kinds."""
        self.seen.update(("events", key) for key in wanted)
        found = self.known.record.events
        return tuple(one for one in found if self.is_any(Happening, one.of, wanted))

    @property
    def allergies(self) -> tuple[Allergy, ...]:
        """Return all allergies."""
        return self._all("allergies").allergies

    @property
    def devices(self) -> tuple[Device, ...]:
        """Return all devices."""
        return self._all("devices").devices

    def courses(self, taken: Iterable[Medication]) -> tuple[Course, ...]:
        """Return medicines of the record as courses."""
        return tuple(self.known.courses[id(one)][1] for one in taken)

    def _all(self, name: str) -> PatientRecord:
        self.seen.add((name, ""))
        return self.known.record

    @property
    def own_milestones(self) -> tuple[Milestone, ...]:
        """Return the milestones of this trial and attempt; a rule asks for them by `milestone`."""
        return tuple(
            one
            for one in self.known.record.milestones
            if (one.trial, one.attempt) == (self.trial, self.attempt)
        )

    def other_milestones(self, *events: MilestoneKind) -> tuple[Milestone, ...]:
        """Return the milestones of these kinds of other trials, and of other attempts."""
        self.seen.update(("milestones", event) for event in events)
        return tuple(
            one
            for one in self.known.record.milestones
            if one.event in events and (one.trial, one.attempt) != (self.trial, self.attempt)
        )

    # The days

    def milestone(self, event: MilestoneKind) -> Milestone | None:
        """Return the latest milestone of this kind in this trial and attempt.

        What has happened stands above what is planned, and a refusal above a signature of one day.
        """
        self.seen.add((self.trial, event))
        return self._milestones.get(event)

    @cached_property
    def _milestones(self) -> dict[MilestoneKind, Milestone]:
        in_order = sorted(self.own_milestones, key=_by_day)
        return {one.event: one for one in in_order}

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

    @property
    def screening(self) -> Day:
        """Return the screening day; nearly every rule asks for it."""
        self.seen.add((self.trial, "screening"))
        return self._screening

    @cached_property
    def _screening(self) -> Day:
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

    @property
    def screening_period(self) -> Window:
        """Return the days from the screening to the earlier of enrolment and the assessed day."""
        enrolment = self.anchor("enrolment")
        end = min(self.as_of, enrolment.day.last) if enrolment.known else self.as_of
        return Window(self.screening, Day.on(max(end, self.screening.first)))

    def within(self, duration: Duration, event: MilestoneKind) -> Window:
        """Return the days "within `duration` before" a milestone, both ends included."""
        return Window.before(self.anchor(event).day, duration)

    def is_any(self, kind: type[Entry], key: str, wanted: tuple[str, ...]) -> bool:
        """Tell whether a key is one of the wanted ones, or belongs to one of them."""
        wider = self.setting.vocabulary.wider[kind_word(kind)].get(key, frozenset())
        return key in wanted or not wider.isdisjoint(wanted)


def _by_day(milestone: Milestone) -> tuple[bool, date, bool, str]:
    day = (milestone.date or NOT_KNOWN).first
    return milestone.planned == "no", day, milestone.refused == "yes", str(milestone)
