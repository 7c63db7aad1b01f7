"""The front door of Tamis: the window, or a command without one."""

from __future__ import annotations

import sys
from pathlib import Path

HOUSE = Path(getattr(sys, "_MEIPASS", Path(__file__).parent))


def main(arguments: list[str]) -> int:
    """Start the window, or run the command that the arguments name; return the exit code."""
    if arguments and (not arguments[0].startswith("-") or arguments[0] in _ABOUT):
        from core.commands import run

        return run(arguments, HOUSE)
    from gui.app import run as run_window

    return run_window(arguments, HOUSE)


_ABOUT = ("--help", "-h", "--version")

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
