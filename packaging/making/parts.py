"""What the frozen program is made of: each library with its version, its licence, its texts."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import sysconfig
from dataclasses import dataclass
from functools import cache
from importlib.metadata import Distribution, distributions
from pathlib import Path

from core.version import VERSION
from making.ground import BUILD, HOUSE, INSIDE, PACKAGING, PackageError

_IS_TEXT = re.compile(r"dist-info/(licenses/|licen[cs]e|copying|notice|authors)", re.IGNORECASE)
_LONGEST = 100  # letters of a name; what is longer is the text itself
_DOC = Path("/usr/share/doc")

# Wheels that bring no text of their licence; theirs lie in packaging/licences.
_OURS_TO_ADD = {"pyside6-essentials": "LGPL-3.0 GPL-3.0", "shiboken6": "LGPL-3.0 GPL-3.0"}

# Not in requirements.lock, and in every program that it makes.
_BOOTLOADER = "pyinstaller"

_RESOURCES = (
    ("Inter", "4.001", "OFL-1.1", "fonts/Inter-LICENSE.txt"),
    ("DejaVu Sans", "2.37", "Bitstream-Vera", "fonts/DejaVuSans-LICENSE.txt"),
    ("Noto Sans SC", "2.004", "OFL-1.1", "fonts/NotoSansSC-LICENSE.txt"),
    ("Tabler Icons", "", "MIT", "icons/LICENSE"),
)


@dataclass(frozen=True, slots=True)
class Part:
    """One work of others (or Tamis itself) in the frozen program."""

    name: str
    version: str
    licence: str
    texts: tuple[Path, ...]


def parts() -> list[Part]:
    """List what the last freezing collected; raise PackageError where a licence is not known."""
    sources = json.loads((BUILD / "frozen" / "tamis" / "collected.json").read_text("utf-8"))
    # A module is packed into the program; a file that is not there was dropped as an orphan.
    kept = [
        Path(source)
        for name, source, kind in sources
        if kind.startswith("PY") or (INSIDE / name).exists()
    ]
    found = {part.name: part for part in map(_part_of, kept)}
    bootloader = _of_distribution(_by_name()[_BOOTLOADER])
    others = sorted({**found, bootloader.name: bootloader}.values(), key=lambda one: one.name)
    tamis = found.get("Tamis") or _tamis()
    resources = [
        Part(name, version, licence, (HOUSE / "resources" / text,))
        for name, version, licence, text in _RESOURCES
    ]
    return [tamis, *resources, *(part for part in others if part.name != "Tamis")]


def _part_of(source: Path) -> Part:
    if source.is_relative_to(HOUSE) and not source.is_relative_to(sys.prefix):
        return _tamis()
    if source.is_relative_to(sys.prefix):
        return _of_distribution(_owner_of(source))
    library = Path(sysconfig.get_path("stdlib"))
    return _of_system(library / "os.py" if source.is_relative_to(library) else source)


def _owner_of(source: Path) -> Distribution:
    owner = _owners().get(str(source.resolve()))
    if owner is None:
        raise PackageError(f"No wheel brought {source}, which the program would carry.")
    return owner


@cache
def _tamis() -> Part:
    return Part("Tamis", VERSION, "Apache-2.0", (HOUSE / "LICENSE",))


@cache
def _by_name() -> dict[str, Distribution]:
    return {one.metadata["Name"].lower().replace("_", "-"): one for one in distributions()}


@cache
def _owners() -> dict[str, Distribution]:
    """Say of each file in the environment which wheel brought it."""
    return {
        str(Path(str(one.locate_file(file))).resolve()): one
        for one in distributions()
        for file in one.files or ()
    }


@cache
def _of_distribution(one: Distribution) -> Part:
    name = one.metadata["Name"]
    inside = [file for file in one.files or () if ".dist-info" in str(file)]
    texts = [Path(str(one.locate_file(file))) for file in inside if _IS_TEXT.search(str(file))]
    added = _OURS_TO_ADD.get(name.lower().replace("_", "-"), "").split()
    texts += [PACKAGING / "licences" / f"{text}.txt" for text in added]
    if not texts:
        raise PackageError(f"{name} brings no text of its licence: add it in packaging/licences.")
    return Part(name, one.version, _licence_of(one), tuple(sorted(texts)))


def _licence_of(one: Distribution) -> str:
    fields = ("License-Expression", "License")
    said = next((text for field in fields for text in one.metadata.get_all(field) or ()), "")
    classes = one.metadata.get_all("Classifier") or []
    named = [each.rsplit(" :: ", 1)[-1] for each in classes if each.startswith("License ::")]
    return said if 0 < len(said) <= _LONGEST else ", ".join(named) or "see its text"


@cache
def _of_system(source: Path) -> Part:
    """Return the Debian package that a file belongs to, or else Python, which brought it."""
    for path in (source.resolve(), source, Path(str(source.resolve()).removeprefix("/usr"))):
        package = _debian_package(path)
        if package:
            return _of_package(package)
    library = Path(sys.base_prefix)
    texts = [*library.glob("lib/python3*/LICENSE.txt"), *library.glob("LICENSE.txt")]
    if source.resolve().is_relative_to(library.resolve()) and texts:
        return Part("Python", sys.version.split()[0], "PSF-2.0", (texts[0],))
    raise PackageError(f"Nobody knows the licence of {source}, which the program would carry.")


def _debian_package(path: Path) -> str:
    try:
        done = subprocess.run(
            ["dpkg", "-S", str(path)], capture_output=True, text=True, check=False
        )
    except FileNotFoundError:
        return ""
    return done.stdout.split(":")[0] if done.returncode == 0 else ""


@cache
def _of_package(package: str) -> Part:
    text = (_DOC / package / "copyright").resolve()
    if not text.is_file():
        raise PackageError(f"The package {package} brings no text of its licence ({text}).")
    done = subprocess.run(
        ["dpkg-query", "-W", "-f", "${Version}", package],
        capture_output=True,
        text=True,
        check=True,
    )
    named = re.findall(r"^License:\s*(\S.*)$", text.read_text("utf-8", "replace"), re.MULTILINE)
    short = ", ".join(dict.fromkeys(one.strip() for one in named))
    return Part(
        package, done.stdout, short if 0 < len(short) <= _LONGEST else "see its text", (text,)
    )
