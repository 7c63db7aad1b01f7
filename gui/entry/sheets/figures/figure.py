"""A drawn body whose places are marked by keys and clicks: one stop of the Tab key."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import ClassVar

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
)
from PySide6.QtWidgets import QMenu, QWidget

from core.quantity import cleaned
from gui.entry.sheets.figures.legend import Meaning
from gui.entry.sheets.figures.pane import Pane
from gui.entry.sheets.figures.spot import Spot

_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_CLEAR = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


class Figure(Pane):
    """A figure of which every place may have one answer; its heirs draw it and name the answers."""

    answered = Signal(str, str)
    """The key of the item and its answer, "" when it was taken back; only after a person's act."""
    entered = Signal(int)
    """Enter: 1; Shift+Enter: -1."""

    letters: ClassVar[Mapping[str, str]]
    """The answers, and the letters that set each."""
    cycle: ClassVar[Sequence[str]]
    """The answers in the order in which clicks give them."""

    def __init__(self, names: Mapping[str, str], room: QRectF, parent: QWidget | None) -> None:
        super().__init__(room, parent)
        self._names = dict(names)
        self._order = list(self._names)
        self._current = self._order[0] if self._order else ""
        self._pressed: Spot | None = None
        self.set_legend(self.meanings())

    def add_spots(self, spots: Sequence[Spot]) -> None:
        """Put the places on the figure; the arrows walk them as they are named."""
        for spot in spots:
            self._scene.addItem(spot)
            self.spots[spot.key] = spot
        self._say_all()

    def answer_word(self, answer: str) -> str:
        """Return an answer in the user's language."""
        raise NotImplementedError

    def meanings(self) -> Sequence[Meaning]:
        """Return what the signs of the figure mean."""
        raise NotImplementedError

    def after_letter(self, answer: str, letter_of: str) -> str:
        """Return what an answer becomes when the letter of another is pressed."""
        raise NotImplementedError

    @property
    def current(self) -> str:
        """Return the item that the arrows have reached."""
        return self._current

    def show_answers(self, answers: Mapping[str, str], contradicted: Collection[str] = ()) -> None:
        """Show the stored answers, and which of them a result on record contradicts."""
        for key, spot in self.spots.items():
            spot.show_answer(answers.get(key, ""), contradicted=key in contradicted)
        self._say_all()

    def answer(self, key: str, answer: str) -> None:
        """Do what a key or a click does: give an item this answer."""
        spot = self.spots[key]
        if spot.answer != answer:
            spot.show_answer(answer, contradicted=spot.contradicted)
            self._say(spot)
            self._announce(self._short(spot))
            self.answered.emit(key, answer)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk, mark, clear or leave; every other key is the window's."""
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        shifted = held == Qt.KeyboardModifier.ShiftModifier
        free = held == Qt.KeyboardModifier.NoModifier or shifted
        if not (free and self._current in self.spots and self._take(event, shifted=shifted)):
            event.ignore()

    def _take(self, event: QKeyEvent, *, shifted: bool) -> bool:
        key = Qt.Key(event.key())
        if key in _ENTER:
            self.entered.emit(-1 if shifted else 1)
        elif key in _STEPS:
            self._walk(_STEPS[key])
        elif key in _CLEAR:
            self.answer(self._current, "")
        elif key == Qt.Key.Key_Menu or (shifted and key == Qt.Key.Key_F10):
            self._open_menu(self._current)
        else:
            return self._press(cleaned(event.text()).lower())
        return True

    def _press(self, letter: str) -> bool:
        found = (answer for answer, keys in self.letters.items() if letter and letter in keys)
        wanted = next(found, None)
        if wanted is None:
            return False
        now = self.spots[self._current].answer
        self.answer(self._current, self.after_letter(now, wanted))
        return True

    def _walk(self, step: int) -> None:
        place = self._order.index(self._current) + step
        if 0 <= place < len(self._order):
            self._move_to(self._order[place])
            self._ring(on=True)
            self._announce(self._short(self.spots[self._current]))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the place under the mouse; every press counts, a double click as two."""
        self._pressed = self.spot_at(event.position().toPoint())
        if self._pressed is not None:
            self._move_to(self._pressed.key)
            self._ring(on=True)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Take the second press of two quick ones like any other."""
        self.mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Give the next answer, if the mouse is still where it was pressed."""
        spot, self._pressed = self._pressed, None
        left = event.button() == Qt.MouseButton.LeftButton
        if left and spot is not None and spot is self.spot_at(event.position().toPoint()):
            self.answer(spot.key, self._next(spot.answer))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer all answers of the place under the mouse, or where the keyboard is."""
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        spot = self.spot_at(event.pos()) if by_mouse else self.spots.get(self._current)
        if spot is not None:
            self._open_menu(spot.key)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is."""
        super().focusInEvent(event)
        self._ring(on=True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away; it stays while the menu is open."""
        super().focusOutEvent(event)
        self._ring(on=event.reason() == Qt.FocusReason.PopupFocusReason)

    def _next(self, answer: str) -> str:
        place = self.cycle.index(answer) + 1 if answer in self.cycle else 0
        return self.cycle[place % len(self.cycle)]

    def _open_menu(self, key: str) -> None:
        self._move_to(key)
        self._ring(on=True)
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setAccessibleName(self._names[key])
        for answer in (*self.letters, ""):
            act = menu.addAction(self.answer_word(answer))
            act.setCheckable(True)
            act.setChecked(answer == self.spots[key].answer)
            act.triggered.connect(lambda _on, to=answer: self.answer(key, to))
        menu.popup(self.viewport().mapToGlobal(self.mapFromScene(self.spots[key].centre)))

    def _move_to(self, item: str) -> None:
        self._ring(on=False)
        self._current = item
        self._describe()
        if item in self.spots:
            self.bring_into_view(self.spots[item])

    def _ring(self, *, on: bool) -> None:
        if self._current in self.spots:
            self.spots[self._current].show_ring(on=on)

    def _short(self, spot: Spot) -> str:
        return f"{self._names[spot.key]}: {self.answer_word(spot.answer)}"

    def _say(self, spot: Spot) -> None:
        said = self._short(spot)
        if spot.contradicted:
            said = f"{said}\n{self.tr('A result on record says the contrary.')}"
        spot.setToolTip(said)
        self._describe()

    def _say_all(self) -> None:
        for spot in self.spots.values():
            self._say(spot)

    def _describe(self) -> None:
        if self._current in self.spots:
            spot = self.spots[self._current]
            self.setAccessibleDescription(spot.toolTip().replace("\n", ". ") or self._short(spot))

    def _announce(self, said: str) -> None:
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, said))
