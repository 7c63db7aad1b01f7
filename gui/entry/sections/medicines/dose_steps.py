"""The dose changes of a course under each other: from which day, which dose, per day or week."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, cast

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.record import DoseChange
from gui.widgets.date_field import DateField
from gui.widgets.entry_line import EntryLine
from gui.widgets.icons import IconButton
from gui.widgets.labels import label
from gui.widgets.pick import Pick
from gui.widgets.tab_order import put_after

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.dates import Day
    from gui.session.session import Session

Texts = tuple[str, str, str]
_NOTHING: Texts = ("", "", "")


def with_unit(dose: str) -> str:
    """Return a typed dose; raise ValueError where it is a number without a unit, but for 0."""
    if dose and dose != "0" and not any(character.isalpha() for character in dose):
        said = QCoreApplication.translate("DoseSteps", "'{dose}' has no unit. Write it as 20 mg.")
        raise ValueError(said.replace("{dose}", dose))
    return dose


def _texts(change: DoseChange) -> Texts:
    return str(change.from_), change.dose, change.per


class StepLine(QWidget):
    """One dose change; emptied, it is taken away."""

    def __init__(self, session: Session, block: DoseSteps) -> None:
        super().__init__(block)
        self.start = DateField(session.read_planned_day, self)
        self.dose = EntryLine(self)
        self.dose.setPlaceholderText(self.tr("20 mg; 0 for a gap"))
        self.per = Pick([("day", self.tr("per day")), ("week", self.tr("per week"))], self)
        self.per.accept_stored("day")
        self._gone = IconButton("trash", self.tr("Remove this dose change"), self)
        self._gone.clicked.connect(self.empty)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(label(self.tr("from"), "hint", self))
        for field, title, width in (
            (self.start, self.tr("Dose from this day"), 120),
            (self.dose, self.tr("Dose with unit; 0 for a gap"), 150),
            (self.per, self.tr("Per day or per week"), 110),
        ):
            field.setAccessibleName(title)
            field.setToolTip(title)
            field.setFixedWidth(width)
            line.addWidget(field)
        line.addWidget(self._gone)
        line.addStretch(1)
        self._block = block
        for typed in (self.start, self.dose):
            typed.textEdited.connect(block.take_edit)
            typed.restored.connect(block.restored)
            typed.entered.connect(block.entered)
        self.per.picked.connect(block.take_edit)
        self.per.entered.connect(block.entered)

    def texts(self) -> Texts:
        """Return what is typed; nothing where neither day nor dose is."""
        typed = self.start.text().strip(), self.dose.text().strip()
        return (*typed, self.per.text()) if any(typed) else _NOTHING

    def show_texts(self, texts: Texts) -> None:
        """Show a change that is stored."""
        self.start.accept_stored(texts[0])
        self.dose.accept_stored(texts[1])
        self.per.accept_stored(texts[2] or "day")
        self._gone.setVisible(bool(texts[0]))

    def empty(self) -> None:
        """Take the change away."""
        self.start.setText("")
        self.dose.setText("")
        self._block.take_edit("")
        self.start.setFocus(Qt.FocusReason.TabFocusReason)


class DoseSteps(QWidget):
    """A line for each change and one in which another is added; together they are one cell."""

    entered = Signal(int)
    textEdited = Signal(str)  # noqa: N815 - called as in QLineEdit, which stands in other cells
    restored = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._stored: tuple[DoseChange, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self.lines: list[StepLine] = []
        self._show(())

    def show_steps(self, doses: Sequence[DoseChange]) -> None:
        """Show the stored changes, unless something else is being typed."""
        was_changed = self.is_changed
        self._stored = tuple(doses)
        if not was_changed:
            self._show([_texts(one) for one in doses])

    def read(self) -> list[Texts]:
        """Return the changes as they are typed."""
        return [line.texts() for line in self.lines if line.texts() != _NOTHING]

    def changes(self) -> tuple[DoseChange, ...]:
        """Return the changes, by their day; raise ValueError for what is no change."""
        if not self.is_changed:
            return self._stored
        stored = {_texts(one): one for one in self._stored}
        made = [stored.get(texts) or self._change(texts) for texts in self.read()]
        return tuple(sorted(made, key=lambda one: (one.from_.first, one.from_.last)))

    def _change(self, texts: Texts) -> DoseChange:
        start, dose, per = texts
        if not start:
            raise ValueError(self.tr("From which day is this dose? Type the day before it."))
        if not dose:
            raise ValueError(self.tr("Type the dose from {day}, or 0.").replace("{day}", start))
        day = next((one.from_ for one in self._stored if str(one.from_) == start), None)
        return DoseChange(
            from_=day or self._day(start),
            dose=with_unit(dose),
            per=cast("Literal['day', 'week']", per),
        )

    def _day(self, text: str) -> Day:
        return self._session.read_planned_day(text)

    def take_edit(self, text: str) -> None:
        """Keep an empty line at the end, and tell the row."""
        if self.lines[-1].texts() != _NOTHING:
            self._add(_NOTHING)
        self.textEdited.emit(text)

    def _show(self, steps: Sequence[Texts]) -> None:
        wanted = [*steps, _NOTHING]
        for line in self.lines[len(wanted) :]:
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        del self.lines[len(wanted) :]
        for line, texts in zip(self.lines, wanted, strict=False):
            line.show_texts(texts)
        for texts in wanted[len(self.lines) :]:
            self._add(texts)

    def _add(self, texts: Texts) -> None:
        line = StepLine(self._session, self)
        line.show_texts(texts)
        if self.lines:
            put_after(self.lines[-1].per, [line.start, line.dose, line.per])
        self._column.addWidget(line)
        self.lines.append(line)

    # As the other cells of a row

    def text(self) -> str:
        """Return the typed changes in one line."""
        return "; ".join(" ".join(texts) for texts in self.read())

    @property
    def is_changed(self) -> bool:
        """Tell whether a change differs from what is stored."""
        return self.read() != [_texts(one) for one in self._stored]

    def set_stored(self, _text: str) -> None:
        """Do nothing: the changes are shown by `show_steps`."""

    def accept_stored(self, text: str) -> None:
        """Show what is stored, whatever was typed; nothing where the line is emptied."""
        if not text:
            self._stored = ()
        self.restore()

    def restore(self) -> None:
        """Give up what is typed for what is stored."""
        self._show([_texts(one) for one in self._stored])
