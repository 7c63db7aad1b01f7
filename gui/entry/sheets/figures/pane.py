"""The pane in which a figure stands: under its legend, as large as the room allows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import (
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QResizeEvent,
    QShowEvent,
    QTransform,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QGraphicsScene, QGraphicsView, QToolTip, QWidget

from gui import theme
from gui.entry.sheets.figures.legend import Legend, Meaning
from gui.entry.sheets.figures.spot import Spot

if TYPE_CHECKING:
    from collections.abc import Sequence

_SMALLEST = 0.86
"""Drawn smaller than this share of its own size, two neighbours would be under 24 px apart."""
_LEAST_SEEN = 160
"""So many px of it are seen at least, where the window is low; the rest is scrolled to."""


class Pane(QGraphicsView):
    """A drawing that keeps its proportions; where the window is too low for it, it scrolls."""

    def __init__(self, room: QRectF, parent: QWidget | None) -> None:
        super().__init__(parent)
        # A view does not own its scene: without this reference it would stay blank.
        self._scene = QGraphicsScene(room, self)
        self.setScene(self._scene)
        self.spots: dict[str, Spot] = {}
        self._in_view: Spot | None = None
        self._hovered: Spot | None = None
        self._legend = Legend((), self)
        self._make_quiet()

    def _make_quiet(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.FullViewportUpdate)
        self.setMouseTracking(True)

    def set_legend(self, meanings: Sequence[Meaning]) -> None:
        """Say above the figure what its signs mean."""
        self._legend.show_meanings(meanings)
        wide = round(self.sceneRect().width() * _SMALLEST)
        wide += self.verticalScrollBar().sizeHint().width()
        self.setMinimumSize(wide, _LEAST_SEEN + self._legend.heightForWidth(wide))

    def bring_into_view(self, spot: Spot) -> None:
        """Scroll to a place, now and when the room changes."""
        self._in_view = spot
        self.ensureVisible(spot.sceneBoundingRect(), 0, 8)

    def spot_at(self, place: QPoint) -> Spot | None:
        """Return the place that a point of the view means: the one it is on, or the nearest."""
        at = self.mapToScene(place)
        near = [spot for spot in self.spots.values() if spot.contains(at)]
        on = [spot for spot in near if spot.outline.contains(at)]
        return min(on or near, key=lambda spot: _distance(spot.centre, at), default=None)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Ring the place that a click would mean."""
        self._hover(self.spot_at(event.position().toPoint()))

    def viewportEvent(self, event: QEvent) -> bool:
        """Tell of the same place what it is; take the ring away when the mouse leaves."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            spot = self.spot_at(event.pos())
            QToolTip.showText(event.globalPos(), spot.toolTip() if spot else "", self.viewport())
            return True
        if event.type() == QEvent.Type.Leave:
            self._hover(None)
        return super().viewportEvent(event)

    def _hover(self, spot: Spot | None) -> None:
        # Not by Qt's own hovering: where two shapes overlap it takes another than a click does.
        before, self._hovered = self._hovered, spot
        for one, on in ((before, False), (spot, True)):
            if one is not None:
                one.show_hover(on=on)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll where the window is too low for the figure; else leave the wheel to the page."""
        if self.verticalScrollBar().maximum() > 0:
            super().wheelEvent(event)
        else:
            event.ignore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fill the room and keep the proportions, but never become too small to hit."""
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        """Fill the room when it is known."""
        super().showEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme: the places ask for their colours at each painting."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.viewport().update()

    def drawBackground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        """Fill the pane."""
        painter.fillRect(rect, theme.colour("surface"))

    def _fit(self) -> None:
        high = self._legend.heightForWidth(self.width())
        self._legend.setGeometry(0, 0, self.width(), high)
        self.setViewportMargins(0, high, 0, 0)
        room, whole = self.maximumViewportSize(), self.sceneRect().size()
        scale = min((room.width() - 2) / whole.width(), (room.height() - 2) / whole.height())
        policy = Qt.ScrollBarPolicy
        is_short = scale < _SMALLEST
        self.setVerticalScrollBarPolicy(
            policy.ScrollBarAsNeeded if is_short else policy.ScrollBarAlwaysOff
        )
        scale = max(scale, _SMALLEST)
        self.setTransform(QTransform.fromScale(scale, scale))
        for spot in self.spots.values():
            spot.set_scale_on_screen(scale)
        self.verticalScrollBar().setValue(self.verticalScrollBar().minimum())
        if self._in_view is not None:
            self.bring_into_view(self._in_view)


def _distance(one: QPointF, other: QPointF) -> float:
    return (one - other).manhattanLength()
