"""The demo store: invented patients in a file of their own, made anew at each start."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gui.session.demo_days import moved

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from core.record import PatientRecord
    from core.site import Setting
    from core.store import Entry, Store

_AUTHOR = "demo"


def demo_file(folder: Path) -> Path:
    """Return where the demo store goes; what was there from the last time is removed."""
    place = folder / "demo"
    if place.exists():
        for old in place.glob("demo.sqlite*"):
            old.unlink(missing_ok=True)
    return place / "demo.sqlite"


def fill(store: Store, records: Path, setting: Setting, as_of: date) -> None:
    """Enter the records of a folder of YAML files, by name, their days moved to `as_of`."""
    from core.exchange.record_file import read_record

    entries: list[Entry] = []
    for path in sorted(records.glob("*.yaml")):
        entries += entries_of(moved(read_record(path, setting), as_of))
    store.append(entries)


def entries_of(record: PatientRecord) -> list[Entry]:
    """Return the entries that make a record: its opening, the person, and each current fact."""
    from core.record import current, facts
    from core.store import birth_date_entry, entry_of, opening_entry, sex_entry

    subject, role = record.subject, "coordinator"
    entries = [opening_entry(subject, _AUTHOR, role)]
    if record.sex:
        entries.append(sex_entry(subject, record.sex, _AUTHOR, role))
    if record.birth_date:
        entries.append(birth_date_entry(subject, record.birth_date, _AUTHOR, role))
    entries += [entry_of(subject, fact, _AUTHOR, role) for fact in facts(current(record))]
    return entries
