"""The verdicts of arms and of the trial, from whole records."""

from __future__ import annotations

import pytest

from core.truth import Gate, Outcome, Verdict
from tests.builders import SCAR02, a_record, assessed, scar02, stated_complete, the_finding
from tests.core.assessment.eligible import DAY, PREDNISONE, a_patient, with_more, without

ELIGIBLE, NOT_ELIGIBLE, UNDECIDED = Verdict.ELIGIBLE, Verdict.NOT_ELIGIBLE, Verdict.UNDECIDED
CLASSIFIED = {
    "sle": "eular_acr_2019_sle",
    "ra": "acr_eular_2010_ra",
    "ssc": "acr_eular_2013_ssc",
    "sjogren_primary": "acr_eular_2016_sjogren",
}


def diagnosis(of, **more):
    sets = [{"set": CLASSIFIED[of]}] if of in CLASSIFIED else []
    return {"of": of, "date": "2019-03", "classified_by": sets, **more}


def consent(**more):
    return {"trial": SCAR02, "event": "consent", "date": DAY, **more}


SCREENING = {"trial": SCAR02, "event": "screening", "date": DAY}
ENROLMENT = {"trial": SCAR02, "event": "enrolment", "date": DAY}


def verdict(record, **how):
    result = assessed(record, **how)
    return result.verdict, result.reason.code


def test_a_patient_of_whom_all_is_known_and_good_is_eligible():
    result = assessed(a_patient())
    assert (result.verdict, result.reason.code, result.arm) == (ELIGIBLE, "all_met", "SLE")
    assert not any(one.outcome.is_open for one in result.deciding)


def test_of_an_empty_record_nothing_is_decided():
    result = assessed(a_record())
    assert (result.verdict, result.reason.code, result.arm) == (UNDECIDED, "no_diagnosis", None)
    assert not result.consented
    outcomes = {one.outcome for one in result.findings}
    assert Outcome.NOT_MET not in outcomes


def test_every_criterion_of_the_trial_has_a_finding_under_its_own_words():
    result = assessed(a_record())
    assert [(one.id, one.text) for one in result.findings] == [
        (one.id, one.text) for one in scar02().criteria
    ]


@pytest.mark.parametrize(
    ("milestones", "expected", "code"),
    [
        ([SCREENING], UNDECIDED, "data_missing"),
        ([SCREENING, consent(date="2026-11-25", planned="yes")], UNDECIDED, "data_missing"),
        ([SCREENING, consent(refused="yes")], NOT_ELIGIBLE, "criterion_not_met"),
        ([SCREENING, consent(signed_by="guardian")], UNDECIDED, "ready_for_investigator"),
        ([SCREENING, consent(trial="NCT07052565")], UNDECIDED, "data_missing"),
        ([SCREENING, consent()], ELIGIBLE, "all_met"),
        ([consent()], ELIGIBLE, "all_met"),
    ],
)
def test_no_one_is_eligible_without_consent_to_this_trial(milestones, expected, code):
    assert verdict(a_patient(milestones=milestones)) == (expected, code)


def test_before_consent_the_assessment_says_so():
    assert not assessed(a_patient(milestones=[SCREENING])).consented
    assert assessed(a_patient()).consented


def test_a_failed_common_criterion_decides_though_much_is_unknown():
    record = a_record(hemoglobin="50 g/L", diagnoses=[diagnosis("sle")])
    result = assessed(record)
    assert (result.verdict, result.reason.code) == (NOT_ELIGIBLE, "criterion_not_met")
    assert result.reason.values["ids"] == ("I3",)


def test_a_failed_exclusion_decides_and_is_named():
    record = a_record(hbsag="positive", hbv_dna="positive", diagnoses=[diagnosis("sle")])
    assert assessed(record).reason.values["ids"] == ("E9",)


def test_an_open_question_of_the_investigator_leaves_it_ready_for_the_investigator():
    record = without(a_patient(), "answers", to="other_reason")
    result = assessed(record)
    assert (result.verdict, result.reason.code) == (UNDECIDED, "ready_for_investigator")
    assert result.reason.values["review"] == ("E12",)
    assert result.count(Outcome.NEEDS_REVIEW) == 1


def test_missing_data_are_told_before_open_questions():
    record = without(a_patient(), "answers", to="other_reason")
    result = assessed(without(record, "observations", of="hemoglobin"))
    assert (result.verdict, result.reason.code) == (UNDECIDED, "data_missing")
    assert result.reason.values == {"unknown": ("I3",), "review": ("E12",)}


