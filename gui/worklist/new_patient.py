"""A new patient is one line: the screening number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QWidget

from core.errors import TamisError
from gui.widgets.labels import label

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent, QKeyEvent

    from gui.session.session import Session


class NewPatient(QFrame):
    """Asks for a screening number above the worklist; `created` says which one was made."""

    begun = Signal()
    created = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._session = session
        self._waits = False
        self.code = QLineEdit(self)
        self.code.setAccessibleName(self.tr("Screening number"))
        self.code.setPlaceholderText(self.tr("S-001"))
        self.code.setMaxLength(64)
        self.code.setFixedWidth(200)
        self.code.returnPressed.connect(self.create_patient)
        self.code.textEdited.connect(self._take_back)
        self.create_button = QPushButton(self.tr("Create"), self)
        self.create_button.setProperty("kind", "primary")
        self.create_button.clicked.connect(self.create_patient)
        cancel = QPushButton(self.tr("Cancel"), self)
        cancel.clicked.connect(self.hide)
        self.hint = label(self.tr("The screening number only; never a name or initials."), "hint")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 12, 16, 12)
        row.setSpacing(12)
        for part in (label(self.tr("Screening number"), "strong"), self.code, self.create_button):
            row.addWidget(part)
        row.addWidget(cancel)
        row.addWidget(self.hint, 1)
        for told in (session.loaded, session.failed):
            told.connect(self._go_on, Qt.ConnectionType.QueuedConnection)
        self.hide()

    def begin(self) -> None:
        """Show the line, ready for typing."""
        self._say(self.tr("The screening number only; never a name or initials."), "hint")
        self.code.clear()
        self._waits = False
        self.show()
        self.code.setFocus()
        self.begun.emit()

    def create_patient(self) -> None:
        """Begin the record; what is wrong with the number is said beside it.

        While the files are still being read it waits for them, until more is typed.
        """
        self._waits = self._session.is_loading
        if self._waits:
            self._say(self.tr("Will be created as soon as all files are read."), "hint")
            return
        try:
            subject = self._session.new_patient(self.code.text())
        except TamisError as error:
            self._say(str(error), "wrong")
            self.code.setFocus()
        else:
            self.hide()
            self.created.emit(subject)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close the line on Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Wait for nothing any more; a window that is only minimised waits on."""
        self._waits = self._waits and event.spontaneous()
        super().hideEvent(event)

    def _go_on(self) -> None:
        if self._waits and not self._session.is_loading:
            self.create_patient()

    def _take_back(self) -> None:
        if self._waits:
            self._waits = False
            self._say(self.tr("The screening number only; never a name or initials."), "hint")

    def _say(self, text: str, role: str) -> None:
        self.hint.setText(text)
        self.hint.setProperty("role", role)
        self.hint.style().unpolish(self.hint)
        self.hint.style().polish(self.hint)
