"""Numbers that a text prints and no rule under it carries, and the other way round."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from pydantic import BaseModel

from core.dates import Duration
from core.lint.keys import keys_of
from core.rules import (
    AtLeastNOf,
    Count,
    DoseLimits,
    DrugRule,
    FindingRule,
    GradeRule,
    Limits,
    OnTreatment,
    walk,
)
from core.vocabulary import ScoreKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.lint.fault import Fault, Place
    from core.rules import Node
    from core.vocabulary import Vocabulary

_WORDS = ("one a an any", "two second", "three third", "four", "five", "six")
_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+(?!\d)|\d+(?:\.\d+)?")
# What is printed in digits and is no amount: the number of an item, a power of ten, a body
# surface, an appendix, and names such as CD19, MMT-8, Jo-1, BILAG-2004.
_NO_AMOUNTS = re.compile(
    r"(?m:^\s*\(?\d+[.,)]\s+)"
    r"|\(\s*\d+\s*\)|(?<!\S)\d+\)"
    r"|[×x]\s*10\s*\^?\s*\d+(?=\s*/)"
    r"|/\s*1\.73\s*m2?"
    r"|Appendix \d+"
    r"|[^\W\d_]-?\d[\d.]*(?:-\d+)?"
)


def numbers_not_carried(place: Place, vocabulary: Vocabulary) -> Iterator[Fault]:
    """Tell the numbers of a quoted text that neither its rule nor a note on it names."""
    text = place.rule.text
    if text is None:
        return
    criterion = place.criterion
    missing = _missing(text, place.rule, criterion.note or "", vocabulary)
    if place.rule is not criterion.rule:
        # what the whole criterion does not carry is told there, once
        whole = _missing(criterion.text, criterion.rule, criterion.note or "", vocabulary)
        missing = [number for number in missing if number not in whole]
    for number in missing:
        yield place.warning(
            f"the text prints {number:f}, which no rule under it carries.",
            "Write the limit, the time or the count into the rule, or say in 'note' what it means.",
        )


def _missing(text: str, rule: Node, note: str, vocabulary: Vocabulary) -> list[Decimal]:
    carried = set(_carried(rule, vocabulary)) | set(_digits(note))
    return [number for number in dict.fromkeys(amounts_in(text)) if number not in carried]


def numbers_not_printed(place: Place) -> Iterator[Fault]:
    """Tell the limits, times and counts of a rule that neither the text nor a note names."""
    said = " ".join((place.criterion.text, place.criterion.note or "", place.rule.note or ""))
    printed = {*_digits(said), *_spelt_out(said)}
    for number in dict.fromkeys(_asked(place.rule)):
        if number not in printed:
            yield place.warning(
                f"the rule asks for {number:f}, which the text does not print.",
                "Write the number as it is printed, or say in 'note' where it comes from.",
            )


def _asked(rule: Node) -> Iterator[Decimal]:
    """Yield the numbers that a rule itself compares with, or counts by."""
    match rule:
        case Limits():
            bounds = [each for _, one in rule.limits() for each in (one, one.or_else) if each]
            # the laboratory's limit itself needs no number: "below the lower limit"
            yield from (one.amount for one in bounds if not (one.of_normal and one.amount == 1))
        case AtLeastNOf():
            yield Decimal(rule.at_least_n_of.n)
        case GradeRule():
            yield Decimal(rule.at_least)
        case FindingRule() if rule.at_least is not None:
            yield rule.at_least.denominator
    for word in type(rule).model_fields:
        value = getattr(rule, word)
        if isinstance(value, Duration | DoseLimits | Count | OnTreatment):
            yield from _in_value(_without_names(value))
    if isinstance(rule, DrugRule):
        yield from _in_value((rule.half_lives, rule.change_at_most))


def _without_names(value: object) -> object:
    """Return what a word holds without the keys and units in it, whose digits are no amounts."""
    match value:
        case OnTreatment():
            return value.for_at_least
        case DoseLimits():
            return tuple(bound.amount for _, bound in value.limits())
        case Count():
            return value.at_least or None, value.at_most
        case _:
            return value


def _spelt_out(text: str) -> Iterator[Decimal]:
    words = set(re.findall(r"[a-z]+", text.lower()))
    for number, alike in enumerate(_WORDS, start=1):
        if words & set(alike.split()):
            yield Decimal(number)


def amounts_in(text: str) -> Iterator[Decimal]:
    """Yield the amounts that a text prints; digits that belong to a name are none."""
    yield from _digits(_NO_AMOUNTS.sub(" ", text))


def _digits(text: str) -> Iterator[Decimal]:
    for found in _NUMBER.findall(text):
        yield Decimal(found.replace(",", ""))


def _carried(rule: Node, vocabulary: Vocabulary) -> Iterator[Decimal]:
    """Yield every number in a rule, and in the names of the entries that it is about."""
    for one in walk(rule):
        for word in type(one).model_fields:
            if word != "text":
                yield from _in_value(getattr(one, word))
        for kind, key in keys_of(one):
            entry = vocabulary.get(kind, key)
            if entry is not None:
                yield from _digits(" ".join((key, entry.label.en, *entry.aliases)))
            if isinstance(entry, ScoreKind):
                yield from (end for end in (entry.least, entry.greatest) if end is not None)


def _in_value(value: object) -> Iterator[Decimal]:
    if isinstance(value, tuple):
        for one in value:
            yield from _in_value(one)
    elif isinstance(value, dict):
        yield from _in_value(tuple(value.values()))
    elif isinstance(value, BaseModel):
        for word in type(value).model_fields:
            if word != "text":
                yield from _in_value(getattr(value, word))
    elif value is not None:
        yield from _digits(str(value))
