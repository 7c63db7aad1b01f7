"""The criteria of one trial as a list: what fails or is open above what passes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from core.truth import Outcome
from gui.session.tally import shown

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.assessment import Assessment, Finding
    from gui.results.sentences import Sentences

Index = QModelIndex | QPersistentModelIndex
ITEM = Qt.ItemDataRole.UserRole + 1
FILTERS: dict[str, frozenset[Outcome]] = {
    "all": frozenset(Outcome),
    "fails": frozenset({Outcome.NOT_MET}),
    "missing": frozenset({Outcome.UNKNOWN}),
    "review": frozenset({Outcome.NEEDS_REVIEW}),
    "passes": frozenset({Outcome.MET, Outcome.NOT_APPLICABLE}),
}


@dataclass(frozen=True, slots=True)
class Item:
    """A line of the list: the head of a group, a criterion, the explanation below one, or names."""

    kind: Literal["group", "criterion", "why", "beside"]
    text: str = ""
    reason: str = ""
    action: str = ""
    is_later: bool = False
    finding: Finding | None = None


def _place(item: Item) -> tuple[object, ...]:
    """Return by what a line is told from others; what explains another finding is another one."""
    if item.kind == "why" or item.finding is None:
        return item.kind, item.text, item.finding
    return item.kind, item.text, item.finding.id


class CriteriaModel(QAbstractListModel):
    """The lines that a filter leaves of an assessment, in registry order within each group."""

    def __init__(self, sentences: Sentences, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sentences = sentences
        self._assessment: Assessment | None = None
        self._beside = ""
        self._filter = "all"
        self._expanded: str | None = None
        self._items: list[Item] = []

    @property
    def expanded(self) -> str | None:
        """Return the id of the criterion that is explained in the list, if any."""
        return self._expanded

    def show_assessment(self, assessment: Assessment | None, beside: str = "") -> None:
        """Show another assessment, and what stands `beside` it on record, unread."""
        self._assessment, self._beside = assessment, beside
        self._arrange()

    def set_filter(self, word: str) -> None:
        """Leave only what belongs to "all", "fails", "missing", "review" or "passes"."""
        self._filter = word
        self._arrange()

    def expand(self, criterion: str | None) -> None:
        """Explain a criterion below its line; None closes the explanation."""
        self._expanded = criterion
        self._arrange()

    def counts(self) -> dict[str, int]:
        """Return how many criteria each filter would leave."""
        found = shown(self._assessment) if self._assessment else []
        return {
            word: sum(
                finding.outcome in outcomes for finding in found if self._counts(finding, word)
            )
            for word, outcomes in FILTERS.items()
        }

    def _counts(self, finding: Finding, word: str) -> bool:
        return word in ("all", "passes") or not self._is_later(finding)

    def row_of(self, criterion: str | None) -> int:
        """Return the row of a criterion, or -1."""
        for row, item in enumerate(self._items):
            if item.kind == "criterion" and item.finding and item.finding.id == criterion:
                return row
        return -1

    def item(self, row: int) -> Item:
        """Return the line of a row."""
        return self._items[row]

    def _arrange(self) -> None:
        """Show what has changed: all lines anew, or those of the same criteria that say more."""
        before, made = self._items, self._arranged()
        if [_place(item) for item in before] != [_place(item) for item in made]:
            self.beginResetModel()
            self._items = made
            self.endResetModel()
            return
        self._items = made
        for row, (old, new) in enumerate(zip(before, made, strict=True)):
            if new is not old and new != old:
                self.dataChanged.emit(self.index(row), self.index(row))

    def _arranged(self) -> list[Item]:
        found = shown(self._assessment) if self._assessment else []
        groups: dict[str, list[Finding]] = {"open": [], "passes": [], "later": []}
        for finding in found:
            if finding.outcome in FILTERS[self._filter] and self._counts(finding, self._filter):
                groups[self._group_of(finding)].append(finding)
        names = {
            "open": self.tr("Fails or still open"),
            "passes": self.tr("Passes"),
            "later": self.tr("Due later"),
        }
        known = {
            item.finding.id: item
            for item in self._items
            if item.kind == "criterion" and item.finding
        }
        lines = [
            line
            for word, findings in groups.items()
            if findings
            for line in (Item("group", names[word]), *self._lines(findings, known))
        ]
        return lines + self._unread() if self._filter == "all" else lines

    def _unread(self) -> list[Item]:
        if not self._beside:
            return []
        return [Item("group", self._sentences.unread_heading()), Item("beside", self._beside)]

    def _lines(self, findings: list[Finding], known: Mapping[str, Item]) -> list[Item]:
        lines: list[Item] = []
        for finding in findings:
            lines.append(self._line(finding, known.get(finding.id)))
            if finding.id == self._expanded:
                lines.append(Item("why", finding=finding))
        return lines

    def _line(self, finding: Finding, before: Item | None) -> Item:
        is_later = self._is_later(finding)
        # A finding that nothing new was found for is the same one as before, and so is its line.
        if before and before.finding is finding and before.is_later == is_later:
            return before
        reason, action = self._sentences.reason(finding), self._sentences.action(finding)
        return Item("criterion", finding.text, reason, action, is_later, finding)

    def _is_later(self, finding: Finding) -> bool:
        return self._assessment is not None and not finding.due.is_due_by(self._assessment.gate)

    def _group_of(self, finding: Finding) -> str:
        if finding.outcome in FILTERS["passes"]:
            return "passes"
        return "later" if self._is_later(finding) else "open"

    def rowCount(self, parent: Index | None = None) -> int:
        """Return how many lines there are."""
        return 0 if parent is not None and parent.isValid() else len(self._items)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let only criteria be chosen."""
        if index.isValid() and self._items[index.row()].kind == "criterion":
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.ItemIsEnabled if index.isValid() else Qt.ItemFlag.NoItemFlags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the line itself, its text, or what a screen reader says of it."""
        if not index.isValid():
            return None
        item = self._items[index.row()]
        if role == ITEM:
            return item
        if role == Qt.ItemDataRole.DisplayRole:
            return item.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(item)
        if role == Qt.ItemDataRole.ToolTipRole and item.kind == "criterion":
            return item.reason
        return None

    def _spoken(self, item: Item) -> str:
        if item.kind != "criterion" or item.finding is None:
            return item.text
        word = self._sentences.outcome(item.finding.outcome, item.finding.kind)
        return f"{item.finding.id}, {word}: {item.text}. {item.reason}"
