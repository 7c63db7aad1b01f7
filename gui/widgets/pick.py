"""One of a few words, chosen from a short list; it knows what is stored, as a typed line does."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox, QStylePainter, QWidget

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Pick(QComboBox):
    """A short list of (key, label); the key "" stands for nothing chosen."""

    entered = Signal(int)
    """Enter: 1; Shift+Enter: -1."""
    picked = Signal(str)
    """A person chose another key."""

    def __init__(self, options: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stored = ""
        self.set_options(options)
        self.activated.connect(lambda _index: self.picked.emit(self.text()))

    def set_options(self, options: Sequence[tuple[str, str]]) -> None:
        """Offer other words; what is chosen stays chosen where it is still offered."""
        chosen = self.text()
        self.clear()
        for key, name in options:
            self.addItem(name, key)
        self.set_text(chosen)

    def text(self) -> str:
        """Return the chosen key."""
        return str(self.currentData() or "")

    def set_text(self, key: str) -> None:
        """Choose a key."""
        self.setCurrentIndex(max(self.findData(key), 0))

    def set_stored(self, key: str) -> None:
        """Show what the record holds, unless something else was chosen."""
        was_changed = self.is_changed
        self._stored = key
        if not was_changed:
            self.set_text(key)

    def accept_stored(self, key: str) -> None:
        """Show what the record holds, whatever was chosen."""
        self._stored = key
        self.set_text(key)

    def restore(self) -> None:
        """Give up what was chosen for what is stored."""
        self.set_text(self._stored)

    @property
    def is_changed(self) -> bool:
        """Tell whether the choice differs from what is stored."""
        return self.text() != self._stored

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Enter, and leave the list to Alt+Down and Space."""
        if event.key() in _ENTER:
            is_back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.entered.emit(-1 if is_back else 1)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the list closed; a word that is longer than its room ends in "…"."""
        painter = QStylePainter(self)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        room = self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox,
            option,
            QStyle.SubControl.SC_ComboBoxEditField,
            self,
        )
        option.currentText = self.fontMetrics().elidedText(
            option.currentText, Qt.TextElideMode.ElideRight, room.width() - 2
        )
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        painter.end()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the page scroll: a wheel over the field must not change what is stored."""
        event.ignore()
