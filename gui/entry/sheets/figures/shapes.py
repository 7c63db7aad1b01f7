"""What stands behind the places of a figure: the body, and the words for its sides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from gui import theme
from gui.entry.sheets.figures import ink

if TYPE_CHECKING:
    from collections.abc import Sequence


_TEXT = 12
_GROWN = 1.15
"""Words stay legible without growing as the figure does."""


class Shapes(QGraphicsItem):
    """Outlines filled in the colour of the body; nothing on them can be pressed."""

    def __init__(self, paths: Sequence[QPainterPath]) -> None:
        super().__init__()
        self._paths = list(paths)
        self.setZValue(-1)

    def boundingRect(self) -> QRectF:
        """Return the room of all outlines."""
        room = QRectF()
        for path in self._paths:
            room = room.united(path.boundingRect())
        return room.adjusted(-2, -2, 2, 2)

    def paint(
        self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None
    ) -> None:
        """Draw the outlines."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(ink.line("body_line", 1.2))
        painter.setBrush(theme.colour("body"))
        for path in self._paths:
            painter.drawPath(path)


class Words(QGraphicsItem):
    """A few words around their middle."""

    def __init__(self, text: str, centre: QPointF) -> None:
        super().__init__()
        self.text = text
        self._room = QRectF(0, 0, 140, 20)
        self._room.moveCenter(centre)

    def boundingRect(self) -> QRectF:
        """Return the room of the words."""
        return self._room

    def paint(
        self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None
    ) -> None:
        """Draw the words."""
        scale = painter.worldTransform().m11()
        painter.setFont(ink.font(_TEXT * min(1.0, _GROWN / scale), 600))
        painter.setPen(theme.colour("text2"))
        painter.drawText(self._room, Qt.AlignmentFlag.AlignCenter, self.text)
