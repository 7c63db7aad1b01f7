"""`scoring: haq`: the mean of the categories answered, each lifted by aids and help.

Bruce and Fries 2005, Clin Exp Rheumatol 23 (Suppl 39):S14, and the Stanford instructions of 2009.
A question has levels, an aid or help has points.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from core.instruments.answers import UNKNOWN, filled, points, unanswered
from core.instruments.scored import Scored, band_of, worked
from core.quantity import Interval

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from core.vocabulary import Instrument

BLANK = "blank"  # the patient left the question out: it does not count, and is not open
FEWEST_CATEGORIES = 6
_NONE = Fraction(0)


class _Category(NamedTuple):
    least: Fraction
    greatest: Fraction
    may_be_blank: bool


def score(instrument: Instrument, items: Mapping[str, str]) -> Scored:
    """Score the answers; no total where fewer than six categories can still be answered."""
    answers = filled(instrument, items)
    total = _mean(list(_categories(instrument, answers)))
    return Scored(
        total,
        unanswered(answers),
        worked(instrument, answers),
        band_of(instrument, total),
        instrument.source,
    )


def _categories(instrument: Instrument, answers: Mapping[str, str]) -> Iterator[_Category]:
    """Yield each category that is answered or may yet be."""
    for group in dict.fromkeys(item.group for item in instrument.items.values()):
        keys = [key for key, item in instrument.items.items() if item.group == group]
        questions = [key for key in keys if instrument.items[key].levels]
        counted = [key for key in questions if answers[key] != BLANK]
        if not counted:
            continue
        raising = [key for key in keys if key not in questions]
        worth = [points(instrument.items[key], answers[key]) for key in counted + raising]
        yield _Category(
            max(one.low or _NONE for one in worth),
            max(one.high or _NONE for one in worth),
            all(answers[key] == UNKNOWN for key in counted),
        )


def _mean(categories: list[_Category]) -> Interval[Fraction] | None:
    """Return all means of six categories or more; one that may be blank may be left out of it."""
    if len(categories) < FEWEST_CATEGORIES:
        return None
    sure = [one for one in categories if not one.may_be_blank]
    loose = [one for one in categories if one.may_be_blank]
    lowest = sorted(one.least for one in loose)
    highest = sorted((one.greatest for one in loose), reverse=True)
    counts = [n for n in range(len(loose) + 1) if len(sure) + n >= FEWEST_CATEGORIES]
    low, high = sum(one.least for one in sure), sum(one.greatest for one in sure)
    return Interval(
        min(Fraction(low + sum(lowest[:n])) / (len(sure) + n) for n in counts),
        max(Fraction(high + sum(highest[:n])) / (len(sure) + n) for n in counts),
    )
