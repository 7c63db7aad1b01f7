"""The command line, a file per command; messages go to stderr, results to stdout.

Exit codes: 0 done, 1 an error in the input, 2 a wrong call.
"""

from __future__ import annotations

import argparse
import errno
import os
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
    called = "tamis" if getattr(sys, "frozen", False) else "main.py"
    try:
        chosen = parser(house, called).parse_args(arguments)
    except SystemExit as stop:
        return int(stop.code or 0)
    try:
        done = int(chosen.run(chosen, house))
        sys.stdout.flush()
    except TamisError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    except OSError as error:
        if not reader_has_gone(error):
            raise
        # At its end Python would flush once more, and complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return done


def reader_has_gone(error: OSError) -> bool:
    """Tell whether an error says that nobody reads the output any more."""
    # Windows says EINVAL of such a pipe, and of a file whose name cannot be; that one is named.
    is_pipe = error.errno == errno.EINVAL and error.filename is None
    return isinstance(error, BrokenPipeError) or is_pipe


def parser(house: Path, called: str) -> argparse.ArgumentParser:
    """Return the whole command line of a program that is called so; the man page is made of it."""
    made = argparse.ArgumentParser(
        prog=called,
        description="Tamis screens patients for clinical trials. Without a command it is a window.",
        epilog="--demo, --data-dir and --self-test stand alone, without a command.",
    )
    made.add_argument("--version", action=about.Version, nargs=0, house=house)
    made.add_argument("--demo", action="store_true", help="open the window on invented patients")
    made.add_argument("--data-dir", metavar="FOLDER", help="where the window keeps its data")
    made.add_argument(
        "--self-test",
        action="store_true",
        help="check this installation; --report FILE.json also writes what came out",
    )
    commands = made.add_subparsers(metavar="COMMAND", required=True)
    for command in _COMMANDS:
        command.add_to(commands)
    return made
