"""Labels that show what a person typed as it was typed, and one that shortens with an ellipsis."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent


def label(text: str = "", role: str = "", parent: QWidget | None = None) -> QLabel:
    """Return a label of plain text; `role` is its part in the style sheet ("detail", "hint" …)."""
    made = QLabel(text, parent)
    # Text such as <b>x</b> is shown as it was typed, never as markup.
    made.setTextFormat(Qt.TextFormat.PlainText)
    if role:
        made.setProperty("role", role)
    return made


def wrapping(text: str = "", role: str = "", parent: QWidget | None = None) -> QLabel:
    """Return a label whose text goes on in the next line, and can be selected."""
    made = label(text, role, parent)
    made.setWordWrap(True)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made


def plain_tip(text: str) -> str:
    """Return a tooltip that shows a text as it was typed: Qt takes <b>x</b> in one for markup."""
    return f"<span>{escape(text)}</span>" if "<" in text else text


class ElidedLabel(QLabel):
    """One line that ends in "…" where there is no room; the whole text is its tooltip then."""

    def __init__(self, text: str = "", role: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        if role:
            self.setProperty("role", role)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def minimumSizeHint(self) -> QSize:
        """Ask for the room of a few letters."""
        return QSize(24, super().minimumSizeHint().height())

    def setText(self, text: str) -> None:
        """Show another text."""
        super().setText(text)
        self._offer_whole()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Offer the whole text as a tooltip where it does not fit."""
        super().resizeEvent(event)
        self._offer_whole()

    def _offer_whole(self) -> None:
        fits = QFontMetrics(self.font()).horizontalAdvance(self.text()) <= self.width()
        self.setToolTip("" if fits else plain_tip(self.text()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint as much of the text as there is room for."""
        painter = QPainter(self)
        metrics = QFontMetrics(self.font())
        text = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.rect(), self.alignment(), text)
        painter.end()
