"""Which results of a lab or a finding count, and what a person's judgement makes of them."""

from __future__ import annotations

import pytest

from core.truth import NeedKind, Truth
from tests.builders import SCAR02, a_record, a_setting, the_step

YES, NO, UNKNOWN, JUDGEMENT = Truth.YES, Truth.NO, Truth.UNKNOWN, Truth.JUDGEMENT
CREATININE = {"lab": "creatinine", "above": "2.5 mg/dL or 221 µmol/L"}


def kinds(step):
    return {need.kind for need in step.needs}


# a limit in two units


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2.5 mg/dL", NO),
        ("2.51 mg/dL", YES),
        ("221 µmol/L", NO),  # 2.5 mg/dL would be exactly 221.05
        ("221.01 µmol/L", YES),
        ("222 µmol/L", YES),
    ],
)
def test_a_result_is_compared_with_the_limit_in_its_own_unit(value, expected):
    assert the_step(CREATININE, a_record(creatinine=value)).truth is expected


# any result of a window

EIGHT_WEEKS = CREATININE | {"any_result": "yes", "within": "8 weeks", "before": "screening"}


def creatinines(*pairs):
    return a_record(
        observations=[{"of": "creatinine", "value": value, "date": day} for day, value in pairs]
    )


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [
        ([("2026-09-23", "3 mg/dL"), ("2026-11-18", "1 mg/dL")], YES),  # the 56th day before
        ([("2026-09-22", "3 mg/dL"), ("2026-11-18", "1 mg/dL")], NO),
        ([("2026-09-22", "3 mg/dL")], UNKNOWN),
        ([("2026-09", "3 mg/dL"), ("2026-11-18", "1 mg/dL")], UNKNOWN),
        ([("2026-09", "1 mg/dL")], UNKNOWN),
        ([], UNKNOWN),
    ],
)
def test_one_result_of_the_window_suffices_and_none_in_it_is_unknown(pairs, expected):
    assert the_step(EIGHT_WEEKS, creatinines(*pairs)).truth is expected


def test_a_result_before_a_day_not_set_yet_waits_for_that_day():
    rule = CREATININE | {"any_result": "yes", "within": "8 weeks", "before": "leukapheresis"}
    step = the_step(rule, creatinines(("2026-11-18", "3 mg/dL")))
    assert (step.truth, kinds(step)) == (UNKNOWN, {NeedKind.DAY_NOT_KNOWN})


@pytest.mark.parametrize(
    ("day", "expected"),
    [("2026-11-20", YES), ("2026-11-25", YES), ("2026-11-26", UNKNOWN)],
)
def test_a_serum_test_within_seven_days_before_a_planned_enrolment(day, expected):
    rule = {
        "finding": "pregnancy_test",
        "is": "negative",
        "within": "7 days",
        "before": "enrolment",
    }
    milestone = {"trial": SCAR02, "event": "enrolment", "date": day, "planned": "yes"}
    record = a_record(milestones=[milestone], pregnancy_test="negative")
    assert the_step(rule, record).truth is expected


def test_an_antibody_once_positive_is_positive_for_a_text_that_says_current_or_historical():
    record = a_record(
        observations=[
            {"of": "ana", "value": "1:320", "date": "2015-01-01"},
            {"of": "ana", "value": "negative", "date": "2026-11-18"},
        ]
    )
    rule = {"finding": "ana", "is": "positive"}
    assert the_step(rule, record).truth is NO
    assert the_step(rule | {"any_result": "yes"}, record).truth is YES


# the lower limit of normal

LOW = {"lab": "igg", "below": "1 LLN"}


@pytest.mark.parametrize(("value", "expected"), [("6.9 g/L", YES), ("7 g/L", NO), ("7.1 g/L", NO)])
def test_the_lower_limit_is_the_one_printed_or_the_sites(value, expected):
    printed = a_record(
        observations=[{"of": "igg", "value": value, "lower_limit": "7 g/L", "date": "2026-11-18"}]
    )
    assert the_step(LOW, printed).truth is expected
    setting = a_setting(ranges=[{"of": "igg", "lower_limit": "7 g/L"}])
    assert the_step(LOW, a_record(igg=value), setting=setting).truth is expected


def test_without_a_lower_limit_it_is_unknown_and_named():
    step = the_step(LOW, a_record(igg="3 g/L"))
    assert (step.truth, step.reason.code) == (UNKNOWN, "no_lower_limit")


# whose fault


def judged(due_to, **naming):
    naming = naming or {"date_of": "2026-11-18", "value": "130 U/L (40)"}
    judgement = {"kind": "attribution", "of": "alt", "due_to": due_to, "by": "investigator"}
    return a_record(
        alt="130 U/L (40)",
        judgements=[judgement | {"date": "2026-11-18", "reason": "Seen."} | naming],
    )


ALT = {"lab": "alt", "at_least": "3 ULN", "attributable": "yes"}


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        (judged("disease"), NO),
        (judged("other"), YES),
        (judged("marrow_suppression"), YES),
        (a_record(alt="130 U/L (40)"), JUDGEMENT),
        (a_record(alt="119 U/L (40)"), NO),
        (a_record(alt="120 U/L (40)"), JUDGEMENT),
        (judged("disease", date_of="2026-11-18", value="131 U/L (40)"), JUDGEMENT),  # another value
        (judged("disease", date_of="2026-11-17", value="130 U/L (40)"), JUDGEMENT),
    ],
)
def test_an_abnormal_value_is_cleared_only_by_a_judgement_on_this_very_result(record, expected):
    assert the_step(ALT, record).truth is expected


