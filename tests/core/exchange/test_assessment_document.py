"""An assessment as plain data."""

from __future__ import annotations

import json

from core.exchange.assessment_document import assessment_document, screening_document
from core.truth import NeedKind, Outcome, Verdict
from tests.builders import SCAR02, TODAY, a_record, assessed, the_vocabulary
from tests.core.assessment.eligible import a_patient


def a_document(record=None, **how):
    return assessment_document(assessed(record or a_patient(), **how), the_vocabulary())


def test_a_screening_says_the_day_and_every_trial():
    result = screening_document(TODAY, [assessed(a_patient())], the_vocabulary(), [{}], a_patient())
    assert (result["as_of"], [one["trial"] for one in result["trials"]]) == (
        "2026-11-18",
        [SCAR02],
    )


def test_a_trial_has_verdict_reason_arms_and_criteria():
    made = a_document()
    assert (made["trial"], made["gate"], made["verdict"], made["reason"]) == (
        SCAR02,
        "screening",
        "eligible",
        "all_met",
    )
    assert set(made["arms"]) == {"RA", "SLE", "pSS", "SSc"}
    assert made["opened_by"] == {"SLE": "sle"}
    assert made["arm"] == "SLE"


def test_every_value_is_one_of_the_words_that_are_promised():
    made = a_document(a_record())
    assert made["verdict"] in {one.value for one in Verdict}

    def check(criteria):
        for one in criteria:
            assert one["outcome"] in {outcome.value for outcome in Outcome}
            assert one["kind"] in ("inclusion", "exclusion")
            assert {need["kind"] for need in one["needs"]} <= {kind.value for kind in NeedKind}
            assert one["sentence"]
            check(one["parts"])

    check(made["criteria"])


def test_the_evidence_says_what_was_entered_used_and_compared():
    made = a_document(a_record(hemoglobin="9.1 g/dL"))
    part = next(one for one in made["criteria"] if one["id"] == "I3")["parts"][3]
    (evidence,) = part["evidence"]
    assert (evidence["as_entered"], evidence["as_used"], evidence["unit"], evidence["day"]) == (
        "9.1 g/dL",
        "91",
        "g/L",
        "2026-11-18",
    )
    assert evidence["limit"] == "≥ 60 g/L"


def test_readings_are_told_with_their_outcomes():
    made = a_document(a_record(hbsag="positive", hbcab="negative", hbv_dna="not detected"))
    part = next(one for one in made["criteria"] if one["id"] == "E9")["parts"][0]
    assert [one["outcome"] for one in part["readings"]] == ["not_met", "met"]


def test_before_consent_it_says_pre_screening():
    assert a_document(a_record())["pre_screening"]
    assert not a_document()["pre_screening"]


def test_the_counts_are_those_of_the_criteria_that_decide():
    made = a_document()
    assert sum(made["counts"].values()) == len(assessed(a_patient()).deciding)


def test_an_assessment_is_plain_json_and_the_same_each_time():
    first, second = (json.dumps(a_document(), ensure_ascii=False) for _ in range(2))
    assert first == second


def test_the_parts_of_what_is_due_later_are_due_later_too():
    due = {"screening": 0, "enrolment": 1, "leukapheresis": 2, "lymphodepletion": 3, "infusion": 4}
    later = []

    def check(criterion):
        for part in criterion["parts"]:
            assert due[part["due"]] >= due[criterion["due"]]
            later.append(part["due"] != "screening")
            check(part)

    for one in a_document()["criteria"]:
        check(one)
    assert any(later)
