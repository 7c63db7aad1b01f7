"""`schema record|trial`: the JSON Schema of a file, for editors."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

from core import facts
from core.record import PatientRecord
from core.trial import TrialFile

if TYPE_CHECKING:
    import argparse
    from pathlib import Path


def add_to(commands: Any) -> None:
    """Add the command to the command line."""
    parser = commands.add_parser("schema", help="print the JSON Schema of a record or trial file")
    parser.add_argument("kind", choices=("record", "trial"))
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace, _house: Path) -> int:
    """Print the schema on stdout."""
    if chosen.kind == "record":
        schema = facts.schema(PatientRecord)
    else:
        schema = TrialFile.model_json_schema(by_alias=True)
    sys.stdout.write(json.dumps(schema, indent=2) + "\n")
    return 0
