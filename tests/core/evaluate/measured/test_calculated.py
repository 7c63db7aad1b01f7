"""The creatinine clearance: measured, calculated, at exactly 60, and from partial inputs."""

from __future__ import annotations

import pytest

from core.truth import NeedKind, Truth
from tests.builders import a_record, the_step

NO, UNKNOWN, YES = Truth.NO, Truth.UNKNOWN, Truth.YES
CRCL = {"lab": "creatinine_clearance", "at_least": "60 mL/min"}


def patient(sex="male", birth_date="1946-01-01", weight="72 kg", creatinine="1 mg/dL", **more):
    """Return a man of 80 years: (140 - 80) × 72 / (72 × 1) = 60 mL/min exactly."""
    values = {"weight": weight, "creatinine": creatinine, **more}
    known = {key: value for key, value in values.items() if value is not None}
    return a_record(sex=sex, birth_date=birth_date, **known)


def needs(step):
    return {(need.kind, need.what) for need in step.needs}


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, YES),
        ({"creatinine": "88.42 µmol/L"}, YES),
        ({"creatinine": "88.43 µmol/L"}, NO),
        ({"creatinine": "88.41 µmol/L"}, YES),
        ({"creatinine": "1.0001 mg/dL"}, NO),
        ({"weight": "71.999 kg"}, NO),
        ({"weight": "72.001 kg"}, YES),
        ({"birth_date": "1945-11-18"}, NO),
        ({"birth_date": "1945-11-19"}, YES),
        ({"sex": "female"}, NO),
        ({"sex": "female", "weight": "84.8 kg"}, YES),
        ({"sex": "female", "weight": "84.7 kg"}, NO),
    ],
)
def test_the_calculated_clearance_is_compared_exactly_at_sixty(change, expected):
    step = the_step(CRCL, patient(**change))
    assert step.truth is expected
    assert "cockcroft_gault" in {note.code for note in step.evidence[0].notes}


def test_above_sixty_fails_at_exactly_sixty():
    assert the_step({"lab": "creatinine_clearance", "above": "60 mL/min"}, patient()).truth is NO


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("60 mL/min", YES),
        ("59.9 mL/min", NO),
        ("1 mL/s", YES),
        ("0.999 mL/s", NO),
        ("<70 mL/min", UNKNOWN),
    ],
)
def test_a_measured_clearance_stands_above_the_calculated_one(value, expected):
    record = patient(creatinine="900 µmol/L", creatinine_clearance=value)
    assert the_step(CRCL, record).truth is expected


def test_a_clearance_entered_as_calculated_does_not_stand_for_a_measured_one():
    record = a_record(
        sex="male",
        birth_date="1946-01-01",
        weight="72 kg",
        creatinine="2 mg/dL",
        observations=[
            {
                "of": "creatinine_clearance",
                "value": "90 mL/min",
                "method": "calculated",
                "date": "2026-11-18",
            }
        ],
    )
    assert the_step(CRCL, record).truth is NO


def test_a_stale_measured_clearance_gives_way_to_the_calculated_one():
    record = a_record(
        sex="male",
        birth_date="1946-01-01",
        weight="72 kg",
        creatinine="1 mg/dL",
        observations=[{"of": "creatinine_clearance", "value": "20 mL/min", "date": "2026-01-01"}],
    )
    assert the_step(CRCL, record).truth is YES


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"sex": None}, {(NeedKind.MISSING, "sex")}),
        ({"birth_date": None}, {(NeedKind.MISSING, "birth_date")}),
        ({"weight": None}, {(NeedKind.MISSING, "weight")}),
        ({"creatinine": None}, {(NeedKind.MISSING, "creatinine")}),
        (
            {"sex": None, "birth_date": None, "weight": None, "creatinine": None},
            {
                (NeedKind.MISSING, "sex"),
                (NeedKind.MISSING, "birth_date"),
                (NeedKind.MISSING, "weight"),
                (NeedKind.MISSING, "creatinine"),
            },
        ),
    ],
)
def test_each_input_that_is_missing_is_named(change, expected):
    step = the_step(CRCL, patient(**change))
    assert (step.truth, needs(step)) == (UNKNOWN, expected)


@pytest.mark.parametrize(
    ("date", "expected"), [("2026-10-20", NeedKind.STALE), ("2026-10-21", None)]
)
def test_inputs_grow_old(date, expected):
    record = a_record(
        sex="male", birth_date="1946-01-01", weight="72 kg", creatinine="1 mg/dL", on=date
    )
    step = the_step(CRCL, record)
    assert step.truth is (UNKNOWN if expected else YES)
    assert {kind for kind, _ in needs(step)} == ({expected} if expected else set())


