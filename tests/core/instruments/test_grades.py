"""BILAG-2004: nine systems, a grade each; how many are A and how many B, and never a sum."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.instruments import score
from core.quantity import Interval
from core.vocabulary import ScoreKind
from tests.builders import the_vocabulary
from tests.core.instruments.scoring import (
    check_each_answer_narrows_the_counts,
    counts_of,
    instrument,
)

SYSTEMS = (
    *("constitutional", "mucocutaneous", "neuropsychiatric", "musculoskeletal"),
    *("cardiorespiratory", "gastrointestinal", "ophthalmic", "renal", "hematological"),
)


def graded(text):
    """Score "E C E …" in the order of the systems; "?" is one not assessed."""
    given_grades = dict(zip(SYSTEMS, text.replace("?", "unknown").split(), strict=True))
    return score(instrument("bilag_2004"), given_grades)


def span(low, high):
    return Interval(Fraction(low), Fraction(high))


def test_it_has_the_nine_systems_and_grades_of_the_score():
    kind = the_vocabulary().get(ScoreKind, "bilag_2004")
    assert kind is not None
    assert tuple(instrument("bilag_2004").items) == kind.systems == SYSTEMS
    assert all(tuple(i.levels) == kind.grades for i in instrument("bilag_2004").items.values())


@pytest.mark.parametrize(
    ("grades", "a", "b", "points"),
    [
        pytest.param("E C E E E E E E C", (0, 0), (0, 0), 2, id="B1"),
        pytest.param("E A E E E E E E C", (1, 1), (0, 0), 13, id="B2"),
        pytest.param("E B E B E E E E C", (0, 0), (2, 2), 17, id="B3"),
        pytest.param("E B E C C E C E C", (0, 0), (1, 1), 12, id="B4"),
        pytest.param("D B E C E E E ? E", (0, 1), (1, 2), 9, id="B5"),
        pytest.param("E B E C C C C C C", (0, 0), (1, 1), 14, id="B6"),
        pytest.param("A A A A A A A A A", (9, 9), (0, 0), 108, id="B7"),
        pytest.param("? ? ? ? ? ? ? ? ?", (0, 9), (0, 9), 0, id="open"),
    ],
)
def test_a_worked_example_counts_its_grades(grades, a, b, points):
    made = graded(grades)
    assert dict(made.parts) == {"A": span(*a), "B": span(*b)}
    assert sum(one.points for one in made.working) == points


def test_points_that_equal_one_a_are_no_a():
    without, with_one = graded("E B E C C E C E C"), graded("E A E E E E E E E")
    assert sum(one.points for one in without.working) == 12
    assert sum(one.points for one in with_one.working) == 12
    assert without.parts != with_one.parts
    assert without.total is with_one.total is None


@pytest.mark.parametrize("system", SYSTEMS)
@pytest.mark.parametrize(("grade", "a", "b"), [("A", 1, 0), ("B", 0, 1), ("C", 0, 0), ("D", 0, 0)])
def test_each_system_alone_counts_once(system, grade, a, b):
    given_grades = dict.fromkeys(SYSTEMS, "E") | {system: grade}
    made = score(instrument("bilag_2004"), given_grades)
    assert dict(made.parts) == {"A": span(a, a), "B": span(b, b)}


@pytest.mark.parametrize("system", ["vasculitis", "other", "haematological"])
def test_a_system_of_another_index_is_refused(system):
    with pytest.raises(ValueError, match=f"'{system}' is no item of BILAG-2004"):
        score(instrument("bilag_2004"), {system: "A"})


@pytest.mark.parametrize("grade", ["F", "a", "4", "ND"])
def test_what_is_no_grade_is_refused_with_the_grades(grade):
    with pytest.raises(ValueError, match="Use A, B, C, D, E or unknown"):
        score(instrument("bilag_2004"), {"renal": grade})


@given(st.lists(st.sampled_from("ABCDE"), min_size=9, max_size=9), st.permutations(SYSTEMS))
def test_grading_a_system_never_widens_a_count(grades, order):
    answers = dict(zip(order, grades, strict=True))
    check_each_answer_narrows_the_counts(instrument("bilag_2004"), answers)
    made = counts_of(score(instrument("bilag_2004"), answers))
    assert made == {name: (grades.count(name), grades.count(name)) for name in "AB"}
