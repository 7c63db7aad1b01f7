"""The list of medicines, and under it what they come to together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel, QVBoxLayout

from gui.entry.blocks.list_block import ListBlock
from gui.session.medicines import table_lines
from gui.widgets.bands import band
from gui.widgets.labels import wrapping

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from core.record import ListName
    from gui.entry.blocks.list_block import MakesRow
    from gui.session.session import Session


class MedicineList(ListBlock):
    """All medicines, and what follows from them today, which nobody types."""

    def __init__(
        self,
        session: Session,
        name: ListName,
        make_row: MakesRow,
        headings: Sequence[tuple[str, int]],
        parent: QWidget,
        *,
        kinds: tuple[str, ...] = (),
    ) -> None:
        super().__init__(session, name, make_row, headings, parent, kinds=kinds)
        self._band = band(self.tr("What follows from the list today"), self)
        self._column.addWidget(self._band)
        self._lines = QVBoxLayout()
        self._lines.setContentsMargins(20, 4, 12, 4)
        self._lines.setSpacing(3)
        self._column.addLayout(self._lines)
        self._said: list[QLabel] = []

    def show_record(self) -> None:
        """Show the medicines, and what follows from them."""
        super().show_record()
        session = self._session
        said = (
            table_lines(session.record, session.setting, session.as_of, session.language)
            if session.record
            else ()
        )
        self._band.setVisible(bool(said))
        while len(self._said) < len(said):
            self._said.append(wrapping("", "detail", self))
            self._lines.addWidget(self._said[-1])
        for place, line in enumerate(self._said):
            line.setVisible(place < len(said))
            line.setText(said[place] if place < len(said) else "")

    def follows(self) -> tuple[str, ...]:
        """Return the sentences that are shown under the list."""
        return tuple(line.text() for line in self._said if not line.isHidden())
