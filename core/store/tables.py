"""The tables of the file, and the triggers that refuse every change to the ledger.

The columns of the ledger are final. What is to come (people, roles, signatures, approvals,
imports, log-ins) are new words in `kind`, with payloads of their own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Index, Text
from sqlalchemy.dialects.sqlite import insert
from sqlmodel import Field, SQLModel

if TYPE_CHECKING:
    from sqlalchemy import Table
    from sqlalchemy.dialects.sqlite import Insert


class Ledger(SQLModel, table=True):
    """Everything that ever happened, a row each; `subject` is empty where it is about no patient.

    `utc_time` is written as 2026-11-18T08:30:00.000000Z, `utc_offset` as +08:00. `supersedes` is
    the sequence of the row that this one corrects or takes back, and `why` says why.
    """

    __table_args__ = (
        Index("ledger_by_subject", "subject", "sequence"),
        Index("ledger_by_supersedes", "supersedes", unique=True),
        # Autoincrement keeps the greatest sequence ever given, so that missing last rows show.
        {"sqlite_autoincrement": True, "sqlite_strict": True},
    )

    sequence: int = Field(primary_key=True)
    utc_time: str = Field(sa_type=Text)
    utc_offset: str = Field(sa_type=Text)
    author: str = Field(sa_type=Text)
    role: str = Field(sa_type=Text)
    subject: str = Field(sa_type=Text)
    kind: str = Field(sa_type=Text)
    code: str = Field(sa_type=Text)
    payload: str = Field(sa_type=Text)
    payload_version: int
    supersedes: int | None = None
    why: str = Field(sa_type=Text)
    program: str = Field(sa_type=Text)
    previous: str = Field(sa_type=Text)
    hash: str = Field(sa_type=Text)


class Worklist(SQLModel, table=True):
    """One line a patient, made from the ledger up to the row `projected`.

    `opened` is the row that opened the patient, empty where none did or it was taken back;
    `head` is the last row that changed the record.
    """

    __table_args__ = ({"sqlite_strict": True},)

    subject: str = Field(primary_key=True, sa_type=Text)
    opened: int | None
    opened_on: str | None = Field(sa_type=Text)
    sex: str | None = Field(sa_type=Text)
    birth_year: int | None
    diagnoses: str = Field(sa_type=Text)
    last_change: str = Field(sa_type=Text)
    head: int
    projected: int


class Verdict(SQLModel, table=True):
    """What a trial said of a patient, and what it rested on."""

    __table_args__ = ({"sqlite_strict": True},)

    subject: str = Field(primary_key=True, sa_type=Text)
    trial: str = Field(primary_key=True, sa_type=Text)
    verdict: str = Field(sa_type=Text)
    reason: str = Field(sa_type=Text)
    counts: str = Field(sa_type=Text)
    as_of: str = Field(sa_type=Text)
    gate: str = Field(sa_type=Text)
    trial_hash: str = Field(sa_type=Text)
    setting_hash: str = Field(sa_type=Text)
    head: int
    settled_until: str | None = Field(sa_type=Text)


METADATA = SQLModel.metadata
LEDGER = METADATA.tables["ledger"]
WORKLIST = METADATA.tables["worklist"]
VERDICT = METADATA.tables["verdict"]

GUARDS = {
    "ledger_refuses_update": """
        BEFORE UPDATE ON ledger BEGIN
            SELECT RAISE(ABORT, 'the ledger refuses UPDATE');
        END""",
    "ledger_refuses_delete": """
        BEFORE DELETE ON ledger BEGIN
            SELECT RAISE(ABORT, 'the ledger refuses DELETE');
        END""",
    "ledger_refuses_another_sequence": """
        BEFORE INSERT ON ledger
        WHEN NEW.sequence IS NOT (SELECT coalesce(max(sequence), 0) + 1 FROM ledger) BEGIN
            SELECT RAISE(ABORT, 'the ledger refuses any sequence but the next');
        END""",
    # hex(zeroblob(32)) is what stands before the first row: 64 zeros.
    "ledger_refuses_a_broken_link": """
        BEFORE INSERT ON ledger
        WHEN NEW.previous IS NOT coalesce(
            (SELECT hash FROM ledger ORDER BY sequence DESC LIMIT 1), hex(zeroblob(32))
        ) BEGIN
            SELECT RAISE(ABORT, 'the ledger refuses a row that does not continue the last one');
        END""",
    # INSERT OR REPLACE would otherwise delete the row that already supersedes the same one.
    "ledger_refuses_a_second_successor": """
        BEFORE INSERT ON ledger
        WHEN NEW.supersedes IS NOT NULL AND (
            NOT EXISTS (SELECT 1 FROM ledger WHERE sequence = NEW.supersedes)
            OR EXISTS (SELECT 1 FROM ledger WHERE supersedes = NEW.supersedes)
        ) BEGIN
            SELECT RAISE(ABORT, 'the ledger refuses a second successor, or one of no row');
        END""",
}


def renewing(table: Table, by: str) -> Insert:
    """Return the statement that puts a line in place of its like, unless that is later by a column.

    Two programs, or a worker and the window, may have made the same line from different rows.
    """
    new = insert(table)
    return new.on_conflict_do_update(
        index_elements=list(table.primary_key),
        set_={column.name: new.excluded[column.name] for column in table.c},
        where=new.excluded[by] >= table.c[by],
    )


def guard_statements() -> tuple[str, ...]:
    """Return the statements that set up the triggers, as the file then holds them."""
    return tuple(f"CREATE TRIGGER {name}{body}" for name, body in GUARDS.items())
