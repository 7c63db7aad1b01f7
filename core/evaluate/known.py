"""What may be read of a record on one day, by the thing it is about; what changed since another."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from core.calculators.courses.course import course_of
from core.record import FACT_LISTS, Complete, Device, Fact, Medication, Milestone, current, where

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from core.calculators.courses.course import Course
    from core.dates import Day
    from core.record import Answer, Judgement, Observation, PatientRecord, Score
    from core.vocabulary import Vocabulary

Topic = tuple[str, str]
"""Something that a rule may ask a record for: a list, and the key of a thing in it or "".

The days of a trial are asked for by the trial, and the milestone.
"""

MadeOf = tuple[Medication, "Course"]
"""A medicine and its course: while both are kept, no other fact has the identity of the first."""

_DAY_OF: dict[type[Fact], str] = {Complete: "as_of", Medication: "start", Device: "from_"}
_KEY_OF = {"milestones": "event", "complete": "list", "answers": "to", "allergies": "to"}
# Lists that rules ask by class, and where the vocabulary names what is on them.
_ASKED_BY_CLASS = {"diagnoses": "diagnoses", "medications": "drugs", "events": "events"}
_PERSON = ("sex", "birth_date")


@dataclass(frozen=True)
class Known:
    """The facts that may be read on `as_of`: none superseded, none dated later unless planned.

    `earlier` are the courses made of the same day before an entry.
    """

    record: PatientRecord
    as_of: date
    earlier: Mapping[int, MadeOf] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def observations(self) -> dict[str, tuple[Observation, ...]]:
        """Return the results by what they are of."""
        return _by("of", self.record.observations)

    @cached_property
    def scores(self) -> dict[str, tuple[Score, ...]]:
        """Return the results of scores by score."""
        return _by("of", self.record.scores)

    @cached_property
    def answers(self) -> dict[str, tuple[Answer, ...]]:
        """Return the answers by question."""
        return _by("to", self.record.answers)

    @cached_property
    def judgements(self) -> dict[str, tuple[Judgement, ...]]:
        """Return the judgements by what they are about."""
        return _by("of", self.record.judgements)

    @cached_property
    def complete(self) -> dict[str, tuple[Complete, ...]]:
        """Return the lines that state a list complete, by list."""
        return _by("list", self.record.complete)

    @cached_property
    def courses(self) -> dict[int, MadeOf]:
        """Return every medicine with its course, by the identity of its fact."""
        return {
            id(one): self.earlier.get(id(one)) or (one, course_of(one, self.as_of))
            for one in self.record.medications
        }

    def latest_attempt(self, trial: str) -> int:
        """Return the number of the latest attempt of the subject in a trial, from 1."""
        numbers = [one.attempt for one in self.record.milestones if one.trial == trial]
        return max(numbers, default=1)


def known_on(record: PatientRecord, as_of: date, before: Known | None = None) -> Known:
    """Return what may be read of a record on a day; `before` is what was before an entry."""
    earlier = before.courses if before is not None and before.as_of == as_of else {}
    return Known(where(current(record), lambda fact: _is_known(fact, as_of)), as_of, earlier)


def changed(before: Known, after: Known, vocabulary: Vocabulary) -> frozenset[Topic]:
    """Return the topics of all facts that only one of the two holds, and of their classes.

    Facts are told apart by identity: one that was read anew counts as changed, which costs time
    and never a verdict.
    """
    one, other = before.record, after.record
    topics = {("person", name) for name in _PERSON if getattr(one, name) != getattr(other, name)}
    for name in FACT_LISTS:
        old, new = getattr(one, name), getattr(other, name)
        if old is not new:
            olds, news = {id(fact): fact for fact in old}, {id(fact): fact for fact in new}
            for key in olds.keys() ^ news.keys():
                fact = olds.get(key) or news[key]
                thing = getattr(fact, _KEY_OF.get(name, "of"))
                whose = fact.trial if isinstance(fact, Milestone) else name
                topics |= {(name, ""), (name, thing), (whose, thing)}
                topics |= {(name, wide) for wide in _classes(name, thing, vocabulary)}
    return frozenset(topics)


def _classes(name: str, key: str, vocabulary: Vocabulary) -> frozenset[str]:
    word = _ASKED_BY_CLASS.get(name)
    return vocabulary.wider[word].get(key, frozenset()) if word else frozenset()


def _by(word: str, facts: tuple[Any, ...]) -> dict[str, tuple[Any, ...]]:
    lists: dict[str, list[Any]] = {}
    for fact in facts:
        lists.setdefault(getattr(fact, word), []).append(fact)
    return {key: tuple(found) for key, found in lists.items()}


def _is_known(fact: Fact, as_of: date) -> bool:
    day: Day | None = getattr(fact, _DAY_OF.get(type(fact), "date"))
    return day is None or day.first <= as_of or getattr(fact, "planned", "no") == "yes"
