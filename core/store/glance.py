"""The worklist as it was left, read in a moment: by SQLite alone, before anything else is there."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from core.store.connecting import APPLICATION_ID, FORMAT, connect_for_reading
from core.store.lines import worklist_rows

if TYPE_CHECKING:
    from pathlib import Path

    from core.store.lines import WorklistRow

_NOT_AS_WRITTEN = (ValueError, LookupError, TypeError)
_IS_BEHIND = """
    SELECT EXISTS (
        SELECT 1 FROM ledger
        WHERE sequence > (SELECT coalesce(max(projected), 0) FROM worklist) AND subject <> ''
    )"""


def read_glance(path: Path) -> tuple[WorklistRow, ...] | None:
    """Return the very rows that `read_worklist` would; None where it takes more to know them.

    So it is where the worklist was not brought up to date with the ledger, and where the file
    cannot be opened: opening it in earnest says why. Nothing is written, waited for, or raised.
    """
    try:
        with closing(connect_for_reading(path.absolute(), wait_seconds=0)) as connection:
            connection.row_factory = sqlite3.Row
            return _rows(connection)
    except (sqlite3.Error, OSError, *_NOT_AS_WRITTEN):
        return None


def _rows(connection: sqlite3.Connection) -> tuple[WorklistRow, ...] | None:
    connection.execute("BEGIN")
    marks = [
        connection.execute(f"PRAGMA {mark}").fetchone()[0]
        for mark in ("application_id", "user_version")
    ]
    if marks != [APPLICATION_ID, FORMAT] or connection.execute(_IS_BEHIND).fetchone()[0]:
        return None
    lines, verdicts = (
        [dict(line) for line in connection.execute(f"SELECT * FROM {table}")]  # noqa: S608 - ours
        for table in ("worklist", "verdict")
    )
    return worklist_rows(lines, verdicts)
