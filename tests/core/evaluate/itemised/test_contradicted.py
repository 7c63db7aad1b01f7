"""Answers against the results of the same days: when both cannot be, and what is then decided."""

from __future__ import annotations

import pytest

from core.evaluate.itemised import contradictions
from core.truth import NeedKind, Truth
from core.wording import notes_text, say
from tests.builders import TODAY, a_record, a_setting, the_step, the_vocabulary
from tests.core.instruments.scoring import instrument

NO, UNKNOWN, YES = Truth.NO, Truth.UNKNOWN, Truth.YES
SLEDAI = {"score": "sledai_2k", "at_least": "8"}
DAS28 = {"score": "das28_esr", "above": "3.2"}
DAY = "2026-11-18"


def answered(of, date=DAY, rest="no", **answers):
    items = dict.fromkeys(instrument(of).items, rest) | answers
    return {"of": of, "items": items, "date": date}


def das28(**answers):
    items = {"tender_joints": "6", "swollen_joints": "4", "esr": "42", "patient_global": "50"}
    return {"of": "das28_esr", "items": items | answers, "date": DAY}


def a_result(of, value, date=DAY, **more):
    return {"of": of, "value": value, "date": date, **more}


def found(score, *observations, scores=()):
    record = a_record(scores=[score, *scores], observations=[*observations])
    return [one.item for one in contradictions(record, a_setting(), TODAY)]


@pytest.mark.parametrize(
    ("platelets", "expected"),
    [
        ("220 10^9/L", ["thrombocytopenia"]),
        ("100 10^9/L", ["thrombocytopenia"]),
        ("99 10^9/L", []),
        ("99000 /µL", []),
        ("<120 10^9/L", []),
        ("120 furlongs", []),
    ],
)
def test_a_low_count_ticked_is_contradicted_by_one_that_is_not_low(platelets, expected):
    score = answered("sledai_2k", thrombocytopenia="yes")
    assert found(score, a_result("platelets", platelets)) == expected


@pytest.mark.parametrize("answer", ["no", "unknown"])
def test_a_low_count_that_is_not_ticked_is_no_contradiction(answer):
    score = answered("sledai_2k", thrombocytopenia=answer)
    assert not found(score, a_result("platelets", "20 10^9/L"))


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (["2026-10-19"], True),
        (["2026-10-18"], False),
        (["2026-11-19"], False),
        (["2026-10"], False),
        (["2026-11-01", "2026-11-10"], True),
    ],
)
def test_only_results_that_lie_in_the_days_for_certain_contradict(days, expected):
    score = answered("sledai_2k", thrombocytopenia="yes")
    results = [a_result("platelets", "220 10^9/L", day) for day in days]
    assert bool(found(score, *results)) is expected


@pytest.mark.parametrize("low_on", ["2026-10-30", "2026-10"])
def test_one_low_result_that_may_lie_in_the_days_suffices(low_on):
    score = answered("sledai_2k", thrombocytopenia="yes")
    results = (a_result("platelets", "220 10^9/L"), a_result("platelets", "80 10^9/L", low_on))
    assert not found(score, *results)


@pytest.mark.parametrize(
    ("c3", "c4", "ch50", "expected"),
    [
        ("1.2 g/L", "0.3 g/L", None, True),
        ("1.2 g/L", "0.3 g/L", "60 U/mL", True),
        ("1.2 g/L", "0.3 g/L", "20 U/mL", False),
        ("0.9 g/L", "0.1 g/L", "60 U/mL", True),
        ("0.89 g/L", "0.3 g/L", "60 U/mL", False),
        ("1.2 g/L", None, None, False),
        (None, None, "60 U/mL", False),
    ],
)
def test_low_complement_is_contradicted_by_c3_and_c4_together(c3, c4, ch50, expected):
    limits = {"complement_c3": "0.9 g/L", "complement_c4": "0.1 g/L", "complement_ch50": "30 U/mL"}
    values = zip(limits, (c3, c4, ch50), strict=True)
    results = [a_result(key, one, lower_limit=limits[key]) for key, one in values if one]
    assert bool(found(answered("sledai_2k", low_complement="yes"), *results)) is expected


def test_without_the_laboratorys_limit_a_complement_contradicts_nothing():
    results = a_result("complement_c3", "9 g/L"), a_result("complement_c4", "9 g/L")
    assert not found(answered("sledai_2k", low_complement="yes"), *results)


