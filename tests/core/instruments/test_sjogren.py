"""ESSDAI: weights, worked examples, the maximum, and what the domains do not have."""

from __future__ import annotations

from fractions import Fraction

import pytest

from core.instruments import score
from core.quantity import Interval
from tests.core.instruments.scoring import instrument

WEIGHTS = {
    "constitutional": (3, "low moderate"),
    "lymphadenopathy": (4, "low moderate high"),
    "glandular": (2, "low moderate"),
    "articular": (2, "low moderate high"),
    "cutaneous": (3, "low moderate high"),
    "pulmonary": (5, "low moderate high"),
    "renal": (5, "low moderate high"),
    "muscular": (6, "low moderate high"),
    "peripheral_nervous": (5, "low moderate high"),
    "central_nervous": (5, "moderate high"),
    "haematological": (2, "low moderate high"),
    "biological": (1, "low moderate"),
}
LEVELS = ["none", "low", "moderate", "high"]
CASES = [(d, level) for d, (_, levels) in WEIGHTS.items() for level in levels.split()]


def essdai():
    return instrument("essdai")


def between(low, high):
    return Interval(Fraction(low), Fraction(high))


def scored(**levels):
    return score(essdai(), dict.fromkeys(WEIGHTS, "none") | levels)


def test_it_has_the_12_published_domains():
    assert set(essdai().items) == set(WEIGHTS)


@pytest.mark.parametrize(("domain", "level"), CASES)
def test_each_domain_alone_adds_level_times_weight(domain, level):
    points = WEIGHTS[domain][0] * LEVELS.index(level)
    assert scored(**{domain: level}).total == between(points, points)


def test_all_domains_make_the_published_maximum():
    highest = {domain: levels.split()[-1] for domain, (_, levels) in WEIGHTS.items()}
    assert scored(**highest).total == between(123, 123)
    assert score(essdai(), {}).total == between(0, 123)


@pytest.mark.parametrize(
    ("levels", "total", "band"),
    [
        pytest.param({"articular": "moderate", "biological": "moderate"}, 6, "Moderate", id="X1"),
        pytest.param({"haematological": "high", "biological": "low"}, 7, "Moderate", id="X2"),
        pytest.param(
            {"pulmonary": "moderate", "renal": "low", "biological": "moderate"}, 17, "High", id="X3"
        ),
        pytest.param({"constitutional": "low", "glandular": "low"}, 5, "Moderate", id="X4"),
        pytest.param(
            {
                "cutaneous": "moderate",
                "peripheral_nervous": "low",
                "haematological": "low",
                "biological": "moderate",
            },
            15,
            "High",
            id="X5",
        ),
        pytest.param(
            {domain: levels.split()[-1] for domain, (_, levels) in WEIGHTS.items()},
            123,
            "High",
            id="X8",
        ),
        pytest.param({"glandular": "low", "biological": "moderate"}, 4, "Low", id="X6"),
        pytest.param(
            {"central_nervous": "moderate", "articular": "low", "biological": "low"},
            13,
            "Moderate",
            id="X7",
        ),
        ({"muscular": "moderate", "biological": "moderate"}, 14, "High"),
        ({}, 0, "Low"),
    ],
)
def test_a_worked_example_is_reached_with_its_band(levels, total, band):
    result = scored(**levels)
    assert result.total == between(total, total)
    assert result.band is not None
    assert result.band.label.en == f"{band} activity"


@pytest.mark.parametrize(
    ("domain", "level"),
    [
        ("central_nervous", "low"),
        ("constitutional", "high"),
        ("glandular", "high"),
        ("biological", "high"),
        ("renal", "10"),
    ],
)
def test_a_level_that_the_domain_does_not_have_is_refused(domain, level):
    with pytest.raises(ValueError, match=f"no answer to {domain}"):
        scored(**{domain: level})


def test_an_open_domain_may_be_worth_all_of_its_levels():
    result = scored(pulmonary="unknown", articular="moderate")
    assert (result.total, result.band) == (between(4, 19), None)
    assert result.open == ("pulmonary",)
