"""Makes records, settings and the real trial for tests, in a line each."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from core.assessment import Assessment, Finding, assess
from core.dates import Day
from core.evaluate import answer
from core.evaluate.case import Case
from core.evaluate.known import known_on
from core.facts import from_document
from core.reading import read_trial
from core.record import FACT_LISTS, Complete, PatientRecord
from core.rules import Node
from core.site import Setting, Site
from core.step import Step
from core.trial import Trial
from core.vocabulary import Vocabulary, read_vocabulary

HOUSE = Path(__file__).parent.parent
SCAR02 = "NCT06503224"
TODAY = Day.read("2026-11-18").first


@cache
def the_vocabulary() -> Vocabulary:
    """Return the program's own vocabulary."""
    return read_vocabulary(HOUSE / "resources" / "vocabulary")


@cache
def scar02() -> Trial:
    """Return the real SCAR02 trial."""
    return read_trial(HOUSE / "trials" / "nct06503224.yaml")


def a_setting(**site: Any) -> Setting:
    """Return a setting with the real vocabulary and, if named, a site's ranges or units."""
    return Setting(the_vocabulary(), from_document(Site, site) if site else Site())


def a_record(
    *, sex: str | None = None, birth_date: str | None = None, on: str = "2026-11-18", **facts: Any
) -> PatientRecord:
    """Return a record: `a_record(hemoglobin="9 g/dL", diagnoses=[{"of": "sle"}])`.

    A vocabulary key makes an observation of the day `on`; the name of a list holds documents.
    """
    lists: dict[str, Any] = {name: facts.pop(name) for name in FACT_LISTS if name in facts}
    results = [{"of": of, "value": value, "date": on} for of, value in facts.items()]
    lists["observations"] = [*lists.get("observations", ()), *results]
    person = {"sex": sex, "birth_date": birth_date}
    known = {name: value for name, value in person.items() if value is not None}
    return from_document(PatientRecord, {"subject": "S-001", **known, **lists})


def stated_complete(record: PatientRecord, *lists: str, as_of: str = "2026-11-18") -> PatientRecord:
    """Return the record with these lists stated complete up to a day."""
    lines = tuple(from_document(Complete, {"list": name, "as_of": as_of}) for name in lists)
    return replace(record, complete=(*record.complete, *lines))


def a_case(
    record: PatientRecord, as_of: str = "2026-11-18", setting: Setting | None = None
) -> Case:
    """Return the case of a record in SCAR02 on a day."""
    day = Day.read(as_of).first
    return Case(known_on(record, day), SCAR02, setting or a_setting(), 1)


def the_step(rule: dict[str, Any], record: PatientRecord, **case: Any) -> Step:
    """Return what a rule, written as in a trial file, says of a record."""
    return answer(a_rule(rule), a_case(record, **case))


def a_rule(rule: dict[str, Any]) -> Node:
    """Return a rule from its plain data, as in a trial file."""
    made: Node = _rules().validate_python(rule)
    return made


@cache
def _rules() -> Any:
    from pydantic import TypeAdapter

    from core.rules import Rule

    return TypeAdapter(Rule)


def assessed(record: PatientRecord, as_of: str = "2026-11-18", **how: Any) -> Assessment:
    """Assess a record against SCAR02 on a day."""
    setting = how.pop("setting", None) or a_setting()
    return assess(record, scar02(), setting, Day.read(as_of).first, **how)


def the_finding(assessment: Assessment, id_: str) -> Finding:
    """Return a criterion or a part of one by its id."""

    def within(findings: tuple[Finding, ...]) -> Finding | None:
        for finding in findings:
            found = finding if finding.id == id_ else within(finding.parts)
            if found is not None:
                return found
        return None

    found = within(assessment.findings)
    assert found is not None, id_
    return found
