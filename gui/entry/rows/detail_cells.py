"""The details of an event side by side: which vaccine, whether it is live, which organ."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from gui.entry.offered import words
from gui.widgets.entry_line import EntryLine
from gui.widgets.pick import Pick
from gui.widgets.tab_order import put_after

if TYPE_CHECKING:
    from gui.session.session import Session

# Where a trial's rule asks for certain words, these are offered; all other details are typed.
_WORDS = {
    "live": ("yes", "no"),
    "organ": ("kidney", "liver", "heart", "lung", "pancreas", "intestine", "cornea"),
}
_BETWEEN = "; "


def written(detail: Mapping[str, str]) -> str:
    """Write details in one line: `live: no; vaccine: influenza`."""
    return _BETWEEN.join(f"{key}: {value}" for key, value in sorted(detail.items()) if value)


class DetailCells(QWidget):
    """A small field for each detail that a kind of event has; together they are one cell."""

    entered = Signal(int)
    textEdited = Signal(str)  # noqa: N815 - called as in QLineEdit, which stands in other cells
    restored = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._stored: dict[str, str] = {}
        self._fields: dict[str, EntryLine | Pick] = {}
        self._before: QWidget | None = None
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(4)

    def ask_for(self, details: Sequence[str]) -> None:
        """Show a field for each of these details, and for what is stored beside them."""
        wanted = tuple(dict.fromkeys((*details, *self._stored)))
        if wanted == tuple(self._fields):
            return
        typed = self.read()
        for field in self._fields.values():
            field.hide()
            field.deleteLater()
        self._fields = {key: self._field(key) for key in wanted}
        for key, field in self._fields.items():
            self._line.addWidget(field, 1)
            field.accept_stored(self._stored.get(key, ""))
            if key in typed:
                _write(field, typed[key])
        put_after(self._before or self, self._fields.values())

    def come_after(self, before: QWidget) -> None:
        """Remember from which field Tab comes here, for the fields that are made later."""
        self._before = before

    def read(self) -> dict[str, str]:
        """Return the details as they are typed."""
        typed = {key: field.text().strip() for key, field in self._fields.items()}
        return {key: value for key, value in typed.items() if value}

    def show_details(self, detail: Mapping[str, str]) -> None:
        """Show the stored details."""
        self._stored = dict(detail)
        for key, field in self._fields.items():
            field.set_stored(detail.get(key, ""))

    # As the other cells of a row

    def text(self) -> str:
        """Return the typed details in one line."""
        return written(self.read())

    @property
    def is_changed(self) -> bool:
        """Tell whether a detail differs from what is stored."""
        return self.text() != written(self._stored)

    def set_stored(self, _text: str) -> None:
        """Do nothing: the details are shown by `show_details`."""

    def accept_stored(self, text: str) -> None:
        """Take what is typed for what is stored; nothing, where the line is emptied."""
        self._stored = self.read() if text else {}
        for key, field in self._fields.items():
            field.accept_stored(self._stored.get(key, ""))

    def restore(self) -> None:
        """Give up what is typed for what is stored."""
        for key, field in self._fields.items():
            field.accept_stored(self._stored.get(key, ""))

    def _field(self, key: str) -> EntryLine | Pick:
        name = self._session.vocabulary.label(key, self._session.language)
        if key in _WORDS:
            pick = Pick(words(self._session, *_WORDS[key], empty=f"{name}?"), self)
            pick.picked.connect(self.textEdited)
            field: EntryLine | Pick = pick
        else:
            line = EntryLine(self)
            line.setPlaceholderText(name)
            line.textEdited.connect(self.textEdited)
            field = line
        field.setAccessibleName(name)
        field.setToolTip(name)
        field.entered.connect(self.entered)
        return field


def _write(field: EntryLine | Pick, text: str) -> None:
    if isinstance(field, Pick):
        field.set_text(text)
    else:
        field.setText(text)
