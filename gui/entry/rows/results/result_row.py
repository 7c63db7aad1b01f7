"""A row of results: value as reported, how it is used, upper limit, sample date, trial glyphs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from core.quantity import TwoReadingsError
from core.record import Observation
from gui.entry import words
from gui.entry.day_entry import ago
from gui.entry.rows.reason_menu import ReasonMenu
from gui.entry.rows.results.result_draft import ResultDraft
from gui.entry.settles import calculated, trouble
from gui.entry.understood import Understood, understand_stored

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from core.record import NotDone
    from core.vocabulary import Lab, State
    from gui.entry.draw import Draw
    from gui.session.session import Session
    from gui.widgets.entry_line import EntryLine


_DETAILS = {Qt.Key.Key_D: "day", Qt.Key.Key_S: "source", Qt.Key.Key_M: "comment"}


class ResultRow(ResultDraft):
    """One test: its latest result, and the next one while it is typed."""

    def __init__(
        self,
        session: Session,
        entry: Lab | State,
        kind: str,
        draw: Callable[[], Draw],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(session, entry, kind, draw, parent)
        self.reasons: ReasonMenu | None = None
        self._connect()

    def _connect(self) -> None:
        cells = self.cells
        self._listen((cells.value, cells.limit))
        cells.details_made.connect(self._listen_to_details)
        cells.value.restored.connect(self._drop_reason)
        cells.value.reason_asked.connect(self.open_reasons)
        cells.value.suggestion_taken.connect(self._take_suggestion)
        cells.details_asked.connect(self._open_details)

    def _listen(self, fields: Iterable[EntryLine]) -> None:
        for field in fields:
            field.entered.connect(self.enter)
            field.textEdited.connect(lambda _text: self._typed())
            field.restored.connect(self.show_draft)
            field.given_up.connect(self.give_up_typed)

    def _listen_to_details(self) -> None:
        self._listen(self.cells.details.lines())
        for pick in self.cells.details.picks():
            pick.entered.connect(self.enter)
            pick.picked.connect(lambda _key: self.show_draft())

    def indent(self) -> int:
        """Say things under the value."""
        return self.cells.value.x()

    # What is shown

    def show_record(self) -> None:
        """Show the latest result, and what the trials make of it."""
        stored = self.stored_fact()
        self.cells.show_stored(stored)
        self.cells.show_outcomes(self.session, self.key[1], self.entry)
        self._show_day(stored)
        if not self.is_changed():
            self.cells.show_used(self._stored_reading(stored))
            self.why.put_away()
            self.say(self.session.held_against(self.key[1]) if stored else "", "warning")

    def show_draft(self) -> None:
        """Show how the typed value is read and what Enter would settle."""
        changed = self.cells.value.is_changed
        try:
            reading = self._understood() if self.cells.value.text().strip() else None
        except ValueError:
            reading = None
        if changed:
            self.cells.show_used(reading, is_live=True)
        elif not self.is_changed():
            self.cells.show_used(self._stored_reading(self.stored_fact()))
        super().show_draft()

    def say(self, sentence: str, role: str = "hint", status: str = "") -> None:
        """Show a sentence, and the edge of the field that goes with it."""
        super().say(sentence, role, status)
        self.cells.describe(sentence)
        state = {"wrong": "wrong", "warning": "soft"}.get(role, "")
        if sentence and state:
            self.cells.value.set_state(state)
        elif self.cells.value.state in ("wrong", "soft"):
            self.cells.value.set_state("")

    @property
    def is_calculated(self) -> bool:
        """Tell whether the value is calculated from others, so that Enter passes it by."""
        return bool(getattr(self.entry, "calculated_by", None)) and not self.cells.value.text()

    def take_focus(self) -> None:
        """Give the keyboard to the value."""
        self.cells.take_focus()

    def open_reasons(self) -> None:
        """Offer the reasons for which there is no value."""
        self.reasons = ReasonMenu(self.session, self)
        self.reasons.chosen.connect(self.choose_reason)
        self.reasons.popup(self.cells.value.mapToGlobal(self.cells.value.rect().bottomLeft()))

    def choose_reason(self, code: NotDone) -> None:
        """Type a reason instead of a value; it is stored at once where nothing is corrected."""
        self._reason = code
        self.cells.show_reason(words.name(self.session, code))
        if self.stored_fact() is None:
            self.commit()
        else:
            self.show_draft()

    # Steps

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the sample date (Alt+D), the source (Alt+S), or all that can be said (Alt+M)."""
        which = _DETAILS.get(Qt.Key(event.key()))
        if which and event.modifiers() == Qt.KeyboardModifier.AltModifier:
            self._open_details(which)
        else:
            super().keyPressEvent(event)

    def _typed(self) -> None:
        if self._reason is not None:
            self._reason = None
            self.cells.show_reason("")
        self._confirmed = ""
        self.show_draft()

    def _drop_reason(self) -> None:
        self._reason = None
        self.cells.show_reason("")
        self.show_record()

    def _take_suggestion(self) -> None:
        try:
            perhaps = self._understood().perhaps
        except TwoReadingsError as asked:
            perhaps = asked.readings[0]
        except ValueError:
            return
        if perhaps:
            self.cells.value.setText(perhaps)
            self._typed()

    def _open_details(self, which: str) -> None:
        stored, draw = self.stored_fact(), self._draw()
        fact = stored or Observation(of=self.key[1], date=draw.day, source=draw.source)
        is_pending = "pending" in (fact.not_done, self._reason)
        self.cells.details.open(which, fact, is_pending=is_pending)

    def _stored_reading(self, stored: Observation | None) -> Understood | None:
        if stored is None or stored.value is None:
            return None
        return understand_stored(stored, self.entry, self.session.read_value)

    def _show_day(self, stored: Observation | None) -> None:
        day = stored.date if stored else self._draw().day
        if stored is None and self.is_calculated:
            # It is as old as what it was calculated from, whatever day the section shows.
            found = calculated(self.session.assessments, self.key[1])
            day = found.day if found else None
        mark = trouble(self.session.assessments, self.key[1]) if stored else ""
        if stored and self.session.held_against(self.key[1]):
            mark = "conflict"
        age = ago(day, self.session.as_of) if day and mark == "stale" else ""
        self.cells.day.show_day(str(day or ""), is_stored=stored is not None, mark=mark, age=age)
