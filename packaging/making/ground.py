"""Where things lie while an installer is made, and the one way in which its making fails."""

from __future__ import annotations

import os
import subprocess
import time
from pathlib import Path

HOUSE = Path(__file__).resolve().parents[2]
PACKAGING = HOUSE / "packaging"
BUILD = HOUSE / "build"
DIST = HOUSE / "dist"
FOLDER = DIST / "tamis"
INSIDE = FOLDER / "_internal"

# The name under which desktops know the program: of its menu entry, its icon, its metainfo.
DESKTOP_ID = "org.tamis.Tamis"


class PackageError(Exception):
    """What was made cannot be handed out; the message says why."""


def made_at() -> int:
    """Return the second that stands in all that is made: of the last commit, or of now.

    SOURCE_DATE_EPOCH names another.
    """
    named = os.environ.get("SOURCE_DATE_EPOCH")
    if named:
        return int(named)
    done = subprocess.run(
        ["git", "log", "-1", "--format=%ct"], cwd=HOUSE, capture_output=True, text=True, check=False
    )
    return int(done.stdout) if done.returncode == 0 and done.stdout.strip() else int(time.time())
