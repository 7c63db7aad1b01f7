"""The checklist of the open patient: written to a file, and kept whole in the ledger."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from gui.places import RESOURCES

if TYPE_CHECKING:
    from pathlib import Path

    from core.assessment import Assessment
    from core.checklist.content import Checklist
    from core.record import PatientRecord
    from core.store import Entry
    from gui.session.opening import Opened


@dataclass(frozen=True, slots=True)
class Job:
    """What is to be printed, by whom, and into which new file."""

    opened: Opened
    record: PatientRecord
    assessment: Assessment
    author: str
    is_demo: bool
    to: Path


@dataclass(frozen=True, slots=True)
class Written:
    """A checklist that is on the disk."""

    checklist: Checklist
    trial: str
    to: Path


def write(job: Job) -> Written:
    """Write the checklist as a PDF/A to a file that does not exist yet; raises StoreError."""
    from core.checklist.content import Stamp
    from core.checklist.filling import fill
    from core.checklist.writing import write_pdf

    opened, assessment = job.opened, job.assessment
    trial = next(one for one in opened.trials if one.registry_number == assessment.trial)
    printed_at = datetime.now().astimezone()
    stamp = Stamp(
        printed_at=printed_at,
        printed_by=job.author,
        version=opened.store.program,
        demo=job.is_demo,
    )
    checklist = fill(assessment, job.record, trial, opened.setting, stamp)
    write_pdf(checklist, RESOURCES, job.to)
    return Written(checklist, assessment.trial, job.to)


def entry(written: Written, author: str, role: str) -> Entry:
    """Return the ledger entry that keeps what was printed, whole."""
    from core.store import export_entry

    payload = {
        "what": "checklist",
        "file": written.to.name,
        "digest": written.checklist.digest,
        "snapshot": json.loads(written.checklist.snapshot),
    }
    return export_entry(written.checklist.subject, written.trial, payload, author, role)