@pytest.mark.parametrize(
    ("creatinine", "expected"),
    [
        ("<20 µmol/L", YES),
        ("<88.42 µmol/L", YES),
        ("<200 µmol/L", UNKNOWN),
        (">88.42 µmol/L", NO),
        ("≥88.42 µmol/L", UNKNOWN),
        (">80 µmol/L", UNKNOWN),
    ],
)
def test_a_creatinine_known_only_as_a_bound_decides_where_every_amount_agrees(creatinine, expected):
    step = the_step(CRCL, patient(creatinine=creatinine))
    assert step.truth is expected
    if expected is UNKNOWN:
        assert needs(step) == {(NeedKind.DETECTION_LIMIT, "creatinine")}


@pytest.mark.parametrize(
    ("birth_date", "expected"),
    [("1946", YES), ("1945", UNKNOWN), ("1945-11", UNKNOWN), ("1945-12", YES), ("1944", NO)],
)
def test_a_partly_known_birth_date_decides_where_every_day_of_it_agrees(birth_date, expected):
    step = the_step(CRCL, patient(birth_date=birth_date))
    assert step.truth is expected
    if expected is UNKNOWN:
        assert needs(step) == {(NeedKind.DATE_INCOMPLETE, "birth_date")}


def test_two_creatinines_of_one_day_on_both_sides_of_the_limit_are_a_conflict():
    record = a_record(
        sex="male",
        birth_date="1946-01-01",
        weight="72 kg",
        observations=[
            {"of": "creatinine", "value": value, "date": "2026-11-18"}
            for value in ("1 mg/dL", "2 mg/dL")
        ],
    )
    step = the_step(CRCL, record)
    assert (step.truth, needs(step)) == (UNKNOWN, {(NeedKind.CONFLICT, "creatinine")})


def test_the_age_of_the_formula_is_that_of_the_day_of_the_sample():
    record = a_record(
        sex="male",
        birth_date="1945-11-18",
        weight="72 kg",
        creatinine="1 mg/dL",
        on="2026-11-17",
    )
    assert the_step(CRCL, record).truth is YES


@pytest.mark.parametrize("change", [{"birth_date": "2026-11-30"}, {"creatinine": "0 mg/dL"}])
def test_impossible_inputs_leave_it_unknown(change):
    assert the_step(CRCL, patient(**change)).truth is UNKNOWN


# eGFR, by CKD-EPI 2021

EGFR = {"lab": "egfr", "at_least": "30 mL/min/1.73m2"}


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"creatinine": "60 µmol/L"}, YES),
        ({"creatinine": "400 µmol/L"}, NO),
        ({"creatinine": "200 µmol/L"}, NO),  # 29.0 for a man of 80
        ({"creatinine": "190 µmol/L"}, YES),  # 30.9
        ({"creatinine": None}, UNKNOWN),
        ({"creatinine": "60 µmol/L", "egfr": "29 mL/min/1.73m2"}, NO),
    ],
)
def test_the_egfr_is_calculated_unless_the_laboratorys_own_is_entered(change, expected):
    step = the_step(EGFR, patient(weight=None, **change))
    assert step.truth is expected


def test_a_clearance_never_stands_for_a_filtration_rate():
    record = a_record(creatinine_clearance="90 mL/min")
    assert the_step(EGFR, record).truth is UNKNOWN


@pytest.mark.parametrize(
    ("creatinine", "expected", "missing"),
    [("60 µmol/L", YES, set()), ("400 µmol/L", NO, set()), ("170 µmol/L", UNKNOWN, {"sex"})],
)
def test_without_the_sex_it_is_decided_where_both_sexes_agree(creatinine, expected, missing):
    step = the_step(EGFR, patient(sex=None, weight=None, creatinine=creatinine))
    assert step.truth is expected
    assert {what for _, what in needs(step)} == missing


@pytest.mark.parametrize(
    ("creatinine", "asked"), [("1.2", True), ("1.2 mg/dL", False), ("<1.2 mg/dL", False)]
)
def test_an_input_that_can_hardly_be_is_asked_about_beside_what_it_gives(creatinine, asked):
    step = the_step(CRCL, patient(creatinine=creatinine))
    assert ("hardly_plausible" in {note.code for note in step.evidence[0].notes}) is asked
