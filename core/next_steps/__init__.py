"""next_steps(…) → NextSteps: what to find out next over all trials, best first, and why.

A fact is taken as entered well enough: fresh, with unit, day and limits. Then

- it *settles* a criterion if, with any value of it, the criterion is no longer open as it is:
  one that waits for data is met, not met or the investigator's; one that waits for a person is met
  or not met. Parts are taken as independent of each other, so it may settle more than is said
  here, never less;
- it settles an arm, or a trial, if it settles all that is still open there in the same way;
- it is *one of several* for every other criterion that waits for it.

Nothing is proposed that no counting criterion waits for; see `open_now` for what counts.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.next_steps.facts import COSTS, ERRANDS, Errand, Fact, cost_of, errand_of, fact_of
from core.next_steps.gaps import Gap, settles
from core.next_steps.open_now import Idle, Open, open_in
from core.truth import Need, NeedKind, Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from core.assessment import Assessment
    from core.vocabulary import Cost, Vocabulary

__all__ = ["Fact", "Gap", "Idle", "NextSteps", "Open", "Step", "Unneeded", "next_steps"]

Place = tuple[str, str]
_NOT_DATA = ("sponsor", "investigator")


@dataclass(frozen=True, slots=True)
class Step:
    """One fact to find out: what it settles alone, and for what it is one of several.

    `need` is the first of its needs in the order of the trials; places are trial and criterion.
    `begun` are the items still open (`sledai_2k.rash`), where it was begun item by item.
    """

    fact: Fact
    need: Need
    cost: Cost
    errand: Errand
    trials: tuple[str, ...] = ()
    arms: tuple[Place, ...] = ()
    criteria: tuple[Place, ...] = ()
    shared: tuple[Place, ...] = ()
    begun: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unneeded:
    """A fact that an open criterion names and no verdict waits for, and why not."""

    fact: Fact
    need: Need
    trial: str
    criterion: str
    why: str


@dataclass(frozen=True, slots=True)
class NextSteps:
    """All steps, best first; the open criteria they come from; and what no longer matters."""

    steps: tuple[Step, ...]
    waiting: tuple[Open, ...]
    unneeded: tuple[Unneeded, ...]

    @property
    def errands(self) -> dict[Errand, tuple[Step, ...]]:
        """Return the steps of each errand, done in one go, in the order of the best of each."""
        found: dict[Errand, list[Step]] = {}
        for step in self.steps:
            found.setdefault(step.errand, []).append(step)
        return {errand: tuple(steps) for errand, steps in found.items()}


def next_steps(
    assessments: Sequence[Assessment], vocabulary: Vocabulary, *, everything: bool = False
) -> NextSteps:
    """Return what to find out next: data first, then judgements, then what is only waited for.

    Ranked by trials, arms and criteria that a fact settles alone, then by the criteria for which it
    is one of several; at equal worth the cheapest first. `everything` asks in failed trials too.
    """
    waiting: list[Open] = []
    idle: list[tuple[str, Idle]] = []
    for assessment in assessments:
        found, left = open_in(assessment, everything=everything)
        waiting += found
        idle += ((assessment.trial, one) for one in left)
    steps = sorted(_steps(waiting, vocabulary), key=_rank)
    asked = {step.fact for step in steps}
    unneeded = tuple(_unneeded(idle, asked, vocabulary))
    return NextSteps(tuple(steps), tuple(waiting), unneeded)


def _rank(step: Step) -> tuple[object, ...]:
    worth = (len(step.trials), len(step.arms), len(step.criteria), len(step.shared))
    return (
        step.errand == "wait",
        step.errand in _NOT_DATA,
        *(-count for count in worth),
        COSTS.index(step.cost),
        ERRANDS.index(step.errand),
        step.fact,
    )


def _steps(waiting: Sequence[Open], vocabulary: Vocabulary) -> Iterator[Step]:
    """Yield a step for each fact that something waits for."""
    needs: dict[Fact, Need] = {}
    settled: dict[Fact, list[Open]] = {}
    shared: dict[Fact, list[Open]] = {}
    for one in waiting:
        for fact, own in _needs_by_fact(one, vocabulary).items():
            needs.setdefault(fact, min(own, key=lambda need: need.kind is NeedKind.PENDING))
            (settled if settles(one.gap, own) else shared).setdefault(fact, []).append(one)
    trials, arms, begun = _by_trial(waiting), _by_arm(waiting), _begun(waiting, vocabulary)
    for fact, need in needs.items():
        alone = _places(settled.get(fact, ()))
        ids = {(one.trial, one.id) for one in settled.get(fact, ())}
        yield Step(
            fact,
            need,
            cost_of(need, vocabulary),
            errand_of(need, vocabulary),
            tuple(trial for trial, left in trials.items() if left <= ids),
            tuple(arm for arm, left in arms.items() if left <= ids),
            alone,
            _places(shared.get(fact, ())),
            begun.get(fact, ()),
        )


def _places(found: Sequence[Open]) -> tuple[Place, ...]:
    """Return the criteria; what the trial itself waits for is none."""
    return tuple((one.trial, one.id) for one in found if one.id)


def _begun(waiting: Iterable[Open], vocabulary: Vocabulary) -> dict[Fact, tuple[str, ...]]:
    """Return the items still open of each fact, all that any criterion names."""
    found: dict[Fact, dict[str, None]] = {}
    for one in waiting:
        for need, items in one.gap.all_begun():
            found.setdefault(fact_of(need, one.trial, vocabulary), {}).update(dict.fromkeys(items))
    return {fact: tuple(items) for fact, items in found.items()}


def _needs_by_fact(one: Open, vocabulary: Vocabulary) -> dict[Fact, set[Need]]:
    found: dict[Fact, set[Need]] = {}
    for need in one.gap.all_needs():
        found.setdefault(fact_of(need, one.trial, vocabulary), set()).add(need)
    return found


def _by_trial(waiting: Iterable[Open]) -> dict[str, set[Place]]:
    """Return what must be settled for each trial that can still be entered."""
    found: dict[str, list[Open]] = {}
    for one in waiting:
        if not one.is_extra:
            found.setdefault(one.trial, []).append(one)
    return {trial: _first_to_settle(left) for trial, left in found.items()}


def _by_arm(waiting: Iterable[Open]) -> dict[Place, set[Place]]:
    """Return what must be settled for each arm that can still be entered."""
    found: dict[Place, list[Open]] = {}
    for one in waiting:
        if one.arm is not None and not one.is_extra:
            found.setdefault((one.trial, one.arm), []).append(one)
    return {arm: _first_to_settle(left) for arm, left in found.items()}


def _first_to_settle(left: Sequence[Open]) -> set[Place]:
    """Return what waits for data, or where nothing does, for a person."""
    missing = [one for one in left if one.gap.outcome is Outcome.UNKNOWN]
    return {(one.trial, one.id) for one in missing or left}


def _unneeded(
    idle: Iterable[tuple[str, Idle]], asked: set[Fact], vocabulary: Vocabulary
) -> Iterator[Unneeded]:
    """Yield once each fact that only criteria which no longer count wait for."""
    seen = set(asked)
    for trial, one in idle:
        for need in one.needs:
            fact = fact_of(need, trial, vocabulary)
            if fact not in seen:
                seen.add(fact)
                yield Unneeded(fact, need, trial, one.id, one.why)
