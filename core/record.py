"""PatientRecord and the facts in it. Frozen: a change makes a new record."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any, ClassVar, Literal

from core.dates import Day

YesNo = Literal["yes", "no"]
Sex = Literal["female", "male"]
MilestoneKind = Literal[
    "consent",
    "screening",
    "enrolment",
    "leukapheresis",
    "lymphodepletion",
    "infusion",
    "end_of_participation",
]
ListName = Literal["medications", "diagnoses", "events", "allergies", "devices"]
Cause = Literal["disease", "marrow_suppression", "other"]
NotDone = Literal[
    "pending",
    "not_done",
    "refused",
    "not_asked",
    "asked_but_unknown",
    "not_applicable",
    "measurement_failed",
    "sample_lost",
    "not_available",
]


def _without_underscore(name: str) -> str:
    return name.rstrip("_")


DOCUMENT: dict[str, Any] = {
    "extra": "forbid",
    "alias_generator": _without_underscore,
    "validate_by_name": False,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """What every fact may carry about itself; `time` is when it was entered (ISO, UTC)."""

    __pydantic_config__: ClassVar[dict[str, Any]] = DOCUMENT

    id: str | None = None
    time: str | None = None
    author: str | None = None
    role: str | None = None
    source: str | None = None
    comment: str | None = None
    supersedes: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone(Fact):
    """A named day of one trial's course; `planned` for a day to come, `refused` for a consent."""

    trial: str
    event: MilestoneKind
    date: Day | None = None
    attempt: int = 1
    planned: YesNo = "no"
    signed_by: Literal["subject", "guardian"] = "subject"
    refused: YesNo = "no"


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation(Fact):
    """A measured number or a named state; its unit is part of `value`.

    `typed` is the text from which `value` was read, where it was written otherwise: `4,1`.
    """

    of: str
    value: str | None = None
    typed: str | None = None
    date: Day | None = None
    upper_limit: str | None = None
    lower_limit: str | None = None
    specimen: str | None = None
    method: Literal["measured", "reported", "calculated"] | None = None
    significance: Literal["cs", "ncs"] | None = None
    antigens: tuple[str, ...] = ()
    not_done: NotDone | None = None
    expected: Day | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Score(Fact):
    """A disease score: a total, a value, a grade per system, or its items."""

    of: str
    date: Day | None = None
    total: Decimal | None = None
    value: str | None = None
    grades: dict[str, str] = field(default_factory=dict)
    items: dict[str, str] = field(default_factory=dict)
    joints: dict[str, tuple[str, ...]] = field(default_factory=dict)
    version: str | None = None
    rater: str | None = None
    not_done: NotDone | None = None
    expected: Day | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Classified:
    """That a diagnosis fulfils a published set of criteria, and who says so."""

    __pydantic_config__: ClassVar[dict[str, Any]] = DOCUMENT

    set: str
    date: Day | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnosis(Fact):
    """A disease the patient has, had, may have, or has not."""

    of: str
    date: Day | None = None
    status: Literal["suspected", "ongoing", "resolved", "ruled_out"] = "ongoing"
    end: Day | None = None
    classified_by: tuple[Classified, ...] = ()
    detail: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class DoseChange:
    """From a day on, this dose (0 for a gap) per day or week."""

    __pydantic_config__: ClassVar[dict[str, Any]] = DOCUMENT

    from_: Day
    dose: str
    per: Literal["day", "week"] = "day"


@dataclass(frozen=True, slots=True, kw_only=True)
class Medication(Fact):
    """A course of a medicine; without an end it goes on, `once` for a single dose."""

    of: str
    route: str | None = None
    form: str | None = None
    start: Day | None = None
    end: Day | None = None
    planned_end: YesNo = "no"
    once: YesNo = "no"
    dose: str | None = None
    per: Literal["day", "week"] | None = None
    doses: tuple[DoseChange, ...] = ()
    stable_since: Day | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Fact):
    """Something that happened, or is planned."""

    of: str
    date: Day | None = None
    end: Day | None = None
    planned: YesNo = "no"
    detail: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Allergy(Fact):
    """An allergy or intolerance to a substance."""

    to: str
    severity: Literal["mild", "moderate", "severe"] | None = None
    date: Day | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Device(Fact):
    """A device in the patient's body."""

    of: str
    from_: Day | None = None
    until: Day | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Complete(Fact):
    """That a list was gone through and holds all there was up to a day.

    `of` narrows it to a class or kind; `since` says from when it was gone through.
    """

    list: ListName
    as_of: Day
    of: str | None = None
    since: Day | None = None
    by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer(Fact):
    """A person's answer to a question of the vocabulary, for the patient or for one trial."""

    to: str
    answer: Literal["yes", "no", "unknown"]
    trial: str | None = None
    by: Literal["subject", "coordinator", "investigator"] | None = None
    date: Day | None = None
    reason: str | None = None
    detail: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement(Fact):
    """An investigator's judgement on one fact, named by `fact` (its id) or by its value and day."""

    kind: Literal["attribution", "significance"]
    of: str
    trial: str | None = None
    fact: str | None = None
    date_of: Day | None = None
    value: str | None = None
    due_to: Cause | None = None
    significance: Literal["cs", "ncs"] | None = None
    by: Literal["subject", "coordinator", "investigator"] | None = None
    reason: str | None = None
    date: Day | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PatientRecord:
    """One patient as facts; `subject` is the screening number, never a name."""

    __pydantic_config__: ClassVar[dict[str, Any]] = DOCUMENT

    subject: str
    sex: Sex | None = None
    birth_date: Day | None = None
    milestones: tuple[Milestone, ...] = ()
    observations: tuple[Observation, ...] = ()
    scores: tuple[Score, ...] = ()
    diagnoses: tuple[Diagnosis, ...] = ()
    medications: tuple[Medication, ...] = ()
    events: tuple[Event, ...] = ()
    allergies: tuple[Allergy, ...] = ()
    devices: tuple[Device, ...] = ()
    complete: tuple[Complete, ...] = ()
    answers: tuple[Answer, ...] = ()
    judgements: tuple[Judgement, ...] = ()


FACT_LISTS: dict[str, type[Fact]] = {
    "milestones": Milestone,
    "observations": Observation,
    "scores": Score,
    "diagnoses": Diagnosis,
    "medications": Medication,
    "events": Event,
    "allergies": Allergy,
    "devices": Device,
    "complete": Complete,
    "answers": Answer,
    "judgements": Judgement,
}


def facts(record: PatientRecord) -> tuple[Fact, ...]:
    """Return all facts of a record, list by list."""
    return tuple(fact for name in FACT_LISTS for fact in getattr(record, name))


def where(record: PatientRecord, keep: Callable[[Fact], bool]) -> PatientRecord:
    """Return the record with only the facts that `keep` accepts."""
    kept: dict[str, Any] = {
        name: tuple(fact for fact in getattr(record, name) if keep(fact)) for name in FACT_LISTS
    }
    return replace(record, **kept)


def current(record: PatientRecord) -> PatientRecord:
    """Return the record without the facts that a later one supersedes."""
    gone = {fact.supersedes for fact in facts(record) if fact.supersedes}
    return where(record, lambda fact: fact.id not in gone) if gone else record
