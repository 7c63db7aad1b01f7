"""`diagnosis`: of an arm, of the history, judged, attributed, and absent."""

from __future__ import annotations

import pytest

from core.truth import NeedKind, Truth
from tests.builders import SCAR02, a_record, stated_complete, the_step

NO, UNKNOWN, JUDGEMENT, YES = Truth.NO, Truth.UNKNOWN, Truth.JUDGEMENT, Truth.YES
CLASSIFIED = {"diagnosis": "sle", "classified_by": "eular_acr_2019_sle"}
SIX_MONTHS = {"diagnosis": "sle", "for_at_least": "6 months", "before": "screening"}
MALIGNANCY = {"diagnosis": "malignancy", "asked_as": "malignancy_history"}
TUBERCULOSIS = {
    "diagnosis": "tuberculosis_active",
    "ongoing": "yes",
    "asked_as": "active_tuberculosis",
}
HEART = {"diagnosis": "heart_disease", "judged": "yes", "asked_as": "severe_heart_disease"}
CNS = {
    "diagnosis": "cns_disease",
    "attributable": "yes",
    "asked_as": "clinically_significant_cns_disease",
}
LUNG = {
    "diagnosis": "interstitial_lung_disease",
    "ongoing": "yes",
    "asked_as": "interstitial_lung_disease_present",
}
RIGHT = [{"set": "eular_acr_2019_sle", "date": "2019-03"}]
OTHER = [{"set": "acr_eular_2010_ra", "date": "2019-03"}]


def with_diagnosis(*diagnoses, **facts):
    return a_record(diagnoses=list(diagnoses), **facts)


def kinds(step):
    return [need.kind for need in step.needs]


@pytest.mark.parametrize(
    ("status", "sets", "expected", "code"),
    [
        ("ongoing", RIGHT, YES, "classified"),
        ("ongoing", OTHER, UNKNOWN, "not_classified"),
        ("ongoing", [], UNKNOWN, "not_classified"),
        ("ongoing", OTHER + RIGHT, YES, "classified"),
        ("suspected", RIGHT, UNKNOWN, "diagnosis_suspected"),
        ("resolved", RIGHT, UNKNOWN, "diagnosis_not_ongoing"),
        ("ruled_out", RIGHT, UNKNOWN, "diagnosis_not_ongoing"),
    ],
)
def test_the_disease_of_an_arm_must_be_ongoing_and_classified_by_the_named_set(
    status, sets, expected, code
):
    record = with_diagnosis({"of": "sle", "status": status, "classified_by": sets})
    step = the_step(CLASSIFIED, record)
    assert (step.truth, step.reason.code) == (expected, code)


@pytest.mark.parametrize("status", ["resolved", "ruled_out"])
def test_a_disease_that_is_over_is_absent_once_the_list_is_complete(status):
    record = stated_complete(with_diagnosis({"of": "sle", "status": status}), "diagnoses")
    assert the_step(CLASSIFIED, record).truth is NO


def test_a_suspected_disease_stays_open_even_on_a_complete_list():
    record = stated_complete(with_diagnosis({"of": "sle", "status": "suspected"}), "diagnoses")
    assert the_step(CLASSIFIED, record).truth is UNKNOWN


def test_a_disease_not_on_record_is_unknown_until_the_list_is_complete():
    assert the_step(CLASSIFIED, a_record()).truth is UNKNOWN
    assert the_step(CLASSIFIED, stated_complete(a_record(), "diagnoses")).truth is NO


def test_a_classification_made_after_the_assessed_day_is_not_read():
    later = [{"set": "eular_acr_2019_sle", "date": "2026-11-19"}]
    record = with_diagnosis({"of": "sle", "date": "2019", "classified_by": later})
    assert the_step(CLASSIFIED, record).truth is UNKNOWN
    assert the_step(CLASSIFIED, record, as_of="2026-11-19").truth is YES


