"""`diagnosis`, `drug`, `event`, `allergy`: what is on the lists of a record, and what is not.

Absence is a no only inside a list stated complete, or by an answer to the question that stands
for the clause.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from core.dates import NOT_KNOWN
from core.evaluate.answers import Answered, answer_to, step_of
from core.evaluate.coverage import covering
from core.evaluate.results import About
from core.step import Evidence, Step
from core.truth import Need, NeedKind, Said, Truth
from core.vocabulary import Question

if TYPE_CHECKING:
    from datetime import date

    from core.evaluate.case import Case
    from core.record import Answer, ListName
    from core.rules import Listed


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a list that a clause is about: for certain (yes), or open, and why."""

    truth: Truth
    evidence: Evidence
    code: str
    need: Need | None = None
    entered: str = ""


@dataclass(frozen=True, slots=True)
class Clause:
    """What a rule over a list asks: which list, which keys, and over which days."""

    list: ListName
    of: str
    keys: tuple[str, ...]
    since: date | None
    until: date

    @property
    def about(self) -> About:
        """Return what this clause is about."""
        return About(self.keys[0], self.of)


def listed(rule: Listed, clause: Clause, entries: tuple[Entry, ...], case: Case) -> Step:
    """Judge a clause by what is on its list, then by the answer, then by completeness."""
    asked = case.setting.vocabulary.get(Question, rule.asked_as) if rule.asked_as else None
    answered = answer_to(asked, case) if asked else Answered("open", None, ())
    entries = tuple(sorted(entries, key=_by_day))
    present = [one for one in entries if one.truth is Truth.YES]
    possible = [one for one in entries if one.truth.is_open]
    if present and rule.judged == "no":
        return _present(clause, present, answered)
    if present or possible:
        return _to_be_judged(rule, clause, [*present, *possible], answered, case)
    return _nothing_on_record(clause, entries, case, asked, answered)


def _by_day(entry: Entry) -> tuple[date, str]:
    """Put entries in order of time, so that nothing hangs on how they came."""
    day = entry.evidence.day or NOT_KNOWN
    return day.first, repr(entry)


def _present(clause: Clause, present: list[Entry], answered: Answered) -> Step:
    """Take what is on record as present; an answer that denies it is a conflict."""
    evidence = tuple(one.evidence for one in present) + answered.shown
    if answered.state == "no" and not any(_began_later(one, answered) for one in present):
        return clause.about.unknown(NeedKind.CONFLICT, "answer_against_list", evidence)
    code = present[0].code
    return Step(Truth.YES, Said(code, _named(present)), evidence)


def _to_be_judged(
    rule: Listed, clause: Clause, entries: list[Entry], answered: Answered, case: Case
) -> Step:
    """Let the investigator's answer settle what is only suspected, unclear or to be weighed."""
    evidence = tuple(one.evidence for one in entries) + answered.shown
    answer = answered.answer if answered.answer and answered.answer.by == "investigator" else None
    if answer is not None and not any(_is_unjudged(one, answer, case) for one in entries):
        truth = Truth.YES if answered.state == "yes" else Truth.NO
        return Step(truth, Said(f"judged_{truth.value}", _named(entries)), evidence)
    unknown = [one for one in entries if one.truth is Truth.UNKNOWN]
    certain = rule.judged == "yes" and any(one.truth is Truth.YES for one in entries)
    if unknown and not certain and not any(one.truth is Truth.JUDGEMENT for one in entries):
        needs = tuple(one.need for one in unknown if one.need)
        return Step(Truth.UNKNOWN, Said(unknown[0].code, _named(unknown)), evidence, needs)
    what = rule.asked_as or clause.keys[0]
    need = Need(NeedKind.AWAITING_INVESTIGATOR, what, "questions" if rule.asked_as else clause.of)
    code = next((one.code for one in entries if one.truth is Truth.JUDGEMENT), "to_be_judged")
    return Step(Truth.JUDGEMENT, Said(code, _named(entries)), evidence, (need,))


def _is_unjudged(entry: Entry, answer: Answer, case: Case) -> bool:
    """Tell whether an entry may have begun, or was made, after an answer, which cannot judge it.

    Where both carry the time of entry, that decides what an incomplete day leaves open.
    """
    began, asked = entry.evidence.day, answer.date
    if began is not None and asked is not None and began.first > asked.last:
        return True
    if answer.time and entry.entered:
        return entry.entered > answer.time
    return began is not None and asked is not None and began.until(case.as_of).last > asked.last


def _began_later(entry: Entry, answered: Answered) -> bool:
    """Tell whether an entry certainly began after the day of the answer, and so denies nothing."""
    began, asked = entry.evidence.day, answered.answer.date if answered.answer else None
    return began is not None and asked is not None and began.first > asked.last


def _nothing_on_record(
    clause: Clause,
    entries: tuple[Entry, ...],
    case: Case,
    asked: Question | None,
    answered: Answered,
) -> Step:
    seen = tuple(one.evidence for one in entries) + answered.shown
    if asked is not None and answered.state in ("yes", "yes_unsettled", "no", "conflict"):
        step = step_of(asked, answered)
        return replace(step, evidence=seen)
    line = covering(clause.list, clause.of, clause.keys, clause.since, clause.until, case)
    if line is not None:
        return Step(Truth.NO, Said("none_on_complete_list", {"list": clause.list}), (*seen, line))
    return _not_complete(clause, seen, asked, answered)


def _not_complete(
    clause: Clause, seen: tuple[Evidence, ...], asked: Question | None, answered: Answered
) -> Step:
    needs = [Need(NeedKind.LIST_NOT_COMPLETE, clause.list, "lists")]
    # the investigator is not asked about what nobody has found yet: a list comes first
    if asked is not None and asked.may_answer != ("investigator",):
        kind = NeedKind.STALE if answered.state == "stale" else NeedKind.MISSING
        needs.insert(0, Need(kind, asked.key, "questions"))
    values = {"what": clause.keys[0], "list": clause.list, "until": clause.until}
    return Step(Truth.UNKNOWN, Said("list_not_complete", values), seen, tuple(needs))


def _named(entries: list[Entry]) -> dict[str, object]:
    return {"what": tuple(dict.fromkeys(one.evidence.of for one in entries))}
