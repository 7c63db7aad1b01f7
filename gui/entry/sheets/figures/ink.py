"""The pens, brushes and letters of the figures, in the colours of the theme that is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPainter, QPen

from gui import theme

if TYPE_CHECKING:
    from PySide6.QtCore import QPointF

_DASHES = [3.0, 2.4]


def line(token: str, width: float) -> QPen:
    """Return a pen that stays as wide on the screen (px) however large the figure is drawn."""
    pen = QPen(theme.colour(token), width)
    pen.setCosmetic(True)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return pen


def dashed(token: str, width: float) -> QPen:
    """Return such a pen in dashes: what it surrounds is open."""
    pen = line(token, width)
    pen.setDashPattern(_DASHES)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    return pen


def on(fill: QColor) -> QColor:
    """Return the colour in which letters are best read on a filled place."""
    inks = (theme.colour("text"), theme.colour("surface"))
    return max(inks, key=lambda ink: abs(_lightness(ink) - _lightness(fill)))


def font(size: float, weight: int) -> QFont:
    """Return the window's font; the size is in units of the figure."""
    return theme.sized(QGuiApplication.font(), round(size), weight)


def letter(painter: QPainter, text: str, centre: QPointF, size: float, colour: QColor) -> None:
    """Draw a bold letter around its centre."""
    room = QRectF(0, 0, size * 3, size * 3)
    room.moveCenter(centre)
    painter.setFont(font(size, 700))
    painter.setPen(colour)
    painter.drawText(room, Qt.AlignmentFlag.AlignCenter, text)


def _lightness(colour: QColor) -> float:
    # The cube root of the luminance, as in CIE lightness: halfway is where both inks read alike.
    channels = (colour.redF(), colour.greenF(), colour.blueF())
    shares = zip(channels, (0.2126, 0.7152, 0.0722), strict=True)
    return float(sum(share * channel**2.2 for channel, share in shares) ** (1 / 3))
