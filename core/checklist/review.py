"""The review page of a trial: the registry's text beside how Tamis reads it, to be compared."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import typst

from core.checklist.coverage import read_coverage
from core.checklist.pdf import FONTS, all_drawable
from core.checklist.words import of_the_review, word
from core.checklist.writing import write_new
from core.dates import Day
from core.errors import StoreError
from core.wording.english_rules import EVERYWHERE, KINDS
from core.wording.prose.criteria import read_criterion
from core.wording.prose.lines import marked

if TYPE_CHECKING:
    from pathlib import Path

    from core.trial import Trial
    from core.wording.prose.criteria import ReadCriterion
    from core.wording.prose.saying import Words


def write_review(trial: Trial, words: Words, version: str, resources: Path, to: Path) -> None:
    """Write the review page of a trial to a new file; raise StoreError where it cannot be."""
    try:
        write_new(render_review(trial, words, version, resources), to)
    except OSError as error:
        raise StoreError(word(words.language, "review_not_written", path=to, why=error)) from error


def render_review(trial: Trial, words: Words, version: str, resources: Path) -> bytes:
    """Return the review page as a tagged PDF/A; the same trial gives the same bytes."""
    fonts = resources / "fonts"
    known = tuple(read_coverage(fonts / name) for name in FONTS)
    data = all_drawable(content(trial, words, version), known)
    made = typst.compile(
        str(resources / "templates" / "review.typ"),
        font_paths=[str(fonts)],
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        format="pdf",
        pdf_standards=["a-2a", "ua-1"],
    )
    return made if isinstance(made, bytes) else made[0]


def content(trial: Trial, words: Words, version: str) -> dict[str, Any]:
    """Return all that stands on the page, as plain data."""
    language = words.language
    mark = "" if trial.approved else word(language, "review_draft")
    return {
        "language": language,
        "words": of_the_review(language),
        "mark": mark,
        "name": f"{trial.short_name} · {trial.registry_number}",
        "title": trial.title,
        "read_on": _read_on(trial),
        "document_title": word(language, "review_document", name=trial.short_name),
        "fields": _fields(trial, language),
        "footer": [
            word(language, "foot_trial", digest=trial.file_hash[:16]),
            word(language, "foot_version", version=version),
        ],
        "everywhere": list(EVERYWHERE),
        "groups": _groups(trial, words),
    }


def _read_on(trial: Trial) -> dict[str, int]:
    """Return the day of the registry text: a PDF/A must name a day, and this one never changes."""
    day = Day.read(trial.source_read).first
    return {"year": day.year, "month": day.month, "day": day.day}


def _fields(trial: Trial, language: str) -> list[dict[str, str]]:
    protocol = trial.protocol_version or word(language, "review_no_protocol")
    said = (
        ("review_registry", f"{trial.source_address}, {trial.source_read}"),
        ("review_protocol", protocol),
        ("review_read_by", trial.read_by),
        ("review_hash", trial.file_hash),
    )
    return [{"label": word(language, code), "value": value} for code, value in said]


def _groups(trial: Trial, words: Words) -> list[dict[str, Any]]:
    groups: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for criterion in trial.criteria:
        read = read_criterion(criterion, trial, words)
        groups.setdefault((read.kind, read.arm), []).append(_row(read))
    return [
        {
            "title": word(words.language, f"review_{kind}"),
            "arm": arm,
            "says": KINDS[kind],
            "rows": rows,
        }
        for (kind, arm), rows in groups.items()
    ]


def _row(read: ReadCriterion) -> dict[str, Any]:
    lines = [
        {"depth": line.depth, "kind": line.kind, "id": line.id, "text": marked(line)}
        for line in read.lines
    ]
    return {"id": read.id, "text": read.text, "note": read.note, "lines": lines}
