"""The field of a day: what was typed, and the ISO day that it means, before it is stored."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import QWidget

from core.dates import Day
from gui.widgets.entry_line import EntryLine

Reads = Callable[[str], Day]
_HINTS = Qt.InputMethodHint.ImhPreferLatin | Qt.InputMethodHint.ImhDate


class DateField(EntryLine):
    """A line that is understood by `read`, which raises ValueError with the sentence to show."""

    day_entered = Signal(object)
    """A Day, or None for a field that was emptied; only when it differs from what is stored."""
    refused = Signal(str)
    """Why the text is no day; "" when it is one again."""

    def __init__(self, read: Reads, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._read = read
        self.setInputMethodHints(_HINTS)
        self.setPlaceholderText(self.tr("YYYY-MM-DD"))
        self.setToolTip(self.tr("2026-11-06, 2026-11, 2026, t today, -14d, 6w ago, 1106"))
        self.textEdited.connect(self._echo)
        self.entered.connect(lambda _step: self.tidy())
        self.left.connect(self.tidy)
        self.restored.connect(lambda: self._refuse(""))

    def set_day(self, day: Day | None) -> None:
        """Show the day that is stored."""
        self.set_stored(str(day) if day else "")

    def day(self) -> Day | None:
        """Return the day that is typed, or None for an empty field; raise ValueError for no day."""
        text = self.text().strip()
        return self._read(text) if text else None

    def tidy(self) -> bool:
        """Write what is typed as an ISO day; False when it is no day, and then the text stays."""
        try:
            day = self.day()
        except ValueError as error:
            if self.is_changed:
                self._refuse(str(error))
            return not self.is_changed
        self._refuse("")
        if day is None or str(day) != self.text():
            self.setText(str(day) if day else "")
        return True

    def commit(self) -> bool:
        """Take the typed day for the stored one and say so; False when it is no day."""
        if not self.tidy():
            return False
        if self.is_changed:
            self.accept_stored(self.text())
            self.day_entered.emit(self.day())
        return True

    def _echo(self, _text: str) -> None:
        self._refuse("")
        try:
            day = self.day()
        except ValueError:
            return
        if day and str(day) != self.text().strip():
            self.set_after(f"= {day}{self._month_of(day)}")

    def _month_of(self, day: Day) -> str:
        """Name the month where the order of day and month could be mistaken: 6/11/2026."""
        if not day.is_exact or not set("/.") & set(self.text()):
            return ""
        return " " + self.locale().monthName(day.first.month, QLocale.FormatType.ShortFormat)

    def _refuse(self, sentence: str) -> None:
        self.set_after("")
        self.set_state("wrong" if sentence else "")
        self.refused.emit(sentence)
