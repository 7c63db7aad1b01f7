"""`lab`: at, just below and just above each limit, with units, bounds and multiples of ULN."""

from __future__ import annotations

import pytest

from core.truth import NeedKind, Truth
from tests.builders import a_record, a_setting, the_step

NO, UNKNOWN, YES = Truth.NO, Truth.UNKNOWN, Truth.YES
WBC = {"lab": "white_blood_cells", "at_least": "3 10^9/L"}
ANC = {"lab": "neutrophils", "at_least": "1 10^9/L"}
HB = {"lab": "hemoglobin", "at_least": "60 g/L"}
ALT = {"lab": "alt", "at_most": "3 ULN"}
BILIRUBIN = {"lab": "bilirubin_total", "at_most": "3 ULN"}
INR = {"lab": "inr", "below": "1.5 ULN"}
PT = {"lab": "prothrombin_time", "below": "1.5 ULN"}
PLATELETS = {"lab": "platelets", "below": "30 10^9/L"}


def need(step):
    return step.needs[0].kind if step.needs else None


@pytest.mark.parametrize(
    ("rule", "value", "expected"),
    [
        (WBC, "3 10^9/L", YES),
        (WBC, "2.99 10^9/L", NO),
        (WBC, "3.01 10^9/L", YES),
        (WBC, "3000 /µL", YES),
        (WBC, "2999 /µL", NO),
        (WBC, "0.3 10^4/µL", YES),
        (WBC, "0.29999 10^4/µL", NO),
        (ANC, "1 10^9/L", YES),
        (ANC, "0.999999 10^9/L", NO),
        (ANC, "1.00 ×10⁹/L", YES),
        (HB, "60 g/L", YES),
        (HB, "59.9 g/L", NO),
        (HB, "60.1 g/L", YES),
        (HB, "6.0 g/dL", YES),
        (HB, "5.99 g/dL", NO),
        (HB, "6,0 g/dL", YES),
        (HB, "3.7234 mmol/L", NO),
        (HB, "3.7235 mmol/L", YES),
        (HB, "60", YES),
        (PLATELETS, "30 10^9/L", NO),
        (PLATELETS, "29.9 10^9/L", YES),
        (PLATELETS, "30.1 10^9/L", NO),
        (PLATELETS, "29999 /µL", YES),
        (PLATELETS, "3 10^4/µL", NO),
    ],
)
def test_a_result_is_compared_with_the_limit_of_the_text_after_exact_conversion(
    rule, value, expected
):
    assert the_step(rule, a_record(**{rule["lab"]: value})).truth is expected


@pytest.mark.parametrize(
    ("bounds", "value", "expected"),
    [
        ({"above": "60 g/L"}, "60 g/L", NO),
        ({"above": "60 g/L"}, "60.01 g/L", YES),
        ({"at_most": "60 g/L"}, "60 g/L", YES),
        ({"at_most": "60 g/L"}, "60.01 g/L", NO),
        ({"below": "60 g/L"}, "60 g/L", NO),
        ({"below": "60 g/L"}, "59.99 g/L", YES),
        ({"between": ["60 g/L", "90 g/L"]}, "60 g/L", YES),
        ({"between": ["60 g/L", "90 g/L"]}, "90 g/L", YES),
        ({"between": ["60 g/L", "90 g/L"]}, "59.9 g/L", NO),
        ({"between": ["60 g/L", "90 g/L"]}, "90.1 g/L", NO),
        ({"above": "60 g/L", "below": "90 g/L"}, "90 g/L", NO),
        ({"at_least": "6 g/dL"}, "60 g/L", YES),
        ({"at_least": "6 g/dL"}, "59.9 g/L", NO),
    ],
)
def test_each_word_of_a_limit_means_what_it_says(bounds, value, expected):
    assert the_step({"lab": "hemoglobin", **bounds}, a_record(hemoglobin=value)).truth is expected


@pytest.mark.parametrize(
    ("rule", "value", "expected"),
    [
        (HB, "<60 g/L", NO),
        (HB, "<61 g/L", UNKNOWN),
        (HB, "≤60 g/L", UNKNOWN),
        (HB, ">60 g/L", YES),
        (HB, "≥60 g/L", YES),
        (HB, ">59 g/L", UNKNOWN),
        (HB, "~60 g/L", UNKNOWN),
        (PLATELETS, "<30 10^9/L", YES),
        (PLATELETS, "≤30 10^9/L", UNKNOWN),
        (PLATELETS, ">30 10^9/L", NO),
        (PLATELETS, "<31 10^9/L", UNKNOWN),
        (PLATELETS, "≥30 10^9/L", NO),
    ],
)
def test_a_detection_limit_decides_only_where_every_amount_agrees(rule, value, expected):
    step = the_step(rule, a_record(**{rule["lab"]: value}))
    assert step.truth is expected
    assert need(step) is (NeedKind.DETECTION_LIMIT if expected is UNKNOWN else None)


