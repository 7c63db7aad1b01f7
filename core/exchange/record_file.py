"""Patient records from files: YAML or JSON in, checked whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core import plain_yaml
from core.errors import RecordError
from core.exchange.checking import problems
from core.facts import from_plain
from core.record import PatientRecord

if TYPE_CHECKING:
    from pathlib import Path

    from core.site import Setting


def read_record(path: Path, setting: Setting) -> PatientRecord:
    """Read a record file; raise RecordError with a sentence for the first mistake found."""
    document = plain_yaml.read_file(path, RecordError)
    record = from_plain(PatientRecord, document, path.name)
    for problem in problems(record, setting):
        message = f"{path.name}, line {document.line(problem.place)}: {problem.message}"
        raise RecordError(message)
    return record
