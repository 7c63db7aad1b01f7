"""The day, the source and the rater that every score entered below gets."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gui.entry.blocks.draw_head import DrawHead
from gui.widgets.entry_line import EntryLine
from gui.widgets.labels import label

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from core.dates import Day
    from gui.entry.draw import Draw
    from gui.session.session import Session


class ScoreHead(DrawHead):
    """A head that also says who scored: a score is its rater's."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(session, parent)
        self.name(
            self.tr("Assessed on"), self.tr("clinic visit, score sheet"), self.tr("Assessed today")
        )
        self.day.setFixedWidth(116)
        self.rater = EntryLine(self)
        for field in (self.source, self.rater):
            field.setMinimumWidth(64)
            field.setMaximumWidth(150)
        self.rater.setAccessibleName(self.tr("Rater of what is entered below"))
        said = label(self.tr("Rated by"), "label", self)
        said.setBuddy(self.rater)
        self.add_field(said, self.rater)

    @property
    def draw(self) -> Draw:
        """Return day, source and rater of what is entered now."""
        return replace(super().draw, rater=self.rater.text().strip() or None)

    def begin(self, day: Day) -> None:
        """Begin with another patient: no rater is carried over to her."""
        self.rater.accept_stored("")
        super().begin(day)

    def take(self, draw: Draw) -> None:
        """Take day, source and rater from another head."""
        self.source.accept_stored(draw.source or "")
        self.rater.accept_stored(draw.rater or "")
        if draw.day is not None:
            self.show_day(draw.day)
