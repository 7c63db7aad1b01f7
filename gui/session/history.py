"""What was entered: since the patient was opened, to undo it, and ever, of one field."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from core.record import Fact
    from core.store import Row, Store

# Under which kind of row a thing of each part of the vocabulary is kept.
_KINDS = {
    "labs": "observation",
    "findings": "observation",
    "scores": "score",
    "diagnoses": "diagnosis",
    "drugs": "medication",
    "events": "event",
    "allergens": "allergy",
    "devices": "device",
    "questions": "answer",
    "milestones": "milestone",
    "lists": "complete",
}
_SAYS = ("value", "total", "answer", "dose", "status", "severity", "not_done")
_DAYS = ("date", "as_of", "start", "from_")
Pairs = tuple[tuple["Row | None", "Row"], ...]


@dataclass(frozen=True, slots=True)
class Change:
    """One committed entry: for each of its rows what stood before it (if anything), and the row."""

    pairs: Pairs

    def renewed(self, old: Row, new: Row) -> Change:
        """Return the change, where what a row said now stands in another row."""
        return Change(
            tuple(
                (new if before == old else before, new if after == old else after)
                for before, after in self.pairs
            )
        )


@dataclass(frozen=True, slots=True)
class Made:
    """One entry of a field: what it said, who made it when, and why it replaced another.

    `stands` is "holds", or how it ended: "corrected", "taken_back". `value` is "" for an entry
    that only took another back.
    """

    value: str
    day: str
    time: datetime
    author: str
    role: str
    source: str
    comment: str
    why: str
    replaced: str
    stands: str


def made_of(store: Store, subject: str, of: str, what: str, trial: str | None) -> tuple[Made, ...]:
    """Return every entry of a field, the last first; raises StoreError."""
    from core.store import code_history

    kind = _KINDS.get(of, what)  # sex and birth date are kinds of their own
    rows = code_history(store, subject, kind, what)
    after = {row.supersedes: row for row in rows if row.supersedes is not None}
    by_sequence = {row.sequence: row for row in rows}
    made = []
    for row in sorted(rows, key=lambda one: -one.sequence):
        before = by_sequence.get(row.supersedes or 0)
        about = row if _fact(row) or before is None else before
        if trial is None or getattr(_fact(about), "trial", None) == trial:
            made.append(_made(row, before, after.get(row.sequence)))
    return tuple(made)


def _made(row: Row, before: Row | None, after: Row | None) -> Made:
    fact = _fact(row)
    stands = "holds"
    if after is not None:
        stands = "corrected" if after.kind == row.kind else "taken_back"
    return Made(
        value=_said(row),
        day=_day(fact),
        time=row.local_time,
        author=row.author,
        role=row.role,
        source=getattr(fact, "source", None) or "",
        comment=getattr(fact, "comment", None) or "",
        why=row.why,
        replaced=_said(before) if before else "",
        stands=stands,
    )


def _fact(row: Row) -> Fact | None:
    from core.store import fact_of
    from core.store.entries import FACT_KINDS

    return fact_of(row) if row.kind in FACT_KINDS else None


def _said(row: Row) -> str:
    fact = _fact(row)
    if fact is None:
        return str(row.data.get("value", ""))
    steps = getattr(fact, "doses", ())
    if steps:
        return "; ".join(f"{one.from_}: {one.dose}/{one.per}" for one in steps)
    for name in _SAYS:
        if getattr(fact, name, None) is not None:
            return str(getattr(fact, name))
    many = {**getattr(fact, "grades", {}), **getattr(fact, "items", {})}
    return ", ".join(f"{name} {value}" for name, value in many.items()) or _day(fact)


def _day(fact: Fact | None) -> str:
    days = (getattr(fact, name, None) for name in _DAYS)
    return str(next((day for day in days if day is not None), ""))


@dataclass(slots=True)
class History:
    """Changes, the last one last. Undoing is itself an entry, so that rows get new sequences."""

    done: list[Change] = field(default_factory=list)
    undone: list[Change] = field(default_factory=list)

    def add(self, change: Change) -> None:
        """Remember a change; what was undone before it cannot be done again."""
        self.done.append(change)
        self.undone.clear()

    def renew(self, old: Row, new: Row) -> None:
        """Remember that what a row said now stands in another row."""
        self.done[:] = [change.renewed(old, new) for change in self.done]
        self.undone[:] = [change.renewed(old, new) for change in self.undone]

    def undid(self, rows: Sequence[Row]) -> None:
        """Move the last change over; `rows` now stand where its rows stood."""
        pairs = self.done.pop().pairs
        for (before, _), row in zip(pairs, rows, strict=True):
            if before:
                self.renew(before, row)
        afters = [after for _, after in pairs]
        self.undone.append(Change(tuple(zip(rows, afters, strict=True))))

    def redid(self, rows: Sequence[Row]) -> None:
        """Move the last undone change back; `rows` now stand there."""
        pairs = self.undone.pop().pairs
        for (_, after), row in zip(pairs, rows, strict=True):
            self.renew(after, row)
        befores = [before for before, _ in pairs]
        self.done.append(Change(tuple(zip(befores, rows, strict=True))))
