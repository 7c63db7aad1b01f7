"""The row of a score as its total, between its least and its greatest."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from core.quantity import in_first_unit, plain, read_value
from core.record import Score
from core.values import read_total
from core.vocabulary import Instrument
from gui.entry import words
from gui.entry.rows.reason_menu import ReasonMenu
from gui.entry.sections.scored.score_row import SPAN_WIDTH, TOTAL_WIDTH, ScoreRow
from gui.session.scores.so_far import so_far
from gui.widgets.labels import label, wrapping
from gui.widgets.value_field import ValueField

if TYPE_CHECKING:
    from collections.abc import Callable

    from core.record import NotDone
    from core.vocabulary import ScoreKind
    from gui.entry.draw import Draw
    from gui.session.session import Session


class TotalRow(ScoreRow):
    """A score as its total."""

    def __init__(
        self, session: Session, kind: ScoreKind, draw: Callable[[], Draw], parent: QWidget | None
    ) -> None:
        super().__init__(session, kind, draw, parent)
        self.kind = kind
        self._reason: NotDone | None = None
        name = wrapping(self.title, "", self)
        self.total = ValueField(self)
        self.total.setAccessibleName(self.title)
        self.total.setFixedWidth(TOTAL_WIDTH)
        name.setBuddy(self.total)
        self.line.addWidget(name, 1)
        self.add_items(self.tr("Items"))
        self.line.addWidget(self.total)
        span = label(self._span(), "detail", self)
        span.setFixedWidth(SPAN_WIDTH)
        self.line.addWidget(span)
        self._end_line(self.line)
        self.total.entered.connect(self.enter)
        self.total.textEdited.connect(lambda _text: self.show_draft())
        self.total.restored.connect(self.give_up)
        self.total.reason_asked.connect(self.open_reasons)

    def _span(self) -> str:
        least, greatest = self.kind.least, self.kind.greatest
        if least is None or greatest is None:
            return ""
        unit = f" {self.kind.units[0].code}" if self.kind.units else ""
        return f"{plain(least)}–{plain(greatest)}{unit}"

    def is_changed(self) -> bool:
        """Tell whether another total is typed, or a reason for none chosen."""
        return self.total.is_changed or self._reason is not None

    def draft(self) -> Score | None:
        """Return the score as typed; None for an emptied total."""
        if self._reason is not None:
            return replace(self.start(), total=None, value=None, not_done=self._reason)
        text = self.total.text().strip()
        if not text:
            return None
        if self.kind.units:
            value = self._with_unit(text)
            return replace(self.start(), total=None, value=value, not_done=None)
        return replace(self.start(), total=self._number(text), value=None, not_done=None)

    def _number(self, text: str) -> Decimal:
        # A grade instead of a number comes only from an index that has grades: it has another row.
        return Decimal(read_total(self.kind, text))

    def _with_unit(self, text: str) -> str:
        """Read a mark on a line, in cm where no unit is typed; it lies on the line."""
        kind = self.kind
        read = read_value(text, kind.units, kind.units[0].code, self.title).quantity
        used = in_first_unit(read.amount, read.unit, kind.units)
        least, greatest = kind.least, kind.greatest
        if (least is not None and used < least) or (greatest is not None and used > greatest):
            said = self.tr("{score} lies between {span}. Check the total.")
            raise ValueError(said.replace("{score}", self.title).replace("{span}", self._span()))
        return str(read)

    def give_up(self) -> None:
        """Show the stored total."""
        self._reason = None
        self.total.accept_stored(self.total.stored)
        self.show_record()

    def progress(self) -> str:
        """Say that the score that was pending, or not done on that day, is there."""
        stored = self.stored_fact()
        if stored is None or not stored.not_done or self._reason or not self.total.text():
            return ""
        return self.tr("the score is there")

    def open_reasons(self) -> None:
        """Offer the reasons for which there is no score."""
        menu = ReasonMenu(self.session, self)
        menu.chosen.connect(self.choose_reason)
        menu.popup(self.total.mapToGlobal(self.total.rect().bottomLeft()))

    def choose_reason(self, code: NotDone) -> None:
        """Take a reason instead of a total; it is stored at once where nothing is corrected."""
        self._reason = code
        self.total.clear()
        self.total.show_reason(words.name(self.session, code))
        if self.stored_fact() is None:
            self.commit()
        else:
            self.show_draft()

    def show_record(self) -> None:
        """Show the latest total."""
        stored = self.stored_fact()
        shown = _shown(stored)
        self.total.set_stored(shown)
        if not self.is_changed():
            is_none = stored is not None and stored.not_done is not None and not shown
            code = stored.not_done if stored and is_none else None
            self.total.show_reason(words.name(self.session, code) if code else "")
            if not code and not shown:
                self.total.setPlaceholderText(self._of_items(stored))
        super().show_record()

    def _of_items(self, stored: Score | None) -> str:
        """Return what the items on record make, in words: "10–37, items"."""
        instrument = self.session.vocabulary.get(Instrument, self.of.key)
        if stored is None or instrument is None or not stored.items:
            return ""
        made = so_far(instrument, stored.items, self.session.vocabulary, self.session.language)
        return self.tr("{total}, items").replace("{total}", made.total)

    def say(self, sentence: str, role: str = "hint", status: str = "") -> None:
        """Show a sentence, and the edge of the field that goes with it."""
        super().say(sentence, role, status)
        if self.total.state != "reason":
            self.total.set_state("wrong" if role == "wrong" and sentence else "")

    def take_focus(self) -> None:
        """Give the keyboard to the total."""
        self.total.setFocus()
        self.total.selectAll()


def _shown(stored: Score | None) -> str:
    if stored is None:
        return ""
    return stored.value or (plain(stored.total) if stored.total is not None else "")
