"""Which answers of a score count: not those contradicted, nor a first one's given again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.evaluate.itemised.contradicted import Contradiction, contradicted
from core.evaluate.itemised.proposed import has_earlier
from core.instruments import score
from core.instruments.answers import UNKNOWN, points
from core.truth import Said
from core.vocabulary import Instrument

if TYPE_CHECKING:
    from core.evaluate.case import Case
    from core.instruments import Scored
    from core.record import Score


@dataclass(frozen=True, slots=True)
class Counted:
    """A score by the answers that count; the others are open in it, and `notes` say why."""

    made: Scored
    against: tuple[Contradiction, ...]
    notes: tuple[Said, ...]


def counted(result: Score, case: Case) -> Counted | None:
    """Return a score without the answers that do not count; None where all do, or none is given."""
    instrument = case.setting.vocabulary.get(Instrument, result.of)
    if instrument is None or not result.items:
        return None
    against = contradicted(result, case)
    again = _again(result, instrument, case)
    if not against and not again:
        return None
    out = {one.item for one in against} | set(again)
    kept = {key: answer for key, answer in result.items.items() if key not in out}
    late = tuple(Said("item_first_only", {"what": f"{result.of}.{key}"}) for key in again)
    return Counted(score(instrument, kept), against, (*(one.said for one in against), *late))


def _again(result: Score, instrument: Instrument, case: Case) -> tuple[str, ...]:
    """Return the items of a first assessment that are scored again in a later one."""
    first = [
        key
        for key, answer in result.items.items()
        if key in instrument.items
        and instrument.items[key].first_only
        and answer != UNKNOWN
        and points(instrument.items[key], answer).low
    ]
    return tuple(first) if first and has_earlier(result, case) else ()
