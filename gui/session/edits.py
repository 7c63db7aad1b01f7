"""A record with a fact more, a fact less, and the newest fact of a thing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from core.record import FACT_LISTS

if TYPE_CHECKING:
    from core.dates import Day
    from core.record import Fact, PatientRecord
    from core.vocabulary import Vocabulary


def list_of(fact: Fact) -> str:
    """Return the word of the record's list that a fact belongs to."""
    return next(word for word, kind in FACT_LISTS.items() if isinstance(fact, kind))


def key_of(fact: Fact) -> str:
    """Return what a fact is about: an analyte, a drug, a milestone, a question, a list."""
    for name in ("of", "to", "event", "list"):
        if isinstance(getattr(fact, name, None), str):
            return str(getattr(fact, name))
    return ""


def with_fact(record: PatientRecord, fact: Fact, supersedes: str | None) -> PatientRecord:
    """Return the record with a fact, and without the one that it supersedes."""
    if supersedes:
        record = without(record, supersedes)
    word = list_of(fact)
    changes: dict[str, Any] = {word: (*getattr(record, word), fact)}
    return replace(record, **changes)


def without(record: PatientRecord, fact_id: str) -> PatientRecord:
    """Return the record without a fact."""
    kept: dict[str, Any] = {
        word: tuple(fact for fact in getattr(record, word) if fact.id != fact_id)
        for word in FACT_LISTS
    }
    return replace(record, **kept)


def without_score(record: PatientRecord, of: str, day: Day | None) -> PatientRecord:
    """Return the record without the scores of a kind and a day."""
    kept = tuple(one for one in record.scores if (one.of, one.date) != (of, day))
    return replace(record, scores=kept)


def newest(record: PatientRecord, word: str, key: str, trial: str | None = None) -> Fact | None:
    """Return the newest fact of a list and a key, or None: by its day, then by its entry."""
    found = [
        (_last_day(fact), place, fact)
        for place, fact in enumerate(getattr(record, word))
        if key_of(fact) == key and (trial is None or getattr(fact, "trial", None) == trial)
    ]
    return max(found, key=lambda item: item[:2])[2] if found else None


def named(fact: Fact, vocabulary: Vocabulary, language: str) -> str:
    """Return a fact in a few words: "ALT 96 U/L"."""
    name = vocabulary.label(key_of(fact), language)
    for field in ("value", "total", "answer", "dose", "status", "date", "as_of"):
        if getattr(fact, field, None) is not None:
            return f"{name} {getattr(fact, field)}"
    return name


def _last_day(fact: Fact) -> date:
    for field in ("date", "as_of", "start", "from_"):
        day = getattr(fact, field, None)
        if day is not None:
            last: date = day.last
            return last
    return date.min
