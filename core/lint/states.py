"""States, titres, grades and classifications that do not exist where they are asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.lint.keys import list_of, members
from core.rules import DiagnosisRule, FindingRule, GradeRule, Listed
from core.vocabulary import ClassificationSet, Condition, Drug, Question, ScoreKind, State

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.lint.fault import Fault, Place
    from core.rules import Unless
    from core.vocabulary import Entry, Vocabulary


def impossible_states(place: Place, vocabulary: Vocabulary) -> Iterator[Fault]:
    """Tell what a rule asks for and no entry of the vocabulary can ever have."""
    yield from _settled(place, vocabulary)
    match place.rule:
        case FindingRule():
            yield from _finding(place, place.rule, vocabulary)
        case GradeRule():
            yield from _grade(place, place.rule, vocabulary)
        case Listed():
            yield from _listed(place, place.rule, vocabulary)


def _settled(place: Place, vocabulary: Vocabulary) -> Iterator[Fault]:
    """Tell a question that is to settle a judgement and is not the investigator's."""
    rule = place.rule
    judged = isinstance(rule, Listed) and rule.judged == "yes"
    asked_as = rule.asked_as if isinstance(rule, Listed) and judged else None
    for word, key in (("settled_by", rule.settled_by), ("asked_as", asked_as)):
        question = vocabulary.get(Question, key) if key else None
        if question is not None and "investigator" not in question.may_answer:
            yield place.error(
                f"'{word}: {key}' can never settle what needs review: it is not asked of the "
                "investigator.",
                f"Name another question, or add investigator to 'may_answer' of {key}.",
            )


def _finding(place: Place, rule: FindingRule, vocabulary: Vocabulary) -> Iterator[Fault]:
    entry = vocabulary.get(State, rule.finding)
    if entry is None:
        return
    states = ", ".join(entry.states)
    if rule.is_ is not None and rule.is_ not in entry.states:
        yield place.error(f"'{rule.is_}' is no state of {rule.finding}.", f"Use {states}.")
    if rule.is_ is None and rule.at_least is None:
        yield place.error(f"no state of {rule.finding} is asked for.", f"Add 'is': {states}.")
    if rule.at_least is not None and not _has_titre(entry):
        yield place.error(f"{rule.finding} is not measured as a titre.", f"Write 'is': {states}.")
    if rule.at_least is not None and rule.is_ not in (None, "positive"):
        yield place.error(
            f"a titre is of a positive result, and the rule asks for {rule.is_}.",
            "Write one of the two.",
        )
    if rule.significant == "yes" and (rule.is_ in (None, "normal") or rule.antigens):
        yield place.error(
            "'significant' says of an abnormal state alone whether it counts.",
            "Write it beside 'is: abnormal'.",
        )


def _has_titre(entry: State) -> bool:
    """Tell whether titres of it can be compared: of some kits they are each kit's own."""
    return any(unit.code == "titre" and unit.converts for unit in entry.units)


def _grade(place: Place, rule: GradeRule, vocabulary: Vocabulary) -> Iterator[Fault]:
    entry = vocabulary.get(ScoreKind, rule.grade)
    if entry is None:
        return
    if not entry.grades:
        yield place.error(
            f"'{rule.is_}' is no grade of {rule.grade}, which has none.",
            "Write 'score' and a limit.",
        )
    elif rule.is_ not in entry.grades:
        grades = ", ".join(entry.grades)
        yield place.error(f"'{rule.is_}' is no grade of {rule.grade}.", f"Use {grades}.")
    elif rule.at_least > len(entry.systems):
        yield place.error(
            f"{rule.grade} has {len(entry.systems)} systems, not {rule.at_least}.",
            "Write at_least as the text counts them.",
        )


def _listed(place: Place, rule: Listed, vocabulary: Vocabulary) -> Iterator[Fault]:
    kind, keys = list_of(rule)
    if kind in (Condition, Drug):
        for key in keys:
            yield from _without_members(place, kind, key, vocabulary)
    if isinstance(rule, DiagnosisRule) and rule.classified_by:
        yield from _classification(place, rule, vocabulary)
    for one in rule.unless:
        yield from _exception(place, rule, one, vocabulary)


def _without_members(
    place: Place, kind: type[Entry], key: str, vocabulary: Vocabulary
) -> Iterator[Fault]:
    if is_empty_group(kind, key, vocabulary):
        yield place.error(
            f"nothing in the vocabulary belongs to {key}, so it is never on record.",
            f"Write 'is_a: [{key}]' at what belongs to it.",
        )


def is_empty_group(kind: type[Entry], key: str, vocabulary: Vocabulary) -> bool:
    """Tell whether a key is a group to which no entry belongs."""
    entry = vocabulary.get(kind, key)
    if not getattr(entry, "is_group", False):
        return False
    inside = [vocabulary.get(kind, one) for one in members(kind, (key,), vocabulary)]
    return all(getattr(one, "is_group", False) for one in inside)


def _classification(place: Place, rule: DiagnosisRule, vocabulary: Vocabulary) -> Iterator[Fault]:
    inside = members(Condition, rule.diagnosis, vocabulary)
    around = {
        entry.key
        for entry in vocabulary.all(Condition)
        if any(vocabulary.belongs(Condition, key, entry.key) for key in rule.diagnosis)
    }
    entries = [vocabulary.get(Condition, key) for key in inside | around]
    sets = sorted({one for entry in entries if entry for one in entry.sets})
    for key in rule.classified_by:
        if inside and vocabulary.get(ClassificationSet, key) and key not in sets:
            named = ", ".join(rule.diagnosis)
            yield place.error(
                f"{named} is not classified by {key}.",
                f"Use {', '.join(sets)}." if sets else "Leave 'classified_by' out.",
            )


def _exception(place: Place, rule: Listed, one: Unless, vocabulary: Vocabulary) -> Iterator[Fault]:
    kind, keys = list_of(rule)
    if not one.is_ and not one.where and one.since is None:
        yield place.error(
            "this exception takes out everything.", "Say which: 'is', 'where' or 'since'."
        )
    if (one.since is None) != (one.for_more_than is None):
        yield place.error("'since' and 'for_more_than' belong together.", "Write both.")
    meant = members(kind, keys, vocabulary)
    for key in one.is_:
        if meant and vocabulary.get(kind, key) and not members(kind, (key,), vocabulary) & meant:
            named = ", ".join(keys)
            yield place.error(
                f"{key} is no exception here: it does not belong to {named}.",
                "Leave it out, or name what it belongs to.",
            )
