"""`question`: who answered what, whether the answer counts, and for how long it holds."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from core.evaluate.measured.results import About
from core.step import Evidence, Step
from core.truth import Need, NeedKind, Said, Truth
from core.vocabulary import Question

if TYPE_CHECKING:
    from core.evaluate.case import Case
    from core.record import Answer
    from core.rules import QuestionRule


@dataclass(frozen=True, slots=True)
class Answered:
    """What is known of a question: yes, no, a positive answer that waits, or nothing yet.

    `shown` holds every answer on record, also those that do not count.
    """

    state: Literal["yes", "yes_unsettled", "no", "stale", "conflict", "open"]
    answer: Answer | None
    shown: tuple[Evidence, ...]


def question(rule: QuestionRule, case: Case) -> Step:
    """Judge by the answer; an unanswered investigator's question is a judgement, else unknown."""
    entry = case.setting.vocabulary.get(Question, rule.question)
    about = About(rule.question, "questions")
    if entry is None:
        return about.unknown(NeedKind.MISSING, "missing")
    answered = answer_to(entry, case)
    if rule.until_answered == "yes":
        return _until_answered(entry, answered)
    return step_of(entry, answered)


def settled(step: Step, key: str, case: Case) -> Step:
    """Settle a step that waits for a person by the answer to the question that asks for it."""
    entry = case.setting.vocabulary.get(Question, key)
    if entry is None:
        return step
    answered = answer_to(entry, case)
    seen = step.evidence + answered.shown
    if answered.state in ("yes", "no"):
        truth = Truth.YES if answered.state == "yes" else Truth.NO
        said = Said(f"settled_{answered.state}", {"what": key})
        return replace(step, truth=truth, reason=said, evidence=seen, needs=())
    need = Need(NeedKind.AWAITING_INVESTIGATOR, key, "questions")
    return replace(step, evidence=seen, needs=(need,))


def step_of(entry: Question, answered: Answered) -> Step:
    """Turn what is known of a question into a step."""
    about = About(entry.key, "questions")
    values = {"what": entry.key}
    if answered.state in ("yes", "no"):
        truth = Truth.YES if answered.state == "yes" else Truth.NO
        return Step(truth, Said(f"answered_{answered.state}", values), answered.shown)
    if answered.state == "conflict":
        return about.unknown(NeedKind.CONFLICT, "answers_conflict", answered.shown)
    if answered.state == "yes_unsettled":
        return awaiting(entry, answered, "answered_yes_unsettled")
    is_stale = answered.state == "stale"
    if entry.may_answer == ("investigator",):
        code = "answer_stale_investigator" if is_stale else "ask_investigator"
        return awaiting(entry, answered, code)
    kind, code = (
        (NeedKind.STALE, "answer_stale") if is_stale else (NeedKind.MISSING, "not_answered")
    )
    return about.unknown(kind, code, answered.shown)


def awaiting(entry: Question, answered: Answered, code: str) -> Step:
    """Return a step that waits for the investigator's answer."""
    need = Need(NeedKind.AWAITING_INVESTIGATOR, entry.key, "questions")
    return Step(Truth.JUDGEMENT, Said(code, {"what": entry.key}), answered.shown, (need,))


def answer_to(entry: Question, case: Case) -> Answered:
    """Find the answer that counts: the latest by someone whom the question names.

    On one day an investigator's answer stands above another person's; two answers of one day
    that differ otherwise are a conflict, and so is a no about the past after a yes, or another
    person's no after the yes of the one who settles it.
    """
    found = [one for one in case.answers(entry.key) if _is_about(one, entry, case)]
    shown = tuple(_evidence(one, entry, case) for one in found)
    counting = [one for one in found if one.by in entry.may_answer and one.answer != "unknown"]
    fresh = [one for one in counting if _holds(one, entry, case)]
    if not fresh:
        return Answered("stale" if counting else "open", None, shown)
    last_day = max(case.day(one.date).first for one in fresh)
    latest = [
        one for one in fresh if case.day(one.date).last >= last_day or _is_for_good(one, entry)
    ]
    latest = [one for one in latest if one.by == "investigator"] or latest
    if len({one.answer for one in latest}) > 1 or _overrules(latest, fresh, entry, case):
        return Answered("conflict", None, shown)
    chosen = next((one for one in latest if one.reason in entry.reasons), latest[-1])
    if chosen.answer == "no":
        return Answered("no", chosen, shown)
    if entry.yes_settled_by is not None and chosen.by != entry.yes_settled_by:
        return Answered("yes_unsettled", chosen, shown)
    return Answered("yes", chosen, shown)


def _overrules(latest: list[Answer], fresh: list[Answer], entry: Question, case: Case) -> bool:
    """Tell whether a no denies the last answer, yes, of the only person who may settle it."""
    own = [one for one in fresh if one.by == entry.yes_settled_by]
    if not own or latest[0].answer == "yes" or any(one in own for one in latest):
        return False
    return max(own, key=lambda one: case.day(one.date).first).answer == "yes"


def _is_for_good(one: Answer, entry: Question) -> bool:
    """Tell whether a later no cannot undo an answer: what once happened has happened."""
    return entry.about == "past" and not entry.reasons and one.answer == "yes"


def _is_about(one: Answer, entry: Question, case: Case) -> bool:
    if entry.per == "trial":
        return one.trial == case.trial
    return one.trial in (None, case.trial)


def _holds(one: Answer, entry: Question, case: Case) -> bool:
    """Tell whether an answer still holds: about now for a time, a no about the past to its day."""
    day = case.day(one.date)
    if entry.about == "now":
        return case.fresh(entry.goes_stale).holds(day) is True
    return one.answer == "yes" or bool(entry.reasons) or day.first >= case.history_until


def _until_answered(entry: Question, answered: Answered) -> Step:
    """Take yes until a no is recorded with one of the reasons that the question accepts."""
    chosen = answered.answer
    values = {"what": entry.key}
    if answered.state == "conflict":
        about = About(entry.key, "questions")
        return about.unknown(NeedKind.CONFLICT, "answers_conflict", answered.shown)
    if answered.state == "no" and chosen is not None and chosen.reason in entry.reasons:
        return Step(
            Truth.NO, Said("answered_no_because", {**values, "why": chosen.reason}), answered.shown
        )
    return Step(Truth.YES, Said("assumed_yes", values), answered.shown)


def _evidence(one: Answer, entry: Question, case: Case) -> Evidence:
    counts = one.by in entry.may_answer and one.answer != "unknown"
    notes = () if counts else (Said("answer_does_not_count", {"by": one.by or ""}),)
    if one.reason:
        notes = (*notes, Said("answer_reason", {"why": one.reason}))
    return Evidence(
        "answer",
        entry.key,
        as_entered=one.answer,
        as_used=one.answer,
        day=case.day(one.date) if one.date else None,
        source=one.source or (f"answered by {one.by}" if one.by else None),
        fact=one.id,
        notes=notes,
    )