def test_a_subtype_counts_as_the_disease():
    record = with_diagnosis({"of": "lupus_nephritis", "classified_by": RIGHT})
    assert the_step(CLASSIFIED, record).truth is YES


def test_of_two_diagnoses_the_one_that_is_classified_decides():
    pair = [{"of": "sle"}, {"of": "lupus_nephritis", "classified_by": RIGHT}]
    assert the_step(CLASSIFIED, with_diagnosis(*pair)).truth is YES
    assert the_step(CLASSIFIED, with_diagnosis(*reversed(pair))).truth is YES


@pytest.mark.parametrize(
    ("date", "screening", "expected"),
    [
        ("2026-05-18", "2026-11-18", YES),
        ("2026-05-19", "2026-11-18", NO),
        ("2026-05-17", "2026-11-18", YES),
        ("2025-08-31", "2026-02-28", YES),
        ("2025-08-31", "2026-02-27", NO),
        ("2025-08-28", "2026-02-28", YES),
        ("2025-09-01", "2026-02-28", NO),
        ("2023-08-31", "2024-02-29", YES),
        ("2023-08-31", "2024-02-28", NO),
        ("2026-05-31", "2026-11-30", YES),
        ("2026-05-31", "2026-11-29", NO),
        ("2026-05", "2026-11-18", UNKNOWN),
        ("2026-04", "2026-11-18", YES),
        ("2026-06", "2026-11-18", NO),
        ("2026", "2026-11-18", UNKNOWN),
        ("2019", "2026-11-18", YES),
        (None, "2026-11-18", UNKNOWN),
        ("2026-05-18", "2026-11", UNKNOWN),
        ("2026-05-01", "2026-11", YES),
        ("2026-05-31", "2026-11", UNKNOWN),
        ("2026-06-01", "2026-11", NO),
    ],
)
def test_six_months_of_history_are_calendar_months_added_to_the_earlier_day(
    date, screening, expected
):
    one = {"of": "sle", "date": date} if date else {"of": "sle"}
    milestones = [{"trial": SCAR02, "event": "screening", "date": screening}]
    record = with_diagnosis(one, milestones=milestones)
    step = the_step(SIX_MONTHS, record, as_of="2026-12-01")
    assert step.truth is expected
    assert kinds(step) == ([NeedKind.DATE_INCOMPLETE] if expected is UNKNOWN else [])


def test_the_longer_of_two_diagnoses_gives_the_history():
    record = with_diagnosis(
        {"of": "sle", "date": "2026-10-01"}, {"of": "lupus_nephritis", "date": "2019"}
    )
    assert the_step(SIX_MONTHS, record).truth is YES


def test_a_recent_nephritis_alone_does_not_say_that_the_lupus_is_recent():
    record = with_diagnosis({"of": "lupus_nephritis", "date": "2026-10-01"})
    step = the_step(SIX_MONTHS, record)
    assert (step.truth, step.needs[0].what) == (UNKNOWN, "sle")
    assert the_step(SIX_MONTHS, stated_complete(record, "diagnoses")).truth is NO
    with_lupus = with_diagnosis(
        {"of": "lupus_nephritis", "date": "2026-10-01"}, {"of": "sle", "date": "2026-10-01"}
    )
    assert the_step(SIX_MONTHS, with_lupus).truth is NO


@pytest.mark.parametrize(
    ("status", "expected"),
    [("ongoing", YES), ("resolved", YES), ("suspected", JUDGEMENT), ("ruled_out", UNKNOWN)],
)
def test_a_history_clause_reads_what_is_and_what_was(status, expected):
    record = with_diagnosis({"of": "malignancy_solid", "status": status})
    assert the_step(MALIGNANCY, record).truth is expected


@pytest.mark.parametrize(
    ("status", "expected"),
    [("ongoing", YES), ("resolved", UNKNOWN), ("suspected", JUDGEMENT), ("ruled_out", UNKNOWN)],
)
def test_a_clause_about_now_reads_only_what_is_going_on(status, expected):
    record = with_diagnosis({"of": "tuberculosis_active", "status": status})
    assert the_step(TUBERCULOSIS, record).truth is expected


