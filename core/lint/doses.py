"""Doses and counts of medicines that cannot be compared, and words that only stand with them."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from core.lint.keys import members
from core.lint.ranges import is_empty
from core.lint.windows import LENGTHS
from core.rules import DrugRule
from core.rules.listed import OF_A_COURSE
from core.rules.values import dose_unit
from core.vocabulary import Drug

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.lint.fault import Fault, Place
    from core.rules import Count, DoseLimits
    from core.rules.values import Bound
    from core.vocabulary import Vocabulary

_OF_DAYS = ("within", "before", "from_", "until_sample_of")
_OF_THE_LIST = ("asked_as", "judged", "if_recorded")
# What is read of a rule over medicines, by the word that makes it what it is.
_READ = {
    "equivalent": ("before", "running_on", "during", "dose", "stable_for", "change_at_most"),
    "count": ("running_on",),
    "half_lives": ("before", *_OF_THE_LIST),
    "a course": (*OF_A_COURSE, "before", "during", "each", *_OF_THE_LIST),
    "a window": (*_OF_DAYS, *_OF_THE_LIST),
}
_INSTEAD = {
    "asked_as": "Write 'settled_by', or leave it out.",
    "change_at_most": "Add 'equivalent: prednisone'.",
    "during": "Add 'equivalent' or 'stable_for', or write 'running_on: screening'.",
    "each": "Add what each of them must be.",
}
_FORMS = ("equivalent", "count", "half_lives")
_COMES_TO = ("dose", "stable_for", "change_at_most")
_GLUCOCORTICOID = "glucocorticoid"


def impossible_doses(place: Place, vocabulary: Vocabulary) -> Iterator[Fault]:
    """Tell what is wrong with what a rule asks of a medicine beside its days."""
    rule = place.rule
    if not isinstance(rule, DrugRule):
        return
    if rule.dose is not None:
        yield from _dose(place, rule, rule.dose)
    if rule.change_at_most is not None:
        yield from _change(place, rule.change_at_most)
    if rule.count is not None:
        yield from _count(place, rule.count)
    if rule.equivalent is not None:
        yield from _equivalent(place, rule, vocabulary)
    yield from _not_read(place, rule)


def _not_read(place: Place, rule: DrugRule) -> Iterator[Fault]:
    """Tell words that are without effect beside the one that makes the rule what it is."""
    if rule.for_at_least is not None and rule.for_more_than is not None:
        yield place.error("'for_at_least' and 'for_more_than' are both given.", "Write one.")
        return
    form = _form_of(rule)
    for word in dict.fromkeys(each for words in _READ.values() for each in words):
        if not _is_given(rule, word) or _is_read(rule, form, word):
            continue
        name, beside = word.rstrip("_"), f"beside '{form}'" if form in _FORMS else f"of {form}"
        yield place.error(
            f"'{name}' is not read {beside}.",
            _INSTEAD.get(word, "Leave it out, or write two rules in an all_of."),
        )


def _form_of(rule: DrugRule) -> str:
    """Return what a rule over medicines is about, as the evaluation tells it."""
    named = next((word for word in _FORMS if getattr(rule, word) is not None), None)
    if named is not None:
        return named
    return "a course" if rule.is_of_a_course else "a window"


def _is_given(rule: DrugRule, word: str) -> bool:
    return getattr(rule, word) not in (None, "no")


def _is_read(rule: DrugRule, form: str, word: str) -> bool:
    if form == "a course" and word == "during":
        return rule.stable_for is not None
    if form == "equivalent" and word in ("ended_within", "for_more_than"):
        return _is_by_weight(rule.dose)
    if word == "within" and any(getattr(rule, length) is not None for length in LENGTHS):
        return True  # told with the length that does not lie in it
    return word in _READ[form]


def _is_by_weight(dose: DoseLimits | None) -> bool:
    return dose is not None and any("/kg/" in bound.unit for _, bound in dose.limits())


def _dose(place: Place, rule: DrugRule, limits: DoseLimits) -> Iterator[Fault]:
    if not limits.limits():
        yield place.error("the dose has no limit.", "Add at_least, at_most, above or below.")
        return
    try:
        units = [dose_unit(bound.unit) for _, bound in limits.limits()]
    except ValueError as error:
        message, _, advice = str(error).partition(". ")
        yield place.error(f"{message}.", advice)
        return
    if any(bound.or_else for _, bound in limits.limits()):
        yield place.error("a dose has one unit.", "Write the limit once, in mg or g.")
    if len({(unit.per, unit.by_weight) for unit in units}) > 1:
        yield place.error(
            "the limits of this dose are of two times, or one alone is per kg.",
            "Write both per day, or both per week.",
        )
        return
    if any(unit.by_weight for unit in units) and rule.equivalent is None:
        yield place.error(
            "a dose per kg is only asked of a sum of glucocorticoids.",
            "Add 'equivalent: prednisone', or write mg/day.",
        )
    amounts = [
        (word, Fraction(bound.amount) * unit.mg)
        for (word, bound), unit in zip(limits.limits(), units, strict=True)
    ]
    if is_empty(amounts):
        yield place.error(
            "no dose can be between these limits.", "Write the lower one first, or two rules."
        )


def _change(place: Place, bound: Bound) -> Iterator[Fault]:
    try:
        unit = dose_unit(bound.unit)
    except ValueError as error:
        message, _, advice = str(error).partition(". ")
        yield place.error(f"{message}.", advice)
        return
    if unit.by_weight or unit.per != "day":
        yield place.error(
            f"a change of {bound} is not counted by the day.", "Write change_at_most in mg/day."
        )


def _count(place: Place, count: Count) -> Iterator[Fault]:
    if count.at_most is not None and count.at_most < count.at_least:
        yield place.error("no number can be between these limits.", "Write the lower one first.")
    if count.at_most is None and count.at_least == 0:
        yield place.error("the count has no limit.", "Add at_least or at_most.")


def _equivalent(place: Place, rule: DrugRule, vocabulary: Vocabulary) -> Iterator[Fault]:
    steroids = members(Drug, (_GLUCOCORTICOID,), vocabulary)
    for key in rule.drug:
        if vocabulary.get(Drug, key) and key not in steroids:
            yield place.error(
                f"{key} is no glucocorticoid, and has no equivalent of prednisone.",
                "Leave 'equivalent' out.",
            )
    if all(getattr(rule, word) is None for word in _COMES_TO):
        yield place.error(
            "nothing is asked of the equivalent dose.", "Add dose, stable_for or change_at_most."
        )
