"""What scoring gives: all totals that the answers allow, what is open, and how it was reached."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from core.instruments.answers import UNKNOWN, points

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.quantity import Interval
    from core.vocabulary import Band, Instrument


class Worked(NamedTuple):
    """An answered item and what it adds to the total."""

    item: str
    answer: str
    points: Fraction


class Part(NamedTuple):
    """One of several counts that an instrument gives beside a total or instead of one."""

    name: str
    amount: Interval[Fraction]


@dataclass(frozen=True, slots=True)
class Scored:
    """A score with all it rests on.

    `total` is from the least to the greatest that the open items leave possible; None where they
    leave no bound, and for an instrument that has none but `parts`: tender and swollen joints,
    grades A and B. `band` is named only when the whole interval lies in one.
    """

    total: Interval[Fraction] | None
    open: tuple[str, ...]
    working: tuple[Worked, ...]
    band: Band | None
    source: str
    parts: tuple[Part, ...] = ()


def worked(instrument: Instrument, answers: Mapping[str, str]) -> tuple[Worked, ...]:
    """Return what each answer alone is worth; an open item adds nothing."""
    return tuple(
        Worked(key, answer, points(instrument.items[key], answer).low or Fraction(0))
        for key, answer in answers.items()
        if answer != UNKNOWN
    )


def band_of(instrument: Instrument, total: Interval[Fraction] | None) -> Band | None:
    """Return the band in which every possible total lies, or None."""
    if total is None:
        return None
    return next((band for band in instrument.bands if _holds(band, total)), None)


def _holds(band: Band, total: Interval[Fraction]) -> bool:
    above = band.from_ is None or (total.low is not None and total.low >= Fraction(band.from_))
    below = band.to is None or (total.high is not None and total.high <= Fraction(band.to))
    return above and below