@pytest.mark.parametrize(
    ("diagnoses", "complete", "expected", "code", "arm"),
    [
        ([diagnosis("sle")], True, ELIGIBLE, "all_met", "SLE"),
        ([diagnosis("sle")], False, UNDECIDED, "data_missing", "SLE"),
        ([diagnosis("lupus_nephritis"), diagnosis("sle")], True, ELIGIBLE, "all_met", "SLE"),
        ([diagnosis("sle", status="suspected")], True, UNDECIDED, "data_missing", "SLE"),
        ([diagnosis("sle", status="resolved")], True, NOT_ELIGIBLE, "no_arm", None),
        ([diagnosis("sle", status="ruled_out")], True, NOT_ELIGIBLE, "no_arm", None),
        ([diagnosis("sle", status="resolved")], False, UNDECIDED, "no_diagnosis", None),
        ([diagnosis("iim")], True, NOT_ELIGIBLE, "no_arm", None),
        ([diagnosis("iim")], False, UNDECIDED, "no_diagnosis", None),
        ([], True, NOT_ELIGIBLE, "no_arm", None),
        ([], False, UNDECIDED, "no_diagnosis", None),
    ],
)
def test_a_diagnosis_opens_its_arm(diagnoses, complete, expected, code, arm):
    names = ("medications", "diagnoses", "events", "allergies")
    lines = [{"list": name, "as_of": DAY} for name in names if complete or name != "diagnoses"]
    result = assessed(a_patient(diagnoses=diagnoses, complete=lines))
    assert (result.verdict, result.reason.code, result.arm) == (expected, code, arm)


def test_a_list_narrowed_to_another_disease_does_not_close_the_arms():
    lines = [{"list": "diagnoses", "as_of": DAY, "of": "malignancy"}]
    assert verdict(a_patient(diagnoses=[], complete=lines)) == (UNDECIDED, "no_diagnosis")


def test_the_trial_takes_the_best_of_the_arms_that_are_open():
    both = [diagnosis("ssc"), diagnosis("sle")]
    for order in (both, both[::-1]):
        result = assessed(a_patient(diagnoses=order))
        assert (result.verdict, result.arm) == (ELIGIBLE, "SLE")
        assert {one.arm for one in result.arms if one.opened_by} == {"SLE", "SSc"}


def test_an_arm_that_fails_does_not_hide_one_that_is_undecided():
    low = [{"of": "sledai_2k", "total": "2", "date": DAY}]
    record = a_patient(diagnoses=[diagnosis("sle"), diagnosis("ra")], scores=low)
    result = assessed(record)
    assert (result.verdict, result.arm) == (UNDECIDED, "RA")


@pytest.mark.parametrize(
    ("complete", "expected", "code"),
    [(True, NOT_ELIGIBLE, "arm_not_met"), (False, UNDECIDED, "other_arms_open")],
)
def test_a_failing_arm_decides_only_when_the_list_of_diagnoses_is_complete(
    complete, expected, code
):
    low = [{"of": "sledai_2k", "total": "2", "date": DAY}]
    record = a_record(diagnoses=[diagnosis("sle")], scores=low)
    record = stated_complete(record, "diagnoses") if complete else record
    assert verdict(record) == (expected, code)


def test_an_arm_without_a_diagnosis_on_record_is_not_opened():
    result = assessed(a_patient())
    assert [one.arm for one in result.arms if one.opened_by] == ["SLE"]


def test_an_ongoing_diagnosis_opens_an_arm_before_one_only_suspected():
    both = [diagnosis("lupus_nephritis", status="suspected"), diagnosis("sle")]
    for order in (both, both[::-1]):
        result = assessed(a_patient(diagnoses=order))
        (opened,) = [one for one in result.arms if one.opened_by]
        assert (opened.opened_by, opened.suspected) == ("sle", False)


MTX = {"of": "methotrexate", "route": "oral", "start": "2024-03-04", "per": "week"}
RA_PATIENT = {
    "diagnoses": [diagnosis("ra")],
    "scores": [
        {"of": "das28_esr", "total": "4.9", "date": DAY},
        {"of": "joints_28", "items": {"swollen": "5", "tender": "8"}, "date": DAY},
    ],
    "medications": [PREDNISONE, MTX],
}


