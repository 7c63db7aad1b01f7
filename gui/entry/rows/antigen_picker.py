"""Several words of a list at once: the antigens of a panel that were tested."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QToolButton, QWidget


class AntigenPicker(QToolButton):
    """A button with a list in which any number may be ticked; it knows what is stored."""

    picked = Signal(str)
    """A person ticked or unticked one."""
    entered = Signal(int)
    """Never sent: Enter opens the list."""

    def __init__(self, options: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stored = ""
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self)
        for key, name in options:
            action = menu.addAction(name)
            action.setCheckable(True)
            action.setData(key)
            action.toggled.connect(lambda _on: self._say())
            action.triggered.connect(lambda _on: self.picked.emit(self.text_of_chosen()))
        self.setMenu(menu)
        self._say()

    def chosen(self) -> tuple[str, ...]:
        """Return the keys that are ticked, in the order of the list."""
        return tuple(str(one.data()) for one in self.menu().actions() if one.isChecked())

    def text_of_chosen(self) -> str:
        """Return what is ticked as one text, to compare it."""
        return ",".join(self.chosen())

    @property
    def stored(self) -> str:
        """Return the keys that are stored, as one text."""
        return self._stored

    @property
    def is_changed(self) -> bool:
        """Tell whether others are ticked than are stored."""
        return set(self.chosen()) != set(filter(None, self._stored.split(",")))

    def accept_stored(self, keys: str) -> None:
        """Tick what the record holds, whatever was ticked."""
        self._stored = keys
        wanted = set(keys.split(","))
        for action in self.menu().actions():
            action.setChecked(action.data() in wanted)

    def _say(self) -> None:
        count, total = len(self.chosen()), len(self.menu().actions())
        said = self.tr("{n} of {total} tested").replace("{n}", str(count))
        self.setText(said.replace("{total}", str(total)))
