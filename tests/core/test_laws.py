"""The laws that every assessment keeps, over records as they come."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import assume, event, given, settings
from hypothesis import strategies as st

from core.assessment import Assessment, Finding
from core.exchange.assessment_document import assessment_document
from core.exchange.checking import problems
from core.facts import from_document, to_document
from core.record import PatientRecord
from core.truth import GATES, Gate, Outcome, Verdict
from tests.builders import SCAR02, a_setting, assessed, the_vocabulary
from tests.core.plausible import KINDS, OTHER_TRIAL, documents, single_valued

FEW, MANY = 60, 1000
AS_OF = ("2026-11-18", "2027-01-01", "1999-01-01")
DECIDED = (Outcome.MET, Outcome.NOT_MET)
OPEN = (Outcome.UNKNOWN, Outcome.NEEDS_REVIEW)


def law(examples=FEW):
    return settings(max_examples=examples)


def record_of(plain: dict[str, Any]) -> PatientRecord:
    return from_document(PatientRecord, plain)


def all_findings(assessment: Assessment) -> dict[str, Finding]:
    found: dict[str, Finding] = {}

    def walk(findings: tuple[Finding, ...]) -> None:
        for finding in findings:
            found[finding.id] = finding
            walk(finding.parts)

    walk(assessment.findings)
    return found


def essence(assessment: Assessment) -> dict[str, object]:
    """What must not depend on the order in which facts came."""
    whole = (assessment.verdict, assessment.reason, assessment.arm, assessment.arms)
    return {"trial": whole} | {
        key: (one.outcome, one.due, one.reason.code, frozenset(one.needs))
        for key, one in all_findings(assessment).items()
    }


def check_order(plain, random):
    shuffled = {
        word: random.sample(value, len(value)) if isinstance(value, list) else value
        for word, value in plain.items()
    }
    first, second = (essence(assessed(record_of(one))) for one in (plain, shuffled))
    differing = {key for key in first if first[key] != second[key]}
    assert not differing, differing


@law()
@given(documents(), st.randoms(use_true_random=False))
def test_a_verdict_does_not_depend_on_the_order_of_facts(plain, random):
    check_order(plain, random)


@pytest.mark.slow
@law(MANY)
@given(documents(), st.randoms(use_true_random=False))
def test_a_verdict_does_not_depend_on_the_order_of_facts_in_a_long_run(plain, random):
    check_order(plain, random)


# Two things stand in the way of the law on removal, on purpose: a woman is of childbearing
# potential until an answer says otherwise, and a measured clearance is a second value of what a
# creatinine gives too.
NOT_REMOVED = ("childbearing_potential", "creatinine_clearance")


def removable(plain):
    return [
        (name, index)
        for name in KINDS
        for index, fact in enumerate(plain.get(name, []))
        if name not in ("milestones", "complete")
        and fact.get("to", fact.get("of")) not in NOT_REMOVED
    ]


def without_fact(plain, name, index):
    """Remove a fact with every line that states its list complete; an answer may stand for any."""
    facts = [fact for number, fact in enumerate(plain[name]) if number != index]
    lines = [
        line for line in plain.get("complete", []) if name != "answers" and line["list"] != name
    ]
    return plain | {name: facts} | {"complete": lines}


def check_removal(plain, data):
    places = removable(plain)
    assume(places)
    name, index = data.draw(st.sampled_from(places))
    before = assessed(record_of(plain))
    after = assessed(record_of(without_fact(plain, name, index)))
    later = all_findings(after)
    for key, finding in all_findings(before).items():
        if key not in later:
            continue
        outcome = later[key].outcome
        if finding.outcome in DECIDED:
            assert outcome in (finding.outcome, *OPEN), (key, plain[name][index])
        elif finding.outcome is Outcome.UNKNOWN:
            assert outcome is Outcome.UNKNOWN, (key, plain[name][index])
        elif finding.outcome is Outcome.NEEDS_REVIEW:
            assert outcome in OPEN, (key, plain[name][index])
    if before.verdict is not Verdict.UNDECIDED:
        assert after.verdict in (before.verdict, Verdict.UNDECIDED)
    else:
        assert after.verdict is Verdict.UNDECIDED


@law()
@given(single_valued(), st.booleans(), st.data())
def test_removing_a_fact_with_its_complete_line_only_moves_towards_unknown(plain, lists, data):
    check_removal(_one_side(plain, lists), data)


@pytest.mark.slow
@law(MANY)
@given(single_valued(), st.booleans(), st.data())
def test_removing_a_fact_only_moves_towards_unknown_in_a_long_run(plain, lists, data):
    check_removal(_one_side(plain, lists), data)


def _one_side(plain, lists):
    """Keep one value per thing: entries of lists without answers, or answers without entries."""
    if lists:
        return plain | {"answers": []}
    gone: dict[str, Any] = {
        name: [] for name in ("medications", "events", "allergies", "judgements")
    }
    arms = [one for one in plain.get("diagnoses", []) if one["of"] in ("sle", "ra", "iim")]
    plain = plain | gone | {"diagnoses": arms}
    trials = [one for one in plain.get("milestones", []) if one["trial"] != OTHER_TRIAL]
    return plain | {"milestones": trials}


def cited(finding: Finding) -> set[tuple[str, str]]:
    own = {(one.kind, one.of) for one in finding.evidence}
    return own.union(*(cited(part) for part in finding.parts))


def without_cited(plain, finding):
    """Remove every fact about the cited things: older results and complete lines too.

    A diagnosis stands for all of its kind: nephritis of lupus is lupus.
    """
    names = {of for _, of in cited(finding)} | {"creatinine", "weight"}
    kept = {word: value for word, value in plain.items() if word not in names}
    for name in KINDS:
        kept[name] = [
            fact
            for fact in plain.get(name, [])
            if fact.get("of", fact.get("to", fact.get("event"))) not in names
        ]
    if any(kind == "diagnosis" for kind, _ in cited(finding)):
        kept["diagnoses"] = []
    return kept | {"complete": []}


def check_evidence(plain, data):
    met = [
        one
        for one in assessed(record_of(plain)).findings
        if one.outcome is Outcome.MET and cited(one)
    ]
    assume(met)
    finding = data.draw(st.sampled_from(met))
    event(finding.id)
    again = all_findings(assessed(record_of(without_cited(plain, finding))))
    outcome = again[finding.id].outcome
    assert outcome.is_open, (finding.id, cited(finding))


@law()
@given(documents(), st.data())
def test_removing_all_that_a_met_criterion_cites_leaves_it_open(plain, data):
    check_evidence(plain, data)


@pytest.mark.slow
@law(MANY)
@given(documents(), st.data())
def test_removing_all_that_is_cited_leaves_it_open_in_a_long_run(plain, data):
    check_evidence(plain, data)


def check_eligible(plain, gate):
    record = record_of(plain)
    result = assessed(record, gate=gate)
    event(result.verdict.value)
    if result.verdict is not Verdict.ELIGIBLE:
        return
    assert not any(one.outcome.is_open for one in result.deciding)
    assert not any(one.outcome is Outcome.NOT_MET for one in result.deciding)
    assert any(
        (one.trial, one.event, one.refused, one.planned) == (SCAR02, "consent", "no", "no")
        for one in record.milestones
    )
    assert result.consented
    assert result.arm is not None


@law(2 * FEW)
@given(documents(), st.sampled_from(GATES))
def test_no_one_with_an_open_criterion_or_without_consent_is_eligible(plain, gate):
    check_eligible(plain, gate)


@pytest.mark.slow
@law(MANY)
@given(documents(), st.sampled_from(GATES))
def test_no_one_with_an_open_criterion_is_eligible_in_a_long_run(plain, gate):
    check_eligible(plain, gate)


@law()
@given(documents(), st.sampled_from(GATES), st.sampled_from(AS_OF))
def test_every_record_is_assessed_and_said_in_words_without_an_error(plain, gate, as_of):
    record = record_of(plain)
    list(problems(record, a_setting()))
    result = assessed(record, as_of, gate=gate)
    document = assessment_document(result, the_vocabulary())
    assert json.loads(json.dumps(document)) == document
    assert len(document["criteria"]) == len(result.findings)


@law()
@given(documents())
def test_a_record_survives_the_way_out_and_in(plain):
    record = record_of(plain)
    assert record_of(to_document(record)) == record


def check_gates(plain):
    """What fails by a gate fails at every later one, for an arm that stays the same."""
    verdicts = [assessed(record_of(plain), gate=gate).verdict for gate in GATES]
    for earlier, later in pairwise(verdicts):
        if later is Verdict.ELIGIBLE:
            assert earlier is Verdict.ELIGIBLE


@law()
@given(documents())
def test_who_is_eligible_at_a_gate_is_eligible_at_every_earlier_one(plain):
    check_gates(plain)


words = st.text(max_size=12)


@law()
@given(st.data())
def test_nonsense_that_parses_is_assessed_without_an_error(data):
    plain = data.draw(documents())
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
    result = assessed(record_of(plain))
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
