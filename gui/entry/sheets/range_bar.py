"""Where the possible totals lie between the least and the greatest, and what the trials ask."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui import theme

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QPaintEvent

_TRACK, _DOT, _SIDE = 6, 12, 10
_HEIGHT, _WITH_LIMITS = 16, 34
_LIMIT = re.compile(r"([<>≤≥]) ?(\d+(?:\.\d+)?)")


class RangeBar(QWidget):
    """A picture beside the words, which say the same: it cannot be reached by the keyboard."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._whole, self._now = (0.0, 1.0), (0.0, 1.0)
        self._bands: tuple[float, ...] = ()
        self._limits: dict[str, float] = {}
        self._own = ""
        self.setFixedHeight(_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def set_scale(
        self, whole: tuple[float, float], bands: Iterable[float], limit: str = ""
    ) -> None:
        """Show the least and the greatest total, where its bands meet, and what it asks itself."""
        self._whole, self._bands, self._own = whole, tuple(bands), limit
        self.show_limits(())

    def show_totals(self, low: float, high: float) -> None:
        """Show the totals that are possible."""
        self._now = (low, high)
        self.update()

    def show_limits(self, limits: Iterable[str]) -> None:
        """Show what trials ask, as written in their evidence: "≥ 10, ≤ 35"."""
        found = [match for limit in (self._own, *limits) for match in _LIMIT.findall(limit)]
        self._limits = {f"{sign} {number}": float(number) for sign, number in found}
        self.setFixedHeight(_WITH_LIMITS if self._limits else _HEIGHT)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the track with its bands, the possible totals on it, the limits under it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = _DOT / 2 + 2
        painter.setPen(Qt.PenStyle.NoPen)
        self._rounded(painter, "border", self._whole, middle, _TRACK)
        painter.setPen(QPen(theme.colour("surface"), 2))
        for end in self._bands:
            painter.drawLine(QPointF(self._x(end), middle - 3), QPointF(self._x(end), middle + 3))
        painter.setPen(Qt.PenStyle.NoPen)
        self._rounded(painter, "accent", self._now, middle, _TRACK if self._is_open() else _DOT)
        self._paint_limits(painter, middle)
        painter.end()

    def _is_open(self) -> bool:
        return self._now[0] < self._now[1]

    def _rounded(
        self, painter: QPainter, token: str, ends: tuple[float, float], middle: float, height: float
    ) -> None:
        left, right = (self._x(end) for end in ends)
        width = max(right - left, height)
        painter.setBrush(theme.colour(token))
        box = QRectF((left + right - width) / 2, middle - height / 2, width, height)
        painter.drawRoundedRect(box, height / 2, height / 2)

    def _paint_limits(self, painter: QPainter, middle: float) -> None:
        painter.setFont(theme.sized(self.font(), 11))
        last = -1.0
        for text, limit in sorted(self._limits.items(), key=lambda pair: pair[1]):
            place = self._x(limit)
            painter.setPen(QPen(theme.colour("text"), 1.5))
            painter.drawLine(QPointF(place, middle - 7), QPointF(place, middle + 7))
            wide = painter.fontMetrics().horizontalAdvance(text)
            left = min(max(place - wide / 2, last), self.width() - wide)
            painter.setPen(theme.colour("text2"))
            painter.drawText(QPointF(left, self.height() - 4), text)
            last = left + wide + 6

    def _x(self, total: float) -> float:
        least, greatest = self._whole
        room = self.width() - 2 * _SIDE
        return _SIDE + room * (min(max(total, least), greatest) - least) / (greatest - least)
