"""The laws that every assessment keeps, over records as they come, for every trial."""

from __future__ import annotations

import pytest
from hypothesis import assume, event, given
from hypothesis import strategies as st

from core.assessment import Assessment, Finding
from core.truth import GATES, Outcome, Verdict
from tests.core.plausible import KINDS, documents
from tests.core.plausible.assessing import (
    MANY,
    all_findings,
    assessed,
    for_every_trial,
    law,
    record_of,
    standing_for,
)
from tests.core.plausible.measured import INPUTS


def essence(assessment: Assessment) -> dict[str, object]:
    """What must not depend on the order in which facts came."""
    whole = (assessment.verdict, assessment.reason, assessment.arm, assessment.arms)
    return {"trial": whole} | {
        key: (one.outcome, one.due, one.reason.code, frozenset(one.needs))
        for key, one in all_findings(assessment).items()
    }


def check_order(name, data, random):
    plain = data.draw(documents(name))
    shuffled = {
        word: random.sample(value, len(value)) if isinstance(value, list) else value
        for word, value in plain.items()
    }
    first, second = (essence(assessed(name, one)) for one in (plain, shuffled))
    differing = {key for key in first if first[key] != second[key]}
    assert not differing, differing


@for_every_trial
@law()
@given(st.data(), st.randoms(use_true_random=False))
def test_a_verdict_does_not_depend_on_the_order_of_facts(name, data, random):
    check_order(name, data, random)


@pytest.mark.slow
@for_every_trial
@law(MANY)
@given(st.data(), st.randoms(use_true_random=False))
def test_a_verdict_does_not_depend_on_the_order_of_facts_in_a_long_run(name, data, random):
    check_order(name, data, random)


def cited(finding: Finding) -> set[tuple[str, str]]:
    own = {(one.kind, one.of) for one in finding.evidence}
    return own.union(*(cited(part) for part in finding.parts))


def without_cited(plain, finding):
    """Remove every fact about the cited things: older results and complete lines too.

    A diagnosis stands for all of its kind: nephritis of lupus is lupus. What a formula is fed
    with is about what it gives.
    """
    names = {of for _, of in cited(finding)}.union(*INPUTS.values())
    names |= {key for _, of in cited(finding) for key in standing_for(of)}
    kept = {word: value for word, value in plain.items() if word not in names}
    for word in KINDS:
        kept[word] = [
            fact
            for fact in plain.get(word, [])
            if fact.get("of", fact.get("to", fact.get("event"))) not in names
        ]
    if any(kind == "diagnosis" for kind, _ in cited(finding)):
        kept["diagnoses"] = []
    return kept | {"complete": []}


def check_evidence(name, data):
    plain = data.draw(documents(name))
    met = [
        one for one in assessed(name, plain).findings if one.outcome is Outcome.MET and cited(one)
    ]
    assume(met)
    finding = data.draw(st.sampled_from(met))
    event(finding.id)
    again = all_findings(assessed(name, without_cited(plain, finding)))
    outcome = again[finding.id].outcome
    assert outcome.is_open, (finding.id, cited(finding))


@for_every_trial
@law()
@given(st.data())
def test_removing_all_that_a_met_criterion_cites_leaves_it_open(name, data):
    check_evidence(name, data)


@pytest.mark.slow
@for_every_trial
@law(MANY)
@given(st.data())
def test_removing_all_that_is_cited_leaves_it_open_in_a_long_run(name, data):
    check_evidence(name, data)


def check_eligible(name, data):
    plain, gate = data.draw(documents(name)), data.draw(st.sampled_from(GATES))
    result = assessed(name, plain, gate=gate)
    event(result.verdict.value)
    if result.verdict is not Verdict.ELIGIBLE:
        return
    fine = (Outcome.MET, Outcome.NOT_APPLICABLE)
    assert {one.outcome for one in result.deciding} <= set(fine)
    assert any(
        (one.trial, one.event, one.refused, one.planned) == (name.upper(), "consent", "no", "no")
        for one in record_of(plain).milestones
    )
    assert result.consented
    assert result.arm is not None


@for_every_trial
@law(50)
@given(st.data())
def test_no_one_with_an_open_criterion_or_without_consent_is_eligible(name, data):
    check_eligible(name, data)


@pytest.mark.slow
@for_every_trial
@law(2 * MANY)
@given(st.data())
def test_no_one_with_an_open_criterion_is_eligible_in_a_long_run(name, data):
    check_eligible(name, data)
