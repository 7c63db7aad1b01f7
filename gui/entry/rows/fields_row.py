"""A row of several fields that make one fact: a medicine, a diagnosis, an event, an allergy."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from gui.entry.rows.about_fact import (
    ABOUT_KEYS,
    MORE_WIDTH,
    AboutFact,
    comment_of,
    more_button,
    with_name,
)
from gui.entry.rows.history_popover import HistoryPopover, show_history
from gui.entry.rows.row import Row
from gui.widgets.date_field import DateField
from gui.widgets.entry_line import EntryLine
from gui.widgets.icons import IconButton
from gui.widgets.pick import Pick
from gui.widgets.pick_line import PickLine
from gui.widgets.tab_order import put_after, stops_in

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.record import Fact
    from gui.entry.rows.detail_cells import Cell
    from gui.session.session import Session

# What stands at the end of a row: "⋯" for what is said of the entry besides, and the bin.
_BIN_WIDTH, _BETWEEN = 32, 2
BIN_WIDTH = MORE_WIDTH + _BETWEEN + _BIN_WIDTH


class FieldsRow(Row):
    """A fact of a list, in its fields; without a fact it is the line in which one is added.

    A kind of row makes its cells (`add_cell`), says what they show of a fact (`texts`), and builds
    the fact that they hold (`build`).
    """

    second_line: tuple[str, ...] = ()

    def __init__(self, session: Session, key: tuple[str, str], parent: QWidget | None) -> None:
        super().__init__(session, key, parent)
        self.fact: Fact | None = None
        self._is_taken_back = False
        self.cells: dict[str, Cell] = {}
        self._about: AboutFact | None = None
        self._more = more_button(
            self.tr("Source and comment of this entry"),
            self.tr("Source and comment of this entry (Alt+S, Alt+M)"),
            self,
        )
        self._bin: QToolButton = IconButton("trash", self.tr("Take this entry back"), self)
        self._make_end()
        self._second = QHBoxLayout()
        self._second.setSpacing(8)
        self._second.addStretch(1)
        self.below.insertLayout(0, self._second)

    def _make_end(self) -> None:
        self._more.clicked.connect(lambda: self.ask_about("source"))
        self._bin.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._bin.clicked.connect(self.take_back)
        end = QHBoxLayout()
        end.setSpacing(_BETWEEN)
        self._bin.setFixedWidth(_BIN_WIDTH)
        for button in (self._more, self._bin):
            keeps = button.sizePolicy()
            keeps.setRetainSizeWhenHidden(True)
            button.setSizePolicy(keeps)
            button.hide()
            end.addWidget(button)
        self.line.addLayout(end)

    def set_tab_order(self, before: QWidget) -> QWidget:
        """Let Tab come to the fields from a widget, in reading order; return the last one."""
        fields = [*self.cells.values(), self._bin]
        return put_after(before, [field for field in fields if isinstance(field, QWidget)])

    def last_field(self) -> QWidget:
        """Return the last cell."""
        cells = [cell for cell in self.cells.values() if isinstance(cell, QWidget)]
        return [stop for cell in cells for stop in stops_in(cell)][-1]

    def set_narrow(self, is_narrow: bool) -> None:
        """Put the cells named in `second_line` under the others where there is little room."""
        cells = [cast("QWidget", self.cells[name]) for name in self.second_line]
        if not cells:
            return
        for place, cell in enumerate(cells):
            if is_narrow:
                self._second.insertWidget(place, cell)
            else:
                self.line.insertWidget(self.line.count() - 1, cell)

    def show_history(self) -> HistoryPopover:
        """Open every entry ever made of what the row names: of this medicine, of this event."""
        named = getattr(self.fact, "of", None) or getattr(self.fact, "to", None) or self.key[1]
        return show_history(self.session, (self.key[0], named), self, self.trial)

    def texts(self, fact: Fact) -> Mapping[str, str]:
        """Return what each cell shows of a fact."""
        raise NotImplementedError

    def build(self, start: Fact | None) -> Fact:
        """Return the fact in the cells, beginning from the stored one; raise ValueError."""
        raise NotImplementedError

    def add_cell(
        self, name: str, cell: QWidget, title: str, width: int, line: QHBoxLayout | None = None
    ) -> None:
        """Put a field into the row or a line under it; a width of 0 takes the room left."""
        if width:
            cell.setFixedWidth(width)
        if line is None:
            self.line.insertWidget(self.line.count() - 1, cell, 0 if width else 1)
        else:
            line.addWidget(cell, 0 if width else 1)
        self._take_cell(name, cell, title)

    def _take_cell(self, name: str, cell: QWidget, title: str) -> None:
        cell.setAccessibleName(title)
        cell.setToolTip(title)
        self.cells[name] = cell  # type: ignore[assignment]  # every field here is a cell
        self.cells[name].entered.connect(self.enter)
        if isinstance(cell, Pick):
            cell.picked.connect(lambda _key: self.show_draft())
        else:
            cell.textEdited.connect(lambda _text: self.show_draft())  # type: ignore[attr-defined]
            cell.restored.connect(self._restored)  # type: ignore[attr-defined]
        if isinstance(cell, EntryLine):
            cell.given_up.connect(self.give_up_typed)

    def line_under(self) -> QHBoxLayout:
        """Return a new line under the row and the lines under it, for more of its fields."""
        under = QHBoxLayout()
        under.setContentsMargins(8, 0, BIN_WIDTH + 8, 2)
        under.setSpacing(8)
        # What is said of the row, and why it is changed, stay at the end.
        self.below.insertLayout(self.below.count() - 2, under)
        return under

    def add_about(self) -> None:
        """Let the source of the fact, and a comment where no cell is for it, be entered."""
        self._about = AboutFact(self)
        if "comment" in self.cells:
            self._about.leave_out("comment")
        for name, field in self._about.fields.items():
            self._take_cell(name, field, self._about.titles[name].text())
        self.line_under().addWidget(self._about)
        self._more.show()

    def ask_about(self, name: str) -> None:
        """Give the keyboard to the source or the comment of the entry ("source", "comment")."""
        if self._about is not None and name in self._about.fields:
            self._about.open(name)
        else:
            cast("QWidget", self.cells[name]).setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the source on Alt+S and to the comment on Alt+M, as in a result."""
        name = ABOUT_KEYS.get(Qt.Key(event.key()))
        if name and self._about and event.modifiers() == Qt.KeyboardModifier.AltModifier:
            self.ask_about(name)
        else:
            super().keyPressEvent(event)

    # What is stored, what is typed

    def stored_fact(self) -> Fact | None:
        """Return the fact that this row shows."""
        return self.fact

    def is_changed(self) -> bool:
        """Tell whether a field holds something else than the fact."""
        return self._is_taken_back or any(cell.is_changed for cell in self.cells.values())

    def draft(self) -> Fact | None:
        """Return the fact as typed; None when it is taken back."""
        if self._is_taken_back:
            return None
        built = self._with_about(self.build(self.fact))
        return replace(built, id=None, time=None, supersedes=None)

    def _with_about(self, built: Fact) -> Fact:
        if self._about is None:
            return built
        built = replace(built, source=self.cells["source"].text().strip() or None)
        comment = self._about.fields.get("comment")
        line = next(cell for cell in self.cells.values() if isinstance(cell, PickLine))
        if comment is None or not (comment.is_changed or line.is_changed):
            return built
        is_named_anew = line.is_changed or self.fact is None
        name = line.name_of_other() if is_named_anew else comment_of(cast("Fact", self.fact))[0]
        return replace(built, comment=with_name(built, name, comment.text().strip()))

    def give_up(self) -> None:
        """Show the fact in every field; empty the adding line."""
        self._is_taken_back = False
        for cell in self.cells.values():
            cell.restore()
        self._show_about()

    # What is shown

    def show_fact(self, fact: Fact | None) -> None:
        """Show a fact of the record."""
        self.fact = fact
        self._bin.setVisible(fact is not None)
        self.setProperty("adding", fact is None)
        if fact is not None:
            for name, text in self.texts(fact).items():
                self.cells[name].set_stored(text)
            if self._about is not None:
                self._about.set_stored(fact)
        self._show_about()
        if not self.is_changed():
            self.why.put_away()
            self.say("")

    def _show_about(self) -> None:
        if self._about is not None:
            self._about.show_what_is_said()

    def show_draft(self) -> None:
        """Say nothing while a name is still being typed; else show what the draft means."""
        naming = [cell for cell in self.cells.values() if isinstance(cell, PickLine)]
        if self.is_changed() and any(line.hasFocus() and line.key() is None for line in naming):
            self.say("")
        else:
            super().show_draft()

    def echo(self) -> str:
        """Return the day that is typed, where its field is too narrow to show it."""
        days = [cell for cell in self.cells.values() if isinstance(cell, DateField)]
        read = (day.hidden_after() for day in days if day.hasFocus() and day.is_changed)
        return "".join(f"{text}. " for text in read if text)

    def show_record(self) -> None:
        """Show the fact again; the list says which one it is."""
        self.show_fact(self.fact)

    def take_focus(self) -> None:
        """Give the keyboard to the first field."""
        first = next(iter(self.cells.values()))
        if isinstance(first, QWidget):
            first.setFocus(Qt.FocusReason.TabFocusReason)

    def take_back(self) -> None:
        """Ask for the reason; Enter or another press takes the fact back."""
        if self._is_taken_back:
            self.commit()
            return
        self._is_taken_back = True
        self.show_draft()
        self.why.take_focus()

    def _restored(self) -> None:
        self._is_taken_back = False
        self.show_draft()

    # Reading the cells

    def chosen(self, name: str, what: str) -> str:
        """Return the key that a cell names; raise ValueError with the nearest name offered."""
        line = self.cells[name]
        assert isinstance(line, PickLine)  # noqa: S101 - this cell was made as one
        key = line.key()
        if key is not None:
            # The letters typed so far may be a name of their own: "Pred" of prednisolone.
            if not line.hasFocus():
                line.tidy()
            return key
        text = line.text().strip()
        if not text:
            raise ValueError(self.tr("Type the {what} first.").replace("{what}", what))
        if self.fact is not None and text == self.texts(self.fact)[name]:
            return str(getattr(self.fact, "of", getattr(self.fact, "to", "")))
        said = self.tr("'{text}' is not in the vocabulary.").replace("{text}", text[:60])
        near = self.nearest(text)
        if near:
            said += " " + self.tr("Did you mean {name}?").replace("{name}", near)
        if line.another:
            said += " " + self.tr("For another, write {other}: and its name.").replace(
                "{other}", line.another
            )
        raise ValueError(said)

    def nearest(self, text: str) -> str:
        """Return the name that is most like a text, or ""."""
        return ""
