"""Check: a store in a temporary folder keeps what is entered, and notices what is altered."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from core.dates import Day
from core.record import Observation
from core.self_test.patients import AS_OF
from core.self_test.result import Found
from core.store import (
    correcting,
    entry_of,
    fold,
    open_store,
    opening_entry,
    sex_entry,
    verify,
    withdrawal,
)
from core.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from core.self_test.result import Ground
    from core.store import Entry, Row, Store

_SUBJECT, _WHO = "SELF-TEST", ("self-test", "coordinator")
_FIRST, _CORRECTED, _ALTERED = "41 U/L", "43 U/L", "47 U/L"


def check(ground: Ground) -> Found:
    """Enter, correct, withdraw, close, open, verify, and alter a byte; raise StoreError."""
    with ground.temporary_folder() as folder:
        path = folder / "self_test.sqlite"
        with _opened(path) as store:
            before = _entered(store)
        with _opened(path) as store:
            faults = list(_not_kept(store, before))
        _flip_a_byte(path)
        with _opened(path) as store:
            if verify(store).is_intact:
                faults.append("A byte altered in the file was not noticed.")
    return Found(
        "Entries were appended, corrected, withdrawn, closed and opened again; the chain of "
        f"{len(before)} rows holds, and an altered byte was found.",
        tuple(faults),
    )


def _opened(path: Path) -> Store:
    return open_store(path, lambda: _NOON, VERSION)


_NOON = datetime(AS_OF.year, AS_OF.month, AS_OF.day, 12, tzinfo=UTC)


def _entered(store: Store) -> tuple[Row, ...]:
    """Enter ALT and correct it, enter AST and take it back; return all rows."""
    store.append([opening_entry(_SUBJECT, *_WHO), sex_entry(_SUBJECT, "female", *_WHO)])
    alt, ast = store.append([_result("alt", _FIRST), _result("ast", _FIRST)])
    store.append(
        [
            correcting(_result("alt", _CORRECTED), alt.sequence, "misread"),
            withdrawal(ast, *_WHO, "of another patient"),
        ]
    )
    return store.rows()


def _result(of: str, value: str) -> Entry:
    fact = Observation(of=of, value=value, date=Day.on(AS_OF))
    return entry_of(_SUBJECT, fact, *_WHO)


def _not_kept(store: Store, before: tuple[Row, ...]) -> Iterator[str]:
    after = store.rows()
    if after != before:
        yield "After closing and opening, the rows are not those that were written."
    record = fold(_SUBJECT, after)
    if [(one.of, one.value) for one in record.observations] != [("alt", _CORRECTED)]:
        yield "A correction or a withdrawal is not what the record shows."
    report = verify(store)
    if not report.is_intact:
        yield "The chain of the rows does not hold: " + " ".join(
            fault.sentence for fault in report.faults
        )


def _flip_a_byte(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data.replace(_FIRST.encode(), _ALTERED.encode(), 1))