def test_an_ongoing_disease_with_an_end_that_has_passed_is_over():
    record = with_diagnosis({"of": "tuberculosis_active", "end": "2026-11-01"})
    complete = stated_complete(record, "diagnoses")
    assert the_step(TUBERCULOSIS, complete).truth is NO


def test_a_disease_that_was_over_later_was_still_going_on_on_an_earlier_day():
    record = with_diagnosis(
        {"of": "tuberculosis_active", "status": "resolved", "end": "2026-11-10"}
    )
    complete = stated_complete(record, "diagnoses", as_of="2026-11-01")
    assert the_step(TUBERCULOSIS, complete, as_of="2026-11-01").truth is YES
    later = stated_complete(record, "diagnoses")
    assert the_step(TUBERCULOSIS, later).truth is NO


def test_the_disease_of_an_arm_that_ended_later_was_still_going_on_on_an_earlier_day():
    one = {"of": "sle", "date": "2019", "status": "resolved", "end": "2026-11-10"}
    record = with_diagnosis({**one, "classified_by": RIGHT})
    assert the_step(CLASSIFIED, record, as_of="2026-11-01").truth is YES
    assert the_step(CLASSIFIED, record).truth is UNKNOWN


@pytest.mark.parametrize("other", ["resolved", "ruled_out"])
def test_a_disease_on_record_as_going_on_and_as_over_since_is_a_conflict(other):
    pair = [
        {"of": "sle", "date": "2019", "classified_by": RIGHT},
        {"of": "sle", "date": "2020", "status": other},
    ]
    for order in (pair, pair[::-1]):
        step = the_step(CLASSIFIED, with_diagnosis(*order))
        assert (step.truth, kinds(step)) == (UNKNOWN, [NeedKind.CONFLICT])


def test_a_disease_that_was_over_and_came_back_is_none():
    pair = [
        {"of": "sle", "date": "2010", "status": "resolved", "end": "2015"},
        {"of": "sle", "date": "2019", "classified_by": RIGHT},
    ]
    assert the_step(CLASSIFIED, with_diagnosis(*pair)).truth is YES


@pytest.mark.parametrize(
    ("key", "narrower", "expected"),
    [
        ("sjogren", None, UNKNOWN),
        ("sjogren", "sjogren_primary", YES),
        ("sjogren", "sjogren_secondary", UNKNOWN),
        ("sjogren_secondary", None, UNKNOWN),
    ],
)
def test_a_disease_not_named_closely_enough_may_be_the_one_of_an_arm(key, narrower, expected):
    sets = [{"set": "acr_eular_2016_sjogren"}]
    diagnoses = [{"of": one, "classified_by": sets} for one in (key, narrower) if one]
    rule = {"diagnosis": "sjogren_primary", "classified_by": "acr_eular_2016_sjogren"}
    assert the_step(rule, with_diagnosis(*diagnoses)).truth is expected


def test_on_a_complete_list_a_disease_not_named_closely_enough_stays_open():
    rule = {"diagnosis": "sjogren_primary", "classified_by": "acr_eular_2016_sjogren"}
    unspecified = stated_complete(with_diagnosis({"of": "sjogren"}), "diagnoses")
    secondary = stated_complete(with_diagnosis({"of": "sjogren_secondary"}), "diagnoses")
    assert the_step(rule, unspecified).truth is UNKNOWN
    assert the_step(rule, secondary).truth is NO


def test_nothing_on_record_is_unknown_and_names_the_question_and_the_list():
    step = the_step(MALIGNANCY, a_record())
    assert step.truth is UNKNOWN
    assert [(need.kind, need.what) for need in step.needs] == [
        (NeedKind.MISSING, "malignancy_history"),
        (NeedKind.LIST_NOT_COMPLETE, "diagnoses"),
    ]


