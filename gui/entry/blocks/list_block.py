"""A list of the record: a row for each fact, a row in which one is added, and "complete as of"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gui.entry.rows.complete_row import CompleteRow
from gui.entry.rows.fields_row import BIN_WIDTH, FieldsRow
from gui.widgets.bands import band
from gui.widgets.labels import label
from gui.widgets.tab_order import put_after

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from core.record import Fact, ListName
    from gui.entry.rows.row import Row
    from gui.session.session import Session

    MakesRow = Callable[[QWidget], FieldsRow]


NARROW = 700


class ListBlock(QWidget):
    """All facts of one list, oldest first, as they stand in the record."""

    moved = Signal(int)

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
        super().__init__(parent)
        self._session, self._name, self._make_row = session, name, make_row
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(band(session.vocabulary.label(name, session.language), self))
        heads, self._heads = _headings(headings, self)
        self._column.addWidget(heads)
        self._facts = QVBoxLayout()
        self._column.addLayout(self._facts)
        self.rows: list[FieldsRow] = []
        self._in_order: list[FieldsRow] = []
        self._start = heads
        self._is_narrow = False
        self.adding = make_row(self)
        self.adding.show_fact(None)
        self._column.addWidget(self.adding)
        self.complete = [CompleteRow(session, name, of, self) for of in (None, *kinds)]
        for row in self.complete:
            self._column.addWidget(row)

    def show_record(self) -> None:
        """Show the facts of the list; rows of facts that are gone are taken away."""
        record = self._session.record
        facts: tuple[Fact, ...] = getattr(record, self._name) if record else ()
        # A row keeps its place while its fact is corrected: a correction names what it supersedes.
        waiting = list(facts)
        for row in list(self.rows):
            fact = _follower(row, waiting)
            if fact is None:
                self.rows.remove(row)
                row.hide()
                row.deleteLater()
            else:
                waiting.remove(fact)
                row.show_fact(fact)
        for fact in waiting:
            self._add_row().show_fact(fact)
        self._set_tab_order()
        for line in self.complete:
            line.show_record()

    def _set_tab_order(self) -> None:
        rows = [*self.rows, self.adding]
        if rows == self._in_order:
            return
        self._in_order = rows
        before: QWidget = self._start
        for row in rows:
            before = row.set_tab_order(before)
        put_after(before, [widget for line in self.complete for widget in line.fields()])

    def _add_row(self) -> FieldsRow:
        row = self._make_row(self)
        if self._is_narrow:
            row.set_narrow(True)
        row.moved.connect(lambda _step: self.adding.take_focus())
        self.rows.append(row)
        self._facts.addWidget(row)
        return row

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take a second line for each fact where there is little room."""
        super().resizeEvent(event)
        is_narrow = self.width() < NARROW
        if is_narrow != self._is_narrow:
            self._is_narrow = is_narrow
            for row in (*self.rows, self.adding):
                row.set_narrow(is_narrow)
            for head in self._heads[len(self._heads) - len(self.adding.second_line) :]:
                head.setVisible(not is_narrow)

    def stops(self) -> Sequence[Row]:
        """Return the adding line and the lines of completeness."""
        return [self.adding, *self.complete]

    def row_for(self, of: str, what: str) -> Row | None:
        """Return the row of a thing on the list, else the line in which it is added."""
        if of == "lists":
            return self.complete[0] if what == self._name else None
        if of != self.adding.key[0]:
            return None
        found = (row for row in self.rows if row.fact and what == getattr(row.fact, "of", None))
        return next(found, self.adding)


def _follower(row: FieldsRow, facts: Sequence[Fact]) -> Fact | None:
    shown = row.fact.id if row.fact else None
    return next((fact for fact in facts if shown in (fact.id, fact.supersedes)), None)


def _headings(names: Sequence[tuple[str, int]], block: QWidget) -> tuple[QWidget, list[QWidget]]:
    heads = QWidget(block)
    line = QHBoxLayout(heads)
    line.setContentsMargins(12, 4, 12, 2)
    line.setSpacing(8)
    heads_of: list[QWidget] = []
    for name, width in names:
        head = label(name, "label", heads)
        head.setIndent(8)
        if width:
            head.setFixedWidth(width)
        line.addWidget(head, 0 if width else 1)
        heads_of.append(head)
    line.addSpacing(BIN_WIDTH)
    return heads, heads_of
