"""The command line, a file per command; messages go to stderr, results to stdout.

Exit codes: 0 done, 1 an error in the input, 2 a wrong call.
"""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from core.commands import about, calculate, explain, export, lint, schema, score, screen
from core.commands import next as what_next
from core.errors import TamisError

if TYPE_CHECKING:
    from pathlib import Path

_COMMANDS = (screen, what_next, explain, calculate, score, export, lint, schema)


def run(arguments: list[str], house: Path) -> int:
    """Run one command; `house` is the folder that holds trials/ and resources/."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    parser = _parser(house)
    try:
        chosen = parser.parse_args(arguments)
    except SystemExit as stop:
        return int(stop.code or 0)
    try:
        return int(chosen.run(chosen, house))
    except TamisError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    except BrokenPipeError:
        return 0


def _parser(house: Path) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="main.py",
        description="Tamis screens patients for clinical trials. Without a command it is a window.",
        epilog="--demo and --data-dir FOLDER are for the window, not for a command.",
    )
    parser.add_argument("--version", action=about.Version, nargs=0, house=house)
    parser.add_argument("--demo", action="store_true", help="open the window on invented patients")
    parser.add_argument("--data-dir", metavar="FOLDER", help="where the window keeps its data")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    for command in _COMMANDS:
        command.add_to(commands)
    return parser
