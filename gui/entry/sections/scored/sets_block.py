"""Classification criteria item by item: what their items on record make, and the way to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.dates import Day
from core.vocabulary import Instrument
from gui.entry.draw import Draw
from gui.entry.sections.scored.score_row import ScoreRow
from gui.session.scores.so_far import so_far
from gui.widgets import glyphs
from gui.widgets.bands import band
from gui.widgets.glyphs import Glyph
from gui.widgets.labels import label, wrapping

if TYPE_CHECKING:
    from collections.abc import Callable

    from core.record import Score
    from core.vocabulary import Vocabulary
    from gui.entry.rows.row import Row
    from gui.session.session import Session


def sets_of(vocabulary: Vocabulary) -> list[Instrument]:
    """Return the instruments that classify a disease, or say which part of it a patient has."""
    sets = vocabulary.entries["classification_sets"]
    found = vocabulary.all(Instrument)
    return [one for one in found if one.scoring == "classification" or one.key in sets]


class SetsBlock(QWidget):
    """A row for each set of criteria."""

    sheet_asked = Signal(str)

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = band(self.tr("Classification criteria, item by item"), self)
        column.addWidget(head)
        self.rows: list[SetRow] = []
        for instrument in sets_of(session.vocabulary):
            row = SetRow(session, instrument, self.draw, self)
            row.sheet_asked.connect(self.sheet_asked)
            column.addWidget(row)
            self.rows.append(row)
        self.groups = [(head, self.rows)]

    def draw(self) -> Draw:
        """Return the day on which items are assessed: today, until a sheet says otherwise."""
        return Draw(Day.on(self._session.as_of))

    def show_record(self) -> None:
        """Show what the items on record make."""
        for row in self.rows:
            row.show_record()

    def stops(self) -> list[SetRow]:
        """Return no entry field: the items have a page of their own."""
        return []

    def row_for(self, of: str, what: str) -> Row | None:
        """Return the row of a set."""
        return next((row for row in self.rows if (of, what) == row.key), None)


class SetRow(ScoreRow):
    """A set of criteria, and whether its items fulfil it; nothing is typed here."""

    def __init__(
        self, session: Session, instrument: Instrument, draw: Callable[[], Draw], parent: QWidget
    ) -> None:
        super().__init__(session, instrument, draw, parent)
        self.instrument = instrument
        self.line.addWidget(wrapping(self.title, "", self), 1)
        self.add_items(self.tr("Items"))
        self._fulfilled = Glyph("unknown", glyphs.TABLE, self)
        self._made = label("", "detail", self)
        self._made.setFixedWidth(110)
        self.line.addWidget(self._fulfilled)
        self.line.addWidget(self._made)
        self._end_line(self.line)

    def draft(self) -> Score | None:
        """Return what is stored: nothing is typed here."""
        return self.stored_fact()

    def is_changed(self) -> bool:
        """Tell that nothing is typed here."""
        return False

    def give_up(self) -> None:
        """Keep everything: nothing is typed here."""

    def show_record(self) -> None:
        """Show what the latest items make."""
        stored = self.stored_fact()
        has_items = stored is not None and bool(stored.items)
        self._fulfilled.setVisible(has_items)
        self._made.setText("")
        if stored is not None and has_items:
            vocabulary, language = self.session.vocabulary, self.session.language
            made = so_far(self.instrument, stored.items, vocabulary, language)
            self._fulfilled.set_status(made.fulfilled or "unknown")
            self._made.setText(made.band or made.total)
        super().show_record()

    def take_focus(self) -> None:
        """Give the keyboard to the button that opens the items."""
        self.items.setFocus(Qt.FocusReason.TabFocusReason)
