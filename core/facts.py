"""Facts and records as plain documents, and back: the shape of files and of the ledger."""

from __future__ import annotations

import difflib
from dataclasses import fields
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from core import plain_yaml
from core.errors import RecordError
from core.medicines import HalfLife
from core.record import FACT_LISTS
from core.site import ReferenceRange, Site

T = TypeVar("T")
_WORDS = "words with values belong here, as {of: …, date: …}"
_LIST = "a list belongs here, as [ … ]"
SHAPES = {
    "string_type": "one text belongs here",
    "dict_type": _WORDS,
    "dataclass_type": _WORDS,
    "model_type": _WORDS,
    "model_attributes_type": _WORDS,
    "tuple_type": _LIST,
    "list_type": _LIST,
    "too_short": "at least one belongs here",
    "greater_than_equal": "at least 1 belongs here",
    "int_parsing": "a number belongs here",
}
_MISSING = ("missing", "missing_argument")
_NO_WORD = ("extra_forbidden", "unexpected_keyword_argument")
_ADAPTERS: dict[type[Any], TypeAdapter[Any]] = {}


def from_document(kind: type[T], document: Any) -> T:
    """Make a fact, record or site from plain data; raise pydantic's ValidationError."""
    made: T = _adapter(kind).validate_python(document)
    return made


def to_document(value: Any) -> dict[str, Any]:
    """Return plain data (text, lists, mappings) without what was left out."""
    document: dict[str, Any] = _adapter(type(value)).dump_python(
        value, mode="json", exclude_defaults=True, by_alias=True
    )
    return document


def schema(kind: type[Any]) -> dict[str, Any]:
    """Return the JSON Schema of a kind of document."""
    return _adapter(kind).json_schema(by_alias=True)


def from_plain(kind: type[T], document: plain_yaml.Document, name: str) -> T:
    """Make a record or site from a file's plain data; raise RecordError naming the line."""
    if not isinstance(document.data, dict):
        message = f"{name}: this is no record. A record begins with 'subject: …' on its first line."
        raise RecordError(message)
    try:
        return from_document(kind, _without_unknown(document.data))
    except ValidationError as error:
        raise RecordError(sentence(error, document, name, kind)) from None


def _without_unknown(data: Any) -> Any:
    """Leave out what is written as unknown, which is the same as not written.

    An answer may be unknown, and so may the substance that an allergy is to.
    """
    if isinstance(data, list):
        return [_without_unknown(item) for item in data]
    if isinstance(data, dict):
        return {
            key: value if key in ("items", "grades") else _without_unknown(value)
            for key, value in data.items()
            if value is not None and (value != "unknown" or key in ("answer", "to"))
        }
    return data


def sentence(
    error: ValidationError, document: plain_yaml.Document, name: str, kind: type[Any]
) -> str:
    """Say the first mistake of a document in a sentence: where, what, and what to do."""
    first = first_mistake(error)
    place = tuple(part for part in first["loc"] if isinstance(part, (int, str)))
    where = f"{name}, line {document.line(place)}"
    word = word_at(place, name)
    match first["type"]:
        case "extra_forbidden" | "unexpected_keyword_argument":
            return f"{where}: '{word}' is not a word used here.{_suggestion(word, place, kind)}"
        case "missing" | "missing_argument":
            return f"{where}: '{word}' is missing. Add it."
        case "literal_error":
            expected = first.get("ctx", {}).get("expected", "")
            return f"{where}: '{first['input']}' cannot stand for {word}. Use {expected}."
        case "value_error":
            return f"{where}: {word}: {first['ctx']['error']}"
        case "decimal_parsing" | "int_parsing":
            return f"{where}: {word}: '{first['input']}' is not a number."
        case other:
            return f"{where}: {word}: {SHAPES.get(other, first['msg'])}."


def word_at(place: tuple[str | int, ...], name: str) -> str:
    """Return the word at a place of a file, or which item of a list stands there."""
    match place:
        case (*_, str(word)):
            return word
        case (*_, str(word), int(index)):
            return f"{word}, item {index + 1}"
    return name


def first_mistake(error: ValidationError) -> ErrorDetails:
    """Return the mistake to tell: a misspelt word before the word that is missing for it."""
    first, *others = error.errors()
    if first["type"] not in _MISSING:
        return first
    around = first["loc"][:-1]
    return next(
        (one for one in others if one["type"] in _NO_WORD and one["loc"][:-1] == around), first
    )


def _suggestion(word: str, place: tuple[str | int, ...], kind: type[Any]) -> str:
    owner = next((FACT_LISTS[part] for part in place[:-1] if part in FACT_LISTS), kind)
    if kind is Site and len(place) > 1:
        owner = HalfLife if place[0] == "half_lives" else ReferenceRange
    known = [field.name.rstrip("_") for field in fields(owner)]
    close = difflib.get_close_matches(word, known, n=1)
    return f" Did you mean '{close[0]}'?" if close else f" Known here: {', '.join(known)}."


def _adapter(kind: type[Any]) -> TypeAdapter[Any]:
    if kind not in _ADAPTERS:
        _ADAPTERS[kind] = TypeAdapter(kind)
    return _ADAPTERS[kind]
