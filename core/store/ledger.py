"""The append-only ledger: a row for everything that happens, each tied to the row before."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Self

from sqlalchemy import insert, select

from core.errors import StoreError
from core.store.connecting import transaction
from core.store.failures import said_calmly
from core.store.rows import Row, rows_after
from core.store.tables import LEDGER

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from sqlalchemy import Connection, Engine, Select

    from core.store.rows import Entry

SUBJECT = "subject"
"""The kind of the row that opens a patient."""


@dataclass(frozen=True, slots=True)
class Store:
    """An open file. It may be used by several threads at once; close it when done.

    `notice` is a sentence for the reader where the file can only be read, else None.
    """

    path: Path
    engine: Engine
    clock: Callable[[], datetime]
    program: str
    notice: str | None = None

    @property
    def read_only(self) -> bool:
        """Tell whether nothing can be entered."""
        return self.notice is not None

    def append(self, entries: Sequence[Entry]) -> tuple[Row, ...]:
        """Append all entries or none, and return their rows once they are safe on the disk.

        Rows appended together carry the same moment. Raise StoreError where nothing was saved.
        """
        if not entries:
            return ()
        with self.writing() as connection:
            _refuse_a_lost_update(connection, entries)
            _refuse_a_wrong_opening(connection, entries)
            rows = rows_after(last_row(connection), entries, self.clock(), self.program)
            connection.execute(insert(LEDGER), [asdict(row) for row in rows])
        return rows

    def rows(
        self, *, subject: str | None = None, kind: str | None = None, after: int = 0
    ) -> tuple[Row, ...]:
        """Return the rows of a subject, of a kind, and past a sequence, in their order."""
        query = select(LEDGER).where(LEDGER.c.sequence > after).order_by(LEDGER.c.sequence)
        if subject is not None:
            query = query.where(LEDGER.c.subject == subject)
        if kind is not None:
            query = query.where(LEDGER.c.kind == kind)
        with self.reading() as connection:
            return rows_from(connection.execute(query).mappings())

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Read what is stored at one moment; raise StoreError where it cannot be read."""
        with (
            said_calmly(self.path, "reading"),
            self.engine.connect() as connection,
            transaction(connection, "BEGIN"),
        ):
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Write in one transaction, all or nothing; raise StoreError where it cannot be."""
        if self.notice is not None:
            raise StoreError(self.notice)
        with (
            said_calmly(self.path, "saving"),
            self.engine.connect() as connection,
            transaction(connection, "BEGIN IMMEDIATE"),
        ):
            yield connection
            connection.exec_driver_sql("COMMIT")

    def close(self) -> None:
        """Close the file."""
        self.engine.dispose()

    def __enter__(self) -> Self:
        """Give the open store to a with statement."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the file at the end of a with statement."""
        self.close()


def rows_from(found: Iterable[Mapping[Any, Any]]) -> tuple[Row, ...]:
    """Make rows from what a query of the ledger found."""
    return tuple(Row(**row) for row in found)


def last_row(connection: Connection) -> Row | None:
    """Return the last row of the ledger, or None while it is empty."""
    query = select(LEDGER).order_by(LEDGER.c.sequence.desc()).limit(1)
    found = connection.execute(query).mappings().first()
    return Row(**found) if found else None


def _refuse_a_lost_update(connection: Connection, entries: Sequence[Entry]) -> None:
    """Refuse to correct a row that is another patient's, or that has been corrected meanwhile."""
    corrections = {entry.supersedes: entry for entry in entries if entry.supersedes is not None}
    if not corrections:
        return
    wanted = LEDGER.c.sequence.in_(corrections) | LEDGER.c.supersedes.in_(corrections)
    found = rows_from(connection.execute(select(LEDGER).where(wanted)).mappings())
    for row in found:
        if row.supersedes in corrections:
            raise StoreError(_changed_meanwhile(row))
    subjects = {row.sequence: row.subject for row in found}
    for sequence, entry in corrections.items():
        if subjects.get(sequence) != entry.subject:
            raise ValueError(f"row {sequence} is no row of {entry.subject!r}")


def _refuse_a_wrong_opening(connection: Connection, entries: Sequence[Entry]) -> None:
    subjects = [entry.subject for entry in entries if entry.kind == SUBJECT]
    for subject in subjects:
        if not subject.strip():
            raise StoreError("A patient needs a screening number. Nothing was saved: give one.")
        opened = connection.execute(open_subjects().where(LEDGER.c.subject == subject)).first()
        if opened or subjects.count(subject) > 1:
            raise StoreError(
                f"There is already a patient {subject}. Nothing was saved. "
                "Find that patient on the worklist, or give another screening number."
            )


def open_subjects() -> Select[Any]:
    """Return the query for the subjects that are open, in the order of their opening."""
    later = LEDGER.alias()
    return (
        select(LEDGER.c.subject)
        .join(later, later.c.supersedes == LEDGER.c.sequence, isouter=True)
        .where(LEDGER.c.kind == SUBJECT, later.c.sequence.is_(None))
        .order_by(LEDGER.c.sequence)
    )


def _changed_meanwhile(row: Row) -> str:
    when = row.local_time.strftime("%Y-%m-%d %H:%M")
    return (
        f"This was already changed or taken back by {row.author or 'someone'} on {when}. "
        "Nothing was saved now: look at what it says today, then change it if it is still wrong."
    )
