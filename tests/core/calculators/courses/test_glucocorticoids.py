"""Systemic glucocorticoids summed as prednisone: worked examples, routes, weights, switches."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from core.calculators.courses.dosing import dose_on, most, unchanged, unchanged_since
from core.calculators.courses.glucocorticoids import (
    for_review_in,
    nearest_weight,
    per_kg,
    systemic,
)
from core.facts import from_document
from core.medicines import Equivalent
from core.quantity import Interval
from core.truth import Truth
from core.vocabulary import Drug
from tests.builders import the_vocabulary
from tests.core.calculators.courses.courses import a_course, amounts, between, on

TODAY = "2026-11-18"


def sorted_out(*courses):
    return systemic(courses, the_vocabulary())


def prednisone_of(of, dose, **fields):
    course = a_course(of, start="2026-01-01", dose=dose, per="day", **fields)
    return dose_on(sorted_out(course).counted, on(TODAY))


@pytest.mark.parametrize(
    ("of", "dose", "expected"),
    [
        ("methylprednisolone", "24 mg", "30"),
        ("methylprednisolone", "28 mg", "35"),
        # With a factor rounded to 6.67 it would be 30.015, and above 30.
        ("dexamethasone", "4.5 mg", "30"),
        ("hydrocortisone", "30 mg", "7.5"),
        ("methylprednisolone", "6 mg", "7.5"),
        ("hydrocortisone", "25 mg", "6.25"),
        ("methylprednisolone", "48 mg", "60"),
        ("dexamethasone", "1.5 mg", "10"),
        ("prednisolone", "5 mg", "5"),
        ("cortisone", "25 mg", "5"),
        ("triamcinolone", "4 mg", "5"),
    ],
)
def test_the_worked_examples_of_equivalents_come_out_exactly(of, dose, expected):
    assert prednisone_of(of, dose) == amounts(expected)


@pytest.mark.parametrize(
    ("of", "dose", "low", "high"),
    [("betamethasone", "0.6 mg", "4", "5"), ("deflazacort", "6 mg", "4", "5")],
)
def test_where_tables_differ_the_equivalent_is_both(of, dose, low, high):
    assert prednisone_of(of, dose) == amounts(low, high)
    assert sorted_out(a_course(of, start="2026")).disputed == (of,)


def test_a_disputed_equivalent_is_read_on_the_safe_side_of_a_limit_from_above_and_from_below():
    found = prednisone_of("betamethasone", "3.6 mg")
    assert found == amounts(24, 30)
    assert found.is_above(Fraction(30)) is False
    assert prednisone_of("betamethasone", "3.61 mg").is_above(Fraction(30)) is None
    assert prednisone_of("betamethasone", "0.9 mg").is_at_least(Fraction("7.5")) is None
    assert prednisone_of("betamethasone", "1.125 mg").is_at_least(Fraction("7.5")) is True


def test_the_dose_of_a_disputed_medicine_that_does_not_change_is_unchanged():
    course = a_course("betamethasone", start="2026-01-01", dose="0.6 mg", per="day")
    counted = sorted_out(course).counted
    assert unchanged(counted, between("2026-10-01", TODAY)) is Truth.YES
    assert unchanged_since(counted, on(TODAY)) == on("2026-01-01")


def test_every_glucocorticoid_has_an_equivalent_and_nothing_else_has():
    vocabulary = the_vocabulary()
    glucocorticoids = {
        one.key
        for one in vocabulary.all(Drug)
        if vocabulary.belongs(Drug, one.key, "glucocorticoid") and not one.is_group
    }
    assert set(vocabulary.equivalents) == glucocorticoids
    assert all(one.source for one in vocabulary.equivalents.values())


@pytest.mark.parametrize("fields", [{"mg": "0"}, {"mg": "5", "or_mg": "-1"}])
def test_an_equivalent_of_nothing_is_refused(fields):
    with pytest.raises(ValueError, match="above zero"):
        from_document(Equivalent, {"source": "Table", "as_of": "2026-11-24", **fields})


def test_a_glucocorticoid_without_an_equivalent_is_for_a_person():
    bare = replace(the_vocabulary(), equivalents={})
    found = systemic([a_course("prednisone", start="2026", dose="5 mg", per="day")], bare)
    assert (len(found.counted), len(found.for_review)) == (0, 1)


# Summed


def test_oral_and_intravenous_ones_are_summed_and_other_medicines_are_not():
    courses = [
        a_course("prednisone", start="2026-01-01", dose="10 mg", per="day"),
        a_course("hydrocortisone", start="2026-01-01", dose="20 mg", per="day"),
        a_course("methylprednisolone", route="intravenous", start=TODAY, dose="0.5 g", once="yes"),
        a_course("methotrexate", start="2026-01-01", dose="15 mg", per="week"),
    ]
    counted = sorted_out(*courses).counted
    assert dose_on(counted, on(TODAY)) == amounts(640)
    assert dose_on(counted, on("2026-11-17")) == amounts(15)
    assert most(counted, between("2026-11-01", "2026-11-17")) == amounts(15)


def test_a_switch_at_an_equal_equivalent_is_no_change():
    courses = [
        a_course("prednisone", start="2026-01-01", end="2026-10-31", dose="20 mg", per="day"),
        a_course("methylprednisolone", start="2026-11-01", dose="16 mg", per="day"),
    ]
    counted = sorted_out(*courses).counted
    assert unchanged(counted, between("2026-06-01", TODAY)) is Truth.YES
    assert unchanged_since(counted, on(TODAY)) == on("2026-01-01")


@pytest.mark.parametrize("dose", ["15.9 mg", "16.1 mg", "12 mg"])
def test_a_switch_at_another_equivalent_is_a_change(dose):
    courses = [
        a_course("prednisone", start="2026-01-01", end="2026-10-31", dose="20 mg", per="day"),
        a_course("methylprednisolone", start="2026-11-01", dose=dose, per="day"),
    ]
    counted = sorted_out(*courses).counted
    assert unchanged(counted, between("2026-10-31", TODAY)) is Truth.NO
    assert unchanged_since(counted, on(TODAY)) == on("2026-11-01")


# Routes


@pytest.mark.parametrize(
    ("route", "form", "place"),
    [
        ("oral", None, "counted"),
        ("oral", "tablet", "counted"),
        ("intravenous", "infusion", "counted"),
        (None, "tablet", "counted"),
        (None, "infusion", "counted"),
        ("intra_articular", None, "for_review"),
        (None, "intra_articular", "for_review"),
        ("intramuscular", "depot", "for_review"),
        ("intramuscular", None, "for_review"),
        ("subcutaneous", None, "for_review"),
        (None, "depot", "for_review"),
        ("topical", None, "local"),
        ("inhaled", None, "local"),
    ],
)
def test_what_counts_what_is_for_a_person_and_what_is_local(route, form, place):
    course = a_course("triamcinolone", route=route, form=form, start="2026")
    found = sorted_out(course)
    places = {name: len(getattr(found, name)) for name in ("counted", "for_review", "local")}
    assert places == {"counted": 0, "for_review": 0, "local": 0, place: 1}


def test_one_of_unknown_route_counts_from_nothing_to_its_dose():
    assert prednisone_of("methylprednisolone", "4 mg", route=None) == amounts(0, 5)


@pytest.mark.parametrize(
    ("day", "acts"),
    [("2026-10-08", False), ("2026-10-09", True), ("2026-11-18", True), ("2026-11-19", False)],
)
def test_a_depot_is_for_review_on_the_forty_days_after_its_injection(day, acts):
    depot = a_course("triamcinolone", route="intramuscular", form="depot", start=day, once="yes")
    found = for_review_in(sorted_out(depot), between(TODAY, TODAY))
    assert bool(found) is acts


# Per kilogram


def kg(low, high=None):
    return Interval(Decimal(low), Decimal(high or low))


@pytest.mark.parametrize(
    ("dose", "above_1"), [("47.9 mg", False), ("48 mg", False), ("48.1 mg", True)]
)
def test_sixty_milligrams_at_sixty_kilograms_are_not_above_one_per_kilogram(dose, above_1):
    weight = nearest_weight([(on(TODAY), kg(60))], on(TODAY))
    assert weight is not None
    found = per_kg(prednisone_of("methylprednisolone", dose), weight.kg)
    assert found.is_above(Fraction(1)) is above_1


def test_a_past_dose_uses_the_weight_nearest_to_it_and_says_how_near():
    weights = [(on("2025-01-01"), kg(50)), (on("2025-05-01"), kg(60)), (on(TODAY), kg(70))]
    weight = nearest_weight(weights, on("2025-03-20"))
    assert weight is not None
    assert (weight.kg, weight.apart) == (amounts(60), amounts(42))
    assert nearest_weight([], on(TODAY)) is None


def test_two_weights_equally_near_are_both_possible():
    weights = [(on("2026-11-01"), kg(50)), (on("2026-11-05"), kg(60))]
    weight = nearest_weight(weights, on("2026-11-03"))
    assert weight is not None
    assert (weight.kg, weight.apart) == (amounts(50, 60), amounts(2))
    assert per_kg(amounts(30), weight.kg) == amounts("0.5", "0.6")


def test_a_weight_of_a_day_known_to_the_month_lies_an_interval_of_days_away():
    weight = nearest_weight([(on("2026-10"), kg(60))], on("2026-11-03"))
    assert weight is not None
    assert weight.apart == amounts(3, 33)


def test_a_dose_per_kilogram_keeps_its_open_ends():
    assert per_kg(amounts(30, None), amounts(60)) == amounts("0.5", None)
    assert per_kg(amounts(0), amounts(60, None)) == amounts(0)
    with pytest.raises(ValueError, match="weight above zero"):
        per_kg(amounts(30), amounts(0))
