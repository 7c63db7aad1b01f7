"""What every command reads first: the vocabulary, the site, the trials, a record."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from core.errors import RecordError
from core.exchange.record_file import read_record
from core.exchange.site_file import read_site
from core.reading import read_trials
from core.site import Setting
from core.vocabulary import read_vocabulary

if TYPE_CHECKING:
    import argparse
    from datetime import date

    from core.record import PatientRecord
    from core.trial import Trial


@dataclass(frozen=True, slots=True)
class Loaded:
    """A record with everything it is assessed by."""

    record: PatientRecord
    trials: tuple[Trial, ...]
    setting: Setting


def load(chosen: argparse.Namespace, house: Path, numbers: list[str]) -> Loaded:
    """Read what a command names; raise TamisError for the first mistake found."""
    vocabulary = read_vocabulary(house / "resources" / "vocabulary")
    setting = Setting(vocabulary)
    if chosen.site:
        setting = Setting(vocabulary, read_site(Path(chosen.site), vocabulary))
    record = read_record(Path(chosen.record), setting)
    return Loaded(record, chosen_trials(read_trials(house / "trials"), numbers), setting)


def chosen_trials(trials: tuple[Trial, ...], numbers: list[str]) -> tuple[Trial, ...]:
    """Return the trials of these registry numbers, or all; raise RecordError for an unknown one."""
    known = {trial.registry_number: trial for trial in trials}
    for number in numbers:
        if number not in known:
            message = f"There is no trial {number} here. Known: {', '.join(known)}."
            raise RecordError(message)
    return tuple(known[number] for number in dict.fromkeys(numbers)) if numbers else trials


def day(text: str) -> date:
    """Read a whole day of a command line; raise ValueError otherwise."""
    from core.dates import Day

    read = Day.read(text)
    if not read.is_exact:
        raise ValueError(text)
    return read.first
