"""In which section of the form a thing is entered."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.record import PatientRecord
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
    "devices": "history",
}
# In which part of the vocabulary the facts of a list are named.
_NAMED_IN = {
    "milestones": ("milestones",),
    "observations": ("labs", "findings"),
    "scores": ("scores",),
    "diagnoses": ("diagnoses",),
    "medications": ("drugs",),
    "events": ("events",),
    "allergies": ("allergens",),
    "devices": ("devices",),
    "answers": ("questions",),
}
_BY_LIST = {"medications": "medications", "diagnoses": "diagnosis"}


def sections_held(record: PatientRecord, vocabulary: Vocabulary) -> set[str]:
    """Return the sections of which the record holds anything."""
    held = {section_of("lists", line.list, vocabulary) for line in record.complete}
    if record.sex or record.birth_date:
        held.add("person")
    for name, kinds in _NAMED_IN.items():
        for fact in getattr(record, name):
            key = str(getattr(fact, "of", getattr(fact, "to", "")))
            known = (kind for kind in kinds if key in vocabulary.entries.get(kind, {}))
            held.add(section_of(next(known, kinds[0]), key, vocabulary))
    return held


def section_of(of: str, what: str, vocabulary: Vocabulary) -> str:
    """Return the section in which `what` of a kind (a Need's `of` and `what`) is entered."""
    if of in _BY_KIND:
        return _BY_KIND[of]
    if of == "lists":
        return _BY_LIST.get(what, "history")
    # criteria that are answered item by item stand among the scores of a record, and have no total
    kinds = (of, "classification_sets", "instruments") if of == "scores" else (of,)
    found = (vocabulary.entries.get(kind, {}).get(what) for kind in kinds)
    entry = next((one for one in found if one), None)
    return entry.section if entry else "person"
