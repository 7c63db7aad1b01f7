"""Trial, Arm, Criterion. Frozen; unknown keys refused."""

from __future__ import annotations

from dataclasses import dataclass
from string import ascii_lowercase
from typing import TYPE_CHECKING, Literal

from pydantic import BaseModel, Field

from core.record import YesNo
from core.rules import DOOR, Rule, walk
from core.truth import GATES, Gate

if TYPE_CHECKING:
    from core.rules import Node


class Source(BaseModel):
    """Where the text was read, and on which day."""

    model_config = DOOR

    address: str
    read: str


class Arm(BaseModel):
    """The criteria of one disease; `diagnoses` on record, or what belongs to them, open it."""

    model_config = DOOR

    diagnoses: tuple[str, ...] = Field(min_length=1)
    label: str
    inclusion: tuple[Rule, ...]


class TrialFile(BaseModel):
    """A trial file as it is written: the head, then lists of criteria."""

    model_config = DOOR

    registry_number: str = Field(pattern=r"^NCT\d{8}$")
    title: str
    short_name: str
    product: str
    sponsor: str
    phase: str
    status: str
    conditions: tuple[str, ...]
    source: Source
    protocol_version: str | None = None
    read_by: str
    approved: YesNo = "no"
    inclusion: tuple[Rule, ...]
    arms: dict[str, Arm] = Field(default_factory=dict)
    exclusion: tuple[Rule, ...]


def part_id(parent: str, index: int, depth: int) -> str:
    """Name parts a … z, aa … of a criterion, 1, 2, 3 … of a part, and so on by turns."""
    if depth % 2:
        return f"{parent}{index + 1}"
    return parent + ascii_lowercase[index % 26] * (index // 26 + 1)


@dataclass(frozen=True, slots=True)
class Criterion:
    """One printed item of the protocol: its words, and the rule that reads them."""

    id: str
    kind: Literal["inclusion", "exclusion"]
    arm: str | None
    text: str
    note: str | None
    rule: Node


@dataclass(frozen=True, slots=True)
class TrialArm:
    """A disease arm of a trial."""

    key: str
    label: str
    diagnoses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Trial:
    """A trial as the program uses it; `file_hash` is the SHA-256 of its file."""

    registry_number: str
    title: str
    short_name: str
    product: str
    sponsor: str
    phase: str
    status: str
    conditions: tuple[str, ...]
    source_address: str
    source_read: str
    protocol_version: str | None
    read_by: str
    approved: bool
    arms: tuple[TrialArm, ...]
    criteria: tuple[Criterion, ...]
    file_hash: str


def later_gates(trial: Trial) -> tuple[Gate, ...]:
    """Return the gates after the screening at which something of a trial is due, in order."""
    due = {rule.due for one in trial.criteria for rule in walk(one.rule)}
    return tuple(gate for gate in GATES if gate in due and gate is not Gate.SCREENING)
