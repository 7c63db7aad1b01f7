"""One place of a figure: it shows its answer, and rings where the keyboard and the mouse are."""

from __future__ import annotations

from math import copysign

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from gui import theme
from gui.entry.sheets.figures import ink
from gui.widgets import glyphs

REACH = 14
"""A mouse that is so near (px on the screen) to the middle of a place means it."""
_RING_GAP = 3.0
_ROUND = 30.0


class Spot(QGraphicsItem):
    """A place that can be marked; what it draws for an answer, its heirs say."""

    def __init__(self, key: str, outline: QPainterPath, centre: QPointF) -> None:
        super().__init__()
        self.key, self.outline, self.centre = key, outline, centre
        self.answer, self.contradicted = "", False
        self._ringed = self._hovered = False
        self._reach = float(REACH)
        self._ring = _around(outline)

    def paint_answer(self, painter: QPainter) -> None:
        """Draw the place as its answer is."""
        raise NotImplementedError

    def show_answer(self, answer: str, *, contradicted: bool) -> None:
        """Show an answer, and whether a result on record says the contrary."""
        self.answer, self.contradicted = answer, contradicted
        self.update()

    def show_ring(self, *, on: bool) -> None:
        """Show that the keyboard is here, or no more."""
        self._ringed = on
        self.setZValue(1 if on else 0)
        self.update()

    def show_hover(self, *, on: bool) -> None:
        """Show that a click would mean this place, or no more."""
        self._hovered = on
        self.update()

    def set_scale_on_screen(self, scale: float) -> None:
        """Keep the place easy to hit: so many px of the screen are one unit of the figure."""
        self.prepareGeometryChange()
        self._reach = REACH / scale

    def boundingRect(self) -> QRectF:
        """Return the room of the place with its ring and its sign."""
        room = self.shape().boundingRect().united(self._ring.boundingRect())
        return room.adjusted(-8, -8, 8, 8)

    def shape(self) -> QPainterPath:
        """Return where the mouse means this place."""
        # Two pieces side by side: Qt can hang where it has to unite curved outlines.
        near = QPainterPath(self.outline)
        near.setFillRule(Qt.FillRule.WindingFill)
        near.addEllipse(self.centre, self._reach, self._reach)
        if near.contains(self.centre):
            return near
        # A mirrored outline runs the other way round, and the two would cancel out.
        turned = self.outline.toReversed()
        turned.setFillRule(Qt.FillRule.WindingFill)
        turned.addEllipse(self.centre, self._reach, self._reach)
        return turned

    def paint(
        self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None
    ) -> None:
        """Draw the place, its rings, and the triangle of a contradiction."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint_answer(painter)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for shown, pen in ((self._hovered, self._hover_pen()), (self._ringed, self._focus_pen())):
            if shown:
                painter.setPen(pen)
                painter.drawPath(self._ring)
        if self.contradicted:
            self._paint_contradiction(painter)

    def _hover_pen(self) -> QPen:
        return ink.line("text3", 1.5)

    def _focus_pen(self) -> QPen:
        return ink.line("accent", 2.5)

    def _paint_contradiction(self, painter: QPainter) -> None:
        sign = QRectF(0, 0, 13, 13)
        sign.moveCenter(self._corner())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("surface"))
        painter.drawEllipse(sign.center(), 9.0, 9.0)
        glyphs.draw(painter, "conflict", sign)

    def _corner(self) -> QPointF:
        # Away from the middle of the body: towards it there may be another place.
        half = min(self.outline.boundingRect().width() / 2 + 1, 15.0)
        return self.centre + QPointF(copysign(half, self.centre.x()), -half)


def _around(outline: QPainterPath) -> QPainterPath:
    """Return the line of the rings: around a circle, and on the outline of anything else."""
    room = outline.boundingRect()
    if room.width() > _ROUND or abs(room.width() - room.height()) > 1:
        return outline
    made = QPainterPath()
    made.addEllipse(room.adjusted(-_RING_GAP, -_RING_GAP, _RING_GAP, _RING_GAP))
    return made
