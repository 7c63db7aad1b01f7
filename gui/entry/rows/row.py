"""One row of the form: what is stored, what is typed, and the line under it that says the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from core.errors import TamisError
from gui.entry.outlook import in_words
from gui.entry.rows.history_popover import HistoryPopover, menu_words, show_history
from gui.entry.rows.why_line import WhyLine
from gui.entry.settles import settled
from gui.widgets.said_line import SaidLine
from gui.widgets.tab_order import stops_in

if TYPE_CHECKING:
    from core.record import Fact
    from gui.session.session import Session

RING_MS = 600
PREVIEW_MS = 30


class Row(QFrame):
    """A row commits as a whole: on Enter, or when the focus leaves it for another row.

    A kind of row says what is stored (`stored_fact`), what would be stored (`draft`, None to
    withdraw; it raises ValueError with the sentence to show), whether it was changed
    (`is_changed`), shows the record (`show_record`), and drops what is typed (`give_up`).
    """

    moved = Signal(int)
    """Go on to the next entry field (1), or back (-1)."""

    trial: str | None = None
    """The trial to which the field belongs, where there is one field for each."""

    def __init__(self, session: Session, key: tuple[str, str], parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setObjectName("row")
        self.session = session
        self.key = key
        self.column = column = QVBoxLayout(self)
        column.setContentsMargins(12, 2, 12, 2)
        column.setSpacing(2)
        self.line = QHBoxLayout()
        self.line.setSpacing(8)
        column.addLayout(self.line)
        self.below = QVBoxLayout()
        self.below.setSpacing(4)
        column.addLayout(self.below)
        self.why = WhyLine(self)
        self.why.entered.connect(self.enter)
        self.why.changed.connect(self.show_draft)
        self._looking = QTimer(self, singleShot=True, interval=PREVIEW_MS)
        self._looking.timeout.connect(self._look_ahead)
        self._said = SaidLine(self)
        self.below.addWidget(self._said)
        self.below.addWidget(self.why)

    # What a kind of row must know

    def stored_fact(self) -> Fact | None:
        """Return the stored fact that this row shows."""
        raise NotImplementedError

    def draft(self) -> Fact | None:
        """Return the fact that is typed; None takes the stored one back."""
        raise NotImplementedError

    def is_changed(self) -> bool:
        """Tell whether something is typed that is not stored."""
        raise NotImplementedError

    def show_record(self) -> None:
        """Show what the record and the assessments hold."""
        raise NotImplementedError

    def take_focus(self) -> None:
        """Give the keyboard to the entry field of this row."""
        raise NotImplementedError

    def give_up(self) -> None:
        """Show what is stored instead of what is chosen."""
        raise NotImplementedError

    def question(self) -> str:
        """Return the question to ask before the draft is stored, or ""."""
        return ""

    def new_words(self) -> str:
        """Return what a new entry beside the stored one is called; "" where none is likely."""
        return ""

    def progress(self) -> str:
        """Return why the draft only follows from what is stored, and so is no correction, or ""."""
        return ""

    def echo(self) -> str:
        """Return how the field that is typed in is read, where the field cannot show it itself."""
        return ""

    def indent(self) -> int:
        """Return how far to the right what is said under the row begins, in pixels."""
        return 0

    def last_field(self) -> QWidget:
        """Return the field from which Tab goes on to the reasons of a correction."""
        stops = [stop for stop in stops_in(self) if not self.why.isAncestorOf(stop)]
        return stops[-1] if stops else self

    # What all rows do

    def enter(self, step: int) -> None:
        """Store what is typed; go on when it is stored."""
        if self.commit():
            self.moved.emit(step)

    def leave(self) -> None:
        """Store what is typed when the focus went elsewhere; what is wrong stays, unstored."""
        # The focus also leaves a field when the window closes, and the patient before it.
        if self.session.record is None:
            return
        asked = self.question() if self.is_changed() else ""
        if asked:
            self.say(asked, "warning")
        else:
            self.commit()

    def commit(self) -> bool:
        """Store the draft; False when it cannot be, and then everything typed stays."""
        if not self.is_changed():
            self.say("")
            return True
        if self.hold_for_question():
            return False
        self._ask_why()
        try:
            fact = self.draft()
            stored, why = self._superseded()
        except ValueError as error:
            self.say(str(error), "wrong")
            return False
        return self._store(fact, stored, why)

    def _store(self, fact: Fact | None, stored: str | None, why: str | None) -> bool:
        before = self.session.record
        self._looking.stop()
        try:
            if fact is not None:
                self.session.put(fact, supersedes=stored, why=why)
            elif stored is not None:
                self.session.withdraw(stored, why or "")
        except TamisError as error:
            self.say(str(error), "wrong")
            return False
        if self.session.record == before:
            self.say(self.tr("This is not stored yet. It stays here; press Enter again."), "wrong")
            return False
        self.forget()
        return True

    def hold_for_question(self) -> bool:
        """Ask once about what is odd, and tell whether the draft must wait for a second Enter."""
        return False

    def forget(self) -> None:
        """Show what is stored: what was typed is stored now, or another patient is shown."""
        self.give_up()
        self.why.put_away()
        self.say("")

    def show_draft(self) -> None:
        """Show what the draft means, what Enter would settle, and whether a reason is wanted."""
        if not self.is_changed():
            self._looking.stop()
            self.why.put_away()
            self.say("")
            return
        self._ask_why()
        try:
            fact = self.draft()
        except ValueError as error:
            self.say(str(error))
            return
        if fact is None:
            self.say(self.tr("Enter takes the stored entry back."))
        elif self.echo() or not self.said():
            self.say(self.echo() + self.tr("Enter stores it."))
        # Each trial is assessed for the preview: what was typed is painted before that.
        self._looking.start()

    def _look_ahead(self) -> None:
        """Say what Enter would settle; glyphs and verdicts change only when it is pressed."""
        if self.session.record is None or not self.is_changed():
            return
        try:
            fact = self.draft()
        except ValueError:
            return
        if fact is None:
            return
        stored = self.stored_fact()
        gone = stored.id if stored and (self.progress() or not self.why.is_new) else None
        after = self.session.preview(fact, supersedes=gone)
        sentence, status = in_words(settled(self.session.assessments, after))
        self.say(self.echo() + sentence, "hint", status)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Give up the change on Esc, and show the history on Ctrl+H, wherever the keyboard is."""
        is_control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if event.key() == Qt.Key.Key_H and is_control:
            self.show_history()
        elif event.key() == Qt.Key.Key_Escape and self.is_changed():
            self.give_up_typed()
        else:
            super().keyPressEvent(event)

    def give_up_typed(self) -> None:
        """Show what is stored in every field: to leave the row would store what is typed there."""
        if self.is_changed():
            self.give_up()
            self.show_draft()

    def show_history(self) -> HistoryPopover:
        """Open every entry ever made of this field."""
        return show_history(self.session, self.key, self, self.trial)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer the history of the field."""
        menu = QMenu(self)
        self.add_to_menu(menu)
        menu.popup(event.globalPos())

    def add_to_menu(self, menu: QMenu) -> None:
        """Add what a row offers to the menu of one of its fields."""
        menu.addAction(menu_words(), self.show_history)

    def say(self, sentence: str, role: str = "hint", status: str = "") -> None:
        """Show a sentence under the field, a hint, a warning, or what is wrong, with its glyph."""
        self._said.setContentsMargins(self.indent(), 0, 0, 0)
        self._said.say(sentence, role, status)

    def said(self) -> str:
        """Return the sentence that is shown under the field."""
        return self._said.said()

    def ring(self) -> None:
        """Show for a moment that this is the row that was asked for."""
        self._set_flag("ring", True)
        QTimer.singleShot(RING_MS, self, lambda: self._set_flag("ring", False))

    def set_focused(self, on: bool) -> None:
        """Tint the row while the keyboard is in it."""
        self._set_flag("focused", on)

    def _set_flag(self, name: str, on: bool) -> None:
        if bool(self.property(name)) != on:
            self.setProperty(name, on)
            self.style().unpolish(self)
            self.style().polish(self)

    def _superseded(self) -> tuple[str | None, str | None]:
        stored = self.stored_fact()
        if stored is None:
            return None, None
        if self.progress():
            return stored.id, self.progress()
        return (None, None) if self.why.is_new else (stored.id, self.why.reason())

    def _ask_why(self) -> None:
        if self.stored_fact() is None or self.progress():
            self.why.put_away()
        else:
            self.why.ask(self.new_words(), self.last_field())
