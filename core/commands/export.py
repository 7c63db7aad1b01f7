"""`export checklist`: the checklist of one record file and trial as a PDF."""

from __future__ import annotations

import getpass
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.checklist.content import Stamp
from core.checklist.filling import fill
from core.checklist.writing import write_pdf
from core.commands.loading import load
from core.commands.screen import add_arguments, assessed
from core.version import VERSION

if TYPE_CHECKING:
    import argparse


def add_to(commands: Any) -> None:
    """Add the command to the command line."""
    parser = commands.add_parser("export", help="write an eligibility checklist as a PDF")
    kinds = parser.add_subparsers(metavar="checklist", required=True)
    checklist = kinds.add_parser("checklist", help="the checklist of one record and one trial")
    add_arguments(checklist)
    checklist.add_argument("--trial", required=True, metavar="NCT…")
    checklist.add_argument("--to", required=True, type=Path, metavar="FILE.pdf")
    checklist.add_argument(
        "--printed-at",
        type=_moment,
        metavar="TIME",
        help="with offset, 2026-11-18T14:07+08:00 (now)",
    )
    checklist.add_argument("--printed-by", metavar="PERSON", help="who prints (the user)")
    checklist.set_defaults(run=run)


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(text)
    return moment


def run(chosen: argparse.Namespace, house: Path) -> int:
    """Write the checklist and print where."""
    loaded = load(chosen, house, [chosen.trial])
    (assessment,) = assessed(chosen, loaded)
    stamp = Stamp(
        printed_at=chosen.printed_at or datetime.now().astimezone(),
        printed_by=chosen.printed_by or getpass.getuser(),
        version=VERSION,
        from_record_file=True,
    )
    made = fill(assessment, loaded.record, loaded.trials[0], loaded.setting, stamp)
    write_pdf(made, house / "resources", chosen.to)
    sys.stdout.write(f"{chosen.to}\n")
    return 0
