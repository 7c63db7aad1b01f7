"""HAQ-DI and ECOG: worked examples, aids, blank categories, extremes, intervals."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.instruments import score
from core.quantity import Interval
from tests.core.instruments.scoring import check_each_answer_narrows, ends_of, instrument

QUESTIONS = {
    "dressing": "dress shampoo",
    "arising": "stand_up bed",
    "eating": "cut_meat lift_cup open_milk",
    "walking": "walk_flat climb_steps",
    "hygiene": "wash_body tub_bath toilet",
    "reach": "reach_down bend_down",
    "grip": "car_door open_jar taps",
    "activities": "errands car chores",
}
RAISING = {*(f"{category}_aid" for category in QUESTIONS), *(f"{c}_help" for c in QUESTIONS)}
NO_AID = dict.fromkeys(sorted(RAISING - {"activities_aid"}), "no")


def between(low, high):
    return Interval(Fraction(low), Fraction(high))


def haq(text, **raised):
    """Score "21 03 102 …": the digits of each category; "-" is one left blank."""
    answers = dict(NO_AID)
    for questions, digits in zip(QUESTIONS.values(), text.split(), strict=True):
        words = ["blank" if digit == "-" else digit for digit in digits]
        answers |= dict(zip(questions.split(), words, strict=True))
    return score(instrument("haq_di"), answers | raised)


def test_it_has_20_questions_in_8_categories():
    asked = {key: item.group for key, item in instrument("haq_di").items.items() if item.levels}
    assert asked == {q: c for c, questions in QUESTIONS.items() for q in questions.split()}
    assert set(instrument("haq_di").items) - set(asked) == set(NO_AID)


def test_the_published_example_makes_2_25():
    yes = "dressing_help arising_aid arising_help walking_help hygiene_aid hygiene_help"
    scored = haq("21 03 102 01 011 33 113 001", **dict.fromkeys(yes.split(), "yes"))
    assert scored.total == between("2.25", "2.25")


@pytest.mark.parametrize(
    ("questions", "yes", "index"),
    [
        ("10 10 000 10 000 10 000 100", "walking_aid grip_aid", "1"),
        ("10 10 000 10 000 10 000 100", "", "5/8"),
        ("-- 10 100 20 --- 10 100 100", "", "7/6"),
        ("20 00 000 00 000 00 000 000", "", "0.25"),
        ("10 00 000 00 000 00 000 000", "", "0.125"),
        ("10 00 000 00 000 00 --- ---", "", "1/6"),
        ("-- 10 100 20 100 10 100 100", "", "8/7"),
        ("33 33 333 33 333 33 333 333", "", "3"),
        ("00 00 000 00 000 00 000 000", "", "0"),
        ("-1 -0 --0 0- -0- 0- --0 0--", "", "0.125"),
    ],
)
def test_a_worked_example_makes_its_index(questions, yes, index):
    scored = haq(questions, **dict.fromkeys(yes.split(), "yes"))
    assert scored.total == between(index, index)


@pytest.mark.parametrize(("difficulty", "lifted"), [("0", 2), ("1", 2), ("2", 2), ("3", 3)])
@pytest.mark.parametrize("kind", ["aid", "help"])
def test_an_aid_or_help_lifts_a_category_to_2_at_least(difficulty, lifted, kind):
    scored = haq(f"{difficulty}0 00 000 00 000 00 000 000", **{f"dressing_{kind}": "yes"})
    assert scored.total == between(Fraction(lifted, 8), Fraction(lifted, 8))


def test_an_aid_does_not_answer_a_category_left_blank():
    assert haq("-- 00 000 00 000 00 000 000", dressing_aid="yes").total == between(0, 0)


@pytest.mark.parametrize(
    ("questions", "computed"),
    [
        ("-- -- 000 00 000 00 000 000", True),
        ("-- -- --- 00 000 00 000 000", False),
        ("-- -- --- -- --- -- --- ---", False),
    ],
)
def test_fewer_than_six_categories_make_no_index(questions, computed):
    scored = haq(questions)
    assert (scored.total is not None) == computed
    assert scored.open == ()


def test_each_question_alone_counts_for_its_category():
    for question in " ".join(QUESTIONS.values()).split():
        scored = haq("00 00 000 00 000 00 000 000", **{question: "3"})
        assert scored.total == between("3/8", "3/8")


def test_an_open_question_of_an_answered_category_may_be_worth_3():
    scored = haq("10 00 000 00 000 00 000 000", shampoo="unknown")
    assert scored.total == between("1/8", "3/8")
    assert scored.open == ("shampoo",)


def test_a_category_that_is_open_may_also_be_left_blank():
    scored = haq("00 00 000 00 000 00 000 111", dress="unknown", shampoo="unknown")
    assert scored.total == between("1/8", "4/8")
    all_one = haq("00 11 111 11 111 11 111 111", dress="unknown", shampoo="unknown")
    assert all_one.total == between("7/8", "10/8")


def test_an_open_aid_may_lift_its_category_to_2():
    scored = haq("10 00 000 00 000 00 000 000", dressing_aid="unknown")
    assert scored.total == between("1/8", "2/8")


def test_six_categories_left_with_one_open_are_counted_with_it():
    scored = haq("-- -- 000 00 000 00 000 000", errands="unknown", car="unknown", chores="unknown")
    assert scored.total == between(0, "3/6")


def test_there_is_no_aid_for_activities():
    with pytest.raises(ValueError, match="'activities_aid' is no item"):
        score(instrument("haq_di"), {"activities_aid": "yes"})


@given(st.data())
def test_answering_the_haq_never_widens_the_interval(data):
    items = instrument("haq_di").items
    # No more than two categories are left blank: with fewer than six there is no interval.
    blank = data.draw(st.lists(st.sampled_from(sorted(QUESTIONS)), max_size=2), label="blank")
    levels = {
        key: ("0", "1", "2", "3") if item.group not in blank else tuple(item.levels)
        for key, item in items.items()
        if item.levels
    }
    order = data.draw(st.permutations(sorted(items)), label="order")
    answers = {
        key: data.draw(st.sampled_from(levels.get(key, ("yes", "no"))), label=key) for key in order
    }
    check_each_answer_narrows(instrument("haq_di"), answers)
    low, high = ends_of(score(instrument("haq_di"), answers))
    assert low == high


@given(st.lists(st.sampled_from("0123"), min_size=20, max_size=20))
def test_all_questions_answered_make_a_multiple_of_an_eighth(digits):
    text, rest = [], list(digits)
    for questions in QUESTIONS.values():
        count = len(questions.split())
        text.append("".join(rest[:count]))
        rest = rest[count:]
    total = haq(" ".join(text)).total
    assert total.low == total.high
    assert 0 <= total.low <= 3
    assert (total.low * 8).denominator == 1


@pytest.mark.parametrize("grade", ["0", "1", "2", "3", "4", "5"])
def test_the_ecog_grade_is_the_score(grade):
    assert score(instrument("ecog"), {"grade": grade}).total == between(grade, grade)


@pytest.mark.parametrize("grade", ["6", "-1", "0.5", "0-1"])
def test_what_is_no_ecog_grade_is_refused(grade):
    with pytest.raises(ValueError, match="no answer to grade of ECOG"):
        score(instrument("ecog"), {"grade": grade})


def test_an_ecog_not_asked_may_be_any():
    assert score(instrument("ecog"), {}).total == between(0, 5)
