"""Opening the file, making it where there is none, and refusing what cannot be opened safely."""

from __future__ import annotations

import os
import sqlite3
import time
from functools import partial
from typing import TYPE_CHECKING

from sqlalchemy import create_engine, delete, false
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool, QueuePool

from core.errors import StoreError
from core.store.connecting import (
    APPLICATION_ID,
    FORMAT,
    connect_for_reading,
    connect_for_writing,
    transaction,
)
from core.store.failures import primary_code, said_calmly
from core.store.ledger import Store
from core.store.tables import METADATA, WORKLIST, guard_statements

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from sqlalchemy import Connection, Engine

_UNWRITABLE = (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN)
_ONLY_READ = "You can look at everything, but nothing can be entered."


def open_store(
    path: Path,
    clock: Callable[[], datetime],
    program: str,
    *,
    read_only: bool = False,
    wait_seconds: float = 5,
) -> Store:
    """Open the file, or make it with its folder; raise StoreError where it cannot be.

    `clock` says the moment with its offset from UTC, `program` is the version that writes. Where
    the file allows no writing it is opened for reading, and `Store.notice` says so.
    `wait_seconds` is how long another program's lock is waited for.
    """
    path = path.absolute()
    notice = f"{path} was opened for reading only. {_ONLY_READ}"
    with said_calmly(path, "opening"):
        if not read_only:
            _make_file(path)
            engine = _engine_for_writing(path, wait_seconds)
            if _may_be_written(path) and _takes_entries(engine, path, wait_seconds):
                return Store(path, engine, clock, program)
            notice = (
                f"{path} can only be read: the file or its folder does not allow writing. "
                f"{_ONLY_READ} Ask whoever looks after this computer for the right to write there."
            )
        engine = _engine_for_reading(path, wait_seconds)
        _refuse_what_is_not_there(engine, path)
        return Store(path, engine, clock, program, notice)


def _engine_for_writing(path: Path, wait_seconds: float) -> Engine:
    """Return an engine whose transactions are begun and ended by the store, in words."""
    return create_engine(
        "sqlite://",
        creator=partial(connect_for_writing, path, wait_seconds),
        poolclass=QueuePool,
        isolation_level="AUTOCOMMIT",
        # What a patient has stands in no message.
        hide_parameters=True,
    )


def _engine_for_reading(path: Path, wait_seconds: float) -> Engine:
    """Return an engine that cannot write."""
    return create_engine(
        "sqlite://",
        creator=partial(connect_for_reading, path, wait_seconds),
        # A connection made for each reading sees what another program has written meanwhile.
        poolclass=NullPool,
        isolation_level="AUTOCOMMIT",
        hide_parameters=True,
    )


def _make_file(path: Path) -> None:
    try:
        if path.is_dir():
            raise StoreError(f"{path} is a folder. Nothing was changed. Name a file in it.")
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not path.exists():
            path.touch()
    except OSError as reason:
        raise StoreError(
            f"{path} cannot be made ({reason.strerror or reason}). Nothing was changed. "
            "Choose a folder on this computer in which you may write."
        ) from None


def _may_be_written(path: Path) -> bool:
    # Asked first, since SQLite leaves a log that nobody can write beside a file that it cannot.
    return os.access(path, os.W_OK, effective_ids=os.access in os.supports_effective_ids)


def _takes_entries(engine: Engine, path: Path, wait_seconds: float) -> bool:
    """Set the file up where it is new; tell whether it can be written, or only be read."""
    give_up = time.monotonic() + wait_seconds
    while True:
        try:
            with engine.connect() as connection:
                _set_up(connection, path)
            return True
        except DBAPIError as error:
            code = primary_code(error.orig)
            # Where two programs set up one file, SQLite refuses one of them without waiting.
            if code == sqlite3.SQLITE_BUSY and time.monotonic() < give_up:
                time.sleep(0.02)
                continue
            engine.dispose()
            if code in _UNWRITABLE and path.stat().st_size:
                return False
            raise
        except StoreError:
            engine.dispose()
            raise


def _set_up(connection: Connection, path: Path) -> None:
    with transaction(connection, "BEGIN"):
        _is_new(connection, path)
    mode = connection.exec_driver_sql("PRAGMA journal_mode = WAL").scalar_one()
    if mode != "wal":
        raise StoreError(
            f"{path} lies on a disk that cannot keep it safe (a network folder?). "
            "Nothing was changed. Choose a folder on this computer's own disk."
        )
    with transaction(connection, "BEGIN IMMEDIATE"):
        if _is_new(connection, path):
            METADATA.create_all(connection, checkfirst=False)
            for statement in guard_statements():
                connection.exec_driver_sql(statement)
            connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.exec_driver_sql(f"PRAGMA user_version = {FORMAT}")
        # That a file can only be read is not said before the first statement that writes.
        connection.execute(delete(WORKLIST).where(false()))
        connection.exec_driver_sql("COMMIT")


def _refuse_what_is_not_there(engine: Engine, path: Path) -> None:
    if not path.is_file():
        raise StoreError(
            f"There is no file {path}. Nothing was changed. Check its name and folder."
        )
    with engine.connect() as connection, transaction(connection, "BEGIN"):
        if _is_new(connection, path):
            raise StoreError(f"{path} is empty. Nothing was changed. Choose another file.")


def _is_new(connection: Connection, path: Path) -> bool:
    """Tell whether the file is empty; raise StoreError for one that this program cannot read."""
    application = connection.exec_driver_sql("PRAGMA application_id").scalar_one()
    version = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
    tables = connection.exec_driver_sql("SELECT name FROM sqlite_schema").scalars().all()
    if not (application or version or tables):
        return True
    if application != APPLICATION_ID:
        raise StoreError(
            f"{path} is a database of another program. Nothing was changed. Choose another file."
        )
    if version > FORMAT:
        raise StoreError(
            f"{path} was written by a newer version of Tamis. Nothing was changed. "
            "Open it with that version, or bring this one up to date."
        )
    if not {*METADATA.tables} <= {*tables}:
        raise StoreError(
            f"{path} is damaged: a part of it is missing. Nothing was changed. Leave the file as "
            "it is, and go on with a copy made before the damage."
        )
    return False
