"""`finding`: words, titres, viral loads and panels of two tests."""

from __future__ import annotations

import pytest

from core.truth import NeedKind, Truth
from tests.builders import a_record, a_setting, the_step

NO, UNKNOWN, JUDGEMENT, YES = Truth.NO, Truth.UNKNOWN, Truth.JUDGEMENT, Truth.YES


def positive(key):
    return {"finding": key, "is": "positive"}


def need(step):
    return step.needs[0].kind if step.needs else None


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("positive", YES),
        ("POS", YES),
        ("+", YES),
        ("阳性", YES),
        ("negative", NO),
        ("neg.", NO),
        ("-", NO),
        ("阴性", NO),
        ("weak positive", JUDGEMENT),
        ("±", JUDGEMENT),
        ("indeterminate", JUDGEMENT),
        ("灰区", JUDGEMENT),
        ("1:80", YES),
        ("1:160", YES),
        ("1/320", YES),
        (">1:80", YES),
        ("≥1:80", YES),
        ("1:79", JUDGEMENT),
        ("1:40", JUDGEMENT),
        ("<1:80", NO),
        ("<1:40", NO),
        ("<1:160", JUDGEMENT),
        (">1:40", JUDGEMENT),
    ],
)
def test_an_ana_is_read_as_a_word_or_as_a_titre_from_1_to_80_on(value, expected):
    step = the_step(positive("ana"), a_record(ana=value))
    assert step.truth is expected
    assert need(step) is (NeedKind.AWAITING_INVESTIGATOR if expected is JUDGEMENT else None)


@pytest.mark.parametrize(
    ("value", "expected", "kind"),
    [
        ("negative", NO, None),
        ("not detected", NO, None),
        ("未检出", NO, None),
        ("<20 IU/mL", NO, None),
        ("positive", YES, None),
        ("500 IU/mL (20)", YES, None),
        ("20 IU/mL (20)", NO, None),
        ("20.1 IU/mL (20)", YES, None),
        ("19 IU/mL (20)", NO, None),
        (">500 IU/mL (20)", YES, None),
        (">10 IU/mL (20)", UNKNOWN, NeedKind.DETECTION_LIMIT),
        ("500 IU/mL", UNKNOWN, NeedKind.NO_UPPER_LIMIT),
        ("0.1 IU/mL", UNKNOWN, NeedKind.NO_UPPER_LIMIT),
        ("500 kIU/L (20)", YES, None),
        ("500 copies/mL", UNKNOWN, NeedKind.NO_UPPER_LIMIT),
        ("500 copies/mL (400)", YES, None),
        ("400 copies/mL (400)", NO, None),
        ("abc", UNKNOWN, NeedKind.UNIT),
    ],
)
@pytest.mark.parametrize("key", ["hbv_dna", "cmv_dna", "ebv_dna"])
def test_a_viral_dna_is_below_its_limit_or_above_it_or_lacks_one(key, value, expected, kind):
    step = the_step(positive(key), a_record(**{key: value}))
    assert (step.truth, need(step)) == (expected, kind)


def test_the_limit_of_a_viral_dna_may_be_the_sites():
    setting = a_setting(ranges=[{"of": "cmv_dna", "upper_limit": "50 IU/mL"}])
    assert the_step(positive("cmv_dna"), a_record(cmv_dna="51 IU/mL"), setting=setting).truth is YES
    assert the_step(positive("cmv_dna"), a_record(cmv_dna="50 IU/mL"), setting=setting).truth is NO


@pytest.mark.parametrize("key", ["hbsag", "hbcab", "hcv_antibody", "hiv_antibody", "syphilis"])
@pytest.mark.parametrize(
    ("value", "expected"),
    [("positive", YES), ("negative", NO), ("weak positive", JUDGEMENT), ("equivocal", JUDGEMENT)],
)
def test_an_infection_marker_that_is_not_clearly_one_or_the_other_goes_to_the_investigator(
    key, value, expected
):
    assert the_step(positive(key), a_record(**{key: value})).truth is expected


