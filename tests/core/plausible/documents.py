"""Draws whole records for a trial: an eligible one with facts gone and others beside, or others."""

from __future__ import annotations

from functools import cache

from hypothesis import strategies as st

from tests.core.plausible import itemised, listed, measured, person
from tests.core.plausible.asked import asked_by
from tests.core.plausible.drawing import Drawn, Facts, some
from tests.trials.case_files import written_cases

KINDS = (
    "milestones",
    "observations",
    "scores",
    "diagnoses",
    "medications",
    "events",
    "allergies",
    "devices",
    "complete",
    "answers",
    "judgements",
)
_ONE_OF_A_LIST = {"diagnoses", "medications", "events", "allergies", "devices", "complete"}


@cache
def kinds(name: str) -> dict[str, Drawn]:
    """Return how a fact of each list is drawn for a trial."""
    asked = asked_by(name)
    results = measured.results(asked)
    return {
        "milestones": person.milestones(asked),
        "observations": results,
        "scores": measured.scores(asked),
        "diagnoses": listed.diagnoses(asked),
        "medications": listed.medications(asked),
        "events": listed.events(asked),
        "allergies": listed.allergies(asked),
        "devices": listed.devices(asked),
        "complete": listed.complete(asked),
        "answers": person.answers(asked),
        "judgements": person.judgements(asked),
    }


@cache
def eligible_documents(name: str) -> tuple[Facts, ...]:
    """Return the records that the cases of a trial call eligible on the day of screening."""
    return tuple(
        case.record
        for case in written_cases()
        if case.trial == name
        and case.expect.get("verdict") == "eligible"
        and case.as_of == "2026-11-18"
    )


def _without_some(plain: Facts, gone: set[int]) -> Facts:
    """Leave out the facts with these numbers, counted over all lists."""
    number = -1
    kept: Facts = {}
    for word, value in plain.items():
        if not isinstance(value, list):
            kept[word] = value
            continue
        kept[word] = []
        for fact in value:
            number += 1
            if number not in gone:
                kept[word].append(fact)
    return kept


@st.composite
def _by_items(draw: st.DrawFn, plain: Facts) -> Facts:
    """Draw the items of what diagnoses are said to be classified by, instead of saying so."""
    diseases = plain.get("diagnoses", [])
    named = {each["set"] for one in diseases for each in one.get("classified_by", ())}
    drawn = [one for key in sorted(named) for one in itemised.assessments(key)]
    assessed = draw(st.lists(st.one_of(drawn), max_size=2)) if drawn else []
    unclaimed = [one | {"classified_by": []} for one in diseases]
    return {"diagnoses": unclaimed, "scores": [*plain.get("scores", []), *assessed]}


@st.composite
def documents(draw: st.DrawFn, name: str = "nct06503224") -> Facts:
    """Draw a record: an eligible one with facts gone and others beside, or one from nothing."""
    gone = draw(st.sets(st.integers(0, 50), max_size=4))
    nothing: Facts = {"subject": "S-001"}
    whole = draw(some(True, True, False))
    plain = _without_some(draw(some(*eligible_documents(name))), gone) if whole else nothing
    for word, drawn in (
        ("sex", some("female", "male", None)),
        ("birth_date", person.birth_dates(asked_by(name))),
    ):
        if draw(some(True, False, False)) or word not in plain:
            value = draw(drawn)
            plain.pop(word, None)
            if value:
                plain[word] = value
    if draw(some(True, False)):
        plain |= draw(_by_items(plain))
    for word, kind in kinds(name).items():
        more = draw(st.lists(kind, max_size=2))
        if more:
            before = plain.get(word, [])
            if word == "scores" and draw(some(True, False)):
                before = [one for one in before if one["of"] not in {new["of"] for new in more}]
            plain[word] = [*before, *more]
    return plain


def thing(name: str, fact: Facts) -> object:
    """What a fact is about: one record of single values has one fact for each.

    Assessments of sets of criteria are weighed against each other.
    """
    if name == "scores" and itemised.is_criteria(fact):
        return (name, "criteria")
    if name in (*_ONE_OF_A_LIST, "judgements"):
        return name
    return (name, fact.get("of") or fact.get("to") or (fact.get("event"), fact.get("trial")))


@st.composite
def single_valued(draw: st.DrawFn, name: str = "nct06503224") -> Facts:
    """Draw a record that holds at most one fact about each thing, in lists too."""
    plain = draw(documents(name))
    seen: set[object] = set()
    for word in KINDS:
        kept = []
        for fact in reversed(plain.get(word, [])):
            if thing(word, fact) not in seen:
                seen.add(thing(word, fact))
                kept.append(fact)
        plain[word] = kept
    return plain
