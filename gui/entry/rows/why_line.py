"""Why a stored fact is changed: asked in one quiet line under the field, never in a window."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from gui.widgets.choice import Choice, Option
from gui.widgets.entry_line import EntryLine
from gui.widgets.labels import label
from gui.widgets.tab_order import put_after

# What is written into the ledger; the window shows the words of its language.
REASONS = {
    "typing_slip": "typing slip",
    "new_information": "new information",
    "wrong_patient": "wrong patient",
}


class WhyLine(QWidget):
    """The reasons of a correction side by side, a typing slip unless another is pressed.

    Most rows are never corrected, so what is in the line is made when it is first shown.
    """

    entered = Signal(int)
    """Enter was pressed here: the change is wanted."""
    changed = Signal()
    """Another reason was pressed, so that what Enter would do may differ."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._new_words = ""
        self._row: QHBoxLayout | None = None
        self.hide()

    def ask(self, new_words: str, before: QWidget) -> None:
        """Show the line; `new_words` offers first that this is no correction but a new entry.

        The Tab key comes here from `before`.
        """
        if self._row is None:
            self._row = self._make_row()
            put_after(before, (self.choice, self.other))
        if new_words != self._new_words:
            self._replace_choice(self._row, new_words)
            put_after(before, (self.choice, self.other))
        if self.isHidden():
            self.choice.set_value(self._usual())
            self.other.hide()
        self.show()

    def put_away(self) -> None:
        """Hide the line; the next change is asked about anew."""
        if self._row is not None:
            self.other.clear()
        self.hide()

    def take_focus(self) -> None:
        """Give the keyboard to the reasons."""
        self.choice.take_focus()

    @property
    def is_new(self) -> bool:
        """Tell whether this is a new entry beside the stored one."""
        return self.isHidden() or self.choice.value == "new"

    def reason(self) -> str:
        """Return the reason as it is stored; raise ValueError while it is still to be typed."""
        if self.choice.value in REASONS:
            return REASONS[self.choice.value]
        if not self.other.text().strip():
            self.other.setFocus(Qt.FocusReason.OtherFocusReason)
            raise ValueError(self.tr("Type the reason of the change, then press Enter."))
        return self.other.text().strip()

    def _usual(self) -> str:
        return "new" if self._new_words else "typing_slip"

    def _make_row(self) -> QHBoxLayout:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 2)
        row.setSpacing(8)
        self.title = label(self.tr("Change because"), "hint")
        self.choice = self._make_choice("")
        self.other = EntryLine(self)
        self.other.setAccessibleName(self.tr("Reason of the change"))
        self.other.setPlaceholderText(self.tr("reason"))
        self.other.setMinimumWidth(90)
        self.other.entered.connect(self.entered)
        row.addWidget(self.title)
        row.addWidget(self.choice)
        row.addWidget(self.other, 1)
        row.addStretch(0)
        return row

    def _make_choice(self, new_words: str) -> Choice:
        options = [
            Option("typing_slip", self.tr("typing slip")),
            Option("new_information", self.tr("new information")),
            Option("wrong_patient", self.tr("wrong patient")),
            Option("other", self.tr("other")),
        ]
        made = Choice([*([Option("new", new_words)] if new_words else []), *options], self)
        made.set_name(self.tr("Change because"))
        made.set_small()
        made.chosen.connect(lambda _key: self._pressed())
        made.entered.connect(self.entered)
        return made

    def _replace_choice(self, row: QHBoxLayout, new_words: str) -> None:
        old, self.choice = self.choice, self._make_choice(new_words)
        row.replaceWidget(old, self.choice)
        old.hide()
        old.deleteLater()
        self._new_words = new_words
        self.choice.set_value(self._usual())
        self.title.setVisible(not new_words)

    def _pressed(self) -> None:
        if not self.choice.value:
            self.choice.set_value(self._usual())
        self.other.setVisible(self.choice.value == "other")
        if self.choice.value == "other" and self.choice.has_focus():
            self.other.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()
