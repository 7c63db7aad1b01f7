"""What a row of results would store: the value as typed, a reason for none, or nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from core.record import Observation
from gui.entry.newest import newest_observation
from gui.entry.rows.reason_menu import KEPT, unusual
from gui.entry.rows.results.result_cells import ResultCells
from gui.entry.rows.row import Row
from gui.entry.understood import Understood, limit_alone, understand

if TYPE_CHECKING:
    from core.dates import Day
    from core.record import NotDone
    from core.vocabulary import Lab, State
    from gui.entry.draw import Draw
    from gui.session.session import Session


class ResultDraft(Row):
    """A row of results as far as it reads its cells; how it shows them is said by `ResultRow`."""

    def __init__(
        self,
        session: Session,
        entry: Lab | State,
        kind: str,
        draw: Callable[[], Draw],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(session, (kind, entry.key), parent)
        self.entry = entry
        self._draw = draw
        self._reason: NotDone | None = None
        self._confirmed = ""
        self.cells = ResultCells(self, entry, len(session.trials))

    def stored_fact(self) -> Observation | None:
        """Return the latest result of this test."""
        return newest_observation(self.session.record, self.key[1])

    def is_changed(self) -> bool:
        """Tell whether a cell holds something else than the record."""
        return self._reason is not None or self.cells.is_changed()

    def draft(self) -> Observation | None:
        """Return the result as typed; None for an emptied value."""
        if self._reason is not None:
            return self._observation(value=None, limit=None, not_done=self._reason)
        stored = self.stored_fact()
        text = self.cells.value.text().strip()
        if not text and stored and stored.not_done and not self.cells.value.is_changed:
            return self._observation(value=None, limit=None, not_done=stored.not_done)
        if not text:
            if stored is None:
                raise ValueError(self.tr("Type the value first."))
            return None
        read, day = self._understood(), self._day_behind()
        high = read.upper_limit or limit_alone(self.cells.limit.text(), read.unit, self.entry)
        made = self._observation(value=read.value, limit=high, not_done=None)
        if self.cells.value.is_changed or stored is None:
            made = replace(made, typed=None if text == read.value else text)
        low = read.lower_limit or self._typed_low(read.unit, made.lower_limit)
        return replace(made, lower_limit=low, date=day or made.date)

    def _typed_low(self, unit: str, otherwise: str | None) -> str | None:
        details = self.cells.shown_details
        if details is None or not self.entry.units:
            return otherwise
        return limit_alone(details.low.text(), unit, self.entry)

    def give_up(self) -> None:
        """Show the stored result in every cell."""
        self._reason = None
        self.cells.give_up()
        self.show_record()

    def question(self) -> str:
        """Ask about a value that is hardly possible."""
        try:
            read = self._understood()
        except ValueError:
            return ""
        if not read.is_odd or self._reason is not None:
            return ""
        return unusual(read)

    def hold_for_question(self) -> bool:
        """Hold an unusual value back until Enter is pressed on it a second time."""
        text = self.cells.value.text()
        asked = self.question() if self.cells.value.is_changed else ""
        if not asked or self._confirmed == text:
            return False
        self._confirmed = text
        self.cells.value.set_state("soft")
        self.say(asked, "warning")
        return True

    def progress(self) -> str:
        """Say that this is the result that was pending, or was not done on the same day."""
        stored, day = self.stored_fact(), self._draw().day
        if stored is None or not stored.not_done or self._reason or not self.cells.value.text():
            return ""
        is_it = stored.not_done == "pending" or stored.date in (None, day)
        return self.tr("the result has come in") if is_it else ""

    def new_words(self) -> str:
        """Offer a new result where the section's sample date is another than the stored one's."""
        stored, day = self.stored_fact(), self._draw().day
        if stored is None or day is None or stored.date == day or self._has_own_day():
            return ""
        return self.tr("new result, {day}").replace("{day}", str(day))

    def _has_own_day(self) -> bool:
        details = self.cells.shown_details
        return details is not None and details.day.is_changed

    def _understood(self) -> Understood:
        text, _ = self.session.parted(self.cells.value.text())
        return understand(text, self.entry, self.session.read_value)

    def _day_behind(self) -> Day | None:
        """Return the day that is typed behind the value (96 @ -3d), or None."""
        return self.session.parted(self.cells.value.text())[1]

    def _observation(
        self, *, value: str | None, limit: str | None, not_done: NotDone | None
    ) -> Observation:
        stored, draw = self.stored_fact(), self._draw()
        follows = stored if self.progress() or not self.why.is_new else None
        empty = Observation(of=self.key[1], date=draw.day, source=draw.source)
        start = replace(follows, id=None, time=None, supersedes=None) if follows else empty
        comment = None if start.comment == KEPT else start.comment
        made = replace(
            start,
            value=value,
            upper_limit=limit,
            not_done=not_done,
            comment=comment,
        )
        details = self.cells.shown_details
        made = replace(made, **details.typed(made)) if details else made
        # A second Enter on an odd value is said beside whatever else was written.
        said = [one for one in (made.comment, KEPT if self._confirmed else None) if one]
        return replace(
            made,
            comment="; ".join(said) or None,
            expected=made.expected if not_done else None,
        )
