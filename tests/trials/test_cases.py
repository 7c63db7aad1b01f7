"""Clinical sentences: what a trial says of an invented patient."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from core.assessment import assess
from core.dates import Day
from core.exchange.assessment_document import assessment_document
from core.exchange.checking import problems
from core.facts import from_document
from core.reading import read_trial
from core.record import PatientRecord
from core.trial import Trial
from core.truth import Gate, Outcome, Verdict
from tests.builders import HOUSE, a_setting, the_vocabulary
from tests.trials.case_files import CASES, WrittenCase, seen, written_cases

_WRITTEN = written_cases()


@cache
def _trial(name: str) -> Trial:
    return read_trial(HOUSE / "trials" / f"{name}.yaml")


def _document(case: WrittenCase) -> dict:
    setting = a_setting(**case.site)
    record = from_document(PatientRecord, case.record)
    assert [problem.message for problem in problems(record, setting)] == []
    trial = _trial(case.trial)
    day = Day.read(case.as_of).first
    found = assess(record, trial, setting, day, Gate(case.gate), case.attempt)
    return assessment_document(found, the_vocabulary())


@pytest.mark.parametrize("case", _WRITTEN, ids=[f"{one.trial}: {one.name}" for one in _WRITTEN])
def test_case(case):
    document = _document(case)
    assert seen(document, case.expect) == case.expect


@pytest.mark.parametrize("case", _WRITTEN, ids=[f"{one.trial}: {one.name}" for one in _WRITTEN])
def test_no_case_is_eligible_with_anything_open(case):
    document = _document(case)
    gates = [gate.value for gate in Gate]
    due = [
        one
        for one in document["criteria"]
        if one["arm"] in (None, document["arm"])
        and gates.index(one["due"]) <= gates.index(case.gate)
    ]
    fine = {Outcome.MET, Outcome.NOT_APPLICABLE}
    if document["verdict"] == Verdict.ELIGIBLE:
        assert {one["outcome"] for one in due} <= fine
        assert document["pre_screening"] is False


def test_no_name_is_used_twice():
    names = Counter((case.trial, case.name) for case in _WRITTEN)
    assert [name for name, count in names.items() if count > 1] == []


def test_every_folder_of_cases_belongs_to_a_trial():
    trials = {path.stem for path in (HOUSE / "trials").glob("*.yaml")}
    assert {folder.name for folder in Path(CASES).iterdir()} == trials


@pytest.mark.parametrize("name", sorted({case.trial for case in _WRITTEN}))
def test_every_criterion_is_seen_with_every_outcome_that_decides(name):
    decided = {
        (id_, outcome)
        for case in _WRITTEN
        for id_, outcome in case.expect.items()
        if case.trial == name and outcome in ("met", "not_met")
    }
    missing = [
        (one.id, outcome)
        for one in _trial(name).criteria
        for outcome in ("met", "not_met")
        if (one.id, outcome) not in decided
    ]
    assert missing == []
