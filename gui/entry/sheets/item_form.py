"""The items of an instrument under each other, group by group, made from the vocabulary."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QVBoxLayout, QWidget

from gui.entry.sheets.item_line import ItemLine
from gui.entry.trail import link
from gui.widgets.bands import band

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from core.vocabulary import Instrument
    from gui.session.session import Session


class ItemForm(QScrollArea):
    """A line for each item; the keyboard goes down them with Enter."""

    answered = Signal(str, str)
    rest_asked = Signal(list)
    """Answer what is open of these items with what says that nothing is there."""
    ended = Signal()
    """Enter was pressed in the last line."""

    def __init__(
        self, session: Session, instrument: Instrument, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(instrument.label.text(session.language))
        content = QWidget(self)
        content.setObjectName("content")
        self._column = QVBoxLayout(content)
        self._column.setContentsMargins(0, 0, 0, 16)
        self._column.setSpacing(0)
        self.lines: dict[str, ItemLine] = {}
        for group, items in groupby(instrument.items.items(), key=lambda pair: pair[1].group):
            lines = [ItemLine(session, key, item, content) for key, item in items]
            name = session.vocabulary.label(group, session.language) if group else self.tr("Items")
            self._add_group(name, lines)
        self._column.addStretch(1)
        self.setWidget(content)
        link(list(self.lines.values()), self)
        last = list(self.lines.values())[-1]
        last.moved.connect(lambda step: self.ended.emit() if step > 0 else None)

    def _add_group(self, name: str, lines: Sequence[ItemLine]) -> None:
        self._column.addWidget(band(name, self, self._rest(name, lines)))
        for line in lines:
            line.answered.connect(self.answered)
            self._column.addWidget(line)
            self.lines[line.key] = line

    def _rest(self, name: str, lines: Sequence[ItemLine]) -> QPushButton | None:
        said = {line.rest_word() for line in lines} - {""}
        if not said or len(lines) == 1:
            return None
        rest = QPushButton(rest_words(said.pop() if len(said) == 1 else ""), self)
        rest.setProperty("kind", "link")
        rest.setAccessibleName(f"{rest.text()}: {name}")
        keys = [line.key for line in lines]
        rest.clicked.connect(lambda: self.rest_asked.emit(keys))
        return rest

    def show_answers(self, answers: Mapping[str, str]) -> None:
        """Show the answer of each item."""
        for key, line in self.lines.items():
            line.show_answer(answers.get(key, ""))

    def take_focus(self) -> None:
        """Give the keyboard to the first item."""
        next(iter(self.lines.values())).take_focus()


def rest_words(answer: str) -> str:
    """Say what a button answers for all items that are open: "No to the rest"."""
    if not answer:
        return QCoreApplication.translate("ItemForm", "None of the rest")
    words = QCoreApplication.translate("ItemForm", "{answer} to the rest")
    return words.replace("{answer}", answer)
