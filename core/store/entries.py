"""Entries of the kinds that a record is made of: facts, the person, withdrawals, undoing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from core.facts import from_document, to_document
from core.record import (
    Allergy,
    Answer,
    Complete,
    Device,
    Diagnosis,
    Event,
    Fact,
    Judgement,
    Medication,
    Milestone,
    Observation,
    Score,
)
from core.store.ledger import SUBJECT
from core.store.rows import Entry

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.dates import Day
    from core.record import Sex
    from core.store.ledger import Store
    from core.store.rows import Row

SEX = "sex"
BIRTH_DATE = "birth_date"
WITHDRAWAL = "withdrawal"
EXPORT = "export"
FACT_KINDS: dict[str, type[Fact]] = {
    "milestone": Milestone,
    "observation": Observation,
    "score": Score,
    "diagnosis": Diagnosis,
    "medication": Medication,
    "event": Event,
    "allergy": Allergy,
    "device": Device,
    "complete": Complete,
    "answer": Answer,
    "judgement": Judgement,
}
RECORD_KINDS = frozenset({SUBJECT, SEX, BIRTH_DATE, WITHDRAWAL, *FACT_KINDS})
"""The kinds that change a record; rows of all others are kept, and leave it as it is."""

_KIND_OF = {made: kind for kind, made in FACT_KINDS.items()}
_CODE_OF = {Milestone: "event", Allergy: "to", Answer: "to", Complete: "list"}
_IN_COLUMNS: dict[str, Any] = dict.fromkeys(("id", "time", "author", "role", "supersedes"))


def opening_entry(subject: str, author: str, role: str) -> Entry:
    """Return the entry with which a patient's record begins."""
    return Entry(subject=subject, kind=SUBJECT, code="", author=author, role=role)


def entry_of(subject: str, fact: Fact, author: str, role: str) -> Entry:
    """Return the entry of a fact; one that supersedes another goes through `correcting`."""
    document = to_document(replace(fact, **_IN_COLUMNS))
    # What could not be read back must not be written: it would stand there for ever.
    from_document(type(fact), document)
    code = getattr(fact, _CODE_OF.get(type(fact), "of"))
    kind = _KIND_OF[type(fact)]
    return Entry(subject=subject, kind=kind, code=code, payload=document, author=author, role=role)


def sex_entry(subject: str, sex: Sex, author: str, role: str) -> Entry:
    """Return the entry of a patient's sex."""
    return Entry(
        subject=subject, kind=SEX, code=SEX, payload={"value": sex}, author=author, role=role
    )


def birth_date_entry(subject: str, birth_date: Day, author: str, role: str) -> Entry:
    """Return the entry of a patient's date of birth."""
    return Entry(
        subject=subject,
        kind=BIRTH_DATE,
        code=BIRTH_DATE,
        payload={"value": birth_date},
        author=author,
        role=role,
    )


def export_entry(
    subject: str, trial: str, payload: Mapping[str, Any], author: str, role: str
) -> Entry:
    """Return the entry of an export: the assessment whole, and what it rested on.

    Assessing again later, with another program or trial file, never replaces what stands here.
    """
    return Entry(
        subject=subject, kind=EXPORT, code=trial, payload=payload, author=author, role=role
    )


def correcting(entry: Entry, supersedes: int, why: str) -> Entry:
    """Return the entry as a correction of the row with that sequence."""
    return replace(entry, supersedes=supersedes, why=why)


def withdrawal(row: Row, author: str, role: str, why: str) -> Entry:
    """Return the entry that takes a row back: it stays in the ledger and leaves the record."""
    return Entry(
        subject=row.subject,
        kind=WITHDRAWAL,
        code=row.code,
        author=author,
        role=role,
        supersedes=row.sequence,
        why=why,
    )


def restating(wanted: Row | None, now: Row, author: str, role: str, why: str) -> Entry:
    """Return the entry after which `wanted` stands where `now` does; None takes `now` back."""
    if wanted is None or wanted.kind == WITHDRAWAL:
        return withdrawal(now, author, role, why)
    return Entry(
        subject=wanted.subject,
        kind=wanted.kind,
        code=wanted.code,
        payload=wanted.data,
        author=author,
        role=role,
        supersedes=now.sequence,
        why=why,
    )


def undoing(store: Store, row: Row, author: str, role: str, why: str) -> Entry:
    """Return the entry that puts back what was there before a row; undo it, and the row is back."""
    if row.supersedes is None:
        return withdrawal(row, author, role, why)
    (before,) = store.rows(after=row.supersedes - 1, subject=row.subject)[:1]
    return restating(before, row, author, role, why)
