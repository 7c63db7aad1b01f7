"""The top bar: where one is, how far all is saved, and what can be done from everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from gui.frame import front
from gui.widgets.icons import IconButton, IconLabel
from gui.widgets.labels import label

if TYPE_CHECKING:
    from datetime import datetime

    from gui.session.session import Session


class TopBar(QFrame):
    """Worklist and code on the left; saved, undo, redo, export, print and theme on the right."""

    worklist_asked_for = Signal()
    export_asked_for = Signal()
    print_asked_for = Signal()
    theme_asked_for = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("bar")
        self.setFixedHeight(front.TOP)
        self._session = session
        self.home = QPushButton(self.tr("Worklist"), self)
        self.home.setProperty("kind", "link")
        self.home.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.home.setToolTip(self.tr("Back to the worklist (Alt+Left)"))
        self._trail = label("", "strong", self)
        self._saved_mark = IconLabel("checks", 16, "met", self)
        self._saved_mark.hide()
        self._saved = label("", "detail", self)
        self.undo = IconButton("arrow-back-up", self.tr("Nothing to undo"), self)
        self.redo = IconButton("arrow-forward-up", self.tr("Nothing to do again"), self)
        self.export = IconButton("file-export", self.tr("Export the checklist (Ctrl+E)"), self)
        self.print = IconButton("printer", self.tr("Print the checklist… (Ctrl+P)"), self)
        self.theme = IconButton("sun-moon", self.tr("Light or dark"), self)
        self._lay_out()
        self._connect()
        self.refresh()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(front.MARGIN, 0, 12, 0)
        row.setSpacing(front.GAP)
        row.addWidget(IconLabel("clipboard-check", front.MARK, "accent", self))
        row.addWidget(self.home)
        row.addWidget(self._trail)
        row.addStretch()
        row.addWidget(self._saved_mark)
        row.addWidget(self._saved)
        row.addSpacing(12)
        for button in (self.undo, self.redo, self.export, self.print, self.theme):
            row.addWidget(button)

    def _connect(self) -> None:
        self.home.clicked.connect(self.worklist_asked_for)
        self.export.clicked.connect(self.export_asked_for)
        self.print.clicked.connect(self.print_asked_for)
        self.theme.clicked.connect(self.theme_asked_for)
        self.undo.clicked.connect(self._session.undo)
        self.redo.clicked.connect(self._session.redo)
        self._session.record_changed.connect(self.refresh)
        self._session.saved.connect(self._show_saved)
        self._session.save_failed.connect(lambda _: self._show_waiting())

    def refresh(self) -> None:
        """Show whose record is open, and what can be undone."""
        record = self._session.record
        self._trail.setText(f"/  {record.subject}" if record else "")
        for button, text, sign in (
            (self.undo, self._session.undo_text, self.tr("Undo: {what} (Ctrl+Z)")),
            (self.redo, self._session.redo_text, self.tr("Again: {what} (Ctrl+Shift+Z)")),
        ):
            button.setEnabled(bool(text))
            nothing = (
                self.tr("Nothing to undo") if button is self.undo else self.tr("Nothing to redo")
            )
            button.set_name(sign.replace("{what}", text) if text else nothing)
        for button in (self.export, self.print):
            button.setEnabled(bool(self._session.assessments))

    def _show_saved(self, moment: datetime) -> None:
        self._saved_mark.show()
        self._saved_mark.set_icon("checks", "met")
        self._saved.setText(self.tr("Saved {time}").replace("{time}", f"{moment:%H:%M}"))
        self._saved.setToolTip(self.tr("Every entry is on the disk of this machine."))

    def _show_waiting(self) -> None:
        self._saved_mark.show()
        self._saved_mark.set_icon("alert-triangle", "warn")
        text = self.tr("{n} not saved").replace("{n}", str(self._session.waiting))
        self._saved.setText(text)
