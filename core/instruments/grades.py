"""`scoring: grades`: how many systems have the grades that a trial counts; no total.

BILAG-2004: Yee 2007, Arthritis Rheum 56:4113. The grade of a system is the clinician's, entered
and not computed: two systems of grade B weigh what their published points never say.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from core.instruments.answers import filled, unanswered
from core.instruments.scored import Part, Scored, worked
from core.quantity import Interval

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.vocabulary import Instrument

COUNTED = ("A", "B")


def score(instrument: Instrument, items: Mapping[str, str]) -> Scored:
    """Count the systems; one not assessed may have any grade. Raise ValueError as `check`."""
    answers = filled(instrument, items)
    still = unanswered(answers)
    given = list(answers.values())
    return Scored(
        None,
        still,
        worked(instrument, answers),
        None,
        instrument.source,
        tuple(
            Part(
                grade,
                Interval(Fraction(given.count(grade)), Fraction(given.count(grade) + len(still))),
            )
            for grade in COUNTED
        ),
    )
