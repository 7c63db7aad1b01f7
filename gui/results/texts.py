"""Lines of text in the lists of the panel: each is fitted and laid out once, and then kept."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFontMetrics, QStaticText, QTextLayout, QTransform

if TYPE_CHECKING:
    from PySide6.QtCore import QRect
    from PySide6.QtGui import QColor, QFont, QPainter

# A trial has some forty lines of four texts; a font is one of the few that the theme keeps.
_KEPT = 4096


def draw(painter: QPainter, place: QRect, text: str, font: QFont, colour: QColor) -> None:
    """Draw one line from the left of a place, with "…" where there is no room for all of it."""
    painter.setFont(font)
    painter.setPen(colour)
    laid_out, height = _laid_out(text, font, place.width())
    top = place.top() + (place.height() - height) // 2
    painter.drawStaticText(QPoint(place.left(), top), laid_out)


@lru_cache(maxsize=_KEPT)
def width(text: str, font: QFont) -> int:
    """Return how wide a text is in one line, in pixels."""
    return QFontMetrics(font).horizontalAdvance(text)


@lru_cache(maxsize=_KEPT)
def broken(text: str, font: QFont, room: int) -> tuple[str, str]:
    """Return what of a text fits into a line of so many pixels, and the rest."""
    layout = QTextLayout(text, font)
    layout.beginLayout()
    first = layout.createLine()
    first.setLineWidth(room)
    layout.endLayout()
    return text[: first.textLength()], text[first.textLength() :]


@lru_cache(maxsize=_KEPT)
def _laid_out(text: str, font: QFont, room: int) -> tuple[QStaticText, int]:
    metrics = QFontMetrics(font)
    made = QStaticText(metrics.elidedText(text, Qt.TextElideMode.ElideRight, room))
    # Text such as <b>x</b> is shown as it was typed, never as markup.
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.prepare(QTransform(), font)
    return made, metrics.height()
