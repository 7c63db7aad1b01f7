"""The skin score of 17 sites and the LeRoy and Medsger subset: examples, extremes, intervals."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.instruments import score
from core.quantity import Interval
from tests.core.instruments.scoring import check_each_answer_narrows, ends_of, instrument

PAIRED = ("upper_arm", "forearm", "hand", "fingers", "thigh", "lower_leg", "foot")
SITES = {
    *("face", "anterior_chest", "abdomen"),
    *(f"{site}_{side}" for site in PAIRED for side in ("right", "left")),
}
NO_SIGN = {
    "raynaud": "none",
    "nailfold_capillaroscopy": "no",
    "selective_antibody": "no",
    "skin_distal": "no",
    "skin_proximal": "no",
}


def between(low, high):
    return Interval(Fraction(low), Fraction(high))


def skin(**grades):
    """Score the sites named (a paired one on both sides), the others 0."""
    answers = dict.fromkeys(SITES, "0")
    for site, grade in grades.items():
        sides = [f"{site}_right", f"{site}_left"] if site in PAIRED else [site]
        answers |= dict.fromkeys(sides, grade)
    return score(instrument("mrss"), answers)


def subset(**found):
    return score(instrument("leroy_medsger_2001"), NO_SIGN | found)


def test_it_has_17_sites_and_neither_back_nor_neck_nor_toes():
    assert set(instrument("mrss").items) == SITES
    assert len(SITES) == 17


@pytest.mark.parametrize("site", sorted(SITES))
@pytest.mark.parametrize("grade", ["0", "1", "2", "3"])
def test_each_site_alone_adds_its_grade(site, grade):
    answers = dict.fromkeys(SITES, "0") | {site: grade}
    assert score(instrument("mrss"), answers).total == between(grade, grade)


@pytest.mark.parametrize(
    ("grades", "total"),
    [
        ({"fingers": "2", "hand": "2", "forearm": "1", "face": "1"}, 11),
        ({"fingers": "3", "hand": "2"}, 10),
        (dict.fromkeys((*PAIRED, "face", "anterior_chest", "abdomen"), "2"), 34),
        (dict.fromkeys((*PAIRED, "face", "anterior_chest", "abdomen"), "3"), 51),
        ({"fingers": "2", "hand": "1", "upper_arm": "1", "anterior_chest": "1"}, 9),
    ],
)
def test_a_worked_example_of_the_skin_is_reached(grades, total):
    assert skin(**grades).total == between(total, total)


def test_two_sites_missing_leave_9_to_15_and_are_named():
    answers = dict.fromkeys(SITES, "0") | {"face": "3", "hand_right": "3", "hand_left": "3"}
    del answers["foot_right"], answers["foot_left"]
    scored = score(instrument("mrss"), answers)
    assert scored.total == between(9, 15)
    assert scored.open == ("foot_right", "foot_left")


@pytest.mark.parametrize("answers", [{"back": "1"}, {"face": "4"}, {"face": "1.5"}, {"hand": "1"}])
def test_a_site_or_grade_that_is_not_scored_is_refused(answers):
    with pytest.raises(ValueError, match="Modified Rodnan"):
        score(instrument("mrss"), answers)


@pytest.mark.parametrize("raynaud", ["none", "subjective", "objective"])
@pytest.mark.parametrize("nailfold", ["no", "yes"])
@pytest.mark.parametrize("antibody", ["no", "yes"])
def test_objective_raynaud_needs_one_sign_and_subjective_both(raynaud, nailfold, antibody):
    signs = [nailfold, antibody].count("yes")
    enough = signs >= {"none": 3, "subjective": 2, "objective": 1}[raynaud]
    scored = subset(raynaud=raynaud, nailfold_capillaroscopy=nailfold, selective_antibody=antibody)
    assert scored.total == between(enough, enough)


@pytest.mark.parametrize(
    ("distal", "proximal", "number", "name"),
    [
        ("no", "no", 1, "Limited systemic sclerosis (lSSc) without skin"),
        ("yes", "no", 2, "Limited cutaneous (lcSSc)"),
        ("no", "yes", 3, "Diffuse cutaneous (dcSSc)"),
        ("yes", "yes", 3, "Diffuse cutaneous (dcSSc)"),
    ],
)
def test_the_widest_skin_names_the_subset(distal, proximal, number, name):
    scored = subset(
        raynaud="objective", selective_antibody="yes", skin_distal=distal, skin_proximal=proximal
    )
    assert scored.total == between(number, number)
    assert scored.band is not None
    assert scored.band.label.en == name


def test_skin_without_raynaud_is_no_subset():
    assert subset(skin_distal="yes", skin_proximal="yes", selective_antibody="yes").total == (
        between(0, 0)
    )


def test_an_open_trunk_leaves_the_subset_unnamed():
    scored = subset(
        raynaud="objective", selective_antibody="yes", skin_distal="yes", skin_proximal="unknown"
    )
    assert (scored.total, scored.band) == (between(2, 3), None)
    assert scored.open == ("skin_proximal",)


@given(st.data())
def test_answering_about_the_subset_never_widens_it(data):
    items = instrument("leroy_medsger_2001").items
    full = {
        key: data.draw(st.sampled_from(tuple(item.levels) or ("yes", "no")), label=key)
        for key, item in items.items()
    }
    order = data.draw(st.permutations(sorted(items)))
    answers = {key: full[key] for key in order}
    check_each_answer_narrows(instrument("leroy_medsger_2001"), answers)
    low, high = ends_of(score(instrument("leroy_medsger_2001"), answers))
    assert low == high