def test_what_is_due_at_enrolment_does_not_hold_screening_open():
    result = assessed(a_patient(**RA_PATIENT))
    finding = the_finding(result, "RA3")
    assert (finding.outcome, finding.due) == (Outcome.UNKNOWN, Gate.ENROLMENT)
    assert (result.verdict, result.arm) == (ELIGIBLE, "RA")


@pytest.mark.parametrize("gate", list(Gate)[1:])
def test_what_is_due_at_enrolment_holds_it_and_every_later_gate_open(gate):
    record = a_patient(**RA_PATIENT)
    assert verdict(record, gate=gate) == (UNDECIDED, "data_missing")
    dosed = a_patient(**RA_PATIENT | {"medications": [PREDNISONE, MTX | {"dose": "15 mg"}]})
    assert verdict(dosed, gate=gate) == (ELIGIBLE, "all_met")


def test_what_fails_at_enrolment_fails_there_and_not_at_screening():
    record = a_patient(**RA_PATIENT | {"medications": [PREDNISONE, MTX | {"dose": "30 mg"}]})
    assert verdict(record) == (ELIGIBLE, "all_met")
    assert verdict(record, gate=Gate.ENROLMENT) == (NOT_ELIGIBLE, "arm_not_met")


def test_two_readings_that_differ_keep_the_trial_undecided():
    record = with_more(
        a_patient(), "observations", {"of": "hbcab", "value": "positive", "date": DAY}
    )
    record = without(record, "observations", of="hbcab", value="negative")
    record = without(record, "observations", of="hbsag")
    changed = with_more(record, "observations", {"of": "hbsag", "value": "positive", "date": DAY})
    finding = the_finding(assessed(changed), "E9")
    assert finding.outcome is Outcome.NEEDS_REVIEW
    readings = the_finding(assessed(changed), "E9a").readings
    assert [one.outcome for one in readings] == [Outcome.NOT_MET, Outcome.MET]


@pytest.mark.parametrize(
    ("hbsag", "hbcab", "dna", "expected"),
    [
        ("negative", "negative", "not detected", Outcome.MET),
        ("negative", "positive", "not detected", Outcome.MET),
        ("negative", "positive", "positive", Outcome.NOT_MET),
        ("positive", "positive", "positive", Outcome.NOT_MET),
        ("positive", "negative", "not detected", Outcome.NEEDS_REVIEW),
        ("negative", "negative", "positive", Outcome.MET),
        ("negative", "negative", None, Outcome.MET),
        ("negative", "positive", None, Outcome.UNKNOWN),
        ("positive", "negative", None, Outcome.UNKNOWN),
        (None, "negative", "not detected", Outcome.UNKNOWN),
        (None, None, "not detected", Outcome.UNKNOWN),
    ],
)
def test_hepatitis_b_is_read_in_two_ways(hbsag, hbcab, dna, expected):
    given = {"hbsag": hbsag, "hbcab": hbcab, "hbv_dna": dna}
    record = a_record(**{key: value for key, value in given.items() if value is not None})
    assert the_finding(assessed(record), "E9a").outcome is expected


@pytest.mark.parametrize(
    ("sex", "test", "plan", "expected"),
    [
        ("female", "negative", "no", Outcome.MET),
        ("female", "positive", "no", Outcome.NOT_MET),
        ("female", None, "no", Outcome.UNKNOWN),
        ("female", "indeterminate", "no", Outcome.NEEDS_REVIEW),
        ("female", "negative", "yes", Outcome.NOT_MET),
        ("female", "negative", None, Outcome.UNKNOWN),
        (None, "negative", "no", Outcome.UNKNOWN),
    ],
)
def test_a_woman_needs_a_negative_test_and_no_plan(sex, test, plan, expected):
    answers = [{"to": "breastfeeding", "answer": "no", "by": "subject", "date": DAY}]
    if plan:
        answers.append({"to": "pregnancy_plan_2y", "answer": plan, "by": "subject", "date": DAY})
    results = [{"of": "pregnancy_test", "value": test, "date": DAY}] if test else []
    record = a_record(sex=sex, answers=answers, observations=results)
    assert the_finding(assessed(record), "E10").outcome is expected


