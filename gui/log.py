"""The log: where something went wrong, and never whose record it was."""

from __future__ import annotations

import faulthandler
import logging
import traceback
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

_SIZE, _FILES = 1_000_000, 5
_CRASHES: list[object] = []


class Discreet(logging.Formatter):
    """Writes kind and place of an error; its message may hold what was typed, and is left out."""

    def format(self, record: logging.LogRecord) -> str:
        """Write a line of the log."""
        # Another handler may have written the error out before, with its message.
        record.exc_text = None
        return super().format(record)

    def formatException(
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None]
        | tuple[None, None, None],
    ) -> str:
        """Return the places that an error passed through, and its kind."""
        kind, _, trace = ei
        return details(kind, trace) if kind else ""


def details(kind: type[BaseException], trace: TracebackType | None) -> str:
    """Return kind and places of an error, without any value."""
    places = [
        f"  {frame.filename}, line {frame.lineno}, in {frame.name}"
        for frame in traceback.extract_tb(trace)
    ]
    return "\n".join([*places, kind.__name__])


def set_up(folder: Path) -> None:
    """Write the log into a folder; where that cannot be, there is none."""
    # Brings sockets and more; only wanted once the window stands.
    from logging.handlers import RotatingFileHandler

    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            folder / "tamis.log", maxBytes=_SIZE, backupCount=_FILES - 1, encoding="utf-8"
        )
        crashes = (folder / "crash.log").open("a", encoding="utf-8")
    except OSError:
        logging.getLogger().addHandler(logging.NullHandler())
        return
    handler.setFormatter(Discreet("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logging.getLogger().addHandler(handler)
    logging.getLogger().setLevel(logging.INFO)
    faulthandler.enable(crashes)
    _CRASHES.append(crashes)
