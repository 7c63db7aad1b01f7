"""What the items of a set of criteria say: fulfilled or not, and as which disease of several."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

from core.instruments import leroy_medsger
from core.instruments.answers import UNKNOWN
from core.instruments.classification import classify
from core.truth import Truth

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from core.instruments.scored import Scored
    from core.vocabulary import Instrument, Item

# The subsets of LeRoy and Medsger by what its scoring gives; 0 is none of them.
_SUBSETS = {1: "lssc", 2: "lcssc", 3: "dcssc"}
# With another connective tissue disease the 2002 criteria are those of the secondary syndrome.
_BY_ITEM = {
    "aecg_2002_sjogren": (
        "associated_disease",
        {"no": "sjogren_primary", "yes": "sjogren_secondary"},
    )
}

# Without one of these rashes a myositis is no dermatomyositis.
# Source: Lundberg IE, et al. Ann Rheum Dis 2017;76:1955-1964.
_RASHES = ("heliotrope", "gottron_papules", "gottron_sign")
_WITH_RASH = frozenset({"dm", "amyopathic_dm", "juvenile_dm"})


@dataclass(frozen=True, slots=True)
class Judged:
    """A verdict with the points it rests on.

    `apart` are the diseases that the set tells apart, none of most sets; `kinds` are those of them
    that the answers leave possible. `against` are the answered items for which alone a set is not
    fulfilled, or does not apply, whatever the points.
    """

    scored: Scored
    verdict: Truth
    apart: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    against: tuple[str, ...] = ()


def judge(instrument: Instrument, items: Mapping[str, str]) -> Judged:
    """Say whether a set is fulfilled; raise ValueError for an unknown item or answer."""
    if instrument.scoring == "leroy_medsger":
        return _by_subset(instrument, items)
    made = classify(instrument, items)
    against = _against(instrument, items, made.verdict)
    if set(_RASHES) <= instrument.items.keys():
        return Judged(made.scored, made.verdict, *_by_rash(items), against)
    key, names = _BY_ITEM.get(instrument.key, ("", {}))
    apart = frozenset(names.values())
    known = names.get(items.get(key, UNKNOWN))
    kinds = frozenset((known,)) if known else apart
    return Judged(made.scored, made.verdict, apart, kinds, against)


def _by_rash(items: Mapping[str, str]) -> tuple[frozenset[str], frozenset[str]]:
    """Return the diseases that a rash tells apart, and what the answers leave possible."""
    rashes = {items.get(key, UNKNOWN) for key in _RASHES}
    if "yes" in rashes:
        return frozenset(), frozenset()
    other = frozenset({"pm"})
    return _WITH_RASH, other | _WITH_RASH if UNKNOWN in rashes else other


def _by_subset(instrument: Instrument, items: Mapping[str, str]) -> Judged:
    """Judge by the subsets that the open items leave: of none of them is no."""
    scored = leroy_medsger.score(instrument, items)
    possible = {_subset(instrument, one) for one in _completed(instrument, items)}
    kinds = frozenset(_SUBSETS[number] for number in possible if number)
    verdict = Truth.UNKNOWN if kinds and 0 in possible else Truth.YES if kinds else Truth.NO
    return Judged(scored, verdict, frozenset(_SUBSETS.values()), kinds)


def _subset(instrument: Instrument, answers: Mapping[str, str]) -> int:
    total = leroy_medsger.score(instrument, answers).total
    return int(total.low or 0) if total else 0


def _completed(instrument: Instrument, items: Mapping[str, str]) -> Iterator[dict[str, str]]:
    """Yield the answers with the open ones answered in every way: five items, 48 ways at most."""
    given = {key: items.get(key, UNKNOWN) for key in instrument.items}
    ways = [
        _answers(instrument.items[key]) if answer == UNKNOWN else (answer,)
        for key, answer in given.items()
    ]
    for one in product(*ways):
        yield dict(zip(given, one, strict=True))


def _answers(item: Item) -> tuple[str, ...]:
    return tuple(item.levels) or ("yes", "no")


def _against(instrument: Instrument, items: Mapping[str, str], verdict: Truth) -> tuple[str, ...]:
    """Return what excludes the disease, or else the entry criteria where none of them holds."""
    if verdict is Truth.NOT_APPLICABLE:
        found = [key for key, one in instrument.items.items() if one.group == "applicability"]
        return tuple(key for key in found if items.get(key) == "yes")
    if verdict is not Truth.NO:
        return ()
    excluding = tuple(key for key in instrument.excluded_by if items.get(key) == "yes")
    is_entered = any(items.get(key) != "no" for key in instrument.entry)
    return excluding or (() if is_entered else instrument.entry)
