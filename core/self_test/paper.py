"""Check: a checklist is written as a PDF/A, and says what it should when it is read back."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pypdfium2  # type: ignore[import-untyped]

from core.assessment import assess
from core.checklist.content import Stamp
from core.checklist.filling import fill
from core.checklist.writing import write_pdf
from core.exchange.record_file import read_record
from core.reading import read_trials
from core.self_test.patients import AS_OF
from core.self_test.result import Found
from core.site import Setting
from core.version import VERSION
from core.vocabulary import read_vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from core.checklist.content import Checklist
    from core.self_test.result import Ground

PATIENT = "d-001.yaml"
PRINTED_BY = "自检"
_ATTACHED = "checklist.json"


def check(ground: Ground) -> Found:
    """Write one checklist and read it back; raise TamisError or OSError where that cannot be."""
    made, number = _filled(ground)
    with ground.temporary_folder() as folder:
        path = folder / "checklist.pdf"
        write_pdf(made, ground.resources, path)
        data = path.read_bytes()
    wanted = {
        "the screening number": made.subject,
        "the registry number": number,
        "the verdict": made.band.verdict,
        "the Chinese name of who printed it": PRINTED_BY,
    }
    return Found(
        f"A checklist of {len(data) // 1024} kB was written as PDF/A-3a, with its data attached, "
        "and reads back as it was written, in Latin and Chinese.",
        (*_not_said(data, wanted), *_not_kept(data, made)),
    )


def _filled(ground: Ground) -> tuple[Checklist, str]:
    setting = Setting(read_vocabulary(ground.resources / "vocabulary"))
    record = read_record(ground.resources / "demo" / PATIENT, setting)
    trial = read_trials(ground.house / "trials")[0]
    moment = datetime(AS_OF.year, AS_OF.month, AS_OF.day, 8, tzinfo=UTC)
    stamp = Stamp(printed_at=moment, printed_by=PRINTED_BY, version=VERSION, demo=True)
    made = fill(assess(record, trial, setting, AS_OF), record, trial, setting, stamp)
    return made, trial.registry_number


def _not_said(data: bytes, wanted: Mapping[str, str]) -> Iterator[str]:
    printed = letters_of(data)
    for what, text in wanted.items():
        if "".join(text.split()) not in printed:
            yield f"The PDF does not say {what}, {text}."


def _not_kept(data: bytes, made: Checklist) -> Iterator[str]:
    if not re.search(rb"pdfaid:part>3<", data) or not re.search(rb"pdfaid:conformance>A<", data):
        yield "The PDF does not say of itself that it is a PDF/A-3a."
    if attachments_of(data).get(_ATTACHED) != made.snapshot.encode():
        yield "The data of the checklist are not attached to the PDF as they were."


def letters_of(data: bytes) -> str:
    """Return all characters of a PDF without spaces, since a line may be broken anywhere."""
    with pypdfium2.PdfDocument(data) as document:
        pages = [page.get_textpage().get_text_range() for page in document]
    # Of a hyphen at the end of a line pdfium makes U+FFFE.
    return "".join("".join(page.split()) for page in pages).replace("\ufffe", "-")


def attachments_of(data: bytes) -> dict[str, bytes]:
    """Return the files that a PDF carries, by name."""
    with pypdfium2.PdfDocument(data) as document:
        found = [document.get_attachment(n) for n in range(document.count_attachments())]
        return {each.get_name(): bytes(each.get_data()) for each in found}
