"""Which `complete` line makes an absence a no, and for which days."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.step import Evidence
from core.vocabulary import KINDS

if TYPE_CHECKING:
    from datetime import date

    from core.evaluate.case import Case
    from core.record import Complete, ListName


def covering(
    name: ListName, kind: str, keys: tuple[str, ...], since: date | None, until: date, case: Case
) -> Evidence | None:
    """Return the line that states a list complete over these days and keys, or None.

    A line speaks for the days up to its own `as_of`, and from its `since` on where it was not
    gone through from birth; one narrowed by `of` speaks only for what belongs to it.
    """
    for line in case.complete(name):
        if _spans(line, since, until) and _speaks_for(line, kind, keys, case):
            return Evidence(
                "complete",
                line.of or name,
                as_entered=f"{name} complete",
                as_used="complete",
                day=line.as_of,
                source=line.source or line.by,
                fact=line.id,
            )
    return None


def _spans(line: Complete, since: date | None, until: date) -> bool:
    if line.as_of.first < until:
        return False
    return line.since is None or (since is not None and line.since.last <= since)


def _speaks_for(line: Complete, kind: str, keys: tuple[str, ...], case: Case) -> bool:
    if line.of is None:
        return True
    narrowed = line.of
    return all(case.setting.vocabulary.belongs(KINDS[kind], key, narrowed) for key in keys)
