"""The field of a value: number, unit and upper limit in one line."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from gui.widgets.entry_line import EntryLine

_HINTS = Qt.InputMethodHint.ImhPreferLatin | Qt.InputMethodHint.ImhFormattedNumbersOnly


class ValueField(EntryLine):
    """A value as it was reported; it shows the unit that a bare number gets, and H or L."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setInputMethodHints(_HINTS)
        self.setObjectName("value")

    def show_flag(self, flag: str) -> None:
        """Show "H" above the upper limit, "L" below the lower one, or nothing."""
        self.set_at_end({"H": "↑ H", "L": "↓ L"}.get(flag, ""))

    def show_reason(self, words: str) -> None:
        """Show why there is no value; "" makes it an ordinary empty field again."""
        self.setPlaceholderText(words)
        self.set_state("reason" if words else "")
