"""What the tests of instruments share: an instrument by its key, and a total that there is."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from core.instruments import score
from core.vocabulary import Instrument
from tests.builders import the_vocabulary

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.instruments import Scored


def instrument(key: str) -> Instrument:
    found = the_vocabulary().get(Instrument, key)
    assert found is not None, key
    return found


def ends_of(scored: Scored) -> tuple[Fraction, Fraction]:
    """Return the least and the greatest total, of which neither is open."""
    total = scored.total
    assert total is not None
    assert total.low is not None
    assert total.high is not None
    return total.low, total.high


def counts_of(scored: Scored) -> dict[str, tuple[Fraction, Fraction]]:
    """Return the least and the greatest of each count, of which neither is open."""
    found: dict[str, tuple[Fraction, Fraction]] = {}
    for name, count in scored.parts:
        assert count.low is not None
        assert count.high is not None
        found[name] = (count.low, count.high)
    return found


def check_each_answer_narrows_the_counts(asked: Instrument, answers: Mapping[str, str]) -> None:
    """Answer the items one by one: no count may be wider than the one before it."""
    before = counts_of(score(asked, {}))
    known: dict[str, str] = {}
    for key, answer in answers.items():
        known[key] = answer
        after = counts_of(score(asked, known))
        for name, (low, high) in after.items():
            assert before[name][0] <= low <= high <= before[name][1], (key, name)
        before = after


def check_each_answer_narrows(asked: Instrument, answers: Mapping[str, str]) -> None:
    """Answer the items one by one: no interval may be wider than the one before it."""
    low, high = ends_of(score(asked, {}))
    known: dict[str, str] = {}
    for key, answer in answers.items():
        known[key] = answer
        least, greatest = ends_of(score(asked, known))
        assert low <= least <= greatest <= high, key
        low, high = least, greatest
