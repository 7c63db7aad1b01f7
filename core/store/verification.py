"""Reading the whole ledger and saying where it is not as it was written."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Literal

from sqlalchemy import select, text

from core.store.chain import BEFORE_THE_FIRST, hash_of
from core.store.rows import Row
from core.store.tables import LEDGER, guard_statements

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

    from core.store.ledger import Store

FaultKind = Literal[
    "edited", "broken_link", "gap", "end_missing", "guard_missing", "damaged", "clock"
]


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that is not as it was written; `sequence` is the row at which it shows."""

    kind: FaultKind
    sequence: int
    sentence: str


@dataclass(frozen=True, slots=True)
class VerifyReport:
    """What verifying found, in the order of the ledger.

    `last` and `head` are the sequence and hash of the last row. Who notes them elsewhere (on a
    printed checklist) can tell a ledger that was written anew from beginning to end.
    """

    rows: int
    last: int
    head: str
    faults: tuple[Fault, ...]

    @property
    def is_intact(self) -> bool:
        """Tell whether all is as it was written; a clock that went back is no change."""
        return all(fault.kind == "clock" for fault in self.faults)

    @property
    def first(self) -> Fault | None:
        """Return the first fault that says that something was changed, or None."""
        return next((fault for fault in self.faults if fault.kind != "clock"), None)


def verify(store: Store) -> VerifyReport:
    """Check every row of the ledger against itself and the row before it."""
    faults: list[Fault] = []
    count, last = 0, _BEFORE
    with store.reading() as connection:
        query = select(LEDGER).order_by(LEDGER.c.sequence)
        for columns in connection.execute(query.execution_options(yield_per=1000)).mappings():
            row = Row(**columns)
            faults.extend(_faults_of(row, last))
            count, last = count + 1, row
        faults.extend(_missing_end(connection, last))
        faults.extend(_missing_guards(connection))
        faults.extend(_damage(connection))
    return VerifyReport(count, last.sequence, last.hash, tuple(faults))


_BEFORE = Row(
    sequence=0,
    utc_time="",
    utc_offset="",
    author="",
    role="",
    subject="",
    kind="",
    code="",
    payload="",
    payload_version=0,
    supersedes=None,
    why="",
    program="",
    previous="",
    hash=BEFORE_THE_FIRST,
)


def _faults_of(row: Row, before: Row) -> Iterator[Fault]:
    number = row.sequence
    if number != before.sequence + 1:
        yield Fault("gap", number, _missing(before.sequence + 1, number - 1))
    elif row.previous != before.hash:
        yield Fault(
            "broken_link", number, f"Row {number} does not continue the row before it as it stands."
        )
    if hash_of(asdict(row)) != row.hash:
        yield Fault("edited", number, f"Row {number} was changed after it was written.")
    if row.utc_time < before.utc_time:
        yield Fault(
            "clock",
            number,
            f"The clock went back before row {number}: from {before.utc_time} to {row.utc_time}.",
        )


def _missing_end(connection: Connection, last: Row) -> Iterator[Fault]:
    query = text("SELECT max(seq) FROM sqlite_sequence WHERE name = 'ledger'")
    given = connection.execute(query).scalar() or 0
    if given > last.sequence:
        yield Fault("end_missing", last.sequence + 1, _missing(last.sequence + 1, given))


def _missing(first: int, last: int) -> str:
    return f"Row {first} is missing." if first == last else f"Rows {first} to {last} are missing."


def _missing_guards(connection: Connection) -> Iterator[Fault]:
    query = text("SELECT sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'ledger'")
    if set(connection.execute(query).scalars()) != set(guard_statements()):
        yield Fault(
            "guard_missing", 0, "What keeps the ledger from being changed was itself changed."
        )


def _damage(connection: Connection) -> Iterator[Fault]:
    found = connection.execute(text("PRAGMA integrity_check")).scalars().all()
    if found != ["ok"]:
        yield Fault("damaged", 0, f"The file is damaged: {found[0]}.")
