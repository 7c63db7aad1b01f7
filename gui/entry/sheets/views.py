"""The items of a sheet: as a list, and where there is one as a figure beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from gui.entry.sheets.figures.joint_map import JointMap
from gui.entry.sheets.figures.skin_map import SkinMap
from gui.entry.sheets.item_form import ItemForm, rest_words
from gui.widgets.choice import Choice, Option

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from core.vocabulary import Instrument
    from gui.entry.sheets.figures.figure import Figure
    from gui.session.session import Session

_FIGURES = {"joints_28": JointMap, "mrss": SkinMap}


class Views(QWidget):
    """Every item can be answered in the list; the figure is a second way, and shows the same."""

    answered = Signal(str, str)
    rest_asked = Signal(list)
    ended = Signal()

    def __init__(self, session: Session, instrument: Instrument, parent: QWidget) -> None:
        super().__init__(parent)
        self.form = ItemForm(session, instrument, self)
        names = {key: line.name for key, line in self.form.lines.items()}
        made = _FIGURES.get(instrument.key)
        self.figure: Figure | None = made(names) if made else None
        self._pages = QStackedWidget(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._make_line())
        column.addWidget(self._pages, 1)
        for page in (self.figure, self.form):
            if page is not None:
                self._pages.addWidget(page)
        self._connect()

    def _make_line(self) -> QWidget:
        """Return the line that a figure has: figure or list, and one answer to all the rest."""
        made = QWidget(self)
        line = QHBoxLayout(made)
        line.setContentsMargins(10, 0, 12, 4)
        self.view = Choice(
            [Option("figure", self.tr("Figure")), Option("list", self.tr("List"))], made
        )
        self.view.set_small()
        self.view.set_name(self.tr("How the items are shown"))
        self.view.set_value("figure")
        self.rest = QPushButton(rest_words(next(iter(self.form.lines.values())).rest_word()), made)
        self.rest.setProperty("kind", "link")
        line.addWidget(self.view)
        line.addStretch(1)
        line.addWidget(self.rest)
        made.setVisible(self.figure is not None)
        return made

    def _connect(self) -> None:
        self.view.chosen.connect(self.show_view)
        self.rest.clicked.connect(lambda: self.rest_asked.emit(list(self.form.lines)))
        self.form.answered.connect(self.answered)
        self.form.rest_asked.connect(self.rest_asked)
        self.form.ended.connect(self.ended)
        if self.figure is not None:
            self.figure.answered.connect(self.answered)
            self.figure.entered.connect(lambda _step: self.ended.emit())

    def show_view(self, view: str) -> None:
        """Show the figure or the list; one of them is always shown."""
        self.view.set_value(view or "figure")
        is_figure = self.figure is not None and self.view.value == "figure"
        self._pages.setCurrentIndex(0 if is_figure else self._pages.indexOf(self.form))

    @property
    def shown(self) -> QWidget:
        """Return the figure or the list, whichever is shown."""
        return self._pages.currentWidget() or self.form

    def show_answers(self, answers: Mapping[str, str], contradicted: Collection[str] = ()) -> None:
        """Show the answer of each item, and in the figure which of them are contradicted."""
        self.form.show_answers(answers)
        if self.figure is not None:
            self.figure.show_answers(answers, contradicted)

    def take_focus(self) -> None:
        """Give the keyboard to the figure or the first item."""
        if self.shown is self.figure:
            self.shown.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.form.take_focus()
