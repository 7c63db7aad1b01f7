"""Results under each other: one sample date for all, groups, and a row for each test."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from core.dates import Day
from gui.entry.blocks.draw_head import DrawHead
from gui.entry.newest import last_draw
from gui.entry.rows.results.result_cells import GLYPH_WIDTH, MORE_WIDTH, side_by_side, width_of
from gui.entry.rows.results.result_row import ResultRow
from gui.entry.rows.results.sample_day import day_width
from gui.widgets.bands import band
from gui.widgets.labels import label

if TYPE_CHECKING:
    from collections.abc import Iterable

    from core.vocabulary import Lab, State
    from gui.session.session import Session


def tests_of(session: Session, section: str) -> list[tuple[str, Lab | State]]:
    """Return the labs and findings of a section, group by group in the vocabulary's order."""
    tests = [
        (kind, cast("Lab | State", entry))
        for kind in ("labs", "findings")
        for entry in session.vocabulary.entries[kind].values()
        if entry.section == section
    ]
    groups = list(dict.fromkeys(test.group for _, test in tests))
    return sorted(tests, key=lambda test: groups.index(test[1].group))


_FIXED = ("value", "used", "limit")
_NAME = 190


def narrow_below(trials: int) -> int:
    """Return the width, in pixels, under which names would no longer have their room."""
    spaces = 8 * (len(_FIXED) + 3) + 24
    columns = sum(width_of(column) for column in _FIXED) + day_width(is_narrow=False)
    return _NAME + columns + spaces + MORE_WIDTH + trials * (GLYPH_WIDTH + 2)


class ResultTable(QWidget):
    """The tests of a section, grouped as in the vocabulary."""

    def __init__(
        self, session: Session, tests: Iterable[tuple[str, Lab | State]], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._subject: str | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.head = DrawHead(session, self)
        self.head.name(
            self.tr("Sample date"), self.tr("laboratory, report number"), self.tr("New draw today")
        )
        self.head.changed.connect(self._show_rows)
        column.addWidget(self.head)
        heads, self._heads = _headings(len(session.trials), self)
        column.addWidget(heads)
        self._is_narrow = False
        self.rows: list[ResultRow] = []
        self.groups: list[tuple[QWidget, list[ResultRow]]] = []
        for group, members in groupby(tests, key=lambda test: test[1].group):
            head = band(session.vocabulary.label(group, session.language), self)
            column.addWidget(head)
            rows = [
                ResultRow(session, entry, kind, lambda: self.head.draw, self)
                for kind, entry in members
            ]
            for row in rows:
                column.addWidget(row)
            self.rows += rows
            self.groups.append((head, rows))

    def show_record(self) -> None:
        """Show what the record holds; a newly opened patient gets the day of her last results."""
        record = self._session.record
        if record and record.subject != self._subject:
            self._subject = record.subject
            last = last_draw(record, (row.key[1] for row in self.rows))
            self.head.begin(last or Day.on(self._session.as_of))
        self._show_rows()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the column of upper limits out where there is little room for names."""
        super().resizeEvent(event)
        is_narrow = self.width() < narrow_below(len(self._session.trials))
        if is_narrow != self._is_narrow:
            self._is_narrow = is_narrow
            self._heads["limit"].setVisible(not is_narrow)
            self._heads["day"].setFixedWidth(day_width(is_narrow=is_narrow))
            for row in self.rows:
                row.cells.set_narrow(is_narrow)

    def stops(self) -> list[ResultRow]:
        """Return the rows in reading order."""
        return self.rows

    def row_for(self, of: str, what: str) -> ResultRow | None:
        """Return the row of a lab or finding."""
        return next((row for row in self.rows if row.key == (of, what)), None)

    def _show_rows(self) -> None:
        for row in self.rows:
            row.show_record()


def _headings(trials: int, table: QWidget) -> tuple[QWidget, dict[str, QWidget]]:
    heads = QFrame(table)
    heads.setObjectName("heads")
    line = QHBoxLayout(heads)
    line.setContentsMargins(12, 6, 12, 6)
    line.setSpacing(8)
    line.addWidget(label(table.tr("Test"), "label", heads), 1)
    named: dict[str, QWidget] = {}
    for column, name in (
        ("value", table.tr("Value as reported")),
        ("used", table.tr("Used as")),
        ("limit", table.tr("Upper limit")),
        ("day", table.tr("Sample date")),
    ):
        head = label(name, "label", heads)
        head.setFixedWidth(width_of(column) if column in _FIXED else day_width(is_narrow=False))
        line.addWidget(head)
        named[column] = head
    line.addLayout(side_by_side([_number(number, heads) for number in range(1, trials + 1)]))
    line.addSpacing(MORE_WIDTH)
    return heads, named


def _number(number: int, heads: QWidget) -> QWidget:
    made = label(str(number), "label", heads)
    made.setFixedWidth(GLYPH_WIDTH)
    made.setAlignment(Qt.AlignmentFlag.AlignCenter)
    return made
