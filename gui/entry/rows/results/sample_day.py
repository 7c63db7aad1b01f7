"""The cell of a sample date in a row of results: the day, and whether it is too old."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QHBoxLayout, QToolButton, QWidget

from gui.widgets import glyphs
from gui.widgets.glyphs import Glyph
from gui.widgets.labels import label

_WIDEST = {False: "0000-00-00 00 d", True: "0000-00-00"}
_AIR = {False: 14, True: 24}


def day_width(*, is_narrow: bool) -> int:
    """Return the width of the cell, in pixels, in the font that is shown now."""
    metrics = QFontMetrics(QApplication.font())
    return metrics.horizontalAdvance(_WIDEST[is_narrow]) + _AIR[is_narrow]


class SampleDay(QWidget):
    """The day on which a result was taken; a click asks for the line in which it is changed."""

    asked = Signal()

    def __init__(self, test: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._test = test
        self.setFixedWidth(day_width(is_narrow=False))
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(2)
        self._button = QToolButton(self)
        self._button.setProperty("kind", "day")
        self._button.setProperty("pale", False)
        self._button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._button.setToolTip(self.tr("Change the sample date of this result (Alt+D)"))
        self._button.clicked.connect(self.asked)
        self._mark = Glyph("stale", glyphs.BADGE + 1, self)
        self._age = label("", "warning", self)
        for cell in (self._button, self._mark, self._age):
            line.addWidget(cell)
        line.addStretch(1)

    def set_narrow(self, is_narrow: bool) -> None:
        """Leave the age out where there is little room."""
        self.setFixedWidth(day_width(is_narrow=is_narrow))
        self._age.setVisible(not is_narrow)

    def show_day(self, day: str, *, is_stored: bool, mark: str, age: str) -> None:
        """Show the sample date, pale where the section's date would be taken."""
        self._button.setText(day)
        if self._button.property("pale") == is_stored:
            self._button.setProperty("pale", not is_stored)
            self._button.style().unpolish(self._button)
            self._button.style().polish(self._button)
        name = self.tr("{test}: sample date {day}").replace("{test}", self._test)
        self._button.setAccessibleName(name.replace("{day}", day))
        self._mark.setVisible(bool(mark))
        if mark:
            self._mark.set_status(mark)
        self._age.setText(age)
        self._mark.setToolTip(age)
