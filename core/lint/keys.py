"""Words that are not in the vocabulary: keys, details of an entry, antigens of a panel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.rules import (
    AllergyRule,
    DeviceRule,
    DiagnosisRule,
    DrugRule,
    EventRule,
    FindingRule,
    GradeRule,
    JointsRule,
    LabRule,
    Listed,
    QuestionRule,
    ScoreRule,
)
from core.vocabulary import (
    KINDS,
    Allergen,
    ClassificationSet,
    Condition,
    DeviceKind,
    Drug,
    Entry,
    Happening,
    Lab,
    Question,
    ScoreKind,
    State,
    kind_word,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from core.lint.fault import Fault, Place
    from core.rules import Node
    from core.vocabulary import Vocabulary

Key = tuple[type[Entry], str]


def unknown_keys(place: Place, vocabulary: Vocabulary) -> Iterator[Fault]:
    """Tell each key of a rule that is not in the vocabulary, and what was probably meant."""
    for kind, key in dict.fromkeys(keys_of(place.rule)):
        if vocabulary.get(kind, key) is None:
            yield place.error(*told(kind, key, vocabulary))
    if isinstance(place.rule, Listed):
        yield from _details(place, place.rule, vocabulary)
    if isinstance(place.rule, FindingRule):
        yield from _antigens(place, place.rule, vocabulary)


def told(kind: type[Entry], key: str, vocabulary: Vocabulary) -> tuple[str, str]:
    """Say that a key is not in the vocabulary, and what to write instead."""
    word = kind_word(kind)
    message = f"'{key}' is not in the vocabulary under {word}."
    elsewhere = [other for other, of in KINDS.items() if vocabulary.get(of, key)]
    near = vocabulary.nearest(kind, key)
    if elsewhere:
        return message, f"It stands there under {elsewhere[0]}: write the word for these."
    if near:
        return message, f"Did you mean '{near}'?"
    return message, f"Add it to resources/vocabulary/ under {word}, or write one that is there."


def keys_of(rule: Node) -> Iterator[Key]:
    """Yield every key of a rule with the kind of entry that it names."""
    if rule.settled_by:
        yield Question, rule.settled_by
    match rule:
        case LabRule():
            yield Lab, rule.lab
        case FindingRule():
            yield State, rule.finding
        case ScoreRule() | JointsRule():
            yield from _of_score(rule)
        case GradeRule():
            yield ScoreKind, rule.grade
        case QuestionRule():
            yield Question, rule.question
        case Listed():
            yield from _of_list(rule)


def _of_score(rule: ScoreRule | JointsRule) -> Iterator[Key]:
    if isinstance(rule, ScoreRule):
        yield ScoreKind, rule.score
        if rule.entry_criterion:
            yield State, rule.entry_criterion
    if rule.on_treatment:
        yield from ((Drug, key) for key in rule.on_treatment.drug)


def _of_list(rule: Listed) -> Iterator[Key]:
    kind, keys = list_of(rule)
    yield from ((kind, key) for key in keys)
    yield from ((kind, key) for one in rule.unless for key in one.is_)
    if isinstance(rule, DiagnosisRule):
        yield from ((ClassificationSet, key) for key in rule.classified_by)
    if isinstance(rule, DrugRule) and rule.until_sample_of:
        yield Lab, rule.until_sample_of
    if rule.asked_as:
        yield Question, rule.asked_as


def list_of(rule: Listed) -> tuple[type[Entry], tuple[str, ...]]:
    """Return the kind of entry that a rule over a list is about, and the keys that it names."""
    match rule:
        case DiagnosisRule():
            return Condition, rule.diagnosis
        case DrugRule():
            return Drug, rule.drug
        case EventRule():
            return Happening, rule.event
        case AllergyRule():
            return Allergen, rule.allergy
        case DeviceRule():
            return DeviceKind, rule.device
    raise TypeError(rule)


def members(kind: type[Entry], keys: Iterable[str], vocabulary: Vocabulary) -> set[str]:
    """Return the keys of all entries that are, or belong to, one of these."""
    wanted = tuple(keys)
    return {
        entry.key
        for entry in vocabulary.all(kind)
        if any(vocabulary.belongs(kind, entry.key, key) for key in wanted)
    }


def _details(place: Place, rule: Listed, vocabulary: Vocabulary) -> Iterator[Fault]:
    kind, keys = list_of(rule)
    yield from _of_entries(place, kind, keys, tuple(getattr(rule, "where", ())), vocabulary)
    for one in rule.unless:
        words = (*one.where, *((one.since,) if one.since else ()))
        yield from _of_entries(place, kind, one.is_ or keys, words, vocabulary)


def _of_entries(
    place: Place,
    kind: type[Entry],
    keys: tuple[str, ...],
    words: tuple[str, ...],
    vocabulary: Vocabulary,
) -> Iterator[Fault]:
    if not words:
        return
    entries = [vocabulary.get(kind, key) for key in members(kind, keys, vocabulary)]
    known = sorted({detail for one in entries for detail in getattr(one, "details", ())})
    for word in words:
        if entries and word not in known:
            named = ", ".join(keys)
            there_are = f"Write one of {', '.join(known)}." if known else f"{named} has none."
            yield place.error(f"'{word}' is no detail of {named}.", there_are)


def _antigens(place: Place, rule: FindingRule, vocabulary: Vocabulary) -> Iterator[Fault]:
    entry = vocabulary.get(State, rule.finding)
    if entry is None or not rule.antigens:
        return
    for antigen in rule.antigens:
        if antigen not in entry.antigens:
            tested = ", ".join(entry.antigens)
            yield place.error(
                f"'{antigen}' is no antigen of {rule.finding}.",
                f"Write one of {tested}." if tested else f"{rule.finding} is not a panel.",
            )
