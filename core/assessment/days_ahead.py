"""The days on which time alone may change what a criterion says."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date, timedelta
from itertools import product
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from core.dates import Day, Duration
from core.evaluate.case import DEFAULT_FRESHNESS
from core.rules import AgeRule, DrugRule, walk

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from core.record import PatientRecord
    from core.rules import Node
    from core.site import Setting
    from core.trial import Criterion
    from core.vocabulary import Entry

YEAR = 366
_ONE_DAY = timedelta(days=1)


def days_to_try(
    record: PatientRecord, criterion: Criterion, setting: Setting, as_of: date
) -> list[date]:
    """Return the days of the next year on which anything counted from a fact's day may change.

    Half-lives, and time under a medicine with its gaps left out, are counted from no one day:
    there every day is tried.
    """
    last = as_of + timedelta(days=YEAR)
    rules = walk(criterion.rule)
    if any(isinstance(rule, DrugRule) and _is_summed(rule) for rule in rules):
        return [as_of + timedelta(days=number) for number in range(1, YEAR + 1)]
    lengths = {Duration(0, 0, ""), DEFAULT_FRESHNESS, *_lengths(rules, setting)}
    days = {as_of, *_days_in(record)}
    ends = {length.after(day) for length, day in product(lengths, days)}
    near = {end + gap for end in ends if end < date.max for gap in (timedelta(0), _ONE_DAY)}
    return sorted(day for day in near if as_of < day <= last)


def _is_summed(rule: DrugRule) -> bool:
    return bool(rule.half_lives or rule.for_at_least or rule.for_more_than)


def _lengths(rules: Iterable[Node], setting: Setting) -> Iterator[Duration]:
    """Yield every length of time that rules count: their own, and how long things stay fresh."""
    for rule in rules:
        yield from _durations(rule)
        for key in _words(rule):
            for entries in setting.vocabulary.entries.values():
                yield from _stale(entries.get(key))
        if isinstance(rule, AgeRule):
            yield from (
                Duration(12 * int(bound.amount) + more, 0, "")
                for _, bound in rule.limits()
                for more in (0, 12)
            )


def _stale(entry: Entry | None) -> Iterator[Duration]:
    goes_stale = getattr(entry, "goes_stale", None)
    if goes_stale is not None:
        yield goes_stale


def _durations(model: BaseModel) -> Iterator[Duration]:
    for name in model.model_fields_set:
        value: Any = getattr(model, name)
        for one in value if isinstance(value, tuple) else (value,):
            if isinstance(one, Duration):
                yield one
            elif isinstance(one, BaseModel) and not hasattr(one, "when"):
                yield from _durations(one)


def _words(rule: Node) -> Iterator[str]:
    for name in rule.model_fields_set:
        value: Any = getattr(rule, name)
        yield from (
            one for one in (value if isinstance(value, tuple) else (value,)) if isinstance(one, str)
        )


def _days_in(value: object) -> Iterator[date]:
    """Yield both ends of every day in a record."""
    if isinstance(value, Day):
        yield from (value.first, value.last)
    elif isinstance(value, tuple):
        for one in value:
            yield from _days_in(one)
    elif is_dataclass(value):
        for one in fields(value):
            yield from _days_in(getattr(value, one.name))