@pytest.mark.parametrize(
    ("as_of", "expected"), [("2026-11-17", UNKNOWN), ("2026-11-18", NO), ("2026-11", UNKNOWN)]
)
def test_a_list_stated_complete_speaks_up_to_its_own_day(as_of, expected):
    assert the_step(MALIGNANCY, stated_complete(a_record(), "diagnoses", as_of=as_of)).truth is (
        expected
    )


def test_a_list_complete_only_since_a_day_says_nothing_of_the_time_before():
    line = {"list": "diagnoses", "as_of": "2026-11-18", "since": "2020-01-01"}
    assert the_step(MALIGNANCY, a_record(complete=[line])).truth is UNKNOWN


@pytest.mark.parametrize(
    ("of", "expected"), [("malignancy", NO), ("malignancy_solid", UNKNOWN), ("infection", UNKNOWN)]
)
def test_a_narrowed_list_speaks_only_for_what_belongs_to_it(of, expected):
    line = {"list": "diagnoses", "as_of": "2026-11-18", "of": of}
    assert the_step(MALIGNANCY, a_record(complete=[line])).truth is expected


def test_another_list_stated_complete_says_nothing():
    assert the_step(MALIGNANCY, stated_complete(a_record(), "events", "medications")).truth is (
        UNKNOWN
    )


def test_an_entry_made_later_counts_inside_a_complete_list():
    record = stated_complete(
        with_diagnosis({"of": "malignancy_solid", "date": "2010"}), "diagnoses"
    )
    assert the_step(MALIGNANCY, record).truth is YES


def answered(to, answer, by="coordinator", **more):
    return {"to": to, "answer": answer, "by": by, "date": "2026-11-18", **more}


@pytest.mark.parametrize(("answer", "expected"), [("no", NO), ("yes", YES), ("unknown", UNKNOWN)])
def test_an_answer_may_stand_for_the_list(answer, expected):
    record = a_record(answers=[answered("malignancy_history", answer)])
    assert the_step(MALIGNANCY, record).truth is expected


def test_an_answer_that_denies_what_is_on_record_is_a_conflict_with_both_shown():
    record = with_diagnosis(
        {"of": "malignancy_solid", "date": "2010"}, answers=[answered("malignancy_history", "no")]
    )
    step = the_step(MALIGNANCY, record)
    assert (step.truth, kinds(step)) == (UNKNOWN, [NeedKind.CONFLICT])
    assert {one.kind for one in step.evidence} == {"diagnosis", "answer"}


def test_an_answer_given_before_the_disease_began_does_not_deny_it():
    record = with_diagnosis(
        {"of": "tuberculosis_active", "date": "2026-11-15"},
        answers=[answered("active_tuberculosis", "no", date="2026-11-10")],
    )
    assert the_step(TUBERCULOSIS, record).truth is YES


def test_an_investigators_answer_given_before_the_disease_began_does_not_judge_it():
    record = with_diagnosis(
        {"of": "myocardial_infarction", "date": "2026-11-15"},
        answers=[answered("severe_heart_disease", "no", "investigator", date="2026-11-10")],
    )
    assert the_step(HEART, record).truth is JUDGEMENT


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ([], JUDGEMENT),
        ([answered("severe_heart_disease", "no")], JUDGEMENT),
        ([answered("severe_heart_disease", "yes")], JUDGEMENT),
        ([answered("severe_heart_disease", "no", "investigator")], NO),
        ([answered("severe_heart_disease", "yes", "investigator")], YES),
        ([answered("severe_heart_disease", "no", "investigator", date="2026-10-20")], JUDGEMENT),
        ([answered("severe_heart_disease", "no", "subject")], JUDGEMENT),
    ],
)
def test_a_disease_to_be_weighed_is_settled_by_the_investigator_alone(answers, expected):
    record = with_diagnosis({"of": "heart_failure", "date": "2020"}, answers=answers)
    assert the_step(HEART, record).truth is expected


