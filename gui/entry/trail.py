"""The path of the keyboard through the form: Enter along the entry fields, and leaving a row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtWidgets import QWidget

from gui.entry.rows.row import Row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import SignalInstance


class Stop(Protocol):
    """Something in the entry column: it takes the keyboard, and says when to go on."""

    @property
    def moved(self) -> SignalInstance:
        """The signal that asks to go on."""
        ...

    def take_focus(self) -> None:
        """Take the keyboard."""
        ...

    def isEnabled(self) -> bool:
        """Tell whether it can be typed into."""
        ...

    def isVisibleTo(self, ancestor: QWidget) -> bool:
        """Tell whether it is shown when the ancestor is."""
        ...


def link(stops: Sequence[Stop], inside: QWidget) -> None:
    """Let Enter go from each of these to the next that is shown, and Shift+Enter back."""
    for place, stop in enumerate(stops):
        stop.moved.connect(lambda step, place=place: _go(stops, place, step, inside))


def _go(stops: Sequence[Stop], start: int, step: int, inside: QWidget) -> None:
    place = start + step
    while 0 <= place < len(stops):
        if (
            stops[place].isEnabled()
            and stops[place].isVisibleTo(inside)
            and _is_typed(stops[place])
        ):
            stops[place].take_focus()
            return
        place += step
    # The last field keeps the keyboard, and what it holds is selected: typing replaces it.
    stops[start].take_focus()


def _is_typed(stop: Stop) -> bool:
    return not getattr(stop, "is_calculated", False)


def row_of(widget: QWidget | None) -> Row | None:
    """Return the row in which a widget lies, or None."""
    while widget is not None and not isinstance(widget, Row):
        widget = widget.parentWidget()
    return widget


def moved(form: QWidget, old: QWidget | None, new: QWidget | None) -> None:
    """Tint the row that has the keyboard, and store what was typed in the row that it left."""
    # Without a new widget a menu or another program took over: nothing was left behind.
    if new is None:
        return
    before, after = row_of(old), row_of(new)
    if before is after:
        return
    if before is not None and form.isAncestorOf(before):
        before.set_focused(False)
        before.leave()
    if after is not None and form.isAncestorOf(after):
        after.set_focused(True)
