"""A line in which a thing of the vocabulary is named; it offers what the typed letters fit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QWidget

from gui.widgets.entry_line import EntryLine

_NAME = Qt.ItemDataRole.UserRole
_POPUP_WIDTH = 340
# Keys of what the vocabulary does not name more closely: other_medicine, other_disease …
_OTHER = "other_"
_POPUP_LOOK = """
QAbstractItemView { border: 1px solid palette(mid); }
QAbstractItemView::item { padding: 5px 10px; }
"""


@dataclass(frozen=True, slots=True)
class Named:
    """A thing that can be named: its key, what it is called here, and its other names."""

    key: str
    label: str
    also: tuple[str, ...] = ()


class PickLine(EntryLine):
    """A line whose text names one of the things it was given, in any language."""

    def __init__(self, things: Iterable[Named], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._labels: dict[str, str] = {}
        self._keys: dict[str, str] = {}
        offered = QStandardItemModel(self)
        for thing in things:
            self._labels[thing.key] = thing.label
            self._keys[thing.label.casefold()] = thing.key
            offered.appendRow(_offer(thing.label, thing.label))
            for name in thing.also:
                shown = f"{thing.label} ({name})"
                self._keys.setdefault(name.casefold(), thing.key)
                self._keys.setdefault(shown.casefold(), thing.key)
                if name != thing.label:
                    offered.appendRow(_offer(name, shown))
        self._complete_from(offered)

    def _complete_from(self, offered: QStandardItemModel) -> None:
        completer = QCompleter(offered, self)
        # An alias is found by its own letters, not by those of the name shown beside it.
        completer.setCompletionRole(_NAME)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setMaxVisibleItems(10)
        completer.activated.connect(self._name_chosen)
        popup = completer.popup()
        if popup is not None:
            popup.setMinimumWidth(_POPUP_WIDTH)
            # A window of its own, which the form's style sheet does not reach.
            popup.setStyleSheet(_POPUP_LOOK)
        self.setCompleter(completer)

    def key(self) -> str | None:
        """Return the key of what is named; None for an empty or an unknown text."""
        return self._read()[0]

    def name_of_other(self) -> str | None:
        """Return the name behind "Other medicine: …"; None for what the vocabulary names."""
        return self._read()[1]

    def label_of(self, key: str, name: str | None = None) -> str:
        """Return what a key is called, with the name of another thing behind it.

        A key that is not offered stands for itself.
        """
        label = self._labels.get(key, key)
        return f"{label}: {name}" if name and key.startswith(_OTHER) else label

    def tidy(self) -> None:
        """Write a known name as it is called here."""
        key, name = self._read()
        if key is not None and self.text() != self.label_of(key, name):
            self.setText(self.label_of(key, name))

    @property
    def another(self) -> str:
        """Return what a thing that the vocabulary does not name is called, or ""."""
        return next((self._labels[key] for key in self._labels if key.startswith(_OTHER)), "")

    def _read(self) -> tuple[str | None, str | None]:
        text = self.text().strip()
        key = self._keys.get(text.casefold())
        if key is not None:
            return key, None
        head, _, name = text.replace("\uff1a", ":").partition(":")
        other, name = self._keys.get(head.strip().casefold(), ""), name.strip()
        if not other.startswith(_OTHER) or not name:
            return None, None
        # what the vocabulary names is never "other": a trial may read it
        known = self._keys.get(name.casefold())
        return (known, None) if known else (other, name)

    @property
    def keys(self) -> Mapping[str, str]:
        """Return what each name stands for, in lower case."""
        return self._keys

    def _name_chosen(self, text: str) -> None:
        key = self._keys.get(text.casefold())
        if key is not None:
            self.setText(self._labels[key])
            self.textEdited.emit(self.text())


def _offer(name: str, shown: str) -> QStandardItem:
    item = QStandardItem(shown)
    item.setData(name, _NAME)
    return item
