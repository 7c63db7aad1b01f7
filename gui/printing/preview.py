"""The preview: the pages of a checklist as they would be saved or printed."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from gui.export import FileQuestion, offered_file
from gui.printing.pages import Pages
from gui.widgets.labels import label, wrapping

if TYPE_CHECKING:
    from pathlib import Path

    from core.assessment import Assessment
    from gui.session.exporting import Drawn, Job, Paper
    from gui.session.session import Session

_WIDEST = 1000


def show_preview(
    parent: QWidget, session: Session, assessment: Assessment | None
) -> Preview | None:
    """Show the pages of the checklist of an assessment, before a window that waits for it."""
    if session.record is None or assessment is None:
        return None
    shown = Preview(session, assessment, parent)
    shown.open()
    shown.begin()
    return shown


class Preview(QDialog):
    """Pages, and what may be done with them; to look at them writes nothing anywhere."""

    def __init__(self, session: Session, assessment: Assessment, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._session, self._assessment = session, assessment
        # The record as it is now: all that is made here is made of it.
        job = session.job(assessment.trial)
        self._record, self._of = job.record, cast("Job | Paper", job)
        self._drawn: Drawn | None = None
        self._is_drawing = self._is_leaving = False
        self._wanted = 0.0
        self.setWindowTitle(
            self.tr("Checklist {trial}, {code}")
            .replace("{trial}", assessment.short_name)
            .replace("{code}", self._record.subject)
        )
        room = parent.size()
        self.resize(min(_WIDEST, room.width() - 80), room.height() - 48)
        self.pages = Pages(self)
        self.number = label("", "detail", self)
        self.said = wrapping("", "detail", self)
        self.smaller = self._button(self.tr("−"), self.tr("Smaller (Ctrl+−)"), "Ctrl+-")
        self.larger = self._button("+", self.tr("Larger (Ctrl++)"), "Ctrl++")
        self.width_of = self._button(self.tr("Page width"), self.tr("Ctrl+1"), "Ctrl+1")
        self.whole = self._button(self.tr("Whole page"), self.tr("Ctrl+2"), "Ctrl+2")
        self.leave = self._button(self.tr("Close"), self.tr("Esc"))
        self.save = self._button(self.tr("Save as PDF…"), self.tr("Ctrl+S"), "Ctrl+S")
        self.print = self._button(self.tr("Print…"), self.tr("Ctrl+P"), "Ctrl+P")
        self.print.setProperty("kind", "primary")
        self._lay_out()
        self._connect()
        self._allow()

    def _button(self, words: str, tip: str, key: str = "") -> QPushButton:
        made = QPushButton(words, self)
        made.setAutoDefault(False)
        made.setToolTip(tip)
        if key:
            QShortcut(QKeySequence(key), self).activated.connect(made.click)
        return made

    def _lay_out(self) -> None:
        top, under = QHBoxLayout(), QHBoxLayout()
        for row in (top, under):
            row.setContentsMargins(16, 10, 16, 10)
            row.setSpacing(8)
        top.addWidget(self.number, 1)
        for button in (self.smaller, self.larger, self.width_of, self.whole):
            top.addWidget(button)
        under.addWidget(self.said, 1)
        for button in (self.leave, self.save, self.print):
            under.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self.pages, 1)
        column.addLayout(under)
        self.pages.setFocus()

    def _connect(self) -> None:
        self.smaller.setAccessibleName(self.tr("Smaller"))
        self.larger.setAccessibleName(self.tr("Larger"))
        self.smaller.clicked.connect(lambda: self.pages.zoom(-1))
        self.larger.clicked.connect(lambda: self.pages.zoom(1))
        # The plus of many keyboards is typed with Shift.
        QShortcut(QKeySequence("Ctrl+="), self).activated.connect(self.larger.click)
        self.width_of.clicked.connect(self.pages.fit_width)
        self.whole.clicked.connect(self.pages.fit_page)
        self.leave.clicked.connect(self.reject)
        self.save.clicked.connect(self.save_as)
        self.print.clicked.connect(self.print_out)
        self.pages.page_shown.connect(self._say_page)
        self.pages.ppi_wanted.connect(self._draw)
        self._session.exported.connect(self._say_saved)
        self._session.printed.connect(self._say_printed)

    # The pages

    def begin(self) -> None:
        """Have the pages made, in a thread."""
        self.pages.say(self.tr("Making the pages …"))
        self._draw(self.pages.ppi())

    def _draw(self, ppi: float) -> None:
        self._wanted = ppi
        is_drawn = self._drawn is not None and abs(self._drawn.ppi - ppi) < 0.01
        if not self._is_drawing and not is_drawn:
            self._is_drawing = True
            self._session.draw_checklist(self._of, ppi, self._took_pages, self._refuse_pages)

    def _took_pages(self, drawn: object) -> None:
        self._is_drawing = False
        self._drawn = cast("Drawn", drawn)
        self._of = self._drawn.paper
        self.pages.show_pages(self._drawn.pages, self._drawn.ppi)
        self._allow()
        self._draw(self._wanted)  # the width may have changed meanwhile

    def _refuse_pages(self, sentence: str) -> None:
        self._is_drawing = False
        if self._drawn is None:
            self.pages.say(self.tr("The pages could not be made."))
        self._say(sentence, "wrong")

    def _say_page(self, number: int) -> None:
        text = self.tr("Page {n} of {m}").replace("{n}", str(number))
        self.number.setText(text.replace("{m}", str(self.pages.count)) if number else "")

    # What leaves the program

    def save_as(self) -> None:
        """Ask for a file, and write the checklist to it as a PDF/A."""
        path = FileQuestion.ask(self, self._offered()) if self._drawn else None
        if path is not None and self._drawn:
            self._leave(self.tr("Writing the file …"))
            self._session.save_checklist(self._drawn.paper, path, self._refuse)

    def print_out(self) -> None:
        """Ask for a printer, and print the pages on it."""
        if self._drawn is None:
            return
        # Of Qt's printing nothing is needed before somebody prints.
        from gui.printing.printer import PrinterQuestion, onto, page_size

        size = page_size(self._drawn.pages[0], self._drawn.ppi)
        printer = PrinterQuestion.ask(self, size, self._offered())
        if printer is not None:
            self._leave(self.tr("Printing …"))
            self._session.print_checklist(self._drawn.paper, onto(printer), self._refuse)

    def _offered(self) -> Path:
        return offered_file(self._record, self._assessment)

    def _leave(self, text: str) -> None:
        self._is_leaving = True
        self._say(text, "detail")
        self._allow()

    def _say_saved(self, path: object) -> None:
        self._end(self.tr("Written: {file}").replace("{file}", str(path)), "detail")

    def _say_printed(self, printer: str) -> None:
        self._end(self.tr("Sent to {printer}").replace("{printer}", printer), "detail")

    def _refuse(self, sentence: str) -> None:
        self._end(sentence, "wrong")

    def _end(self, text: str, role: str) -> None:
        self._is_leaving = False
        self._say(text, role)
        self._allow()

    def _say(self, text: str, role: str) -> None:
        self.said.setProperty("role", role)
        self.said.style().polish(self.said)
        self.said.setText(text)

    def _allow(self) -> None:
        for button in (self.save, self.print):
            button.setEnabled(self._drawn is not None and not self._is_leaving)
        for button in (self.smaller, self.larger, self.width_of, self.whole):
            button.setEnabled(self._drawn is not None)
        self.leave.setEnabled(not self._is_leaving)

    def reject(self) -> None:
        """Close it, but not before what is leaving has left, and stands in the ledger."""
        if not self._is_leaving:
            super().reject()
