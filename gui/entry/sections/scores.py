"""Scores: totals as recorded, and a grade for each system."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.dates import Day
from core.vocabulary import Instrument
from gui.entry.blocks.score_head import ScoreHead
from gui.entry.section import Section
from gui.entry.sections.scored.core_set_row import CoreSetRow
from gui.entry.sections.scored.grades_row import GradesRow
from gui.entry.sections.scored.joints_row import JOINTS, JointsRow
from gui.entry.sections.scored.total_row import TotalRow
from gui.widgets.bands import band

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.vocabulary import ScoreKind
    from gui.entry.draw import Draw
    from gui.entry.rows.row import Row
    from gui.session.session import Session


class ScoresSection(Section):
    """What a clinician scored."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session.vocabulary.label("scores", session.language), parent)
        self.block = ScoreBlock(session, self)
        self.block.sheet_asked.connect(self.sheet_asked)
        self.add(self.block)
        self.finish()

    def draw(self) -> Draw:
        """Return day, source and rater of what is entered here."""
        return self.block.head.draw


class ScoreBlock(QWidget):
    """All scores, with one day for all."""

    sheet_asked = Signal(str)

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._subject: str | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.head = ScoreHead(session, self)
        self.head.changed.connect(self._show_rows)
        column.addWidget(self.head)
        kinds = [cast("ScoreKind", e) for e in session.vocabulary.entries["scores"].values()]
        self.rows: list[Row] = []
        self.groups: list[tuple[QWidget, list[Row]]] = []
        for group, scores in groupby(kinds, key=lambda kind: kind.group):
            head = band(session.vocabulary.label(group, session.language), self)
            column.addWidget(head)
            rows = [*(self._row(kind) for kind in scores), *self._core_sets(group)]
            for row in rows:
                column.addWidget(row)
            self.rows += rows
            self.groups.append((head, rows))

    def _row(self, kind: ScoreKind) -> Row:
        make = GradesRow if kind.systems else JointsRow if kind.key == JOINTS else TotalRow
        row = make(self._session, kind, lambda: self.head.draw, self)
        row.sheet_asked.connect(self.sheet_asked)
        return row

    def _core_sets(self, group: str) -> Iterator[Row]:
        for one in self._session.vocabulary.all(Instrument):
            if one.scoring == "core_set" and one.group == group:
                yield CoreSetRow(self._session, one, lambda: self.head.draw, self)

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
        """Return the rows in which something is typed, in reading order."""
        return [row for row in self.rows if not isinstance(row, CoreSetRow)]

    def row_for(self, of: str, what: str) -> Row | None:
        """Return the row of a score."""
        return next((row for row in self.rows if row.key == (of, what)), None)
