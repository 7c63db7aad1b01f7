"""The status glyphs: one shape for each status, so that colour is never the only sign."""

from __future__ import annotations

from functools import lru_cache
from math import cos, pi, sin
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap, QPolygonF
from PySide6.QtWidgets import QWidget

from gui import theme

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QPaintEvent

BADGE, TABLE, LIST, TILE = 12, 15, 18, 22


def draw(painter: QPainter, status: str, rect: QRectF) -> None:
    """Draw the glyph of a status (an outcome's word, "conflict" or "stale") into a square."""
    token = {"conflict": "warn", "stale": "warn"}.get(status, status)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(rect.center())
    _SHAPES[status](painter, min(rect.width(), rect.height()), theme.colour(token))
    painter.restore()


def pixmap(status: str, side: int, scale: float) -> QPixmap:
    """Return a glyph as a picture; each is painted once for a size, scale and theme."""
    return _pixmap(status, side, scale, theme.current().name)


@lru_cache(maxsize=256)
def _pixmap(status: str, side: int, scale: float, _theme: str) -> QPixmap:
    made = QPixmap(QSize(round(side * scale), round(side * scale)))
    made.setDevicePixelRatio(scale)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    draw(painter, status, QRectF(0, 0, side, side))
    painter.end()
    return made


class Glyph(QWidget):
    """A status glyph as a widget."""

    def __init__(self, status: str, side: int = LIST, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._status = status
        self.setFixedSize(side, side)

    def set_status(self, status: str) -> None:
        """Show another status."""
        self._status = status
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the glyph."""
        painter = QPainter(self)
        painter.drawPixmap(0, 0, pixmap(self._status, self.width(), self.devicePixelRatioF()))
        painter.end()


def _pen(colour: QColor, width: float) -> QPen:
    return QPen(
        colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
    )


def _on_fill() -> QColor:
    return theme.colour("surface")


def _filled(painter: QPainter, colour: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)


def _met(painter: QPainter, side: float, colour: QColor) -> None:
    _filled(painter, colour)
    painter.drawEllipse(QPointF(0, 0), side * 0.47, side * 0.47)
    painter.setPen(_pen(_on_fill(), side * 0.13))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    tick = [QPointF(-0.21, 0.01), QPointF(-0.06, 0.16), QPointF(0.22, -0.15)]
    painter.drawPolyline(QPolygonF([point * side for point in tick]))


def _not_met(painter: QPainter, side: float, colour: QColor) -> None:
    _filled(painter, colour)
    turns = [pi / 8 + step * pi / 4 for step in range(8)]
    corners = [QPointF(cos(turn), sin(turn)) * side * 0.51 for turn in turns]
    painter.drawPolygon(QPolygonF(corners))
    painter.setPen(_pen(_on_fill(), side * 0.13))
    arm = side * 0.17
    painter.drawLine(QPointF(-arm, -arm), QPointF(arm, arm))
    painter.drawLine(QPointF(-arm, arm), QPointF(arm, -arm))


def _unknown(painter: QPainter, side: float, colour: QColor) -> None:
    ring = _pen(colour, side * 0.095)
    ring.setCapStyle(Qt.PenCapStyle.FlatCap)
    ring.setDashPattern([2.0, 1.35])
    painter.setPen(ring)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(QPointF(0, 0), side * 0.44, side * 0.44)
    painter.setPen(_pen(colour, side * 0.1))
    hook = QPainterPath(QPointF(-0.12, -0.1) * side)
    hook.cubicTo(
        QPointF(-0.12, -0.3) * side, QPointF(0.15, -0.3) * side, QPointF(0.13, -0.1) * side
    )
    hook.cubicTo(QPointF(0.12, 0.0) * side, QPointF(0, 0.0) * side, QPointF(0, 0.09) * side)
    painter.drawPath(hook)
    _filled(painter, colour)
    painter.drawEllipse(QPointF(0, 0.24) * side, side * 0.065, side * 0.065)


def _needs_review(painter: QPainter, side: float, colour: QColor) -> None:
    _filled(painter, colour)
    half = side * 0.58
    corners = [QPointF(0, -half), QPointF(half, 0), QPointF(0, half), QPointF(-half, 0)]
    painter.setClipRect(QRectF(-side / 2, -side / 2, side, side))
    painter.drawPolygon(QPolygonF(corners))
    painter.setBrush(_on_fill())
    painter.drawEllipse(QPointF(0, -0.13) * side, side * 0.095, side * 0.095)
    shoulders = QRectF(-0.17 * side, 0.02 * side, 0.34 * side, 0.34 * side)
    painter.drawChord(shoulders, 0, 180 * 16)


def _not_applicable(painter: QPainter, side: float, colour: QColor) -> None:
    painter.setPen(_pen(colour, side * 0.12))
    painter.drawLine(QPointF(-0.22, 0) * side, QPointF(0.22, 0) * side)


def _conflict(painter: QPainter, side: float, colour: QColor) -> None:
    painter.setPen(_pen(colour, side * 0.1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    corners = [QPointF(0, -0.4), QPointF(0.44, 0.36), QPointF(-0.44, 0.36)]
    painter.drawPolygon(QPolygonF([corner * side for corner in corners]))
    painter.drawLine(QPointF(0, -0.12) * side, QPointF(0, 0.08) * side)
    painter.drawPoint(QPointF(0, 0.22) * side)


def _stale(painter: QPainter, side: float, colour: QColor) -> None:
    painter.setPen(_pen(colour, side * 0.1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(QPointF(0, 0), side * 0.42, side * 0.42)
    hands = [QPointF(0, -0.22), QPointF(0, 0), QPointF(0.16, 0.08)]
    painter.drawPolyline(QPolygonF([hand * side for hand in hands]))


_SHAPES: dict[str, Callable[[QPainter, float, QColor], None]] = {
    "met": _met,
    "not_met": _not_met,
    "unknown": _unknown,
    "needs_review": _needs_review,
    "not_applicable": _not_applicable,
    "conflict": _conflict,
    "stale": _stale,
}