@pytest.mark.parametrize("rule", [WBC, ANC, HB, ALT, BILIRUBIN, INR, PT, PLATELETS])
def test_without_a_result_a_lab_is_unknown_and_missing_never_zero(rule):
    step = the_step(rule, a_record())
    assert step.truth is UNKNOWN
    assert [(one.kind, one.what, one.of) for one in step.needs] == [
        (NeedKind.MISSING, rule["lab"], "labs")
    ]


@pytest.mark.parametrize("value", ["60 mmHg", "abc", "60 U/L", "-60 g/L", "1,234 g/L"])
def test_a_value_that_is_none_of_the_analyte_is_unknown_and_asks_for_another_unit(value):
    step = the_step(HB, a_record(hemoglobin=value))
    assert (step.truth, need(step)) == (UNKNOWN, NeedKind.UNIT)
    assert step.evidence[0].as_entered == value


@pytest.mark.parametrize(
    ("value", "limit", "expected"),
    [
        ("120 U/L", "40 U/L", YES),
        ("120.1 U/L", "40 U/L", NO),
        ("119.9 U/L", "40 U/L", YES),
        ("2 µkat/L", "40 U/L", YES),
        ("2.001 µkat/L", "40 U/L", NO),
        ("120", "40", YES),
        ("<130 U/L", "40 U/L", UNKNOWN),
        ("<120 U/L", "40 U/L", YES),
        (">120 U/L", "40 U/L", NO),
    ],
)
def test_a_multiple_of_uln_uses_the_limit_printed_with_the_result(value, limit, expected):
    record = a_record(
        observations=[{"of": "alt", "value": value, "upper_limit": limit, "date": "2026-11-18"}]
    )
    assert the_step(ALT, record).truth is expected


@pytest.mark.parametrize(
    ("value", "expected"), [("120 (40)", YES), ("121 (40)", NO), ("96 U/L (40)", YES)]
)
def test_the_limit_may_be_typed_in_brackets_behind_the_value(value, expected):
    assert the_step(ALT, a_record(alt=value)).truth is expected


@pytest.mark.parametrize(
    ("value", "expected"), [("1.79 (1.2)", YES), ("1.80 (1.2)", NO), ("1.81 (1.2)", NO)]
)
def test_an_inr_of_exactly_one_and_a_half_times_its_limit_is_not_below_it(value, expected):
    assert the_step(INR, a_record(inr=value)).truth is expected


def test_three_times_one_point_four_is_exactly_four_point_two():
    rule = {"lab": "inr", "at_most": "3 ULN"}
    assert the_step(rule, a_record(inr="4.2 (1.4)")).truth is YES
    assert the_step(rule, a_record(inr="4.2000000000000000000000000000001 (1.4)")).truth is NO


def test_a_limit_of_many_digits_is_multiplied_without_rounding():
    limit = "1.4000000000000000000000000000000001"
    rule = {"lab": "inr", "at_most": "3 ULN"}
    assert (
        the_step(rule, a_record(inr=f"4.2000000000000000000000000000000003 ({limit})")).truth is YES
    )
    assert (
        the_step(rule, a_record(inr=f"4.2000000000000000000000000000000004 ({limit})")).truth is NO
    )


@pytest.mark.parametrize(
    ("value", "limit", "expected"),
    [
        ("3 mg/dL", "1 mg/dL", YES),
        ("3.01 mg/dL", "1 mg/dL", NO),
        ("51.312 µmol/L", "1 mg/dL", YES),
        ("51.313 µmol/L", "1 mg/dL", NO),
        ("3 mg/dL", "17.104 µmol/L", YES),
        ("3 mg/dL", "17.1039 µmol/L", NO),
    ],
)
def test_a_result_and_its_limit_may_be_printed_in_different_units(value, limit, expected):
    record = a_record(
        observations=[
            {"of": "bilirubin_total", "value": value, "upper_limit": limit, "date": "2026-11-18"}
        ]
    )
    assert the_step(BILIRUBIN, record).truth is expected


def test_without_any_upper_limit_a_multiple_of_uln_is_unknown_and_names_it():
    step = the_step(ALT, a_record(alt="96 U/L"))
    assert (step.truth, need(step)) == (UNKNOWN, NeedKind.NO_UPPER_LIMIT)
    assert step.needs[0].what == "alt"


def test_even_a_tiny_value_without_a_limit_stays_unknown_because_there_is_no_default():
    assert the_step(ALT, a_record(alt="0.1 U/L")).truth is UNKNOWN


RANGES = [
    {"of": "alt", "upper_limit": "40 U/L", "sex": "female"},
    {"of": "alt", "upper_limit": "50 U/L", "sex": "male"},
]


