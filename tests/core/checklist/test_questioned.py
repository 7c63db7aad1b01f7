"""A value that can hardly be is asked about beside the verdict that rests on it."""

from __future__ import annotations

from core.checklist.questioned import questioned_texts
from core.truth import Verdict
from tests.builders import a_setting, assessed
from tests.core.assessment.eligible import DAY, a_patient, document


def with_creatinine(value: str, **others: str):
    results = [
        one | {"value": {"creatinine": value, **others}.get(one["of"], one["value"])}
        for one in document()["observations"]
    ]
    return assessed(a_patient(observations=results), DAY)


def questions(assessment):
    return questioned_texts(assessment, a_setting().vocabulary)


def test_an_eligible_verdict_names_the_value_that_can_hardly_be():
    assessment = with_creatinine("1.2")
    assert assessment.verdict is Verdict.ELIGIBLE
    (said,) = questions(assessment)
    assert "read as 1.2 µmol/L, outside 25–500 µmol/L: is it right?" in said


def test_a_value_within_what_can_be_is_not_asked_about():
    assert questions(with_creatinine("60 µmol/L")) == ()


def test_a_verdict_that_rests_on_another_failure_does_not_ask_about_it():
    assessment = with_creatinine("1.2", alt="200 U/L (40)")
    assert assessment.verdict is Verdict.NOT_ELIGIBLE
    assert questions(assessment) == ()
