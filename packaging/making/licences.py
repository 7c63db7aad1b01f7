"""The licences of all parts, laid into the frozen program: About shows them from there."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

from making.ground import FOLDER, INSIDE
from making.parts import parts

if TYPE_CHECKING:
    from making.parts import Part

QT_NOTICE = """\
Qt and Qt for Python (PySide6, Shiboken) are used under the GNU Lesser General Public License,
version 3; its text and that of the GNU General Public License lie beside this notice. They are
unchanged, and linked dynamically: each is a file of its own,

    {libraries}

which you may replace by another build of the same version, made from the sources that The Qt
Company publishes (code.qt.io: qtbase, qtsvg, qtwayland, pyside-setup). Nothing in Tamis forbids or
prevents this, nor reverse engineering to find faults of such a change. Tamis starts with what lies
there. Whoever gave you this program has to give you these sources, too, when you ask for them.

Qt's own libraries hold works of others: ICU (Unicode-3.0), PCRE2 and double-conversion
(BSD-3-Clause), libpng, zlib and FreeType (permissive), HarfBuzz (MIT), and those named at
doc.qt.io, "Third-Party Code Used in Qt".
"""


def lay_licences() -> list[Part]:
    """Write licences/ into the frozen program, with parts.json as its table; return the parts."""
    folder = INSIDE / "licences"
    shutil.rmtree(folder, ignore_errors=True)
    made = parts()
    table = [_lay(part) for part in made]
    (folder / "parts.json").write_text(
        json.dumps(table, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )
    (folder / "Qt-NOTICE.txt").write_text(qt_notice(), encoding="utf-8")
    return made


def qt_notice() -> str:
    """Say under which terms Qt is here, which its files are, and how to replace them."""
    names = sorted(
        path.relative_to(FOLDER).as_posix()
        for path in INSIDE.rglob("*")
        if path.is_file() and not path.is_symlink() and _is_of_qt(path.name)
    )
    return QT_NOTICE.format(libraries="\n    ".join(names))


def _is_of_qt(name: str) -> bool:
    return name.startswith(("libQt6", "Qt6", "libpyside6", "libshiboken6", "pyside6", "shiboken6"))


def _lay(part: Part) -> dict[str, object]:
    folder = INSIDE / "licences" / part.name.replace(" ", "-")
    folder.mkdir(parents=True, exist_ok=True)
    names = []
    for text in part.texts:
        inside = text.as_posix().rpartition(".dist-info/")[2].removeprefix("licenses/")
        name = (inside if ".dist-info/" in text.as_posix() else text.name).replace("/", "-")
        name += "" if name.endswith(".txt") else ".txt"
        shutil.copyfile(text, folder / name)
        names.append(f"{folder.name}/{name}")
    return {
        "name": part.name,
        "version": part.version,
        "licence": part.licence,
        "texts": names,
    }
