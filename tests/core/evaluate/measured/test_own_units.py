"""Results in units that never convert: kept, and compared in their own unit alone."""

from __future__ import annotations

import pytest

from core.truth import NeedKind, Truth
from tests.builders import a_record, a_setting, the_step

NO, UNKNOWN, YES = Truth.NO, Truth.UNKNOWN, Truth.YES
DNA = {"finding": "hbv_dna", "is": "positive"}
CH50 = {"lab": "complement_ch50"}


@pytest.mark.parametrize(
    ("value", "expected", "need"),
    [
        ("99 copies/mL (100)", NO, None),
        ("100 copies/mL (100)", NO, None),
        ("101 copies/mL (100)", YES, None),
        (">100 copies/mL (100)", YES, None),
        ("1.01×10^2 copies/mL (100)", YES, None),
        ("101 copies/mL (100 IU/mL)", UNKNOWN, NeedKind.UNIT),
        ("101 copies/mL", UNKNOWN, NeedKind.NO_UPPER_LIMIT),
        ("2.1 log10 IU/mL (2)", YES, None),
    ],
)
def test_a_viral_load_is_compared_with_the_limit_of_its_own_method(value, expected, need):
    step = the_step(DNA, a_record(hbv_dna=value))
    assert step.truth is expected
    assert [one.kind for one in step.needs] == ([need] if need else [])


def test_the_sites_limit_in_another_unit_says_nothing_of_a_result_that_never_converts():
    setting = a_setting(ranges=[{"of": "hbv_dna", "upper_limit": "20 IU/mL"}])
    step = the_step(DNA, a_record(hbv_dna="101 copies/mL"), setting=setting)
    assert step.truth is UNKNOWN


@pytest.mark.parametrize(
    ("bound", "value", "expected", "need"),
    [
        ("3 ULN", "60 CAE U (20)", YES, None),
        ("3 ULN", "61 CAE U (20)", NO, None),
        ("3 ULN", "60 CAE U (20 U/mL)", UNKNOWN, NeedKind.UNIT),
        ("60 U/mL", "10 CAE U", UNKNOWN, NeedKind.UNIT),
        ("60 CAE U", "60 CAE U", YES, None),
        ("60 CAE U", "61 CAE U", NO, None),
        ("60 U/mL", "60 U/mL", YES, None),
    ],
)
def test_a_multiple_of_the_upper_limit_is_compared_in_the_unit_of_the_report(
    bound, value, expected, need
):
    step = the_step(CH50 | {"at_most": bound}, a_record(complement_ch50=value))
    assert step.truth is expected
    assert [one.kind for one in step.needs] == ([need] if need else [])
