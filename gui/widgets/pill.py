"""A pill: a filter that can be pressed, with a count."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from gui import theme
from gui.widgets import glyphs

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

_HEIGHT = 28


class Pill(QAbstractButton):
    """A filter by status; with little room only its glyph and count are shown."""

    def __init__(self, name: str, status: str | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._status, self._count, self._is_short = name, status, 0, False
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_count(0)

    def set_count(self, count: int) -> None:
        """Show how many there are."""
        self._count = count
        self.setAccessibleName(f"{self._name} {count}")
        self.setToolTip(self._name)
        self.updateGeometry()
        self.update()

    def set_short(self, is_short: bool) -> None:
        """Show the glyph instead of the word, or the word again."""
        self._is_short = is_short and self._status is not None
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room for the words, or for glyph and count."""
        glyph = glyphs.BADGE + 6 if self._is_short else 0
        words = QFontMetrics(self._font()).horizontalAdvance(self._text())
        return QSize(words + glyph + 20, _HEIGHT)

    def _font(self) -> QFont:
        return theme.sized(self.font(), 12, 600)

    def _text(self) -> str:
        return str(self._count) if self._is_short else f"{self._name} {self._count}"

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the outline, the glyph and the words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_marked = self.isChecked() or self.hasFocus()
        edge = theme.colour("accent" if is_marked else "border")
        painter.setPen(QPen(edge, 2 if self.hasFocus() else 1.3))
        under = "selected" if self.isChecked() else "hover" if self.underMouse() else "surface"
        painter.setBrush(theme.colour(under))
        outline = QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5)
        painter.drawRoundedRect(outline, outline.height() / 2, outline.height() / 2)
        left = 10
        if self._is_short and self._status:
            top = (self.height() - glyphs.BADGE) / 2
            glyphs.draw(painter, self._status, QRectF(left, top, glyphs.BADGE, glyphs.BADGE))
            left += glyphs.BADGE + 6
        painter.setFont(self._font())
        painter.setPen(theme.colour("text" if self.isChecked() else "text2"))
        place = self.rect().adjusted(left, 0, 0, 0)
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, self._text())
        painter.end()
