"""Every record is assessed for every trial, said in words, and survives the way out and in."""

from __future__ import annotations

import json
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from core.assessment import Assessment
from core.exchange.assessment_document import assessment_document
from core.exchange.checking import problems
from core.facts import to_document
from core.truth import GATES, Gate, Verdict
from tests.builders import a_setting, the_vocabulary
from tests.core.plausible import documents
from tests.core.plausible.assessing import assessed, for_every_trial, law, record_of

AS_OF = ("2026-11-18", "2027-01-01", "1999-01-01")
words = st.text(max_size=12)


@for_every_trial
@law(20)
@given(st.data(), st.sampled_from(GATES), st.sampled_from(AS_OF))
def test_every_record_is_assessed_and_said_in_words_without_an_error(name, data, gate, as_of):
    plain = data.draw(documents(name))
    list(problems(record_of(plain), a_setting()))
    result = assessed(name, plain, as_of, gate=gate)
    document = assessment_document(result, the_vocabulary())
    assert json.loads(json.dumps(document)) == document
    assert len(document["criteria"]) == len(result.findings)


@for_every_trial
@law(20)
@given(st.data())
def test_a_record_survives_the_way_out_and_in(name, data):
    record = record_of(data.draw(documents(name)))
    assert record_of(to_document(record)) == record


def check_gates(name, plain):
    """What fails by a gate fails at every later one, for an arm that stays the same."""
    verdicts = [assessed(name, plain, gate=gate).verdict for gate in GATES]
    for earlier, later in pairwise(verdicts):
        if later is Verdict.ELIGIBLE:
            assert earlier is Verdict.ELIGIBLE


@for_every_trial
@law(20)
@given(st.data())
def test_who_is_eligible_at_a_gate_is_eligible_at_every_earlier_one(name, data):
    check_gates(name, data.draw(documents(name)))


@for_every_trial
@law(20)
@given(st.data())
def test_nonsense_that_parses_is_assessed_without_an_error(name, data):
    plain = data.draw(documents(name))
    plain["observations"] = [
        *plain.get("observations", []),
        {"of": data.draw(words), "value": data.draw(words)},
        {"of": "hemoglobin", "value": data.draw(words), "upper_limit": data.draw(words)},
        {"of": "hbv_dna", "value": data.draw(words), "upper_limit": data.draw(words)},
        {"of": "creatinine", "value": data.draw(words)},
        {"of": "weight", "value": data.draw(words)},
    ]
    plain["medications"] = [
        {"of": "rituximab", "doses": [{"from": "2026-01-01", "dose": data.draw(words)}]},
        {"of": data.draw(words)},
    ]
    plain["diagnoses"] = [*plain.get("diagnoses", []), {"of": data.draw(words)}]
    plain["allergies"] = [{"to": data.draw(words), "severity": "severe"}]
    result = assessed(name, plain)
    assert_said(result)


def assert_said(result: Assessment) -> None:
    document = assessment_document(result, the_vocabulary())
    assert all(one["sentence"] for one in document["criteria"])


def test_the_gates_are_those_of_the_design():
    assert [gate.value for gate in Gate] == [
        "screening",
        "enrolment",
        "leukapheresis",
        "lymphodepletion",
        "infusion",
    ]
