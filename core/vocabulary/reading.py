"""resources/vocabulary/**/*.yaml in, Vocabulary out; the first mistake is told with its file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter, ValidationError

from core import plain_yaml
from core.errors import TrialFileError
from core.vocabulary.known import BESIDE, KINDS, Vocabulary

if TYPE_CHECKING:
    from pathlib import Path

    from core.vocabulary.entries import Entry


def read_vocabulary(folder: Path) -> Vocabulary:
    """Read every file under the folder; raise TrialFileError for the first mistake found."""
    entries: dict[str, dict[str, Entry]] = {word: {} for word in KINDS}
    beside: dict[str, dict[str, Any]] = {word: {} for word in BESIDE}
    for path in sorted(folder.rglob("*.yaml")):
        document = plain_yaml.read_file(path, TrialFileError)
        for word, items in document.data.items():
            if word in BESIDE:
                kind = BESIDE[word]
                beside[word] |= {k: _entry(kind, item, path.name, k) for k, item in items.items()}
            elif word in KINDS:
                entries[word] |= _entries(word, items, path.name)
            else:
                known = ", ".join([*KINDS, *BESIDE])
                message = f"{path.name}: '{word}' is no kind of entry. Use {known}."
                raise TrialFileError(message)
    return Vocabulary(entries, **beside)


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
