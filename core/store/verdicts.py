"""What trials said of patients, kept beside the ledger until it is no longer certain."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass, fields
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from core.store.payload import canonical
from core.store.tables import VERDICT, renewing

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import Connection

    from core.store.ledger import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectedVerdict:
    """What a trial said of a patient on a day, and what that rested on.

    `head` is the last row that had changed the record; `settled_until` the last day for which the
    same is certain, None where it is certain for `as_of` alone.
    """

    subject: str
    trial: str
    verdict: str
    reason: str
    counts: Mapping[str, int]
    as_of: date
    gate: str
    trial_hash: str
    setting_hash: str
    head: int
    settled_until: date | None = None

    def holds_on(self, day: date) -> bool:
        """Tell whether the verdict is certain for a day, as far as days go."""
        return self.as_of <= day <= (self.settled_until or self.as_of)


def save_verdicts(store: Store, verdicts: Sequence[ProjectedVerdict]) -> None:
    """Keep what trials said, in place of what the same trials said of the same patients before.

    A verdict on an older state of the record (by its `head`) does not replace one on a later.
    """
    if not verdicts:
        return
    with store.writing() as connection:
        columns = [_columns(verdict) for verdict in verdicts]
        connection.execute(renewing(VERDICT, by="head"), columns)


def verdicts_by_subject(
    connection: Connection,
) -> defaultdict[str, dict[str, ProjectedVerdict]]:
    """Return what is kept: by subject, then by trial."""
    found: defaultdict[str, dict[str, ProjectedVerdict]] = defaultdict(dict)
    for line in connection.execute(select(VERDICT)).mappings():
        until = line["settled_until"]
        columns = {
            **line,
            "counts": json.loads(line["counts"]),
            "as_of": date.fromisoformat(line["as_of"]),
            "settled_until": date.fromisoformat(until) if until else None,
        }
        found[line["subject"]][line["trial"]] = ProjectedVerdict(**columns)
    return found


def _columns(verdict: ProjectedVerdict) -> dict[str, Any]:
    until = verdict.settled_until
    return {
        **{field.name: getattr(verdict, field.name) for field in fields(verdict)},
        "counts": canonical(verdict.counts),
        "as_of": verdict.as_of.isoformat(),
        "settled_until": until.isoformat() if until else None,
    }
