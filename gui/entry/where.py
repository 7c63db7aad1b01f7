"""In which section of the form a thing is entered."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.vocabulary import Vocabulary

SECTIONS = (
    "person",
    "diagnosis",
    "labs",
    "scores",
    "medications",
    "history",
    "infection",
    "investigator",
)
_BY_KIND = {
    "person": "person",
    "milestones": "person",
    "diagnoses": "diagnosis",
    "drugs": "medications",
    "allergens": "history",
    "events": "history",
}
_BY_LIST = {"medications": "medications", "diagnoses": "diagnosis"}


def section_of(of: str, what: str, vocabulary: Vocabulary) -> str:
    """Return the section in which `what` of a kind (a Need's `of` and `what`) is entered."""
    if of in _BY_KIND:
        return _BY_KIND[of]
    if of == "lists":
        return _BY_LIST.get(what, "history")
    entry = vocabulary.entries.get(of, {}).get(what)
    return entry.section if entry else "person"
