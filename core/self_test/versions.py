"""What runs here: the program and the parts of other people that it stands on."""

from __future__ import annotations

import platform
import sqlite3
from importlib.metadata import PackageNotFoundError, version

from core.version import VERSION


def versions() -> tuple[str, ...]:
    """Return a line for the program, the languages and libraries, and the system."""
    return (
        f"Tamis {VERSION}",
        f"Python {platform.python_version()}, Qt for Python {_of('PySide6-Essentials')}",
        f"SQLite {sqlite3.sqlite_version}, Typst {_of('typst')}, pdfium {_of('pypdfium2')}",
        f"{platform.system()} {platform.release()} on {platform.machine()}",
    )


def _of(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "as bundled"
