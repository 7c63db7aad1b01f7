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
    try:
        _refuse_what_is_not_plain(text, name, error)
        node = yaml.compose(text, Loader=_LOADER)
    except yaml.YAMLError as reason:
        raise error(_not_yaml(name, reason)) from None
    if node is None:
        message = f"{name}: the file is empty."
        raise error(message)
    lines: dict[Place, int] = {}
    return Document(_plain(node, (), lines, name, error), lines)


def _refuse_what_is_not_plain(text: str, name: str, error: type[TamisError]) -> None:
    depth = 0
    for event in yaml.parse(text, Loader=_LOADER):
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            message = f"{name}: the lists in this file are nested too deeply to be read."
            raise error(message)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            line = _line(event)
            message = (
                f"{name}, line {line}: anchors (&) and aliases (*) are not read. Write it out."
            )
            raise error(message)


def _not_yaml(name: str, reason: yaml.YAMLError) -> str:
    mark = getattr(reason, "problem_mark", None)
    where = f"{name}, line {mark.line + 1}" if mark else name
    problem = getattr(reason, "problem", None) or getattr(reason, "reason", None) or "unreadable"
    return f"{where}: this is not YAML ({problem}). Check the indentation and the quotes there."


def _plain(
    node: yaml.Node, place: Place, lines: dict[Place, int], name: str, error: type[TamisError]
) -> Any:
    lines[place] = _line(node)
    if isinstance(node, yaml.MappingNode):
        return dict(_pairs(node, place, lines, name, error))
    if isinstance(node, yaml.SequenceNode):
        return [
            _plain(item, (*place, index), lines, name, error)
            for index, item in enumerate(node.value)
        ]
    # written in quotes, nothing and null are texts; JSON writes null for what is left out
    is_nothing = node.value in ("", "null") and not getattr(node, "style", None)
    return None if is_nothing else node.value


def _line(at: yaml.Event | yaml.Node) -> int:
    return at.start_mark.line + 1 if at.start_mark else 1


def _pairs(
    node: yaml.MappingNode,
    place: Place,
    lines: dict[Place, int],
    name: str,
    error: type[TamisError],
) -> Iterator[tuple[str, Any]]:
    seen: dict[str, int] = {}
    for key_node, value_node in node.value:
        key, line = key_node.value, _line(key_node)
        if not isinstance(key_node, yaml.ScalarNode) or key == "<<":
            message = f"{name}, line {line}: a key must be one plain word (merges are not read)."
            raise error(message)
        if key in seen:
            message = (
                f"{name}, line {line}: '{key}' is written twice (first on line {seen[key]}). "
                "Keep one of the two."
            )
            raise error(message)
        seen[key] = line
        value = _plain(value_node, (*place, key), lines, name, error)
        lines[(*place, key)] = line
        yield key, value
