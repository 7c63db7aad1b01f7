"""`scoring: bvas`: version 3, one column for the whole form, each system up to its most.

Mukhtyar 2009, Ann Rheum Dis 68:1827. All findings persistent: the persistent points and maxima.
One finding new or worse: the new-or-worse points and maxima for every finding.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from core.instruments.answers import UNKNOWN, filled, unanswered
from core.instruments.scored import Scored, Worked, band_of
from core.quantity import Interval

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Set as AbstractSet

    from core.vocabulary import Instrument

ABSENT, PERSISTENT, NEW = "absent", "persistent", "new_or_worse"


def score(instrument: Instrument, items: Mapping[str, str]) -> Scored:
    """Add the findings of each system; raise ValueError for an unknown item or answer."""
    answers = filled(instrument, items)
    present = {key for key, answer in answers.items() if answer in (PERSISTENT, NEW)}
    unknown = {key for key, answer in answers.items() if answer == UNKNOWN}
    column = NEW if NEW in answers.values() else PERSISTENT
    # An open finding may be new, and then every finding counts as new; no points are fewer for it.
    highest = NEW if unknown else column
    total = Interval(
        _added(instrument, present, column), _added(instrument, present | unknown, highest)
    )
    return Scored(
        total,
        unanswered(answers),
        tuple(
            Worked(key, answer, _points(instrument, key, column) if key in present else Fraction(0))
            for key, answer in answers.items()
            if key not in unknown
        ),
        band_of(instrument, total),
        instrument.source,
    )


def _added(instrument: Instrument, present: AbstractSet[str], column: str) -> Fraction:
    total = Fraction(0)
    for system, most in instrument.most.items():
        found = [key for key in present if instrument.items[key].group == system]
        total += min(_of_system(instrument, found, column), Fraction(most[column]))
    return total


def _of_system(instrument: Instrument, found: list[str], column: str) -> Fraction:
    """Add the findings of a system; of those that exclude each other only the highest counts."""
    together: dict[str, Fraction] = {}
    for key in found:
        name = instrument.items[key].one_of or key
        together[name] = max(together.get(name, Fraction(0)), _points(instrument, key, column))
    return sum(together.values(), Fraction(0))


def _points(instrument: Instrument, key: str, column: str) -> Fraction:
    return Fraction(instrument.items[key].levels.get(column, 0))