@pytest.mark.parametrize(
    ("entered", "expected"), [("2026-11-18T09:00:00Z", NO), ("2026-11-18T11:00:00Z", JUDGEMENT)]
)
def test_a_disease_entered_after_the_investigators_answer_is_not_judged_by_it(entered, expected):
    answer = answered("severe_heart_disease", "no", "investigator", time="2026-11-18T10:00:00Z")
    record = with_diagnosis(
        {"of": "heart_failure", "date": "2020", "time": entered}, answers=[answer]
    )
    assert the_step(HEART, record).truth is expected


def attribution(due_to, **more):
    return {
        "kind": "attribution",
        "of": "epilepsy",
        "date_of": "2020",
        "due_to": due_to,
        "by": "investigator",
        "date": "2026-11-18",
        **more,
    }


@pytest.mark.parametrize(
    ("judgements", "expected"),
    [
        ([], JUDGEMENT),
        ([attribution("disease", trial=SCAR02)], NO),
        ([attribution("disease")], NO),
        ([attribution("other", trial=SCAR02)], YES),
        ([attribution("disease", by="coordinator")], JUDGEMENT),
        ([attribution("disease", trial="NCT07052565")], JUDGEMENT),
        ([attribution("disease"), attribution("other")], JUDGEMENT),
        ([attribution("disease", date_of="2019")], JUDGEMENT),
        ([attribution("disease", of="stroke")], JUDGEMENT),
        ([attribution("disease", date="2026-11-19")], JUDGEMENT),
        ([attribution("disease", kind="significance")], JUDGEMENT),
        ([attribution("disease", fact="d1")], NO),
        ([attribution("disease", fact="d2")], JUDGEMENT),
    ],
)
def test_only_the_investigator_attributes_a_disease_and_only_the_very_one(judgements, expected):
    record = stated_complete(
        with_diagnosis({"of": "epilepsy", "date": "2020", "id": "d1"}, judgements=judgements),
        "diagnoses",
    )
    assert the_step(CNS, record).truth is expected


def test_an_attribution_is_reopened_when_the_fact_is_corrected():
    old = {"of": "epilepsy", "date": "2020", "id": "d1"}
    new = {"of": "epilepsy", "date": "2021", "id": "d2", "supersedes": "d1"}
    from core.record import current

    record = current(with_diagnosis(old, new, judgements=[attribution("disease", fact="d1")]))
    assert the_step(CNS, record).truth is JUDGEMENT


def test_one_attributed_disease_does_not_clear_another():
    record = with_diagnosis(
        {"of": "epilepsy", "date": "2020"},
        {"of": "stroke", "date": "2021"},
        judgements=[attribution("disease")],
    )
    assert the_step(CNS, record).truth is JUDGEMENT


def test_a_judged_disease_is_unknown_without_a_list_and_for_the_investigator_when_on_record():
    rule = {"diagnosis": "carcinoma_in_situ", "judged": "yes"}
    assert the_step(rule, a_record()).truth is UNKNOWN
    record = with_diagnosis({"of": "cervical_carcinoma_in_situ"})
    assert the_step(rule, record).truth is JUDGEMENT


def test_a_diagnosis_of_after_the_assessed_day_is_not_read():
    record = with_diagnosis({"of": "malignancy_solid", "date": "2026-11-19"})
    assert the_step(MALIGNANCY, record).truth is UNKNOWN
    assert the_step(MALIGNANCY, record, as_of="2026-11-19").truth is YES


@pytest.mark.parametrize(("complete", "expected"), [(True, UNKNOWN), (False, YES)])
def test_a_yes_against_a_complete_list_without_the_disease_is_a_conflict(complete, expected):
    key = "interstitial_lung_disease_present"
    answer = {"to": key, "answer": "yes", "by": "investigator", "date": "2026-11-18"}
    record = with_diagnosis(answers=[answer])
    step = the_step(LUNG, stated_complete(record, "diagnoses") if complete else record)
    assert step.truth is expected
    assert kinds(step) == ([NeedKind.CONFLICT] if complete else [])
    assert [one.kind for one in step.evidence] == ["answer", "complete"][: 1 + complete]
