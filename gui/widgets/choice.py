"""A few answers side by side, of which one or none is pressed: one stop of the Tab key."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

_SIDES = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_ALONG = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


@dataclass(frozen=True, slots=True)
class Option:
    """One answer: what is stored, what is shown, and the letters that press it."""

    key: str
    label: str
    letters: str = ""


class Choice(QWidget):
    """Buttons of which one may be pressed; pressing it again takes the answer back."""

    chosen = Signal(str)
    """The key of the answer, or "" when it was taken back; only after a person's own act."""
    entered = Signal(int)
    """Enter or Down: 1; Shift+Enter or Up: -1."""

    def __init__(self, options: Sequence[Option], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._options = tuple(options)
        self._name = ""
        self._stays = False
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 2, 2, 2)
        row.setSpacing(4)
        self._buttons = [self._button(option) for option in self._options]
        for button in self._buttons:
            row.addWidget(button)
        row.addStretch(1)
        self._make_one_stop()

    @property
    def value(self) -> str:
        """Return the key of the pressed answer, or ""."""
        pressed = (
            o.key for o, b in zip(self._options, self._buttons, strict=True) if b.isChecked()
        )
        return next(pressed, "")

    def set_value(self, key: str | None) -> None:
        """Show the stored answer."""
        for option, button in zip(self._options, self._buttons, strict=True):
            pressed = option.key == key
            button.setChecked(pressed)
            button.setText(f"✓ {option.label}" if pressed else option.label)
        self._make_one_stop()

    def set_name(self, name: str) -> None:
        """Say what is asked, for people who hear the screen."""
        self._name = name
        self.setAccessibleName(name)
        for option, button in zip(self._options, self._buttons, strict=True):
            button.setAccessibleName(f"{name}: {option.label}")

    def set_small(self) -> None:
        """Show the answers as small words, for a line that should stay quiet."""
        for button in self._buttons:
            button.setProperty("segment", "small")

    def set_staying(self) -> None:
        """Let pressing the pressed answer leave it pressed: it is corrected by another one."""
        self._stays = True

    def take_focus(self) -> None:
        """Give the keyboard to the pressed answer, or to the first."""
        self._stop().setFocus(Qt.FocusReason.TabFocusReason)

    def has_focus(self) -> bool:
        """Tell whether one of the buttons has the keyboard."""
        return any(button.hasFocus() for button in self._buttons)

    def choose(self, key: str) -> None:
        """Do what a press does: take this answer, or take it back."""
        if key != self.value or not self._stays:
            self._take_answer("" if key == self.value else key)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the letters, arrows and Enter of the button that has the keyboard."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._take(event)
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self._show_ring(event.type() == QEvent.Type.FocusIn)
        return super().eventFilter(watched, event)

    def _take(self, event: QKeyEvent) -> bool:
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if held not in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier):
            return False
        key = Qt.Key(event.key())
        if key in _ENTER:
            self.entered.emit(-1 if held else 1)
        elif key in _ALONG:
            self.entered.emit(_ALONG[key])
        elif key in _SIDES:
            self._walk(_SIDES[key])
        else:
            return self._press(event.text())
        return True

    def _press(self, letter: str) -> bool:
        wanted = letter.strip().lower()
        found = (o.key for o in self._options if wanted and wanted in o.letters.lower())
        key = next(found, None)
        if key is None:
            return False
        self.choose(key)
        return True

    def _walk(self, step: int) -> None:
        focused = (i for i, button in enumerate(self._buttons) if button.hasFocus())
        place = next(focused, 0) + step
        if 0 <= place < len(self._buttons):
            self._buttons[place].setFocus(Qt.FocusReason.TabFocusReason)

    def _button(self, option: Option) -> QPushButton:
        button = QPushButton(option.label, self)
        button.setCheckable(True)
        button.setAutoDefault(False)
        button.setProperty("segment", "plain")
        button.installEventFilter(self)
        button.clicked.connect(lambda _on, key=option.key: self._clicked(key))
        return button

    def _clicked(self, key: str) -> None:
        # Qt has toggled the button already; a click on the pressed one has released it.
        keys = [option.key for option in self._options]
        is_pressed = self._buttons[keys.index(key)].isChecked()
        if not is_pressed and self._stays:
            self.set_value(key)
        else:
            self._take_answer(key if is_pressed else "")

    def _take_answer(self, key: str) -> None:
        self.set_value(key)
        self.chosen.emit(key)

    def _stop(self) -> QPushButton:
        pressed = (button for button in self._buttons if button.isChecked())
        return next(pressed, self._buttons[0])

    def _make_one_stop(self) -> None:
        stop = self._stop()
        for button in self._buttons:
            tab = Qt.FocusPolicy.StrongFocus if button is stop else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(tab)
        self.setFocusProxy(stop)

    def _show_ring(self, on: bool) -> None:
        if self.property("ring") != on:
            self.setProperty("ring", on)
            self.style().unpolish(self)
            self.style().polish(self)