def test_a_fever_may_have_been_on_another_day():
    score = answered("sledai_2k", fever="yes")
    assert not found(score, a_result("temperature", "36.6 °C"))


@pytest.mark.parametrize(("value", "expected"), [("negative", True), ("positive", False)])
def test_a_finding_contradicts_an_item_as_a_number_does(value, expected):
    score = answered("sledai_2k", dna_binding="yes")
    assert bool(found(score, a_result("anti_dsdna", value))) is expected


@pytest.mark.parametrize(
    ("level", "platelets", "expected"),
    [
        ("high", "49 10^9/L", False),
        ("high", "50 10^9/L", True),
        ("moderate", "100 10^9/L", False),
        ("moderate", "101 10^9/L", True),
        ("moderate", "20 10^9/L", False),
        ("low", "149 10^9/L", False),
        ("low", "150 10^9/L", True),
        ("none", "20 10^9/L", False),
    ],
)
def test_a_level_is_contradicted_where_no_result_reaches_it(level, platelets, expected):
    score = answered("essdai", rest="none", haematological=level)
    blood = (
        a_result("neutrophils", "4 10^9/L"),
        a_result("hemoglobin", "13 g/dL"),
        a_result("lymphocytes", "2 10^9/L"),
    )
    assert bool(found(score, *blood, a_result("platelets", platelets))) is expected
    assert not found(score, a_result("platelets", platelets))  # the others may be low


@pytest.mark.parametrize(
    ("esr", "results", "expected"),
    [
        ("42", ["42 mm/h"], False),
        ("42", ["42.5 mm/h"], False),
        ("42", ["43 mm/h"], True),
        ("42", ["43 mm/h", "42 mm/h"], False),
        ("42.0", ["42.4 mm/h"], True),
        ("1", ["<2 mm/h"], False),
        ("3", ["<2 mm/h"], True),
    ],
)
def test_a_number_is_one_of_those_measured_that_day(esr, results, expected):
    measured = [a_result("esr", one) for one in results]
    assert found(das28(esr=esr), *measured) == (["esr"] if expected else [])
    assert not found(das28(esr=esr), a_result("esr", "90 mm/h", "2026-11-17"))


@pytest.mark.parametrize(
    ("count", "expected"), [({"tender": "6"}, []), ({"tender": "7"}, ["tender_joints"]), ({}, [])]
)
def test_joint_counts_are_those_of_the_joints_examined_that_day(count, expected):
    joints = {"of": "joints_28", "items": {"swollen": "4"} | count, "date": DAY}
    assert found(das28(), scores=[joints]) == expected


def test_joints_not_examined_may_be_tender():
    joints = {"of": "joints_28", "joints": {"left_knee": ["tender"]}, "date": DAY}
    assert not found(das28(), scores=[joints])


@pytest.mark.parametrize(
    ("mark", "expected"), [("5 cm", []), ("50 mm", []), ("5.1 cm", ["patient_global"])]
)
def test_a_line_of_ten_cm_is_compared_in_mm(mark, expected):
    line = {"of": "patient_global", "value": mark, "date": DAY}
    assert found(das28(), scores=[line]) == expected


@pytest.mark.parametrize(
    ("answer", "result", "expected"),
    [
        ("no", "1:320", ["ana"]),
        ("no", "negative", []),
        ("yes", "negative", []),
        ("unknown", "1:320", []),
    ],
)
def test_an_entry_criterion_denied_is_contradicted_by_what_once_was(answer, result, expected):
    score = answered("eular_acr_2019_sle", ana=answer)
    assert found(score, a_result("ana", result, date="2019-05-02")) == expected


def test_criteria_once_fulfilled_are_never_contradicted():
    score = answered("eular_acr_2019_sle", thrombocytopenia="yes")
    assert not found(score, a_result("platelets", "220 10^9/L"))


# In the verdict

PLATELETS = [a_result("platelets", "220 10^9/L")]


@pytest.mark.parametrize("total", [None, "9"])
def test_a_contradicted_item_that_changes_nothing_leaves_the_verdict_and_is_noted(total):
    score = answered("sledai_2k", arthritis="yes", rash="yes", alopecia="yes")
    score["items"]["thrombocytopenia"] = "yes"
    score |= {} if total is None else {"total": total}
    step = the_step(SLEDAI, a_record(scores=[score], observations=PLATELETS))
    assert (step.truth, step.needs) == (YES, ())
    assert step.evidence[0].as_used == "8–9"
    noted = notes_text(step.evidence[0], the_vocabulary())
    assert noted.startswith("Thrombocytopenia (Yes) against Platelets 220 ×10⁹/L")


