"""The line that says a list holds all there is up to a day: the only way to say none."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton, QWidget

from core.dates import Day
from core.record import Complete
from gui.entry import words
from gui.entry.newest import completion
from gui.entry.rows.row import Row
from gui.widgets.date_field import DateField
from gui.widgets.labels import label, wrapping

if TYPE_CHECKING:
    from core.record import ListName
    from gui.session.session import Session


_TITLE_WIDTH = 280


class CompleteRow(Row):
    """A list, or one kind in it, gone through with the patient and her chart."""

    def __init__(
        self, session: Session, name: ListName, of: str | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(session, ("lists", name), parent)
        self.name, self.of = name, of
        self.line.setContentsMargins(0, 4, 0, 4)
        what = words.name(session, of or name)
        self._title = self.tr("{list}: complete as of").replace("{list}", what)
        title = label(self._title, "" if of else "strong", self)
        title.setFixedWidth(_TITLE_WIDTH)
        self.day = DateField(session.read_day, self)
        self.day.setAccessibleName(self._title)
        self.day.setFixedWidth(130)
        title.setBuddy(self.day)
        self._today = QPushButton(self.tr("Complete today"), self)
        self._today.setAccessibleName(self.tr("{list}: complete today").replace("{list}", what))
        self._by = wrapping("", "hint", self)
        for cell, stretch in ((title, 0), (self.day, 0), (self._today, 0), (self._by, 1)):
            self.line.addWidget(cell, stretch)
        self._today.clicked.connect(self._complete_today)
        self.day.textEdited.connect(lambda _text: self.show_draft())
        self.day.restored.connect(self.show_draft)
        self.day.entered.connect(self.enter)

    def fields(self) -> tuple[QWidget, ...]:
        """Return what the Tab key stops at."""
        return self.day, self._today

    def stored_fact(self) -> Complete | None:
        """Return the latest statement about this list."""
        return completion(self.session.record, self.name, self.of)

    def is_changed(self) -> bool:
        """Tell whether another day is typed."""
        return self.day.is_changed

    def draft(self) -> Complete | None:
        """Return the statement for the typed day; None for an emptied one."""
        day = self.day.day()
        if day is None:
            return None
        stored = self.stored_fact()
        start = stored or Complete(list=self.name, as_of=day, of=self.of)
        return replace(start, id=None, time=None, supersedes=None, as_of=day, by="coordinator")

    def progress(self) -> str:
        """Say that the list was gone through again on a later day."""
        stored = self.stored_fact()
        try:
            day = self.day.day()
        except ValueError:
            return ""
        is_later = stored is not None and day is not None and day.first > stored.as_of.last
        return self.tr("gone through again") if is_later else ""

    def give_up(self) -> None:
        """Show the stored day."""
        self.day.accept_stored(self.day.stored)

    def show_record(self) -> None:
        """Show as of which day the list is complete."""
        stored = self.stored_fact()
        self.day.set_day(stored.as_of if stored else None)
        today = Day.on(self.session.as_of)
        self._today.setVisible(stored is None or stored.as_of != today)
        self._by.setText(self._words_for(stored))
        if not self.is_changed():
            self.why.put_away()
            self.say("")

    def _words_for(self, stored: Complete | None) -> str:
        if stored is None:
            return "" if self.of else self.tr("Not gone through yet")
        who = words.name(self.session, stored.by) if stored.by else ""
        since = self.tr("since {day}").replace("{day}", str(stored.since)) if stored.since else ""
        return ", ".join(part for part in (who, since) if part)

    def take_focus(self) -> None:
        """Give the keyboard to the day."""
        self.day.setFocus()
        self.day.selectAll()

    def _complete_today(self) -> None:
        self.day.setText(str(Day.on(self.session.as_of)))
        self.commit()
