"""Check: the trial files and the vocabulary are those of this version, and sound."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.lint import lint
from core.reading import read_trials
from core.self_test.manifest import digest_of, faults_in
from core.self_test.result import Found
from core.vocabulary import read_vocabulary

if TYPE_CHECKING:
    from core.self_test.result import Ground

VOCABULARY = "resources/vocabulary"


def check(ground: Ground) -> Found:
    """Compare the files with their list, read them and lint them; raise TrialFileError."""
    faults = list(faults_in(ground.house, "trials", VOCABULARY))
    if faults:
        return Found("", tuple(faults))
    vocabulary = read_vocabulary(ground.house / VOCABULARY)
    trials = read_trials(ground.house / "trials")
    if not trials:
        faults.append("There is no trial file.")
    faults += [
        f"{trial.registry_number}, {fault}"
        for trial in trials
        for fault in lint(trial, vocabulary)
        if fault.severity == "error"
    ]
    criteria = sum(len(trial.criteria) for trial in trials)
    return Found(
        f"{len(trials)} trials with {criteria} criteria read; each file is as it was released.",
        tuple(faults),
        (
            *(f"{one.registry_number} {one.short_name} {one.file_hash[:12]}" for one in trials),
            f"vocabulary {digest_of(ground.house, VOCABULARY)[:12]}",
        ),
    )
