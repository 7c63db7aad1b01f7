"""Rule × case → Step: one small function per word; every part is answered, none cut short."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from core import rules
from core.evaluate.answers import question, settled
from core.evaluate.case import Case
from core.evaluate.listed.courses import drug
from core.evaluate.listed.diagnoses import diagnosis
from core.evaluate.listed.history import allergy, device, event
from core.evaluate.measured.grades import grade
from core.evaluate.measured.joints import joints
from core.evaluate.measured.labs import lab
from core.evaluate.measured.scores import score
from core.evaluate.measured.states import finding
from core.evaluate.person import age, consent, sex
from core.step import Step
from core.truth import (
    GATES,
    Need,
    NeedKind,
    Said,
    Truth,
    all_of,
    any_of,
    at_least,
    negated,
    two_readings,
)

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Case", "answer"]


def answer(rule: rules.Node, case: Case) -> Step:
    """Say whether a rule holds of a case, with reason, evidence and needs.

    What `when` says does not apply is not applicable; while that condition is open, so is
    the rule.
    """
    return case.recalled(rule) or case.made(rule, _answered)


def _answered(rule: rules.Node, case: Case) -> Step:
    step = WORDS[type(rule)](rule, case)
    if rule.settled_by is not None and step.truth is Truth.JUDGEMENT:
        step = settled(step, rule.settled_by, case)
    if rule.when is not None:
        step = _under_condition(answer(rule.when, case), step)
    return step if rule.due is None and rule.text is None else step.under(rule.due, rule.text)


def _under_condition(condition: Step, step: Step) -> Step:
    if condition.truth is Truth.YES:
        return step
    if condition.truth is Truth.NO:
        reason = Said("does_not_apply", {"because": _why(condition, "condition_fails")})
        return Step(Truth.NOT_APPLICABLE, reason, condition.evidence)
    reason = Said("condition_open", {"because": _why(condition, "condition_not_known")})
    return Step(condition.truth, reason, condition.evidence, all_needs(condition))


def _why(condition: Step, of_parts: str) -> Said:
    """Return the reason of a condition; one of several parts is named as a whole."""
    return Said(of_parts) if condition.parts else condition.reason


def all_needs(step: Step) -> tuple[Need, ...]:
    """Return what an open step needs, its parts included, each once, in order."""
    return tuple(dict.fromkeys(step.needs)) if step.truth.is_open else ()


def _combined(
    truth: Truth, code: str, parts: tuple[Step, ...], case: Case, **values: object
) -> Step:
    due = min((part.due for part in parts), key=GATES.index)
    asked = (need for part in _due(parts, case) for need in all_needs(part))
    needs = tuple(dict.fromkeys(asked)) if truth.is_open else ()
    return Step(truth, Said(code, {"of": len(parts), **values}), needs=needs, parts=parts, due=due)


def _answers(parts: tuple[rules.Node, ...], case: Case) -> tuple[Step, ...]:
    return tuple(answer(part, case) for part in parts)


def _due(parts: tuple[Step, ...], case: Case) -> tuple[Step, ...]:
    """Return the parts due by the gate; of a rule all of whose parts are due later, all."""
    return tuple(part for part in parts if part.due.is_due_by(case.gate)) or parts


def _truths(parts: tuple[Step, ...], case: Case) -> list[Truth]:
    return [part.truth for part in _due(parts, case)]


def _all_of(rule: rules.AllOf, case: Case) -> Step:
    parts = _answers(rule.all_of, case)
    return _combined(all_of(_truths(parts, case)), "all_of", parts, case)


def _any_of(rule: rules.AnyOf, case: Case) -> Step:
    parts = _answers(rule.any_of, case)
    return _combined(any_of(_truths(parts, case)), "any_of", parts, case)


def _none_of(rule: rules.NoneOf, case: Case) -> Step:
    parts = tuple(replace(part, turned=True) for part in _answers(rule.none_of, case))
    return _combined(negated(any_of(_truths(parts, case))), "none_of", parts, case)


def _at_least_n_of(rule: rules.AtLeastNOf, case: Case) -> Step:
    parts = _answers(rule.at_least_n_of.of, case)
    count = rule.at_least_n_of.n
    truth = at_least(count, _truths(parts, case))
    return _combined(truth, "at_least_n_of", parts, case, n=count)


def _readings(rule: rules.Readings, case: Case) -> Step:
    """Two readings that agree decide; where one is unknown its needs stand; else a person."""
    parts = tuple(answer(reading.rule, case) for reading in rule.readings)
    first, second = (part.truth for part in parts)
    truth = two_readings(first, second)
    step = _combined(truth, "two_readings", parts, case)
    names = tuple(Said("reading", {"name": reading.read_as}) for reading in rule.readings)
    if truth is Truth.JUDGEMENT and first is not second:
        need = Need(NeedKind.TWO_READINGS, rule.id or "", "readings")
        step = replace(step, reason=Said("readings_differ"), needs=(*step.needs, need))
    return replace(step, readings=names)


WORDS: dict[type[rules.Node], Callable[[Any, Case], Step]] = {
    rules.AllOf: _all_of,
    rules.AnyOf: _any_of,
    rules.NoneOf: _none_of,
    rules.AtLeastNOf: _at_least_n_of,
    rules.Readings: _readings,
    rules.LabRule: lab,
    rules.FindingRule: finding,
    rules.ScoreRule: score,
    rules.GradeRule: grade,
    rules.JointsRule: joints,
    rules.DiagnosisRule: diagnosis,
    rules.DrugRule: drug,
    rules.EventRule: event,
    rules.AllergyRule: allergy,
    rules.DeviceRule: device,
    rules.QuestionRule: question,
    rules.ConsentRule: consent,
    rules.AgeRule: age,
    rules.SexRule: sex,
}
