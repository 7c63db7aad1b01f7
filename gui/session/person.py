"""The entries of a patient's sex and day of birth."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.store import birth_date_entry, correcting, sex_entry, withdrawal

if TYPE_CHECKING:
    from core.dates import Day
    from core.record import Sex
    from core.store import Entry, Row
    from gui.session.patient_ledger import PatientLedger


def person_entries(
    ledger: PatientLedger, sex: Sex | None, birth_date: Day | None, signed: tuple[str, str, str]
) -> list[tuple[Row | None, Entry]]:
    """Return what has to be entered, each with the row that it corrects.

    `signed` is the author, the role, and why.
    """
    author, role, _ = signed
    record, subject = ledger.record(), ledger.subject
    entries: list[tuple[Row | None, Entry]] = []
    if sex != record.sex:
        made = sex_entry(subject, sex, author, role) if sex else None
        entries += _replacing(ledger.standing("sex"), made, signed)
    if birth_date != record.birth_date:
        made = birth_date_entry(subject, birth_date, author, role) if birth_date else None
        entries += _replacing(ledger.standing("birth_date"), made, signed)
    return entries


def _replacing(
    before: Row | None, made: Entry | None, signed: tuple[str, str, str]
) -> list[tuple[Row | None, Entry]]:
    author, role, why = signed
    if made is None:
        return [(before, withdrawal(before, author, role, why))] if before else []
    return [(before, correcting(made, before.sequence, why) if before else made)]
