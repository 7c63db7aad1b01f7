"""Connections to the file as SQLite makes them: guarded, and durable; no SQLAlchemy here."""

from __future__ import annotations

import os
import sqlite3
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy import Connection

APPLICATION_ID = 0x54616D73
"""Stands in the head of the file and says that it is one of Tamis ("Tams")."""
FORMAT = 1
"""`user_version` of the file; one with a greater number was written by a newer program."""

_PRAGMAS = (
    # Without it INSERT OR REPLACE deletes a row past the trigger that refuses DELETE.
    "PRAGMA recursive_triggers = ON",
    "PRAGMA trusted_schema = OFF",
    # A row that was acknowledged outlives a power cut.
    "PRAGMA synchronous = FULL",
)


def connect_for_writing(path: Path, wait_seconds: float) -> sqlite3.Connection:
    """Return a connection to a file that exists."""
    return _connect(path, "mode=rw", wait_seconds)


def connect_for_reading(path: Path, wait_seconds: float) -> sqlite3.Connection:
    """Return a connection that cannot write."""
    # While nobody writes there is no log beside the file, and reading must not make one: it would
    # belong to the reader, and lock out whoever writes next.
    at_work = path.with_name(f"{path.name}-wal").exists()
    return _connect(path, "mode=ro" if at_work else "mode=ro&immutable=1", wait_seconds)


@contextmanager
def transaction(
    connection: Connection, begin: Literal["BEGIN", "BEGIN IMMEDIATE"]
) -> Iterator[None]:
    """Begin a transaction; what was not committed by the end of the block never was."""
    connection.exec_driver_sql(begin)
    try:
        yield
    finally:
        raw: Any = connection.connection.driver_connection
        if raw.in_transaction:
            # After some failures SQLite has rolled back by itself, and says so.
            with suppress(sqlite3.Error):
                raw.rollback()


def _connect(path: Path, mode: str, wait_seconds: float) -> sqlite3.Connection:
    name = quote(os.fsencode(path.as_posix()), safe="/:")
    slash = "" if name.startswith("/") else "/"
    connection = sqlite3.connect(
        f"file://{slash}{name}?{mode}",
        uri=True,
        timeout=wait_seconds,
        isolation_level=None,
        # The pool lends a connection to one thread at a time.
        check_same_thread=False,
    )
    try:
        for pragma in _PRAGMAS:
            connection.execute(pragma)
    except sqlite3.Error:
        connection.close()
        raise
    return connection
