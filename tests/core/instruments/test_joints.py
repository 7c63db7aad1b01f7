"""The 28 joints: which they are, the three counts, and how a record keeps them."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.evaluate.measured.joints import number_of
from core.instruments import Worked, joints, score
from core.quantity import Interval
from core.record import Score
from tests.core.instruments.scoring import check_each_answer_narrows_the_counts, instrument

COUNTS = ("tender", "swollen", "swollen_or_tender")
ANSWERS = ("none", "tender", "swollen", "both")


def the_joints():
    return instrument("joints_28")


def counts(answers):
    return dict(score(the_joints(), answers).parts)


def between(low, high):
    return Interval(Fraction(low), Fraction(high))


def sure(**numbers):
    return {name: between(number, number) for name, number in numbers.items()}


def test_it_has_14_joints_on_each_side_and_no_other():
    sides = Counter(key.partition("_")[0] for key in the_joints().items)
    assert sides == {"right": 14, "left": 14}
    groups = Counter(item.group for item in the_joints().items.values())
    assert groups == {
        "shoulders": 2,
        "elbows": 2,
        "wrists": 2,
        "mcp_joints": 10,
        "pip_joints": 10,
        "knees": 2,
    }


def test_the_joints_stand_from_the_shoulders_down_to_the_knees():
    groups = list(dict.fromkeys(item.group for item in the_joints().items.values()))
    assert groups == ["shoulders", "elbows", "wrists", "mcp_joints", "pip_joints", "knees"]
    right = [key for key in the_joints().items if key.startswith("right_")]
    left = [key for key in the_joints().items if key.startswith("left_")]
    assert [key.removeprefix("right_") for key in right] == [
        key.removeprefix("left_") for key in left
    ]
    assert right[3:13] == [
        *(f"right_mcp_{n}" for n in range(1, 6)),
        "right_thumb_ip",
        *(f"right_pip_{n}" for n in range(2, 6)),
    ]


@pytest.mark.parametrize("joint", ["left_hip", "right_ankle", "left_mtp_2", "right_dip_3", "knee"])
def test_a_joint_that_is_not_one_of_the_28_is_refused_with_those_that_are(joint):
    with pytest.raises(ValueError, match=f"'{joint}' is no item .* Use right_shoulder, left_"):
        score(the_joints(), {joint: "swollen"})


def test_an_answer_that_is_no_sign_is_refused_with_what_is_allowed():
    with pytest.raises(ValueError, match="Use none, tender, swollen, both or unknown"):
        score(the_joints(), {"left_knee": "sore"})


@pytest.mark.parametrize(
    ("answer", "tender", "swollen", "either"),
    [("none", 0, 0, 0), ("tender", 1, 0, 1), ("swollen", 0, 1, 1), ("both", 1, 1, 1)],
)
def test_each_joint_alone_counts_once(answer, tender, swollen, either):
    for joint in the_joints().items:
        answers = dict.fromkeys(the_joints().items, "none") | {joint: answer}
        assert counts(answers) == sure(tender=tender, swollen=swollen, swollen_or_tender=either)


def test_all_joints_make_28_and_no_answer_leaves_all_open():
    everything = dict.fromkeys(the_joints().items, "both")
    assert counts(everything) == dict.fromkeys(COUNTS, between(28, 28))
    assert counts({}) == dict.fromkeys(COUNTS, between(0, 28))
    assert score(the_joints(), {}).open == tuple(the_joints().items)


def test_two_tender_and_two_other_swollen_joints_are_four():
    answers = dict.fromkeys(the_joints().items, "none")
    answers |= dict.fromkeys(("left_wrist", "right_wrist"), "tender")
    answers |= dict.fromkeys(("left_knee", "right_knee"), "swollen")
    assert counts(answers) == sure(tender=2, swollen=2, swollen_or_tender=4)
    assert counts(answers | dict.fromkeys(("left_knee", "right_knee"), "both")) == sure(
        tender=4, swollen=2, swollen_or_tender=4
    )


def test_there_is_no_total_and_no_band():
    made = score(the_joints(), {"left_knee": "both"})
    assert (made.total, made.band) == (None, None)
    assert made.working == (Worked("left_knee", "both", Fraction(2)),)


ANSWERED = st.dictionaries(
    st.sampled_from([*instrument("joints_28").items]), st.sampled_from(ANSWERS)
)


@given(ANSWERED)
def test_answering_a_joint_never_widens_a_count(answers):
    check_each_answer_narrows_the_counts(the_joints(), answers)


@given(ANSWERED)
def test_a_record_keeps_the_answers_and_a_rule_counts_them_alike(answers):
    kept = joints.to_record(answers)
    assert joints.from_record(kept) == answers
    if kept:
        result = Score(of="joints_28", joints=kept)
        for name, count in counts(answers).items():
            number = number_of(result, name)
            assert (number.low, number.high) == (count.low, count.high)


def test_an_unknown_joint_is_kept_as_not_examined():
    assert joints.to_record({"left_knee": "unknown", "right_knee": "none"}) == {"right_knee": ()}
