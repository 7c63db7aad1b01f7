"""`finding`: named states, and numbers and titres that stand for one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.evaluate.case import DEFAULT_FRESHNESS
from core.evaluate.limits import UpperLimit, upper_limit
from core.evaluate.results import About, latest, nothing_fresh
from core.quantity import Entered, interval
from core.step import Evidence, Step
from core.truth import Need, NeedKind, Said, Truth, negated
from core.values import read_state
from core.vocabulary import State

if TYPE_CHECKING:
    from core.dates import Window
    from core.evaluate.case import Case
    from core.record import Observation
    from core.rules import FindingRule

_NEGATIVE = ("negative", "not_detected")
_UNSURE = ("weak_positive", "indeterminate", "detected_below_limit")


def finding(rule: FindingRule, case: Case) -> Step:
    """Judge the latest fresh state; a panel of two tests where there is no single result."""
    entry = case.setting.vocabulary.get(State, rule.finding)
    if entry is None:
        return About(rule.finding, "findings").unknown(NeedKind.MISSING, "missing")
    goes_stale = entry.goes_stale
    if rule.on == "screening" and goes_stale is None:
        goes_stale = DEFAULT_FRESHNESS
    window = case.fresh(goes_stale)
    step = _latest_of(entry, rule.is_, case, window)
    if step is None and entry.combined_from:
        step = _panel(entry, rule.is_, case, window)
    if step is not None:
        return step
    results = case.observations(entry.key)
    valued = [one for one in results if one.value is not None]
    return nothing_fresh(case, results, valued, window, About(entry.key, "findings"))


def _latest_of(entry: State, wanted: str, case: Case, window: Window) -> Step | None:
    valued = [one for one in case.observations(entry.key) if one.value is not None]
    about = About(entry.key, "findings")
    return latest(case, valued, window, lambda one: _judged(entry, wanted, one, case), about)


def _panel(entry: State, wanted: str, case: Case, window: Window) -> Step | None:
    """Judge two tests of one thing together: agreeing ones decide, discordant ones need review."""
    members = [case.setting.vocabulary.get(State, key) for key in entry.combined_from]
    steps = [_latest_of(one, wanted, case, window) for one in members if one is not None]
    done = [step for step in steps if step is not None]
    if not done:
        return None
    evidence = tuple(piece for step in done for piece in step.evidence)
    if len(done) < len(steps):
        missing = next(
            one.key for one, step in zip(members, steps, strict=True) if one and not step
        )
        return About(missing, "findings").unknown(NeedKind.MISSING, "panel_incomplete", evidence)
    if len({step.truth for step in done}) == 1:
        return Step(done[0].truth, done[0].reason, evidence, done[0].needs)
    if any(step.truth is Truth.UNKNOWN for step in done):
        needs = tuple(need for step in done for need in step.needs)
        return Step(Truth.UNKNOWN, Said("panel_incomplete", {"what": entry.key}), evidence, needs)
    need = Need(NeedKind.AWAITING_INVESTIGATOR, entry.key, "findings")
    return Step(Truth.JUDGEMENT, Said("discordant", {"what": entry.key}), evidence, (need,))


def _judged(entry: State, wanted: str, result: Observation, case: Case) -> Step:
    about = About(entry.key, "findings")
    limit: UpperLimit | None = None
    try:
        read = read_state(entry, result.value or "")
        if isinstance(read, Entered) and read.quantity.unit != "titre":
            limit = upper_limit(result, entry, read.upper_limit, read.quantity.unit, case)
    except ValueError:
        bare = Evidence("observation", entry.key, as_entered=result.value, fact=result.id)
        return about.unknown(NeedKind.UNIT, "unit", (bare,))
    evidence = _evidence(entry, wanted, result, read, limit, case)
    truth = _said_by(entry, wanted, read, limit)
    values = {"what": entry.key, "value": evidence.as_used, "wanted": wanted}
    if truth is None:
        kind = NeedKind.UNIT if _units_differ(read, limit) else NeedKind.NO_UPPER_LIMIT
        return about.unknown(kind, kind.value, (evidence,))
    needs: tuple[Need, ...] = ()
    if truth is Truth.JUDGEMENT:
        needs = (Need(NeedKind.AWAITING_INVESTIGATOR, entry.key, "findings"),)
    elif truth is Truth.UNKNOWN:
        needs = (Need(NeedKind.DETECTION_LIMIT, entry.key, "findings"),)
    code = {
        Truth.YES: "state_is",
        Truth.NO: "state_is_not",
        Truth.JUDGEMENT: "state_unsure",
        Truth.UNKNOWN: "detection_limit",
    }[truth]
    return Step(truth, Said(code, values), (evidence,), needs)


def _said_by(
    entry: State, wanted: str, read: str | Entered, limit: UpperLimit | None
) -> Truth | None:
    if isinstance(read, str):
        return _of_state(read, wanted)
    positive = _of_number(entry, read, limit)
    return negated(positive) if positive and wanted in _NEGATIVE else positive


def _of_state(read: str, wanted: str) -> Truth:
    if read == wanted or {read, wanted} == set(_NEGATIVE):
        return Truth.YES
    return Truth.JUDGEMENT if read in _UNSURE else Truth.NO


def _of_number(entry: State, read: Entered, limit: UpperLimit | None) -> Truth | None:
    """Say whether a number is positive: a titre from its cut-off on, else above its limit.

    `<n` is below the limit of detection, so it is not positive; None is without a limit.
    """
    if read.quantity.unit == "titre":
        return _of_titre(entry, read)
    if read.quantity.sign in ("<", "≤"):
        return Truth.NO
    if limit is None or _units_differ(read, limit):
        return None
    above = interval(read.quantity, entry.units).is_above(limit.quantity.amount)
    return {True: Truth.YES, False: Truth.NO, None: Truth.UNKNOWN}[above]


def _of_titre(entry: State, read: Entered) -> Truth:
    """Judge a titre: one below the cut-off that is no detection limit is weak, and for a person."""
    if entry.positive_from is None:
        return Truth.JUDGEMENT
    reaches = interval(read.quantity, entry.units).is_at_least(entry.positive_from)
    if reaches:
        return Truth.YES
    return Truth.NO if read.quantity.sign == "<" and reaches is False else Truth.JUDGEMENT


def _units_differ(read: str | Entered, limit: UpperLimit | None) -> bool:
    """Units of antibodies and viral loads do not convert: they compare only as they are."""
    return (
        isinstance(read, Entered)
        and limit is not None
        and (read.quantity.unit != limit.quantity.unit)
    )


def _evidence(
    entry: State,
    wanted: str,
    result: Observation,
    read: str | Entered,
    limit: UpperLimit | None,
    case: Case,
) -> Evidence:
    notes: list[Said] = []
    shown_limit = wanted
    if isinstance(read, Entered) and limit is not None:
        shown_limit = f"> {limit.quantity}"
        notes.append(limit.whose)
    elif isinstance(read, Entered) and read.quantity.unit == "titre" and entry.positive_from:
        shown_limit = f"≥ 1:{entry.positive_from}"
        notes.append(Said("titre_cut_off", {"cut_off": f"1:{entry.positive_from}"}))
    if entry.goes_stale is not None:
        notes.append(Said("fresh_by_default", {"duration": str(entry.goes_stale)}))
    is_number = isinstance(read, Entered)
    return Evidence(
        "observation",
        entry.key,
        as_entered=result.value,
        as_used=str(read.quantity) if isinstance(read, Entered) else read,
        unit=read.quantity.unit if is_number and isinstance(read, Entered) else "",
        day=case.day(result.date),
        source=result.source,
        limit=shown_limit,
        fact=result.id,
        notes=tuple(notes),
    )
