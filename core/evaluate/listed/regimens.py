"""`drug` with more asked of a course: whether it runs, how long, at what dose, unchanged or not."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from core.calculators.courses.dosing import dose_on, most, unchanged
from core.calculators.courses.running import last_dose, runs_on
from core.calculators.courses.time_taken import started, taken_for
from core.dates import Day, Window
from core.evaluate.answers import settled
from core.evaluate.listed.aspects import (
    Aspect,
    aspect,
    compared,
    day_text,
    dose_text,
    evidence_of,
    limits_text,
    together,
    unit_of,
)
from core.evaluate.listed.coverage import covering
from core.evaluate.listed.exceptions import is_excepted
from core.evaluate.listed.lists import absent, clause_of
from core.step import Step
from core.truth import Need, NeedKind, Said, Truth, all_of, any_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from core.calculators.courses.course import Course
    from core.evaluate.case import Case
    from core.evaluate.listed.lists import Clause
    from core.record import Medication
    from core.rules import DrugRule
    from core.step import Evidence

EVER = Day.on(date.min)


def regimen(rule: DrugRule, case: Case) -> Step:
    """Judge whether one of the medicines, or with `each` every running one, is as asked."""
    clause = clause_of(rule, "medications", "drugs", rule.drug, case)
    found = substances(rule, case)
    steps = [_judged(rule, key, taken, case) for key, taken in found.items()]
    steps += _in_turn(rule, found, steps, case)
    seen = tuple(dict.fromkeys(one for step in steps for one in step.evidence))
    if rule.each == "yes":
        return _every_one(rule, clause, found, steps, case)
    truth = any_of(step.truth for step in steps)
    if steps and (truth is not Truth.NO or _is_settled(rule, found, case)):
        return _joined(truth, steps, seen)
    # an answer settles what is on record, it does not stand for a medicine that is not
    step = absent(rule, clause, seen, case, may_be_answered=rule.judged == "no")
    return _joined(truth, steps, step.evidence) if steps and step.truth is truth else step


def substances(rule: DrugRule, case: Case) -> dict[str, list[Medication]]:
    """Return the courses of the medicines that a rule names, by medicine, without exceptions."""
    found: dict[str, list[Medication]] = {}
    for one in case.medications(rule.drug):
        if not is_excepted(rule, one.of, case):
            found.setdefault(one.of, []).append(one)
    return dict(sorted(found.items()))


def _in_turn(
    rule: DrugRule,
    found: dict[str, list[Medication]],
    steps: Sequence[Step],
    case: Case,
) -> list[Step]:
    """Judge medicines of which none alone lasted long enough, but all together: for a person."""
    is_short = any_of(one.truth for one in steps) is Truth.NO
    if not (rule.is_of_time_alone and is_short and list(found)[1:]):
        return []
    taken = [one for courses in found.values() for one in courses]
    truth = _taken_for(rule, case.courses(taken), case)
    if truth is Truth.NO:
        return []
    duration = rule.for_more_than or rule.for_at_least
    values = {
        "medicines": tuple(found),
        "duration": duration.text if duration else "",
        "day": day_text(_until(rule, case)),
    }
    seen = tuple(evidence_of(one) for one in taken)
    if truth is Truth.YES:
        need = Need(NeedKind.AWAITING_INVESTIGATOR, rule.drug[0], "drugs")
        step = Step(Truth.JUDGEMENT, Said("drugs_in_turn", values), seen, (need,))
        return [_asked_of_a_person(rule, step, case)]
    need = Need(NeedKind.DATE_INCOMPLETE, rule.drug[0], "drugs")
    return [Step(truth, Said("drugs_in_turn_open", values), seen, (need,))]


def _joined(truth: Truth, steps: Sequence[Step], seen: tuple[Evidence, ...]) -> Step:
    """Return what the deciding medicines say, on the evidence of all of them."""
    deciding = [step for step in steps if step.truth is truth]
    needs = tuple(dict.fromkeys(need for step in deciding for need in step.needs))
    if len(deciding) == 1:
        return Step(truth, deciding[0].reason, seen, needs)
    code = {Truth.YES: "drugs_as_asked", Truth.NO: "drugs_not_as_asked"}.get(truth, "drugs_open")
    medicines = tuple(dict.fromkeys(one.of for step in deciding for one in step.evidence))
    return Step(truth, Said(code, {"medicines": medicines}), seen, needs)


def _is_settled(rule: DrugRule, found: dict[str, list[Medication]], case: Case) -> bool:
    """Tell whether the one medicine asked for certainly runs: then what is seen of it decides."""
    if rule.running_on is None or len(rule.drug) > 1 or set(found) != set(rule.drug):
        return False
    day = case.anchor(rule.running_on).day
    return runs_on(case.courses(found[rule.drug[0]]), day) is Truth.YES


def _every_one(
    rule: DrugRule,
    clause: Clause,
    found: dict[str, list[Medication]],
    steps: Sequence[Step],
    case: Case,
) -> Step:
    """Judge every medicine that runs; while the list is not complete another one may run."""
    day = case.anchor(rule.running_on or "screening").day
    running = [
        step
        for step, taken in zip(steps, found.values(), strict=True)
        if runs_on(case.courses(taken), day) is not Truth.NO
    ]
    seen = tuple(one for step in steps for one in step.evidence)
    truth = all_of(step.truth for step in running)
    if running and truth is Truth.NO:
        return _joined(truth, running, seen)
    line = covering(clause.list, clause.of, clause.keys, None, clause.until, case)
    if line is None:
        return absent(rule, clause, seen, case)
    if not running:
        return Step(Truth.NOT_APPLICABLE, Said("none_runs", {"what": rule.drug}), (*seen, line))
    return _joined(truth, running, (*seen, line))


def _judged(rule: DrugRule, key: str, taken: Sequence[Medication], case: Case) -> Step:
    courses = case.courses(taken)
    truth, reason, needs = together(tuple(_aspects(rule, key, courses, case)))
    limit = limits_text(rule.dose) if rule.dose else None
    evidence = tuple(evidence_of(one, limit) for one in taken)
    if rule.judged == "yes" and truth is Truth.YES:
        need = Need(NeedKind.AWAITING_INVESTIGATOR, key, "drugs")
        step = Step(Truth.JUDGEMENT, Said("to_be_judged", {"what": (key,)}), evidence, (need,))
        return _asked_of_a_person(rule, step, case)
    return Step(truth, reason, evidence, needs)


def _asked_of_a_person(rule: DrugRule, step: Step, case: Case) -> Step:
    """Settle what a person must judge by the question of a judged rule, where it names one."""
    return settled(step, rule.asked_as, case) if rule.judged == "yes" and rule.asked_as else step


def _aspects(rule: DrugRule, key: str, courses: Sequence[Course], case: Case) -> Iterator[Aspect]:
    if rule.running_on is not None:
        day = case.anchor(rule.running_on).day
        values = {"what": key, "day": day_text(day)}
        yield aspect(runs_on(courses, day), "drug_runs", values, rule.running_on, case)
    if rule.for_at_least is not None or rule.for_more_than is not None:
        yield _long_enough(rule, key, courses, case)
    if rule.started is not None:
        until = _until(rule, case)
        values = {"what": key, "duration": rule.started.text, "day": day_text(until)}
        truth = started(courses, rule.started, until)
        yield aspect(truth, "drug_started", values, rule.before, case)
    if rule.ended_within is not None:
        yield _recent(rule, key, courses, case)
    if rule.dose is not None:
        yield _dosed(rule, key, courses, case)
    if rule.stable_for is not None:
        window = stable_window(rule, case)
        values = {"what": key, "duration": rule.stable_for.text, "from": str(window.start)}
        yield aspect(unchanged(courses, window), "drug_stable", values, rule.before, case)


def stable_window(rule: DrugRule, case: Case) -> Window:
    """Return the days on which a dose must not change: up to a day, or to the period's end."""
    if rule.stable_for is None or rule.before is None:
        return case.screening_period
    window = case.within(rule.stable_for, rule.before)
    return Window(window.start, case.screening_period.end) if rule.during else window


