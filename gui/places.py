"""Where things lie: what comes with the program, and what this user's machine keeps."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

import platformdirs

HOUSE = Path(getattr(sys, "_MEIPASS", Path(__file__).resolve().parents[1]))
RESOURCES = HOUSE / "resources"
NAME = "Tamis"
DESKTOP_ID = "org.tamis.Tamis"
"""The name of the desktop file, by which a desktop finds the icon of the window."""


@dataclass(frozen=True, slots=True)
class Places:
    """The three folders that Tamis writes to: the store, what the user prefers, and the log."""

    data: Path
    config: Path
    log: Path


def usual_places() -> Places:
    """Return the folders of this user; the store is local to the machine and never roams."""
    return Places(
        platformdirs.user_data_path(NAME, appauthor=False, roaming=False),
        platformdirs.user_config_path(NAME, appauthor=False, roaming=False),
        platformdirs.user_log_path(NAME, appauthor=False),
    )


def places_in(folder: Path) -> Places:
    """Return the folders of a Tamis that was given a folder (--data-dir): all lie in it."""
    whole = folder.absolute()
    return Places(whole, whole / "config", whole / "log")


def documents_folder() -> Path:
    """Return the folder that is offered for exports: the documents, or the home without them."""
    documents = platformdirs.user_documents_path()
    return documents if documents.is_dir() else Path.home()
