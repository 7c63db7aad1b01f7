"""`lint`: whether the trial files and the vocabulary are sound."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from core.lint import lint
from core.reading import read_trials
from core.vocabulary import read_vocabulary

if TYPE_CHECKING:
    import argparse
    from pathlib import Path


def add_to(commands: Any) -> None:
    """Add the command to the command line."""
    parser = commands.add_parser("lint", help="check the trial files and the vocabulary")
    parser.set_defaults(run=run)


def run(_chosen: argparse.Namespace, house: Path) -> int:
    """Print every fault; return 1 if there is one."""
    vocabulary = read_vocabulary(house / "resources" / "vocabulary")
    trials = read_trials(house / "trials")
    faults = [(trial, fault) for trial in trials for fault in lint(trial, vocabulary)]
    for trial, fault in faults:
        sys.stderr.write(
            f"{trial.registry_number}, {fault.criterion}: {fault.severity}: {fault.message}\n"
        )
    if faults:
        return 1
    count = sum(len(trial.criteria) for trial in trials)
    sys.stdout.write(f"{len(trials)} trial(s), {count} criteria: nothing to mend.\n")
    return 0
