"""What may answer an item: every key stands in the vocabulary, and every unit converts."""

from __future__ import annotations

import pytest
from pydantic import TypeAdapter, ValidationError

from core.quantity import in_first_unit, unit_named
from core.vocabulary import Instrument, Item, Lab, ScoreKind, State
from tests.builders import the_vocabulary
from tests.core.instruments import scoring

VOCABULARY = the_vocabulary()
EVERY = [
    (f"{instrument.key}.{key}.{way.source[1]}.{way.gives or ''}", item, way)
    for instrument in VOCABULARY.all(Instrument)
    for key, item in instrument.items.items()
    for way in item.answered_by
]
WAYS = [pytest.param(item, way, id=name) for name, item, way in EVERY]
YES_OR_NO = {"label": {"en": "A", "zh": "A"}, "points": "1"}
PLATELETS = {"lab": "platelets", "below": "100 10^9/L"}


def read(words):
    return TypeAdapter(Item).validate_python(words)


def test_what_answers_is_known_for_every_instrument_that_labs_can_answer():
    keys = {item.label.en for _, item, _ in EVERY}
    assert {"Thrombocytopenia", "Low complement", "C-reactive protein", "Biological"} <= keys


@pytest.mark.parametrize(("item", "way"), WAYS)
def test_what_answers_an_item_is_in_the_vocabulary(item, way):
    of, key = way.source
    kind = {"labs": Lab, "findings": State, "scores": ScoreKind}[of]
    entry = VOCABULARY.get(kind, key)
    assert entry is not None
    if isinstance(entry, State):
        assert way.is_ in (entry.states or ("positive", "negative"))


@pytest.mark.parametrize(("item", "way"), WAYS)
def test_every_limit_is_in_a_unit_that_converts(item, way):
    lab = VOCABULARY.get(Lab, way.lab or "")
    for _, bound in way.limits:
        assert lab is not None
        assert bound.of_normal or in_first_unit(
            bound.amount, unit_named(bound.unit, lab.units, lab.key).code, lab.units
        )


@pytest.mark.parametrize(("item", "way"), WAYS)
def test_a_number_is_measured_in_units_of_which_the_items_own_is_one(item, way):
    entry = VOCABULARY.get(Lab, way.lab or "") or VOCABULARY.get(ScoreKind, way.score or "")
    if item.range is not None and way.joints is None:
        assert entry is not None
        assert unit_named(item.unit, entry.units, entry.key).converts
        assert not way.limits
    else:
        assert way.limits or way.finding or way.joints


@pytest.mark.parametrize(
    "way",
    [
        {},
        PLATELETS | {"finding": "anti_dsdna", "is": "positive"},
        {"finding": "anti_dsdna"},
        {"finding": "anti_dsdna", "is": "positive", "above": "1 ULN"},
        {"lab": "platelets", "is": "positive"},
        {"joints": "painful"},
        PLATELETS | {"below": "low"},
        PLATELETS | {"gives": "moderate"},
        PLATELETS | {"under": "100"},
    ],
)
def test_words_that_do_not_belong_together_are_refused(way):
    read(YES_OR_NO | {"answered_by": [PLATELETS]})
    with pytest.raises(ValidationError):
        read(YES_OR_NO | {"answered_by": [way]})


def test_an_item_with_levels_says_which_of_them_a_result_gives():
    item = {"label": {"en": "A", "zh": "A"}, "levels": {"none": "0", "low": "2"}}
    read(item | {"answered_by": [PLATELETS | {"gives": "low"}]})
    for way in (PLATELETS, PLATELETS | {"gives": "high"}):
        with pytest.raises(ValidationError):
            read(item | {"answered_by": [way]})


@pytest.mark.parametrize(
    ("key", "looks_back"),
    [("sledai_2k", "30 days"), ("selena_sledai", "10 days"), ("bvas_v3", "4 weeks")],
)
def test_an_instrument_looks_back_as_far_as_it_says_on_paper(key, looks_back):
    instrument = scoring.instrument(key)
    assert str(instrument.looks_back) == looks_back == instrument.window


def test_every_other_instrument_takes_results_of_the_same_day():
    back = {one.key for one in VOCABULARY.all(Instrument) if one.looks_back}
    assert back == {"sledai_2k", "selena_sledai", "bvas_v3"}
