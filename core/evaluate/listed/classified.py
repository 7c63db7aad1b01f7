"""`classified_by`: a diagnosis that a named set classifies, as recorded for it or by its items."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from core.evaluate.listed.criteria_items import by_items
from core.step import Evidence, Step
from core.truth import Need, NeedKind, Said, Truth, any_of
from core.vocabulary import Condition

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.evaluate.case import Case
    from core.record import Diagnosis
    from core.rules import DiagnosisRule

SETS = "classification_sets"


def classified(rule: DiagnosisRule, one: Diagnosis, evidence: Evidence, case: Case) -> Step:
    """Judge whether one of the sets that a rule names classifies a diagnosis."""
    able = [key for key in rule.classified_by if can_classify(key, one.of, case)]
    steps = [_by_set(key, one, evidence, case) for key in able]
    if steps and any_of(step.truth for step in steps) is Truth.NO:
        others = [key for key in rule.classified_by if key not in able]
        steps += [_by_other_set(key, one, evidence, case) for key in others]
    return _best(steps) if steps else _missing(rule.classified_by, one, evidence)


def can_classify(key: str, of: str, case: Case) -> bool:
    """Tell whether a set is one of a disease's own, or of a wider one where it has none.

    Criteria for microscopic polyangiitis say nothing of an eosinophilic granulomatosis.
    """
    vocabulary = case.setting.vocabulary
    entry = vocabulary.get(Condition, of)
    own = entry.sets if entry else ()
    wide = (vocabulary.get(Condition, one) for one in vocabulary.wider["diagnoses"].get(of, ()))
    return key in (own or {each for one in wide if one for each in one.sets})


def _best(steps: Sequence[Step]) -> Step:
    """Return what the sets say together: any one counts; where none does, all are shown."""
    truth = any_of(step.truth for step in steps)
    saying = [step for step in steps if step.truth is truth]
    if truth is Truth.UNKNOWN and all(step.reason.code == "not_classified" for step in saying):
        sets = tuple(need.what for step in saying for need in step.needs)
        said = Said("not_classified", {**saying[0].reason.values, "sets": sets})
        saying = [replace(saying[0], reason=said), *saying[1:]]
    shown = saying if truth is Truth.YES else steps
    evidence = tuple(dict.fromkeys(each for step in shown for each in step.evidence))
    return replace(min(saying, key=_most_told), evidence=evidence)


def _most_told(step: Step) -> int:
    """Order steps of one truth: a conflict, then what was begun, then what is only missing."""
    if any(need.kind is NeedKind.CONFLICT for need in step.needs):
        return 0
    return 2 if step.reason.code == "not_classified" else 1


def _by_set(key: str, one: Diagnosis, evidence: Evidence, case: Case) -> Step:
    """Judge by one set: what is said of the diagnosis, and the items wherever they are answered."""
    claimed = _claimed(key, one, evidence, case)
    steps = by_items(key, one, case)
    if not steps:
        return claimed or _missing((key,), one, evidence)
    shown = claimed.evidence if claimed else (evidence,)
    pieces = (*shown, *(each for step in steps for each in step.evidence))
    return replace(_weighed(key, one, claimed, steps), evidence=pieces)


def _weighed(key: str, one: Diagnosis, claimed: Step | None, steps: Sequence[Step]) -> Step:
    """Weigh assessments of one set: those of another version only where nothing else is said."""
    own = [step for step in steps if step.reason.code != "another_version"]
    return _together(key, one, claimed, own) if own else claimed or steps[-1]


def _together(key: str, one: Diagnosis, claimed: Step | None, steps: Sequence[Step]) -> Step:
    """Weigh assessments of one set: what once held holds, unless another one contradicts it."""
    by_truth = {step.truth: step for step in steps}
    values = {"what": one.of, "set": key}
    conflict = next((step for step in steps if _most_told(step) == 0), None)
    if conflict is not None:
        return conflict
    if {Truth.YES, Truth.NO} <= by_truth.keys():
        need = Need(NeedKind.AWAITING_INVESTIGATOR, key, SETS)
        return Step(Truth.JUDGEMENT, Said("criteria_disagree", values), needs=(need,))
    if Truth.JUDGEMENT in by_truth:
        return by_truth[Truth.JUDGEMENT]
    if claimed and Truth.NO in by_truth:
        need = Need(NeedKind.CONFLICT, key, SETS)
        return Step(Truth.UNKNOWN, Said("criteria_against_claim", values), needs=(need,))
    if claimed or Truth.YES in by_truth:
        return claimed or by_truth[Truth.YES]
    return by_truth.get(Truth.UNKNOWN) or by_truth[Truth.NO]


def _by_other_set(key: str, one: Diagnosis, evidence: Evidence, case: Case) -> Step:
    """Judge by a set that is not the disease's own: fulfilled, it is for a person to weigh."""
    steps = by_items(key, one, case)
    if not steps:
        return _missing((key,), one, evidence)
    pieces = (evidence, *(each for step in steps for each in step.evidence))
    found = replace(_weighed(key, one, None, steps), evidence=pieces)
    if found.truth is not Truth.YES:
        return found
    need = Need(NeedKind.AWAITING_INVESTIGATOR, key, SETS)
    said = Said("criteria_of_other_disease", {"what": one.of, "set": key})
    return Step(Truth.JUDGEMENT, said, pieces, (need,))


def _claimed(key: str, one: Diagnosis, evidence: Evidence, case: Case) -> Step | None:
    """Return what a record says of a diagnosis: that it is classified by a set."""
    day = case.day
    fitting = (
        each for each in one.classified_by if each.set == key and day(each.date).first <= case.as_of
    )
    first = next(fitting, None)
    if first is None:
        return None
    shown = replace(
        evidence,
        as_used=key,
        day=day(first.date) if first.date else evidence.day,
        source=first.source or one.source,
        notes=(Said("classified_source", {"set": key, "source": first.source or ""}),),
    )
    return Step(Truth.YES, Said("classified", {"what": one.of, "set": key}), (shown,))


def _missing(sets: tuple[str, ...], one: Diagnosis, evidence: Evidence) -> Step:
    need = Need(NeedKind.MISSING, sets[0], SETS)
    said = Said("not_classified", {"what": one.of, "sets": sets})
    return Step(Truth.UNKNOWN, said, (evidence,), (need,))
