"""`lint`: whether the trial files and the vocabulary are sound."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.errors import TrialFileError
from core.lint import lint
from core.lint.source import without_escapes
from core.reading import read_trials
from core.vocabulary import read_vocabulary

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from core.lint import Fault
    from core.trial import Trial


def add_to(commands: Any) -> None:
    """Add the command to the command line."""
    parser = commands.add_parser("lint", help="check the trial files and the vocabulary")
    parser.add_argument(
        "--source",
        metavar="FILE",
        action="append",
        default=[],
        help="a registry's eligibility text, named like its trial: nct01234567.txt; "
        "every clause of it must be quoted",
    )
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace, house: Path) -> int:
    """Print every fault; return 1 if one of them is an error."""
    vocabulary = read_vocabulary(house / "resources" / "vocabulary")
    trials = read_trials(house / "trials")
    sources = _sources(chosen.source, trials)
    faults = [
        (trial, fault)
        for trial in trials
        for fault in lint(trial, vocabulary, sources.get(trial.registry_number))
    ]
    for trial, fault in faults:
        sys.stderr.write(f"{trial.registry_number}, {fault}\n")
    if any(fault.severity == "error" for _, fault in faults):
        return 1
    sys.stdout.write(f"{_counted(trials)}: {_what_to_mend([one for _, one in faults])}.\n")
    return 0


def _counted(trials: Sequence[Trial]) -> str:
    return f"{len(trials)} trial(s), {sum(len(trial.criteria) for trial in trials)} criteria"


def _what_to_mend(warnings: Sequence[Fault]) -> str:
    return f"{len(warnings)} warning(s) to look at" if warnings else "nothing to mend"


def _sources(files: Sequence[str], trials: Sequence[Trial]) -> dict[str, str]:
    """Return each text by the registry number in its file's name; raise TrialFileError."""
    known = {trial.registry_number for trial in trials}
    read = {}
    for path in map(Path, files):
        number = path.stem.upper()
        if number not in known:
            message = f"{path.name}: there is no such trial here. Name it like one, as nct….txt."
            raise TrialFileError(message)
        try:
            read[number] = without_escapes(path.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError) as error:
            message = f"{path.name} cannot be read: {error}. Give a text in UTF-8."
            raise TrialFileError(message) from None
    return read