@pytest.mark.parametrize("total", [None, "8"])
def test_a_contradicted_item_that_decides_is_a_conflict_shown_on_both_sides(total):
    score = answered("sledai_2k", arthritis="yes", rash="yes", leukopenia="yes")
    score["items"]["thrombocytopenia"] = "yes"
    score |= {} if total is None else {"total": total}
    step = the_step(SLEDAI, a_record(scores=[score], observations=PLATELETS))
    assert step.truth is UNKNOWN
    assert [(need.kind, need.what, need.of) for need in step.needs] == [
        (NeedKind.CONFLICT, "sledai_2k", "scores"),
        (NeedKind.CONFLICT, "platelets", "labs"),
    ]
    assert [one.of for one in step.evidence] == ["sledai_2k", "platelets"]
    assert say(step.reason, the_vocabulary()) == (
        "SLEDAI-2K 7–8 without what is contradicted, asked ≥ 8. "
        "Thrombocytopenia (Yes) against Platelets 220 ×10⁹/L."
    )


def test_a_score_below_its_limit_either_way_stays_below():
    score = answered("sledai_2k", arthritis="yes", thrombocytopenia="yes")
    step = the_step(SLEDAI, a_record(scores=[score], observations=PLATELETS))
    assert (step.truth, step.evidence[0].as_used) == (NO, "4–5")


def test_a_rate_against_another_of_the_day_leaves_das28_open():
    many = das28(tender_joints="20", swollen_joints="20")
    step = the_step(DAS28, a_record(scores=[many], esr="12 mm/h"))
    assert step.truth is YES  # by joints and global score alone
    calm = das28(tender_joints="1", swollen_joints="0", patient_global="10")
    step = the_step(DAS28, a_record(scores=[calm], esr="12 mm/h"))
    assert step.truth is UNKNOWN
    assert {need.what for need in step.needs} == {"das28_esr", "esr"}


# At the first assessment only


def bvas(date, **answers):
    return answered("bvas_v3", date, rest="absent", **answers)


@pytest.mark.parametrize(
    ("earlier", "expected"),
    [
        (None, YES),
        (bvas("2026-10-01", meningitis="new_or_worse"), UNKNOWN),
        ({"of": "bvas_v3", "total": "12", "date": "2026-10-01"}, YES),
        (bvas("2026-12-01"), YES),
    ],
)
def test_a_creatinine_band_counts_at_the_first_assessment_only(earlier, expected):
    later = bvas(DAY, stroke="new_or_worse", creatinine_250="new_or_worse")
    record = a_record(scores=[later] if earlier is None else [earlier, later])
    step = the_step({"score": "bvas_v3", "at_least": "15"}, record)
    assert step.truth is expected
    if expected is UNKNOWN:
        assert step.needs[0].kind is NeedKind.MISSING
        assert "first assessment only" in notes_text(step.evidence[0], the_vocabulary())


def test_an_absent_creatinine_band_of_a_later_assessment_stays_answered():
    record = a_record(scores=[bvas("2026-10-01"), bvas(DAY, stroke="new_or_worse")])
    step = the_step({"score": "bvas_v3", "at_least": "15"}, record)
    assert (step.truth, step.evidence[0].as_used) == (NO, "9")


@pytest.mark.parametrize(
    ("creatinine", "band", "expected"),
    [
        ("124 µmol/L", "creatinine_125", True),
        ("125 µmol/L", "creatinine_125", False),
        ("249.5 µmol/L", "creatinine_125", False),
        ("250 µmol/L", "creatinine_125", True),
        ("250 µmol/L", "creatinine_250", False),
        ("500 µmol/L", "creatinine_250", True),
        ("500 µmol/L", "creatinine_500", False),
        ("1.41 mg/dL", "creatinine_125", True),
        ("1.42 mg/dL", "creatinine_125", False),
    ],
)
def test_a_creatinine_band_is_that_of_the_creatinine(creatinine, band, expected):
    score = bvas(DAY, **{band: "new_or_worse"})
    assert found(score, a_result("creatinine", creatinine)) == ([band] if expected else [])
