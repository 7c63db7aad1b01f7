"""The checklist through Typst: as the bytes of a PDF/A-3a, as pictures of its pages."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import UTC
from typing import TYPE_CHECKING, Any

import typst

from core.checklist.coverage import drawable, read_coverage
from core.checklist.words import of_the_template

if TYPE_CHECKING:
    from pathlib import Path

    from core.checklist.content import Checklist
    from core.checklist.coverage import Coverage

# In the order in which the template asks them for a glyph.
FONTS = ("Inter-Regular.ttf", "DejaVuSans.ttf", "NotoSansSC-Regular.otf")


def render_pdf(checklist: Checklist, resources: Path) -> bytes:
    """Return the checklist as a tagged PDF/A-3a; the same checklist gives the same bytes.

    `resources` is the folder that holds `templates/` and `fonts/`.
    """
    made = typst.compile(
        **_input(checklist, resources), format="pdf", pdf_standards=["a-3a", "ua-1"]
    )
    return made if isinstance(made, bytes) else made[0]


def render_pages(checklist: Checklist, resources: Path, ppi: float = 110) -> list[bytes]:
    """Return a PNG of each page, `ppi` pixels per inch."""
    made = typst.compile(**_input(checklist, resources), format="png", ppi=ppi)
    return [made] if isinstance(made, bytes) else made


def _input(checklist: Checklist, resources: Path) -> dict[str, Any]:
    fonts = resources / "fonts"
    data = _data(checklist, tuple(read_coverage(fonts / name) for name in FONTS))
    return {
        "input": str(resources / "templates" / "checklist.typ"),
        "font_paths": [str(fonts)],
        "ignore_system_fonts": True,
        "sys_inputs": {"data": json.dumps(data, ensure_ascii=False)},
    }


def _data(checklist: Checklist, fonts: tuple[Coverage, ...]) -> dict[str, Any]:
    """Return what the template reads: every text that is printed can be drawn."""
    document = asdict(checklist)
    stamp, snapshot = document.pop("stamp"), document.pop("snapshot")
    printed_at = stamp["printed_at"].astimezone(UTC)
    document |= {"words": of_the_template(checklist.language), "author": stamp["printed_by"]}
    return {
        **{name: all_drawable(value, fonts) for name, value in document.items()},
        "snapshot": snapshot,
        "printed_at": {
            unit: getattr(printed_at, unit)
            for unit in ("year", "month", "day", "hour", "minute", "second")
        },
    }


def all_drawable(value: object, fonts: tuple[Coverage, ...]) -> object:
    """Return plain data in which every text can be drawn."""
    match value:
        case str():
            return drawable(value, fonts)
        case dict():
            return {key: all_drawable(item, fonts) for key, item in value.items()}
        case list() | tuple():
            return [all_drawable(item, fonts) for item in value]
        case _:
            return value
