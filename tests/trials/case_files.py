"""Cases as YAML sentences: reading them, building their records, and comparing what came out.

A case names a record of `bases.yaml` (`from:`) and says what is different: `set` for the person,
`without` for facts left out, `change` for words of a fact (left empty: taken away), `add` for
further facts. A fact is called by its list and what it is of: `observations/alt`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from core import plain_yaml
from core.errors import RecordError
from core.record import FACT_LISTS
from core.truth import Gate

CASES = Path(__file__).parent / "cases"
_NAMED_BY = {
    "milestones": "event",
    "complete": "list",
    "allergies": "to",
    "answers": "to",
}
_WORDS = {
    *("name", "from", "record", "set", "without", "change", "add"),
    *("as_of", "gate", "attempt", "site", "expect"),
}


@dataclass(frozen=True, slots=True)
class WrittenCase:
    """One sentence: a record, the day and gate it is assessed for, and what is expected."""

    trial: str
    name: str
    record: dict[str, Any]
    as_of: str
    gate: str
    attempt: int | None
    site: dict[str, Any]
    expect: dict[str, Any]


def written_cases() -> list[WrittenCase]:
    """Return every case of every trial, in the order of the files."""
    return [case for folder in sorted(CASES.iterdir()) for case in _of_trial(folder)]


def _of_trial(folder: Path) -> list[WrittenCase]:
    bases = _read(folder / "bases.yaml")
    return [
        _case(folder.name, written, bases)
        for path in sorted(folder.glob("*.yaml"))
        if path.name != "bases.yaml"
        for written in _read(path)
    ]


def _read(path: Path) -> Any:
    return plain_yaml.read_file(path, RecordError).data


def _case(trial: str, written: dict[str, Any], bases: dict[str, Any]) -> WrittenCase:
    assert written.keys() <= _WORDS, f"{written['name']}: {written.keys() - _WORDS}"
    return WrittenCase(
        trial=trial,
        name=written["name"],
        record=_record(written, bases),
        as_of=written.get("as_of", "2026-11-18"),
        gate=written.get("gate", "screening"),
        attempt=int(written["attempt"]) if "attempt" in written else None,
        site=written.get("site", {}),
        expect=written["expect"],
    )


def _record(written: dict[str, Any], bases: dict[str, Any]) -> dict[str, Any]:
    """Return the document of a record: the whole one, or a base with changes."""
    if "record" in written:
        return dict(written["record"])
    document = _record(bases[written["from"]], bases)
    document |= written.get("set") or {}
    for place in written.get("without") or ():
        name, found = _facts(document, place)
        document[name] = [fact for fact in document[name] if fact not in found]
    for place, words in (written.get("change") or {}).items():
        name, found = _facts(document, place)
        assert len(found) == 1, f"{place} names {len(found)} facts"
        document[name] = [_changed(one, words) if one in found else one for one in document[name]]
    for name, more in (written.get("add") or {}).items():
        assert name in FACT_LISTS, name
        document[name] = [*document.get(name, ()), *more]
    return document


def _facts(document: dict[str, Any], place: str) -> tuple[str, list[dict[str, Any]]]:
    """Return the list and the facts of it that a place such as `observations/alt` names."""
    name, _, key = place.partition("/")
    word = _NAMED_BY.get(name, "of")
    found = [fact for fact in document.get(name, ()) if fact.get(word) == key]
    assert found, f"{place} is not in the record"
    return name, found


def _changed(fact: dict[str, Any], words: dict[str, Any]) -> dict[str, Any]:
    merged = {**fact, **words}
    return {word: value for word, value in merged.items() if value is not None}


def seen(document: dict[str, Any], expect: dict[str, Any]) -> dict[str, Any]:
    """Return what an assessment's document says of the things a case expects."""
    findings = dict(_findings(document["criteria"]))
    return {word: _seen(word, wanted, document, findings) for word, wanted in expect.items()}


def _findings(criteria: list[dict[str, Any]]) -> list[tuple[str, dict[str, Any]]]:
    return [
        pair for one in criteria for pair in [(one["id"], one), *_findings(one.get("parts", []))]
    ]


def _seen(
    word: str, wanted: Any, document: dict[str, Any], findings: dict[str, dict[str, Any]]
) -> Any:
    if word in _OF_TRIAL:
        return _OF_TRIAL[word](document, wanted)
    if word in _OF_FINDINGS:
        return {id_: _OF_FINDINGS[word](findings[id_], inner) for id_, inner in wanted.items()}
    return findings[word]["outcome"]


def _open(document: dict[str, Any]) -> list[str]:
    """Return the criteria due, common or of the arm, that are unknown or need review."""
    gate = Gate(document["gate"])
    return [
        one["id"]
        for one in document["criteria"]
        if one["arm"] in (None, document["arm"])
        and one["outcome"] in ("unknown", "needs_review")
        and Gate(one["due"]).is_due_by(gate)
    ]


def _needs(finding: dict[str, Any], wanted: list[str] | dict[str, str]) -> Any:
    """Return the kinds of needs, or for each thing wanted the kind of its need."""
    if isinstance(wanted, dict):
        return {need["what"]: need["kind"] for need in finding["needs"]}
    return sorted({need["kind"] for need in finding["needs"]})


_OF_TRIAL: dict[str, Callable[[dict[str, Any], Any], Any]] = {
    "verdict": lambda document, _: document["verdict"],
    "reason": lambda document, _: document["reason"],
    "arm": lambda document, _: document["arm"],
    "arms": lambda document, wanted: {arm: document["arms"][arm] for arm in wanted},
    "opened": lambda document, _: sorted(document["opened_by"]),
    "open": lambda document, _: _open(document),
    "pre_screening": lambda document, _: "yes" if document["pre_screening"] else "no",
    "rests_on_plan": lambda document, _: document["rests_on_plan"],
}
_OF_FINDINGS: dict[str, Callable[[dict[str, Any], Any], Any]] = {
    "needs": _needs,
    "readings": lambda finding, _: [one["outcome"] for one in finding["readings"]],
    "due": lambda finding, _: finding["due"],
}
