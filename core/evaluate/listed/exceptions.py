"""`unless`: which entries of a list an exclusion does not mean."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from core.dates import Day
from core.truth import Need, NeedKind, Truth, all_of, any_of
from core.vocabulary import Drug, kind_word

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.evaluate.case import Case
    from core.evaluate.listed.lists import Entry
    from core.rules import Listed, Unless
    from core.vocabulary import Entry as Known


def with_exceptions(
    entry: Entry,
    unless: tuple[Unless, ...],
    kind: type[Known],
    detail: Mapping[str, str],
    case: Case,
) -> Entry:
    """Clear an entry that an exception names; one that may be it is for the investigator."""
    if entry.truth is Truth.NO or not unless:
        return entry
    key = entry.evidence.of
    excepted = any_of(_excepts(one, key, kind, detail, case) for one in unless)
    if excepted is Truth.YES:
        return replace(entry, truth=Truth.NO, code="excepted", need=None)
    if entry.truth is not Truth.YES or not excepted.is_open:
        return entry
    if excepted is Truth.UNKNOWN:
        need = Need(NeedKind.DATE_INCOMPLETE, key, kind_word(kind))
        return replace(entry, truth=excepted, code="exception_day_open", need=need)
    return replace(entry, truth=Truth.JUDGEMENT, code="exception_open")


def is_excepted(rule: Listed, key: str, case: Case) -> bool:
    """Tell whether a rule's exceptions name a medicine, which has no details to ask for."""
    return any(case.is_any(Drug, key, one.is_) for one in rule.unless)


def _excepts(
    one: Unless, key: str, kind: type[Known], detail: Mapping[str, str], case: Case
) -> Truth:
    named = _is_named(one, key, kind, case)
    if named is Truth.NO:
        return named
    details = [has_detail(detail, word, values) for word, values in one.where.items()]
    return all_of([named, *details, _long_ago(one, detail, case)])


def has_detail(detail: Mapping[str, str], word: str, values: tuple[str, ...]) -> Truth:
    """Say whether a detail has one of these values; a judgement where it is not on record."""
    given = detail.get(word)
    if given is None:
        return Truth.JUDGEMENT
    return Truth.YES if given in values else Truth.NO


def _is_named(one: Unless, key: str, kind: type[Known], case: Case) -> Truth:
    """Say whether an entry is what the exception names; one named too widely may be it."""
    if not one.is_ or case.is_any(kind, key, one.is_):
        return Truth.YES
    vocabulary = case.setting.vocabulary
    may_be = any(vocabulary.belongs(kind, wanted, key) for wanted in one.is_)
    return Truth.JUDGEMENT if may_be else Truth.NO


def _long_ago(one: Unless, detail: Mapping[str, str], case: Case) -> Truth:
    """Say whether the day that a detail names lies long enough before the screening day."""
    if one.since is None or one.for_more_than is None:
        return Truth.YES
    try:
        day = Day.read(detail.get(one.since, ""))
    except ValueError:
        return Truth.JUDGEMENT
    if one.for_more_than.after(day.last) < case.screening.first:
        return Truth.YES
    return Truth.NO if one.for_more_than.after(day.first) >= case.screening.last else Truth.UNKNOWN
