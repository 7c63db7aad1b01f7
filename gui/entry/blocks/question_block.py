"""Questions under each other, in groups; what was not asked can be answered No together."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, cast

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from core.dates import Day
from gui.entry.blocks.draw_head import DrawHead
from gui.entry.rows.question_row import QuestionRow
from gui.widgets.bands import band

if TYPE_CHECKING:
    from core.vocabulary import Question
    from gui.session.session import Session


def questions_of(session: Session, section: str) -> list[Question]:
    """Return the questions of a section, group by group in the vocabulary's order."""
    found = [
        cast("Question", entry)
        for entry in session.vocabulary.entries["questions"].values()
        if entry.section == section
    ]
    groups = list(dict.fromkeys(question.group for question in found))
    return sorted(found, key=lambda question: groups.index(question.group))


class QuestionBlock(QWidget):
    """The questions of a section."""

    def __init__(self, session: Session, section: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._subject: str | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.head = DrawHead(session, self)
        self.head.name(self.tr("Answered on"), self.tr("patient, chart"), self.tr("Asked today"))
        self._column.addWidget(self.head)
        self.rows: list[QuestionRow] = []
        self.groups: list[tuple[QWidget, list[QuestionRow]]] = []
        self._rests: list[tuple[QPushButton, list[QuestionRow]]] = []
        for group, questions in groupby(questions_of(session, section), key=lambda q: q.group):
            self._add_group(group, list(questions))

    def _add_group(self, group: str, questions: list[Question]) -> None:
        rest = QPushButton(self.tr("No to the rest"))
        rest.setProperty("kind", "link")
        name = self._session.vocabulary.label(group, self._session.language)
        head = band(name, self, rest)
        self._column.addWidget(head)
        rows = [row for question in questions for row in self._rows_of(question)]
        for row in rows:
            self._column.addWidget(row)
        self.rows += rows
        self.groups.append((head, rows))
        rest.setAccessibleName(self.tr("No to the rest of {group}").replace("{group}", name))
        rest.setToolTip(self.tr("Answers No to what the coordinator may answer and nobody touched"))
        rest.clicked.connect(lambda: self.answer_rest(rows))
        self._rests.append((rest, rows))

    def _rows_of(self, question: Question) -> list[QuestionRow]:
        trials: list[tuple[str, str] | None] = [None]
        if question.per == "trial":
            trials = [(t.registry_number, t.short_name) for t in self._session.trials]
        return [
            QuestionRow(self._session, question, trial, lambda: self.head.draw, self)
            for trial in trials
        ]

    def answer_rest(self, rows: list[QuestionRow]) -> None:
        """Answer No to every question of a group that nobody touched and the coordinator may."""
        asked = [row for row in rows if row.isVisibleTo(self) and row.can_be_answered_as_block()]
        if asked:
            self._session.put_all([row.block_answer() for row in asked])

    def show_record(self) -> None:
        """Show the answers on record; for a newly opened patient answers are given today."""
        record = self._session.record
        if record and record.subject != self._subject:
            self._subject = record.subject
            self.head.begin(Day.on(self._session.as_of))
        for row in self.rows:
            row.show_record()
        for button, rows in self._rests:
            button.setVisible(any(row.can_be_answered_as_block() for row in rows))

    def stops(self) -> list[QuestionRow]:
        """Return the rows in reading order."""
        return self.rows

    def row_for(self, of: str, what: str) -> QuestionRow | None:
        """Return the row of a question."""
        return next((row for row in self.rows if row.key == (of, what)), None)
