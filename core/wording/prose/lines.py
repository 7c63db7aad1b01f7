"""Prose as an indented list: each line with its depth, what it is, and its words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from core.wording.english_rules import RULES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.wording.prose.saying import Prose

LineKind = Literal["quote", "says", "detail", "note", "applies"]
_MARKS = {"detail": "· ", "note": "Note: "}


@dataclass(frozen=True, slots=True)
class Line:
    """One line: `says` what is computed, a `detail` of it, a `quote` of the text, a `note`."""

    depth: int
    kind: LineKind
    text: str
    id: str = ""


def lines_of(prose: Prose, depth: int = 0) -> Iterator[Line]:
    """Yield the lines of a rule; the text and the note of the whole are left to the page."""
    is_quoted = depth > 0 and prose.text != ""
    if is_quoted:
        yield Line(depth, "quote", f"“{prose.text}”", prose.id)
    if prose.applies is not None:
        yield Line(depth, "applies", RULES["when"])
        yield from lines_of(prose.applies, depth + 1)
    yield Line(depth, "says", prose.says, "" if depth == 0 or is_quoted else prose.id)
    for detail in prose.details:
        yield Line(depth, "detail", detail)
    if depth and prose.note:
        yield Line(depth, "note", prose.note)
    for part in prose.parts:
        yield from lines_of(part, depth + 1)


def text_of(line: Line, margin: int = 0) -> str:
    """Write one line as plain text, two blanks for each step in."""
    named = f"{line.id} " if line.id else ""
    return f"{' ' * margin}{'  ' * line.depth}{named}{marked(line)}"


def marked(line: Line) -> str:
    """Return the words of a line behind what marks its kind."""
    return f"{_MARKS.get(line.kind, '')}{line.text}"
