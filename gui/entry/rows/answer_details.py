"""The quiet lines under a question: who answered, when and why, and what belongs to the answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gui.entry import words
from gui.entry.rows.about_fact import AboutFact, more_button
from gui.entry.rows.detail_cells import DetailCells
from gui.widgets.entry_line import EntryLine
from gui.widgets.labels import label
from gui.widgets.pick import Pick

if TYPE_CHECKING:
    from core.record import Answer
    from core.vocabulary import Person, Question
    from gui.session.session import Session

# Written into the record, in one language, beside an answer that was given with others.
AS_BLOCK = "answered as block"


def comment_on(answer: Answer) -> str | None:
    """Return what a person wrote about an answer, and not the mark of one given with others."""
    return None if answer.comment == AS_BLOCK else answer.comment


class AnswerDetails(QWidget):
    """Who, when and why of one answer, its details, source and comment.

    Before there is an answer it says who may give it.
    """

    changed = Signal()
    """Another person or another coded reason was picked."""
    typed = Signal()
    """A remark, a detail, the source or the comment is being typed."""
    restored = Signal()
    """Esc brought back what is stored of one of them."""
    entered = Signal(int)

    def __init__(self, session: Session, question: Question, parent: QWidget) -> None:
        super().__init__(parent)
        self._session, self._question = session, question
        self.who = label("", "hint", self)
        self.by = Pick([(who, words.name(session, who)) for who in question.may_answer], self)
        reasons = [(key, words.name(session, key)) for key in question.reasons]
        self.coded = Pick([("", self.tr("no coded reason")), *reasons], self)
        # Its reasons are long, and the page is no wider than its pane.
        self.coded.setSizeAdjustPolicy(Pick.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.coded.setMinimumContentsLength(16)
        self.remark = EntryLine(self)
        self.remark.setPlaceholderText(self.tr("reason or remark"))
        self.detail = DetailCells(session, self)
        self.about = AboutFact(self)
        self._more = more_button(
            self.tr("Source and comment of this answer"),
            self.tr("Source and comment of this answer (Alt+S, Alt+M)"),
            self,
        )
        self._name_and_place()
        self.by.picked.connect(lambda _key: self.changed.emit())
        self.coded.picked.connect(lambda _key: self.changed.emit())
        lines: list[EntryLine | DetailCells] = [self.remark, self.detail]
        lines += self.about.fields.values()
        for line in lines:
            line.textEdited.connect(lambda _text: self.typed.emit())
            line.restored.connect(self.restored)
        fields: list[Pick | EntryLine | DetailCells] = [self.by, self.coded, *lines]
        for field in fields:
            field.entered.connect(self.entered)

    def _name_and_place(self) -> None:
        asked = self._question.label.text(self._session.language)
        for field, name in (
            (self.by, self.tr("answered by")),
            (self.coded, self.tr("coded reason")),
            (self.remark, self.tr("reason or remark")),
        ):
            field.setProperty("flat", True)
            field.setAccessibleName(f"{asked}: {name}")
        for key, field in self.about.fields.items():
            field.setAccessibleName(f"{asked}: {self.about.titles[key].text()}")
        self._more.clicked.connect(lambda: self.about.open("source"))
        line = QHBoxLayout()
        line.setSpacing(8)
        for cell, stretch in (
            (self.by, 0),
            (self.who, 0),
            (self.coded, 0),
            (self.remark, 1),
            (self._more, 0),
        ):
            line.addWidget(cell, stretch)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(4)
        column.addLayout(line)
        column.addWidget(self.detail)
        column.addWidget(self.about)
        self.detail.come_after(self.remark)

    @property
    def is_changed(self) -> bool:
        """Tell whether person, reason, remark, a detail, source or comment are not as stored."""
        is_about = any(field.is_changed for field in self.about.fields.values())
        is_said = self.by.is_changed or self.coded.is_changed or self.remark.is_changed
        return is_said or self.detail.is_changed or is_about

    def person(self) -> Person:
        """Return who answers."""
        return cast("Person", self.by.text())

    def reason(self) -> str | None:
        """Return the coded reason, else the remark, or None."""
        return self.coded.text() or self.remark.text().strip() or None

    def source(self, otherwise: str | None) -> str | None:
        """Return the source that is typed; untouched, the other one."""
        field = self.about.fields["source"]
        return (field.text().strip() or None) if field.is_changed else otherwise

    def comment(self) -> str | None:
        """Return the comment, or None."""
        return self.about.fields["comment"].text().strip() or None

    def is_only_more_than(self, stored: Answer) -> bool:
        """Tell whether something is said of an answer besides, and nothing that was is changed."""
        if self.by.is_changed:
            return False
        said: list[tuple[str | None, str | None]] = [(stored.reason, self.reason())]
        said += [(stored.detail.get(k), v) for k, v in self.detail.read().items()]
        said += [(v, self.detail.read().get(k)) for k, v in stored.detail.items()]
        said += [(stored.source, self.source(stored.source)), (comment_on(stored), self.comment())]
        return all(not before or before == now for before, now in said) and self.is_changed

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
        self._show_besides(stored, anew=anew)
        self.who.setText(self._said_of(stored))

    def _show_besides(self, stored: Answer | None, *, anew: bool) -> None:
        self.detail.show_details(stored.detail if stored else {})
        self.detail.ask_for(self._question.details)
        shown = {
            "source": (stored.source if stored else None) or "",
            "comment": (comment_on(stored) if stored else None) or "",
        }
        for key, field in self.about.fields.items():
            if anew:
                field.accept_stored(shown[key])
            else:
                field.set_stored(shown[key])
        if anew:
            self.detail.restore()

    def show_for(self, answer: str) -> None:
        """Show the fields once there is an answer."""
        self.by.setVisible(len(self._question.may_answer) > 1 and bool(answer))
        self.coded.setVisible(bool(self._question.reasons) and bool(answer))
        self.remark.setVisible(bool(answer))
        self._more.setVisible(bool(answer))
        self.detail.setVisible(bool(answer) and self.detail.has_fields)
        self.about.show_what_is_said()
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
