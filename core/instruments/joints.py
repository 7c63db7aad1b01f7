"""`scoring: joints`: how many joints are tender, swollen, and either, each joint once; no total."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from core.instruments.answers import UNKNOWN, filled, unanswered
from core.instruments.scored import Part, Scored, worked
from core.quantity import Interval

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from core.vocabulary import Instrument

# What an answer says of a joint, in the words of the record.
SIGNS: dict[str, tuple[str, ...]] = {
    "none": (),
    "tender": ("tender",),
    "swollen": ("swollen",),
    "both": ("swollen", "tender"),
}
COUNTS = {
    "tender": {"tender"},
    "swollen": {"swollen"},
    "swollen_or_tender": {"swollen", "tender"},
}
_ANSWERS = {frozenset(signs): answer for answer, signs in SIGNS.items()}


def score(instrument: Instrument, items: Mapping[str, str]) -> Scored:
    """Count the joints; one not examined may carry every sign. Raise ValueError as `check`."""
    answers = filled(instrument, items)
    still = unanswered(answers)
    found = [set(SIGNS[answer]) for answer in answers.values() if answer != UNKNOWN]
    sure = {name: sum(bool(signs & one) for one in found) for name, signs in COUNTS.items()}
    return Scored(
        None,
        still,
        worked(instrument, answers),
        None,
        instrument.source,
        tuple(
            Part(name, Interval(Fraction(count), Fraction(count + len(still))))
            for name, count in sure.items()
        ),
    )


def from_record(joints: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """Return the answers of a record's joints; one not named was not examined and has none."""
    return {joint: _ANSWERS[frozenset(signs)] for joint, signs in joints.items()}


def to_record(answers: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Return the joints as a record keeps them: the signs of each that was examined."""
    return {joint: SIGNS[answer] for joint, answer in answers.items() if answer in SIGNS}


def record_problems(instrument: Instrument, joints: Mapping[str, Iterable[str]]) -> Iterator[str]:
    """Yield a sentence for each joint or sign of a record that the instrument does not have."""
    name = instrument.label.en
    for joint, signs in joints.items():
        if joint not in instrument.items:
            yield f"'{joint}' is no joint of {name}. Use {', '.join(instrument.items)}."
        for sign in signs:
            if sign not in SIGNS["both"]:
                yield f"'{sign}' is no sign of {joint}. Use swollen, tender, or none: []."


def count_problems(instrument: Instrument, items: Mapping[str, str]) -> Iterator[str]:
    """Yield a sentence for each count, entered instead of joints, that cannot be one."""
    most = len(instrument.items)
    for sign, count in items.items():
        if sign not in SIGNS["both"]:
            yield f"'{sign}' is not counted. Use swollen or tender; joints stand under 'joints'."
        elif count != UNKNOWN and not (count.isdecimal() and int(count) <= most):
            yield f"'{count}' is no count of {sign} joints. Use a whole number from 0 to {most}."