@pytest.mark.parametrize(
    ("wanted", "value", "expected"),
    [
        ("negative", "negative", YES),
        ("negative", "not detected", YES),
        ("negative", "positive", NO),
        ("negative", "<20 IU/mL", YES),
        ("negative", "500 IU/mL (20)", NO),
        ("negative", "10 IU/mL (20)", YES),
        ("not_detected", "negative", YES),
    ],
)
def test_a_rule_may_ask_for_the_negative_state(wanted, value, expected):
    rule = {"finding": "hbv_dna", "is": wanted}
    assert the_step(rule, a_record(hbv_dna=value)).truth is expected


def test_an_ana_asked_to_be_negative_is_not_met_by_a_high_titre():
    rule = {"finding": "ana", "is": "negative"}
    assert the_step(rule, a_record(ana="1:160")).truth is NO
    assert the_step(rule, a_record(ana="<1:80")).truth is YES


@pytest.mark.parametrize(
    ("treponemal", "nontreponemal", "expected", "kind"),
    [
        ("positive", "positive", YES, None),
        ("negative", "negative", NO, None),
        ("positive", "negative", JUDGEMENT, NeedKind.AWAITING_INVESTIGATOR),
        ("negative", "positive", JUDGEMENT, NeedKind.AWAITING_INVESTIGATOR),
        ("positive", "1:8", YES, None),
        ("negative", "1:1", JUDGEMENT, NeedKind.AWAITING_INVESTIGATOR),
        ("positive", None, UNKNOWN, NeedKind.MISSING),
        ("negative", None, UNKNOWN, NeedKind.MISSING),
        (None, "negative", UNKNOWN, NeedKind.MISSING),
        (None, None, UNKNOWN, NeedKind.MISSING),
    ],
)
def test_syphilis_may_be_entered_as_two_tests(treponemal, nontreponemal, expected, kind):
    values = {"syphilis_treponemal": treponemal, "syphilis_nontreponemal": nontreponemal}
    given = {key: value for key, value in values.items() if value is not None}
    step = the_step(positive("syphilis"), a_record(**given))
    assert (step.truth, need(step)) == (expected, kind)


def test_half_a_panel_names_the_test_that_is_missing():
    step = the_step(positive("syphilis"), a_record(syphilis_treponemal="negative"))
    assert step.needs[0].what == "syphilis_nontreponemal"
    assert len(step.evidence) == 1


def test_one_syphilis_result_as_reported_is_enough():
    assert the_step(positive("syphilis"), a_record(syphilis="negative")).truth is NO


def test_a_panel_with_an_old_half_is_incomplete():
    record = a_record(
        observations=[
            {"of": "syphilis_treponemal", "value": "negative", "date": "2026-11-18"},
            {"of": "syphilis_nontreponemal", "value": "negative", "date": "2026-01-18"},
        ]
    )
    assert the_step(positive("syphilis"), record).truth is UNKNOWN


def test_two_results_of_one_day_that_differ_are_a_conflict():
    record = a_record(
        observations=[
            {"of": "hbsag", "value": value, "date": "2026-11-18"} for value in ("neg", "pos")
        ]
    )
    step = the_step(positive("hbsag"), record)
    assert (step.truth, need(step)) == (UNKNOWN, NeedKind.CONFLICT)


@pytest.mark.parametrize(
    ("value", "expected"), [("present", YES), ("absent", NO), ("无", NO), ("有", YES)]
)
def test_an_imaging_finding_is_present_or_absent(value, expected):
    rule = {"finding": "hrct_progression", "is": "present"}
    assert the_step(rule, a_record(hrct_progression=value)).truth is expected


@pytest.mark.parametrize("key", ["hbsag", "ana", "hbv_dna", "pregnancy_test"])
def test_without_a_result_a_state_is_unknown_never_negative(key):
    step = the_step(positive(key), a_record())
    assert (step.truth, need(step), step.needs[0].what) == (UNKNOWN, NeedKind.MISSING, key)
