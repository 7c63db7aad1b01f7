"""A question to a person: yes, no, unknown or not asked; who answered, on which day, and why."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal, cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from core.record import Answer
from gui.entry.newest import newest_answer
from gui.entry.rows.about_fact import ABOUT_KEYS
from gui.entry.rows.answer_details import AS_BLOCK, AnswerDetails
from gui.entry.rows.row import Row
from gui.entry.settles import WORST_FIRST, outcome_for
from gui.widgets import glyphs
from gui.widgets.choice import Choice, Option
from gui.widgets.glyphs import Glyph
from gui.widgets.labels import wrapping

if TYPE_CHECKING:
    from collections.abc import Callable

    from core.vocabulary import Question
    from gui.entry.draw import Draw
    from gui.session.session import Session


class QuestionRow(Row):
    """One question, and the answer on record."""

    def __init__(
        self,
        session: Session,
        question: Question,
        trial: tuple[str, str] | None,
        asked: Callable[[], Draw],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(session, ("questions", question.key), parent)
        self.of, self.trial = question, trial[0] if trial else None
        self._asked = asked
        text = question.label.text(session.language)
        self._text = f"{trial[1]}: {text}" if trial else text
        self._make_line()
        self.details = AnswerDetails(session, question, self)
        self.details.changed.connect(self._changed)
        self.details.typed.connect(self.show_draft)
        self.details.restored.connect(self.show_draft)
        self.details.entered.connect(self.enter)
        self.below.insertWidget(0, self.details)

    def _make_line(self) -> None:
        self.line.setContentsMargins(0, 6, 0, 4)
        self.line.setSpacing(12)
        self._status = Glyph("not_applicable", glyphs.TABLE, self)
        title = wrapping(self._text, "", self)
        self.choice = Choice(
            [
                Option("yes", self.tr("Yes"), "y是"),
                Option("no", self.tr("No"), "n否"),
                Option("unknown", self.tr("Unknown"), "u不"),
            ],
            self,
        )
        self.choice.set_name(self._text)
        title.setBuddy(self.choice)
        self.line.addWidget(title, 1)
        self.line.addWidget(self.choice)
        self.line.addWidget(self._status)
        self.choice.chosen.connect(lambda _key: self._pressed())
        self.choice.entered.connect(self.enter)

    # What is stored, what is chosen

    def stored_fact(self) -> Answer | None:
        """Return the latest answer."""
        return newest_answer(self.session.record, self.of.key, self.trial)

    def is_changed(self) -> bool:
        """Tell whether something else is chosen than is stored."""
        stored = self.stored_fact()
        if stored is None:
            return bool(self.choice.value)
        return self.choice.value != stored.answer or self.details.is_changed

    def draft(self) -> Answer | None:
        """Return the answer as chosen; None when it was taken back."""
        answer = self.choice.value
        if not answer:
            return None
        stored = self.stored_fact()
        follows = stored if self.progress() or not self.why.is_new else None
        start = follows or Answer(to=self.of.key, answer="unknown", date=self._asked().day)
        return replace(
            start,
            id=None,
            time=None,
            supersedes=None,
            answer=cast("Literal['yes', 'no', 'unknown']", answer),
            trial=self.trial,
            by=self.details.person(),
            reason=self.details.reason(),
            detail=self.details.detail.details(),
            source=self.details.source(self._asked().source or start.source),
            comment=self.details.comment(),
        )

    def block_answer(self) -> Answer:
        """Return No by the coordinator, marked as answered together with others."""
        return Answer(
            to=self.of.key,
            answer="no",
            trial=self.trial,
            by="coordinator",
            date=self._asked().day,
            comment=AS_BLOCK,
        )

    def can_be_answered_as_block(self) -> bool:
        """Tell whether the question is untouched, and the coordinator may answer it."""
        is_untouched = self.stored_fact() is None and not self.choice.value
        may = "coordinator" in self.of.may_answer and not self.of.asked_alone
        return is_untouched and may

    def new_words(self) -> str:
        """Offer to store the answer as one of another day."""
        stored, day = self.stored_fact(), self._asked().day
        if stored is None or day is None or stored.date == day or not self.choice.value:
            return ""
        return self.tr("asked again, {day}").replace("{day}", str(day))

    def give_up(self) -> None:
        """Show the stored answer."""
        stored = self.stored_fact()
        self.choice.set_value(stored.answer if stored else "")
        self.details.show_answer(stored, anew=True)

    def progress(self) -> str:
        """Say that something was only added to an answer that did not say it."""
        stored = self.stored_fact()
        if stored is None or self.choice.value != stored.answer:
            return ""
        if not self.details.is_only_more_than(stored):
            return ""
        is_reason = not stored.reason and self.details.reason()
        return self.tr("reason added") if is_reason else self.tr("details added")

    # What is shown

    def show_record(self) -> None:
        """Show the answer on record, and what the trials make of it."""
        stored = self.stored_fact()
        if self.why.isHidden():
            self.choice.set_value(stored.answer if stored else "")
        self.details.show_answer(stored)
        self.details.show_for(self.choice.value)
        found = [f[0] for a in self.session.assessments if (f := outcome_for(a, self.of.key))]
        outcome = min(found, key=WORST_FIRST.index, default=None)
        self._status.set_status(outcome.value if outcome else "not_applicable")

    def take_focus(self) -> None:
        """Give the keyboard to the answers."""
        self.choice.take_focus()

    # Steps

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the source on Alt+S and to the comment on Alt+M, once there is an answer."""
        name = ABOUT_KEYS.get(Qt.Key(event.key()))
        is_alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
        if name and is_alt and self.choice.value:
            self.details.about.open(name)
        else:
            super().keyPressEvent(event)

    def _pressed(self) -> None:
        if self.stored_fact() is None:
            self.commit()
        else:
            self._changed()

    def _changed(self) -> None:
        if self.progress():
            self.commit()
        elif self.is_changed():
            self.show_draft()
        else:
            self.why.put_away()
            self.say("")
