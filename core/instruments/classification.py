"""`scoring: classification`: the points of a set of criteria, and whether it is fulfilled."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from core.instruments import sums
from core.instruments.answers import UNKNOWN, check, points
from core.instruments.scored import Scored, Worked, band_of
from core.quantity import Interval
from core.truth import Truth

if TYPE_CHECKING:
    from core.vocabulary import Instrument, Item

Answers = Mapping[str, str]
NOT_DONE = "not_done"
_IMMUNOLOGY = ("antiphospholipid", "complement", "sle_specific")
# Which rule of a set applies: neither answer is the better one.
_EITHER_WAY = "associated_disease"


@dataclass(frozen=True, slots=True)
class Classified:
    """A verdict with the points it rests on; not_applicable where the set must not be used."""

    scored: Scored
    verdict: Truth


def score(instrument: Instrument, items: Answers) -> Scored:
    """Return the points of a set; raise ValueError for an unknown item or answer."""
    return classify(instrument, items).scored


def classify(instrument: Instrument, items: Answers) -> Classified:
    """Say whether a set is fulfilled: where the open items leave it so, unknown.

    Raise ValueError for an unknown item or answer.
    """
    check(instrument, items)
    answers = _with_one_test_done(
        instrument, {key: items.get(key, UNKNOWN) for key in instrument.items}
    )
    completed = list(_completed(instrument, answers))
    totals = [_total(instrument, one) for one in completed]
    verdicts = {
        _verdict(instrument, one, total) for one, total in zip(completed, totals, strict=True)
    }
    total = Interval(min(totals), max(totals))
    scored = Scored(
        total,
        tuple(key for key, answer in answers.items() if answer == UNKNOWN),
        _working(instrument, answers),
        band_of(instrument, total),
        instrument.source,
    )
    return Classified(scored, verdicts.pop() if len(verdicts) == 1 else Truth.UNKNOWN)


def joint_points(large: Fraction, small: Fraction, other: Fraction) -> Fraction:
    """Return the points for involved joints of the 2010 ACR/EULAR set, the highest that fits.

    Source: Aletaha D, et al. Arthritis Rheum 2010;62:2569-2581.
    """
    if small and large + small + other > 10:
        return Fraction(5)
    if small:
        return Fraction(3 if small >= 4 else 2)
    return Fraction(1 if large > 1 else 0)


def _with_one_test_done(instrument: Instrument, answers: Answers) -> Answers:
    """Leave a domain open in which no test at all was done."""
    tested = {
        instrument.items[key].group
        for key, answer in answers.items()
        if NOT_DONE in instrument.items[key].levels and answer != NOT_DONE
    }
    return {
        key: UNKNOWN if answer == NOT_DONE and instrument.items[key].group not in tested else answer
        for key, answer in answers.items()
    }


def _completed(instrument: Instrument, answers: Answers) -> Iterator[Answers]:
    """Yield the answers with the open ones at their worst, and at their best.

    Every set only rises with what speaks for it, so no completion lies outside these.
    """
    open_way = answers.get(_EITHER_WAY) == UNKNOWN
    for way in ("yes", "no") if open_way else (None,):
        for best in (False, True):
            completed = {
                key: _at_end(instrument, key, best=best) if answer == UNKNOWN else answer
                for key, answer in answers.items()
            }
            yield completed | ({_EITHER_WAY: way} if way else {})


def _at_end(instrument: Instrument, key: str, *, best: bool) -> str:
    item = instrument.items[key]
    if item.range is not None:
        return str(item.range[1 if best else 0])
    if item.levels:
        done = {name: worth for name, worth in item.levels.items() if name != NOT_DONE}
        return (max if best else min)(done, key=lambda name: done[name])
    speaks_against = key in instrument.excluded_by or _is_against(item)
    return "yes" if best != speaks_against else "no"


def _is_against(item: Item) -> bool:
    return item.group == "applicability" or (item.points is not None and item.points < 0)


def _total(instrument: Instrument, answers: Answers) -> Fraction:
    joints = [key for key, item in instrument.items.items() if item.range is not None]
    worth = {
        key: points(instrument.items[key], answer)
        for key, answer in answers.items()
        if key not in joints
    }
    total = sums.added(instrument, worth).low or Fraction(0)
    return total + (joint_points(*(Fraction(answers[key]) for key in joints)) if joints else 0)


def _working(instrument: Instrument, answers: Answers) -> tuple[Worked, ...]:
    # Joints are counted in numbers and give their points together: none of their own.
    return tuple(
        Worked(
            key,
            answer,
            Fraction(0)
            if instrument.items[key].range is not None
            else points(instrument.items[key], answer).low or Fraction(0),
        )
        for key, answer in answers.items()
        if answer != UNKNOWN
    )


def _verdict(instrument: Instrument, answers: Answers, total: Fraction) -> Truth:
    groups = _groups_with_yes(instrument, answers)
    if "sufficient" in groups:
        return Truth.YES
    if "applicability" in groups:
        return Truth.NOT_APPLICABLE
    begins = not instrument.entry or any(answers[key] == "yes" for key in instrument.entry)
    if not begins or any(answers[key] == "yes" for key in instrument.excluded_by):
        return Truth.NO
    rule = _RULES.get(instrument.key)
    if rule is not None and not rule(groups):
        return Truth.NO
    enough = instrument.threshold is None or total >= Fraction(instrument.threshold)
    return Truth.YES if enough else Truth.NO


def _groups_with_yes(instrument: Instrument, answers: Answers) -> frozenset[str]:
    given = (instrument.items[key].group for key, answer in answers.items() if answer == "yes")
    return frozenset(group for group in given if group)


def _has_a_clinical_criterion(groups: frozenset[str]) -> bool:
    return bool(groups - {*_IMMUNOLOGY, "entry"})


def _is_sjogren_2002(groups: frozenset[str]) -> bool:
    symptoms = len(groups & {"ocular_symptoms", "oral_symptoms"})
    tests = len(groups & {"ocular_signs", "histopathology", "salivary_gland"})
    antibodies = "autoantibodies" in groups
    if _EITHER_WAY in groups:
        return symptoms >= 1 and tests >= 2
    settling = antibodies or "histopathology" in groups
    objective = tests + antibodies
    return objective >= 3 or (settling and symptoms + objective >= 4)


# What a set asks beside its threshold.
_RULES: dict[str, Callable[[frozenset[str]], bool]] = {
    "eular_acr_2019_sle": _has_a_clinical_criterion,
    "aecg_2002_sjogren": _is_sjogren_2002,
}