@pytest.mark.parametrize(
    ("sex", "value", "expected"),
    [
        ("female", "120 U/L", YES),
        ("female", "121 U/L", NO),
        ("male", "150 U/L", YES),
        ("male", "151 U/L", NO),
        (None, "10 U/L", UNKNOWN),
    ],
)
def test_the_range_of_the_site_is_that_of_the_patients_sex(sex, value, expected):
    step = the_step(ALT, a_record(sex=sex, alt=value), setting=a_setting(ranges=RANGES))
    assert step.truth is expected


def test_the_limit_printed_with_the_result_stands_above_the_one_of_the_site():
    setting = a_setting(name="City", ranges=[{"of": "alt", "upper_limit": "10 U/L"}])
    step = the_step(ALT, a_record(alt="120 (40)"), setting=setting)
    assert step.truth is YES
    assert "limit_of_result" in {note.code for note in step.evidence[0].notes}


def test_the_evidence_says_that_a_limit_is_the_sites():
    setting = a_setting(name="City", ranges=[{"of": "alt", "upper_limit": "40 U/L"}])
    step = the_step(ALT, a_record(alt="120 U/L"), setting=setting)
    said = next(note for note in step.evidence[0].notes if note.code == "limit_of_site")
    assert said.values == {"site": "City"}


@pytest.mark.parametrize(
    ("birth_date", "expected"),
    [
        ("2008-11-18", YES),
        ("2008-11-19", UNKNOWN),
        ("2008", UNKNOWN),
        ("2007", YES),
        (None, UNKNOWN),
    ],
)
def test_a_range_for_an_age_needs_a_birth_date_that_lies_in_it_for_certain(birth_date, expected):
    ranges = [{"of": "alt", "upper_limit": "40 U/L", "from_age": "18", "to_age": "64"}]
    record = a_record(birth_date=birth_date, alt="100 U/L")
    assert the_step(ALT, record, setting=a_setting(ranges=ranges)).truth is expected


@pytest.mark.parametrize(
    ("date", "expected"), [("2026-11-09", YES), ("2026-11-10", NO), ("2026-11-18", NO)]
)
def test_a_new_range_of_the_site_holds_from_its_first_day(date, expected):
    ranges = [
        {"of": "alt", "upper_limit": "40 U/L"},
        {"of": "alt", "upper_limit": "30 U/L", "valid_from": "2026-11-10"},
    ]
    record = a_record(alt="120 U/L", on=date)
    assert the_step(ALT, record, setting=a_setting(ranges=ranges)).truth is expected


@pytest.mark.parametrize(
    "nearer",
    [{"sex": "female"}, {"from_age": "18", "to_age": "64"}],
)
def test_a_range_for_the_patient_stands_above_one_for_all_in_whatever_order(nearer):
    ranges = [
        {"of": "alt", "upper_limit": "40 U/L"},
        {"of": "alt", "upper_limit": "30 U/L", **nearer},
    ]
    record = a_record(sex="female", birth_date="1990", alt="100 U/L")
    for order in (ranges, ranges[::-1]):
        assert the_step(ALT, record, setting=a_setting(ranges=order)).truth is NO


def test_a_number_without_unit_is_in_the_sites_usual_unit():
    setting = a_setting(default_units={"hemoglobin": "g/dL"})
    assert the_step(HB, a_record(hemoglobin="6"), setting=setting).truth is YES
    assert the_step(HB, a_record(hemoglobin="6")).truth is NO


def test_an_upper_limit_that_cannot_be_read_leaves_it_unknown():
    record = a_record(
        observations=[{"of": "alt", "value": "96", "upper_limit": "x", "date": "2026-11-18"}]
    )
    assert the_step(ALT, record).truth is UNKNOWN


def test_an_upper_limit_of_zero_is_no_limit():
    step = the_step(ALT, a_record(alt="96 (0)"))
    assert (step.truth, need(step)) == (UNKNOWN, NeedKind.NO_UPPER_LIMIT)


def test_the_evidence_shows_a_result_as_entered_and_as_used_in_the_unit_of_the_text():
    (evidence,) = the_step(
        HB,
        a_record(
            observations=[
                {
                    "of": "hemoglobin",
                    "value": "9.1 g/dL",
                    "date": "2026-11-18",
                    "source": "Lab report 4411",
                    "id": "f1",
                }
            ]
        ),
    ).evidence
    assert (evidence.as_entered, str(evidence.as_used), evidence.unit) == ("9.1 g/dL", "91", "g/L")
    assert (str(evidence.day), evidence.source, evidence.fact) == (
        "2026-11-18",
        "Lab report 4411",
        "f1",
    )
    assert evidence.limit == "≥ 60 g/L"
    assert "fresh_by_default" in {note.code for note in evidence.notes}
