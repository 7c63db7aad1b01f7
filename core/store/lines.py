"""What stands beside the ledger: a line for each patient, and what trials said of them."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


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


@dataclass(frozen=True, slots=True, kw_only=True)
class WorklistRow:
    """One patient on the worklist, with the verdict of each trial by its registry number.

    `diagnoses` are those ongoing or suspected; a verdict whose `head` is not that of the row was
    given before the record last changed.
    """

    subject: str
    opened_on: date
    sex: str | None
    birth_year: int | None
    diagnoses: tuple[str, ...]
    last_change: datetime
    head: int
    verdicts: Mapping[str, ProjectedVerdict]


def worklist_rows(
    lines: Iterable[Mapping[str, Any]], verdicts: Iterable[Mapping[str, Any]]
) -> tuple[WorklistRow, ...]:
    """Make the worklist from the lines of both tables: the open patients, in order of opening."""
    by_subject: defaultdict[str, dict[str, ProjectedVerdict]] = defaultdict(dict)
    for line in verdicts:
        by_subject[line["subject"]][line["trial"]] = _verdict(line)
    opened = sorted((line for line in lines if line["opened"]), key=lambda line: line["opened"])
    return tuple(_worklist_row(line, by_subject[line["subject"]]) for line in opened)


def _verdict(line: Mapping[str, Any]) -> ProjectedVerdict:
    until = line["settled_until"]
    columns = {
        **line,
        "counts": json.loads(line["counts"]),
        "as_of": date.fromisoformat(line["as_of"]),
        "settled_until": date.fromisoformat(until) if until else None,
    }
    return ProjectedVerdict(**columns)


def _worklist_row(line: Mapping[str, Any], verdicts: dict[str, ProjectedVerdict]) -> WorklistRow:
    return WorklistRow(
        subject=line["subject"],
        opened_on=date.fromisoformat(line["opened_on"]),
        sex=line["sex"],
        birth_year=line["birth_year"],
        diagnoses=tuple(json.loads(line["diagnoses"])),
        last_change=datetime.fromisoformat(line["last_change"]),
        head=line["head"],
        verdicts=verdicts,
    )
