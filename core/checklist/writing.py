"""Puts a finished checklist on the disk: whole or not at all, and never over another file."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import secrets
from typing import TYPE_CHECKING

from core.checklist.pdf import render_pdf
from core.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from core.checklist.content import Checklist

_NOT_IN_NAMES = re.compile(r"[^\w.-]+")
_LONGEST_PIECE = 60


def write_pdf(checklist: Checklist, resources: Path, to: Path) -> None:
    """Write the checklist to a new file; raise StoreError with what to do where it cannot be.

    A file that exists is never overwritten, and nothing half-written stays behind.
    """
    data = render_pdf(checklist, resources)
    try:
        write_new(data, to)
    except OSError as error:
        raise StoreError(_sentence(error, to)) from error


def file_stem(checklist: Checklist) -> str:
    """Return the name of a checklist's file: trial, subject and assessed day."""
    pieces = (checklist.short_name, checklist.subject, checklist.as_of, "checklist")
    safe = (_NOT_IN_NAMES.sub("-", piece)[:_LONGEST_PIECE].strip("-.") for piece in pieces)
    return "_".join(piece for piece in safe if piece)


def write_new(data: bytes, to: Path) -> None:
    """Write a new file, whole or not at all; raise OSError where it cannot be, or one exists."""
    with _part_of(to) as part, part.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


@contextlib.contextmanager
def new_file(to: Path) -> Iterator[Path]:
    """Give an empty file to write to, which becomes the new one in the end; raise StoreError."""
    try:
        with _part_of(to) as part:
            yield part
    except OSError as error:
        raise StoreError(_sentence(error, to)) from error


@contextlib.contextmanager
def _part_of(to: Path) -> Iterator[Path]:
    part = to.parent / f".checklist-{secrets.token_hex(4)}.part"
    try:
        part.open("xb").close()
        yield part
        _put(part, to)
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)


def _put(part: Path, to: Path) -> None:
    try:
        os.link(part, to)  # unlike a rename, a link refuses a name that is taken meanwhile
    except FileExistsError:
        raise
    except OSError:  # a memory stick without links
        if to.exists():
            raise FileExistsError(errno.EEXIST, "exists", str(to)) from None
        part.replace(to)


def _sentence(error: OSError, to: Path) -> str:
    if isinstance(error, FileExistsError):
        return _exists(to)
    if not to.parent.is_dir():
        return (
            f"The checklist was not written: there is no folder {to.parent}. "
            "Make it, or choose another."
        )
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return (
            "The checklist was not written: the disk is full. Free some space, or choose another "
            "disk. Nothing that was entered is lost."
        )
    if error.errno in (errno.EROFS, errno.EACCES, errno.EPERM):
        return (
            f"The checklist was not written: {to.parent} cannot be written to. "
            "Choose a folder of your own."
        )
    return (
        f"The checklist was not written to {to}: {error.strerror or error}. "
        "Choose another folder or name."
    )


def _exists(to: Path) -> str:
    return (
        f"The checklist was not written: {to} exists, and is never overwritten. "
        "Choose another name, or move that file first."
    )
