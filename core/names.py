"""What diagnoses and trials are called: read without what checks their files, and so at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from core import plain_yaml
from core.errors import TrialFileError

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class TrialHead:
    """What stands above a trial's column: its number, its short name, what it tests, its status."""

    registry_number: str
    short_name: str
    product: str
    status: str


def read_diagnosis_names(folder: Path, language: str) -> dict[str, str]:
    """Return the name of each diagnosis in a vocabulary by its key; raise TrialFileError.

    Files without diagnoses are not looked into: most of the vocabulary is other things.
    """
    called = "zh" if language.startswith("zh") else "en"
    return {
        key: entry["label"][called]
        for path in sorted(folder.glob("*.yaml"))
        if b"\ndiagnoses:" in b"\n" + path.read_bytes()
        for key, entry in _data(path)["diagnoses"].items()
        if key != "defaults"
    }


def read_heads(folder: Path) -> tuple[TrialHead, ...]:
    """Return the heads of all trials, in the order of their files; raise TrialFileError."""
    files = [_head(path) for path in sorted(folder.glob("*.yaml"))]
    words = ("registry_number", "short_name", "product", "status")
    return tuple(TrialHead(*(str(file[word]) for word in words)) for file in files)


def _head(path: Path) -> dict[str, Any]:
    """Return what stands above the criteria of a trial file, which are most of it."""
    text = plain_yaml.file_text(path, TrialFileError)
    head, _, _ = text.partition("\ninclusion:")
    data: dict[str, Any] = plain_yaml.read_text(head, path.name, TrialFileError).data
    return data


def _data(path: Path) -> dict[str, Any]:
    data: dict[str, Any] = plain_yaml.read_file(path, TrialFileError).data
    return data
