"""What the record says to an item of a score: each result of its days, by what it may answer."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from core.dates import NOT_KNOWN, Day, Window
from core.evaluate.measured import labs, states
from core.evaluate.measured.joints import number_of
from core.quantity import Interval, Quantity, interval, plain, read_value, unit_named
from core.record import Score
from core.rules import FindingRule, LabRule
from core.step import Evidence
from core.truth import Truth
from core.values import read_lab
from core.vocabulary import Lab, ScoreKind, State

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.evaluate.case import Case
    from core.quantity import Unit
    from core.record import Observation
    from core.vocabulary import AnsweredBy, Instrument, Item

    Fact = Observation | Score


@dataclass(frozen=True, slots=True)
class Told:
    """What one result tells of an item: whether it is so, or the number that it gives.

    `sure` tells that it lies in the days of the item, not only that it may. A number is in the
    item's unit, and `rounding` half a step of its last digit; None cannot be read.
    """

    way: AnsweredBy
    fact: Fact
    sure: bool
    evidence: Evidence
    truth: Truth = Truth.UNKNOWN
    amount: Interval[Fraction] | None = None
    rounding: Fraction = Fraction(0)


def told(item: Item, result: Score, instrument: Instrument, case: Case) -> tuple[Told, ...]:
    """Return what every result of the days that an item looks back on tells of it."""
    return tuple(_told(item, days_of(result, instrument, case), case))


def days_of(result: Score, instrument: Instrument, case: Case) -> Window:
    """Return the days whose results answer an instrument; criteria look back on a whole life."""
    day = case.day(result.date)
    if instrument.scoring == "classification":
        return Window(Day.on(NOT_KNOWN.first), day)
    return Window.before(day, instrument.looks_back) if instrument.looks_back else Window(day, day)


def _told(item: Item, days: Window, case: Case) -> Iterator[Told]:
    for way in item.answered_by:
        for fact in _facts(way, case):
            inside = days.holds(case.day(fact.date))
            if inside is not False:
                yield replace(_tell(way, fact, item, case), sure=bool(inside))


def _facts(way: AnsweredBy, case: Case) -> tuple[Fact, ...]:
    of, key = way.source
    if of == "scores":
        return tuple(one for one in case.scores(key) if _is_given(one, way))
    entry = case.setting.vocabulary.get(State, key)
    keys = (key, *entry.also_by) if entry else (key,)
    return tuple(one for name in keys for one in case.observations(name) if one.value is not None)


def _is_given(result: Score, way: AnsweredBy) -> bool:
    if way.joints is not None:
        return bool(result.joints or result.items)
    return result.total is not None or result.value is not None


def _tell(way: AnsweredBy, fact: Fact, item: Item, case: Case) -> Told:
    """Read one result: a count, a number, or whether a lab or finding is so."""
    kind = "score" if isinstance(fact, Score) else "observation"
    day = case.day(fact.date)
    bare = Evidence(kind, fact.of, fact.value, fact.value, "", day, fact.source, fact=fact.id)
    nothing = Told(way, fact, sure=True, evidence=bare)
    if way.joints is not None and isinstance(fact, Score):
        return _count(nothing, fact, way.joints)
    if item.range is not None:
        return _number(nothing, item, case)
    return nothing if isinstance(fact, Score) else _is_so(nothing, fact, case)


def _count(nothing: Told, fact: Score, sign: str) -> Told:
    number = number_of(fact, sign)
    low, high = number.low or Decimal(0), number.high or Decimal(0)
    used = plain(low) if low == high else f"{plain(low)}–{plain(high)}"
    evidence = replace(nothing.evidence, as_entered=used, as_used=used)
    return replace(nothing, amount=Interval(Fraction(low), Fraction(high)), evidence=evidence)


def _number(nothing: Told, item: Item, case: Case) -> Told:
    """Read a number in the unit of the item; one without unit is in the thing's first unit."""
    try:
        quantity, units = _quantity(nothing.fact, case)
        factor = _factor(unit_named(item.unit or "", units, nothing.fact.of).code, units)
        first = interval(quantity, units)
        amount = Interval(
            None if first.low is None else Fraction(first.low) / factor,
            None if first.high is None else Fraction(first.high) / factor,
        )
    except ValueError:
        return nothing
    exponent = quantity.amount.as_tuple().exponent
    step = Fraction(10) ** exponent if isinstance(exponent, int) else Fraction(0)
    rounding = step / 2 * _factor(quantity.unit, units) / factor
    used = f"{quantity.sign}{plain(quantity.amount)}"
    evidence = replace(nothing.evidence, as_used=used, unit=quantity.unit)
    return replace(nothing, amount=amount, rounding=rounding, evidence=evidence)


def _quantity(fact: Fact, case: Case) -> tuple[Quantity, tuple[Unit, ...]]:
    """Return a result as it was typed; raise ValueError for one that cannot be read."""
    vocabulary = case.setting.vocabulary
    if not isinstance(fact, Score):
        lab = vocabulary.get(Lab, fact.of)
        if lab is None:
            raise ValueError(fact.of)
        return read_lab(lab, fact.value or "", case.setting).quantity, lab.units
    line = vocabulary.get(ScoreKind, fact.of)
    if line is None or not line.units:
        raise ValueError(fact.of)
    first = line.units[0].code
    if fact.value is None:
        return Quantity(fact.total or Decimal(0), first), line.units
    return read_value(fact.value, line.units, first, line.label.en).quantity, line.units


def _factor(code: str, units: tuple[Unit, ...]) -> Fraction:
    """Return what turns an amount into the first unit; raise ValueError where nothing does."""
    found = next((one.factor for one in units if one.code == code), None)
    if found is None:
        raise ValueError(code)
    return Fraction(found)


def _is_so(nothing: Told, fact: Observation, case: Case) -> Told:
    """Judge a result by the bounds of a lab, or by the state that a finding must be."""
    way = nothing.way
    lab, state = way.lab, way.finding
    vocabulary = case.setting.vocabulary
    entry, test = vocabulary.get(Lab, lab or ""), vocabulary.get(State, state or "")
    if entry is not None:
        words: dict[str, Any] = {"lab": entry.key, **dict(way.limits)}
        step = labs.judged(LabRule.model_construct(**words), entry, fact, case)
    elif test is not None:
        rule = FindingRule.model_construct(finding=test.key, is_=way.is_)
        step = states.judged(test, rule, fact, case)
    else:
        return nothing
    return replace(nothing, truth=step.truth, evidence=step.evidence[0])
