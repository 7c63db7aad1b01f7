"""`scoring: leroy_medsger`: 0 no subset, 1 limited, 2 limited cutaneous, 3 diffuse cutaneous.

LeRoy and Medsger 2001, J Rheumatol 28:1573. The bands of the instrument name the subsets.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from core.instruments.answers import filled, points, unanswered
from core.instruments.scored import Scored, band_of, worked
from core.quantity import Interval

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.vocabulary import Instrument

SUBJECTIVE, OBJECTIVE = 1, 2  # the points of raynaud


def score(instrument: Instrument, items: Mapping[str, str]) -> Scored:
    """Return the subset as a number; raise ValueError for an unknown item or answer."""
    answers = filled(instrument, items)
    worth = {key: points(instrument.items[key], answer) for key, answer in answers.items()}
    # No finding takes a subset away: the ends follow from the ends of the answers.
    total = Interval(
        _subset({key: one.low or Fraction(0) for key, one in worth.items()}),
        _subset({key: one.high or Fraction(0) for key, one in worth.items()}),
    )
    return Scored(
        total,
        unanswered(answers),
        worked(instrument, answers),
        band_of(instrument, total),
        instrument.source,
    )


def _subset(found: Mapping[str, Fraction]) -> Fraction:
    signs = sum(bool(found[key]) for key in ("nailfold_capillaroscopy", "selective_antibody"))
    raynaud = found["raynaud"]
    before_skin = (
        signs > 0 if raynaud == OBJECTIVE else raynaud == SUBJECTIVE and signs == OBJECTIVE
    )
    if not before_skin:
        return Fraction(0)
    return 1 + max(found["skin_distal"], found["skin_proximal"])
