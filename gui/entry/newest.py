"""Reading the record for the form: the newest fact of a key, and what stands in its lists."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from core.dates import Day

if TYPE_CHECKING:
    from collections.abc import Iterable

    from core.record import (
        Answer,
        Complete,
        Fact,
        Milestone,
        Observation,
        PatientRecord,
        Score,
    )

F = TypeVar("F", bound="Fact")


def newest_observation(record: PatientRecord | None, key: str) -> Observation | None:
    """Return the result of the latest day; of one day, the one entered last."""
    found = [o for o in record.observations if o.of == key] if record else []
    return _newest(found)


def newest_score(record: PatientRecord | None, key: str) -> Score | None:
    """Return the score of the latest day; of one day, the one entered last."""
    return _newest([s for s in record.scores if s.of == key] if record else [])


def score_of_day(record: PatientRecord | None, key: str, day: Day | None) -> Score | None:
    """Return the score of a day; of several, the one entered last."""
    found = [s for s in record.scores if (s.of, s.date) == (key, day)] if record else []
    return found[-1] if found else None


def newest_answer(record: PatientRecord | None, key: str, trial: str | None) -> Answer | None:
    """Return the answer of the latest day to a question, for the patient or for one trial."""
    found = [a for a in record.answers if (a.to, a.trial) == (key, trial)] if record else []
    return _newest(found)


def newest_milestone(
    record: PatientRecord | None, event: str, trial: str | None = None
) -> Milestone | None:
    """Return the milestone entered last, of one trial or, without one, of any."""
    found = [
        m
        for m in (record.milestones if record else ())
        if m.event == event and trial in (None, m.trial)
    ]
    return found[-1] if found else None


def completion(record: PatientRecord | None, name: str, of: str | None = None) -> Complete | None:
    """Return the latest statement that a list, or one kind in it, holds all there is."""
    found = [c for c in record.complete if (c.list, c.of) == (name, of)] if record else []
    return max(found, key=lambda complete: complete.as_of.last, default=None)


def last_draw(record: PatientRecord | None, keys: Iterable[str]) -> Day | None:
    """Return the latest exact day on which any of these was measured."""
    wanted = set(keys)
    days = [
        o.date.first
        for o in (record.observations if record else ())
        if o.of in wanted and o.date and o.date.is_exact
    ]
    return Day.on(max(days)) if days else None


def _newest(found: list[F]) -> F | None:
    # max gives the first of equals; the list is in the order of entry, so it is turned round.
    return max(reversed(found), key=_day_of, default=None)


def _day_of(fact: Fact) -> tuple[int, int]:
    day: Day | None = getattr(fact, "date", None)
    return (day.last.toordinal(), day.first.toordinal()) if day else (0, 0)
