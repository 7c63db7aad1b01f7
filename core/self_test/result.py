"""What a check stands on, what it finds, and what is said of it."""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class Ground:
    """The installation under test: `house` holds trials/ and resources/; and the data folder.

    Temporary folders are made in `room`, or where the system makes them.
    """

    house: Path
    data_folder: Path
    room: Path | None = None

    @property
    def resources(self) -> Path:
        """Return the folder of fonts, templates, vocabulary and invented patients."""
        return self.house / "resources"

    @contextmanager
    def temporary_folder(self) -> Iterator[Path]:
        """Give a new folder, and remove it with all that is in it; raise OSError for none."""
        with tempfile.TemporaryDirectory(
            prefix="tamis-self-test-", dir=self.room, ignore_cleanup_errors=True
        ) as folder:
            yield Path(folder)


@dataclass(frozen=True, slots=True)
class Found:
    """What a check found: a sentence if all is well, each fault, and what IT may want to know."""

    said: str
    faults: tuple[str, ...] = ()
    details: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Result:
    """What is said of a check; `advice`, what to do, is empty where all is well."""

    name: str
    title: str
    is_ok: bool
    said: str
    advice: str
    details: tuple[str, ...] = ()
