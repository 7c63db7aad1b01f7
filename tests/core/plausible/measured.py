"""Draws results and scores around the limits of a trial's rules."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from core.quantity import plain
from core.rules import FindingRule, GradeRule, JointsRule, LabRule, ScoreRule
from core.rules.values import Titre
from core.vocabulary import Lab, ScoreKind, State
from tests.builders import the_vocabulary
from tests.core.plausible import itemised
from tests.core.plausible.amounts import Printed, around, printed, spread
from tests.core.plausible.asked import Asked, bounds_of, days_around, durations_of
from tests.core.plausible.drawing import Drawn, a_fact, some

if TYPE_CHECKING:
    from core.rules import Node

INPUTS = {"cockcroft_gault": ("creatinine", "weight"), "ckd_epi_2021": ("creatinine",)}
_JOINTS = ("left_wrist", "right_wrist", "left_knee", "right_knee")
_SIGNS: tuple[list[str], ...] = ([], ["swollen"], ["tender"], ["swollen", "tender"])


def results(asked: Asked) -> Drawn:
    """Draw a result of something that the trial measures or names."""
    drawn = [_of_lab(rule) for rule in asked.of(LabRule)]
    drawn += [_of_finding(rule, key) for rule in asked.of(FindingRule) for key in keys_of(rule)]
    beside = itemised.results(asked)
    return some(False, False, bool(beside)).flatmap(lambda one: st.one_of(beside if one else drawn))


def scores(asked: Asked) -> Drawn:
    """Draw a score of the trial: a total, item by item, grades per system, or joints."""
    drawn = [_total(rule) for rule in asked.of(ScoreRule)]
    drawn += [_grades(rule) for rule in asked.of(GradeRule)]
    drawn += [one for rule in asked.of(JointsRule) for one in _joints(rule)]
    by_items = itemised.scores(asked)
    return some(False, True, True).flatmap(lambda one: st.one_of(by_items if one else drawn))


def keys_of(rule: FindingRule) -> tuple[str, ...]:
    """Return a state's key and those of the tests that may stand for it."""
    entry = _entry(State, rule.finding)
    return (entry.key, *entry.combined_from, *entry.also_by)


def inputs_of(lab: str) -> tuple[str, ...]:
    """Return what the value of a lab may be calculated from."""
    return INPUTS.get(_entry(Lab, lab).calculated_by or "", ())


def _entry(kind: type[Any], key: str) -> Any:
    entry = the_vocabulary().get(kind, key)
    assert entry is not None, key
    return entry


def _days(rule: Node, goes_stale: Any) -> st.SearchStrategy[Any]:
    fresh = (goes_stale,) if goes_stale else ()
    return some(*days_around((*durations_of(rule), *fresh)))


_not_done = some(*[None] * 12, "pending", "not_done", "refused")


def _of_lab(rule: LabRule) -> Drawn:
    entry = _entry(Lab, rule.lab)
    own = _numbers(rule, entry, printed(entry, bounds_of(rule)))
    fed = [_entry(Lab, key) for key in inputs_of(rule.lab)]
    return st.one_of(own, *(_numbers(rule, one, spread(one)) for one in fed))


def _numbers(rule: LabRule, entry: Lab, values: tuple[Printed, ...]) -> Drawn:
    days = _days(rule, entry.goes_stale)
    return st.tuples(some(*values), days, _not_done).map(
        lambda drawn: _result(entry.key, drawn[0], drawn[1], drawn[2])
    )


def _result(of: str, shown: Printed, day: str | None, not_done: str | None) -> dict[str, Any]:
    value, upper, lower = shown
    fact = {"of": of, "date": day, "not_done": not_done}
    if not_done is None:
        fact |= {"value": value, "upper_limit": upper, "lower_limit": lower}
    return {word: one for word, one in fact.items() if one is not None}


def _of_finding(rule: FindingRule, key: str) -> Drawn:
    entry = _entry(State, key)
    words = [state.replace("_", " ") for state in entry.states] * 2
    units = [unit.code for unit in entry.units]
    if "titre" in units:
        dilution = (rule.at_least or Titre.read("1:80")).denominator
        words += [f"1:{plain(dilution * by)}" for by in (1, 2, 4)]
        words += [f"1:{plain(dilution / 2)}", f"<1:{plain(dilution)}", f">1:{plain(dilution / 2)}"]
    elif units and units[0]:
        words += [f"{number} {units[0]}" for number in ("19 ", "20", "500 ", "<20")]
        words += [f"500 {units[0]} (20)", f"19 {units[0]} (20)"]
    return a_fact(
        of=st.just(key),
        value=some(*words),
        date=_days(rule, entry.goes_stale),
        significance=some(None, "cs", "ncs") if rule.significant == "yes" else st.none(),
        antigens=some([], [], list(entry.antigens[:2]), list(entry.antigens)),
    )


def _total(rule: ScoreRule) -> Drawn:
    entry = _entry(ScoreKind, rule.score)
    amounts = [plain(one) for bound in bounds_of(rule) for one in around(bound.amount)]
    if entry.units:
        value = some(*(f"{one} {unit.code}" for one in amounts for unit in entry.units))
        return a_fact(
            of=st.just(entry.key),
            value=value,
            date=_days(rule, entry.goes_stale),
        )
    return a_fact(of=st.just(entry.key), total=some(*amounts), date=_days(rule, entry.goes_stale))


def _grades(rule: GradeRule) -> Drawn:
    entry = _entry(ScoreKind, rule.grade)
    grades = st.dictionaries(
        some(*entry.systems), some(*entry.grades, rule.is_, "unknown"), min_size=1
    )
    return a_fact(of=st.just(entry.key), grades=grades, date=_days(rule, entry.goes_stale))


def _joints(rule: JointsRule) -> tuple[Drawn, Drawn]:
    days = _days(rule, _entry(ScoreKind, "joints_28").goes_stale)
    near = [str(int(one)) for bound in bounds_of(rule) for one in (bound.amount, bound.amount - 1)]
    counts = st.dictionaries(some("swollen", "tender"), some("0", *near), min_size=1)
    joints = st.dictionaries(some(*_JOINTS), some(*_SIGNS), min_size=1)
    return (
        a_fact(of=st.just("joints_28"), items=counts, date=days),
        a_fact(of=st.just("joints_28"), joints=joints, date=days),
    )
