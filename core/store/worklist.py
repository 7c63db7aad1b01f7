"""The worklist: projections beside the ledger, which can be made again from it at any time."""

from __future__ import annotations

from collections import defaultdict
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, func, select

from core.errors import StoreError
from core.store.entries import BIRTH_DATE, RECORD_KINDS, SEX
from core.store.folding import chains, fold
from core.store.ledger import SUBJECT, rows_from
from core.store.lines import worklist_rows
from core.store.payload import canonical
from core.store.tables import LEDGER, VERDICT, WORKLIST, renewing

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from core.store.ledger import Store
    from core.store.lines import WorklistRow
    from core.store.rows import Row

_SHOWN = ("ongoing", "suspected")
_FOLDED = (SEX, BIRTH_DATE, "diagnosis")


def read_worklist(store: Store) -> tuple[WorklistRow, ...]:
    """Return the open patients in the order in which they were opened."""
    with store.reading() as connection:
        lines = {
            line["subject"]: dict(line) for line in connection.execute(select(WORKLIST)).mappings()
        }
        fresh = _lines_behind(connection)
        verdicts = [dict(line) for line in connection.execute(select(VERDICT)).mappings()]
    if fresh and not store.read_only:
        # What is shown is complete without it: a full disk must not keep anyone from looking.
        with suppress(StoreError), store.writing() as connection:
            _save_lines(connection, fresh)
    lines |= {line["subject"]: line for line in fresh}
    return worklist_rows(lines.values(), verdicts)


def rebuild_projections(store: Store) -> None:
    """Make the worklist again from the ledger; verdicts are forgotten, to be given anew."""
    with store.writing() as connection:
        connection.execute(delete(VERDICT))
        connection.execute(delete(WORKLIST))
        _save_lines(connection, _lines_behind(connection))


def _lines_behind(connection: Connection) -> list[dict[str, Any]]:
    """Make the lines anew of those subjects about whom rows were appended since the last time."""
    projected = select(func.coalesce(func.max(WORKLIST.c.projected), 0)).scalar_subquery()
    behind = select(LEDGER.c.subject).where(LEDGER.c.sequence > projected, LEDGER.c.subject != "")
    query = select(LEDGER).where(LEDGER.c.subject.in_(behind)).order_by(LEDGER.c.sequence)
    rows: dict[str, list[Row]] = defaultdict(list)
    for row in rows_from(connection.execute(query).mappings()):
        rows[row.subject].append(row)
    return [_line(subject, of_subject) for subject, of_subject in rows.items()]


def _line(subject: str, rows: list[Row]) -> dict[str, Any]:
    found = chains(rows)
    opening = next((chain[-1] for chain in found if chain[-1].kind == SUBJECT), None)
    record = fold(subject, (row for chain in found if chain[-1].kind in _FOLDED for row in chain))
    changes = [row for row in rows if row.kind in RECORD_KINDS] or rows
    return {
        "subject": subject,
        "opened": opening and opening.sequence,
        "opened_on": opening and opening.local_time.date().isoformat(),
        "sex": record.sex,
        "birth_year": record.birth_date and record.birth_date.first.year,
        "diagnoses": canonical([d.of for d in record.diagnoses if d.status in _SHOWN]),
        "last_change": changes[-1].utc_time,
        "head": changes[-1].sequence,
        "projected": rows[-1].sequence,
    }


def _save_lines(connection: Connection, lines: list[dict[str, Any]]) -> None:
    if lines:
        connection.execute(renewing(WORKLIST, by="projected"), lines)
