"""The rows of the open patient: those on the disk, and those that wait for it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from core.errors import StoreError
from core.store import Entry, Row, Store, current_rows, fold, fold_on
from core.store.payload import canonical

if TYPE_CHECKING:
    from collections.abc import Callable

    from core.record import PatientRecord

_WAITING_FROM = 1 << 60
"""The sequences of rows that are not on the disk yet begin here."""


class PatientLedger:
    """What was entered about one patient. A row that could not be saved is kept and shown too."""

    def __init__(self, store: Store, subject: str, renewed: Callable[[Row, Row], None]) -> None:
        self.subject = subject
        self._store = store
        self._renewed = renewed
        self._trouble = ""
        self._saved_as: dict[str, str] = {}
        self._rows = list(store.rows(subject=subject))
        # The record of the first rows, as many as are folded; None where one of them has changed.
        self._record: PatientRecord | None = None
        self._folded = 0
        self._waiting: list[tuple[Entry, Row]] = []

    @property
    def waiting(self) -> int:
        """Return how many entries are not on the disk yet."""
        return len(self._waiting)

    def record(self) -> PatientRecord:
        """Return the record as it stands, with what is not saved yet."""
        count = len(self._rows)
        if self._record is None:
            self._record = fold(self.subject, self._rows)
        else:
            self._record = fold_on(self._record, self._rows, count - self._folded)
        self._folded = count
        return self._record

    def row(self, fact_id: str) -> Row:
        """Return the row of a fact; raises StoreError if there is none."""
        wanted = self._saved_as.get(fact_id, fact_id)
        for row in self._rows:
            if str(row.sequence) == wanted:
                return row
        raise StoreError(f"Entry {fact_id} is not part of this record any more. Open it again.")

    def standing(self, kind: str) -> Row | None:
        """Return the row of a kind that holds now ("sex", "birth_date"), or None."""
        return next((row for row in current_rows(self._rows) if row.kind == kind), None)

    def add(self, entries: list[Entry]) -> tuple[tuple[Row, ...], str]:
        """Append entries; return their rows, and a sentence where they are not on the disk yet.

        Raises StoreError for an entry that no disk could take.
        """
        for entry in entries:
            canonical(entry.payload)
        if not self._waiting:
            try:
                rows = self._store.append(entries)
            except StoreError as error:
                if self._is_lost_update(entries):
                    raise
                self._trouble = str(error)
            else:
                self._rows += rows
                return rows, ""
        return tuple(self._keep(entry) for entry in entries), self._trouble

    def save_waiting(self) -> str:
        """Try again to save what waits; return a sentence where some of it still waits."""
        self._trouble = ""
        while self._waiting and not self._trouble:
            entry, shown = self._waiting[0]
            try:
                (saved,) = self._store.append([entry])
            except StoreError as error:
                self._trouble = str(error)
            else:
                self._waiting.pop(0)
                self._replace(shown, saved)
        return self._trouble

    def _replace(self, shown: Row, saved: Row) -> None:
        """Put a saved row in the place of the one shown; what waits and names it follows."""
        self._record = None
        self._saved_as[str(shown.sequence)] = str(saved.sequence)
        self._rows[self._rows.index(shown)] = saved
        self._renewed(shown, saved)
        for number, (entry, row) in enumerate(self._waiting):
            if entry.supersedes == shown.sequence:
                moved = replace(row, supersedes=saved.sequence)
                self._waiting[number] = (replace(entry, supersedes=saved.sequence), moved)
                self._rows[self._rows.index(row)] = moved
                self._renewed(row, moved)

    def _keep(self, entry: Entry) -> Row:
        """Show an entry that could not be saved, and keep it for the next try."""
        now = self._store.clock()
        row = Row(
            sequence=_WAITING_FROM + len(self._rows),
            utc_time=now.isoformat(),
            utc_offset="+00:00",
            author=entry.author,
            role=entry.role,
            subject=entry.subject,
            kind=entry.kind,
            code=entry.code,
            payload=canonical(entry.payload),
            payload_version=1,
            supersedes=entry.supersedes,
            why=entry.why,
            program=self._store.program,
            previous="",
            hash="",
        )
        self._rows.append(row)
        self._waiting.append((entry, row))
        return row

    def _is_lost_update(self, entries: list[Entry]) -> bool:
        """Tell whether somebody else changed the same row; then the record is read again."""
        wanted = {entry.supersedes for entry in entries if entry.supersedes}
        try:
            rows = self._store.rows(subject=self.subject)
        except StoreError:
            return False
        if not any(row.supersedes in wanted for row in rows):
            return False
        self._record = None
        self._rows = [*rows, *(shown for _, shown in self._waiting)]
        return True
