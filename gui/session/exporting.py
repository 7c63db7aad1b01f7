"""The checklist of the open patient: filled, drawn, written, and kept whole in the ledger."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from gui.places import RESOURCES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from core.assessment import Assessment
    from core.checklist.content import Checklist
    from core.record import PatientRecord
    from core.store import Entry
    from gui.session.opening import Opened

PRINTED_PPI = 300


@dataclass(frozen=True, slots=True)
class Job:
    """What is to be printed, and by whom."""

    opened: Opened
    record: PatientRecord
    assessment: Assessment
    author: str
    is_demo: bool


@dataclass(frozen=True, slots=True)
class Paper:
    """A checklist that is filled in: what is looked at, saved and printed is this one."""

    checklist: Checklist
    trial: str


@dataclass(frozen=True, slots=True)
class Drawn:
    """The pages of a paper as PNG, so many pixels per inch."""

    paper: Paper
    pages: list[bytes]
    ppi: float


@dataclass(frozen=True, slots=True)
class Onto:
    """A printer: how it is known, what draws pages on it, and the new file where it makes one."""

    printer: str
    draw: Callable[[list[bytes], Path | None], None]
    to: Path | None = None


@dataclass(frozen=True, slots=True)
class Left:
    """A paper that has left the program: into a file, by a printer, or both."""

    paper: Paper
    to: Path | None = None
    printer: str = ""


def filled(job: Job) -> Paper:
    """Return the checklist, stamped with this moment."""
    from core.checklist.content import Stamp
    from core.checklist.filling import fill

    opened, assessment = job.opened, job.assessment
    trial = next(one for one in opened.trials if one.registry_number == assessment.trial)
    stamp = Stamp(
        printed_at=datetime.now().astimezone(),
        printed_by=job.author,
        version=opened.store.program,
        demo=job.is_demo,
    )
    return Paper(fill(assessment, job.record, trial, opened.setting, stamp), assessment.trial)


def draw(paper: Paper, ppi: float) -> Drawn:
    """Return the pages; nothing is written anywhere."""
    from core.checklist.pdf import render_pages

    return Drawn(paper, render_pages(paper.checklist, RESOURCES, ppi), ppi)


def write(paper: Paper, to: Path) -> Left:
    """Write a paper as a PDF/A to a file that does not exist yet; raises StoreError."""
    from core.checklist.writing import write_pdf

    write_pdf(paper.checklist, RESOURCES, to)
    return Left(paper, to)


def print_out(paper: Paper, onto: Onto) -> Left:
    """Draw a paper on a printer; raises a TamisError. What a printer makes is a new file, too."""
    from core.checklist.writing import new_file

    pages = draw(paper, PRINTED_PPI).pages
    if onto.to is None:
        onto.draw(pages, None)
    else:
        with new_file(onto.to) as part:
            onto.draw(pages, part)
    return Left(paper, onto.to, onto.printer)


def entry(left: Left, author: str, role: str) -> Entry:
    """Return the ledger entry that keeps what left the program, whole, and how it left."""
    from core.store import export_entry

    checklist = left.paper.checklist
    how = {"file": left.to.name if left.to else "", "printer": left.printer}
    payload = {
        "what": "checklist",
        **{name: text for name, text in how.items() if text},
        "digest": checklist.digest,
        "snapshot": json.loads(checklist.snapshot),
    }
    return export_entry(checklist.subject, left.paper.trial, payload, author, role)
