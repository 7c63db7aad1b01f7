"""What the .deb asks the system for: exactly what the frozen program loads and does not carry."""

from __future__ import annotations

import hashlib
import re
import subprocess
from pathlib import Path

from making.frozen import elf_files, glibc_of, needed_by
from making.ground import PackageError

# Data that libraries read which the program carries: keyboards, compose keys, fonts.
_DATA = {
    "libxkbcommon.so.0": "xkb-data",
    "libX11.so.6": "libx11-data",
    "libfontconfig.so.1": "fontconfig-config",
}


# Qt loads what lies here where it can, and does without where a library of the system is missing.
_DOES_WITHOUT = "printsupport"


def debian_packages(folder: Path) -> list[str]:
    """List the Debian packages that a frozen program depends on; the C library with its version.

    Raises PackageError for a library that is neither carried nor installed here.
    """
    carried = {path.name for path in folder.rglob("*")}
    packages = _packages_of(_asked(folder))
    packages |= {package for name, package in _DATA.items() if name in carried}
    oldest = ".".join(map(str, glibc_of(folder)))
    return sorted(f"libc6 (>= {oldest})" if one == "libc6" else one for one in packages)


def recommended_packages(folder: Path) -> list[str]:
    """List the Debian packages without which a frozen program starts, and does less."""
    return sorted(_packages_of(_asked(folder, optional=True) - _asked(folder)))


def _asked(folder: Path, *, optional: bool = False) -> set[str]:
    """Name the libraries that the files of a folder load, and that it does not carry."""
    files = [path for path in elf_files(folder) if (_DOES_WITHOUT in path.parts) is optional]
    carried = {path.name for path in folder.rglob("*")}
    return {name for path in files for name in needed_by(path)} - carried


def _packages_of(asked: set[str]) -> set[str]:
    found = _installed()
    if unknown := sorted(asked - found.keys()):
        raise PackageError(
            "The frozen program needs libraries that this machine has not: "
            f"{', '.join(unknown)}. Install their packages, and make it again."
        )
    return {_package_of(found[name]) for name in asked}


def md5sums(root: Path) -> str:
    """Return the list that dpkg --verify compares an installation with."""
    files = sorted(path for path in root.rglob("*") if path.is_file() and not path.is_symlink())
    return "".join(
        f"{hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest()}  "
        f"{path.relative_to(root).as_posix()}\n"
        for path in files
        if path.relative_to(root).parts[0] != "DEBIAN"
    )


def _installed() -> dict[str, Path]:
    """Say where the loader of this machine finds each library (of 64 bits)."""
    done = subprocess.run(["/sbin/ldconfig", "-p"], capture_output=True, text=True, check=True)
    rows = re.findall(r"^\s+(\S+) \(libc6,x86-64.*?\) => (\S+)$", done.stdout, re.MULTILINE)
    return {name: Path(path) for name, path in reversed(rows)}


def _package_of(library: Path) -> str:
    real = library.resolve()
    for path in (real, library, Path(str(real).removeprefix("/usr"))):
        done = subprocess.run(
            ["dpkg", "-S", str(path)], capture_output=True, text=True, check=False
        )
        if done.returncode == 0:
            return done.stdout.split(":")[0]
    raise PackageError(f"No Debian package has {library}, which the program loads.")