def _until(rule: DrugRule, case: Case) -> Day:
    """Return the day up to which time under a medicine counts, as far as it is known."""
    return case.anchor(rule.before or "screening").day


def _taken_for(rule: DrugRule, courses: Sequence[Course], case: Case) -> Truth:
    duration, more = rule.for_more_than or rule.for_at_least, rule.for_more_than is not None
    if duration is None:
        raise ValueError(rule.drug)
    return taken_for(courses, duration, Window(EVER, _until(rule, case)), more_than=more)


def _long_enough(rule: DrugRule, key: str, courses: Sequence[Course], case: Case) -> Aspect:
    until = _until(rule, case)
    more = rule.for_more_than is not None
    duration = rule.for_more_than or rule.for_at_least
    if duration is None:
        raise ValueError(key)
    truth = _taken_for(rule, courses, case)
    code = "drug_longer_than" if more else "drug_long"
    values = {"what": key, "duration": duration.text, "day": day_text(until)}
    return aspect(truth, code, values, rule.before, case)


def _recent(rule: DrugRule, key: str, courses: Sequence[Course], case: Case) -> Aspect:
    """Say whether a course reaches into the time before the day; an older one is for a person."""
    until, duration = _until(rule, case), rule.ended_within
    last = last_dose(courses, until.last)
    if last.day is None or duration is None:
        truth = Truth.YES  # it still runs
    elif duration.after(last.day.first) >= until.last:
        truth = Truth.YES
    elif duration.after(last.day.last) < until.first:
        truth = Truth.JUDGEMENT
    else:
        truth = Truth.UNKNOWN
    text = duration.text if duration else ""
    values = {"what": key, "duration": text, "last": str(last.day or "")}
    return aspect(truth, "drug_recent", values, rule.before, case)


def _dosed(rule: DrugRule, key: str, courses: Sequence[Course], case: Case) -> Aspect:
    """Compare the dose of the day asked for, or the highest before it."""
    limits = rule.dose
    if limits is None:
        raise ValueError(key)
    unit = unit_of(limits)
    if rule.running_on is not None:
        amounts = dose_on(courses, case.anchor(rule.running_on).day, unit.per)
        if rule.before is not None and rule.stable_for is not None:
            # a dose that stays the same since a change after that day may be another one
            later = dose_on(courses, _until(rule, case), unit.per)
            truths = [compared(one, limits.limits()) for one in (amounts, later)]
            amounts = later if all_of(truths) is not truths[0] else amounts
    else:
        amounts = most(courses, Window(EVER, _until(rule, case)), unit.per)
    values = {"what": key, "dose": dose_text(amounts, limits), "limit": limits_text(limits)}
    truth = compared(amounts, limits.limits())
    if truth is Truth.UNKNOWN and amounts.high is None:
        need = Need(NeedKind.MISSING, key, "drugs")
        return Aspect(truth, Said("drug_dose_missing", values), need)
    return aspect(truth, "drug_dose", values, rule.running_on or rule.before, case)
