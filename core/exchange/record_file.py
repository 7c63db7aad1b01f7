"""Patient records and site settings from files: YAML or JSON in, checked whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core import plain_yaml
from core.errors import RecordError
from core.exchange.checking import problems
from core.facts import from_plain
from core.record import PatientRecord
from core.site import Setting, Site
from core.values import read_limit
from core.vocabulary import Lab, State

if TYPE_CHECKING:
    from pathlib import Path

    from core.vocabulary import Vocabulary


def read_record(path: Path, setting: Setting) -> PatientRecord:
    """Read a record file; raise RecordError with a sentence for the first mistake found."""
    document = plain_yaml.read_file(path, RecordError)
    record = from_plain(PatientRecord, document, path.name)
    for problem in problems(record, setting):
        message = f"{path.name}, line {document.line(problem.place)}: {problem.message}"
        raise RecordError(message)
    return record


def read_site(path: Path, vocabulary: Vocabulary) -> Site:
    """Read a site file; raise RecordError for an unknown analyte or an unreadable limit."""
    document = plain_yaml.read_file(path, RecordError)
    site = from_plain(Site, document, path.name)
    for index, one in enumerate(site.ranges):
        entry = vocabulary.get(Lab, one.of) or vocabulary.get(State, one.of)
        where = f"{path.name}, line {document.line(('ranges', index))}"
        if entry is None or not entry.units:
            message = f"{where}: '{one.of}' is not an analyte that is measured as a number."
            raise RecordError(message)
        try:
            for limit in (one.upper_limit, one.lower_limit):
                if limit is not None:
                    read_limit(entry, limit, entry.units[0].code)
        except ValueError as error:
            message = f"{where}: {error}"
            raise RecordError(message) from None
    for key, unit in site.default_units.items():
        lab = vocabulary.get(Lab, key)
        if lab is None or all(one.code != unit for one in lab.units):
            message = f"{path.name}: default_units: '{unit}' cannot be the unit of '{key}'."
            raise RecordError(message)
    return site
