"""The lines under a result that say more of it: its day and source, limits, specimen, comment."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from gui.entry import words
from gui.entry.rows.antigen_picker import AntigenPicker
from gui.widgets.date_field import DateField
from gui.widgets.entry_line import EntryLine
from gui.widgets.labels import label
from gui.widgets.pick import Pick

if TYPE_CHECKING:
    from core.record import Observation
    from core.vocabulary import Lab, State
    from gui.session.session import Session

Field = EntryLine | Pick | AntigenPicker

_SPECIMENS = ("serum", "urine", "urine_24h")
_METHODS = ("measured", "reported", "calculated")
_SIGNIFICANCE = ("cs", "ncs")


class ResultDetails(QWidget):
    """Hidden until it is asked for; hidden it says nothing."""

    def __init__(self, session: Session, entry: Lab | State, parent: QWidget) -> None:
        super().__init__(parent)
        self._test = entry.label.text(session.language)
        self._session = session
        self._titles: dict[QWidget, QLabel] = {}
        self._make_fields(entry)
        self._place_fields()
        # What a test cannot have is not asked of it.
        self._show(self.low, bool(entry.units))
        self._show(self.method, bool(entry.units))
        self._show(self.specimen, entry.specimen is None)
        self._show(self.significance, "abnormal" in getattr(entry, "states", ()))
        self._show(self.antigens, bool(getattr(entry, "antigens", ())))
        self.hide()

    def _make_fields(self, entry: Lab | State) -> None:
        self.day = DateField(self._session.read_day, self)
        self.source = EntryLine(self)
        self.expected = DateField(self._session.read_planned_day, self)
        self.low = EntryLine(self)
        self.method = self._pick(_METHODS)
        self.specimen = self._pick(_SPECIMENS)
        self.significance = self._pick(_SIGNIFICANCE)
        self.comment = EntryLine(self)
        self.antigens = AntigenPicker(self._options(getattr(entry, "antigens", ())), self)

    def _place_fields(self) -> None:
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 4)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(6, 1)
        self._add(self.tr("Sample date"), self.day, 0, 0)
        self._add(self.tr("Source"), self.source, 0, 2)
        self._add(self.tr("Expected"), self.expected, 0, 4)
        self._add(self.tr("Comment"), self.comment, 1, 0, 3)
        self._add(self.tr("Specimen"), self.specimen, 1, 4)
        self._add(self.tr("Method"), self.method, 2, 0)
        self._add(self.tr("Lower limit"), self.low, 2, 2)
        self._add(self.tr("Significance"), self.significance, 2, 2)
        self._add(self.tr("Antigens"), self.antigens, 2, 4)

    def _pick(self, keys: tuple[str, ...]) -> Pick:
        return Pick([("", "–"), *self._options(keys)], self)

    def _options(self, keys: tuple[str, ...]) -> list[tuple[str, str]]:
        return [(key, words.name(self._session, key)) for key in keys]

    def _add(self, name: str, field: QWidget, row: int, column: int, span: int = 1) -> None:
        title = label(name, "hint", self)
        title.setBuddy(field)
        field.setAccessibleName(f"{self._test}: {name}")
        field.setMinimumWidth(70)
        if span == 1:
            field.setMaximumWidth(150)
        self._titles[field] = title
        self._grid.addWidget(title, row, column)
        self._grid.addWidget(field, row, column + 1, 1, span)

    def _show(self, field: QWidget, on: bool) -> None:
        field.setVisible(on)
        self._titles[field].setVisible(on)

    def lines(self) -> tuple[EntryLine, ...]:
        """Return the fields that are typed into."""
        return self.day, self.source, self.expected, self.low, self.comment

    def picks(self) -> tuple[Pick | AntigenPicker, ...]:
        """Return the fields of which a word is chosen."""
        return self.method, self.specimen, self.significance, self.antigens

    def fields(self) -> tuple[Field, ...]:
        """Return all fields of the lines."""
        return *self.lines(), *self.picks()

    def open(self, which: str, fact: Observation, *, is_pending: bool) -> None:
        """Show the lines for a result, and give the keyboard to one field ("day", "comment")."""
        if self.isHidden():
            self._accept(fact)
            self.show()
        self._show(self.expected, is_pending)
        getattr(self, which).setFocus(Qt.FocusReason.TabFocusReason)

    def _accept(self, fact: Observation) -> None:
        self.day.accept_stored(str(fact.date or ""))
        self.source.accept_stored(fact.source or "")
        self.expected.accept_stored(str(fact.expected or ""))
        self.low.accept_stored((fact.lower_limit or "").split(" ")[0])
        self.method.accept_stored(fact.method or "")
        self.specimen.accept_stored(fact.specimen or "")
        self.significance.accept_stored(fact.significance or "")
        self.comment.accept_stored(fact.comment or "")
        self.antigens.accept_stored(",".join(fact.antigens))

    def typed(self, start: Observation) -> dict[str, Any]:
        """Return what the lines say of a result; hidden they leave it as it is.

        Raises ValueError for a day that is none. The lower limit is read by the row.
        """
        if self.isHidden():
            return {}
        return {
            "date": self.day.day(),
            "source": self.source.text().strip() or None,
            "expected": self.expected.day() if self.expected.isVisibleTo(self) else None,
            "method": self.method.text() or None,
            "specimen": self.specimen.text() or None,
            "significance": self.significance.text() or None,
            "antigens": self.antigens.chosen(),
            "comment": self._typed_comment(start.comment),
        }

    def _typed_comment(self, otherwise: str | None) -> str | None:
        return (self.comment.text().strip() or None) if self.comment.is_changed else otherwise
