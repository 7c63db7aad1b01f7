"""The page of one instrument: its items, what they make so far, and what each trial makes of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget

from core.instruments import problems
from core.record import Score
from gui.entry.blocks.score_head import ScoreHead
from gui.entry.newest import newest_score, score_of_day
from gui.entry.rows.row import Row
from gui.entry.sheets.answers import answers_of, with_answers
from gui.entry.sheets.result_line import ResultLine
from gui.entry.sheets.views import Views
from gui.session.scores.so_far import so_far
from gui.widgets.icons import IconButton
from gui.widgets.labels import label

if TYPE_CHECKING:
    from collections.abc import Iterable

    from core.vocabulary import Instrument
    from gui.entry.draw import Draw
    from gui.session.scores.so_far import SoFar
    from gui.session.session import Session

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Sheet(Row):
    """One assessment, item by item; the day in its head says which one is shown.

    It commits as a whole, as any row does. Answers that are only added need no reason.
    """

    closed = Signal()

    def __init__(self, session: Session, key: str, parent: QWidget | None = None) -> None:
        super().__init__(session, ("scores", key), parent)
        self.setObjectName("sheet")
        instrument = cast("Instrument", session.vocabulary.entries["instruments"][key])
        self.instrument = instrument
        self.title = instrument.label.text(session.language)
        self._answers: dict[str, str] = {}
        self._shown: dict[str, str] = {}
        """The stored answers that were shown last; what differs from them was answered here."""
        self._wrong: dict[str, str] = {}
        self._proposed: dict[str, str] = {}
        self.head = ScoreHead(session, self)
        self.result = ResultLine(instrument, self)
        self.result.set_scale(so_far(instrument, {}, session.vocabulary, session.language))
        self.views = Views(session, instrument, self)
        self.lines = self.views.form.lines
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        column = self.column
        column.setContentsMargins(0, 0, 0, 0)
        self.line.setContentsMargins(6, 8, 12, 4)
        self.back = IconButton("chevron-left", self.tr("Store the answers and go back (Esc)"), self)
        self.line.addWidget(self.back)
        self.line.addWidget(label(self.title, "section", self), 1)
        self.below.setContentsMargins(12, 0, 12, 0)
        self.discard, self.store = QPushButton(self.tr("Discard"), self), self._store_button()
        self.discard.setProperty("kind", "link")
        self.take = QPushButton(self)
        self.take.setProperty("kind", "link")
        self.take.setToolTip(self.tr("Answers open items as results on record propose it"))
        self.take.hide()
        for button in (self.take, self.discard, self.store):
            self.result.add_button(button)
        for place, part in enumerate((self.head, self.result), start=1):
            column.insertWidget(place, part)
        column.addWidget(self.views, 1)

    def _store_button(self) -> QPushButton:
        button = QPushButton(self.tr("Store"), self)
        button.setProperty("kind", "primary")
        button.setToolTip(self.tr("Stores the answers (Ctrl+Enter); leaving the page does so too"))
        return button

    def _connect(self) -> None:
        self.back.clicked.connect(self.close_sheet)
        self.store.clicked.connect(self.commit)
        self.discard.clicked.connect(self.forget)
        self.take.clicked.connect(self.take_proposed)
        self.views.answered.connect(self.answer)
        self.views.rest_asked.connect(self.answer_rest)
        self.views.ended.connect(self._end)
        self.head.changed.connect(self._other_day)

    # What is stored, what is answered

    def stored_fact(self) -> Score | None:
        """Return the score of the day in the head."""
        return score_of_day(self.session.record, self.instrument.key, self.head.draw.day)

    def is_changed(self) -> bool:
        """Tell whether other answers are given than are stored."""
        return self._answers != answers_of(self.stored_fact(), self.instrument)

    def draft(self) -> Score | None:
        """Return the score with the answers given; None when a score of items alone has none.

        Raise ValueError for an answer that an item cannot have.
        """
        for problem in problems(self.instrument, self._answers):
            raise ValueError(problem)
        start = self._start()
        has_total = start.total is not None or start.value is not None
        if not self._answers and not has_total:
            return None
        return with_answers(start, self._answers, self.instrument)

    def _start(self) -> Score:
        stored, draw = self.stored_fact(), self.head.draw
        if stored is not None:
            return replace(stored, id=None, time=None, supersedes=None)
        return Score(of=self.instrument.key, date=draw.day, source=draw.source, rater=draw.rater)

    def progress(self) -> str:
        """Say that answers were only added to those on record."""
        stored = self.stored_fact()
        if stored is None:
            return ""
        is_more = answers_of(stored, self.instrument).items() <= self._answers.items()
        return self.tr("further items answered") if is_more else ""

    def give_up(self) -> None:
        """Show the stored answers."""
        self._shown = answers_of(self.stored_fact(), self.instrument)
        self._answers = dict(self._shown)
        self._show_answers()

    # What a person does

    def answer(self, item: str, answer: str) -> None:
        """Take the answer to an item, or take it back."""
        if answer:
            self._answers[item] = answer
        else:
            self._answers.pop(item, None)
        self.show_draft()

    def answer_rest(self, items: Iterable[str]) -> None:
        """Answer that nothing is there for those of the items that nobody answered."""
        for key in items:
            rest = self.lines[key].rest_answer()
            if rest and key not in self._answers:
                self._answers[key] = rest
        self.show_draft()

    def _end(self) -> None:
        """Go on from the last item to the button that stores, or back where nothing is to store."""
        last = self.store if self.is_changed() else self.back
        last.setFocus(Qt.FocusReason.TabFocusReason)

    def close_sheet(self) -> None:
        """Store the answers and go back; what cannot be stored stays, with its sentence."""
        if self.commit():
            self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Store on Ctrl+Enter, go back on Esc; the answers of a whole sheet are not given up so."""
        if event.key() in _ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.commit()
        elif event.key() == Qt.Key.Key_Escape:
            self.close_sheet()
        else:
            super().keyPressEvent(event)

    def take_focus(self) -> None:
        """Give the keyboard to the figure or the first item."""
        self.views.take_focus()

    # What is shown

    def begin(self, draw: Draw) -> None:
        """Show the latest assessment, or begin the first one on the day of the section."""
        latest = newest_score(self.session.record, self.instrument.key)
        day = latest.date if latest and latest.date else draw.day
        self.head.take(replace(draw, day=day))
        self.forget()

    def _other_day(self) -> None:
        """Show the assessment of another day; what was answered and not stored goes with it."""
        if self.session.record is not None:
            self.show_record()
            self.show_draft()

    def show_record(self) -> None:
        """Show what is stored, unless something is being answered."""
        if self._answers == self._shown:
            self.give_up()
            self._say_what_stands_against()
        self.result.show_trials(self.session.assessments)
        self._looking.start()

    def show_draft(self) -> None:
        """Show what the answers make so far, and what each trial would make of it."""
        self._show_answers()
        self._looking.start()
        self.say("")
        if self.is_changed():
            self._ask_why()
        else:
            self.why.put_away()
            self.result.show_trials(self.session.assessments)
            self._say_what_stands_against()

    def forget(self) -> None:
        """Show what is stored, and what stands against it."""
        super().forget()
        self._say_what_stands_against()

    def _say_what_stands_against(self) -> None:
        """Say what on record contradicts the stored score: a result, or its own total."""
        if self.session.record is None:
            return
        stored = self.stored_fact()
        newest = newest_score(self.session.record, self.instrument.key)
        is_newest = stored is not None and stored == newest
        self.say(self.session.held_against(self.instrument.key) if is_newest else "", "warning")

    def _look_ahead(self) -> None:
        if self.session.record is None:
            return
        fact = None
        try:
            fact = self.draft() if self.is_changed() else None
        except ValueError as error:
            self.say(str(error), "wrong")
        if fact is not None:
            stored = self.stored_fact()
            after = self.session.preview(fact, supersedes=stored.id if stored else None)
            self.result.show_trials(after)
        self._look_beside()

    def _look_beside(self) -> None:
        """Show what results on record propose for the items, or hold against their answers."""
        answers = {key: one for key, one in self._answers.items() if key not in self._wrong}
        score = with_answers(self._start(), answers, self.instrument)
        found = self.session.beside(score, self.instrument)
        for key, line in self.lines.items():
            if key in found.contradicted:
                line.show_contradiction(found.contradicted[key])
            elif key not in self._wrong:
                line.show_proposal(*found.proposed.get(key, ("", "")))
        self.views.show_answers(self._answers, found.contradicted)
        self._proposed = {key: answer for key, (answer, _) in found.proposed.items()}
        self.take.setVisible(bool(self._proposed))
        self.take.setText(self.tr("Take {n} proposed").replace("{n}", str(len(self._proposed))))

    def take_proposed(self) -> None:
        """Answer each open item with what results on record propose: a person's own act."""
        self._answers |= self._proposed
        self.show_draft()

    def _show_answers(self) -> None:
        self.views.show_answers(self._answers)
        for button in (self.store, self.discard):
            button.setVisible(self.is_changed())
        self.result.show_result(self._so_far(), is_stored=not self.is_changed())

    def _so_far(self) -> SoFar:
        """Score the answers that the items can have; say of the others what is allowed."""
        was_wrong = self._wrong
        self._wrong = {
            key: problem
            for key, answer in self._answers.items()
            for problem in problems(self.instrument, {key: answer})
        }
        for key in {*was_wrong, *self._wrong}:
            self.lines[key].show_problem(self._wrong.get(key, ""))
        good = {key: one for key, one in self._answers.items() if key not in self._wrong}
        return so_far(self.instrument, good, self.session.vocabulary, self.session.language)
