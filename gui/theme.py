"""The look: named colours from resources/theme as a palette and one style sheet, and fonts."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from gui.places import RESOURCES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtCore import Qt

FAMILIES = (
    "Inter",
    "Noto Sans",
    "Segoe UI",
    "Microsoft YaHei UI",
    "PingFang SC",
    "DejaVu Sans",
    "Noto Sans CJK SC",
)
BODY = 13
_OF_WINDOWS = ("QAbstractItemView", "QMenu", "QTipLabel", "QMessageBox", "QStatusBar")
_ROLES: Mapping[QPalette.ColorRole, str] = {
    QPalette.ColorRole.Window: "bg",
    QPalette.ColorRole.WindowText: "text",
    QPalette.ColorRole.Base: "surface",
    QPalette.ColorRole.AlternateBase: "sunken",
    QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.PlaceholderText: "text3",
    QPalette.ColorRole.Button: "raised",
    QPalette.ColorRole.ButtonText: "text",
    QPalette.ColorRole.Highlight: "accent",
    QPalette.ColorRole.HighlightedText: "accent_fg",
    QPalette.ColorRole.ToolTipBase: "raised",
    QPalette.ColorRole.ToolTipText: "text",
    QPalette.ColorRole.Link: "accent",
    QPalette.ColorRole.Mid: "border",
    QPalette.ColorRole.Accent: "accent",
}


@dataclass(frozen=True, slots=True)
class Theme:
    """One look; `colours` are #RRGGBB by their name in the design."""

    name: str
    colours: Mapping[str, str]

    def colour(self, token: str) -> QColor:
        """Return a named colour."""
        return QColor(self.colours[token])


@cache
def read(name: str) -> Theme:
    """Return the theme "light" or "dark"."""
    with (RESOURCES / "theme" / f"{name}.toml").open("rb") as file:
        return Theme(name, tomllib.load(file)["colours"])


def current() -> Theme:
    """Return the theme that is shown now; delegates ask at each painting."""
    app = QApplication.instance()
    return read((app.property("theme") if app else None) or "light")


def colour(token: str) -> QColor:
    """Return a named colour of the theme that is shown now."""
    return current().colour(token)


def follow_system(app: QApplication) -> None:
    """Show the system's colour scheme now, and whenever it changes."""
    QGuiApplication.styleHints().colorSchemeChanged.connect(
        lambda scheme: show(app, _name_of(scheme))
    )
    # Qt's own palette is dark where the scheme is; to ask for the scheme itself is slow (see
    # gui/frame/front.py).
    show(app, "dark" if app.palette().window().color().lightness() < 128 else "light")


def choose(app: QApplication, name: str) -> None:
    """Show a theme whatever the system says."""
    from PySide6.QtCore import Qt

    dark = name == "dark"
    QGuiApplication.styleHints().setColorScheme(
        Qt.ColorScheme.Dark if dark else Qt.ColorScheme.Light
    )
    show(app, name)


def show(app: QApplication, name: str) -> None:
    """Give the whole window the colours of a theme."""
    if app.property("theme") == name:
        return
    app.setProperty("theme", name)
    theme = read(name)
    app.setPalette(palette(theme))
    app.setStyleSheet(style_sheet(theme))
    # With its colours Windows brings fonts of its own for lists, menus, tips and messages.
    # Its stub asks for bytes, and PySide refuses them.
    fonts = (QApplication.font(kind) for kind in _OF_WINDOWS)  # type: ignore[call-overload]
    if any(font != app.font() for font in fonts):
        app.setFont(app.font())


def palette(theme: Theme) -> QPalette:
    """Return Qt's palette for a theme."""
    made = QPalette()
    for role, token in _ROLES.items():
        made.setColor(role, theme.colour(token))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, theme.colour("text3"))
    return made


def style_sheet(theme: Theme) -> str:
    """Return the style sheet with this theme's colours in it."""
    names = {**theme.colours, "icons": (RESOURCES / "theme" / theme.name).as_posix()}
    text = (RESOURCES / "theme" / "window.qss").read_text(encoding="utf-8")
    return re.sub(r"@(\w+)", lambda match: names[match[1]], text)


def load_fonts(pattern: str) -> None:
    """Make the bundled fonts whose file name fits known to Qt; a blocked font is no error."""
    for path in sorted((RESOURCES / "fonts").glob(pattern)):
        QFontDatabase.addApplicationFont(str(path))


def body_font() -> QFont:
    """Return the font of the window, with digits that stand under each other."""
    return sized(QFont(), BODY)


def sized(font: QFont, pixels: int, weight: int = 400) -> QFont:
    """Return a font in another size and weight, of the bundled families where it was of others."""
    return _sized(tuple(font.families()), pixels, weight)


@cache
def _sized(families: tuple[str, ...], pixels: int, weight: int) -> QFont:
    # Each line of a list asks for three of them at each painting.
    made = QFont()
    made.setFamilies(list(dict.fromkeys((*FAMILIES, *families))))
    made.setPixelSize(pixels)
    made.setWeight(QFont.Weight(weight))
    made.setFeature(QFont.Tag("tnum"), 1)
    return made


def _name_of(scheme: Qt.ColorScheme) -> str:
    from PySide6.QtCore import Qt

    return "dark" if scheme is Qt.ColorScheme.Dark else "light"
