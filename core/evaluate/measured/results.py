"""The latest result that counts: which facts it may be, and what they say together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeVar

from core.step import Evidence, Step
from core.truth import Need, NeedKind, Said, Truth

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from core.dates import Day, Window
    from core.evaluate.case import Case
    from core.record import MilestoneKind
    from core.rules import Windowed


class Result(Protocol):
    """A fact of a day: a result, or why there is none."""

    @property
    def date(self) -> Day | None:
        """Return the day of the fact, as far as it is known."""

    @property
    def not_done(self) -> str | None:
        """Return the code of the reason, or None when there is a result."""

    @property
    def id(self) -> str | None:
        """Return the id of the fact."""

    @property
    def source(self) -> str | None:
        """Return where the fact was read."""


@dataclass(frozen=True, slots=True)
class About:
    """What a step is about: a vocabulary key, and in which part of the vocabulary it stands."""

    what: str
    of: str

    def unknown(
        self, kind: NeedKind, code: str, evidence: tuple[Evidence, ...] = (), **values: object
    ) -> Step:
        """Return an unknown step that needs this thing."""
        needs = (Need(kind, self.what, self.of),)
        return Step(Truth.UNKNOWN, Said(code, {"what": self.what, **values}), evidence, needs)


R = TypeVar("R", bound=Result)


def possibly_latest(case: Case, results: Sequence[R], window: Window) -> tuple[R, ...]:
    """Return every result that may be the latest one inside the window, in order of time."""
    if not results:
        return ()
    days = {id(result): case.day(result.date) for result in results}
    possible = [result for result in results if window.holds(days[id(result)]) is not False]
    certain = [days[id(result)].first for result in possible if window.holds(days[id(result)])]
    newest = max(certain, default=None)
    pool = [result for result in possible if newest is None or days[id(result)].last >= newest]
    if len(pool) > 1:
        pool.sort(key=lambda result: (days[id(result)].first, repr(result)))
    return tuple(pool)


@dataclass(frozen=True, slots=True)
class Span:
    """The days whose results count; `later` names the milestone that ends them, not known yet."""

    window: Window
    later: MilestoneKind | None = None


def span(rule: Windowed, fresh: Window, case: Case) -> Span:
    """Return the days of a rule's own window, or those in which a value is fresh."""
    if rule.within is None or rule.before is None:
        return Span(fresh)
    return Span(
        case.within(rule.within, rule.before),
        None if case.anchor(rule.before).known else rule.before,
    )


def any_of_them(
    case: Case, results: Sequence[R], span: Span, judge: Callable[[R], Step], about: About
) -> Step | None:
    """Judge every result of the days; one that holds suffices. None when there is none.

    One known to lie there and none that holds is a no; one that holds and may lie there is open.
    """
    lies = [(result, span.window.holds(case.day(result.date))) for result in results]
    steps = [(judge(result), inside) for result, inside in lies if inside is not False]
    holding = [step for step, inside in steps if inside and step.truth is Truth.YES]
    if holding:
        return holding[-1]
    unsure = [step for step, _ in steps if step.truth is not Truth.NO]
    if unsure:
        certain = [step for step, inside in steps if inside and step.truth is not Truth.NO]
        return certain[-1] if certain else _day_open(unsure, span, about)
    failing = [step for step, inside in steps if inside]
    if failing:
        return failing[-1]
    return _day_open([step for step, _ in steps], span, about) if steps else None


def _day_open(steps: Sequence[Step], span: Span, about: About) -> Step:
    """Say that the day of a result, or the day that the window counts from, decides."""
    if span.later is None:
        return _open(steps, NeedKind.DATE_INCOMPLETE, "date_incomplete", about)
    evidence = tuple(piece for step in steps for piece in step.evidence)
    need = Need(NeedKind.DAY_NOT_KNOWN, span.later, "milestones")
    said = Said("later_day_decides", {"what": about.what, "event": span.later})
    return Step(Truth.UNKNOWN, said, evidence, (need,))


def latest(
    case: Case, results: Sequence[R], span: Span, judge: Callable[[R], Step], about: About
) -> Step | None:
    """Judge the latest result of the days; None when there is none.

    Two results of the latest day are a conflict only if they give different verdicts; results
    whose days are not known well enough leave it open likewise.
    """
    window = span.window
    pool = possibly_latest(case, results, window)
    if not pool:
        return None
    steps = [judge(result) for result in pool]
    days = [case.day(result.date) for result in pool]
    if all(window.holds(day) is None for day in days):
        return _day_open(steps, span, about)
    if len({step.truth for step in steps}) == 1:
        return steps[-1]
    if days[0].is_exact and all(day == days[0] for day in days):
        return _open(steps, NeedKind.CONFLICT, "conflict_same_day", about)
    return _open(steps, NeedKind.DATE_INCOMPLETE, "date_incomplete", about)


def _open(steps: Sequence[Step], kind: NeedKind, code: str, about: About) -> Step:
    evidence = tuple(piece for step in steps for piece in step.evidence)
    return about.unknown(kind, code, evidence)


def nothing_fresh(
    case: Case, results: Sequence[R], valued: Sequence[R], window: Window, about: About
) -> Step:
    """Say why no result counts: pending, not done, only older ones (`valued`), or none at all."""
    not_done = _latest_reason(case, results)
    if not_done == "pending":
        return about.unknown(NeedKind.PENDING, "pending")
    if valued and all(case.day(one.date).first > window.end.last for one in valued):
        return _after_window(case, valued, window, about)
    if valued:
        last = max(valued, key=lambda one: (case.day(one.date).last, repr(one)))
        day = case.day(last.date)
        stale = Evidence("result", about.what, day=day, fact=last.id, source=last.source)
        return about.unknown(NeedKind.STALE, "stale", (stale,), since=window.start)
    if not_done:
        return about.unknown(NeedKind.NOT_DONE, "not_done", why=not_done)
    return about.unknown(NeedKind.MISSING, "missing")


def _after_window(case: Case, valued: Sequence[R], window: Window, about: About) -> Step:
    """Say that every result came after the days asked for: one of those days may yet be found."""
    first = min(valued, key=lambda one: (case.day(one.date).first, repr(one)))
    day = case.day(first.date)
    late = Evidence("result", about.what, day=day, fact=first.id, source=first.source)
    until = str(window.end)
    return about.unknown(NeedKind.MISSING, "after_window", (late,), until=until)


def _latest_reason(case: Case, results: Sequence[R]) -> str | None:
    reasons = [one for one in results if one.not_done]
    if not reasons:
        return None
    return max(reasons, key=lambda one: (case.day(one.date).last, repr(one))).not_done
