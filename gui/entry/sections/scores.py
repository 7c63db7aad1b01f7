"""Scores: totals as recorded, and a grade for each system."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, cast

from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.dates import Day
from gui.entry.blocks.draw_head import DrawHead
from gui.entry.section import Section
from gui.entry.sections.grades_row import GradesRow
from gui.entry.sections.joints_row import JOINTS, JointsRow
from gui.entry.sections.score_rows import TotalRow
from gui.widgets.bands import band

if TYPE_CHECKING:
    from core.vocabulary import ScoreKind
    from gui.entry.rows.row import Row
    from gui.session.session import Session


class ScoresSection(Section):
    """What a clinician scored."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session.vocabulary.label("scores", session.language), parent)
        self.add(ScoreBlock(session, self))
        self.finish()


class ScoreBlock(QWidget):
    """All scores, with one day for all."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._subject: str | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.head = DrawHead(session, self)
        self.head.name(
            self.tr("Assessed on"), self.tr("clinic visit, score sheet"), self.tr("Assessed today")
        )
        self.head.changed.connect(self._show_rows)
        column.addWidget(self.head)
        kinds = [cast("ScoreKind", e) for e in session.vocabulary.entries["scores"].values()]
        self.rows: list[Row] = []
        self.groups: list[tuple[QWidget, list[Row]]] = []
        for group, scores in groupby(kinds, key=lambda kind: kind.group):
            head = band(session.vocabulary.label(group, session.language), self)
            column.addWidget(head)
            rows = [self._row(kind) for kind in scores]
            for row in rows:
                column.addWidget(row)
            self.rows += rows
            self.groups.append((head, rows))

    def _row(self, kind: ScoreKind) -> Row:
        make = GradesRow if kind.systems else JointsRow if kind.key == JOINTS else TotalRow
        return make(self._session, kind, lambda: self.head.draw, self)

    def show_record(self) -> None:
        """Show the scores on record; for a newly opened patient they are assessed today."""
        record = self._session.record
        if record and record.subject != self._subject:
            self._subject = record.subject
            days = [s.date.first for s in record.scores if s.date and s.date.is_exact]
            self.head.begin(Day.on(max(days, default=self._session.as_of)))
        self._show_rows()

    def _show_rows(self) -> None:
        for row in self.rows:
            row.show_record()

    def stops(self) -> list[Row]:
        """Return the rows in reading order."""
        return self.rows

    def row_for(self, of: str, what: str) -> Row | None:
        """Return the row of a score."""
        return next((row for row in self.rows if row.key == (of, what)), None)
