"""In words: `lab`, `finding`, `score`, `grade`, `joints`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.evaluate.case import DEFAULT_FRESHNESS
from core.evaluate.measured.joints import JOINTS
from core.vocabulary import Lab, ScoreKind, State
from core.wording.prose.saying import Prose, limits_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.dates import Duration
    from core.rules import FindingRule, GradeRule, JointsRule, LabRule, OnTreatment, ScoreRule
    from core.rules.node import Windowed
    from core.wording.prose.saying import Words


def lab(rule: LabRule, words: Words) -> Prose:
    """Say of a measured number which result counts, its limits, and whose cause matters."""
    code = "lab_any" if rule.any_result == "yes" else "lab"
    says = words.say(code, what=words.label(rule.lab), limit=limits_text(rule.limits()))
    return Prose(says, tuple(_of_lab(rule, words)))


def _of_lab(rule: LabRule, words: Words) -> Iterator[str]:
    entry = words.vocabulary.get(Lab, rule.lab)
    bounds = [bound for _, bound in rule.limits()]
    yield _days(rule, entry.goes_stale if entry else None, words)
    if any(bound.is_uln for bound in bounds):
        yield words.say("uln")
    if any(bound.is_lln for bound in bounds):
        yield words.say("lln")
    if any(bound.or_else for bound in bounds):
        yield words.say("two_units")
    if entry is not None and entry.calculated_by is not None:
        yield words.say(entry.calculated_by)
    if rule.because_of is not None:
        yield words.say("because_of", cause=words.label(rule.because_of))
    elif rule.attributable == "yes":
        yield words.say("attributable")
    if rule.if_recorded == "yes":
        yield words.say("if_recorded")


def _days(rule: Windowed, goes_stale: Duration | None, words: Words) -> str:
    if rule.within is not None and rule.before is not None:
        return words.say("days_of_results", duration=rule.within, day=words.day(rule.before))
    return _fresh(goes_stale, words)


def _fresh(goes_stale: Duration | None, words: Words) -> str:
    if goes_stale is None:
        return words.say("days_any")
    return words.say("days_fresh", duration=goes_stale)


def finding(rule: FindingRule, words: Words) -> Prose:
    """Say of a state which result counts, what it must be, and how a number stands for it."""
    is_any = "_any" if rule.any_result == "yes" else ""
    what = words.label(rule.finding)
    if rule.at_least is not None:
        says = words.say(f"finding_titre{is_any}", what=what, titre=rule.at_least)
    else:
        state = words.label(rule.is_ or "positive")
        says = words.say(f"finding{is_any}", what=what, state=state)
    return Prose(says, tuple(_of_finding(rule, words)))


def _of_finding(rule: FindingRule, words: Words) -> Iterator[str]:
    entry = words.vocabulary.get(State, rule.finding)
    yield _days_of_finding(rule, entry, words)
    if entry is not None and rule.at_least is None:
        yield from _of_numbers(entry, words)
    if entry is not None and entry.combined_from:
        yield words.say("two_tests", tests=words.labels(entry.combined_from))
    if entry is not None and entry.also_by:
        yield words.say("known_also_by", tests=words.labels(entry.also_by))
    wider = words.vocabulary.told_apart_in(entry) if entry is not None else ()
    if wider:
        yield words.say("known_by_specimen", tests=words.labels(one.key for one in wider))
    if rule.significant == "yes":
        yield words.say("significant")
    if rule.antigens:
        yield words.say("antigens", antigens=words.labels(rule.antigens))
    if rule.if_recorded == "yes":
        yield words.say("if_recorded")


def _of_numbers(entry: State, words: Words) -> Iterator[str]:
    if any(unit.code != "titre" for unit in entry.units):
        yield words.say("number_is_positive")
    if entry.positive_from is not None:
        yield words.say("titre_is_positive", cut_off=f"1:{entry.positive_from:f}")


def _days_of_finding(rule: FindingRule, entry: State | None, words: Words) -> str:
    if rule.any_result == "yes" and rule.within is None:
        return words.say("days_ever")
    goes_stale = entry.goes_stale if entry else None
    if rule.on == "screening" and rule.within is None:
        return words.say("days_fresh_on", duration=goes_stale or DEFAULT_FRESHNESS)
    return _days(rule, goes_stale, words)


def score(rule: ScoreRule, words: Words) -> Prose:
    """Say of a score which total counts, and its limits."""
    says = words.say("score", what=words.label(rule.score), limit=limits_text(rule.limits()))
    entry = words.vocabulary.get(ScoreKind, rule.score)
    details = [_days_of_score(rule, entry.goes_stale if entry else None, words)]
    details += _on_treatment(rule.on_treatment, words)
    if rule.entry_criterion is not None:
        details.append(words.say("entry_criterion", criterion=words.label(rule.entry_criterion)))
    return Prose(says, tuple(details))


def _days_of_score(rule: ScoreRule, goes_stale: Duration | None, words: Words) -> str:
    if rule.during is None:
        return _fresh(goes_stale, words)
    if goes_stale is None:
        return words.say("days_any_period")
    return words.say("days_fresh_period", duration=goes_stale)


def _on_treatment(rule: OnTreatment | None, words: Words) -> list[str]:
    if rule is None:
        return []
    drugs = words.labels(rule.drug)
    return [words.say("on_treatment", duration=rule.for_at_least, drugs=drugs)]


def grade(rule: GradeRule, words: Words) -> Prose:
    """Say how many systems must have which grade."""
    entry = words.vocabulary.get(ScoreKind, rule.grade)
    says = words.say("grade", what=words.label(rule.grade), n=rule.at_least, grade=rule.is_)
    return Prose(says, (_fresh(entry.goes_stale if entry else None, words),))


def joints(rule: JointsRule, words: Words) -> Prose:
    """Say how many joints must carry which sign."""
    entry = words.vocabulary.get(ScoreKind, JOINTS)
    signs = words.label(rule.joints)
    says = words.say("joints", signs=signs, limit=limits_text(rule.limits()))
    fresh = _fresh(entry.goes_stale if entry else None, words)
    return Prose(says, (fresh, *_on_treatment(rule.on_treatment, words)))
