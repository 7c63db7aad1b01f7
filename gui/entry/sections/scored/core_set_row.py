"""The row of a core set: how many of its measures are on record; each is entered in its own row."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from core.vocabulary import Lab
from gui.entry.newest import newest_observation, newest_score
from gui.entry.sections.scored.score_row import ScoreRow
from gui.widgets.labels import label, wrapping

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from PySide6.QtWidgets import QWidget

    from core.record import Observation, Score
    from core.vocabulary import Instrument
    from gui.entry.draw import Draw
    from gui.session.session import Session


class CoreSetRow(ScoreRow):
    """A set of measures without a total; nothing is typed here."""

    def __init__(
        self, session: Session, instrument: Instrument, draw: Callable[[], Draw], parent: QWidget
    ) -> None:
        super().__init__(session, instrument, draw, parent)
        measures = groupby(instrument.items, key=lambda key: instrument.items[key].group or key)
        self._measures = {name: tuple(keys) for name, keys in measures}
        self.line.addWidget(wrapping(self.title, "", self), 1)
        self._count = label("", "detail", self)
        self.line.addWidget(self._count)
        self._end_line(self.line)

    def stored_fact(self) -> Score | None:
        """Return the first of its scores that is on record."""
        found = (newest_score(self.session.record, key) for key in self._keys())
        return next((one for one in found if one is not None), None)

    def _keys(self) -> Iterable[str]:
        return (key for keys in self._measures.values() for key in keys)

    def draft(self) -> Score | None:
        """Return what is stored: nothing is typed here."""
        return self.stored_fact()

    def is_changed(self) -> bool:
        """Tell that nothing is typed here."""
        return False

    def give_up(self) -> None:
        """Keep everything: nothing is typed here."""

    def take_focus(self) -> None:
        """Give the keyboard to the row itself: it has no field."""
        self.setFocus()

    def show_record(self) -> None:
        """Show how many measures are on record, and which are not."""
        open_ones = [name for name, keys in self._measures.items() if not any(map(self._has, keys))]
        count = str(len(self._measures) - len(open_ones))
        said = self.tr("{n} of {m} measures on record").replace("{n}", count)
        self._count.setText(said.replace("{m}", str(len(self._measures))))
        super().show_record()
        self._day.setText("")
        names = (self.session.vocabulary.label(one, self.session.language) for one in open_ones)
        self.say(
            self.tr("Open: {measures}").replace("{measures}", ", ".join(names)) if open_ones else ""
        )

    def _has(self, key: str) -> bool:
        record = self.session.record
        is_lab = self.session.vocabulary.get(Lab, key) is not None
        found: Observation | Score | None = (
            newest_observation(record, key) if is_lab else newest_score(record, key)
        )
        return found is not None and not found.not_done
