"""What a line that names something offers: the vocabulary's entries in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gui.widgets.pick_line import Named

if TYPE_CHECKING:
    from core.vocabulary import Entry
    from gui.session.session import Session


def offered(session: Session, kind: str) -> list[Named]:
    """Return the entries of a kind ("drugs") that are things and not groups of them."""
    return [
        Named(entry.key, entry.label.text(session.language), _also(entry))
        for entry in session.vocabulary.entries[kind].values()
        if not getattr(entry, "is_group", False)
    ]


def nearest(session: Session, kind: str, text: str) -> str:
    """Return the name of what a misspelt text most likely means, or ""."""
    from core.vocabulary import KINDS

    key = session.vocabulary.nearest(KINDS[kind], text)
    entry = session.vocabulary.entries[kind].get(key or "")
    if entry is None or getattr(entry, "is_group", False):
        return ""
    return entry.label.text(session.language)


def words(session: Session, *keys: str, empty: str = "") -> list[tuple[str, str]]:
    """Return keys with what they are called, after a first word for nothing chosen."""
    return [("", empty), *((key, session.vocabulary.label(key, session.language)) for key in keys)]


def _also(entry: Entry) -> tuple[str, ...]:
    return tuple(dict.fromkeys((entry.label.en, entry.label.zh, *entry.aliases)))
