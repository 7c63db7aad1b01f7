"""What time alone will do to a trial's verdict: until when it holds, from when it is possible."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from core.assessment.horizon import Ahead, Outlook, looking
from core.truth import Outcome, Verdict

if TYPE_CHECKING:
    from collections.abc import Generator, Mapping
    from datetime import date

    from core.assessment.finding import Assessment


@dataclass(frozen=True, slots=True)
class Prospect:
    """What time alone will do to a trial within a year.

    What passes is `valid_until` a day: `criteria` are those that end first, for `out_of_date`
    results where these are why. A trial that fails is `possible_from` the day on which the last of
    the `criteria` that fail no longer stands against it.
    """

    valid_until: date | None = None
    possible_from: date | None = None
    criteria: tuple[str, ...] = ()
    out_of_date: tuple[str, ...] = ()
    outlooks: Mapping[str, Outlook] = field(default_factory=dict)


def looking_ahead(ahead: Ahead) -> Generator[None, None, Prospect]:
    """Look ahead for a trial; yields after each day, so that others may work in between.

    Criteria of an arm that no diagnosis on record opens are left out.
    """
    opened = {None} | {one.arm for one in ahead.now.arms if one.opened_by}
    found: dict[str, Outlook] = {}
    for criterion in ahead.trial.criteria:
        if criterion.arm in opened:
            found[criterion.id] = yield from looking(ahead, criterion)
    return prospect(ahead.now, found)


def prospect(now: Assessment, outlooks: Mapping[str, Outlook]) -> Prospect:
    """Return what the outlooks of its criteria mean for a trial."""
    if now.reason.code == "no_arm":
        return Prospect(outlooks=outlooks)
    if now.verdict is Verdict.NOT_ELIGIBLE:
        return _possible(now, outlooks)
    days = {
        one.id: day
        for one in now.deciding
        if one.id in outlooks and (day := outlooks[one.id].valid_until)
    }
    if not days:
        return Prospect(outlooks=outlooks)
    until = min(days.values())
    first = tuple(id_ for id_, day in days.items() if day == until)
    stale = tuple(dict.fromkeys(key for id_ in first for key in outlooks[id_].out_of_date))
    return Prospect(until, None, first, stale, outlooks)


def _possible(now: Assessment, outlooks: Mapping[str, Outlook]) -> Prospect:
    failed = [one.id for one in now.deciding if one.outcome is Outcome.NOT_MET]
    days = [outlooks[id_].possible_from if id_ in outlooks else None for id_ in failed]
    known = [day for day in days if day]
    if not failed or len(known) < len(failed):
        return Prospect(outlooks=outlooks)
    return Prospect(None, max(known), tuple(failed), (), outlooks)
