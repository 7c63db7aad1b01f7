"""A strip that says what went wrong, what is safe, and what to do, until it is dealt with."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from gui.widgets import glyphs
from gui.widgets.icons import IconButton
from gui.widgets.labels import label, wrapping


class Trouble(QFrame):
    """Says one thing at a time; entries that could not be saved offer to try again."""

    retry_asked_for = Signal()
    elsewhere_asked_for = Signal()
    shown_or_hidden = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("trouble")
        self.setAccessibleName(self.tr("What went wrong"))
        self._head = label("", "strong", self)
        self._text = wrapping("", "", self)
        self.retry = QPushButton(self.tr("Try again"), self)
        self.retry.setProperty("kind", "primary")
        self.retry.clicked.connect(self.retry_asked_for)
        self.elsewhere = QPushButton(self.tr("Save elsewhere"), self)
        self.elsewhere.setToolTip(self.tr("Write the whole record to a file of its own"))
        self.elsewhere.clicked.connect(self.elsewhere_asked_for)
        self._lay_out()
        self.hide()

    def _lay_out(self) -> None:
        close = IconButton("x", self.tr("Close this message"), self)
        close.clicked.connect(lambda: self.setVisible(False))
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._head)
        words.addWidget(self._text)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 10, 10, 10)
        row.setSpacing(12)
        row.addWidget(glyphs.Glyph("not_met", glyphs.TILE, self), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        row.addWidget(self.retry)
        row.addWidget(self.elsewhere)
        row.addWidget(close)

    @property
    def text(self) -> str:
        """The sentence that is shown."""
        return self._text.text()

    def say(self, sentence: str) -> None:
        """Show a sentence."""
        self._show(self.tr("This did not work"), sentence, can_retry=False)

    def say_unsaved(self, sentence: str, count: int) -> None:
        """Show why entries are not on the disk yet, and how many they are."""
        head = self.tr("Not saved yet: 1 entry")
        if count > 1:
            head = self.tr("Not saved yet: {n} entries").replace("{n}", str(count))
        self._show(head, sentence, can_retry=True)

    def say_unfinished(self, count: int) -> None:
        """Show how many fields hold what could not be read, as the window is closed."""
        text = self.tr(
            "{n} fields hold text that could not be read and is not stored. "
            "Correct it, or close the window again to leave without it."
        )
        self.say(text.replace("{n}", str(count)))

    def settle(self) -> None:
        """Take the message about unsaved entries away: they are on the disk now."""
        if not self.retry.isHidden():
            self.setVisible(False)

    def _show(self, head: str, sentence: str, *, can_retry: bool) -> None:
        self._head.setText(head)
        self._text.setText(sentence)
        self.retry.setVisible(can_retry)
        self.elsewhere.setVisible(can_retry)
        self.setVisible(True)

    def setVisible(self, visible: bool) -> None:
        """Say that the strip came or went, for the room around it."""
        super().setVisible(visible)
        self.shown_or_hidden.emit(visible)

    def sizeHint(self) -> QSize:
        """Return the room that the sentence needs."""
        return QSize(600, super().sizeHint().height())
