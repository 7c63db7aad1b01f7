"""Where things lie: what comes with the program, and what this user's machine keeps."""

from __future__ import annotations

import sys
from pathlib import Path

import platformdirs

HOUSE = Path(getattr(sys, "_MEIPASS", Path(__file__).resolve().parents[1]))
RESOURCES = HOUSE / "resources"
NAME = "Tamis"


def data_folder() -> Path:
    """Return the folder of this user's store; it is local to the machine and never roams."""
    return platformdirs.user_data_path(NAME, appauthor=False, roaming=False)


def config_folder() -> Path:
    """Return the folder of what the user prefers."""
    return platformdirs.user_config_path(NAME, appauthor=False, roaming=False)


def log_folder() -> Path:
    """Return the folder of the log."""
    return platformdirs.user_log_path(NAME, appauthor=False)


def documents_folder() -> Path:
    """Return the folder that is offered for exports."""
    return platformdirs.user_documents_path()
