"""Reads finished checklists back: their text, where it stands, and what they carry."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pypdfium2  # type: ignore[import-untyped]
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]


def texts(data: bytes) -> list[str]:
    """Return the text of every page, with lines joined by single spaces."""
    with pypdfium2.PdfDocument(data) as document:
        return [" ".join(page.get_textpage().get_text_range().split()) for page in document]


def letters(data: bytes) -> str:
    """Return all characters of all pages without any space, as line breaks may be anywhere."""
    # Of a hyphen at the end of a line pdfium makes U+FFFE.
    return "".join("".join(page.split()) for page in texts(data)).replace("\ufffe", "-")


def boxes(data: bytes) -> Iterator[tuple[float, float, float, float]]:
    """Yield where each character stands: left, bottom, right and top, in points."""
    with pypdfium2.PdfDocument(data) as document:
        for page in document:
            text = page.get_textpage()
            yield from (text.get_charbox(number) for number in range(text.count_chars()))


def attachments(data: bytes) -> dict[str, bytes]:
    """Return the files that a PDF carries."""
    with pypdfium2.PdfDocument(data) as document:
        found = [document.get_attachment(n) for n in range(document.count_attachments())]
        return {each.get_name(): bytes(each.get_data()) for each in found}


def is_tagged(data: bytes) -> bool:
    """Tell whether a PDF says what each text in it is."""
    with pypdfium2.PdfDocument(data) as document:
        return bool(pdfium.FPDFCatalog_IsTagged(document.raw))


def tags(data: bytes) -> list[str]:
    """Return the kinds of structure in a PDF, in the order of its objects."""
    return [kind.decode() for kind in re.findall(rb"/Type/StructElem/S/(\w+)", data)]
