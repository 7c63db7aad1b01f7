"""`joints`: single joints and counts of one examination, and what they cannot both say."""

from __future__ import annotations

import pytest

from core.truth import NeedKind, Truth
from tests.builders import a_record, the_step

THREE = {"joints": "swollen", "at_least": "3"}
LEFT = {"left_knee": ["swollen"], "left_wrist": ["swollen"], "left_elbow": ["swollen"]}


def judged(*, swollen, joints):
    score = {"of": "joints_28", "date": "2026-11-18", "joints": joints}
    if swollen is not None:
        score["items"] = {"swollen": str(swollen)}
    return the_step(THREE, a_record(scores=[score]))


def test_counts_that_the_single_joints_can_make_change_nothing():
    assert judged(swollen=3, joints=LEFT).truth is Truth.YES
    assert judged(swollen=28, joints=LEFT).truth is Truth.YES


@pytest.mark.parametrize("swollen", [0, 2])
def test_fewer_than_the_joints_that_are_swollen_is_a_conflict(swollen):
    step = judged(swollen=swollen, joints=LEFT)
    assert (step.truth, step.reason.code) == (Truth.UNKNOWN, "score_contradicted")
    assert [(need.kind, need.what) for need in step.needs] == [(NeedKind.CONFLICT, "joints_28")]


def test_more_than_the_joints_not_examined_can_make_is_a_conflict():
    joints = {"left_knee": [], "right_knee": ["tender"]}
    assert judged(swollen=26, joints=joints).reason.code != "score_contradicted"
    assert judged(swollen=27, joints=joints).reason.code == "score_contradicted"


def test_a_count_of_the_other_sign_is_not_asked():
    score = {
        "of": "joints_28",
        "date": "2026-11-18",
        "joints": LEFT,
        "items": {"tender": "28"},
    }
    assert the_step(THREE, a_record(scores=[score])).truth is Truth.YES
