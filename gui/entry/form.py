"""The entry form: one section at a time of what is known about the open patient."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from gui.entry.look import style_sheet
from gui.entry.needed import needed
from gui.entry.trail import moved
from gui.entry.where import SECTIONS, section_of

if TYPE_CHECKING:
    from gui.entry.rows.row import Row
    from gui.entry.section import Section
    from gui.entry.sheets.sheet import Sheet
    from gui.session.session import Session


class EntryForm(QWidget):
    """Shows what the session's record holds, and hands every committed entry to the session."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("form")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._session = session
        self._look = ""
        self._sections: dict[str, Section] = {}
        self._sheets: dict[str, Sheet] = {}
        self._shown = SECTIONS[0]
        self._subject: str | None = None
        self._pages = QStackedWidget(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._pages)
        self._dress()
        # A method of this widget is disconnected with it; a lambda would outlive it.
        cast("QApplication", QApplication.instance()).focusChanged.connect(self._focus_moved)
        session.assessed.connect(self.show_record)

    @property
    def shown(self) -> str:
        """Return the key of the section that is shown."""
        return self._shown

    def show_section(self, key: str) -> None:
        """Show a section by its key; the others are made when they are first shown."""
        focused = QApplication.focusWidget()
        had_focus = focused is not None and self.isAncestorOf(focused) and key != self._shown
        self._shown = key
        section = self._section(key)
        section.show_record()
        section.arrange(self._needed())
        self._pages.setCurrentWidget(section)
        if had_focus:
            section.take_focus()

    def show_sheet(self, key: str) -> None:
        """Show an instrument item by item, as a page of the section from which it was asked for."""
        sheet = self._sheet(key)
        sheet.begin(self._section(self._shown).draw())
        self._pages.setCurrentWidget(sheet)
        sheet.take_focus()

    def _close_sheet(self, key: str) -> None:
        self.show_section(self._shown)
        row = self._section(self._shown).row_for("scores", key)
        if row is not None:
            row.take_focus()

    def _sheet(self, key: str) -> Sheet:
        if key not in self._sheets:
            from gui.entry.sheets.sheet import Sheet

            made = Sheet(self._session, key, self._pages)
            made.closed.connect(lambda: self._close_sheet(key))
            self._sheets[key] = made
            self._pages.addWidget(made)
        return self._sheets[key]

    def show_record(self) -> None:
        """Show what the record holds now, in the section that is shown."""
        record = self._session.record
        if record is None:
            return
        if record.subject != self._subject or self._pages.currentWidget() is None:
            self._subject = record.subject
            for row in self._rows():
                row.forget()
            for section in self._sections.values():
                section.verticalScrollBar().setValue(0)
            self.show_section(self._shown)
        else:
            self._section(self._shown).show_record()
            shown = self._pages.currentWidget()
            if shown in self._sheets.values():
                cast("Sheet", shown).show_record()

    def _needed(self) -> set[str]:
        session = self._session
        if session.record is None:
            return set()
        return needed(session.trials, session.assessments, session.record, session.vocabulary)

    def focus_field(self, of: str, what: str, trial: str = "") -> None:
        """Show the field of a Need as `show_field` does, and give it the keyboard."""
        row = self.show_field(of, what, trial)
        if row is not None:
            row.take_focus()

    def show_field(self, of: str, what: str, trial: str = "") -> Row | None:
        """Scroll to the field of a Need (its `of` and `what`), ring it, and return its row.

        Where each trial has a field of its own, that of the trial named.
        """
        self.show_section(section_of(of, what, self._session.vocabulary))
        section = self._section(self._shown)
        own = (one for one in section.rows() if (one.key, one.trial) == ((of, what), trial))
        row = next(own, None) or section.row_for(of, what)
        if row is not None:
            row.show()
            section.ensureWidgetVisible(row, 0, 80)
            row.ring()
        return row

    def flush(self) -> int:
        """Store what is typed and can be stored; return how many rows are left unfinished."""
        for row in self._rows():
            row.leave()
        return sum(row.is_changed() for row in self._rows())

    def _rows(self) -> list[Row]:
        in_sections = [row for section in self._sections.values() for row in section.rows()]
        return [*in_sections, *self._sheets.values()]

    def changeEvent(self, event: QEvent) -> None:
        """Take the colours of another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._dress()

    def _focus_moved(self, old: QWidget | None, new: QWidget | None) -> None:
        moved(self, old, new)
        # What was said under the row that was left is gone, and the rows below it move up.
        if new is not None and self.isAncestorOf(new) and self._shown in self._sections:
            self._sections[self._shown].lay_out()

    def _dress(self) -> None:
        look = style_sheet()
        if look != self._look:
            self._look = look
            self.setStyleSheet(look)

    def section(self) -> Section:
        """Return the section that is shown."""
        return self._section(self._shown)

    def _section(self, key: str) -> Section:
        if key not in self._sections:
            module = import_module(f"gui.entry.sections.{key}")
            made = getattr(module, f"{key.capitalize()}Section")(self._session, self._pages)
            made.sheet_asked.connect(self.show_sheet)
            self._sections[key] = made
            self._pages.addWidget(made)
        return self._sections[key]
