"""`explain NCT…`: the rules of a trial back in words, beside the registry's text."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

from core.checklist.review import write_review
from core.commands.loading import chosen_trials
from core.errors import RecordError
from core.reading import read_trials
from core.version import VERSION
from core.vocabulary import read_vocabulary
from core.wording.english_rules import EVERYWHERE
from core.wording.prose.criteria import as_document, as_text, everywhere, read_criterion
from core.wording.prose.saying import Words

if TYPE_CHECKING:
    from pathlib import Path

    from core.trial import Criterion, Trial


def explain_trial(number: str, wanted: str | None, form: str, house: Path) -> int:
    """Print how a trial, or one criterion of it, is read; raise RecordError for an unknown one."""
    (trial,) = chosen_trials(read_trials(house / "trials"), [number])
    words = Words(read_vocabulary(house / "resources" / "vocabulary"))
    read = [read_criterion(one, trial, words) for one in _chosen(trial, wanted)]
    if form == "json":
        document = {
            "trial": trial.registry_number,
            "file_hash": trial.file_hash,
            "approved": trial.approved,
            "for_every_rule": EVERYWHERE,
            "criteria": [as_document(one) for one in read],
        }
        sys.stdout.write(json.dumps(document, ensure_ascii=False, indent=2) + "\n")
        return 0
    head = f"{trial.registry_number} {trial.short_name} · trial file {trial.file_hash[:12]}"
    pieces = (head, *(as_text(one) for one in read), everywhere())
    sys.stdout.write("\n\n".join(pieces) + "\n")
    return 0


def review_trial(number: str, to: Path, house: Path) -> int:
    """Write the page on which a site compares a trial with its protocol, and print where."""
    (trial,) = chosen_trials(read_trials(house / "trials"), [number])
    words = Words(read_vocabulary(house / "resources" / "vocabulary"))
    write_review(trial, words, VERSION, house / "resources", to)
    sys.stdout.write(f"{to}\n")
    return 0


def _chosen(trial: Trial, wanted: str | None) -> tuple[Criterion, ...]:
    found = tuple(one for one in trial.criteria if wanted in (None, one.id))
    if not found:
        known = ", ".join(one.id for one in trial.criteria)
        message = f"{trial.registry_number} has no criterion {wanted}. It has: {known}."
        raise RecordError(message)
    return found
