"""The line above a figure that says what its signs mean and which keys set them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QWidget

from gui import theme
from gui.entry.sheets.figures import ink

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent

    from gui.entry.sheets.figures.spot import Spot

_LINE, _ABOVE = 26, 4
_SIGN, _CAP, _GAP, _BETWEEN, _MARGIN = 22, 16, 5, 14, 12
_TEXT, _CAP_TEXT = 12, 11


@dataclass(frozen=True, slots=True)
class Meaning:
    """What one sign says: the sign as it is drawn, its word, and the key that sets it."""

    sign: Spot
    word: str
    key: str


class Legend(QWidget):
    """The meanings side by side, in as many lines as the width asks for; its letters never grow."""

    def __init__(self, meanings: Sequence[Meaning], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.show_meanings(meanings)

    def show_meanings(self, meanings: Sequence[Meaning]) -> None:
        """Show these signs, and tell them to people who hear the screen."""
        self._meanings = tuple(meanings)
        said = (f"{one.key} {one.word}".strip() for one in self._meanings)
        self.setAccessibleName(", ".join(said))
        self.update()

    def heightForWidth(self, width: int) -> int:
        """Return the height (px) of all lines."""
        placed = self._placed(width)
        return placed[-1][0].y() + _LINE if placed else 0

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw every sign with its key and its word."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), theme.colour("surface"))
        for place, meaning in self._placed(self.width()):
            painter.save()
            painter.translate(place + QPoint(_SIGN // 2, _LINE // 2))
            meaning.sign.paint_answer(painter)
            painter.restore()
            _paint_words(painter, meaning, place + QPoint(_SIGN + _GAP, 0))
        painter.end()

    def _placed(self, width: int) -> list[tuple[QPoint, Meaning]]:
        made: list[tuple[QPoint, Meaning]] = []
        x = _MARGIN
        y = _ABOVE
        for meaning in self._meanings:
            wide = _width(meaning)
            if made and x + wide > width - _MARGIN:
                x, y = _MARGIN, y + _LINE
            made.append((QPoint(x, y), meaning))
            x += wide + _BETWEEN
        return made


def _paint_words(painter: QPainter, meaning: Meaning, place: QPoint) -> None:
    if meaning.key:
        cap = QRectF(place.x(), place.y() + (_LINE - _CAP) / 2, _CAP, _CAP)
        painter.setPen(ink.line("border_strong", 1))
        painter.setBrush(theme.colour("raised"))
        painter.drawRoundedRect(cap, 3, 3)
        ink.letter(painter, meaning.key, cap.center(), _CAP_TEXT, theme.colour("text2"))
        place += QPoint(_CAP + _GAP, 0)
    painter.setFont(ink.font(_TEXT, 400))
    painter.setPen(theme.colour("text2"))
    room = QRect(place, QSize(_width(meaning), _LINE))
    painter.drawText(room, _LEFT, meaning.word)


def _width(meaning: Meaning) -> int:
    cap = _CAP + _GAP if meaning.key else 0
    words = QFontMetrics(ink.font(_TEXT, 400)).horizontalAdvance(meaning.word)
    return _SIGN + _GAP + cap + words


_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
