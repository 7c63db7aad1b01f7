"""SLEDAI-2K and SELENA-SLEDAI: published points, worked examples, and what sets them apart."""

from __future__ import annotations

from fractions import Fraction

import pytest

from core.instruments import score
from core.quantity import Interval
from core.vocabulary import Lab, State
from tests.builders import the_vocabulary
from tests.core.instruments.scoring import instrument

VOCABULARY = the_vocabulary()
BOTH = ("sledai_2k", "selena_sledai")
POINTS = {
    8: "seizure psychosis organic_brain_syndrome visual_disturbance cranial_nerve lupus_headache "
    "cva vasculitis",
    4: "arthritis myositis urinary_casts haematuria proteinuria pyuria",
    2: "rash alopecia mucosal_ulcers pleurisy pericarditis low_complement dna_binding",
    1: "fever thrombocytopenia leukopenia",
}
PUBLISHED = {item: points for points, items in POINTS.items() for item in items.split()}


def scored(key, present, unknown=""):
    answers = dict.fromkeys(instrument(key).items, "no")
    answers |= dict.fromkeys(present.split(), "yes") | dict.fromkeys(unknown.split(), "unknown")
    return score(instrument(key), answers)


def between(low, high):
    return Interval(Fraction(low), Fraction(high))


@pytest.mark.parametrize("key", BOTH)
def test_it_has_the_24_published_items(key):
    assert {name: item.points for name, item in instrument(key).items.items()} == PUBLISHED


@pytest.mark.parametrize("key", BOTH)
def test_all_items_make_the_published_maximum(key):
    assert scored(key, " ".join(PUBLISHED)).total == between(105, 105)


@pytest.mark.parametrize("key", BOTH)
def test_no_item_makes_nothing_and_no_answer_makes_everything_possible(key):
    assert scored(key, "").total == between(0, 0)
    assert score(instrument(key), {}).total == between(0, 105)
    assert score(instrument(key), {}).open == tuple(instrument(key).items)


@pytest.mark.parametrize("key", BOTH)
@pytest.mark.parametrize(("item", "points"), PUBLISHED.items())
def test_each_item_alone_makes_its_points(key, item, points):
    assert scored(key, item).total == between(points, points)
    assert scored(key, "", item).total == between(0, points)


@pytest.mark.parametrize(
    ("present", "unknown", "low", "high"),
    [
        # A documentation prints 14 for S1; its own points make 16.
        pytest.param(
            "arthritis proteinuria rash mucosal_ulcers low_complement dna_binding",
            *("", 16, 16),
            id="S1",
        ),
        pytest.param("arthritis low_complement dna_binding", "", 8, 8, id="S2"),
        pytest.param("fever leukopenia thrombocytopenia rash alopecia", "", 7, 7, id="S3"),
        pytest.param(
            "proteinuria haematuria pyuria low_complement dna_binding thrombocytopenia",
            *("", 17, 17),
            id="S4",
        ),
        pytest.param("arthritis low_complement", "dna_binding", 6, 8, id="S5"),
        pytest.param("low_complement dna_binding", "", 4, 4, id="S6"),
        pytest.param(" ".join(PUBLISHED), "", 105, 105, id="S7"),
        pytest.param("arthritis low_complement leukopenia", "fever", 7, 8, id="S8"),
        # A public tool gives alopecia 1 point.
        pytest.param("alopecia", "", 2, 2, id="alopecia"),
        pytest.param("low_complement", "", 2, 2, id="C3 and C4 are one item"),
    ],
)
def test_the_worked_examples_of_sledai_2k(present, unknown, low, high):
    made = scored("sledai_2k", present, unknown)
    assert made.total == between(low, high)
    assert made.open == tuple(unknown.split())


@pytest.mark.parametrize(
    ("sledai_2k", "selena", "totals"),
    [
        # Two inflamed joints and a stable 0.8 g/24 h: each counts in SLEDAI-2K alone.
        pytest.param(
            "arthritis proteinuria low_complement dna_binding",
            "low_complement dna_binding",
            (12, 4),
            id="a",
        ),
        # The hybrid takes the proteinuria of SLEDAI-2K, and leaves the two joints out.
        pytest.param(
            "arthritis proteinuria low_complement dna_binding",
            "proteinuria low_complement dna_binding",
            (12, 8),
            id="a, hybrid",
        ),
        # Episcleritis is a visual disturbance in the SELENA version.
        pytest.param("rash dna_binding", "visual_disturbance rash dna_binding", (4, 12), id="b"),
        pytest.param(
            "arthritis proteinuria low_complement dna_binding",
            "arthritis proteinuria low_complement dna_binding",
            (12, 12),
            id="c",
        ),
        pytest.param(
            "arthritis low_complement dna_binding",
            "arthritis low_complement dna_binding",
            (8, 8),
            id="d",
        ),
    ],
)
def test_one_patient_may_have_two_totals_in_the_two_versions(sledai_2k, selena, totals):
    made = (scored("sledai_2k", sledai_2k).total, scored("selena_sledai", selena).total)
    assert made == tuple(between(total, total) for total in totals)


@pytest.mark.parametrize(
    ("total_of", "band"),
    [
        ("", "remission"),
        ("fever", "low activity"),
        ("arthritis", "low activity"),
        ("arthritis fever", "moderate activity"),
        ("seizure rash", "moderate activity"),
        ("seizure rash fever", "high activity"),
    ],
)
def test_the_band_changes_at_its_bounds(total_of, band):
    made = scored("sledai_2k", total_of)
    assert made.band is not None
    assert made.band.label.en == band


def test_an_interval_that_lies_in_two_bands_has_none():
    assert scored("sledai_2k", "arthritis", "fever").band is None
    assert scored("selena_sledai", "arthritis").band is None


@pytest.mark.parametrize(
    ("item", "word"),
    [
        ("arthritis", "More than 2 joints"),
        ("proteinuria", "New onset"),
        ("visual_disturbance", "scleritis"),
        ("cranial_nerve", "vertigo"),
        ("cva", "hypertension"),
        ("pleurisy", "one suffices"),
        ("pericarditis", "one suffices"),
    ],
)
def test_what_sets_the_selena_version_apart_stands_in_its_definitions(item, word):
    assert word in (instrument("selena_sledai").items[item].definition or "")
    assert word not in (instrument("sledai_2k").items[item].definition or "")


@pytest.mark.parametrize("key", BOTH)
def test_what_may_answer_an_item_is_in_the_vocabulary(key):
    for by in (by for item in instrument(key).items.values() for by in item.answered_by):
        assert by.lab is None or VOCABULARY.get(Lab, by.lab) is not None
        assert by.finding is None or VOCABULARY.get(State, by.finding) is not None


def test_a_stable_proteinuria_is_not_proposed_for_the_selena_version():
    assert instrument("sledai_2k").items["proteinuria"].answered_by
    assert not instrument("selena_sledai").items["proteinuria"].answered_by
