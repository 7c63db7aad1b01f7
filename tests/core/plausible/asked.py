"""What a trial asks for, read from its own rules: keys, lengths of time, limits and days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any

from core.dates import Day, Duration
from core.reading import read_trial
from core.rules import Node, walk
from core.rules.values import Bound
from tests.builders import HOUSE, the_vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from core.trial import Trial
    from core.vocabulary import Entry

TRIALS = tuple(sorted(path.stem for path in (HOUSE / "trials").glob("*.yaml")))
SCREENING = date(2026, 11, 18)
DAY = SCREENING.isoformat()


@cache
def the_trial(name: str) -> Trial:
    """Return a trial by the stem of its file."""
    return read_trial(HOUSE / "trials" / f"{name}.yaml")


@dataclass(frozen=True)
class Asked:
    """Every rule of a trial, in print order, conditions and parts included."""

    trial: Trial
    rules: tuple[Node, ...]

    def of(self, *kinds: type[Any]) -> list[Any]:
        """Return the rules of some words."""
        return [rule for rule in self.rules if isinstance(rule, kinds)]

    def named(self, word: str) -> tuple[str, ...]:
        """Return all that rules name under a word such as `asked_as`, each once."""
        found = (getattr(rule, word, None) for rule in self.rules)
        return tuple(dict.fromkeys(one for one in found if one))


@cache
def asked_by(name: str) -> Asked:
    """Return what a trial asks for."""
    trial = the_trial(name)
    return Asked(trial, tuple(rule for one in trial.criteria for rule in walk(one.rule)))


def narrower(kind: type[Entry], keys: Iterable[str]) -> tuple[str, ...]:
    """Return the entries that can be on record for these keys: no groups, but what is in them."""
    vocabulary = the_vocabulary()
    wanted = tuple(keys)
    return tuple(
        entry.key
        for entry in vocabulary.all(kind)
        if not getattr(entry, "is_group", False)
        and any(vocabulary.belongs(kind, entry.key, key) for key in wanted)
    )


def within(value: Any, kind: type[Any]) -> Iterator[Any]:
    """Yield every value of a kind inside plain data, however deep."""
    if isinstance(value, kind):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from within(inner, kind)
    elif isinstance(value, (list, tuple)):
        for inner in value:
            yield from within(inner, kind)


def durations_of(rule: Node) -> tuple[Duration, ...]:
    """Return the lengths of time that a rule names itself, not those of its condition."""
    return tuple(dict.fromkeys(within(_own(rule), Duration)))


def bounds_of(rule: Node) -> tuple[Bound, ...]:
    """Return the limits that a rule names itself, each unit of two on its own."""
    found = [one for bound in within(_own(rule), Bound) for one in (bound, bound.or_else) if one]
    return tuple(dict.fromkeys(found))


def _own(rule: Node) -> dict[str, Any]:
    return {word: value for word, value in rule.model_dump().items() if word != "when"}


def days_around(durations: Iterable[Duration]) -> tuple[str | None, ...]:
    """Return today often, and the first day of each length of time, one before and one after.

    Some are known to the month or year only, some not at all, and one lies in the future.
    """
    starts = [length.before(SCREENING) for length in durations]
    near = [day + timedelta(days=by) for day in starts for by in (-1, 0, 1)]
    known = [day.isoformat() for day in near if day.year > 1900]
    partial = [text for day in near if day.year > 1900 for text in (f"{day:%Y-%m}", f"{day:%Y}")]
    common = [DAY, DAY, DAY, "2026-11-17", "2026-11-19", "2019-03", "2026-11", None]
    return (*common, *dict.fromkeys([*known, *known, *partial]))


def is_day(text: str | None) -> bool:
    """Tell whether a text is a day known exactly."""
    return text is not None and Day.read(text).is_exact
