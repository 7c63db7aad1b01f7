"""The two lists of the panel: the trials, and the criteria of one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from gui.results.criteria import ITEM, CriteriaModel
from gui.results.painting import STRIP_HEIGHT, CriterionDelegate, StripDelegate
from gui.results.strip_model import LINE, StripModel

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from core.assessment import Finding
    from gui.results.criteria import Index, Item
    from gui.results.strip_model import Line

_MOST_TRIALS = 6


class LineList(QListView):
    """A list of lines of which one can change without the others being laid out and painted."""

    def dataChanged(self, first: Index, last: Index, roles: Sequence[int] = ()) -> None:
        """Paint a line that has changed; QListView's own way is to paint all of them."""
        QAbstractItemView.dataChanged(self, first, last, roles)
        if not self._has_its_room(first):
            self.scheduleDelayedItemsLayout()

    def _has_its_room(self, index: Index) -> bool:
        """Tell whether the line below stands where this one wants to end."""
        below = index.sibling(index.row() + 1, index.column())
        if not below.isValid():
            return self.uniformItemSizes()
        # The height of visualRect is always the one that is wanted now; only places are kept.
        room = self.visualRect(below).top() - self.visualRect(index).top()
        return self.sizeHintForIndex(index).height() == room


class TrialStrip(LineList):
    """All trials, one of them chosen."""

    trial_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Trials"))
        self.lines = StripModel(self)
        self.setModel(self.lines)
        self.setItemDelegate(StripDelegate(self))
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.selectionModel().currentChanged.connect(self._tell)

    def show_lines(self, lines: list[Line]) -> None:
        """Show the trials; the first is chosen if none is."""
        self.lines.show_lines(lines)
        self.setFixedHeight(min(max(len(lines), 1), _MOST_TRIALS) * STRIP_HEIGHT)
        if lines and not self.currentIndex().isValid():
            self.setCurrentIndex(self.lines.index(0))

    def choose(self, trial: str) -> None:
        """Choose a trial by its registry number."""
        for row in range(self.lines.rowCount()):
            if self.lines.index(row).data(LINE).trial == trial:
                self.setCurrentIndex(self.lines.index(row))

    def choose_number(self, number: int) -> None:
        """Choose the trial at a place, 1 for the first."""
        if 1 <= number <= self.lines.rowCount():
            self.setCurrentIndex(self.lines.index(number - 1))

    def chosen(self) -> str:
        """Return the registry number of the chosen trial, "" for none."""
        index = self.currentIndex()
        return str(index.data(LINE).trial) if index.isValid() else ""

    def _tell(self, current: QModelIndex) -> None:
        if current.isValid():
            self.trial_chosen.emit(self.chosen())


class CriteriaList(LineList):
    """The criteria of a trial: a click shows the field, Enter goes to it, Space explains one.

    The keyboard stays in the list on a click: Space must not press what is in the field.
    """

    finding_chosen = Signal(object)
    finding_pointed = Signal(object)
    finding_selected = Signal(object)

    def __init__(
        self,
        criteria: CriteriaModel,
        explain: Callable[[Finding, QWidget], QWidget],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Criteria"))
        self._explain = explain
        self._expands = True
        self.criteria = criteria
        self._delegate = CriterionDelegate(self)
        self.setModel(criteria)
        self.setItemDelegate(self._delegate)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalScrollBar().setSingleStep(16)
        self.selectionModel().currentChanged.connect(self._tell)
        self.clicked.connect(self._point)
        self.doubleClicked.connect(self._choose)

    def set_expands(self, expands: bool) -> None:
        """Explain in the list, or leave that to a pane of its own."""
        self._expands = expands
        if not expands:
            self._arrange(lambda: self.criteria.expand(None))

    def refresh(self, change: Callable[[], None]) -> None:
        """Let the model change; selection, explanation and place stay."""
        self._arrange(change)

    def explanation(self) -> QWidget | None:
        """Return the explanation that is open in the list, if any."""
        row = self.criteria.row_of(self.criteria.expanded)
        return self.indexWidget(self.criteria.index(row + 1)) if row >= 0 else None

    def place_explanation(self) -> None:
        """Give an open explanation the height that it wants now."""
        self._place_explanation()

    def selected(self) -> Finding | None:
        """Return the criterion under the cursor."""
        index = self.currentIndex()
        item: Item | None = index.data(ITEM) if index.isValid() else None
        return item.finding if item else None

    def select(self, criterion: str) -> None:
        """Move the cursor to a criterion."""
        row = self.criteria.row_of(criterion)
        if row >= 0:
            self.setCurrentIndex(self.criteria.index(row))

    def toggle_explanation(self) -> None:
        """Open or close the explanation of the criterion under the cursor."""
        finding = self.selected()
        if finding and self._expands:
            is_open = self.criteria.expanded == finding.id
            self._arrange(lambda: self.criteria.expand(None if is_open else finding.id))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the field on Enter, explain on Space."""
        if event.key() == Qt.Key.Key_Space:
            self.toggle_explanation()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let reasons that wrap, and an open explanation, take the new width."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()
        self._place_explanation()

    def _arrange(self, change: Callable[[], None]) -> None:
        finding, place = self.selected(), self.verticalScrollBar().value()
        blocked = self.selectionModel().blockSignals(True)
        change()
        self._place_explanation()
        if finding:
            self.select(finding.id)
        self.selectionModel().blockSignals(blocked)
        self.executeDelayedItemsLayout()
        self.verticalScrollBar().setValue(place)
        self.finding_selected.emit(self.selected())

    def _place_explanation(self) -> None:
        row = self.criteria.row_of(self.criteria.expanded)
        if row < 0 or row + 1 >= self.criteria.rowCount():
            return
        index = self.criteria.index(row + 1)
        item = self.criteria.item(row + 1)
        if item.finding is None:
            return
        pane: QWidget | None = self.indexWidget(index)
        if pane is None:
            pane = self._explain(item.finding, self)
            self.setIndexWidget(index, pane)
        height = pane.heightForWidth(self.viewport().width())
        if height != self._delegate.why_height:
            self._delegate.why_height = height
            self.scheduleDelayedItemsLayout()

    def _tell(self, current: QModelIndex) -> None:
        if current.isValid():
            self.finding_selected.emit(self.selected())

    def _point(self, index: QModelIndex) -> None:
        item: Item | None = index.data(ITEM) if index.isValid() else None
        if item and item.kind == "criterion":
            self.finding_pointed.emit(item.finding)

    def _choose(self, index: QModelIndex) -> None:
        item: Item | None = index.data(ITEM) if index.isValid() else None
        if item and item.kind == "criterion":
            self.finding_chosen.emit(item.finding)
