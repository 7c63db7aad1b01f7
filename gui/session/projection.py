"""The worklist of the store: its lines for the window, and verdicts that have to be given anew."""

from __future__ import annotations

import logging
from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from core.errors import StoreError, TamisError
from gui.session.rows import PatientRow
from gui.session.tally import Tally, tally

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from core.assessment import Assessment
    from core.store import ProjectedVerdict, WorklistRow
    from core.trial import Trial
    from gui.session.opening import Opened

_LOG = logging.getLogger(__name__)


def rows(opened: Opened, language: str) -> tuple[PatientRow, ...]:
    """Return the patients of the worklist, the newest first; raises StoreError."""
    from core.store import read_worklist

    vocabulary = opened.setting.vocabulary
    return patient_rows(read_worklist(opened.store), lambda key: vocabulary.label(key, language))


def patient_rows(
    found: Sequence[WorklistRow], name_of: Callable[[str], str]
) -> tuple[PatientRow, ...]:
    """Return the lines of patients as the window shows them, the newest first."""
    return tuple(_patient_row(row, name_of) for row in reversed(found))


def refresh(opened: Opened, as_of: date) -> int:
    """Assess those patients whose verdicts do not hold any more; return how many they were."""
    from core.store import read_worklist

    count = 0
    for row in read_worklist(opened.store):
        stale = [trial for trial in opened.trials if not _holds(opened, row, trial, as_of)]
        try:
            if stale:
                _assess_again(opened, row.subject, stale, as_of)
                count += 1
        except TamisError:
            # One record that cannot be read keeps no other from its verdicts.
            _LOG.exception("a verdict could not be given anew")
    return count


def keep(opened: Opened, subject: str, assessments: Sequence[Assessment]) -> None:
    """Put what the trials said of a patient on the worklist; raises StoreError."""
    from core.store import head_of, save_verdicts

    head = head_of(opened.store, subject)
    save_verdicts(opened.store, [_projected(opened, subject, head, a) for a in assessments])


def _assess_again(opened: Opened, subject: str, trials: Sequence[Trial], as_of: date) -> None:
    from core.assessment import assess
    from core.store import head_of, record_of, save_verdicts

    # The head is read first: an entry made meanwhile then makes these verdicts old, not new.
    head = head_of(opened.store, subject)
    record = record_of(opened.store, subject)
    made = [assess(record, trial, opened.setting, as_of) for trial in trials]
    save_verdicts(opened.store, [_projected(opened, subject, head, each) for each in made])


def _holds(opened: Opened, row: WorklistRow, trial: Trial, as_of: date) -> bool:
    verdict = row.verdicts.get(trial.registry_number)
    return (
        verdict is not None
        and verdict.head == row.head
        and verdict.trial_hash == trial.file_hash
        and verdict.setting_hash == opened.setting_hash
        and verdict.holds_on(as_of)
    )


def _projected(opened: Opened, subject: str, head: int, assessment: Assessment) -> ProjectedVerdict:
    from core.store import ProjectedVerdict

    counted = tally(assessment)
    hashes = {trial.registry_number: trial.file_hash for trial in opened.trials}
    return ProjectedVerdict(
        subject=subject,
        trial=assessment.trial,
        verdict=counted.verdict,
        reason=counted.reason,
        counts=dict(counted.counts),
        as_of=assessment.as_of,
        gate=assessment.gate.value,
        trial_hash=hashes[assessment.trial],
        setting_hash=opened.setting_hash,
        head=head,
    )


def catch_up(opened: Opened) -> None:
    """Bring the worklist up to date with the ledger, so that the next start can show it at once."""
    from core.store import read_worklist

    # Where it cannot be read, the next start reads all before it shows anybody.
    with suppress(StoreError):
        read_worklist(opened.store)


def _patient_row(row: WorklistRow, name_of: Callable[[str], str]) -> PatientRow:
    current = {
        trial: Tally(verdict.verdict, verdict.reason, verdict.counts)
        for trial, verdict in row.verdicts.items()
        if verdict.head == row.head
    }
    return PatientRow(
        row.subject,
        _person(row),
        ", ".join(name_of(key) for key in row.diagnoses),
        row.last_change.astimezone().strftime("%Y-%m-%d"),
        current,
    )


def _person(row: WorklistRow) -> str:
    sexes = {
        "female": QCoreApplication.translate("Person", "Female"),
        "male": QCoreApplication.translate("Person", "Male"),
    }
    born = QCoreApplication.translate("Person", "born {year}")
    parts = [sexes.get(row.sex or "", "")]
    if row.birth_year:
        parts.append(born.replace("{year}", str(row.birth_year)))
    return " · ".join(part for part in parts if part)
