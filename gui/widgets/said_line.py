"""A sentence with its glyph under a field: a hint, a warning, or what is wrong."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from gui.widgets import glyphs
from gui.widgets.glyphs import Glyph
from gui.widgets.labels import wrapping

_GLYPHS = {"wrong": "not_met", "warning": "conflict"}


class SaidLine(QWidget):
    """Shown while it says something."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 2)
        line.setSpacing(6)
        self._glyph = Glyph("unknown", glyphs.BADGE + 1, self)
        self.sentence = wrapping("", "hint", self)
        line.addWidget(self._glyph)
        line.addWidget(self.sentence, 1)
        self.hide()

    def say(self, sentence: str, role: str, status: str) -> None:
        """Show a sentence in a role of the style sheet ("hint", "warning", "wrong")."""
        self.setVisible(bool(sentence))
        self.sentence.setText(sentence)
        if self.sentence.property("role") != role:
            self.sentence.setProperty("role", role)
            self.sentence.style().unpolish(self.sentence)
            self.sentence.style().polish(self.sentence)
        status = _GLYPHS.get(role, status)
        self._glyph.setVisible(bool(status))
        if status:
            self._glyph.set_status(status)

    def said(self) -> str:
        """Return the sentence that is shown."""
        return "" if self.isHidden() else self.sentence.text()
