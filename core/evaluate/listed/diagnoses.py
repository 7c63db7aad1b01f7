"""`diagnosis`: diseases the patient has (with their classification and length) or had."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from core.dates import FOREVER, NOT_KNOWN, Day
from core.evaluate.attribution import is_cause, judged_by
from core.evaluate.listed.classified import classified
from core.evaluate.listed.coverage import covering
from core.evaluate.listed.exceptions import has_detail, with_exceptions
from core.evaluate.listed.lists import Entry, clause_of, listed, touching
from core.evaluate.measured.results import About
from core.step import Evidence, Step
from core.truth import NeedKind, Said, Truth, all_of
from core.vocabulary import Condition

if TYPE_CHECKING:
    from core.evaluate.case import Case
    from core.evaluate.listed.lists import Clause
    from core.record import Diagnosis
    from core.rules import DiagnosisRule


def diagnosis(rule: DiagnosisRule, case: Case) -> Step:
    """Judge a diagnosis clause: of an arm (classification, length) or of the history."""
    found = case.diagnoses_of(rule.diagnosis)
    is_history = rule.asked_as is not None or rule.if_recorded == "yes"
    if rule.classified_by or rule.for_at_least or (rule.ongoing == "yes" and not is_history):
        return _of_arm(rule, found, case)
    clause = _clause(rule, case)
    entries = tuple(
        with_exceptions(_entry(rule, one, clause, case), rule.unless, Condition, one.detail, case)
        for one in found
    )
    return listed(rule, clause, entries, case)


def is_ongoing(one: Diagnosis, case: Case) -> bool:
    """Tell whether a diagnosis is going on: one without an end is, and one that ends later."""
    if one.end is None:
        return one.status == "ongoing"
    return one.status in ("ongoing", "resolved") and one.end.first > case.as_of


def wider(keys: tuple[str, ...], case: Case) -> tuple[Diagnosis, ...]:
    """Return the present diagnoses that may be one of these, but are not said to be it.

    "Sjögren's syndrome" may be the primary one, unless a narrower diagnosis says which it is.
    """
    vocabulary = case.setting.vocabulary
    present = [one for one in case.diagnoses if one.status == "suspected" or is_ongoing(one, case)]
    return tuple(
        one
        for one in present
        if any(key != one.of and vocabulary.belongs(Condition, key, one.of) for key in keys)
        and not any(
            other.of != one.of and vocabulary.belongs(Condition, other.of, one.of)
            for other in present
        )
    )


def _clause(rule: DiagnosisRule, case: Case) -> Clause:
    return clause_of(rule, "diagnoses", "diagnoses", rule.diagnosis, case)


def _entry(rule: DiagnosisRule, one: Diagnosis, clause: Clause, case: Case) -> Entry:
    evidence = evidence_of(one, case)
    entered = one.time or ""
    if one.status == "ruled_out":
        return Entry(Truth.NO, evidence, "ruled_out")
    if one.status == "suspected":
        return Entry(Truth.JUDGEMENT, evidence, "suspected", entered=entered)
    if rule.ongoing == "yes" and not is_ongoing(one, case):
        return Entry(Truth.NO, evidence, "resolved")
    if rule.attributable == "yes":
        return _attributed(one, evidence, case)
    entry = touching([(case.day(one.date), _end(one, case))], evidence, clause, one.time)
    certain = all_of([has_detail(one.detail, word, of) for word, of in rule.where.items()])
    if entry.truth is Truth.YES and certain in (Truth.JUDGEMENT, Truth.NO):
        return Entry(Truth.JUDGEMENT, entry.evidence, "kind_unclear", entered=entered)
    return entry


def _end(one: Diagnosis, case: Case) -> Day:
    """Return the last day of a disease: one without an end goes on, unless it is acute."""
    if one.end is not None:
        return one.end
    entry = case.setting.vocabulary.get(Condition, one.of)
    if entry is not None and entry.acute:
        return case.day(one.date)
    return FOREVER if is_ongoing(one, case) else Day(case.day(one.date).first, case.as_of)


def _attributed(one: Diagnosis, evidence: Evidence, case: Case) -> Entry:
    """Clear what is due to the disease itself, keep what has another cause, leave the rest open."""
    who = judged_by(one, "attribution", case)
    evidence = replace(evidence, notes=(*evidence.notes, *who))
    match is_cause(one, None, case):
        case Truth.NO:
            return Entry(Truth.NO, evidence, "due_to_disease")
        case Truth.YES:
            return Entry(Truth.YES, evidence, "not_due_to_disease")
        case _:
            return Entry(Truth.JUDGEMENT, evidence, "cause_not_judged", entered=one.time or "")


def evidence_of(one: Diagnosis, case: Case) -> Evidence:
    """Return a diagnosis as evidence."""
    return Evidence(
        "diagnosis",
        one.of,
        as_entered=one.status,
        as_used=one.status,
        day=case.day(one.date) if one.date else None,
        source=one.source,
        fact=one.id,
    )


def _of_arm(rule: DiagnosisRule, found: tuple[Diagnosis, ...], case: Case) -> Step:
    """Judge the disease of an arm: ongoing, classified by a named set, long enough."""
    about = About(rule.diagnosis[0], "diagnoses")
    evidence = tuple(evidence_of(one, case) for one in found)
    ongoing = [one for one in found if is_ongoing(one, case)]
    if any(_contradict(one, other, case) for one in ongoing for other in found):
        return about.unknown(NeedKind.CONFLICT, "diagnosis_conflict", evidence)
    if ongoing:
        steps = [_judged(rule, one, case) for one in ongoing]
        best = min(steps, key=_best_first)
        agreeing = [step for step in steps if step.truth is best.truth]
        return replace(best, evidence=tuple(one for step in agreeing for one in step.evidence))
    return _not_ongoing(rule, found, case)


def _not_ongoing(rule: DiagnosisRule, found: tuple[Diagnosis, ...], case: Case) -> Step:
    """Say of a disease that is not ongoing whether it may be so, or is absent."""
    about = About(rule.diagnosis[0], "diagnoses")
    evidence = tuple(evidence_of(one, case) for one in found)
    if any(one.status == "suspected" for one in found):
        return about.unknown(NeedKind.MISSING, "diagnosis_suspected", evidence)
    unspecified = tuple(evidence_of(one, case) for one in wider(rule.diagnosis, case))
    if unspecified:
        found_wider = tuple(one.of for one in unspecified)
        return about.unknown(
            NeedKind.MISSING, "diagnosis_not_specific", unspecified, found=found_wider
        )
    step = listed(rule, _clause(rule, case), (), case)
    if step.truth is Truth.NO:
        said = Said("diagnosis_absent", {"what": rule.diagnosis[0]})
        return Step(Truth.NO, said, (*evidence, *step.evidence))
    if found and all(one.status in ("resolved", "ruled_out") for one in found):
        return about.unknown(NeedKind.LIST_NOT_COMPLETE, "diagnosis_not_ongoing", evidence)
    return Step(step.truth, step.reason, (*evidence, *step.evidence), step.needs)


def _contradict(ongoing: Diagnosis, other: Diagnosis, case: Case) -> bool:
    """Tell whether an entry says that an ongoing disease is over, or never was, since it began."""
    if other.of != ongoing.of or other.status not in ("resolved", "ruled_out"):
        return False
    if is_ongoing(other, case):
        return False
    return case.day(other.end or other.date).last >= case.day(ongoing.date).first


def _best_first(step: Step) -> tuple[int, str, str]:
    """Order steps by what they say; of the same, not by the order of the facts."""
    return _BEST.index(step.truth), step.reason.code, repr(step.evidence)


_BEST = (Truth.YES, Truth.JUDGEMENT, Truth.UNKNOWN, Truth.NO, Truth.NOT_APPLICABLE)


def _judged(rule: DiagnosisRule, one: Diagnosis, case: Case) -> Step:
    if rule.for_at_least is not None:
        return _long_enough(rule, one, case)
    evidence = evidence_of(one, case)
    if not rule.classified_by:
        return Step(Truth.YES, Said("on_record", {"what": one.of}), (evidence,))
    return classified(rule, one, evidence, case)


def _long_enough(rule: DiagnosisRule, one: Diagnosis, case: Case) -> Step:
    """Judge whether the diagnosis day plus the duration is not after the named day."""
    about = About(one.of, "diagnoses")
    evidence = (evidence_of(one, case),)
    duration = rule.for_at_least
    if duration is None or one.date is None:
        return about.unknown(NeedKind.DATE_INCOMPLETE, "diagnosis_day_unknown", evidence)
    day = case.anchor(rule.before or "screening").day
    began = case.day(one.date) if one.date != NOT_KNOWN else NOT_KNOWN
    values = {"what": one.of, "duration": duration.text, "day": began, "until": day}
    if duration.after(began.last) <= day.first:
        return Step(Truth.YES, Said("long_enough", values), evidence)
    if duration.after(began.first) > day.last:
        return _too_short(
            rule, one, case, Step(Truth.NO, Said("not_long_enough", values), evidence)
        )
    return about.unknown(NeedKind.DATE_INCOMPLETE, "length_open", evidence, **values)


def _too_short(rule: DiagnosisRule, one: Diagnosis, case: Case, step: Step) -> Step:
    """Leave it open where only a narrower disease is recent: the lupus may be older."""
    clause = _clause(rule, case)
    line = covering(clause.list, clause.of, clause.keys, clause.since, clause.until, case)
    named = any(each.of in rule.diagnosis for each in case.diagnoses)
    if named or line is not None:
        return step
    about = About(rule.diagnosis[0], "diagnoses")
    values = {"found": one.of, "day": step.reason.values["day"]}
    return about.unknown(NeedKind.MISSING, "narrower_too_short", step.evidence, **values)
