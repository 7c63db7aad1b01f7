"""`finding`: named states, and numbers and titres that stand for one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from core.evaluate.attribution import judged_by, significance
from core.evaluate.case import DEFAULT_FRESHNESS
from core.evaluate.measured.limits import Limit, upper_limit
from core.evaluate.measured.results import About, Span, any_of_them, latest, nothing_fresh, span
from core.quantity import Entered, can_compare, interval, is_above
from core.step import Evidence, Step
from core.truth import Need, NeedKind, Said, Truth, negated
from core.values import read_state
from core.vocabulary import State

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.evaluate.case import Case
    from core.record import Observation
    from core.rules import FindingRule
    from core.rules.values import Titre

_NEGATIVE = ("negative", "not_detected")
_UNSURE = ("weak_positive", "indeterminate", "detected_below_limit")


def finding(rule: FindingRule, case: Case) -> Step:
    """Judge the latest fresh state; a panel of two tests where there is no single result."""
    entry = case.setting.vocabulary.get(State, rule.finding)
    if entry is None:
        return About(rule.finding, "findings").unknown(NeedKind.MISSING, "missing")
    days = _days(rule, entry, case)
    step = _latest_of(entry, rule, case, days)
    if step is None and entry.combined_from:
        step = _panel(entry, rule, case, days)
    if step is not None:
        return step
    if rule.if_recorded == "yes":
        return Step(Truth.NO, Said("none_recorded", {"what": entry.key}))
    results = _results(entry, case)
    valued = [one for one in results if one.value is not None]
    return nothing_fresh(case, results, valued, days.window, About(entry.key, "findings"))


def _results(entry: State, case: Case) -> tuple[Observation, ...]:
    """Return the results of a test, and of those that it may be known by.

    Those of the test without its specimen count where they were of that specimen.
    """
    own = [one for key in (entry.key, *entry.also_by) for one in case.observations(key)]
    for wider in case.setting.vocabulary.told_apart_in(entry):
        own += [one for one in case.observations(wider.key) if one.specimen == entry.specimen]
    return tuple(own)


def _days(rule: FindingRule, entry: State, case: Case) -> Span:
    """Return the days whose results count: of the rule's window, of all time, or the fresh ones."""
    if rule.any_result == "yes" and rule.within is None:
        return Span(case.fresh(None))
    goes_stale = entry.goes_stale
    if rule.on == "screening" and goes_stale is None:
        goes_stale = DEFAULT_FRESHNESS
    return span(rule, case.fresh(goes_stale), case)


def _latest_of(entry: State, rule: FindingRule, case: Case, days: Span) -> Step | None:
    valued = [one for one in _results(entry, case) if one.value is not None]
    about = About(entry.key, "findings")
    choose = any_of_them if rule.any_result == "yes" else latest
    return choose(case, valued, days, lambda one: judged(entry, rule, one, case), about)


def _panel(entry: State, rule: FindingRule, case: Case, days: Span) -> Step | None:
    """Judge two tests of one thing together: agreeing ones decide, discordant ones need review."""
    members = [case.setting.vocabulary.get(State, key) for key in entry.combined_from]
    steps = [_latest_of(one, rule, case, days) for one in members if one is not None]
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


def judged(entry: State, rule: FindingRule, result: Observation, case: Case) -> Step:
    """Judge one result of a test, or of one that it may be known by."""
    about = About(entry.key, "findings")
    limit: Limit | None = None
    entry = case.setting.vocabulary.get(State, result.of) or entry
    try:
        read = read_state(entry, result.value or "")
        if isinstance(read, Entered) and read.quantity.unit != "titre":
            limit = upper_limit(result, entry, read.upper_limit, read.quantity.unit, case)
    except ValueError:
        bare = Evidence("observation", entry.key, as_entered=result.value, fact=result.id)
        return about.unknown(NeedKind.UNIT, "unit", (bare,))
    evidence = _evidence(entry, rule, result, read, limit, case)
    wanted = rule.is_ or "positive"
    if rule.at_least is not None:
        return _titre_reached(entry, rule.at_least, read, evidence)
    truth = _said_by(entry, wanted, read, limit)
    if truth is None:
        differ = _units_differ(entry, read, limit)
        kind = NeedKind.UNIT if differ else NeedKind.NO_UPPER_LIMIT
        return about.unknown(kind, kind.value, (evidence,))
    values = {"what": entry.key, "value": evidence.as_used, "wanted": wanted}
    if truth is Truth.YES and rule.significant == "yes":
        truth = significance(result, result.significance, case)
        who = judged_by(result, "significance", case)
        evidence = replace(evidence, notes=(*evidence.notes, *who))
        return _step(truth, _SIGNIFICANT, values, evidence)
    if rule.antigens:
        truth = _of_antigens(truth, wanted, rule.antigens, result)
        return _step(truth, _ANTIGENS, values, evidence)
    return _step(truth, _STATE, values, evidence)


