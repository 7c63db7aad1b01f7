"""What an entry of each kind holds: a lab, a finding, a score, a diagnosis and so on."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, ClassVar, Literal

from core.dates import Duration
from core.quantity import Unit

Person = Literal["subject", "coordinator", "investigator"]
Section = Literal[
    "person", "diagnosis", "labs", "scores", "medications", "history", "infection", "investigator"
]
Cost = Literal["ask", "chart", "blood", "procedure"]
Specimen = Literal["serum", "urine", "urine_24h"]
STRICT: dict[str, Any] = {"extra": "forbid"}


@dataclass(frozen=True, slots=True)
class Label:
    """What a thing is called, by language code."""

    en: str
    zh: str

    def text(self, language: str) -> str:
        """Return the name in a language, or in English."""
        return self.zh if language.startswith("zh") else self.en


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What every thing that can be entered has; `key` is its word in files."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    key: str
    label: Label
    aliases: tuple[str, ...] = ()
    section: Section
    group: str = ""
    cost: Cost = "chart"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lab(Entry):
    """A measured number. The first unit is the one that the others convert into.

    `specimen` is named where the same thing is measured in several and they are told apart.
    """

    units: tuple[Unit, ...]
    loinc: tuple[str, ...] = ()
    specimen: Specimen | None = None
    goes_stale: Duration | None
    plausible: tuple[Decimal, Decimal] | None = None
    calculated_by: Literal["cockcroft_gault", "ckd_epi_2021"] | None = None

    @property
    def unit(self) -> str:
        """Return the code of the first unit."""
        return self.units[0].code


@dataclass(frozen=True, slots=True, kw_only=True)
class State(Entry):
    """A named state of the patient: an antibody, an infection marker, an imaging finding.

    A number typed for it is positive above its upper limit; a titre from `positive_from` on.
    A panel of antibodies lists its `antigens`: a result names those that were tested. The results
    of the tests that it may be known `also_by` count as its own.
    """

    states: tuple[str, ...]
    loinc: tuple[str, ...] = ()
    specimen: Specimen | None = None
    goes_stale: Duration | None
    units: tuple[Unit, ...] = ()
    positive_from: Decimal | None = None
    combined_from: tuple[str, ...] = ()
    also_by: tuple[str, ...] = ()
    antigens: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreKind(Entry):
    """A disease score as a total between `least` and `greatest`, or a grade per system.

    One marked on a line has `units`. Its `neighbours` measure the same and never stand for it; of
    some, one alone on record is for a person to judge (`neighbours_for_review`).
    """

    least: Decimal | None = None
    greatest: Decimal | None = None
    systems: tuple[str, ...] = ()
    grades: tuple[str, ...] = ()
    step: Decimal | None = None
    units: tuple[Unit, ...] = ()
    loinc: tuple[str, ...] = ()
    neighbours: tuple[str, ...] = ()
    neighbours_for_review: bool = False
    goes_stale: Duration | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition(Entry):
    """A diagnosis. `is_a` names the wider diagnoses and groups that it belongs to.

    `details` names what an exception asks about it: whether it was adequately treated, and so on.
    An `acute` one is its day; any other without an end goes on.
    """

    is_a: tuple[str, ...] = ()
    sets: tuple[str, ...] = ()
    is_group: bool = False
    acute: bool = False
    details: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassificationSet(Entry):
    """A published set of classification criteria."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drug(Entry):
    """A medicine, or a class of them (`is_group`)."""

    is_a: tuple[str, ...] = ()
    atc: tuple[str, ...] = ()
    is_group: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening(Entry):
    """An event: a procedure, a vaccination, a transplantation.

    One that `lasts` goes on until an end is on record; any other is its day.
    """

    is_a: tuple[str, ...] = ()
    is_group: bool = False
    lasts: bool = False
    details: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Allergen(Entry):
    """Something a patient may be allergic to."""

    is_a: tuple[str, ...] = ()
    is_group: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceKind(Entry):
    """A line, a tube or a drain in the patient's body."""

    is_a: tuple[str, ...] = ()
    is_group: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Question(Entry):
    """A question to a person.

    `yes_settled_by` names who alone may settle a positive answer: one by another person then
    waits for that person. `about` says whether the answer ages (now) or holds up to its day.
    `details` names what belongs to the answer beside yes and no: the drugs that failed. One that is
    `asked_alone` is never answered No together with others: there a No speaks against the patient,
    or wants its reason.
    """

    may_answer: tuple[Person, ...]
    about: Literal["now", "past"]
    per: Literal["patient", "trial"] = "patient"
    yes_settled_by: Person | None = None
    goes_stale: Duration = field(default_factory=lambda: Duration.read("28 days"))
    reasons: tuple[str, ...] = ()
    details: tuple[str, ...] = ()
    asked_alone: bool = False
