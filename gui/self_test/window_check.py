"""Check: Qt starts, and takes the bundled fonts and icons."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QLibraryInfo, qVersion
from PySide6.QtGui import QFontDatabase, QGuiApplication, QRawFont
from PySide6.QtSvg import QSvgRenderer

from core.self_test.looks import FONTS
from core.self_test.result import Found
from gui.places import RESOURCES

if TYPE_CHECKING:
    from collections.abc import Iterator

_SIZE = 16.0


def check_without_a_screen() -> Found:
    """Start Qt on no screen at all, and check it there."""
    if not QGuiApplication.instance():
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        plugins = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath)) / "platforms"
        # Qt ends the whole program where it finds none.
        if not any(plugins.glob("*qoffscreen*")):
            return Found("", ("A part of Qt is missing: platforms/qoffscreen.",))
        _KEPT.append(QGuiApplication(["tamis"]))
    return check()


_KEPT: list[QGuiApplication] = []


def check() -> Found:
    """Have Qt load every bundled font and read every icon; needs the application."""
    fonts, icons = RESOURCES / "fonts", sorted((RESOURCES / "icons").glob("*.svg"))
    faults = (*_not_loaded(fonts), *_not_drawn(icons))
    return Found(
        f"Qt {qVersion()} starts, and takes the {len(FONTS)} fonts and {len(icons)} icons.", faults
    )


def _not_loaded(folder: Path) -> Iterator[str]:
    for name, letters in FONTS.items():
        # Without a screen Qt opens no file of Windows whose folder has letters of another script.
        data = QByteArray((folder / name).read_bytes())
        number = QFontDatabase.addApplicationFontFromData(data)
        if number < 0:
            yield f"Qt cannot load {name}."
            continue
        QFontDatabase.removeApplicationFont(number)
        font = QRawFont(data, _SIZE)
        if not all(font.supportsCharacter(ord(letter)) for letter in letters):
            yield f"Qt has no glyph for {letters} of {name}."


def _not_drawn(icons: list[Path]) -> Iterator[str]:
    for path in icons:
        if not QSvgRenderer(QByteArray(path.read_bytes())).isValid():
            yield f"Qt cannot draw {path.name}."