@pytest.mark.parametrize(
    ("due_to", "expected"),
    [("marrow_suppression", YES), ("disease", NO), ("other", JUDGEMENT)],
)
def test_where_the_text_names_the_cause_only_that_cause_counts(due_to, expected):
    rule = {"lab": "alt", "at_least": "3 ULN", "because_of": "marrow_suppression"}
    assert the_step(rule, judged(due_to)).truth is expected


@pytest.mark.parametrize(
    ("observation", "expected"),
    [
        ({"value": "normal"}, NO),
        ({"value": "abnormal", "significance": "ncs"}, NO),
        ({"value": "abnormal", "significance": "cs"}, YES),
        ({"value": "abnormal"}, JUDGEMENT),
    ],
)
def test_an_abnormal_ecg_counts_if_it_is_clinically_significant(observation, expected):
    rule = {"finding": "ecg", "is": "abnormal", "significant": "yes"}
    record = a_record(observations=[{"of": "ecg", "date": "2026-11-18"} | observation])
    assert the_step(rule, record).truth is expected


# titres, panels


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("1:79", NO),
        ("1:80", YES),
        ("1:160", YES),
        (">1:640", YES),
        ("<1:80", NO),
        ("negative", NO),
        ("positive", UNKNOWN),
    ],
)
def test_a_titre_is_compared_by_its_denominator(value, expected):
    assert the_step({"finding": "ana", "at_least": "1:80"}, a_record(ana=value)).truth is expected


@pytest.mark.parametrize(
    ("value", "antigens", "expected"),
    [
        ("positive", ["jo_1"], YES),
        ("positive", ["ro_52"], JUDGEMENT),
        ("positive", [], JUDGEMENT),
        ("negative", ["jo_1", "mi_2"], NO),
        ("negative", ["jo_1"], JUDGEMENT),
        ("negative", [], JUDGEMENT),
    ],
)
def test_a_panel_is_judged_by_the_antigens_found_and_tested(value, antigens, expected):
    rule = {"finding": "myositis_antibodies", "is": "positive", "antigens": ["jo_1", "mi_2"]}
    one = {"of": "myositis_antibodies", "value": value, "antigens": antigens}
    record = a_record(observations=[one | {"date": "2026-11-18"}])
    assert the_step(rule, record).truth is expected


# scores on treatment, joints

CDAI = {
    "score": "cdai",
    "above": "10",
    "on_treatment": {"drug": ["csdmard"], "for_at_least": "3 months"},
}


@pytest.mark.parametrize(
    ("start", "expected"),
    [("2026-08-18", YES), ("2026-08-19", UNKNOWN), ("2026-08", UNKNOWN), ("2020", YES)],
)
def test_a_score_counts_from_three_months_after_the_treatment_began(start, expected):
    record = a_record(
        medications=[{"of": "methotrexate", "start": start}],
        scores=[{"of": "cdai", "total": "11", "date": "2026-11-18"}],
    )
    assert the_step(CDAI, record).truth is expected


def test_without_the_treatment_the_score_does_not_count_yet():
    record = a_record(scores=[{"of": "cdai", "total": "11", "date": "2026-11-18"}])
    step = the_step(CDAI, record)
    assert (step.truth, step.reason.code) == (UNKNOWN, "too_early_on_treatment")


TOTAL = {"score": "eular_acr_2019_sle", "at_least": "10", "entry_criterion": "ana"}


@pytest.mark.parametrize(
    ("total", "ana", "expected"),
    [
        ("9", "1:320", NO),
        ("10", "1:320", YES),
        ("10", "negative", JUDGEMENT),
        ("10", None, JUDGEMENT),
        ("9", None, NO),
    ],
)
def test_a_classification_total_without_its_entry_criterion_needs_review(total, ana, expected):
    scores = [{"of": "eular_acr_2019_sle", "total": total, "date": "2026-11-18"}]
    facts = {"ana": ana} if ana else {}
    assert the_step(TOTAL, a_record(scores=scores, **facts)).truth is expected


@pytest.mark.parametrize(
    ("signs", "result", "expected"),
    [
        ("swollen", {"items": {"swollen": "3"}}, YES),
        ("swollen", {"items": {"swollen": "2", "tender": "5"}}, NO),
        ("tender", {"items": {"swollen": "2"}}, UNKNOWN),
        ("swollen_or_tender", {"items": {"swollen": "2", "tender": "2"}}, UNKNOWN),
        ("swollen_or_tender", {"items": {"swollen": "1", "tender": "1"}}, NO),
        ("swollen_or_tender", {"items": {"swollen": "1", "tender": "3"}}, YES),
        ("swollen_or_tender", {"joints": {"left_knee": ["swollen", "tender"]}}, UNKNOWN),
        (
            "swollen_or_tender",
            {
                "joints": {
                    "left_knee": ["swollen"],
                    "left_wrist": ["tender"],
                    "right_wrist": ["tender"],
                }
            },
            YES,
        ),
        ("swollen", {"items": {"swollen": "0", "tender": "5"}}, NO),
        ("swollen_or_tender", {"items": {"swollen": "0", "tender": "2"}}, NO),
    ],
)
def test_joints_are_counted_once_and_one_not_examined_leaves_it_open(signs, result, expected):
    record = a_record(scores=[{"of": "joints_28", "date": "2026-11-18"} | result])
    assert the_step({"joints": signs, "at_least": "3"}, record).truth is expected
