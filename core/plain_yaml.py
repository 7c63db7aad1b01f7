"""YAML as text with line numbers; refuses repeated keys, anchors and merges."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from core.errors import TamisError

_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)

Place = tuple[str | int, ...]
_DEEPEST = 100  # no file of ours is nested so deeply, and Python's own limit is far above it


@dataclass(frozen=True, slots=True)
class Document:
    """Plain data (dict, list, text) and the line on which each place of it begins."""

    data: Any
    lines: dict[Place, int]

    def line(self, place: Place) -> int:
        """Return the line of a place, or of the nearest place around it."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)


def read_file(path: Path, error: type[TamisError]) -> Document:
    """Read a file as plain data; raise `error` with a sentence when it cannot be."""
    return read_text(file_text(path, error), path.name, error)


def file_text(path: Path, error: type[TamisError]) -> str:
    """Return the text of a file in UTF-8; raise `error` with a sentence when there is none."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        message = f"{path.name}: there is no such file. Check its name and folder."
        raise error(message) from None
    except UnicodeDecodeError:
        message = f"{path.name}: this is not a text file in UTF-8. Save it as UTF-8 and try again."
        raise error(message) from None
    except OSError as reason:
        message = f"{path.name}: the file cannot be read ({reason.strerror})."
        raise error(message) from None


def read_text(text: str, name: str, error: type[TamisError]) -> Document:
    """Read text as plain data; every scalar stays the text that was written."""
    source = Source(yaml.parse(text, Loader=_LOADER), name, error, {})
    try:
        return Document(_document(source), source.lines)
    except yaml.YAMLError as reason:
        raise error(_not_yaml(name, reason)) from None


def _document(source: Source) -> Any:
    """Return what the one document of a file holds."""
    source.next_event()  # the stream begins
    if isinstance(source.next_event(), yaml.StreamEndEvent):
        message = f"{source.name}: the file is empty."
        raise source.error(message)
    root = source.next_event()
    source.lines[()] = _line(root)
    data = _value(root, (), source)
    source.next_event()  # the document ends
    after = source.next_event()
    if not isinstance(after, yaml.StreamEndEvent):
        message = (
            f"{source.name}, line {_line(after)}: a second document begins here (---). "
            "Write each into a file of its own."
        )
        raise source.error(message)
    return data


def _not_yaml(name: str, reason: yaml.YAMLError) -> str:
    mark = getattr(reason, "problem_mark", None)
    where = f"{name}, line {mark.line + 1}" if mark else name
    problem = getattr(reason, "problem", None) or getattr(reason, "reason", None) or "unreadable"
    return f"{where}: this is not YAML ({problem}). Check the indentation and the quotes there."


def _value(event: yaml.Event, place: Place, source: Source) -> Any:
    """Return the text, list or dict that begins with an event."""
    if isinstance(event, yaml.ScalarEvent):
        # written in quotes, nothing and null are texts; JSON writes null for what is left out
        return None if event.value in ("", "null") and not event.style else event.value
    if len(place) >= _DEEPEST:
        message = f"{source.name}: the lists in this file are nested too deeply to be read."
        raise source.error(message)
    if isinstance(event, yaml.MappingStartEvent):
        return _mapping(place, source)
    return list(_items(place, source))


def _items(place: Place, source: Source) -> Iterator[Any]:
    for index, event in enumerate(source.rest_of_collection()):
        here = (*place, index)
        source.lines[here] = _line(event)
        yield _value(event, here, source)


def _mapping(place: Place, source: Source) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for event in source.rest_of_collection():
        key = _key(event, source)
        here = (*place, key)
        if key in found:
            message = (
                f"{source.name}, line {_line(event)}: '{key}' is written twice "
                f"(first on line {source.lines[here]}). Keep one of the two."
            )
            raise source.error(message)
        source.lines[here] = _line(event)
        found[key] = _value(source.next_event(), here, source)
    return found


def _key(event: yaml.Event, source: Source) -> str:
    if not isinstance(event, yaml.ScalarEvent) or event.value == "<<":
        message = (
            f"{source.name}, line {_line(event)}: "
            "a key must be one plain word (merges are not read)."
        )
        raise source.error(message)
    return str(event.value)


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


@dataclass(frozen=True, slots=True)
class Source:
    """What is still to be read of a file, one event after the other; the lines met so far."""

    events: Iterator[yaml.Event]
    name: str
    error: type[TamisError]
    lines: dict[Place, int]

    def next_event(self) -> yaml.Event:
        """Return the next event; raise `error` for an anchor or an alias."""
        event = next(self.events)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            message = (
                f"{self.name}, line {_line(event)}: "
                "anchors (&) and aliases (*) are not read. Write it out."
            )
            raise self.error(message)
        return event

    def rest_of_collection(self) -> Iterator[yaml.Event]:
        """Yield the events with which the items of a list, or the keys of a mapping, begin."""
        while not isinstance(event := self.next_event(), yaml.CollectionEndEvent):
            yield event
