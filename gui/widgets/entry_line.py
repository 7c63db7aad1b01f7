"""The one line that is typed into: keys, what is stored, a grey text after the typed one."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPalette,
)
from PySide6.QtWidgets import QLineEdit, QStyle, QStyleOptionFrame, QToolTip, QWidget

from gui import theme
from gui.widgets.labels import plain_tip

_STAYS = (
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.ActiveWindowFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
)
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class EntryLine(QLineEdit):
    """A field that knows what is stored, and says which way the person goes on.

    `state` is one of "", "soft", "wrong", "reason", and is drawn by the style sheet.
    """

    entered = Signal(int)
    """Enter or Down: 1; Shift+Enter or Up: -1. Whoever listens stores, and moves the focus."""
    left = Signal()
    """The focus went to another widget of the window."""
    restored = Signal()
    """Esc brought the stored text back."""
    given_up = Signal()
    """Esc was pressed with nothing typed: what is typed in the row is given up."""
    reason_asked = Signal()
    """Alt+N: why there is no value."""
    suggestion_taken = Signal()
    """Ctrl+. was pressed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stored = ""
        self._after = ""
        self._at_end = ""
        self._is_composing = False
        self.setProperty("state", "")

    def set_stored(self, text: str) -> None:
        """Show what the record holds, unless something else is being typed."""
        was_changed = self.is_changed
        self._stored = text
        if not was_changed:
            self._show(text)

    def accept_stored(self, text: str) -> None:
        """Show what the record holds, whatever was typed: the typed text has been stored."""
        self._stored = text
        self._show(text)

    def _show(self, text: str) -> None:
        # Setting a text, even the same one, forgets the undo steps and moves the cursor.
        if text != self.text():
            self.setText(text)
            self.setCursorPosition(0)

    @property
    def stored(self) -> str:
        """Return the text that is stored."""
        return self._stored

    @property
    def is_changed(self) -> bool:
        """Tell whether the text differs from what is stored."""
        return self.text() != self._stored

    @property
    def state(self) -> str:
        """Return how the text stands: "" is well."""
        return str(self.property("state"))

    def set_state(self, state: str) -> None:
        """Change how the field looks."""
        if state != self.state:
            self.setProperty("state", state)
            self.style().unpolish(self)
            self.style().polish(self)
            self.update()

    def set_after(self, text: str) -> None:
        """Show a grey text right after the typed one: a unit that was not typed, an ISO day."""
        self._after = text
        self.update()

    def set_at_end(self, text: str) -> None:
        """Show a short mark at the right edge: ↑ H."""
        self._at_end = text
        self.update()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer cut, copy and paste, and what the row around the field offers besides."""
        menu = self.createStandardContextMenu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        around = self.parentWidget()
        while around is not None and not hasattr(around, "add_to_menu"):
            around = around.parentWidget()
        if around is not None:
            menu.addSeparator()
            around.add_to_menu(menu)
        menu.popup(event.globalPos())

    def restore(self) -> None:
        """Give up what is typed for what is stored."""
        self.setText(self._stored)
        self.restored.emit()

    def event(self, event: QEvent) -> bool:
        """Let undo and redo through to the window when this line has nothing to undo.

        The tooltip of a line with more text than room is that text.
        """
        if isinstance(event, QHelpEvent) and self._is_cut():
            QToolTip.showText(event.globalPos(), plain_tip(self.text()), self)
            return True
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            if self._belongs_to_the_window(event):
                event.ignore()
                return False
            if event.key() == Qt.Key.Key_Escape and self.is_changed:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Enter, arrows, Esc, Alt+N and Ctrl+.; leave undo to the window where it is empty."""
        is_row_key = _is_alt_with_a_letter(event) and event.key() != Qt.Key.Key_N
        if is_row_key or self._belongs_to_the_window(event):
            event.ignore()
        elif not self._is_composing and not self._offers_names() and self._take(event):
            event.accept()
        else:
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Remember whether an input method is still composing: then no key is ours."""
        self._is_composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Say that the field was left, but not for a menu or another program's window."""
        super().focusOutEvent(event)
        if event.reason() not in _STAYS:
            self.left.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line, then the grey text after it and the mark at its end.

        A text that is longer than the line ends in "…", unless it is being typed.
        """
        if self._is_cut() and not self.hasFocus():
            self._paint_shortened()
        else:
            super().paintEvent(event)
        if (self._after and self.text()) or self._at_end:
            painter = QPainter(self)
            self._paint_marks(painter)
            painter.end()

    def _inside(self) -> QRect:
        option = QStyleOptionFrame()
        self.initStyleOption(option)
        contents = QStyle.SubElement.SE_LineEditContents
        return self.style().subElementRect(contents, option, self).adjusted(2, 0, -2, 0)

    def _is_cut(self) -> bool:
        return self.fontMetrics().horizontalAdvance(self.text()) > self._inside().width() + 4

    def _paint_shortened(self) -> None:
        option = QStyleOptionFrame()
        self.initStyleOption(option)
        painter = QPainter(self)
        panel = QStyle.PrimitiveElement.PE_PanelLineEdit
        self.style().drawPrimitive(panel, option, painter, self)
        inside = self._inside()
        text = self.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, inside.width()
        )
        painter.setFont(self.font())
        painter.setPen(self.palette().color(QPalette.ColorRole.Text))
        painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        painter.end()

    def _paint_marks(self, painter: QPainter) -> None:
        inside = self._inside()
        painter.setFont(self.font())
        painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
        middle = int(Qt.AlignmentFlag.AlignVCenter)
        typed = self.fontMetrics().horizontalAdvance(self.text() + " ")
        if self.text() and self._has_room(inside.width()):
            left = QRect(inside.left() + typed, inside.top(), inside.width(), inside.height())
            painter.drawText(left, middle | int(Qt.AlignmentFlag.AlignLeft), self._after)
        painter.setPen(theme.colour("warn"))
        painter.drawText(inside, middle | int(Qt.AlignmentFlag.AlignRight), self._at_end)

    def _offers_names(self) -> bool:
        # While the list of names is open, Enter, Esc and the arrows are its own.
        completer = self.completer()
        names = completer.popup() if completer is not None else None
        return names is not None and names.isVisible()

    def hidden_after(self) -> str:
        """Return the grey text where the field is too narrow to show it, else ""."""
        return "" if not self.text() or self._has_room(self.width() - 20) else self._after

    def _has_room(self, width: int) -> bool:
        shown = f"{self.text()} {self._after}{self._at_end}"
        return self.fontMetrics().horizontalAdvance(shown) <= width

    def _belongs_to_the_window(self, event: QKeyEvent) -> bool:
        undo = event.matches(QKeySequence.StandardKey.Undo) and not self.isUndoAvailable()
        redo = event.matches(QKeySequence.StandardKey.Redo) and not self.isRedoAvailable()
        return undo or redo or _is_export(event)

    def _take(self, event: QKeyEvent) -> bool:
        key, held = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key in _ENTER:
            self.entered.emit(-1 if held & Qt.KeyboardModifier.ShiftModifier else 1)
        elif key in _STEPS and not held:
            self.entered.emit(_STEPS[Qt.Key(key)])
        elif key == Qt.Key.Key_Escape:
            self._escape()
        elif key == Qt.Key.Key_N and held == Qt.KeyboardModifier.AltModifier:
            self.reason_asked.emit()
        elif key == Qt.Key.Key_Period and held == Qt.KeyboardModifier.ControlModifier:
            self.suggestion_taken.emit()
        else:
            return False
        return True

    def _escape(self) -> None:
        if self.is_changed:
            self.restore()
            self.selectAll()
        else:
            self.restored.emit()
            self.given_up.emit()
            self.clearFocus()


def _is_alt_with_a_letter(event: QKeyEvent) -> bool:
    # QLineEdit would type the letter. On a Mac such keys write other signs (µ), and are typed.
    is_alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
    return is_alt and event.text().isascii() and event.text().isalpha()


def _is_export(event: QKeyEvent) -> bool:
    # Under X11 a line would take Ctrl+E for the way to its end; here it exports, everywhere.
    is_control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
    return is_control and event.key() == Qt.Key.Key_E
