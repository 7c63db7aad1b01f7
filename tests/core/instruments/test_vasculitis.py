"""BVAS version 3: both columns, the maxima of the systems, worked examples, intervals."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.instruments import score
from core.quantity import Interval
from tests.core.instruments.scoring import check_each_answer_narrows, instrument

ONLY_NEW = {"sudden_visual_loss", "nodules", "creatinine_rise"}
MOST = {
    "general": (2, 3),
    "cutaneous": (3, 6),
    "mucous_membranes_eyes": (3, 6),
    "ear_nose_throat": (3, 6),
    "chest": (3, 6),
    "cardiovascular": (3, 6),
    "abdominal": (4, 9),
    "renal": (6, 12),
    "nervous": (6, 9),
}
# Findings, the total new or worse, the total persistent (None where a finding is always new).
EXAMPLES = [
    (
        (
            "myalgia arthralgia fever weight_loss purpura bloody_nasal_discharge infiltrate "
            "haematuria creatinine_125"
        ),
        25,
        13,
    ),
    ("arthralgia fever haematuria proteinuria creatinine_125", 15, 8),
    (
        (
            "fever alveolar_haemorrhage respiratory_failure proteinuria haematuria creatinine_500 "
            "creatinine_rise"
        ),
        20,
        None,
    ),
    ("mononeuritis_multiplex wheeze infiltrate weight_loss", 17, 8),
    ("headache paranasal_sinus myalgia", 4, 3),
]


def bvas():
    return instrument("bvas_v3")


def between(low, high):
    return Interval(Fraction(low), Fraction(high))


def scored(**found):
    return score(bvas(), dict.fromkeys(bvas().items, "absent") | found)


def findings(text, level):
    return dict.fromkeys(text.split(), level)


def test_it_has_56_items_in_9_systems_with_the_published_maxima():
    assert len(bvas().items) == 56
    assert {item.group for item in bvas().items.values()} == set(MOST)
    most = {system: (m["persistent"], m["new_or_worse"]) for system, m in bvas().most.items()}
    assert most == MOST


def test_every_item_reaches_the_published_maximum_of_its_column():
    everything = " ".join(bvas().items)
    lasting = " ".join(key for key in bvas().items if key not in ONLY_NEW)
    assert scored(**findings(everything, "new_or_worse")).total == between(63, 63)
    assert scored(**findings(lasting, "persistent")).total == between(33, 33)
    assert score(bvas(), {}).total == between(0, 63)
    assert scored().total == between(0, 0)


@pytest.mark.parametrize(("present", "new", "persistent"), EXAMPLES)
def test_a_worked_example_is_reached_in_both_columns(present, new, persistent):
    assert scored(**findings(present, "new_or_worse")).total == between(new, new)
    if persistent is None:
        with pytest.raises(ValueError, match="'persistent' is no answer to creatinine_rise"):
            scored(**findings(present, "persistent"))
    else:
        assert scored(**findings(present, "persistent")).total == between(persistent, persistent)


def test_each_item_alone_adds_its_points_up_to_the_most_of_its_system():
    for key, item in bvas().items.items():
        for level in set(item.levels) - {"absent"}:
            points = min(item.levels[level], bvas().most[item.group][level])
            assert scored(**{key: level}).total == between(points, points)


def test_no_finding_is_worth_less_when_it_is_new():
    for item in bvas().items.values():
        assert item.levels.get("persistent", 0) <= item.levels["new_or_worse"]


def test_only_three_findings_are_always_new():
    assert {k for k, item in bvas().items.items() if "persistent" not in item.levels} == ONLY_NEW


def test_one_new_finding_scores_every_finding_as_new():
    persistent = findings("purpura haematuria", "persistent")
    assert scored(**persistent).total == between(4, 4)
    assert scored(**persistent, headache="new_or_worse").total == between(9, 9)


def test_of_the_bands_of_creatinine_only_the_highest_counts():
    bands = findings("creatinine_125 creatinine_250", "new_or_worse")
    assert scored(**bands).total == between(6, 6)


def test_an_open_finding_may_be_new_and_lift_the_persistent_ones():
    result = scored(**findings("purpura haematuria", "persistent"), headache="unknown")
    assert result.total == between(4, 9)
    assert result.open == ("headache",)


def test_an_open_finding_of_a_full_system_changes_nothing():
    full = findings("fever weight_loss", "new_or_worse")
    assert scored(**full, myalgia="unknown").total == between(3, 3)


def test_an_item_of_another_version_is_refused():
    with pytest.raises(ValueError, match="'red_cell_casts' is no item of Birmingham"):
        scored(red_cell_casts="new_or_worse")


@given(st.data())
def test_answering_a_finding_never_widens_the_interval(data):
    keys = data.draw(st.lists(st.sampled_from(sorted(bvas().items)), unique=True), label="asked")
    answers = {
        key: data.draw(st.sampled_from(sorted(bvas().items[key].levels)), label=key) for key in keys
    }
    check_each_answer_narrows(bvas(), answers)
