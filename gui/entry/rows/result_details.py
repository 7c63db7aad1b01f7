"""The line under a result in which it gets a sample date and a source of its own."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from core.dates import Day
from gui.entry.day_entry import read_day
from gui.widgets.date_field import DateField
from gui.widgets.entry_line import EntryLine
from gui.widgets.labels import label

if TYPE_CHECKING:
    from core.record import Observation


class ResultDetails(QWidget):
    """Hidden until it is asked for; hidden it says nothing."""

    def __init__(self, test: str, today: date, parent: QWidget) -> None:
        super().__init__(parent)
        self._test = test
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 2)
        line.setSpacing(8)
        self.day = DateField(lambda text: read_day(text, today), self)
        self.source = EntryLine(self)
        self._add(line, self.tr("Sample date"), self.day, 140)
        self.expected = DateField(lambda text: read_day(text, today, may_be_ahead=True), self)
        self._add(line, self.tr("Source"), self.source, 180)
        self._expected_name = self._add(line, self.tr("Expected"), self.expected, 140)
        line.addStretch(1)
        self.hide()

    def _add(self, line: QHBoxLayout, name: str, field: EntryLine, width: int) -> QLabel:
        title = label(name, "hint", self)
        title.setBuddy(field)
        field.setAccessibleName(f"{self._test}: {name}")
        field.setFixedWidth(width)
        line.addWidget(title)
        line.addWidget(field)
        return title

    def fields(self) -> tuple[EntryLine, ...]:
        """Return the fields of the line."""
        return self.day, self.source, self.expected

    def open(self, which: str, fact: Observation, *, is_pending: bool) -> None:
        """Show the line for a result, and give the keyboard to its "day" or its "source"."""
        if self.isHidden():
            self.day.accept_stored(str(fact.date or ""))
            self.source.accept_stored(fact.source or "")
            self.expected.accept_stored(str(fact.expected or ""))
            self.show()
        for widget in (self.expected, self._expected_name):
            widget.setVisible(is_pending)
        field = self.day if which == "day" else self.source
        field.setFocus(Qt.FocusReason.TabFocusReason)

    def typed_day(self, otherwise: Day | None) -> Day | None:
        """Return the day typed for this one result; raise ValueError when it is none."""
        return otherwise if self.isHidden() else self.day.day()

    def typed_source(self, otherwise: str | None) -> str | None:
        """Return the source typed for this one result."""
        return otherwise if self.isHidden() else self.source.text().strip() or None

    def typed_expected(self, otherwise: Day | None) -> Day | None:
        """Return the day on which the result is expected."""
        return otherwise if self.isHidden() else self.expected.day()
