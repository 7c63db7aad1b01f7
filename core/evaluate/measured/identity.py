"""Which score a result is: its version, who rated it, its band, and what only measures the same."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from core.evaluate.measured.results import About, possibly_latest
from core.instruments.scored import band_of
from core.step import Evidence, Step
from core.truth import Need, NeedKind, Said, Truth
from core.vocabulary import Instrument, ScoreKind

if TYPE_CHECKING:
    from fractions import Fraction

    from core.dates import Window
    from core.evaluate.case import Case
    from core.quantity import Interval
    from core.record import Score

_VERSION = re.compile(r"^(version|v|第)\s*(?=\d)")


def identity_notes(result: Score) -> tuple[Said, ...]:
    """Return the version and the rater of a result, as far as they are on record."""
    version = (Said("of_version", {"version": result.version}),) if result.version else ()
    rater = (Said("rated_by", {"rater": result.rater}),) if result.rater else ()
    return (*version, *rater)


def band_note(result: Score, total: Interval[Fraction] | None, case: Case) -> tuple[Said, ...]:
    """Return the published band in which every possible total lies; shown, it never decides."""
    instrument = case.setting.vocabulary.get(Instrument, result.of)
    band = band_of(instrument, total) if instrument else None
    if instrument is None or band is None:
        return ()
    return (Said("in_band", {"what": f"{result.of}.band_{instrument.bands.index(band)}"}),)


def another_version(result: Score, evidence: Evidence, case: Case) -> Step | None:
    """Return why a result of a version that is not the instrument's own is for a person."""
    instrument = case.setting.vocabulary.get(Instrument, result.of)
    if result.version is None or instrument is None:
        return None
    kind = case.setting.vocabulary.get(ScoreKind, result.of)
    if _plain(result.version) in _own(instrument) | (_own(kind) if kind else set()):
        return None
    need = Need(NeedKind.AWAITING_INVESTIGATOR, result.of, "scores")
    values = {"what": result.of, "version": result.version, "own": instrument.version}
    return Step(Truth.JUDGEMENT, Said("another_version", values), (evidence,), (need,))


def _own(entry: Instrument | ScoreKind) -> set[str]:
    """Return all that a version of one's own may be called: `3 (2009)` is 3, and 2009."""
    version = entry.version if isinstance(entry, Instrument) else ""
    names = [entry.key, entry.label.en, entry.label.zh, *entry.aliases, version]
    parts = re.split(r"[,;()]", version)
    return {_plain(name) for name in (*names, *parts) if name.strip()}


def _plain(name: str) -> str:
    lowered = _VERSION.sub("", name.strip().lower())
    return re.sub(r"[\W_]+", "", lowered)


def only_neighbours(entry: ScoreKind, window: Window, case: Case) -> Step | None:
    """Say that only a score is on record that measures the same, and never stands for this one."""
    found = [
        result
        for key in entry.neighbours
        for result in possibly_latest(case, [*filter(_is_given, case.scores(key))], window)
    ]
    if not found:
        return None
    evidence = tuple(_evidence(result, case) for result in found)
    names = tuple(dict.fromkeys(result.of for result in found))
    if not entry.neighbours_for_review:
        about = About(entry.key, "scores")
        return about.unknown(NeedKind.MISSING, "only_neighbour", evidence, found=names)
    need = Need(NeedKind.AWAITING_INVESTIGATOR, entry.key, "scores")
    said = Said("only_neighbour_for_review", {"what": entry.key, "found": names})
    return Step(Truth.JUDGEMENT, said, evidence, (need,))


def _is_given(result: Score) -> bool:
    return result.total is not None or bool(result.value or result.items)


def _evidence(result: Score, case: Case) -> Evidence:
    total = result.value or (None if result.total is None else f"{result.total:f}")
    items = ", ".join(f"{item} {answer}" for item, answer in result.items.items())
    return Evidence(
        "score",
        result.of,
        as_entered=total or items,
        as_used=total,
        day=case.day(result.date),
        source=result.source,
        fact=result.id,
        notes=identity_notes(result),
    )
