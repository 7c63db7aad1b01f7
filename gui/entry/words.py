"""How keys of the record are called in the window's language, and which of them the form offers."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.record import NotDone
    from gui.session.session import Session

NOT_DONE: tuple[NotDone, ...] = (
    "pending",
    "not_done",
    "refused",
    "not_asked",
    "asked_but_unknown",
    "not_applicable",
    "measurement_failed",
    "sample_lost",
    "not_available",
)


def name(session: Session, key: str) -> str:
    """Return what a key is called: a test, a drug, a reason, a person who answers."""
    return session.vocabulary.label(key, session.language)
