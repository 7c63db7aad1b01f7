"""The list of the files that belong to this version, each with its SHA-256."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from core.errors import TrialFileError

if TYPE_CHECKING:
    from pathlib import Path

_LIST = "resources/self_test/files.json"
_HASHES = 64


def manifest_file(house: Path) -> Path:
    """Return where the list stands."""
    return house / _LIST


def made_anew(house: Path) -> str:
    """Return the list as it would have to stand for the files that are there now."""
    return json.dumps(_hashes(house, ("trials", "resources")), indent=0) + "\n"


def faults_in(house: Path, *folders: str) -> tuple[str, ...]:
    """Say of each file in folders ("resources/fonts") whether it is missing, altered or foreign."""
    listed = {
        name: digest
        for name, digest in _read(house).items()
        if any(name.startswith(f"{folder}/") for folder in folders)
    }
    there = _hashes(house, folders)
    missing = (f"{name} is missing." for name in listed.keys() - there.keys())
    altered = (
        f"{name} is not the file of this version."
        for name in listed.keys() & there.keys()
        if listed[name] != there[name]
    )
    foreign = (f"{name} does not belong to this version." for name in there.keys() - listed.keys())
    return tuple(sorted([*missing, *altered, *foreign]))


def digest_of(house: Path, folder: str) -> str:
    """Return one SHA-256 over the names and contents of all files in a folder."""
    text = json.dumps(_hashes(house, (folder,)))
    return hashlib.sha256(text.encode()).hexdigest()


def _hashes(house: Path, folders: tuple[str, ...]) -> dict[str, str]:
    """Return the SHA-256 of each file by its name, with forward slashes on every machine."""
    paths = (path for folder in folders for path in (house / folder).rglob("*") if path.is_file())
    named = {path.relative_to(house).as_posix(): path for path in paths}
    return {
        name: hashlib.sha256(named[name].read_bytes()).hexdigest()
        for name in sorted(named)
        if name != _LIST and not named[name].name.startswith(".")
    }


def _read(house: Path) -> dict[str, str]:
    """Read the list; raise TrialFileError where it is not as it was made."""
    path = manifest_file(house)
    try:
        read = json.loads(path.read_text(encoding="utf-8"))
        digests = {str(name): str(digest) for name, digest in read.items()}
    except (OSError, ValueError, AttributeError):
        digests = {}
    if not digests or any(len(digest) != _HASHES for digest in digests.values()):
        raise TrialFileError(f"The list of this version's files, {path.name}, cannot be read.")
    return digests
