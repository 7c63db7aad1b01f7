"""What is appended, and the rows that it becomes."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

from core.errors import StoreError
from core.store.chain import BEFORE_THE_FIRST, hash_of
from core.store.payload import canonical, checked_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

PAYLOAD_VERSION = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What is to be appended. `kind` is an open word; `subject` is empty if it is about nobody.

    An entry that supersedes a row (by its sequence) corrects it or takes it back, and says why.
    """

    subject: str
    kind: str
    code: str
    payload: Mapping[str, Any] = field(default_factory=dict)
    author: str
    role: str
    supersedes: int | None = None
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of the ledger, as it stands there for ever."""

    sequence: int
    utc_time: str
    utc_offset: str
    author: str
    role: str
    subject: str
    kind: str
    code: str
    payload: str
    payload_version: int
    supersedes: int | None
    why: str
    program: str
    previous: str
    hash: str

    @property
    def data(self) -> dict[str, Any]:
        """Return the payload as plain data."""
        data: dict[str, Any] = json.loads(self.payload)
        return data

    @property
    def local_time(self) -> datetime:
        """Return the moment of writing as the clock on the wall showed it."""
        moment = datetime.fromisoformat(self.utc_time)
        return moment.astimezone(datetime.strptime(self.utc_offset, "%z").tzinfo)


def rows_after(
    last: Row | None, entries: Sequence[Entry], moment: datetime, program: str
) -> tuple[Row, ...]:
    """Return the rows that entries become after the last one, at a moment."""
    sequence, previous = (last.sequence, last.hash) if last else (0, BEFORE_THE_FIRST)
    rows: list[Row] = []
    for entry in entries:
        sequence += 1
        columns = {
            **_columns(entry),
            "sequence": sequence,
            "utc_time": _utc_time(moment),
            "utc_offset": _utc_offset(moment),
            "program": program,
            "previous": previous,
        }
        previous = hash_of(columns)
        rows.append(Row(**columns, hash=previous))
    return tuple(rows)


def _columns(entry: Entry) -> dict[str, Any]:
    if not entry.kind:
        raise ValueError("an entry needs a kind")
    if entry.supersedes is not None and not entry.why.strip():
        raise StoreError("A correction needs its reason. Nothing was saved: say why, and save.")
    words = ("subject", "kind", "code", "author", "role", "why")
    return {
        **{name: checked_text(getattr(entry, name)) for name in words},
        "payload": canonical(entry.payload),
        "payload_version": PAYLOAD_VERSION,
        "supersedes": entry.supersedes,
    }


def _utc_time(moment: datetime) -> str:
    if moment.tzinfo is None:
        raise ValueError("the clock must say its offset from UTC")
    text = moment.astimezone(UTC).isoformat(timespec="microseconds")
    return text.replace("+00:00", "Z")


def _utc_offset(moment: datetime) -> str:
    minutes = (moment.utcoffset() or timedelta()) // timedelta(minutes=1)
    return timezone(timedelta(minutes=minutes)).tzname(None).removeprefix("UTC") or "+00:00"
