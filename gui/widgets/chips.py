"""Chips: a glyph and a few words on a tint, as a widget and as a picture for tables."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from gui import theme
from gui.widgets import glyphs

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

HEIGHT = 24
_SIDE = 15
_ACTUAL = {"conflict": "warn", "stale": "warn"}


def pixmap(status: str, text: str, scale: float) -> QPixmap:
    """Return a chip as a picture; each distinct one is painted once for a scale and theme."""
    return _pixmap(status, text, scale, theme.current().name)


def width(text: str) -> int:
    """Return the width of a chip with these words, in pixels."""
    return QFontMetrics(_font()).horizontalAdvance(text) + _SIDE + 24


@lru_cache(maxsize=512)
def _pixmap(status: str, text: str, scale: float, _theme: str) -> QPixmap:
    size = QSize(width(text), HEIGHT)
    made = QPixmap(size * scale)
    made.setDevicePixelRatio(scale)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    _paint(painter, status, text, size)
    painter.end()
    return made


def _paint(painter: QPainter, status: str, text: str, size: QSize) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    token = _ACTUAL.get(status, status)
    if status != "not_applicable":
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(f"{token}_tint"))
        painter.drawRoundedRect(QRectF(QPointF(0, 0), size), HEIGHT / 2, HEIGHT / 2)
    top = (HEIGHT - _SIDE) / 2
    glyphs.draw(painter, status, QRectF(7, top, _SIDE, _SIDE))
    painter.setPen(theme.colour("text3" if status == "not_applicable" else token))
    painter.setFont(_font())
    place = QRectF(_SIDE + 12, 0, size.width() - _SIDE - 12, HEIGHT)
    painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, text)


def _font() -> QFont:
    return theme.sized(QApplication.font(), 12, 600)


class Chip(QWidget):
    """A chip as a widget; what it says is also its accessible name."""

    def __init__(self, status: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_status(status, text)

    def show_status(self, status: str, text: str) -> None:
        """Show another status and other words."""
        self._status, self._text = status, text
        self.setAccessibleName(text)
        self.setFixedSize(width(text), HEIGHT)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the chip."""
        painter = QPainter(self)
        painter.drawPixmap(0, 0, pixmap(self._status, self._text, self.devicePixelRatioF()))
        painter.end()
