"""What can be entered, read from resources/vocabulary/*.yaml."""

from __future__ import annotations

import difflib
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any, ClassVar, Literal, TypeVar

from pydantic import TypeAdapter, ValidationError

from core import plain_yaml
from core.dates import Duration
from core.errors import TrialFileError
from core.quantity import Unit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

Person = Literal["subject", "coordinator", "investigator"]
Section = Literal[
    "person", "diagnosis", "labs", "scores", "medications", "history", "infection", "investigator"
]
Cost = Literal["ask", "chart", "blood", "procedure"]
STRICT: dict[str, Any] = {"extra": "forbid"}


@dataclass(frozen=True, slots=True)
class Label:
    """What a thing is called, by language code."""

    en: str
    zh: str

    def text(self, language: str) -> str:
        """Return the name in a language, or in English."""
        return self.zh if language.startswith("zh") else self.en


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What every thing that can be entered has; `key` is its word in files."""

    __pydantic_config__: ClassVar[dict[str, Any]] = STRICT

    key: str
    label: Label
    aliases: tuple[str, ...] = ()
    section: Section
    group: str = ""
    cost: Cost = "chart"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lab(Entry):
    """A measured number. The first unit is the one that the others convert into."""

    units: tuple[Unit, ...]
    loinc: tuple[str, ...] = ()
    goes_stale: Duration | None
    plausible: tuple[Decimal, Decimal] | None = None
    calculated: bool = False

    @property
    def unit(self) -> str:
        """Return the code of the first unit."""
        return self.units[0].code


@dataclass(frozen=True, slots=True, kw_only=True)
class State(Entry):
    """A named state of the patient: an antibody, an infection marker, an imaging finding.

    A number typed for it is positive above its upper limit; a titre from `positive_from` on.
    """

    states: tuple[str, ...]
    loinc: tuple[str, ...] = ()
    goes_stale: Duration | None
    units: tuple[Unit, ...] = ()
    positive_from: Decimal | None = None
    combined_from: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreKind(Entry):
    """A disease score as a total between `least` and `greatest`, or a grade per system."""

    least: Decimal | None = None
    greatest: Decimal | None = None
    systems: tuple[str, ...] = ()
    grades: tuple[str, ...] = ()
    step: Decimal | None = None
    goes_stale: Duration | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition(Entry):
    """A diagnosis. `is_a` names the wider diagnoses and groups that it belongs to."""

    is_a: tuple[str, ...] = ()
    sets: tuple[str, ...] = ()
    is_group: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassificationSet(Entry):
    """A published set of classification criteria."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drug(Entry):
    """A medicine, or a class of them (`is_group`)."""

    is_a: tuple[str, ...] = ()
    atc: tuple[str, ...] = ()
    is_group: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening(Entry):
    """An event: a procedure, a vaccination, a transplantation."""

    is_a: tuple[str, ...] = ()
    is_group: bool = False
    details: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Allergen(Entry):
    """Something a patient may be allergic to."""

    is_a: tuple[str, ...] = ()
    is_group: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Question(Entry):
    """A question to a person.

    `yes_settled_by` names who alone may settle a positive answer: one by another person then
    waits for that person. `about` says whether the answer ages (now) or holds up to its day.
    """

    may_answer: tuple[Person, ...]
    about: Literal["now", "past"]
    per: Literal["patient", "trial"] = "patient"
    yes_settled_by: Person | None = None
    goes_stale: Duration = field(default_factory=lambda: Duration.read("28 days"))
    reasons: tuple[str, ...] = ()


KINDS: dict[str, type[Entry]] = {
    "labs": Lab,
    "findings": State,
    "scores": ScoreKind,
    "diagnoses": Condition,
    "classification_sets": ClassificationSet,
    "drugs": Drug,
    "events": Happening,
    "allergens": Allergen,
    "questions": Question,
}
_WORD_OF = {kind: word for word, kind in KINDS.items()}
E = TypeVar("E", bound=Entry)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All entries, by kind ("labs", "drugs" …) and key, and what one word in a file may mean."""

    entries: Mapping[str, Mapping[str, Entry]]
    names: Mapping[str, Label] = field(default_factory=dict)

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
        """Return what a key or a word of the record is called."""
        for entries in self.entries.values():
            if key in entries:
                return entries[key].label.text(language)
        if key in self.names:
            return self.names[key].text(language)
        return key.replace("_", " ")

    def belongs(self, kind: type[Entry], key: str, to: str) -> bool:
        """Tell whether a key is the given one, or belongs to it through `is_a`."""
        if key == to:
            return True
        entry = self.entries[kind_word(kind)].get(key)
        parents: tuple[str, ...] = getattr(entry, "is_a", ())
        return any(self.belongs(kind, parent, to) for parent in parents)

    def nearest(self, kind: type[Entry], word: str) -> str | None:
        """Return the key that a misspelt word is most like, or None."""
        known: dict[str, str] = {}
        for key, entry in self.entries[kind_word(kind)].items():
            for name in (key, entry.label.en, entry.label.zh, *entry.aliases):
                known[name.lower()] = key
        close = difflib.get_close_matches(word.lower(), known, n=1, cutoff=0.6)
        return known[close[0]] if close else None


def kind_word(kind: type[Entry]) -> str:
    """Return the word under which a kind of entry stands in the files."""
    return _WORD_OF[kind]


def read_vocabulary(folder: Path) -> Vocabulary:
    """Read every file of the folder; raise TrialFileError for the first mistake found."""
    entries: dict[str, dict[str, Entry]] = {word: {} for word in KINDS}
    names: dict[str, Label] = {}
    for path in sorted(folder.glob("*.yaml")):
        document = plain_yaml.read_file(path, TrialFileError)
        for word, items in document.data.items():
            if word == "names":
                names |= {key: _entry(Label, item, path.name, key) for key, item in items.items()}
            elif word in KINDS:
                entries[word] |= _entries(word, items, path.name)
            else:
                message = (
                    f"{path.name}: '{word}' is no kind of entry. Use {', '.join(KINDS)} or names."
                )
                raise TrialFileError(message)
    return Vocabulary(entries, names)


def _entries(word: str, items: dict[str, dict[str, Any]], file: str) -> dict[str, Entry]:
    defaults = items.pop("defaults", {})
    return {
        key: _entry(KINDS[word], {"key": key, **defaults, **item}, file, key)
        for key, item in items.items()
    }


_ADAPTERS: dict[type, TypeAdapter[Any]] = {}


def _entry(kind: type[Any], item: dict[str, Any], file: str, key: str) -> Any:
    if kind not in _ADAPTERS:
        _ADAPTERS[kind] = TypeAdapter(kind)
    try:
        return _ADAPTERS[kind].validate_python(item)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        message = f"{file}: {key}: {place}: {first['msg']}."
        raise TrialFileError(message) from None
