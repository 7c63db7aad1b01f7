"""`screen`: one record file against the trials, as text or JSON."""

from __future__ import annotations

import json
import sys
from datetime import date
from typing import TYPE_CHECKING, Any

from core.assessment import Assessment, assess
from core.assessment.horizon import outlooks
from core.assessment.unread import key_of, unread
from core.checklist.questioned import questioned_texts
from core.commands.loading import Loaded, day, load
from core.exchange.assessment_document import screening_document
from core.truth import GATES, Gate, Outcome, Said
from core.wording import outcome_word, say, sentences, verdict_word
from core.wording.needs import begun_need_text

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator
    from pathlib import Path

    from core.assessment import Finding
    from core.record import PatientRecord
    from core.vocabulary import Vocabulary


def add_to(commands: Any) -> None:
    """Add the command to the command line."""
    parser = commands.add_parser("screen", help="screen a record file against the trials")
    add_arguments(parser)
    parser.add_argument(
        "--trial", action="append", default=[], metavar="NCT…", help="only this trial"
    )
    parser.add_argument("--format", choices=("text", "json"), default="text")
    parser.set_defaults(run=run)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what every assessment of a record file is asked with."""
    parser.add_argument("record", metavar="RECORD.yaml")
    parser.add_argument("--as-of", type=day, metavar="DATE", help="the assessed day (today)")
    parser.add_argument("--gate", choices=[gate.value for gate in GATES], default="screening")
    parser.add_argument("--attempt", type=_attempt, metavar="N", help="which attempt (the latest)")
    parser.add_argument("--site", metavar="FILE", help="the site's laboratory ranges (none)")


def _attempt(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError(text)
    return number


def assessed(chosen: argparse.Namespace, loaded: Loaded) -> tuple[Assessment, ...]:
    """Assess a record against its trials, with what the command line asks for."""
    return tuple(
        assess(
            loaded.record,
            trial,
            loaded.setting,
            chosen.as_of or today(),
            Gate(chosen.gate),
            chosen.attempt,
        )
        for trial in loaded.trials
    )


def today() -> date:
    """Return the day of the command: the one place where a command reads the clock."""
    return date.today()


def run(chosen: argparse.Namespace, house: Path) -> int:
    """Print the verdicts of a record file."""
    loaded = load(chosen, house, chosen.trial)
    results = assessed(chosen, loaded)
    vocabulary = loaded.setting.vocabulary
    if chosen.format == "json":
        ahead = [
            outlooks(loaded.record, trial, loaded.setting, result)
            for trial, result in zip(loaded.trials, results, strict=True)
        ]
        document = screening_document(
            chosen.as_of or today(), results, vocabulary, ahead, loaded.record
        )
        sys.stdout.write(json.dumps(document, ensure_ascii=False, indent=2) + "\n")
    else:
        for assessment in results:
            sys.stdout.write("\n".join(_lines(assessment, loaded.record, vocabulary)) + "\n")
    return 0


_MARKS = {
    Outcome.MET: "✓",
    Outcome.NOT_MET: "✕",
    Outcome.UNKNOWN: "?",
    Outcome.NEEDS_REVIEW: "◆",
    Outcome.NOT_APPLICABLE: "–",
}


def _lines(assessment: Assessment, record: PatientRecord, vocabulary: Vocabulary) -> Iterator[str]:
    stage = "" if assessment.consented else "PRE-SCREEN, "
    yield (
        f"{assessment.short_name} {assessment.trial}: {stage}{verdict_word(assessment)}"
        f" (as of {assessment.as_of}, {assessment.gate.value} gate)"
    )
    yield f"  {say(assessment.reason, vocabulary)}"
    if assessment.rests_on_plan:
        yield f"  {say(Said('rests_on_plan', {'what': assessment.rests_on_plan}), vocabulary)}"
    for question in questioned_texts(assessment, vocabulary):
        yield f"  {question}"
    for finding in assessment.findings:
        if finding.arm in (None, assessment.arm):
            yield from _finding_lines(finding, assessment, vocabulary)
    beside = sorted({vocabulary.label(key_of(fact)) for fact in unread(assessment, record)})
    if beside:
        yield "  " + say(Said("unread", {"names": ", ".join(beside)}), vocabulary)


def _finding_lines(
    finding: Finding, assessment: Assessment, vocabulary: Vocabulary
) -> Iterator[str]:
    later = "" if finding.due.is_due_by(assessment.gate) else f" (due later: {finding.due.value})"
    word = outcome_word(finding.outcome, finding.kind)
    yield f"  {_MARKS[finding.outcome]} {finding.id:<5} {word}{later}"
    for sentence in sentences(finding, vocabulary):
        yield f"          {sentence}"
    if finding.outcome.is_open:
        for need in finding.needs:
            yield f"          → {begun_need_text(need, finding, vocabulary)}"
