"""The frozen program: made by PyInstaller from tamis.spec, and without what nothing in it needs."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

from making.ground import BUILD, DIST, FOLDER, HOUSE, INSIDE, PACKAGING, PackageError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_NEEDED = re.compile(r"^\s+NEEDED\s+(\S+)$", re.MULTILINE)
_CACHES = ("__pycache__", "*.pyc")


def freeze() -> None:
    """Make dist/tamis anew."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    command = [
        sys.executable,
        "-m",
        "PyInstaller",
        "--noconfirm",
        "--clean",
        "--log-level",
        "ERROR",
    ]
    places = ["--distpath", str(DIST), "--workpath", str(BUILD / "frozen")]
    (BUILD / "frozen" / "tamis").mkdir(parents=True, exist_ok=True)
    done = subprocess.run(
        [*command, *places, str(PACKAGING / "tamis.spec")], cwd=HOUSE, check=False
    )
    if done.returncode != 0:
        raise PackageError("PyInstaller did not finish; what it said stands above.")
    for pattern in _CACHES:
        for path in [*FOLDER.rglob(pattern)]:
            shutil.rmtree(path) if path.is_dir() else path.unlink()


def drop_orphans() -> None:
    """Remove the system's libraries that came with a part of Qt which is left out."""
    while orphans := list(_orphans()):
        for path in orphans:
            path.unlink()


def is_elf(path: Path) -> bool:
    """Tell whether a file is a program or a library of Linux."""
    with path.open("rb") as file:
        return file.read(4) == b"\x7fELF"


def elf_files(folder: Path) -> list[Path]:
    """List the programs and libraries in a folder, none twice by a link."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return [path for path in files if not path.is_symlink() and is_elf(path)]


def needed_by(path: Path) -> set[str]:
    """Name the libraries that the loader looks for when this file is loaded."""
    return set(_NEEDED.findall(_objdump("-p", path)))


def glibc_of(folder: Path) -> tuple[int, ...]:
    """Return the oldest version of the C library that has all that the files in a folder call."""
    versions = {(2, 0)}
    for path in elf_files(folder):
        found = re.findall(r"\bGLIBC_(\d+)\.(\d+)", _objdump("-T", path))
        versions |= {(int(major), int(minor)) for major, minor in found}
    return max(versions)


def _orphans() -> Iterator[Path]:
    needed = {name for path in elf_files(FOLDER) for name in needed_by(path)}
    for path in INSIDE.glob("*.so*"):
        is_python = path.name.startswith("libpython")  # loaded by name, by the program itself
        if not path.is_symlink() and not is_python and path.name not in needed:
            yield path
    # a link to a library of Qt that is left out
    yield from (path for path in INSIDE.glob("*.so*") if path.is_symlink() and not path.exists())


def _objdump(option: str, path: Path) -> str:
    done = subprocess.run(
        ["objdump", option, str(path)], capture_output=True, text=True, check=False
    )
    return done.stdout