_STATE = {
    Truth.YES: "state_is",
    Truth.NO: "state_is_not",
    Truth.JUDGEMENT: "state_unsure",
    Truth.UNKNOWN: "detection_limit",
}
_SIGNIFICANT = {
    Truth.YES: "significant",
    Truth.NO: "not_significant",
    Truth.JUDGEMENT: "significance_not_judged",
}
_ANTIGENS = {**_STATE, Truth.JUDGEMENT: "antigens_open"}


def _step(
    truth: Truth, codes: dict[Truth, str], values: Mapping[str, object], evidence: Evidence
) -> Step:
    kind = NeedKind.DETECTION_LIMIT if truth is Truth.UNKNOWN else NeedKind.AWAITING_INVESTIGATOR
    needs = (Need(kind, evidence.of, "findings"),) if truth.is_open else ()
    return Step(truth, Said(codes[truth], values), (evidence,), needs)


def _of_antigens(truth: Truth, wanted: str, listed: tuple[str, ...], result: Observation) -> Truth:
    """Judge a panel by its antigens: a positive one names those found, a negative one those tested.

    A positive panel that names none, or only others, and a negative one that left some untested
    are for the investigator.
    """
    if truth is Truth.YES:
        found = set(result.antigens) & set(listed)
        return Truth.YES if (wanted == "positive") == bool(found) else Truth.JUDGEMENT
    if truth is Truth.NO and not set(listed) <= set(result.antigens):
        return Truth.JUDGEMENT
    return truth


def _titre_reached(entry: State, at_least: Titre, read: str | Entered, evidence: Evidence) -> Step:
    """Compare a titre with the one that the text asks for; positive without one is open."""
    values = {"what": entry.key, "value": evidence.as_used, "wanted": f"≥ {at_least}"}
    if isinstance(read, str):
        if read in _NEGATIVE:
            return Step(Truth.NO, Said("state_is_not", values), (evidence,))
        return About(entry.key, "findings").unknown(NeedKind.MISSING, "titre_missing", (evidence,))
    if read.quantity.unit != "titre":
        return About(entry.key, "findings").unknown(NeedKind.UNIT, "titre_missing", (evidence,))
    reaches = interval(read.quantity, entry.units).is_at_least(at_least.denominator)
    truth = {True: Truth.YES, False: Truth.NO, None: Truth.UNKNOWN}[reaches]
    return _step(truth, _STATE, values, evidence)


def _said_by(entry: State, wanted: str, read: str | Entered, limit: Limit | None) -> Truth | None:
    if isinstance(read, str):
        return _of_state(read, wanted)
    positive = _of_number(entry, read, limit)
    return negated(positive) if positive and wanted in _NEGATIVE else positive


def _of_state(read: str, wanted: str) -> Truth:
    if read == wanted or {read, wanted} == set(_NEGATIVE):
        return Truth.YES
    return Truth.JUDGEMENT if read in _UNSURE else Truth.NO


def _of_number(entry: State, read: Entered, limit: Limit | None) -> Truth | None:
    """Say whether a number is positive: a titre from its cut-off on, else above its limit.

    `<n` is below the limit of detection, so it is not positive; None is without a limit.
    """
    if read.quantity.unit == "titre":
        return _of_titre(entry, read)
    if read.quantity.sign in ("<", "≤"):
        return Truth.NO
    if limit is None or _units_differ(entry, read, limit):
        return None
    above = is_above(read.quantity, limit.quantity, entry.units)
    return {True: Truth.YES, False: Truth.NO, None: Truth.UNKNOWN}[above]


def _of_titre(entry: State, read: Entered) -> Truth:
    """Judge a titre: one below the cut-off that is no detection limit is weak, and for a person."""
    if entry.positive_from is None:
        return Truth.JUDGEMENT
    reaches = interval(read.quantity, entry.units).is_at_least(entry.positive_from)
    if reaches:
        return Truth.YES
    return Truth.NO if read.quantity.sign == "<" and reaches is False else Truth.JUDGEMENT


def _units_differ(entry: State, read: str | Entered, limit: Limit | None) -> bool:
    """Units of antibodies and viral loads that do not convert compare only as they are."""
    return (
        isinstance(read, Entered)
        and limit is not None
        and not can_compare(read.quantity, limit.quantity, entry.units)
    )


def _evidence(
    entry: State,
    rule: FindingRule,
    result: Observation,
    read: str | Entered,
    limit: Limit | None,
    case: Case,
) -> Evidence:
    notes: list[Said] = []
    shown_limit = rule.is_ or "positive"
    if rule.at_least is not None:
        shown_limit = f"≥ {rule.at_least}"
    elif isinstance(read, Entered) and limit is not None:
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
