"""The worklist as a table: a patient a row, a trial a column."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from gui import verdict_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.names import TrialHead
    from gui.session.rows import PatientRow

Index = QModelIndex | QPersistentModelIndex
TALLY = Qt.ItemDataRole.UserRole + 1
DETAIL = Qt.ItemDataRole.UserRole + 2


class Column(IntEnum):
    """The columns before those of the trials."""

    PATIENT = 0
    DISEASE = 1
    CHANGED = 2


class WorklistModel(QAbstractTableModel):
    """Rows as the session gives them; the display role is what a screen reader may read too."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[PatientRow, ...] = ()
        self._trials: tuple[TrialHead, ...] = ()

    def show_rows(self, rows: Sequence[PatientRow], trials: Sequence[TrialHead]) -> None:
        """Show other rows; the same rows again disturb nobody."""
        if (self._rows, self._trials) == (tuple(rows), tuple(trials)):
            return
        self.beginResetModel()
        self._rows, self._trials = tuple(rows), tuple(trials)
        self.endResetModel()

    def row(self, number: int) -> PatientRow:
        """Return the patient of a row."""
        return self._rows[number]

    def trial(self, column: int) -> TrialHead | None:
        """Return the head of the trial of a column, or None for the columns before them."""
        place = column - len(Column)
        return self._trials[place] if 0 <= place < len(self._trials) else None

    def rowCount(self, parent: Index | None = None) -> int:
        """Return how many patients there are."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index | None = None) -> int:
        """Return the columns of the patient and one for each trial."""
        return 0 if parent is not None and parent.isValid() else len(Column) + len(self._trials)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a cell shows, its second line, its tally, or its sentence."""
        if not index.isValid():
            return None
        row, trial = self._rows[index.row()], self.trial(index.column())
        if trial is not None:
            return self._verdict(row, trial, role)
        if role == Qt.ItemDataRole.DisplayRole:
            return (row.subject, row.disease, row.changed)[index.column()]
        if role == DETAIL and index.column() == Column.PATIENT:
            return row.person
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return (f"{row.subject} {row.person}", row.disease, row.changed)[index.column()]
        return None

    def _verdict(self, row: PatientRow, trial: TrialHead, role: int) -> object:
        tally = row.tallies.get(trial.registry_number)
        if role == TALLY:
            return tally
        if tally is None:
            return self.tr("Not assessed yet") if role == Qt.ItemDataRole.DisplayRole else None
        if role == Qt.ItemDataRole.DisplayRole:
            return verdict_words.chip(tally)[1]
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return f"{row.subject}, {trial.short_name}: {verdict_words.sentence(tally)}"
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        """Return the heads of the columns; below a trial's name stands what it tests."""
        if orientation == Qt.Orientation.Vertical:
            return None
        trial = self.trial(section)
        if role == DETAIL:
            return f"{trial.product} · {trial.status}" if trial else None
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        if trial is not None:
            return trial.short_name
        return (self.tr("Patient"), self.tr("Disease"), self.tr("Last entry"))[section]
