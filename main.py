"""The front door of Tamis: the window, or a command without one."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.self_test.result import Found

HOUSE = Path(getattr(sys, "_MEIPASS", Path(__file__).parent))


def main(arguments: list[str]) -> int:
    """Start the window, or run the command that the arguments name; return the exit code."""
    _open_missing_streams()
    if arguments and (not arguments[0].startswith("-") or arguments[0] in _ABOUT):
        from core.commands import run

        return run(arguments, HOUSE)
    if "--self-test" in arguments:
        return _self_test(arguments)
    from gui.app import run as run_window

    return run_window(arguments, HOUSE)


def _open_missing_streams() -> None:
    # A program of Windows that has a window has neither; what is written there goes nowhere.
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115


def _self_test(arguments: list[str]) -> int:
    from core.commands.self_test import run
    from gui.places import usual_places

    return run(arguments, HOUSE, usual_places().data, _check_window)


def _check_window() -> Found:
    # Where Qt itself is broken, this check fails, and the others run.
    from gui.self_test.window_check import check_without_a_screen

    return check_without_a_screen()


_ABOUT = ("--help", "-h", "--version")

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
