"""Doses, counts and what stands beside them: each that says nothing is told once."""

from __future__ import annotations

import re

import pytest

from core.lint.doses import _OF_THE_LIST, _READ
from tests.builders import HOUSE
from tests.core.lint.faulty import told

MODULES = {
    "equivalent": ("equivalents", "by_weight"),
    "count": ("counts",),
    "half_lives": ("washouts",),
    "a course": ("regimens",),
}
# read of a dose per kg alone
OF_A_DOSE_PER_KG = {"equivalent": {"ended_within", "for_more_than"}}

MTX = "drug: methotrexate\nrunning_on: screening\n"
SUM = "drug: glucocorticoid\nequivalent: prednisone\nrunning_on: screening\n"


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (MTX + "dose: {}", "the dose has no limit"),
        (MTX + "dose: {at_most: 20}", "'' is no unit of a dose. Use mg/day"),
        (MTX + "dose: {at_most: 20 mg}", "'mg' is no unit of a dose"),
        (MTX + "dose: {at_most: 3 ULN}", "'ULN' is no unit of a dose"),
        (MTX + "dose: {at_most: 20 mg/month}", "'mg/month' is no unit of a dose"),
        (MTX + "dose: {at_least: 5 mg/day, at_most: 20 mg/week}", "are of two times"),
        (MTX + "dose: {at_most: 5 mg/day or 7 mg/day}", "a dose has one unit"),
        (MTX + "dose: {at_most: 1 mg/kg/day}", "Add 'equivalent: prednisone'"),
        (MTX + "dose: {between: [25 mg/week, 7.5 mg/week]}", "no dose can be between"),
        (MTX + "dose: {above: 20 mg/week, at_most: 20 mg/week}", "no dose can be between"),
        (MTX + "dose: {at_least: 2 g/day, at_most: 100 mg/day}", "no dose can be between"),
        (
            MTX + "change_at_most: 5 mg/day",
            "'change_at_most' is not read of a course. Add 'equivalent",
        ),
        (SUM + "change_at_most: 5", "'' is no unit of a dose"),
        (SUM + "change_at_most: 5 mg/week", "Write change_at_most in mg/day"),
        (SUM + "change_at_most: 1 mg/kg/day", "Write change_at_most in mg/day"),
        (SUM.rstrip(), "nothing is asked of the equivalent dose"),
        (SUM.replace("glucocorticoid", "methotrexate") + "dose: {at_most: 30 mg/day}", "no gluco"),
        (MTX + "during: screening_period", "'during' is not read of a course. Add"),
        (MTX + "count: {at_least: 2, at_most: 1}", "no number can be between"),
        (MTX + "count: {}", "the count has no limit"),
        (
            MTX + "count: {at_least: 1}\ndose: {at_most: 20 mg/week}",
            "'dose' is not read beside 'count'",
        ),
        (
            SUM + "dose: {at_most: 5 mg/day}\nended_within: 2 weeks\nbefore: screening",
            "'ended_within' i",
        ),
        (
            SUM + "dose: {at_most: 5 mg/day}\nasked_as: other_reason",
            "Write 'settled_by'",
        ),
        (MTX + "within: 4 weeks\nbefore: screening", "'within' is not read of a course"),
        ("drug: methotrexate\neach: yes", "'each' is not read of a window. Add what each"),
        (
            "drug: methotrexate\nhalf_lives: 5\nbefore: screening\nrunning_on: screening",
            "'running_on' is not read beside 'half_lives'",
        ),
        (
            "drug: methotrexate\nfor_at_least: 2 weeks\nfor_more_than: 1 week\nbefore: screening",
            "'for_at_least' and 'for_more_than' are both given",
        ),
    ],
)
def test_a_dose_or_count_that_says_nothing_is_told_once(rule, words):
    (fault,) = told(rule)
    assert words in fault


@pytest.mark.parametrize(
    "rule",
    [
        MTX + "dose: {between: [7.5 mg/week, 25 mg/week]}",
        MTX + "dose: {between: [2.5 g/day, 2.5 g/day]}",
        MTX + "dose: {at_least: 90 mg/day, at_most: 1 g/day}",
        MTX + "count: {at_least: 1, at_most: 1}",
        SUM + "dose: {at_most: 1 mg/kg/day}",
        SUM + "change_at_most: 5 mg/day",
        MTX + "each: yes\nfor_at_least: 12 weeks\nbefore: screening",
    ],
)
def test_a_dose_that_can_be_compared_is_no_fault(rule):
    assert told(rule) == []


@pytest.mark.parametrize("form", MODULES)
def test_what_is_said_not_to_be_read_is_what_the_evaluation_leaves_unread(form):
    folder = HOUSE / "core" / "evaluate" / "listed"
    texts = [(folder / f"{name}.py").read_text(encoding="utf-8") for name in MODULES[form]]
    read = {word for text in texts for word in re.findall(r"\brule\.(\w+)", text)}
    said = {*_READ[form], *OF_A_DOSE_PER_KG.get(form, ())}

    assert read - {"drug", "unless", "is_of_time_alone", *_OF_THE_LIST} == said - {*_OF_THE_LIST}


@pytest.mark.parametrize("words", ["ended_within: 2 weeks", "for_more_than: 2 weeks"])
def test_how_long_a_sum_was_taken_is_read_of_a_dose_per_kg_alone(words):
    rule = SUM.replace("running_on", "before") + words
    assert told(rule + "\ndose: {above: 1 mg/kg/day}") == []
    (fault,) = told(rule + "\ndose: {above: 30 mg/day}")
    assert f"'{words.split(':')[0]}' is not read beside 'equivalent'" in fault
