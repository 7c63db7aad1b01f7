"""`--version`: the program, its trial files, Python and Qt."""

from __future__ import annotations

import argparse
import platform
import sys
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Any

from core.reading import read_trials
from core.version import VERSION

if TYPE_CHECKING:
    from pathlib import Path


class Version(argparse.Action):
    """Print what runs here, and stop."""

    def __init__(self, *, house: Path, **rest: Any) -> None:
        super().__init__(help="print the versions of the program and its trial files", **rest)
        self.house = house

    def __call__(self, parser: argparse.ArgumentParser, *_rest: Any) -> None:
        """Print the versions on stdout."""
        trials = read_trials(self.house / "trials")
        for line in (
            f"Tamis {VERSION}",
            f"Python {platform.python_version()}, Qt for Python {_qt()}",
            *(f"{one.registry_number} {one.short_name} {one.file_hash[:12]}" for one in trials),
        ):
            sys.stdout.write(f"{line}\n")
        parser.exit()


def _qt() -> str:
    try:
        return version("PySide6-Essentials")
    except PackageNotFoundError:
        return "as bundled"
