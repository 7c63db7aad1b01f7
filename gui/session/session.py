"""What the window asks: the open patient, undo, what a typed value means, the paper."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Signal

from core.errors import StoreError
from gui.session.open_patient import ROLE, OpenPatient

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from core.assessment import Assessment
    from core.dates import Day
    from core.quantity import Entered
    from core.record import Fact, PatientRecord, Score
    from core.store import Row
    from core.vocabulary import Instrument
    from gui.session import exporting
    from gui.session.history import Change, Made
    from gui.session.scores.held_against import Beside


class Session(OpenPatient):
    """The one way from the window to the core and to the store; signals say what has happened."""

    exported = Signal(object)
    printed = Signal(str)

    _against: tuple[PatientRecord, Mapping[str, str]] | None = None
    """What contradicts in a record; every row of a section asks the same one."""

    @property
    def undo_text(self) -> str:
        """What would be undone, "" if nothing."""
        return self._text_of(self._history.done)

    @property
    def redo_text(self) -> str:
        """What would be done again, "" if nothing."""
        return self._text_of(self._history.undone)

    def undo(self) -> None:
        """Reverse the last entry by a new one."""
        if self._history.done:
            self._ready_ledger()
            pairs = self._history.done[-1].pairs
            rows = self._restate([(before, after) for before, after in pairs], self.tr("undone"))
            if rows:
                self._history.undid(rows)
            self._refold()

    def redo(self) -> None:
        """Enter again what was undone."""
        if self._history.undone:
            self._ready_ledger()
            pairs = self._history.undone[-1].pairs
            states = [(after, before) for before, after in pairs if before]
            rows = self._restate(states, self.tr("done again"))
            if rows:
                self._history.redid(rows)
            self._refold()

    def _restate(self, states: Sequence[tuple[Row | None, Row]], why: str) -> tuple[Row, ...]:
        from core.store import restating

        return self._write(
            [restating(wanted, now, self.author, ROLE, why) for wanted, now in states]
        )

    def _text_of(self, changes: list[Change]) -> str:
        if not changes:
            return ""
        from core.store import fact_of
        from core.store.entries import FACT_KINDS
        from gui.session import edits

        before, after = changes[-1].pairs[0]
        row = after if after.kind in FACT_KINDS or before is None else before
        if row.kind not in FACT_KINDS:
            return self.tr("Person")
        return edits.named(fact_of(row), self.vocabulary, self.language)

    def latest(self, kind: str, of: str, trial: str | None = None) -> Fact | None:
        """Return the newest fact of a list ("observations") and a key, or None."""
        from gui.session import edits

        return edits.newest(self._record, kind, of, trial) if self._record else None

    def read_value(self, key: str, text: str) -> Entered:
        """Read a typed value of an analyte or finding; raises ValueError with a sentence."""
        from core import quantity
        from core.vocabulary import Lab, State

        entry = self.vocabulary.get(Lab, key) or self.vocabulary.get(State, key)
        if entry is None or not entry.units:
            raise ValueError(self.tr("This is not a measured number."))
        default = self.setting.site.default_units.get(key, entry.units[0].code)
        return quantity.read_value(text, entry.units, default, entry.label.text(self.language))

    def parted(self, text: str) -> tuple[str, Day | None]:
        """Part a typed value from the day behind its @; raises ValueError with a sentence."""
        from core.values import parted

        return parted(text, self.setting, self.as_of)

    def read_day(self, text: str) -> Day:
        """Read a day by the site's order of day and month; raises ValueError with a sentence."""
        from core.dates import read_day

        return read_day(text, self.as_of, self.setting.site.date_order)

    def read_planned_day(self, text: str) -> Day:
        """Read a day that may lie ahead; raises ValueError with a sentence."""
        from core.dates import read_day

        return read_day(text, self.as_of, self.setting.site.date_order, may_be_ahead=True)

    def entries_made(self, of: str, what: str, trial: str | None = None) -> tuple[Made, ...]:
        """Return every entry ever made of a field, the last first; raises StoreError."""
        from gui.session.history import made_of

        subject = self._record.subject if self._record else ""
        return made_of(self.opened.store, subject, of, what, trial)

    def preview(self, fact: Fact, supersedes: str | None = None) -> tuple[Assessment, ...]:
        """Return what the verdicts would be with a fact; nothing is stored."""
        from gui.session import edits

        if self._record is None:
            return ()
        return self._assess(edits.with_fact(self._record, fact, supersedes))

    def beside(self, score: Score, instrument: Instrument) -> Beside:
        """Return what results on record propose for the items of a score, or hold against them."""
        from gui.session.scores import held_against

        if self._record is None:
            return held_against.Beside()
        return held_against.beside(
            score, instrument, self._record, self.setting, self.as_of, self.language
        )

    def held_against(self, key: str) -> str:
        """Return the sentence where an item of a score and a result of this key contradict."""
        from gui.session.scores import held_against

        if self._record is None or not any(score.items for score in self._record.scores):
            return ""
        if self._against is None or self._against[0] is not self._record:
            found = held_against.held_against(self._record, self.setting, self.as_of, self.language)
            self._against = (self._record, found)
        return self._against[1].get(key, "")

    def save_record(self, to: Path) -> None:
        """Write the open record, with what is not saved yet, to a new file; raises StoreError."""
        from core.facts import to_document

        if self._record is None:
            return
        text = json.dumps(to_document(self._record), ensure_ascii=False, indent=1)
        try:
            with to.open("x", encoding="utf-8") as file:
                file.write(text)
        except OSError as error:
            said = self.tr("{file} could not be written ({why}). Choose another folder or name.")
            raise StoreError(
                said.replace("{file}", str(to)).replace("{why}", str(error.strerror))
            ) from None

    def job(self, trial: str) -> exporting.Job:
        """Return what would be printed of a trial: the record as it is now, and its assessment."""
        from gui.session import exporting

        assessment = next(one for one in self._assessments if one.trial == trial)
        record = self._open_ledger().record()
        return exporting.Job(self.opened, record, assessment, self.author, self.is_demo)

    def export_checklist(self, trial: str, to: Path) -> None:
        """Write the checklist of a trial to a new PDF in a thread; `exported` or `failed` follows.

        What was printed is stored whole in the ledger.
        """
        from gui.session import exporting

        job = self.job(trial)
        self._do(lambda: exporting.write(exporting.filled(job), to), self._took_left)

    def draw_checklist(
        self,
        of: exporting.Job | exporting.Paper,
        ppi: float,
        done: Callable[[object], None],
        failed: Callable[[str], object],
    ) -> None:
        """Draw the pages of a checklist in a thread: `done` is given them; nothing is kept."""
        from gui.session import exporting

        def drawn() -> object:
            paper = exporting.filled(of) if isinstance(of, exporting.Job) else of
            return exporting.draw(paper, ppi)

        self._do(drawn, done, failed)

    def save_checklist(
        self, paper: exporting.Paper, to: Path, failed: Callable[[str], object]
    ) -> None:
        """Write a paper that was looked at to a new PDF, in a thread; `exported` follows."""
        from gui.session import exporting

        self._do(lambda: exporting.write(paper, to), self._took_left, failed)

    def print_checklist(
        self, paper: exporting.Paper, onto: exporting.Onto, failed: Callable[[str], object]
    ) -> None:
        """Print a paper that was looked at, in a thread; `exported` or `printed` follows."""
        from gui.session import exporting

        self._do(lambda: exporting.print_out(paper, onto), self._took_left, failed)

    def _took_left(self, done: object) -> None:
        from gui.session import exporting

        left = cast("exporting.Left", done)
        self._write([exporting.entry(left, self.author, ROLE)])
        if left.to is not None:
            self.exported.emit(left.to)
        else:
            self.printed.emit(left.printer)
