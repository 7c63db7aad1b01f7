"""What the medicines of the list come to together today, in sentences under it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from gui.session.medicines import table_lines
from gui.widgets.bands import band
from gui.widgets.labels import wrapping

if TYPE_CHECKING:
    from gui.entry.rows.row import Row
    from gui.session.session import Session


class MedicinesSummary(QWidget):
    """What follows from the list of medicines today, which nobody types."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(band(self.tr("What follows from the list today"), self))
        self._lines = QVBoxLayout()
        self._lines.setContentsMargins(20, 4, 12, 4)
        self._lines.setSpacing(3)
        column.addLayout(self._lines)
        self._said: list[QLabel] = []
        self.hide()

    def show_record(self) -> None:
        """Show what follows from the medicines on record; where nothing does, take no room."""
        session = self._session
        said = (
            table_lines(session.record, session.setting, session.as_of, session.language)
            if session.record
            else ()
        )
        while len(self._said) < len(said):
            self._said.append(wrapping("", "detail", self))
            self._lines.addWidget(self._said[-1])
        for place, line in enumerate(self._said):
            line.setVisible(place < len(said))
            line.setText(said[place] if place < len(said) else "")
        self.setVisible(bool(said))

    def stops(self) -> tuple[Row, ...]:
        """Return nothing: no field is in it."""
        return ()

    def row_for(self, of: str, what: str) -> Row | None:
        """Return None: nothing is entered here."""
        return None

    def follows(self) -> tuple[str, ...]:
        """Return the sentences that are shown under the list."""
        return tuple(line.text() for line in self._said if not line.isHidden())
