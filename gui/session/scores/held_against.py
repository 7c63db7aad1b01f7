"""What results on record propose for the items of a score, and what they hold against them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from core.evaluate.itemised import contradictions, proposals
from core.wording import say
from gui.session import edits

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from core.record import PatientRecord, Score
    from core.site import Setting
    from core.vocabulary import Instrument


# The score stands in the record only while it is asked about; no fact on record has such an id.
_ASKED = "asked"


@dataclass(frozen=True, slots=True)
class Beside:
    """For the items of one score: an answer with its sentence, or what stands against one."""

    proposed: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    contradicted: Mapping[str, str] = field(default_factory=dict)


def beside(
    score: Score,
    instrument: Instrument,
    record: PatientRecord,
    setting: Setting,
    as_of: date,
    language: str,
) -> Beside:
    """Return what a record says to the items of a score that is not, or differently, part of it."""
    words = setting.vocabulary, language
    proposed = proposals(score, instrument, record, setting, as_of)
    asked = replace(score, id=_ASKED)
    others = edits.without_score(record, score.of, score.date)
    against = contradictions(edits.with_fact(others, asked, None), setting, as_of)
    return Beside(
        {item: (one.answer, say(one.said, *words)) for item, one in proposed.items()},
        {one.item: say(one.said, *words) for one in against if one.score.id == _ASKED},
    )


def held_against(
    record: PatientRecord, setting: Setting, as_of: date, language: str
) -> Mapping[str, str]:
    """Return, by lab, finding or score, the sentence of the first item that stands against it."""
    found: dict[str, str] = {}
    for one in contradictions(record, setting, as_of):
        name = setting.vocabulary.label(one.score.of, language)
        sentence = f"{name}: {say(one.said, setting.vocabulary, language)}"
        for key in (one.score.of, *(what for _, what in one.things)):
            found.setdefault(key, sentence)
    return found
