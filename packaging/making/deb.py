"""The .deb: the frozen program under opt, and what a desktop and its user look for around it."""

from __future__ import annotations

import gzip
import os
import shutil
import subprocess
import sys
import textwrap
from datetime import UTC, datetime
from email.utils import formatdate
from pathlib import Path

from core import commands
from core.version import VERSION
from making import icons, needs
from making.checks import parts_of
from making.ground import BUILD, DESKTOP_ID, DIST, FOLDER, HOUSE, PACKAGING, PackageError, made_at
from making.licences import qt_notice
from making.man_page import man_page

_FROM = PACKAGING / "debian"
MAINTAINER = "Tamis developers <tamis@tamis.invalid>"
MIME_TYPE = "application/x-tamis-record"

CONTROL = """\
Package: tamis
Version: {version}
Architecture: amd64
Maintainer: {maintainer}
Installed-Size: {kilobytes}
Depends: {depends}
Recommends: {recommends}
Section: science
Priority: optional
Description: screen patients for clinical trials on one workstation
 Tamis tells the coordinator of a clinical trial, while she enters a patient's
 labs, disease scores, medicines and history, which trials the patient may
 enter, why not, and what to find out next. For each trial it writes an
 eligibility checklist for the study binder.
 .
 It runs without a network: nothing leaves the machine. What is entered lies
 in the user's own folder, and neither removing nor purging this package
 touches it.
 .
 It is decision support from the data entered. The investigator decides
 eligibility.
"""

COPYRIGHT = """\
Tamis is licensed under the Apache License, Version 2.0; on Debian its text lies in
/usr/share/common-licenses/Apache-2.0.

The package carries these works of others. The full text of each licence, with its copyright, lies
in the folder _internal/licences/NAME beside the program, and About shows it.

{rows}

Qt
--
{qt}"""


def pack() -> Path:
    """Make dist/tamis_VERSION_amd64.deb of dist/tamis, and return where it is."""
    root = BUILD / "deb"
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(FOLDER, root / "opt" / "tamis", symlinks=True)
    (root / "usr" / "bin").mkdir(parents=True)
    (root / "usr" / "bin" / "tamis").symlink_to(Path("/", "opt", "tamis", "tamis"))
    _lay_desktop(root / "usr" / "share")
    _lay_documents(root / "usr" / "share")
    _settle(root)
    _write(root / "DEBIAN" / "control", _control(root))
    sums = needs.md5sums(root)
    _write(root / "DEBIAN" / "md5sums", sums)
    (root / "DEBIAN").chmod(0o755)
    package = DIST / f"tamis_{VERSION}_amd64.deb"
    build = ["dpkg-deb", "--root-owner-group", "-Zxz", "--build", str(root), str(package)]
    environment = {**os.environ, "SOURCE_DATE_EPOCH": str(made_at())}
    if subprocess.run(build, env=environment, check=False, stdout=sys.stderr).returncode != 0:
        raise PackageError("dpkg-deb did not make the package; what it said stands above.")
    return package


def _lay_desktop(share: Path) -> None:
    hicolor = share / "icons" / "hicolor"
    record = MIME_TYPE.replace("/", "-")
    for size in icons.SIZES:
        folder = hicolor / f"{size}x{size}"
        for room, name in (("apps", DESKTOP_ID), ("mimetypes", record)):
            _copy(BUILD / "icons" / f"{size}.png", folder / room / f"{name}.png")
    _copy(icons.DRAWING, hicolor / "scalable" / "apps" / f"{DESKTOP_ID}.svg")
    _copy(icons.DRAWING, hicolor / "scalable" / "mimetypes" / f"{record}.svg")
    _copy(_FROM / "tamis.desktop", share / "applications" / f"{DESKTOP_ID}.desktop")
    _copy(_FROM / "tamis-record.xml", share / "mime" / "packages" / "tamis.xml")
    metainfo = (_FROM / "metainfo.xml").read_text(encoding="utf-8")
    day = datetime.fromtimestamp(made_at(), UTC).date().isoformat()
    filled = metainfo.replace("@VERSION@", VERSION).replace("@DAY@", day)
    _write(share / "metainfo" / f"{DESKTOP_ID}.metainfo.xml", filled)


def _lay_documents(share: Path) -> None:
    page = man_page(commands.parser(HOUSE, "tamis"), VERSION, made_at())
    _write_gz(share / "man" / "man1" / "tamis.1.gz", page)
    _write_gz(share / "doc" / "tamis" / "changelog.gz", changelog())
    _write(share / "doc" / "tamis" / "copyright", copyright_text())
    _copy(_FROM / "lintian-overrides", share / "lintian" / "overrides" / "tamis")


def changelog() -> str:
    """Return CHANGELOG.md in Debian's form, as the entry of this version."""
    text = (HOUSE / "CHANGELOG.md").read_text(encoding="utf-8")
    points: list[str] = []
    for line in text.splitlines():
        if line.startswith("- "):
            points.append(line[2:])
        elif line.startswith("  ") and points:
            points[-1] += f" {line.strip()}"
    wrapped = [
        textwrap.fill(one, 78, initial_indent="  * ", subsequent_indent="    ") for one in points
    ]
    head = f"tamis ({VERSION}) unstable; urgency=medium"
    foot = f" -- {MAINTAINER}  {formatdate(made_at())}"
    return "\n\n".join([head, "\n".join(wrapped), foot]) + "\n"


def copyright_text() -> str:
    """Return under which licence each part is, Qt's notice, and where the texts lie."""
    rows = [
        f"{part['name']} {part['version']}".strip() + f"\n    {part['licence']}"
        for part in parts_of(FOLDER)
    ]
    return COPYRIGHT.format(rows="\n".join(rows), qt=qt_notice())


def _control(root: Path) -> str:
    files = (path for path in root.rglob("*") if path.is_file() and not path.is_symlink())
    size = sum(path.stat().st_size for path in files)
    return CONTROL.format(
        version=VERSION,
        maintainer=MAINTAINER,
        kilobytes=-(-size // 1024),
        depends=", ".join(needs.debian_packages(FOLDER)),
        recommends=", ".join(needs.recommended_packages(FOLDER)),
    )


def _settle(root: Path) -> None:
    """Give every file the rights and the moment that it will have on any machine."""
    for path in [root, *root.rglob("*")]:
        if not path.is_symlink():
            is_run = path.is_dir() or path == root / "opt" / "tamis" / "tamis"
            path.chmod(0o755 if is_run else 0o644)
        os.utime(path, (made_at(), made_at()), follow_symlinks=False)


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def _write(target: Path, text: str) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8")


def _write_gz(target: Path, text: str) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(gzip.compress(text.encode(), compresslevel=9, mtime=0))
