"""A bar whose segments say how many criteria are met, not met, unknown and to review."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from gui import theme

if TYPE_CHECKING:
    from collections.abc import Mapping

HEIGHT = 6
_ORDER = ("met", "not_met", "unknown", "needs_review")
_GAP = 1.5


def draw(painter: QPainter, rect: QRectF, counts: Mapping[str, int]) -> None:
    """Draw the bar; each status that occurs is at least 3 px wide, unknown is an outline."""
    total = sum(counts.get(status, 0) for status in _ORDER)
    if not total:
        return
    painter.save()
    present = [status for status in _ORDER if counts.get(status, 0)]
    room = rect.width() - _GAP * (len(present) - 1) - 3 * len(present)
    left = rect.left()
    for status in present:
        size = 3 + room * counts[status] / total
        _segment(painter, status, QRectF(left, rect.top(), size, HEIGHT))
        left += size + _GAP
    painter.restore()


def _segment(painter: QPainter, status: str, rect: QRectF) -> None:
    colour = theme.colour(status)
    if status == "unknown":
        painter.setPen(QPen(colour, 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(rect.adjusted(0.5, 0.5, -0.5, -0.5))
    else:
        painter.fillRect(rect, colour)
