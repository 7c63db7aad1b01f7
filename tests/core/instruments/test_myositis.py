"""Muscle strength by hand, of 150 and of 80: examples, extremes, and that they are not mixed."""

from __future__ import annotations

from fractions import Fraction

import pytest

from core.instruments import score
from core.quantity import Interval
from tests.core.instruments.scoring import instrument

PAIRED = (
    *("deltoid", "biceps", "gluteus_maximus", "gluteus_medius", "quadriceps"),
    *("wrist_extensors", "ankle_dorsiflexors"),
)


def between(low, high):
    return Interval(Fraction(low), Fraction(high))


def both_sides(text):
    """Read "7 8,8 9,9 …": the neck, then right and left of each muscle."""
    neck, *pairs = text.split()
    answers = {"neck_flexors": neck}
    for muscle, pair in zip(PAIRED, pairs, strict=True):
        answers[f"{muscle}_right"], answers[f"{muscle}_left"] = pair.split(",")
    return answers


@pytest.mark.parametrize(
    ("grades", "total"),
    [
        ("10 10,10 10,10 10,10 10,10 10,10 10,10 10,10", 150),
        ("7 8,8 9,9 8,8 8,8 9,9 10,10 10,10", 131),
        ("6 7,7 8,8 7,7 7,7 8,8 9,9 10,10", 118),
        ("9 9,9 10,10 8,9 9,9 9,10 10,10 10,10", 141),
        ("0 0,0 0,0 0,0 0,0 0,0 0,0 0,0", 0),
    ],
)
def test_a_worked_example_of_both_sides_is_reached(grades, total):
    assert score(instrument("mmt8"), both_sides(grades)).total == between(total, total)


def test_a_missing_ankle_leaves_121_to_131():
    answers = both_sides("7 8,8 9,9 8,8 8,8 9,9 10,10 10,unknown")
    scored = score(instrument("mmt8"), answers)
    assert scored.total == between(121, 131)
    assert scored.open == ("ankle_dorsiflexors_left",)


def test_one_side_makes_69_of_80():
    answers = dict(
        zip(("neck_flexors", *PAIRED), ["7", "8", "9", "8", "8", "9", "10", "10"], strict=True)
    )
    assert score(instrument("mmt8_one_side"), answers).total == between(69, 69)


@pytest.mark.parametrize(("key", "items", "most"), [("mmt8", 15, 150), ("mmt8_one_side", 8, 80)])
def test_all_muscles_make_the_published_maximum(key, items, most):
    assert len(instrument(key).items) == items
    assert score(instrument(key), dict.fromkeys(instrument(key).items, "10")).total == (
        between(most, most)
    )
    assert score(instrument(key), {}).total == between(0, most)


@pytest.mark.parametrize("key", ["mmt8", "mmt8_one_side"])
def test_each_muscle_alone_adds_its_grade(key):
    for muscle in instrument(key).items:
        answers = dict.fromkeys(instrument(key).items, "0") | {muscle: "7"}
        assert score(instrument(key), answers).total == between(7, 7)


@pytest.mark.parametrize("grade", ["11", "-1", "9.5", "4+", "T", "NaN", "Infinity"])
def test_a_grade_that_is_not_a_whole_number_of_0_to_10_is_refused(grade):
    with pytest.raises(ValueError, match="0 to 10"):
        score(instrument("mmt8"), {"neck_flexors": grade})


@pytest.mark.parametrize(
    ("key", "item"),
    [
        ("mmt8", "deltoid"),
        ("mmt8_one_side", "deltoid_right"),
        ("mmt8", "iliopsoas_right"),
        ("mmt8", "neck_flexors_left"),
    ],
)
def test_the_items_of_one_form_are_no_items_of_the_other(key, item):
    with pytest.raises(ValueError, match="is no item of MMT-8"):
        score(instrument(key), {item: "10"})
