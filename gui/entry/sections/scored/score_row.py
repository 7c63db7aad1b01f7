"""What every row of a score shares: its day and source, its items, the glyphs of the trials."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from core.record import Score
from core.vocabulary import Instrument
from gui.entry.newest import newest_score
from gui.entry.rows.row import Row
from gui.entry.settles import outcome_for
from gui.verdict_words import outcome
from gui.widgets import glyphs
from gui.widgets.glyphs import Glyph
from gui.widgets.labels import label

if TYPE_CHECKING:
    from collections.abc import Callable

    from core.vocabulary import ScoreKind
    from gui.entry.draw import Draw
    from gui.session.session import Session


ITEMS_WIDTH, TOTAL_WIDTH, SPAN_WIDTH = 72, 110, 76


class ScoreRow(Row):
    """What all kinds of score share: day and source of the section, items, glyphs of the trials."""

    sheet_asked = Signal(str)

    def __init__(
        self,
        session: Session,
        kind: ScoreKind | Instrument,
        draw: Callable[[], Draw],
        parent: QWidget | None,
    ) -> None:
        super().__init__(session, ("scores", kind.key), parent)
        self.of, self._draw = kind, draw
        self.title = kind.label.text(session.language)
        self._day = label("", "detail", self)
        self._day.setFixedWidth(86)
        self._glyphs = [Glyph("not_applicable", glyphs.TABLE, self) for _ in session.trials]

    def add_items(self, words: str) -> None:
        """Put the button that opens the items, where the vocabulary has more than one of them."""
        self.items = button = QPushButton(words, self)
        button.setProperty("kind", "link")
        button.setFixedWidth(ITEMS_WIDTH)
        button.setAccessibleName(f"{self.title}: {words}")
        button.clicked.connect(lambda: self.sheet_asked.emit(self.of.key))
        keeps = button.sizePolicy()
        keeps.setRetainSizeWhenHidden(True)
        button.setSizePolicy(keeps)
        instrument = self.session.vocabulary.get(Instrument, self.of.key)
        button.setVisible(instrument is not None and len(instrument.items) > 1)
        self.line.addWidget(button)

    def _end_line(self, line: QHBoxLayout) -> None:
        for cell in (self._day, *self._glyphs):
            line.addWidget(cell)
        line.addSpacing(6)

    def stored_fact(self) -> Score | None:
        """Return the latest score of this kind."""
        return newest_score(self.session.record, self.of.key)

    def new_words(self) -> str:
        """Offer a new score where the section's day is another than the stored one's."""
        stored, day = self.stored_fact(), self._draw().day
        if stored is None or day is None or stored.date == day:
            return ""
        return self.tr("new score, {day}").replace("{day}", str(day))

    def show_record(self) -> None:
        """Show the latest score, and what the trials make of it."""
        stored = self.stored_fact()
        self._day.setText(str(stored.date or "") if stored else "")
        for glyph, assessment in zip(self._glyphs, self.session.assessments, strict=False):
            found = outcome_for(assessment, self.of.key)
            glyph.set_status(found[0].value if found else "not_applicable")
            said = outcome(*found) if found else self.tr("not read")
            glyph.setToolTip(f"{assessment.short_name}: {said}")
        if not self.is_changed():
            self.why.put_away()
            self.say(self.session.held_against(self.of.key) if stored else "", "warning")

    def start(self) -> Score:
        """Return the score that the draft begins from: the stored one, or an empty one."""
        stored, draw = self.stored_fact(), self._draw()
        if stored and (self.progress() or not self.why.is_new):
            return replace(stored, id=None, time=None, supersedes=None)
        return Score(of=self.of.key, date=draw.day, source=draw.source, rater=draw.rater)
