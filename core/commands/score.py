"""`score`: what the items of an instrument make, from the least to the greatest possible total."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core import instruments, plain_yaml
from core.calculators.result import shown_interval
from core.errors import RecordError
from core.instruments import WITHOUT_TOTAL
from core.vocabulary import Instrument, read_vocabulary

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from core.instruments import Scored, Worked
    from core.vocabulary import Vocabulary


def add_to(commands: Any) -> None:
    """Add the command to the command line."""
    parser = commands.add_parser("score", help="add up a disease score item by item")
    parser.add_argument("instrument", metavar="INSTRUMENT", help="its key: sledai_2k")
    parser.add_argument(
        "items", type=Path, metavar="ITEMS.yaml", help="an answer a line: 'arthritis: yes'"
    )
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace, house: Path) -> int:
    """Print score or counts, band, working, version and source; an item not answered is open."""
    vocabulary = read_vocabulary(house / "resources" / "vocabulary")
    instrument = vocabulary.get(Instrument, chosen.instrument)
    if instrument is None:
        known = ", ".join(one.key for one in vocabulary.all(Instrument))
        message = f"'{chosen.instrument}' is no instrument. Use {known}."
        raise RecordError(message)
    items = _items(chosen.items)
    try:
        scored = instruments.score(instrument, items)
    except ValueError as error:
        message = f"{chosen.items.name}: {error}"
        raise RecordError(message) from None
    sys.stdout.write("\n".join(_lines(instrument, scored, vocabulary)) + "\n")
    return 0


def _items(path: Path) -> dict[str, str]:
    data = plain_yaml.read_file(path, RecordError).data
    if not isinstance(data, dict) or not all(isinstance(one, str) for one in data.values()):
        message = f"{path.name}: write one answer a line, 'item: answer' (arthritis: yes)."
        raise RecordError(message)
    return data


def _lines(instrument: Instrument, scored: Scored, vocabulary: Vocabulary) -> Iterator[str]:
    so_far = " so far" if scored.open and scored.total else ""
    yield f"{instrument.label.en}: {_total(instrument, scored)}{so_far}"
    part = "highest" if instrument.scoring == "core_set" else "count"
    for name, amount in scored.parts:
        yield f"  {part:<9} {vocabulary.label(name)}: {shown_interval(amount, '')}"
    if scored.band is not None:
        yield f"  {'band':<9} {scored.band.label.en} (shown only)"
    for worked in scored.working:
        yield f"  {'item':<9} {_worked(instrument, worked)}"
    if scored.open:
        labels = (instrument.items[item].label.en for item in scored.open)
        yield f"  {'open':<9} {', '.join(labels)}"
    yield f"  {'version':<9} {instrument.version}"
    yield f"  {'source':<9} {scored.source}"


def _total(instrument: Instrument, scored: Scored) -> str:
    if scored.total is not None:
        return shown_interval(scored.total, "")
    return "no total" if instrument.scoring in WITHOUT_TOTAL else "cannot be calculated"


def _worked(instrument: Instrument, worked: Worked) -> str:
    item = instrument.items[worked.item]
    answered = f"{item.label.en}: {worked.answer} {item.unit or ''}".strip()
    if instrument.scoring in WITHOUT_TOTAL:
        return answered
    return f"{answered} = {float(worked.points):g}"
