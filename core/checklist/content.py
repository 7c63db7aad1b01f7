"""What stands on a checklist, as plain data: texts in the order in which they are read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from core.truth import Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """Who prints, when (a moment that knows its offset), with what program, and from where."""

    printed_at: datetime
    printed_by: str
    version: str
    from_record_file: bool = False
    demo: bool = False
    copy: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """A warning that stands on every page: its short word, and what it means."""

    word: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Field:
    """A labelled value of the header."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Count:
    """How many criteria have an outcome, and what that is called on the band."""

    outcome: Outcome
    number: int
    word: str


@dataclass(frozen=True, slots=True)
class Band:
    """The verdict: glyph and words, gate and day, the criteria that decide it, the counts."""

    glyph: Outcome
    verdict: str
    occasion: str
    sentences: tuple[str, ...]
    counts: tuple[Count, ...]
    footing: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """One line of evidence with its day and source; `outcome` where it speaks for a part.

    A fact, and what is missing or wrong, `stands_out`; how parts combine does not. `depth` counts
    the combinations of parts in which it stands below that of the row.
    """

    text: str
    detail: str = ""
    day: str = ""
    source: str = ""
    outcome: Outcome | None = None
    word: str = ""
    stands_out: bool = True
    depth: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A criterion, or one part of it with words of its own, which stands below it.

    `is_counted` is false in the block of a disease that the patient does not have.
    """

    id: str
    text: str
    outcome: Outcome
    word: str
    due: str = ""
    proofs: tuple[Proof, ...] = ()
    needs: str = ""
    ahead: str = ""
    note: str = ""
    depth: int = 0
    parts: tuple[Row, ...] = ()
    is_counted: bool = True


@dataclass(frozen=True, slots=True)
class Group:
    """A block of criteria under the `opening` words that the protocol has for it."""

    title: str
    remark: str
    rows: tuple[Row, ...]
    opening: str = ""


@dataclass(frozen=True, slots=True)
class Comment:
    """What someone wrote beside a fact, and the criteria that rest on it."""

    place: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Checklist:
    """The whole paper. `snapshot` is the canonical JSON that goes along inside the file."""

    language: str
    subject: str
    short_name: str
    as_of: str
    document_title: str
    trial_name: str
    trial_title: str
    source: tuple[str, ...]
    marks: tuple[Mark, ...]
    watermark: str
    fields: tuple[Field, ...]
    band: Band
    groups: tuple[Group, ...]
    remarks: tuple[str, ...]
    unread: str
    comments: tuple[Comment, ...]
    running: str
    running_right: str
    footer: tuple[str, ...]
    snapshot: str
    digest: str
    stamp: Stamp