@pytest.mark.parametrize(
    ("reason", "expected"),
    [
        ("hysterectomy", Outcome.MET),
        ("postmenopausal_12_months", Outcome.MET),
        (None, Outcome.UNKNOWN),
    ],
)
def test_a_woman_past_childbearing_needs_a_reason_on_record_and_then_no_test(reason, expected):
    childbearing = {
        "to": "childbearing_potential",
        "answer": "no",
        "by": "coordinator",
        "date": DAY,
    } | ({"reason": reason} if reason else {})
    breastfeeding = {"to": "breastfeeding", "answer": "no", "by": "subject", "date": DAY}
    record = a_record(sex="female", answers=[childbearing, breastfeeding])
    result = assessed(record)
    assert the_finding(result, "E10").outcome is expected
    if reason:
        assert the_finding(result, "E10a").outcome is Outcome.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("plan", "expected"),
    [("no", Outcome.MET), ("yes", Outcome.NOT_MET), (None, Outcome.UNKNOWN)],
)
def test_of_a_man_only_his_partners_plan_is_asked(plan, expected):
    answers = [{"to": "partner_pregnancy_plan_2y", "answer": plan, "by": "subject", "date": DAY}]
    result = assessed(a_record(sex="male", answers=answers if plan else []))
    assert the_finding(result, "E10").outcome is expected
    for part in ("E10a", "E10b", "E10c"):
        assert the_finding(result, part).outcome is Outcome.NOT_APPLICABLE


def test_the_latest_attempt_is_assessed_unless_another_is_named():
    record = with_more(a_patient(), "milestones", consent(attempt=2, refused="yes"))
    assert assessed(record).attempt == 2
    assert verdict(record)[0] is NOT_ELIGIBLE
    assert verdict(record, attempt=1)[0] is ELIGIBLE


def test_an_attempt_begun_after_the_assessed_day_is_not_yet_the_latest():
    record = with_more(a_patient(), "milestones", consent(attempt=2, date="2027-03-01"))
    assert assessed(record).attempt == 1
    assert verdict(record)[0] is ELIGIBLE


def test_an_attempt_typed_wrongly_and_corrected_is_gone():
    wrong = consent(attempt=2, id="m1")
    right = consent(attempt=1, id="m2", supersedes="m1")
    record = a_patient(milestones=[SCREENING, wrong, right])
    assert assessed(record).attempt == 1
    assert verdict(record)[0] is ELIGIBLE


def test_a_fact_that_was_superseded_is_not_read():
    record = with_more(
        without(a_patient(), "observations", of="hemoglobin"),
        "observations",
        {"of": "hemoglobin", "value": "11 g/L", "date": DAY, "id": "f1"},
        {"of": "hemoglobin", "value": "110 g/L", "date": DAY, "id": "f2", "supersedes": "f1"},
    )
    assert verdict(record)[0] is ELIGIBLE


def test_an_assessment_names_the_planned_days_that_its_gate_counts_from():
    planned = {"trial": SCAR02, "event": "enrolment", "date": "2026-12-01", "planned": "yes"}
    record = with_more(a_patient(), "milestones", planned)
    assert assessed(record, gate=Gate.ENROLMENT).rests_on_plan == ("enrolment",)
    assert assessed(record).rests_on_plan == ()


def test_the_same_facts_are_too_old_a_month_later():
    record = a_patient(milestones=[consent()])
    assert verdict(record)[0] is ELIGIBLE
    assert verdict(record, as_of="2026-12-17")[0] is UNDECIDED


def test_with_a_screening_day_on_record_the_same_facts_count_later_too():
    assert verdict(a_patient(), as_of="2026-12-17")[0] is ELIGIBLE


def test_a_day_before_anything_happened_nothing_is_known():
    result = assessed(a_patient(), as_of="2018-01-01")
    assert result.verdict is UNDECIDED
    assert not result.consented


def test_parts_are_lettered_then_numbered():
    result = assessed(a_record())
    assert [one.id for one in the_finding(result, "I3").parts] == ["I3a", "I3b", "I3c", "I3d"]
    assert [one.id for one in the_finding(result, "I3c").parts] == ["I3c1", "I3c2"]


def test_inside_none_of_what_is_present_speaks_against_the_patient():
    record = a_record(medications=[{"of": "filgrastim", "start": "2026-11-10"}])
    result = assessed(record)
    assert the_finding(result, "I3c1").outcome is Outcome.NOT_MET
    assert the_finding(result, "I3c").outcome is Outcome.NOT_MET
    assert the_finding(result, "I3").outcome is Outcome.NOT_MET
