"""Check: the invented patients get the verdicts that they got when this version was released."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

from core.assessment import assess
from core.errors import TrialFileError
from core.exchange.record_file import read_record
from core.reading import read_trials
from core.self_test.manifest import faults_in
from core.self_test.result import Found
from core.site import Setting
from core.vocabulary import read_vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from core.assessment import Assessment
    from core.self_test.result import Ground

AS_OF = date(2026, 11, 18)
"""The day for which the invented patients were written."""
_EXPECTED = "self_test/expected.json"
_SHOWN = 8

Verdicts = dict[str, dict[str, dict[str, Any]]]


def check(ground: Ground) -> Found:
    """Assess every invented patient for every trial, and compare; raise TamisError."""
    expected = _read(ground.resources / _EXPECTED)
    found = verdicts(ground.house)
    wrong = tuple(_differences(expected, found))
    rest = (f"And {len(wrong) - _SHOWN} more.",) if len(wrong) > _SHOWN else ()
    faults = (*faults_in(ground.house, "resources/demo", "resources/self_test"), *wrong[:_SHOWN])
    said = [one for of_patient in found.values() for one in of_patient.values()]
    outcomes = sum(len(one["criteria"]) for one in said)
    return Found(
        f"{len(found)} invented patients: {len(said)} verdicts and the {outcomes} outcomes of "
        "their criteria are as they were at the release.",
        (*faults, *rest),
        tuple(_lines(found)),
    )


def expected_file(house: Path) -> Path:
    """Return where the verdicts of this version stand."""
    return house / "resources" / _EXPECTED


def made_anew(house: Path) -> str:
    """Return the file of the verdicts as this program gives them now, a line per verdict."""
    patients = (
        f'"{name}": {{\n' + ",\n".join(_written(of_patient)) + "\n}"
        for name, of_patient in verdicts(house).items()
    )
    return "{\n" + ",\n".join(patients) + "\n}\n"


def _written(of_patient: dict[str, dict[str, Any]]) -> Iterator[str]:
    return (f'"{trial}": {json.dumps(one)}' for trial, one in of_patient.items())


def verdicts(house: Path) -> Verdicts:
    """Return verdict, arm and outcomes by patient and trial; raise TamisError."""
    setting = Setting(read_vocabulary(house / "resources" / "vocabulary"))
    trials = read_trials(house / "trials")
    records = {
        path.stem: read_record(path, setting)
        for path in sorted((house / "resources" / "demo").glob("*.yaml"))
    }
    return {
        name: {
            trial.registry_number: _as_kept(assess(record, trial, setting, AS_OF))
            for trial in trials
        }
        for name, record in records.items()
    }


def _as_kept(assessment: Assessment) -> dict[str, Any]:
    return {
        "verdict": assessment.verdict.value,
        "arm": assessment.arm,
        "criteria": {finding.id: finding.outcome.value for finding in assessment.findings},
    }


def _read(path: Path) -> Verdicts:
    try:
        read: Verdicts = json.loads(path.read_text(encoding="utf-8"))
        if read and all(isinstance(one, dict) for one in read.values()):
            return read
    except (OSError, ValueError, AttributeError):
        pass
    raise TrialFileError(f"The verdicts of this version, {path.name}, cannot be read.")


def _differences(expected: Verdicts, found: Verdicts) -> Iterator[str]:
    for name in sorted(expected.keys() | found.keys()):
        wanted, given = expected.get(name, {}), found.get(name, {})
        for trial in sorted(wanted.keys() | given.keys()):
            yield from _of_one(
                f"{name.upper()} for {trial}", wanted.get(trial, {}), given.get(trial, {})
            )


def _of_one(where: str, wanted: dict[str, Any], given: dict[str, Any]) -> Iterator[str]:
    if not given or not wanted:
        yield f"{where}: {'there is no verdict' if wanted else 'there was no verdict'}."
        return
    for what in ("verdict", "arm"):
        if wanted.get(what) != given.get(what):
            yield f"{where}: the {what} is {_word(given, what)}, and was {_word(wanted, what)}."
    before, now = wanted.get("criteria", {}), given.get("criteria", {})
    for id_ in sorted(before.keys() | now.keys()):
        if before.get(id_) != now.get(id_):
            yield f"{where}: {id_} is {_word(now, id_)}, and was {_word(before, id_)}."


def _word(said: dict[str, Any], what: str) -> str:
    return str(said.get(what) or "none").replace("_", " ")


def _lines(found: Verdicts) -> Iterator[str]:
    for name, of_patient in found.items():
        words = (f"{trial} {one['verdict']}" for trial, one in of_patient.items())
        yield f"{name.upper()}: {', '.join(words)}"
