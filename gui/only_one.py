"""One window for one store: a second one would show what the first has already changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLockFile

if TYPE_CHECKING:
    from pathlib import Path

_WAIT = 200


def claim(folder: Path, *, is_demo: bool) -> tuple[QLockFile | None, str]:
    """Return the lock on a store, or none and a sentence where another window holds it."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        text = QCoreApplication.translate(
            "OnlyOne",
            "The data folder {folder} cannot be made. Check the disk and your right to write "
            "there, or start Tamis with --data-dir and another folder.",
        )
        return None, text.replace("{folder}", str(folder))
    lock = QLockFile(str(folder / ("demo.lock" if is_demo else "tamis.lock")))
    lock.setStaleLockTime(0)
    if lock.tryLock(_WAIT) or lock.error() is not QLockFile.LockError.LockFailedError:
        # A folder that allows no lock is read-only; the store says so itself.
        return lock, ""
    text = QCoreApplication.translate(
        "OnlyOne",
        "Tamis is already open with the data folder {folder}. Go on in that window, "
        "or close it and start Tamis again.",
    )
    return None, text.replace("{folder}", str(folder))
