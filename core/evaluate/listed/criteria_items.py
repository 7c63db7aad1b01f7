"""What each assessment of a set of criteria, item by item, says of a diagnosis on record."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from core.evaluate.itemised.contradicted import contradicted
from core.evaluate.measured.identity import another_version, identity_notes
from core.evaluate.measured.items import MOST_NAMED, contradicts, items_evidence, span_text
from core.instruments.answers import UNKNOWN, points
from core.instruments.criteria import judge
from core.quantity import Interval
from core.step import Step
from core.truth import Need, NeedKind, Said, Truth
from core.vocabulary import Instrument

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from core.evaluate.case import Case
    from core.instruments.criteria import Judged
    from core.record import Diagnosis, Score
    from core.step import Evidence

SETS = "classification_sets"
_CODES = {
    Truth.YES: "criteria_fulfilled",
    Truth.NO: "criteria_not_fulfilled",
    Truth.NOT_APPLICABLE: "criteria_do_not_apply",
}
_POINTS = {
    Truth.YES: "points_fulfil",
    Truth.NO: "points_do_not_fulfil",
    Truth.UNKNOWN: "points_so_far",
    Truth.NOT_APPLICABLE: "items_do_not_apply",
}
_NOTES = {
    Truth.YES: "items_fulfil",
    Truth.NO: "items_do_not_fulfil",
    Truth.UNKNOWN: "items_open",
    Truth.NOT_APPLICABLE: "items_do_not_apply",
}


def by_items(key: str, one: Diagnosis, case: Case) -> list[Step]:
    """Judge every assessment of a set that has items, in the order of the days.

    A set may have two forms, one with a biopsy and one without: each is an assessment of it.
    """
    instruments = [
        each for each in case.setting.vocabulary.all(Instrument) if key in (each.key, each.set)
    ]
    found = [
        (result, each) for each in instruments for result in case.scores(each.key) if result.items
    ]
    found.sort(key=lambda pair: (case.day(pair[0].date).first, repr(pair[0])))
    return [_step(key, one, result, each, case) for result, each in found]


def _step(key: str, one: Diagnosis, result: Score, instrument: Instrument, case: Case) -> Step:
    """Judge one assessment; an answer that a result contradicts is open in it."""
    against = contradicted(result, case)
    out = {each.item for each in against}
    items = {item: answer for item, answer in result.items.items() if item not in out}
    try:
        made = judge(instrument, items)
    except ValueError:
        need = Need(NeedKind.UNIT, key, SETS)
        return Step(Truth.UNKNOWN, Said("unit", {"what": key}), (), (need,))
    said_points = _points(instrument, made)
    notes = tuple(each.said for each in against)
    evidence = (_evidence(result, instrument, made, (said_points, *notes), case),)
    values = {"what": one.of, "set": key, "points": said_points}
    other = another_version(result, evidence[0], case)
    if other is not None:
        return other
    clash = _clash(one, result, made, values)
    truth = _for(one.of, made)
    if clash is None and against and truth is not judge(instrument, result.items).verdict:
        clash = against[0].said
    if clash is not None:
        need = Need(NeedKind.CONFLICT, key, SETS)
        return Step(Truth.UNKNOWN, clash, evidence, (need,))
    if truth is Truth.UNKNOWN:
        return _open(key, values, _still_open(instrument, items, made), result, evidence)
    found = tuple(f"{result.of}.{item}" for item in made.against)
    code = _code(truth, instrument, made)
    return _decided(key, truth, Said(code, values | {"found": found}), evidence)


def _clash(one: Diagnosis, result: Score, made: Judged, values: dict[str, object]) -> Said | None:
    """Say what in an assessment cannot stand beside its total, or beside the diagnosis."""
    if result.total is not None and contradicts(_only(result.total), result.total, made.scored):
        return Said("criteria_total_contradicted", values | {"total": f"{result.total:f}"})
    if made.verdict in (Truth.YES, Truth.UNKNOWN) and one.of in made.apart - made.kinds:
        return Said("criteria_of_kind", values | {"found": tuple(sorted(made.kinds))})
    return None


def _decided(key: str, truth: Truth, said: Said, evidence: tuple[Evidence, ...]) -> Step:
    """Return what is decided; a set that does not apply is for a person to weigh."""
    if truth is not Truth.NOT_APPLICABLE:
        return Step(truth, said, evidence)
    need = Need(NeedKind.AWAITING_INVESTIGATOR, key, SETS)
    return Step(Truth.JUDGEMENT, said, evidence, (need,))


def _open(
    key: str,
    values: dict[str, object],
    still: tuple[str, ...],
    result: Score,
    evidence: tuple[Evidence, ...],
) -> Step:
    """Name the items that are still open; of many the heaviest."""
    more = len(still) - MOST_NAMED
    code = "criteria_open" if more <= 0 else "criteria_many_items_open"
    shown = tuple(f"{result.of}.{item}" for item in still[:MOST_NAMED])
    said = Said(code, values | {"open": shown, "more": more})
    return Step(Truth.UNKNOWN, said, evidence, (Need(NeedKind.MISSING, key, SETS),))


def _still_open(instrument: Instrument, items: Mapping[str, str], made: Judged) -> tuple[str, ...]:
    """Return the open items, those asked to begin with and the heaviest first.

    Of the entry criteria, of which one is enough, none is named once one holds.
    """
    is_entered = any(items.get(key) == "yes" for key in instrument.entry)
    settled = instrument.entry if is_entered else ()
    still = [key for key in made.scored.open if key not in settled]
    return tuple(
        sorted(still, key=lambda key: (key not in instrument.entry, -_most(instrument, key)))
    )


def _most(instrument: Instrument, key: str) -> Fraction:
    """Return by how many points an open item can still change a total."""
    possible = points(instrument.items[key], UNKNOWN)
    return (possible.high or Fraction(0)) - (possible.low or Fraction(0))


def _code(truth: Truth, instrument: Instrument, made: Judged) -> str:
    if truth is not Truth.NO:
        return _CODES[truth]
    code = "criteria_ruled_out" if made.against else _CODES[truth]
    low, asked = made.scored.total.low if made.scored.total else None, instrument.threshold
    if not made.against and low is not None and asked is not None and low >= Fraction(asked):
        code = "criteria_beside_points"
    return code


def _for(of: str, made: Judged) -> Truth:
    """Return what a set says of one disease: open, where another one is still possible."""
    if made.verdict is Truth.YES and of in made.apart and made.kinds != {of}:
        return Truth.UNKNOWN
    return made.verdict


def _only(total: Decimal) -> Interval[Fraction]:
    return Interval(Fraction(total), Fraction(total))


def _points(instrument: Instrument, made: Judged) -> Said:
    """Return what the answers make, beside what is asked; by a rule of its own without points."""
    if made.scored.total is not None and instrument.threshold is not None:
        limit = f"≥ {instrument.threshold:f}"
        values = {"value": span_text(made.scored.total), "limit": limit}
        return Said(_POINTS[made.verdict], values)
    return Said(_NOTES[made.verdict])


def _evidence(
    result: Score, instrument: Instrument, made: Judged, notes: tuple[Said, ...], case: Case
) -> Evidence:
    """Return the answers as entered, and what they make: points, or which disease."""
    limit = "" if instrument.threshold is None else f"≥ {instrument.threshold:f}"
    shown = items_evidence(result, made.scored, limit, case)
    if instrument.threshold is None:
        named = made.kinds if len(made.kinds) == 1 else ()
        used = next(iter(named), None) if made.verdict is Truth.YES else None
        shown = replace(shown, as_used=used or _NOTES[made.verdict], limit=None)
    return replace(shown, notes=(*notes, *identity_notes(result)))
