"""The answers of a score's items, as the sheet shows them and as the record keeps them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from core.instruments.joints import from_record, to_record

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.record import Score
    from core.vocabulary import Instrument


def answers_of(score: Score | None, instrument: Instrument) -> dict[str, str]:
    """Return the answer to each item on record; a joint that was not examined has none."""
    if score is None:
        return {}
    if instrument.scoring == "joints":
        return from_record(score.joints)
    return dict(score.grades if instrument.scoring == "grades" else score.items)


def with_answers(score: Score, answers: Mapping[str, str], instrument: Instrument) -> Score:
    """Return a score with these answers instead of its own."""
    if instrument.scoring == "joints":
        return replace(score, joints=to_record(answers), not_done=None)
    if instrument.scoring == "grades":
        return replace(score, grades=dict(answers), not_done=None)
    return replace(score, items=dict(answers), not_done=None)
