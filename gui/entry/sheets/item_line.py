"""One item of an instrument: what is asked, its answer, and what may answer it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from core.quantity import cleaned, plain
from gui.widgets.choice import Choice, Option
from gui.widgets.labels import label, wrapping
from gui.widgets.pick import Pick
from gui.widgets.said_line import SaidLine
from gui.widgets.value_field import ValueField

if TYPE_CHECKING:
    from core.vocabulary import Item
    from gui.session.session import Session

_ROOM_FOR_LEVELS = 44
"""So many letters of levels stand side by side; longer ones are chosen from a list."""
_LETTERS = {"yes": "y是", "no": "n否", "unknown": "u不"}
_JOINT_LETTERS = {"none": "0", "tender": "t", "swollen": "s", "both": "b"}


class ItemLine(QFrame):
    """An item in its line; it says what a person answers, and shows what it is told."""

    answered = Signal(str, str)
    """The item and its answer, "" where it was taken back; only after a person's own act."""
    moved = Signal(int)

    def __init__(
        self, session: Session, key: str, item: Item, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("item")
        self.key, self.item, self._session = key, item, session
        self.name = item.label.text(session.language)
        self._proposed = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 4, 12, 4)
        column.setSpacing(2)
        self._line = QHBoxLayout()
        self._line.setSpacing(12)
        column.addLayout(self._line)
        self.control = self._make_control()
        self._make_line()
        self.said = SaidLine(self)
        self._take = QPushButton(self)
        self._take.setProperty("kind", "link")
        self._take.clicked.connect(self.take_proposal)
        self._take.hide()
        under = QHBoxLayout()
        under.addWidget(self.said, 1)
        under.addWidget(self._take)
        column.addLayout(under)

    def _make_line(self) -> None:
        asked = QVBoxLayout()
        asked.setSpacing(1)
        title = wrapping(self.name, "", self)
        title.setBuddy(self.control)
        asked.addWidget(title)
        if self.item.definition:
            asked.addWidget(wrapping(self.item.definition, "hint", self))
        self._line.addLayout(asked, 1)
        self._line.addWidget(self.control)
        worth = label(self._worth(), "detail", self)
        worth.setFixedWidth(88)
        self._line.addWidget(worth)

    def _worth(self) -> str:
        if self.item.points:
            return f"{self.item.points:+f}"
        if self.item.range is None:
            return ""
        span = f"{plain(self.item.range[0])}–{plain(self.item.range[1])}"
        return f"{span} {self.item.unit}" if self.item.unit else span

    def _make_control(self) -> Choice | Pick | ValueField:
        if self.item.range is not None:
            return self._number()
        options = self._options()
        if sum(len(option.label) + 2 for option in options) <= _ROOM_FOR_LEVELS:
            choice = Choice(options, self)
            choice.set_small()
            choice.set_name(self.name)
            choice.chosen.connect(lambda answer: self.answered.emit(self.key, answer))
            choice.entered.connect(self.moved)
            return choice
        pick = Pick([("", ""), *((option.key, option.label) for option in options)], self)
        pick.setAccessibleName(self.name)
        pick.setMaximumWidth(300)
        pick.picked.connect(lambda answer: self.answered.emit(self.key, answer))
        pick.entered.connect(self.moved)
        return pick

    def _options(self) -> list[Option]:
        keys = tuple(self.item.levels) or ("yes", "no", "unknown")
        names = {"yes": self.tr("Yes"), "no": self.tr("No"), "unknown": self.tr("Unknown")}
        label_of, language = self._session.vocabulary.label, self._session.language
        # A grade or a number is its own name; its meaning stands in the definition.
        return [
            Option(
                key,
                key if len(key) == 1 else names.get(key) or label_of(key, language),
                _letters(key),
            )
            for key in keys
        ]

    def _number(self) -> ValueField:
        field = ValueField(self)
        field.setFixedWidth(84)
        field.setAccessibleName(self.name)
        field.textEdited.connect(self._typed)
        field.entered.connect(self.moved)
        field.restored.connect(lambda: self._typed(field.text()))
        return field

    def _typed(self, text: str) -> None:
        self.answered.emit(self.key, cleaned(text))

    def show_answer(self, answer: str) -> None:
        """Show an answer; a number that is being typed stays as it is typed."""
        if isinstance(self.control, Choice):
            self.control.set_value(answer)
        elif isinstance(self.control, Pick) or cleaned(self.control.text()) != answer:
            self.control.accept_stored(answer)

    def show_proposal(self, answer: str, sentence: str) -> None:
        """Offer what a result on record would answer; nothing is filled in."""
        self._proposed = answer
        self._take.setText(self.tr("Take: {answer}").replace("{answer}", self._word(answer)))
        self._take.setAccessibleName(f"{self.name}: {self._take.text()}")
        self._take.setVisible(bool(answer))
        self.said.say(sentence, "hint", "")

    def show_contradiction(self, sentence: str) -> None:
        """Show that a result on record says the contrary."""
        self._take.hide()
        self.said.say(sentence, "warning", "")

    def show_problem(self, sentence: str) -> None:
        """Show that the answer is none that the item can have."""
        self._take.hide()
        self.said.say(sentence, "wrong", "")

    def take_proposal(self) -> None:
        """Answer with what is proposed: a person's own act."""
        if self._proposed:
            self.answered.emit(self.key, self._proposed)

    def rest_answer(self) -> str:
        """Return the one answer that says that nothing is there ("no", "absent", "0"), or ""."""
        if self.item.points is not None:
            return "no"
        none = [name for name, worth in self.item.levels.items() if not worth]
        nothing = [name for name in none if name not in ("blank", "not_done")]
        return nothing[0] if len(nothing) == 1 else ""

    def rest_word(self) -> str:
        """Return the word of that answer."""
        return self._word(self.rest_answer())

    def _word(self, answer: str) -> str:
        names = {option.key: option.label for option in self._options()}
        return names.get(answer, answer)

    def take_focus(self) -> None:
        """Give the keyboard to the answer."""
        if isinstance(self.control, Choice):
            self.control.take_focus()
        else:
            self.control.setFocus()


def _letters(key: str) -> str:
    if len(key) == 1:
        return key.lower()
    return _LETTERS.get(key) or _JOINT_LETTERS.get(key, "")
