"""Answers to items that the results of the same days contradict, as facts of both sides."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from core.evaluate.case import Case
from core.evaluate.itemised.sources import told
from core.evaluate.known import known_on
from core.instruments.answers import UNKNOWN, points, problems
from core.quantity import cleaned, number
from core.truth import Said, Truth
from core.vocabulary import Instrument

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from core.evaluate.itemised.sources import Fact, Told
    from core.record import PatientRecord, Score
    from core.site import Setting
    from core.step import Evidence
    from core.vocabulary import AnsweredBy, Item


@dataclass(frozen=True, slots=True)
class Contradiction:
    """An answer of a score, the results against it, and these as evidence.

    `things` are what these results are of, each with the part of the vocabulary it stands in.
    """

    score: Score
    item: str
    facts: tuple[Fact, ...]
    evidence: tuple[Evidence, ...]
    things: tuple[tuple[str, str], ...]

    @property
    def said(self) -> Said:
        """Return which answer stands against which results."""
        against = tuple(
            Said("result_against", {"what": one.of, "used": one.as_used, "unit": one.unit})
            for one in self.evidence
        )
        name, answer = f"{self.score.of}.{self.item}", self.score.items[self.item]
        return Said("item_contradicted", {"what": name, "value": answer, "against": against})


def contradictions(
    record: PatientRecord, setting: Setting, as_of: date
) -> tuple[Contradiction, ...]:
    """Return every answer of a record's scores that results of its days contradict on a day."""
    known = known_on(record, as_of)
    case = Case(known, "", setting, 1)
    return tuple(one for score in known.record.scores for one in contradicted(score, case))


def contradicted(score: Score, case: Case) -> tuple[Contradiction, ...]:
    """Return the answers of one score that results of its days contradict."""
    instrument = case.setting.vocabulary.get(Instrument, score.of)
    if instrument is None or any(problems(instrument, score.items)):
        return ()
    found = []
    for key, answer in score.items.items():
        item = instrument.items[key]
        if not item.answered_by or answer == UNKNOWN:
            continue
        results = told(item, score, instrument, case)
        if key in instrument.entry and answer == "no":
            # What once was positive fulfils an entry criterion, whatever it is due to.
            against = tuple(one for one in _sure(results) if one.truth is Truth.YES)
        else:
            against = () if item.only_proposed else _against(item, answer, results)
        if against:
            found.append(_contradiction(score, key, against))
    return tuple(found)


def _contradiction(score: Score, item: str, against: Sequence[Told]) -> Contradiction:
    facts = {id(one.fact): one for one in against}
    return Contradiction(
        score,
        item,
        tuple(one.fact for one in facts.values()),
        tuple(one.evidence for one in facts.values()),
        tuple(dict.fromkeys(one.way.source for one in facts.values())),
    )


def _against(item: Item, answer: str, found: Sequence[Told]) -> tuple[Told, ...]:
    """Return the results against an answer: all that there are, or none."""
    if item.range is not None:
        typed = number(cleaned(answer))
        return () if any(_agrees(one, typed, item) for one in found) else _sure(found)
    worth = points(item, answer).low or Fraction(0)
    if not worth:
        # A result may be low for another reason: that it is not due to the disease stands.
        return ()
    ways = [way for way in item.answered_by if _worth(item, way) >= worth]
    mine = [one for one in found if one.way in ways]
    if any(one.truth is not Truth.NO for one in mine):
        return ()
    return _sure(mine) if all_done(ways, mine) else ()


def all_done(ways: Iterable[AnsweredBy], found: Sequence[Told]) -> bool:
    """Tell whether every way that must be looked into has a result for certain."""
    done = {one.way.source for one in found if one.sure}
    return bool(done) and all(way.optional or way.source in done for way in ways)


def _worth(item: Item, way: AnsweredBy) -> Fraction:
    return points(item, way.gives or "yes").low or Fraction(0)


def _sure(found: Iterable[Told]) -> tuple[Told, ...]:
    return tuple(one for one in found if one.sure)


def _agrees(one: Told, typed: Decimal, item: Item) -> bool:
    """Tell whether a number may be the one typed, each rounded as far as it was written."""
    if one.amount is None:
        return True
    exponent = typed.as_tuple().exponent
    written = Fraction(10) ** exponent if isinstance(exponent, int) else Fraction(0)
    rounding = max(written, Fraction(item.step or 0)) / 2
    allowed = max(rounding, one.rounding)
    low, high = one.amount.low, one.amount.high
    return (low is None or typed >= low - allowed) and (high is None or typed <= high + allowed)
