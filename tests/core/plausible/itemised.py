"""Draws scores item by item and sets of criteria, part of them open, and the labs beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import strategies as st

from core.instruments import WITHOUT_TOTAL
from core.quantity import plain
from core.rules import DiagnosisRule, ScoreRule
from core.vocabulary import Instrument, Lab, ScoreKind
from tests.builders import the_vocabulary
from tests.core.plausible.amounts import around
from tests.core.plausible.asked import Asked, bounds_of, days_around, durations_of
from tests.core.plausible.drawing import Drawn, Facts, a_fact, some

if TYPE_CHECKING:
    from core.dates import Duration
    from core.vocabulary import AnsweredBy, Item

# What all items are answered with that are not drawn one by one.
_RESTS = ("open", "none", "none", "all")
_CRITERIA = ("classification", "leroy_medsger")


def scores(asked: Asked) -> list[Drawn]:
    """Return how the scores and sets of criteria of a trial are drawn item by item."""
    drawn = [
        _assessment(instrument, durations_of(rule), _totals(rule))
        for rule in asked.of(ScoreRule)
        if (instrument := the_vocabulary().get(Instrument, rule.score))
        and instrument.scoring not in WITHOUT_TOTAL
    ]
    return drawn + [_assessment(one, (), []) for one in _forms(_sets_of(asked))]


def assessments(key: str) -> list[Drawn]:
    """Return how a set of criteria is drawn item by item, in every form that has items."""
    return [_assessment(one, (), []) for one in _forms({key})]


def results(asked: Asked) -> list[Drawn]:
    """Return how the labs and findings are drawn that may speak for or against an item."""
    instruments = [the_vocabulary().get(Instrument, rule.score) for rule in asked.of(ScoreRule)]
    found = {one.key: one for one in (*instruments, *_forms(_sets_of(asked))) if one}
    return [
        drawn
        for instrument in found.values()
        for item in instrument.items.values()
        for way in item.answered_by
        for drawn in _beside(way, item, instrument)
    ]


def is_criteria(fact: Facts) -> bool:
    """Tell whether a score is an assessment of a set of criteria."""
    instrument = the_vocabulary().get(Instrument, fact["of"])
    return instrument is not None and instrument.scoring in _CRITERIA


def _sets_of(asked: Asked) -> set[str]:
    return {key for rule in asked.of(DiagnosisRule) for key in rule.classified_by}


def _forms(named: set[str]) -> list[Instrument]:
    return [one for one in the_vocabulary().all(Instrument) if {one.key, one.set} & named]


def _totals(rule: ScoreRule) -> list[str]:
    return [plain(one) for bound in bounds_of(rule) for one in around(bound.amount)]


def _assessment(instrument: Instrument, asked: tuple[Duration, ...], totals: list[str]) -> Drawn:
    entry = the_vocabulary().get(ScoreKind, instrument.key)
    fresh = (entry.goes_stale,) if entry and entry.goes_stale else ()
    return a_fact(
        of=st.just(instrument.key),
        items=_items(instrument),
        total=some(*[None] * 6, *totals),
        version=some(*[None] * 6, instrument.version, "of another time"),
        date=some(*days_around((*asked, *fresh))),
    )


def _items(instrument: Instrument) -> st.SearchStrategy[dict[str, str]]:
    """Draw a few answers one by one, and the rest open, of no worth, or as high as can be."""
    one_by_one = st.dictionaries(some(*instrument.items), st.integers(0, 30), max_size=5)
    return st.tuples(some(*_RESTS), one_by_one).map(lambda both: _answered(instrument, *both))


def _answered(instrument: Instrument, rest: str, drawn: dict[str, int]) -> dict[str, str]:
    given = {key: _rest(instrument, key, rest) for key in instrument.items if rest != "open"}
    for key, number in drawn.items():
        answers = _answers(instrument.items[key])
        given[key] = answers[number % len(answers)]
    return given or {next(iter(instrument.items)): "unknown"}


def _rest(instrument: Instrument, key: str, rest: str) -> str:
    """Return the answer that speaks least, or most, for the disease."""
    item = instrument.items[key]
    if item.range is not None:
        return plain(item.range[1 if rest == "all" else 0])
    if item.levels:
        choose = max if rest == "all" else min
        return choose(item.levels, key=lambda name: item.levels[name])
    against = key in instrument.excluded_by or item.group == "applicability"
    return "yes" if (rest == "all") != (against or (item.points or 0) < 0) else "no"


def _answers(item: Item) -> list[str]:
    if item.range is None:
        return [*(item.levels or ("yes", "yes", "no")), "unknown"]
    low, high = item.range
    step = item.step or (high - low) / 4
    return [plain(one) for one in (low, low + step, low + 3 * step, high)] + ["unknown"]


def _beside(way: AnsweredBy, item: Item, instrument: Instrument) -> list[Drawn]:
    back = (instrument.looks_back,) if instrument.looks_back else ()
    days = some(*days_around(back))
    if way.finding is not None:
        return [a_fact(of=st.just(way.finding), value=some("positive", "negative"), date=days)]
    lab = the_vocabulary().get(Lab, way.lab or "")
    if lab is None:
        return []
    values = [
        f"{plain(one)} {bound.unit}" for _, bound in way.limits for one in around(bound.amount)
    ]
    if not values:
        values = [f"{number} {lab.unit}" for number in ("0.5", "12", "60")]
    return [a_fact(of=st.just(lab.key), value=some(*values), date=days)]
