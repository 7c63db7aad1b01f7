"""What trials said of patients, kept beside the ledger until it is no longer certain."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

from core.store.payload import canonical
from core.store.tables import VERDICT, renewing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.store.ledger import Store
    from core.store.lines import ProjectedVerdict


def save_verdicts(store: Store, verdicts: Sequence[ProjectedVerdict]) -> None:
    """Keep what trials said, in place of what the same trials said of the same patients before.

    A verdict on an older state of the record (by its `head`) does not replace one on a later.
    """
    if not verdicts:
        return
    with store.writing() as connection:
        columns = [_columns(verdict) for verdict in verdicts]
        connection.execute(renewing(VERDICT, by="head"), columns)


def _columns(verdict: ProjectedVerdict) -> dict[str, Any]:
    until = verdict.settled_until
    return {
        **{field.name: getattr(verdict, field.name) for field in fields(verdict)},
        "counts": canonical(verdict.counts),
        "as_of": verdict.as_of.isoformat(),
        "settled_until": until.isoformat() if until else None,
    }
