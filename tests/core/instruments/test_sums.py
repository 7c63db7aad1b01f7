"""Adding up items: laws that hold for every instrument that is a sum, and what is refused."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.instruments import WAYS, score
from core.quantity import Interval
from core.vocabulary import Band, Instrument, Item, Label
from tests.builders import the_vocabulary
from tests.core.instruments.scoring import check_each_answer_narrows, ends_of

NAME = Label("One", "一")
INSTRUMENTS = [*the_vocabulary().all(Instrument)]
SUMS = [one for one in INSTRUMENTS if one.scoring == "sum"]


def an_instrument(*, scoring="sum", bands=(), **items):
    made = {key: Item(label=NAME, **item) for key, item in items.items()}
    return Instrument(
        key="one", label=NAME, source="s", version="1", scoring=scoring, items=made, bands=bands
    )


ALL_WAYS = an_instrument(
    ticked={"points": Decimal(2)},
    graded={"levels": {"none": Decimal(0), "mild": Decimal(1), "severe": Decimal(5)}},
    counted={"range": (Decimal(0), Decimal(10)), "step": Decimal("0.5"), "unit": "cm"},
    fever={"points": Decimal(2), "one_of": "signs"},
    weight={"points": Decimal(6), "one_of": "signs"},
)


def between(low, high):
    return Interval(Fraction(low), Fraction(high))


def answers_to(item):
    if item.range is not None:
        ends = st.sampled_from([str(end) for end in item.range])
        return st.one_of(ends, st.just("unknown"))
    words = ["yes", "no"] if item.points is not None else [*item.levels]
    return st.sampled_from([*words, "unknown"])


@st.composite
def answered(draw):
    instrument = draw(st.sampled_from([ALL_WAYS, *SUMS]))
    return instrument, {key: draw(answers_to(item)) for key, item in instrument.items.items()}


@given(answered())
def test_answering_an_item_never_widens_the_interval(drawn):
    instrument, answers = drawn
    check_each_answer_narrows(instrument, answers)


@given(answered())
def test_a_missing_answer_is_the_same_as_an_unknown_one(drawn):
    instrument, answers = drawn
    known = {key: answer for key, answer in answers.items() if answer != "unknown"}
    assert score(instrument, known) == score(instrument, answers)


@given(answered())
def test_what_is_answered_is_worked_and_the_rest_is_open(drawn):
    instrument, answers = drawn
    made = score(instrument, answers)
    assert {*made.open} | {one.item for one in made.working} == {*instrument.items}
    assert not {*made.open} & {one.item for one in made.working}
    assert made.source == instrument.source


@given(answered())
def test_an_interval_holds_the_total_of_every_completion(drawn):
    instrument, answers = drawn
    made = score(instrument, answers)
    for choose in (min, max):
        filled = answers | {key: _extreme(instrument.items[key], choose) for key in made.open}
        low, high = ends_of(score(instrument, filled))
        assert low == high == choose(ends_of(made))


def _extreme(item, choose):
    if item.range is not None:
        return str(choose(item.range))
    if item.points is not None:
        return "yes" if choose is max else "no"
    return choose(item.levels, key=lambda level: item.levels[level])


@pytest.mark.parametrize(
    ("answers", "total"),
    [
        ({"fever": "yes", "weight": "yes"}, between(6, 23 - 2)),
        ({"fever": "yes", "weight": "no"}, between(2, 2 + 17)),
        ({"fever": "no", "weight": "unknown"}, between(0, 6 + 17)),
        ({"fever": "yes", "weight": "unknown"}, between(2, 6 + 17)),
    ],
)
def test_of_one_of_several_only_the_highest_counts(answers, total):
    expected = between(total.low, total.high + (2 if answers.get("weight") == "yes" else 0))
    assert score(ALL_WAYS, answers).total == expected


@pytest.mark.parametrize(
    ("items", "said"),
    [
        ({"tickled": "yes"}, "'tickled' is no item of One. Use ticked, graded, counted"),
        ({"ticked": "maybe"}, "'maybe' is no answer to ticked of One. Use yes, no or unknown."),
        ({"graded": "4"}, "'4' is no answer to graded of One. Use none, mild, severe or unknown."),
        ({"counted": "10.5"}, "a number from 0 to 10 cm in steps of 0.5, or unknown"),
        ({"counted": "-0.5"}, "a number from 0 to 10 cm"),
        ({"counted": "0.25"}, "in steps of 0.5"),
        ({"counted": "many"}, "'many' is no answer to counted"),
        ({"counted": "nan"}, "'nan' is no answer to counted"),
    ],
)
def test_an_item_or_answer_that_it_does_not_have_is_refused_with_what_is_allowed(items, said):
    with pytest.raises(ValueError, match="is no") as refused:
        score(ALL_WAYS, items)
    assert said in str(refused.value)


@pytest.mark.parametrize("answer", ["0", "10", "9.5", "9,5"])
def test_a_number_within_its_range_is_taken_exactly(answer):
    worth = Fraction(answer.replace(",", "."))
    assert score(ALL_WAYS, {"counted": answer}).working[0].points == worth


def test_a_way_of_scoring_that_is_not_there_is_refused():
    with pytest.raises(ValueError, match="'guess' is no way of scoring"):
        score(an_instrument(scoring="guess", one={"points": Decimal(1)}), {})


@pytest.mark.parametrize("item", [{}, {"points": Decimal(1), "levels": {"a": Decimal(1)}}])
def test_an_item_is_answered_in_exactly_one_way(item):
    with pytest.raises(ValueError, match="exactly one of points, levels and range"):
        Item(label=NAME, **item)


def test_a_band_holds_both_its_ends_and_may_have_none():
    bands = (
        Band(to=Decimal(1), label=Label("low", "低")),
        Band(from_=Decimal(2), label=Label("high", "高")),
    )
    two = an_instrument(bands=bands, a={"points": Decimal(1)}, b={"points": Decimal(1)})
    named = {
        answers: getattr(score(two, dict(zip("ab", answers, strict=True))).band, "label", None)
        for answers in (("no", "no"), ("yes", "no"), ("yes", "yes"), ("yes", "unknown"))
    }
    assert [label and label.en for label in named.values()] == ["low", "low", "high", None]


@pytest.mark.parametrize("instrument", INSTRUMENTS, ids=lambda one: one.key)
def test_every_instrument_is_scored_in_a_way_that_is_there(instrument):
    assert instrument.scoring in WAYS
