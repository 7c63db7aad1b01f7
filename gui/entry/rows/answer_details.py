"""The quiet line under a question: who answered, on which day, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from gui.entry import words
from gui.widgets.entry_line import EntryLine
from gui.widgets.labels import label
from gui.widgets.pick import Pick

if TYPE_CHECKING:
    from core.record import Answer
    from core.vocabulary import Person, Question
    from gui.session.session import Session

# Written into the record, in one language, beside an answer that was given with others.
AS_BLOCK = "answered as block"


class AnswerDetails(QWidget):
    """Who, when and why of one answer; before there is one, who may answer."""

    changed = Signal()
    """Another person or another coded reason was picked."""
    typed = Signal()
    """The remark is being typed."""
    entered = Signal(int)

    def __init__(self, session: Session, question: Question, parent: QWidget) -> None:
        super().__init__(parent)
        self._session, self._question = session, question
        self.who = label("", "hint", self)
        self.by = Pick([(who, words.name(session, who)) for who in question.may_answer], self)
        reasons = [(key, words.name(session, key)) for key in question.reasons]
        self.coded = Pick([("", self.tr("no coded reason")), *reasons], self)
        self.remark = EntryLine(self)
        self.remark.setPlaceholderText(self.tr("reason or remark"))
        self._name_and_place()
        self.by.picked.connect(lambda _key: self.changed.emit())
        self.coded.picked.connect(lambda _key: self.changed.emit())
        self.remark.textEdited.connect(lambda _text: self.typed.emit())
        for field in (self.by, self.coded, self.remark):
            field.entered.connect(self.entered)

    def _name_and_place(self) -> None:
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 4)
        line.setSpacing(8)
        asked = self._question.label.text(self._session.language)
        for field, name in (
            (self.by, self.tr("answered by")),
            (self.coded, self.tr("coded reason")),
            (self.remark, self.tr("reason or remark")),
        ):
            field.setProperty("flat", True)
            field.setAccessibleName(f"{asked}: {name}")
        for cell, stretch in ((self.by, 0), (self.who, 0), (self.coded, 0), (self.remark, 1)):
            line.addWidget(cell, stretch)

    @property
    def is_changed(self) -> bool:
        """Tell whether person, coded reason or remark differ from what is stored."""
        return self.by.is_changed or self.coded.is_changed or self.remark.is_changed

    def person(self) -> Person:
        """Return who answers."""
        return cast("Person", self.by.text())

    def reason(self) -> str | None:
        """Return the coded reason, else the remark, or None."""
        return self.coded.text() or self.remark.text().strip() or None

    def show_answer(self, stored: Answer | None, *, anew: bool = False) -> None:
        """Show a stored answer; `anew` gives up what was chosen."""
        may = self._question.may_answer
        usual = "coordinator" if "coordinator" in may else may[0]
        by = stored.by if stored and stored.by else usual
        reason = (stored.reason or "") if stored else ""
        is_coded = reason in self._question.reasons
        shown = ((self.by, by), (self.coded, reason if is_coded else ""))
        for field, text in (*shown, (self.remark, "" if is_coded else reason)):
            if anew:
                field.accept_stored(text)
            else:
                field.set_stored(text)
        self.who.setText(self._said_of(stored))

    def show_for(self, answer: str) -> None:
        """Show the fields once there is an answer."""
        self.by.setVisible(len(self._question.may_answer) > 1 and bool(answer))
        self.coded.setVisible(bool(self._question.reasons) and bool(answer))
        self.remark.setVisible(bool(answer))
        self.setVisible(bool(self.who.text()) or bool(answer))

    def _said_of(self, stored: Answer | None) -> str:
        if stored is None:
            if self._question.may_answer == ("investigator",):
                return self.tr("The investigator answers.")
            if self._question.yes_settled_by == "investigator":
                return self.tr("A yes waits for the investigator.")
            return ""
        who = words.name(self._session, stored.by) if stored.by else self.tr("not said by whom")
        is_picked = len(self._question.may_answer) > 1 and stored.by is not None
        said = [*([] if is_picked else [who]), *([str(stored.date)] if stored.date else [])]
        said += [self.tr("answered as block")] if stored.comment == AS_BLOCK else []
        return ", ".join(said)
