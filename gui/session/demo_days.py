"""The days of the demo patients: written for one day, moved to be as fresh on any other."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, TypeVar, cast

from core.dates import Day

if TYPE_CHECKING:
    from core.record import PatientRecord

WRITTEN_FOR = date(2026, 11, 18)
_FIRST_MOVED = date(2026, 1, 1)
T = TypeVar("T")


def moved(record: PatientRecord, as_of: date) -> PatientRecord:
    """Return a demo record as if it had been written for `as_of`.

    Days known exactly, of 2026 or later, keep their distance to the assessed day; months, years
    and earlier days are the history, and stay.
    """
    return _moved(record, as_of - WRITTEN_FOR)


def _moved(value: T, distance: timedelta) -> T:
    made: object = value
    if isinstance(value, Day):
        is_recent = value.is_exact and value.first >= _FIRST_MOVED
        made = Day.on(value.first + distance) if is_recent else value
    elif isinstance(value, tuple):
        made = tuple(_moved(one, distance) for one in value)
    elif is_dataclass(value) and not isinstance(value, type):
        inside = {one.name: _moved(getattr(value, one.name), distance) for one in fields(value)}
        made = replace(value, **inside)
    return cast("T", made)
