"""One check in the list: its glyph, its title, what was found, and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from gui.widgets import glyphs
from gui.widgets.labels import label, wrapping

if TYPE_CHECKING:
    from core.self_test.result import Result


class CheckLine(QWidget):
    """Waits for its result, and shows it."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._glyph = glyphs.Glyph("not_applicable", glyphs.TILE, self)
        self._said = wrapping("", "detail", self)
        self._advice = wrapping("", "wrong", self)
        self._advice.hide()
        grid = QGridLayout(self)
        grid.setContentsMargins(16, 9, 16, 9)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self._glyph, 0, 0, 2, 1, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(label(title, "strong", self), 0, 1)
        grid.addWidget(self._said, 1, 1)
        grid.addWidget(self._advice, 2, 1)
        self.wait()

    def wait(self) -> None:
        """Show that the check has not run yet."""
        self._glyph.set_status("not_applicable")
        self._said.setText(self.tr("Not run yet"))
        self._advice.hide()

    def begin(self) -> None:
        """Show that the check runs now."""
        self._said.setText(self.tr("Running …"))

    def show_result(self, result: Result) -> None:
        """Show what was found, and what to do."""
        self._glyph.set_status("met" if result.is_ok else "not_met")
        self._said.setText(result.said)
        self._said.setToolTip("\n".join(result.details))
        self._advice.setText(result.advice)
        self._advice.setVisible(bool(result.advice))
