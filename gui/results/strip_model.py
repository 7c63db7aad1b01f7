"""The trials of the panel as a list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from gui import verdict_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gui.session.tally import Tally

Index = QModelIndex | QPersistentModelIndex
LINE = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class Line:
    """A trial, what it tests, and how it stands."""

    trial: str
    name: str
    detail: str
    tally: Tally | None


class StripModel(QAbstractListModel):
    """Trials in their fixed order; they are never sorted anew while somebody types."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: list[Line] = []

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show the trials; the selection stays where the trials are the same."""
        if [line.trial for line in lines] == [line.trial for line in self._lines]:
            before, self._lines = self._lines, list(lines)
            for row, line in enumerate(lines):
                if line != before[row]:
                    self.dataChanged.emit(self.index(row), self.index(row))
            return
        self.beginResetModel()
        self._lines = list(lines)
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """Return how many trials there are."""
        return 0 if parent is not None and parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a trial's line, its name, or its verdict in words."""
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        if role == LINE:
            return line
        if role == Qt.ItemDataRole.DisplayRole:
            return line.name
        said = verdict_words.sentence(line.tally) if line.tally else ""
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return f"{line.name}: {said}"
        return None
