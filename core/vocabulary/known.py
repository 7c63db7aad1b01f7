"""All entries by kind and key, what they are called, and what belongs to what."""

from __future__ import annotations

import difflib
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from core.medicines import Equivalent, HalfLife
from core.vocabulary.entries import (
    Allergen,
    ClassificationSet,
    Condition,
    DeviceKind,
    Drug,
    Entry,
    Happening,
    Lab,
    Label,
    Question,
    ScoreKind,
    State,
)
from core.vocabulary.instruments import Instrument

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

KINDS: dict[str, type[Entry]] = {
    "labs": Lab,
    "findings": State,
    "scores": ScoreKind,
    "diagnoses": Condition,
    "classification_sets": ClassificationSet,
    "drugs": Drug,
    "events": Happening,
    "allergens": Allergen,
    "devices": DeviceKind,
    "questions": Question,
    "instruments": Instrument,
}
# What stands beside the entries, by the key of what it is about.
BESIDE: dict[str, type[Any]] = {"names": Label, "equivalents": Equivalent, "half_lives": HalfLife}
_WORD_OF = {kind: word for word, kind in KINDS.items()}
E = TypeVar("E", bound=Entry)


@dataclass(frozen=True)
class Vocabulary:
    """All entries, by kind ("labs", "drugs" …) and key, and what one word in a file may mean."""

    entries: Mapping[str, Mapping[str, Entry]]
    names: Mapping[str, Label] = field(default_factory=dict)
    equivalents: Mapping[str, Equivalent] = field(default_factory=dict)
    half_lives: Mapping[str, HalfLife] = field(default_factory=dict)

    def get(self, kind: type[E], key: str) -> E | None:
        """Return an entry of a kind, or None."""
        found = self.entries[kind_word(kind)].get(key)
        return found if isinstance(found, kind) else None

    def all(self, kind: type[E]) -> Iterator[E]:
        """Yield the entries of a kind in the order of their file."""
        return (
            entry for entry in self.entries[kind_word(kind)].values() if isinstance(entry, kind)
        )

    def label(self, key: str, language: str = "en") -> str:
        """Return the name of a key, a word of the record, an item (`sledai_2k.rash`) or a band."""
        for entries in self.entries.values():
            if key in entries:
                return entries[key].label.text(language)
        if key in self.names:
            return self.names[key].text(language)
        score, _, item = key.partition(".")
        instrument = self.get(Instrument, score) if item else None
        named = instrument.named(item) if instrument else None
        if named is not None:
            return named.text(language)
        return key.replace("_", " ")

    def belongs(self, kind: type[Entry], key: str, to: str) -> bool:
        """Tell whether a key is the given one, or belongs to it through `is_a`."""
        return key == to or to in self.wider[kind_word(kind)].get(key, ())

    @cached_property
    def wider(self) -> Mapping[str, Mapping[str, frozenset[str]]]:
        """Return, by kind, everything that each key belongs to through `is_a`."""
        return {
            word: {key: frozenset(_wider(key, entries)) for key in entries}
            for word, entries in self.entries.items()
        }

    def told_apart_in(self, entry: State) -> tuple[State, ...]:
        """Return the tests of which this one is the same in one specimen."""
        if entry.specimen is None:
            return ()
        return tuple(one for one in self.all(State) if entry.key in one.also_by)

    def nearest(self, kind: type[Entry], word: str) -> str | None:
        """Return the key that a misspelt word is most like, or None."""
        known: dict[str, str] = {}
        for key, entry in self.entries[kind_word(kind)].items():
            for name in (key, entry.label.en, entry.label.zh, *entry.aliases):
                known[name.lower()] = key
        close = difflib.get_close_matches(word.lower(), known, n=1, cutoff=0.6)
        return known[close[0]] if close else None


def _wider(key: str, entries: Mapping[str, Entry]) -> Iterator[str]:
    parents: tuple[str, ...] = getattr(entries.get(key), "is_a", ())
    for parent in parents:
        yield parent
        yield from _wider(parent, entries)


def kind_word(kind: type[Entry]) -> str:
    """Return the word under which a kind of entry stands in the files."""
    return _WORD_OF[kind]
