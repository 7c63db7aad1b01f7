"""No, unknown, judgement, yes; how they combine; what each open one needs."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class Truth(StrEnum):
    """What a rule says of a record."""

    NO = "no"
    UNKNOWN = "unknown"
    JUDGEMENT = "judgement"
    YES = "yes"
    NOT_APPLICABLE = "not_applicable"

    @property
    def is_open(self) -> bool:
        """Tell whether a fact or a person's judgement is still wanted."""
        return self in (Truth.UNKNOWN, Truth.JUDGEMENT)


class Outcome(StrEnum):
    """What a criterion says of a patient, always from the side of eligibility."""

    MET = "met"
    NOT_MET = "not_met"
    UNKNOWN = "unknown"
    NEEDS_REVIEW = "needs_review"
    NOT_APPLICABLE = "not_applicable"

    @property
    def is_open(self) -> bool:
        """Tell whether this outcome keeps the trial from being decided as eligible."""
        return self in (Outcome.UNKNOWN, Outcome.NEEDS_REVIEW)


class Verdict(StrEnum):
    """What a trial, or one of its arms, says of a patient."""

    ELIGIBLE = "eligible"
    NOT_ELIGIBLE = "not_eligible"
    UNDECIDED = "undecided"


class Gate(StrEnum):
    """The days at which a verdict is asked for, in the order in which they come."""

    SCREENING = "screening"
    ENROLMENT = "enrolment"
    LEUKAPHERESIS = "leukapheresis"
    LYMPHODEPLETION = "lymphodepletion"
    INFUSION = "infusion"

    def is_due_by(self, gate: Gate) -> bool:
        """Tell whether what is due at this gate is due by the given one."""
        return _PLACE[self] <= _PLACE[gate]


GATES = tuple(Gate)
_PLACE = {gate: place for place, gate in enumerate(GATES)}


class NeedKind(StrEnum):
    """Why a part is open, and so what to do next."""

    MISSING = "missing"
    PENDING = "pending"
    STALE = "stale"
    NO_UPPER_LIMIT = "no_upper_limit"
    UNIT = "unit"
    DETECTION_LIMIT = "detection_limit"
    DATE_INCOMPLETE = "date_incomplete"
    NOT_DONE = "not_done"
    LIST_NOT_COMPLETE = "list_not_complete"
    DAY_NOT_KNOWN = "day_not_known"
    CONFLICT = "conflict"
    CONSENT_MISSING = "consent_missing"
    TWO_READINGS = "two_readings"
    AWAITING_INVESTIGATOR = "awaiting_investigator"


@dataclass(frozen=True, slots=True)
class Need:
    """One thing that would settle an open part.

    `what` is a vocabulary key ("alt"), a list ("medications") or a milestone ("screening");
    `of` says in which part of the vocabulary or record the key is found.
    """

    kind: NeedKind
    what: str
    of: str


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence as data: its code in the wording catalogue, and what goes into it."""

    code: str
    values: Mapping[str, object] = field(default_factory=dict, hash=False)


_OPPOSITE = {Truth.NO: Truth.YES, Truth.YES: Truth.NO}
_ALL_OF = (Truth.NO, Truth.UNKNOWN, Truth.JUDGEMENT, Truth.YES)
_ANY_OF = (Truth.YES, Truth.UNKNOWN, Truth.JUDGEMENT, Truth.NO)


def negated(truth: Truth) -> Truth:
    """Turn yes and no round; what is open or does not apply stays so.

    >>> negated(Truth.NO)
    <Truth.YES: 'yes'>
    """
    return _OPPOSITE.get(truth, truth)


def all_of(truths: Iterable[Truth]) -> Truth:
    """Return the least of no < unknown < judgement < yes; what does not apply is neutral.

    >>> all_of([Truth.YES, Truth.JUDGEMENT, Truth.UNKNOWN])
    <Truth.UNKNOWN: 'unknown'>
    """
    return _first(_ALL_OF, truths)


def any_of(truths: Iterable[Truth]) -> Truth:
    """Return the greatest of no < judgement < unknown < yes; what does not apply is neutral.

    >>> any_of([Truth.NO, Truth.JUDGEMENT, Truth.UNKNOWN])
    <Truth.UNKNOWN: 'unknown'>
    """
    return _first(_ANY_OF, truths)


def at_least(count: int, truths: Iterable[Truth]) -> Truth:
    """Say whether `count` of the truths are yes: `any_of` over the `all_of` of each choice."""
    applicable = [truth for truth in truths if truth is not Truth.NOT_APPLICABLE]
    certain = applicable.count(Truth.YES)
    if certain >= count:
        return Truth.YES
    if len(applicable) - applicable.count(Truth.NO) < count:
        return Truth.NO
    return Truth.UNKNOWN if Truth.UNKNOWN in applicable else Truth.JUDGEMENT


def two_readings(first: Truth, second: Truth) -> Truth:
    """Combine two defensible readings of one text; where they differ, a person decides."""
    if first is second:
        return first
    if Truth.UNKNOWN in (first, second):
        return Truth.UNKNOWN
    return Truth.JUDGEMENT


def _first(order: tuple[Truth, ...], truths: Iterable[Truth]) -> Truth:
    present = set(truths)
    return next((truth for truth in order if truth in present), Truth.NOT_APPLICABLE)
