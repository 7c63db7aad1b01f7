"""The row of the 28 joints: how many are swollen and how many tender."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from core.evaluate.measured.items import span_text
from core.instruments import score
from core.record import Score
from core.values import read_total
from core.vocabulary import Instrument
from gui.entry import words
from gui.entry.sections.scored.score_row import ScoreRow
from gui.entry.sheets.answers import answers_of
from gui.session.scores.so_far import so_far
from gui.widgets.labels import label, wrapping
from gui.widgets.value_field import ValueField

if TYPE_CHECKING:
    from core.vocabulary import ScoreKind
    from gui.entry.draw import Draw
    from gui.session.session import Session

JOINTS = "joints_28"
SIGNS = ("swollen", "tender")


class JointsRow(ScoreRow):
    """Two counts of one examination; one alone is stored too, and the other stays open."""

    def __init__(
        self, session: Session, kind: ScoreKind, draw: Callable[[], Draw], parent: QWidget | None
    ) -> None:
        super().__init__(session, kind, draw, parent)
        self.kind = kind
        self.line.addWidget(wrapping(self.title, "", self), 1)
        self.add_items(self.tr("Joints"))
        self.counts: dict[str, ValueField] = {sign: self._count(sign) for sign in SIGNS}
        self._end_line(self.line)
        self.counts["swollen"].entered.connect(self._from_swollen)
        self.counts["tender"].entered.connect(self._from_tender)

    def _count(self, sign: str) -> ValueField:
        name = words.name(self.session, sign)
        title = label(name, "detail", self)
        field = ValueField(self)
        field.setFixedWidth(64)
        field.setAccessibleName(f"{self.title}: {name}")
        title.setBuddy(field)
        self.line.addWidget(title)
        self.line.addWidget(field)
        field.textEdited.connect(lambda _text: self.show_draft())
        field.restored.connect(self.give_up)
        return field

    def _from_swollen(self, step: int) -> None:
        if step > 0:
            self.counts["tender"].setFocus()
            self.counts["tender"].selectAll()
        else:
            self.enter(step)

    def _from_tender(self, step: int) -> None:
        if step > 0:
            self.enter(step)
        else:
            self.counts["swollen"].setFocus()

    def is_changed(self) -> bool:
        """Tell whether another count is typed."""
        return any(field.is_changed for field in self.counts.values())

    def draft(self) -> Score | None:
        """Return the counts as typed; None when both are emptied."""
        typed = {sign: field.text() for sign, field in self.counts.items() if field.text().strip()}
        items = {sign: str(read_total(self.kind, text)) for sign, text in typed.items()}
        return replace(self.start(), items=items, not_done=None) if items else None

    def give_up(self) -> None:
        """Show the stored counts."""
        for field in self.counts.values():
            field.accept_stored(field.stored)
        self.show_record()

    def progress(self) -> str:
        """Say that the other count of the same day was only added."""
        stored = self.stored_fact()
        if stored is None or stored.date != self._draw().day:
            return ""
        typed = {sign: field.text() for sign, field in self.counts.items()}
        is_more = all(typed.get(sign) == count for sign, count in stored.items.items())
        return self.tr("the other count was added") if is_more else ""

    def show_record(self) -> None:
        """Show the latest counts."""
        stored = self.stored_fact()
        for sign, field in self.counts.items():
            field.set_stored(stored.items.get(sign, "") if stored else "")
            field.setPlaceholderText(self._by_joints(stored, sign))
        super().show_record()
        if stored and stored.joints and not self.is_changed() and not self.said():
            self.say(self._of_joints(stored))

    def _by_joints(self, stored: Score | None, sign: str) -> str:
        """Return the count that the single joints on record make, for a field without its own."""
        instrument = self.session.vocabulary.get(Instrument, self.kind.key)
        if stored is None or not stored.joints or instrument is None:
            return ""
        parts = score(instrument, answers_of(stored, instrument)).parts
        return next((span_text(part.amount) for part in parts if part.name == sign), "")

    def _of_joints(self, stored: Score) -> str:
        """Return the counts that the single joints on record make: they decide, where both are."""
        instrument = self.session.vocabulary.get(Instrument, self.kind.key)
        if instrument is None:
            return ""
        answers = answers_of(stored, instrument)
        made = so_far(instrument, answers, self.session.vocabulary, self.session.language)
        return self.tr("Joint by joint: {counts}").replace("{counts}", made.total)

    def take_focus(self) -> None:
        """Give the keyboard to the swollen joints."""
        self.counts["swollen"].setFocus()
        self.counts["swollen"].selectAll()
