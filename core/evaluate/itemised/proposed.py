"""What labs, joints and marked lines would answer for the open items of a score; never filled."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from core.evaluate.case import Case
from core.evaluate.itemised.contradicted import all_done
from core.evaluate.itemised.sources import told
from core.evaluate.known import known_on
from core.instruments.answers import UNKNOWN, points, problems
from core.quantity import plain
from core.truth import Said, Truth

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from core.evaluate.itemised.sources import Fact, Told
    from core.record import PatientRecord, Score
    from core.site import Setting
    from core.vocabulary import Instrument, Item

_MOST_PLACES = 6


@dataclass(frozen=True, slots=True)
class Proposed:
    """An answer that the results of the days suggest, and on which facts it rests.

    It is for a person to give: what counts must also be due to the disease.
    """

    answer: str
    facts: tuple[Fact, ...]
    said: Said


def proposals(
    result: Score, instrument: Instrument, record: PatientRecord, setting: Setting, as_of: date
) -> dict[str, Proposed]:
    """Return what the record of a day would answer for the items of a score that are still open."""
    case = Case(known_on(record, as_of), "", setting, 1)
    return dict(_proposals(result, instrument, case))


def _proposals(result: Score, instrument: Instrument, case: Case) -> Iterator[tuple[str, Proposed]]:
    repeated = has_earlier(result, case)
    for key, item in instrument.items.items():
        if result.items.get(key, UNKNOWN) != UNKNOWN or (item.first_only and repeated):
            continue
        found = told(item, result, instrument, case)
        answer, by = _answer(item, found)
        if answer is not None and not any(problems(instrument, {key: answer})):
            yield key, _proposed(answer, by)


def has_earlier(result: Score, case: Case) -> bool:
    """Tell whether the same score was assessed item by item before, for certain."""
    day = case.day(result.date)
    return any(
        one is not result and one.items and case.day(one.date).last < day.first
        for one in case.scores(result.of)
    )


def _proposed(answer: str, by: Sequence[Told]) -> Proposed:
    facts = {id(one.fact): one for one in by}
    shown = tuple(
        Said(
            "result_of_day",
            {
                "what": one.evidence.of,
                "used": one.evidence.as_used,
                "unit": one.evidence.unit,
                "day": one.evidence.day,
            },
        )
        for one in facts.values()
    )
    said = Said("item_proposed", {"value": answer, "results": shown})
    return Proposed(answer, tuple(one.fact for one in facts.values()), said)


def _answer(item: Item, found: Sequence[Told]) -> tuple[str | None, Sequence[Told]]:
    """Return the answer that all results leave no doubt of, and the results that give it."""
    if item.range is not None:
        return _number(found), found
    held = [one for one in found if one.sure and one.truth is Truth.YES]
    if not held:
        clear = all(one.truth is Truth.NO for one in found) and all_done(item.answered_by, found)
        return (_none(item) if clear and not item.only_proposed else None), found
    best = max(held, key=lambda one: points(item, _given(one)).low or Fraction(0))
    answer = _given(best)
    worth = points(item, answer).high or Fraction(0)
    higher = [one for one in found if (points(item, _given(one)).low or Fraction(0)) > worth]
    if any(one.truth is not Truth.NO for one in higher):
        return None, ()
    return answer, [one for one in held if _given(one) == answer]


def _given(one: Told) -> str:
    return one.way.gives or "yes"


def _none(item: Item) -> str | None:
    """Return the answer that is worth nothing: no, absent, none."""
    return next(
        (name for name, worth in item.levels.items() if not worth), None if item.levels else "no"
    )


def _number(found: Sequence[Told]) -> str | None:
    """Return the one number that every result gives exactly, as it would be typed."""
    ends = {end for one in found for end in _ends(one)}
    if len(ends) != 1 or not any(one.sure for one in found):
        return None
    amount = ends.pop()
    if amount is None or amount * 10**_MOST_PLACES % 1:
        return None
    return plain((Decimal(amount.numerator) / Decimal(amount.denominator)).normalize())


def _ends(one: Told) -> tuple[Fraction | None, Fraction | None]:
    return (one.amount.low, one.amount.high) if one.amount else (None, None)
