"""The patient who is open: what was entered, what it says to the trials, how far it is saved."""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from core.errors import RecordError, StoreError
from gui.places import HOUSE
from gui.session.history import Change, History
from gui.session.open_store import OpenStore

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from core.assessment import Assessment
    from core.dates import Day
    from core.record import Fact, PatientRecord, Sex
    from core.store import Entry, Row
    from gui.session.patient_ledger import PatientLedger

ROLE = "coordinator"


class OpenPatient(OpenStore):
    """One patient of the open store; each committed entry is stored, and the trials asked again."""

    record_changed = Signal()
    assessed = Signal()
    save_failed = Signal(str)

    def __init__(
        self,
        folder: Path,
        as_of: date,
        *,
        is_demo: bool = False,
        house: Path = HOUSE,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(folder, as_of, is_demo=is_demo, house=house, parent=parent)
        self._ledger: PatientLedger | None = None
        self._record: PatientRecord | None = None
        self._assessments: tuple[Assessment, ...] = ()
        self._history = History()
        self._asked_at = 0.0

    # What is open

    @property
    def record(self) -> PatientRecord | None:
        """The record of the open patient, without what was superseded."""
        return self._record

    @property
    def assessments(self) -> tuple[Assessment, ...]:
        """The open patient against each trial, in the order of `trials`."""
        return self._assessments

    @property
    def waiting(self) -> int:
        """How many entries are kept in memory because they could not be saved."""
        return self._ledger.waiting if self._ledger else 0

    @property
    def quiet_for(self) -> float:
        """Seconds since the trials were last asked: they are with each letter that is typed."""
        return perf_counter() - self._asked_at

    def close(self) -> None:
        """Close the patient and the store; what could not be saved is lost with them."""
        self._keep_verdicts()
        self._forget_patient()
        super().close()

    # Patients

    def open_patient(self, subject: str) -> None:
        """Show the record of a patient; raises StoreError, too where another is not saved yet."""
        from gui.session.patient_ledger import PatientLedger

        self._leave_patient()
        history = History()
        self._ledger = PatientLedger(self.opened.store, subject, history.renew)
        self._history = history
        self._refold()

    def new_patient(self, subject: str) -> str:
        """Begin a record and return its code; raises RecordError if it is empty or taken."""
        from core.store import opening_entry, subjects

        code = " ".join(subject.split())
        if not code:
            raise RecordError(self.tr("Type a screening number, such as S-001. Never a name."))
        if code in subjects(self.opened.store):
            raise RecordError(
                self.tr("{code} is already on the worklist. Open it there.").replace("{code}", code)
            )
        self.opened.store.append([opening_entry(code, self.author, ROLE)])
        self._mark_saved()
        self.worklist_changed.emit()
        self.open_patient(code)
        return code

    def close_patient(self) -> None:
        """Go back to the worklist; raises StoreError where the patient is not saved yet."""
        self._leave_patient()
        self._forget_patient()
        self.record_changed.emit()
        self.worklist_changed.emit()

    def _leave_patient(self) -> None:
        if self.waiting:
            self.retry()
        if self.waiting:
            text = self.tr("What was entered last is not saved yet. Stay with it, and try again.")
            raise StoreError(text)
        self._keep_verdicts()

    def _forget_patient(self) -> None:
        self._ledger, self._record, self._assessments = None, None, ()
        self._history = History()

    def _keep_verdicts(self) -> None:
        if self._record and not self.waiting:
            from gui.session import projection

            try:
                projection.keep(self.opened, self._record.subject, self._assessments)
            except StoreError as error:
                self.failed.emit(str(error))

    # Entries

    def put(self, fact: Fact, *, supersedes: str | None = None, why: str | None = None) -> None:
        """Store one entry, or the correction of one, and assess again."""
        from core.store import correcting, entry_of

        ledger = self._ready_ledger()
        entry = entry_of(ledger.subject, fact, self.author, ROLE)
        before = ledger.row(supersedes) if supersedes else None
        if before:
            entry = correcting(entry, before.sequence, why or self.tr("corrected at entry"))
        self._enter([(before, entry)])

    def put_all(self, facts: Sequence[Fact]) -> None:
        """Store several new entries as one step, and assess once."""
        from core.store import entry_of

        ledger = self._ready_ledger()
        self._enter([(None, entry_of(ledger.subject, fact, self.author, ROLE)) for fact in facts])

    def withdraw(self, fact_id: str, why: str) -> None:
        """Take an entry back, saying why; it stays in the ledger."""
        from core.store import withdrawal

        before = self._ready_ledger().row(fact_id)
        self._enter([(before, withdrawal(before, self.author, ROLE, why))])

    def put_person(
        self, *, sex: Sex | None, birth_date: Day | None, why: str | None = None
    ) -> None:
        """Store sex and day of birth where they differ from what stands; `why` of a correction."""
        from gui.session.person import person_entries

        ledger = self._ready_ledger()
        why = why or self.tr("corrected at entry")
        entries = person_entries(ledger, sex, birth_date, (self.author, ROLE, why))
        if entries:
            self._enter(entries)

    def _open_ledger(self) -> PatientLedger:
        if self._ledger is None:
            raise RecordError(self.tr("No patient is open."))
        return self._ledger

    def retry(self) -> None:
        """Try again to save what is kept in memory; `saved` or `save_failed` says how it went."""
        trouble = self._open_ledger().save_waiting()
        self._refold()
        if trouble:
            self.save_failed.emit(trouble)
        else:
            self._mark_saved()

    def _ready_ledger(self) -> PatientLedger:
        """Return the open ledger after a try to save what waits, so that all keeps its order."""
        ledger = self._open_ledger()
        if ledger.waiting:
            ledger.save_waiting()
        return ledger

    def _enter(self, entries: list[tuple[Row | None, Entry]]) -> None:
        rows = self._write([entry for _, entry in entries])
        if rows:
            befores = [before for before, _ in entries]
            self._history.add(Change(tuple(zip(befores, rows, strict=True))))
        self._refold()

    def _write(self, entries: list[Entry]) -> tuple[Row, ...]:
        try:
            rows, trouble = self._open_ledger().add(entries)
        except StoreError as error:
            self.failed.emit(str(error))
            return ()
        if trouble:
            self.save_failed.emit(trouble)
        else:
            self._mark_saved()
        return rows

    def _refold(self) -> None:
        self._record = self._open_ledger().record()
        self._assessments = self._assess(self._record)
        self.assessed.emit()
        self.record_changed.emit()

    def _assess(self, record: PatientRecord) -> tuple[Assessment, ...]:
        from core.assessment import assess_all

        found = assess_all(record, self.trials, self.setting, self.as_of, self._assessments)
        self._asked_at = perf_counter()
        return found
