"""A record is the fold of its rows; nothing else is stored of it."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from core.errors import StoreError
from core.facts import from_document
from core.record import FACT_LISTS, Fact, PatientRecord
from core.store.entries import BIRTH_DATE, FACT_KINDS, RECORD_KINDS, SEX
from core.store.ledger import open_subjects
from core.store.rows import PAYLOAD_VERSION
from core.store.tables import LEDGER

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from core.dates import Day
    from core.record import Sex
    from core.store.ledger import Store
    from core.store.rows import Row

_LIST_OF = {made: name for name, made in FACT_LISTS.items()}


def record_of(store: Store, subject: str) -> PatientRecord:
    """Return the record of a subject as it stands now."""
    return fold(subject, store.rows(subject=subject))


def fold(subject: str, rows: Iterable[Row]) -> PatientRecord:
    """Make the record from all rows of a subject: what holds now, in the order of entry.

    A corrected fact keeps the place of the one it corrects. Rows of unknown kinds are passed over.
    """
    content: dict[str, Any] = dict.fromkeys(FACT_LISTS, ())
    for row in current_rows(rows):
        if row.kind in FACT_KINDS:
            content[_LIST_OF[FACT_KINDS[row.kind]]] += (fact_of(row),)
        elif row.kind in (SEX, BIRTH_DATE):
            content[row.kind] = _about_the_person(row)
    return PatientRecord(subject=subject, **content)


def fold_on(record: PatientRecord, rows: Sequence[Row], count: int) -> PatientRecord:
    """Return the record of all rows, made from the `record` of those before the last `count`.

    The lists of facts that no new row belongs to are the same ones as before.
    """
    for row in rows[len(rows) - count :]:
        made = _with_row(record, row)
        if made is None:
            return fold(record.subject, rows)
        record = made
    return record


def _with_row(record: PatientRecord, row: Row) -> PatientRecord | None:
    """Return the record after one more row; None where only all rows together can tell."""
    if row.supersedes is not None:
        return _with_correction(record, row)
    if row.kind in FACT_KINDS:
        name = _LIST_OF[FACT_KINDS[row.kind]]
        return _with_list(record, name, (*getattr(record, name), fact_of(row)))
    if row.kind in (SEX, BIRTH_DATE):
        about: dict[str, Any] = {row.kind: _about_the_person(row)}
        return replace(record, **about)
    return record


def _with_correction(record: PatientRecord, row: Row) -> PatientRecord | None:
    corrected = str(row.supersedes)
    # A fact can only be told to have become one about the person from all rows, in their order.
    if row.kind in (SEX, BIRTH_DATE):
        return None
    name, facts = next(
        (
            (name, getattr(record, name))
            for name in FACT_LISTS
            if any(fact.id == corrected for fact in getattr(record, name))
        ),
        ("", ()),
    )
    if row.kind not in FACT_KINDS and name:
        return _with_list(record, name, tuple(one for one in facts if one.id != corrected))
    if row.kind in FACT_KINDS and _LIST_OF[FACT_KINDS[row.kind]] == name:
        made = fact_of(row)
        return _with_list(
            record, name, tuple(made if one.id == corrected else one for one in facts)
        )
    # What was taken back before has no place in the record any more.
    return None


def _with_list(record: PatientRecord, name: str, facts: tuple[Fact, ...]) -> PatientRecord:
    changes: dict[str, Any] = {name: facts}
    return replace(record, **changes)


def current_rows(rows: Iterable[Row]) -> tuple[Row, ...]:
    """Return the rows that no later one supersedes, each at the place of the first of its chain."""
    return tuple(chain[-1] for chain in chains(rows))


def chains(rows: Iterable[Row]) -> tuple[tuple[Row, ...], ...]:
    """Return the rows as chains: an entry, and what later corrected it or took it back."""
    found: dict[int, list[Row]] = {}
    start: dict[int, int] = {}
    for row in rows:
        start[row.sequence] = start.get(row.supersedes or 0, row.sequence)
        found.setdefault(start[row.sequence], []).append(row)
    return tuple(tuple(chain) for _, chain in sorted(found.items()))


def fact_of(row: Row) -> Fact:
    """Return the fact of a row; its id is the sequence. Raise StoreError if it cannot be read."""
    columns = {
        "id": str(row.sequence),
        "time": row.utc_time,
        "author": row.author,
        "role": row.role,
    }
    if row.supersedes is not None:
        columns["supersedes"] = str(row.supersedes)
    with _readable(row):
        return from_document(FACT_KINDS[row.kind], {**row.data, **columns})


def head_of(store: Store, subject: str) -> int:
    """Return the sequence of the last row that changed the record of a subject; 0 for none."""
    query = select(func.max(LEDGER.c.sequence)).where(
        LEDGER.c.subject == subject, LEDGER.c.kind.in_(RECORD_KINDS)
    )
    with store.reading() as connection:
        return connection.execute(query).scalar() or 0


def subjects(store: Store) -> tuple[str, ...]:
    """Return the subjects that are open, in the order in which they were opened."""
    with store.reading() as connection:
        return tuple(connection.execute(open_subjects()).scalars())


def history(store: Store, row: Row) -> tuple[Row, ...]:
    """Return the whole chain that a row is part of, oldest first."""
    found = chains(store.rows(subject=row.subject))
    return next((chain for chain in found if row in chain), ())


def code_history(store: Store, subject: str, kind: str, code: str) -> tuple[Row, ...]:
    """Return every row of one code of a subject, with all that they corrected or became."""
    return tuple(
        row
        for chain in chains(store.rows(subject=subject))
        if any((member.kind, member.code) == (kind, code) for member in chain)
        for row in chain
    )


def _about_the_person(row: Row) -> Sex | Day:
    with _readable(row):
        document = {"subject": row.subject, row.kind: row.data["value"]}
        value: Sex | Day = getattr(from_document(PatientRecord, document), row.kind)
        return value


@contextmanager
def _readable(row: Row) -> Iterator[None]:
    if row.payload_version > PAYLOAD_VERSION:
        raise _not_readable(row)
    try:
        yield
    except (ValueError, LookupError, TypeError):  # pydantic's ValidationError is a ValueError
        raise _not_readable(row) from None


def _not_readable(row: Row) -> StoreError:
    return StoreError(
        f"Entry {row.sequence} ({row.kind} {row.code} of {row.subject}) cannot be read by this "
        "version of Tamis. Nothing was changed. Open the file with the version that wrote it, "
        f"{row.program}, or a newer one."
    )
