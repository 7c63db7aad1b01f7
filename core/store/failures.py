"""What the database says when something outside of the program is wrong, in sentences."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING, Literal

from sqlalchemy.exc import DBAPIError

from core.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Deed = Literal["opening", "reading", "saving"]

_WHAT_IS_SAFE: dict[Deed, str] = {
    "opening": "Nothing was changed.",
    "reading": "Nothing was changed.",
    "saving": (
        "What was saved before is safe; what you entered last is not saved yet and is still in "
        "the window."
    ),
}
_CAUSES = {
    sqlite3.SQLITE_BUSY: (
        "Another program is writing to {path}, or keeps it locked.",
        "Wait a moment or close that program, then try again.",
    ),
    sqlite3.SQLITE_FULL: (
        "The disk is full: {path} cannot grow.",
        "Free some space on that disk, then try again.",
    ),
    sqlite3.SQLITE_IOERR: (
        "The disk or the network failed while {path} was in use.",
        "Check that the disk is connected and has space, then try again.",
    ),
    sqlite3.SQLITE_READONLY: (
        "{path} can only be read: the file or its folder does not allow writing.",
        "Ask whoever looks after this computer for the right to write there.",
    ),
    sqlite3.SQLITE_CANTOPEN: (
        "{path} cannot be opened.",
        "Check that the folder exists, that it may be written to, and that the disk is connected.",
    ),
    sqlite3.SQLITE_NOTADB: (
        "{path} is not a file of Tamis, or it is damaged.",
        "Choose another file, or put back a copy of this one.",
    ),
    sqlite3.SQLITE_CORRUPT: (
        "{path} is damaged.",
        "Leave the file as it is, and go on with a copy made before the damage.",
    ),
    sqlite3.SQLITE_TOOBIG: (
        "The entry is too large to be saved in {path}.",
        "Shorten it, then try again.",
    ),
}
_ALIKE = {
    sqlite3.SQLITE_PROTOCOL: sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_PERM: sqlite3.SQLITE_CANTOPEN,
}


def primary_code(error: BaseException | None) -> int | None:
    """Return SQLite's result code without its extension, or None for another error."""
    code = getattr(error, "sqlite_errorcode", None)
    return None if code is None else _ALIKE.get(code & 0xFF, code & 0xFF)


@contextmanager
def said_calmly(path: Path, deed: Deed) -> Iterator[None]:
    """Turn failures of disk, lock and file into StoreError; anything else is a bug and passes."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        code = primary_code(error.orig if isinstance(error, DBAPIError) else error)
        if code not in _CAUSES:
            raise
        cause, remedy = _CAUSES[code]
        message = f"{cause.format(path=path)} {_WHAT_IS_SAFE[deed]} {remedy}"
        raise StoreError(message) from None
    except OSError as reason:
        message = f"{path} cannot be reached ({reason.strerror or reason}). {_WHAT_IS_SAFE[deed]}"
        raise StoreError(f"{message} Check the folder and the disk, then try again.") from None
