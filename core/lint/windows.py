"""Impossible windows: half written, longer than what they lie in, or later than they are due."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.rules import (
    AllergyRule,
    DeviceRule,
    DiagnosisRule,
    DrugRule,
    EventRule,
    FindingRule,
    LabRule,
    Listed,
    Node,
    Windowed,
)
from core.truth import GATES, Gate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.dates import Duration
    from core.lint.fault import Fault, Place

_COUNTED_BACK = (
    "within",
    "for_at_least",
    "for_more_than",
    "started",
    "stable_for",
    "ended_within",
    "half_lives",
)
LENGTHS = ("for_at_least", "for_more_than", "started", "stable_for", "ended_within")

_NOT_OF_AN_ARM = ("within", "where", "attributable", "judged", "unless")
# Which word the evaluation leaves unread beside which other one.
_NOT_READ: dict[type[Node], tuple[tuple[str, str], ...]] = {
    DiagnosisRule: (
        ("classified_by", "for_at_least"),
        *((word, "classified_by") for word in _NOT_OF_AN_ARM),
        *((word, "for_at_least") for word in _NOT_OF_AN_ARM if word != "within"),
        ("within", "attributable"),
        ("where", "attributable"),
    ),
    EventRule: (
        ("within", "planned"),
        ("where", "planned"),
        ("since", "planned"),
        ("within", "since"),
    ),
    FindingRule: (("antigens", "at_least"), ("significant", "at_least"), ("on", "within")),
    DrugRule: (("within", "until_sample_of"),),
}


def impossible_windows(place: Place) -> Iterator[Fault]:
    """Tell what is wrong with the days that a rule names."""
    rule = place.rule
    if isinstance(rule, Windowed):
        yield from _halves(place, rule)
        yield from _lengths(place, rule)
    yield from _gates(place)


def _halves(place: Place, rule: Windowed) -> Iterator[Fault]:
    given = [word for word in _COUNTED_BACK if getattr(rule, word, None) is not None]
    dose = isinstance(rule, DrugRule) and rule.dose is not None
    if rule.before is None and given:
        yield place.error(
            f"'{given[0]}' is counted back from no day: it belongs together with 'before'.",
            "Add the day that the text names, such as 'before: screening'.",
        )
    if rule.before is not None and not given and not dose:
        yield place.error(
            f"'before: {rule.before}' says no length of time: it belongs together with 'within'.",
            "Add how long before that day, such as 'within: 4 weeks'.",
        )
    if isinstance(rule, DrugRule) and (rule.from_ is None) != (rule.until_sample_of is None):
        yield place.error("'from' and 'until_sample_of' belong together.", "Write both.")
    if isinstance(rule, AllergyRule | DeviceRule) and rule.within is not None:
        yield place.error(
            "an allergy or a device has no window: what is there on the screening day counts.",
            "Leave 'within' and 'before' out.",
        )


def _lengths(place: Place, rule: Windowed) -> Iterator[Fault]:
    for word in LENGTHS:
        length: Duration | None = getattr(rule, word, None)
        if length is not None and _about(length) == 0:
            yield place.error(f"'{word}: {length}' asks for nothing.", "Write a length above zero.")
    if rule.within is None:
        return
    for word in LENGTHS:
        length = getattr(rule, word, None)
        if length is None:
            continue
        if _about(length) > _about(rule.within):
            yield place.error(
                f"{length} ({word}) cannot lie within {rule.within}.",
                "Leave 'within' out, or write the shorter time.",
            )
        elif isinstance(rule, Listed):
            yield place.error(
                f"'within' is not read beside '{word}'.",
                "Write 'ended_within', or two rules in an all_of.",
            )
        return


def _about(length: Duration) -> int:
    """Return the days of a length of time, months taken as 30."""
    return length.months * 30 + length.days


def _gates(place: Place) -> Iterator[Fault]:
    rule = place.rule
    named = [
        (word, day)
        for word in ("before", "running_on", "from_")
        if (day := getattr(rule, word, None)) is not None
    ]
    for word, day in named:
        if day == "end_of_participation":
            yield place.error(
                f"no gate comes at '{word.rstrip('_')}: {day}'.",
                f"Write one of {', '.join(GATES)}.",
            )
            return
    gates = [Gate(day) for _, day in named if day != "consent"]
    last = max(gates, key=GATES.index, default=Gate.SCREENING)
    if last is Gate.SCREENING or last.is_due_by(place.due or Gate.SCREENING):
        return
    if place.due is None:
        message = f"the window names {last}, and is due at screening, when that day is to come."
        yield place.error(message, f"Write 'due: {last}'.")
    else:
        message = f"the window names {last}, and is due at {place.due}, which comes before."
        yield place.error(message, f"Write 'due: {last}' instead.")


def useless_windows(place: Place) -> Iterator[Fault]:
    """Tell words beside a window, or the want of one, that leave it without effect."""
    rule = place.rule
    if isinstance(rule, LabRule) and rule.attributable == "yes" and rule.because_of:
        yield place.error(
            "'attributable' and 'because_of' each say which causes count.", "Write one of them."
        )
    if isinstance(rule, FindingRule) and rule.on is not None and rule.any_result == "yes":
        yield place.error(
            "'on: screening' asks for a fresh result, and 'any_result' for one of any time.",
            "Write one of them.",
        )
    for word, beside in _NOT_READ.get(type(rule), ()):
        if _is_given(rule, word) and _is_given(rule, beside):
            yield place.error(
                f"'{word}' is not read beside '{beside}'.",
                "Leave one of them out, or write two rules, in an all_of.",
            )
            return
    yield from _of_an_ongoing_arm(place)
    yield from _useless_before(place)


def _of_an_ongoing_arm(place: Place) -> Iterator[Fault]:
    """Tell what is not read of a present disease that neither an answer nor a record stands for."""
    rule = place.rule
    if not isinstance(rule, DiagnosisRule) or rule.ongoing == "no":
        return
    if rule.asked_as or rule.if_recorded == "yes" or rule.classified_by or rule.for_at_least:
        return
    for word in _NOT_OF_AN_ARM:
        if _is_given(rule, word):
            yield place.error(
                f"'{word}' is not read beside 'ongoing' where no question is named.",
                "Add 'asked_as', or leave it out.",
            )
            return


def _useless_before(place: Place) -> Iterator[Fault]:
    """Tell a day from which nothing is counted back: what is asked is asked of another day."""
    rule = place.rule
    if not isinstance(rule, DrugRule) or rule.before is None or rule.count is not None:
        return
    given = [word for word in _COUNTED_BACK if getattr(rule, word) is not None]
    day = next((word for word in ("running_on", "during") if getattr(rule, word) is not None), None)
    if not given and day is not None:
        yield place.error(
            f"'before' is not read beside '{day}'.",
            "Leave 'before' out, or add 'stable_for'.",
        )


def _is_given(rule: object, word: str) -> bool:
    return getattr(rule, word) not in (None, "no", (), {})
