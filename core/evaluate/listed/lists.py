"""What is on the lists of a record, and what is not: the part that all words over lists share.

Absence is a no only inside a list stated complete, or by an answer to the question that stands
for the clause.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from core.dates import NOT_KNOWN, Day
from core.evaluate.answers import Answered, answer_to, step_of
from core.evaluate.listed.coverage import covering
from core.evaluate.measured.results import About
from core.step import Evidence, Step
from core.truth import Need, NeedKind, Said, Truth
from core.vocabulary import Question

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from core.dates import Window
    from core.evaluate.case import Case
    from core.record import Answer, ListName, MilestoneKind
    from core.rules import Listed


_NOT_ASKED = Answered("open", None, ())


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a list that a clause is about: for certain (yes), or open, and why."""

    truth: Truth
    evidence: Evidence
    code: str
    need: Need | None = None
    entered: str = ""
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Clause:
    """What a rule over a list asks: which list, which keys, and over which days.

    `later` names the milestone up to which the days run where that day is not known yet;
    `planned` tells that it is, and still to come.
    """

    list: ListName
    of: str
    keys: tuple[str, ...]
    since: date | None
    until: date
    window: Window | None = None
    later: MilestoneKind | None = None
    planned: bool = False

    @property
    def about(self) -> About:
        """Return what this clause is about."""
        return About(self.keys[0], self.of)


def clause_of(
    rule: Listed,
    name: ListName,
    of: str,
    keys: tuple[str, ...],
    case: Case,
    window: Window | None = None,
) -> Clause:
    """Return what a rule asks of a list: its own window, or the one given, or ever."""
    if window is None and rule.within and rule.before:
        window = case.within(rule.within, rule.before)
    if window is None:
        return Clause(name, of, keys, None, case.history_until)
    ends_later = rule.before is not None and window.end.last > case.as_of
    is_known = rule.before is not None and case.anchor(rule.before).known
    return Clause(
        name,
        of,
        keys,
        window.start.first,
        min(window.end.last, case.as_of),
        window,
        rule.before if ends_later and not is_known else None,
        planned=ends_later and is_known,
    )


def touching(
    periods: list[tuple[Day, Day]], evidence: Evidence, clause: Clause, time: str | None
) -> Entry:
    """Return an entry that lasts over these periods: whether it touches the days asked for."""
    window, entered = clause.window, time or ""
    touches = [window.meets(start, end) if window else True for start, end in periods]
    if window and not clause.later:
        evidence = replace(evidence, limit=f"{window.start} to {window.end}")
    if True in touches:
        return Entry(Truth.YES, evidence, "on_record", entered=entered)
    if None not in touches:
        return Entry(Truth.NO, evidence, "outside_window")
    if clause.later and all(start.is_exact and end.is_exact for start, end in periods):
        need = Need(NeedKind.DAY_NOT_KNOWN, clause.later, "milestones")
        return Entry(Truth.UNKNOWN, evidence, "later_day_open", need, entered)
    need = Need(NeedKind.DATE_INCOMPLETE, evidence.of, clause.of)
    return Entry(Truth.UNKNOWN, evidence, "day_open", need, entered)


def listed(rule: Listed, clause: Clause, entries: tuple[Entry, ...], case: Case) -> Step:
    """Judge a clause by what is on its list, then by the answer, then by completeness."""
    _, answered = _answered(rule, case)
    entries = tuple(sorted(entries, key=_by_day))
    present = [one for one in entries if one.truth is Truth.YES]
    possible = [one for one in entries if one.truth.is_open]
    if present and rule.judged == "no":
        return _present(clause, present, answered)
    if present or possible:
        return _to_be_judged(rule, clause, [*present, *possible], answered, case)
    return absent(rule, clause, tuple(one.evidence for one in entries), case)


def absent(
    rule: Listed,
    clause: Clause,
    seen: tuple[Evidence, ...],
    case: Case,
    *,
    may_be_answered: bool = True,
) -> Step:
    """Say what it means that nothing on record is what a clause asks for: `seen` is not it.

    A yes against a list that says no is a conflict.
    """
    asked, answered = _answered(rule, case)
    seen = seen + answered.shown
    line = covering(clause.list, clause.of, clause.keys, clause.since, clause.until, case)
    if (
        may_be_answered
        and asked is not None
        and answered.state in ("yes", "yes_unsettled", "no", "conflict")
    ):
        if answered.state == "yes" and line is not None and clause.later is None:
            against = (*seen, line)
            return clause.about.unknown(NeedKind.CONFLICT, "answer_without_entry", against)
        return replace(step_of(asked, answered), evidence=seen)
    if rule.if_recorded == "yes":
        return Step(Truth.NO, Said("none_recorded", {"what": clause.keys[0]}), seen)
    if line is None:
        return _not_complete(clause, seen, asked, answered)
    values = {"list": clause.list}
    if clause.later is not None:
        need = Need(NeedKind.DAY_NOT_KNOWN, clause.later, "milestones")
        said = Said("none_so_far", values | {"event": clause.later})
        return Step(Truth.UNKNOWN, said, (*seen, line), (need,))
    code = "none_so_far_planned" if clause.planned else "none_on_complete_list"
    return Step(Truth.NO, Said(code, values), (*seen, line))


def _answered(rule: Listed, case: Case) -> tuple[Question | None, Answered]:
    asked = case.setting.vocabulary.get(Question, rule.asked_as) if rule.asked_as else None
    return asked, answer_to(asked, case) if asked else _NOT_ASKED


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
    """Tell whether an entry certainly began after the day of the answer, and so denies nothing.

    An answer about plans denies what is planned, whenever that will be.
    """
    if entry.code == "planned":
        return False
    began, asked = entry.evidence.day, answered.answer.date if answered.answer else None
    return began is not None and asked is not None and began.first > asked.last


def _not_complete(
    clause: Clause, seen: tuple[Evidence, ...], asked: Question | None, answered: Answered
) -> Step:
    needs = [Need(NeedKind.LIST_NOT_COMPLETE, clause.list, "lists")]
    # the investigator is not asked about what nobody has found yet: a list comes first
    if asked is not None and asked.may_answer != ("investigator",):
        kind = NeedKind.STALE if answered.state == "stale" else NeedKind.MISSING
        needs.insert(0, Need(kind, asked.key, "questions"))
    if clause.later is not None:  # the list alone would leave the days up to it open
        needs.append(Need(NeedKind.DAY_NOT_KNOWN, clause.later, "milestones"))
    values = {"what": clause.keys[0], "list": clause.list, "until": clause.until}
    return Step(Truth.UNKNOWN, Said("list_not_complete", values), seen, tuple(needs))


def _named(entries: list[Entry]) -> dict[str, object]:
    what = tuple(dict.fromkeys(one.evidence.of for one in entries))
    return {"what": what, **entries[0].values}
