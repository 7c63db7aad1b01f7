"""What must hold of the frozen program before anybody gets it: whole, small, not foreign."""

from __future__ import annotations

import json
import sys
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

from making.ground import HOUSE, PackageError

if TYPE_CHECKING:
    from collections.abc import Iterator

# In millions of bytes. Of 214: typst 68, Qt 90 (32 of them ICU's data), fonts 10, pdfium 7.
MOST_MB = 220

_FOREIGN = ("__pycache__", ".hypothesis", ".git", ".pyc", ".lock", "conftest.py", "qt.conf.bak")
_SHIPPED = ("trials", "resources", "docs/guide.md", "docs/pictures")


def check(folder: Path) -> None:
    """Raise PackageError with every fault of a frozen program; all of them, in one message."""
    faults = [*missing(folder), *foreign(folder), *paths_told(folder), *too_large(folder)]
    if faults:
        raise PackageError("The frozen program is not fit to be given away:\n" + "\n".join(faults))


def missing(folder: Path) -> Iterator[str]:
    """Name each file of trials, resources and the guide that is not in it as it is here."""
    for top in _SHIPPED:
        for path in sorted([HOUSE / top, *(HOUSE / top).rglob("*")]):
            name = path.relative_to(HOUSE)
            if path.is_file() and not _is_hidden(name):
                inside = folder / "_internal" / name
                if not inside.is_file() or inside.read_bytes() != path.read_bytes():
                    yield f"{name.as_posix()} is missing in it, or is another."
    if not (folder / "_internal" / "licences" / "parts.json").is_file():
        yield "The licences of its parts are missing in it."


def foreign(folder: Path) -> Iterator[str]:
    """Name what a workshop leaves behind: tests, caches, and files of ours that are not here."""
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder)
        if path.name.endswith(_FOREIGN) or "tests" in name.parts:
            yield f"{name.as_posix()} does not belong into it."
    for top in _SHIPPED:
        inside = folder / "_internal"
        for path in sorted((inside / top).rglob("*")):
            if path.is_file() and not (HOUSE / path.relative_to(inside)).is_file():
                yield f"{path.relative_to(folder).as_posix()} is not in the house."


def paths_told(folder: Path, places: tuple[Path, ...] = (HOUSE, Path(sys.prefix))) -> Iterator[str]:
    """Name each file that holds the path of a folder of the machine on which it was made."""
    # Tools on Windows write a path with either stroke.
    sought = [path.encode() for place in places for path in (str(place), place.as_posix())]
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink():
            for name, data in _contents(path):
                if any(place in data for place in sought):
                    yield f"{path.relative_to(folder).as_posix()}{name} names the build machine."


def size_mb(folder: Path) -> float:
    """Return the size of a folder in millions of bytes."""
    files = (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    return sum(path.stat().st_size for path in files) / 1e6


def too_large(folder: Path, most_mb: float = MOST_MB) -> Iterator[str]:
    """Say by how much the folder is larger than it may be, with its largest files."""
    size = size_mb(folder)
    if size > most_mb:
        files = (one for one in folder.rglob("*") if one.is_file() and not one.is_symlink())
        largest = sorted(files, key=lambda one: one.stat().st_size, reverse=True)[:5]
        names = ", ".join(f"{one.name} {one.stat().st_size / 1e6:.1f}" for one in largest)
        yield f"It has {size:.1f} MB, and {most_mb} are allowed. Largest: {names}."


def _is_hidden(name: Path) -> bool:
    return any(piece.startswith((".", "__pycache__")) for piece in name.parts)


def _contents(path: Path) -> Iterator[tuple[str, bytes]]:
    """Give the contents of a file, and of every module packed in it."""
    data = path.read_bytes()
    yield "", data
    if zipfile.is_zipfile(path) and path.suffix == ".zip":
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                yield f":{name}", archive.read(name)
    elif path.name in {"tamis", "tamis.exe", "tamis-command.exe"}:
        yield from _modules_in(path)


def _modules_in(program: Path) -> Iterator[tuple[str, bytes]]:
    from PyInstaller.archive.readers import CArchiveReader, NotAnArchiveError

    try:
        archive = CArchiveReader(str(program))
    except NotAnArchiveError:
        return
    modules = archive.open_embedded_archive("PYZ.pyz")
    for name in modules.toc:
        yield f":{name}", modules.extract(name, raw=True) or b""


def parts_of(folder: Path) -> list[dict[str, object]]:
    """Read the table of the parts in a frozen program."""
    text = (folder / "_internal" / "licences" / "parts.json").read_text(encoding="utf-8")
    table: list[dict[str, object]] = json.loads(text)
    return table
