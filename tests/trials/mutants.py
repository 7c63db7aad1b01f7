"""Small changes of an eligible record, one at a time, and what each does to the leaves of rules."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from core.dates import Day
from core.quantity import plain
from core.rules import AgeRule, SexRule
from core.vocabulary import Lab, Question
from tests.builders import the_vocabulary
from tests.trials.effects import (
    Effect,
    Facts,
    any_list,
    flipped,
    gone,
    measured,
    old,
    person_gone,
    stated,
)

_OPPOSITE = {
    "positive": "negative",
    "negative": "positive",
    "not detected": "positive",
    "present": "absent",
    "absent": "present",
    "normal": "abnormal",
    "abnormal": "normal",
}


@dataclass(frozen=True)
class Mutant:
    """A changed record; `effect` says what a leaf may say of it, from what it said before."""

    kind: str
    name: str
    record: Facts
    effect: Effect


def mutants(record: Facts, as_of: str) -> Iterator[Mutant]:
    """Yield every mutant of a record that was eligible on a day."""
    yield from _of_person(record)
    for word, facts in record.items():
        if isinstance(facts, list):
            for index, fact in enumerate(facts):
                for kind, changed, effect in _changes(word, fact, record, as_of):
                    new = [*facts[:index], *changed, *facts[index + 1 :]]
                    key = fact.get("of") or fact.get("to") or fact.get("event") or fact.get("list")
                    yield Mutant(kind, f"{word}/{key}: {kind}", record | {word: new}, effect)


def _of_person(record: Facts) -> Iterator[Mutant]:
    for word, rule in (("sex", SexRule), ("birth_date", AgeRule)):
        gone = {key: value for key, value in record.items() if key != word}
        yield Mutant("removed", f"{word}: removed", gone, person_gone(rule))


Change = tuple[str, list[Facts], Effect]


def _changes(word: str, fact: Facts, record: Facts, as_of: str) -> Iterator[Change]:
    later = (Day.read(as_of).first + timedelta(days=1)).isoformat()
    without = gone(word, fact, record)
    yield "removed", [], without
    if word in ("observations", "scores"):
        yield from _of_result(fact, without)
    elif word == "answers":
        yield from _of_answer(fact, without)
    else:
        yield from _of_entry(word, fact, as_of, without)
    if word == "medications":
        yield "day after", [fact | {"start": later}], without
    if "date" in fact and word != "milestones":
        yield "day after", [fact | {"date": later}], without


def _of_entry(word: str, fact: Facts, as_of: str, without: Effect) -> Iterator[Change]:
    if word == "complete":
        yield "a year ago", [fact | {"as_of": "2025-11-18"}], without
        yield "of nothing", [fact | {"of": "no_such_kind"}], without
        yield "since today", [fact | {"since": as_of}], any_list
    elif word == "diagnoses":
        yield "suspected", [fact | {"status": "suspected"}], any_list
        yield "ruled out", [fact | {"status": "ruled_out"}], any_list
        yield "resolved", [fact | {"status": "resolved", "end": "2020-01"}], any_list
        yield "unclassified", [{**fact, "classified_by": []}], any_list
    elif word == "medications":
        yield "ended long ago", [fact | {"end": "2025-12-01"}], any_list
    elif word == "milestones":
        yield "planned", [fact | {"planned": "yes"}], without
        yield "other trial", [fact | {"trial": "NCT00000000"}], without
        if fact["event"] == "consent":
            yield "refused", [fact | {"refused": "yes"}], without


def _of_result(fact: Facts, without: Effect) -> Iterator[Change]:
    kept = {key: fact[key] for key in ("of", "date") if key in fact}
    correction = kept | {"not_done": "pending", "supersedes": "m1"}
    yield "pending", [kept | {"not_done": "pending"}], without
    yield "superseded", [fact | {"id": "m1"}, correction], without
    yield "old", [fact | {"date": "2015-03-02"}], old(fact, without)
    yield from _values(fact)


def _of_answer(fact: Facts, without: Effect) -> Iterator[Change]:
    yield "unknown", [fact | {"answer": "unknown"}], without
    yield "nobody", [{key: one for key, one in fact.items() if key != "by"}], without
    yield "other trial", [fact | {"trial": "NCT00000000"}], without
    yield "old", [fact | {"date": "2015-03-02"}], old(fact, without)
    entry = the_vocabulary().get(Question, fact["to"])
    for person in ("subject", "coordinator", "investigator"):
        if entry and person not in entry.may_answer:
            yield f"by {person}", [fact | {"by": person}], without
    other = {"yes": "no", "no": "yes"}[fact["answer"]]
    yield "flipped", [fact | {"answer": other}], flipped(fact, other)


def _values(fact: Facts) -> Iterator[Change]:
    text = str(fact.get("value") or fact.get("total") or "")
    if text in _OPPOSITE:
        other = _OPPOSITE[text]
        yield "flipped", [fact | {"value": other}], stated(fact["of"], other)
        return
    number, _, unit = text.partition(" ")
    if not number.replace(".", "").isdecimal():
        return
    word = "value" if "value" in fact else "total"
    for times in ("0.01", "0.3", "1", "3", "30", "300"):
        amount = Decimal(number) * Decimal(times)
        changed = fact | {word: f"{plain(amount)} {unit}".strip()}
        yield f"times {times}", [changed], measured(fact, amount, unit)
    entry = the_vocabulary().get(Lab, fact["of"])
    for other_unit in entry.units if entry else ():
        if other_unit.code != unit and other_unit.factor:
            changed = fact | {word: f"{number} {other_unit.code}"}
            yield (
                f"in {other_unit.code}",
                [changed],
                measured(fact, Decimal(number), other_unit.code),
            )
