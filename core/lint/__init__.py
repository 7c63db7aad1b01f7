"""What parses and is still nonsense: each fault told once, with what to write instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.lint.arms import closed_arms
from core.lint.contradictions import across, contradictions
from core.lint.doses import impossible_doses
from core.lint.fault import Fault, Place, places
from core.lint.keys import unknown_keys
from core.lint.limits import impossible_limits
from core.lint.numbers import numbers_not_carried, numbers_not_printed
from core.lint.source import source_faults
from core.lint.states import impossible_states
from core.lint.texts import missing_notes, repeated_ids, wrong_quotations
from core.lint.windows import impossible_windows, useless_windows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.trial import Trial
    from core.vocabulary import Vocabulary

__all__ = ["Fault", "lint"]


def lint(trial: Trial, vocabulary: Vocabulary, source: str | None = None) -> tuple[Fault, ...]:
    """Return what is wrong in a trial: with its ids and arms, then in the order of its criteria.

    With a source, the registry's eligibility text without escapes, also what is not quoted of it.
    """
    faults = [*repeated_ids(trial), *closed_arms(trial, vocabulary)]
    for criterion in trial.criteria:
        for place in places(criterion):
            faults += _at(place, vocabulary)
    faults += across(trial, vocabulary)
    if source is not None:
        faults += source_faults(trial, source)
    return tuple(dict.fromkeys(faults))


def _at(place: Place, vocabulary: Vocabulary) -> Iterator[Fault]:
    yield from wrong_quotations(place)
    yield from unknown_keys(place, vocabulary)
    yield from impossible_states(place, vocabulary)
    yield from impossible_limits(place, vocabulary)
    yield from impossible_doses(place, vocabulary)
    yield from impossible_windows(place)
    yield from useless_windows(place)
    yield from contradictions(place, vocabulary)
    yield from missing_notes(place)
    yield from numbers_not_carried(place, vocabulary)
    yield from numbers_not_printed(place)
