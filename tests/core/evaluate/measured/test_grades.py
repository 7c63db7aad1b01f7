"""`grade`: the worked examples of BILAG-2004, and systems that were not assessed."""

from __future__ import annotations

import pytest

from core.truth import NeedKind, Truth
from tests.builders import a_record, the_step

NO, UNKNOWN, YES = Truth.NO, Truth.UNKNOWN, Truth.YES
ONE_A = {"grade": "bilag_2004", "is": "A", "at_least": 1}
TWO_B = {"grade": "bilag_2004", "is": "B", "at_least": 2}
SLE3 = {"any_of": [ONE_A, TWO_B]}
SYSTEMS = (
    "constitutional",
    "mucocutaneous",
    "neuropsychiatric",
    "musculoskeletal",
    "cardiorespiratory",
    "gastrointestinal",
    "ophthalmic",
    "renal",
    "hematological",
)


def bilag(letters):
    grades = {
        system: letter
        for system, letter in zip(SYSTEMS, letters, strict=True)
        if letter not in ("?", ".")
    }
    grades |= {
        system: "unknown" for system, letter in zip(SYSTEMS, letters, strict=True) if letter == "?"
    }
    return a_record(scores=[{"of": "bilag_2004", "grades": grades, "date": "2026-11-18"}])


@pytest.mark.parametrize(
    ("letters", "expected"),
    [
        ("ECEEEEEEC", NO),
        ("EAEEEEEEC", YES),
        ("EBEBEEEEC", YES),
        ("EBECCECEC", NO),
        ("DBECEEE?E", UNKNOWN),
        ("EBECCCCCC", NO),
        ("AAAAAAAAA", YES),
    ],
)
def test_the_worked_examples_of_bilag(letters, expected):
    assert the_step(SLE3, bilag(letters)).truth is expected


@pytest.mark.parametrize(
    ("rule", "letters", "expected"),
    [
        (ONE_A, "AEEEEEEEE", YES),
        (ONE_A, "BBEEEEEEE", NO),
        (ONE_A, "BBEEEEEE.", UNKNOWN),
        (ONE_A, "A........", YES),
        (TWO_B, "BEEEEEEE.", UNKNOWN),
        (TWO_B, "EEEEEEEE.", NO),
        (TWO_B, "BBEEEEEEE", YES),
        (TWO_B, "BEEEEEEEE", NO),
        (TWO_B, "BAEEEEEEE", NO),
        (TWO_B, "BB???????", YES),
        (TWO_B, "?????????", UNKNOWN),
    ],
)
def test_systems_not_assessed_may_have_any_grade(rule, letters, expected):
    assert the_step(rule, bilag(letters)).truth is expected


def test_open_systems_are_named():
    step = the_step(TWO_B, bilag("BEEEEEEE."))
    assert step.reason.values["open"] == ("hematological",)
    assert step.reason.values["systems"] == ("constitutional",)


def test_grades_grow_old_like_totals():
    record = a_record(scores=[{"of": "bilag_2004", "grades": {"renal": "A"}, "date": "2026-10-20"}])
    assert the_step(ONE_A, record).needs[0].kind is NeedKind.STALE
