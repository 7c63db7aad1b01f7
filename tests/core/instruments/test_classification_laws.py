"""Classification criteria: what holds of every set, whatever is answered and in which order."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.instruments.classification import Classified, classify
from core.truth import Truth
from core.vocabulary import Instrument
from tests.builders import the_vocabulary

if TYPE_CHECKING:
    from fractions import Fraction

VOCABULARY = the_vocabulary()
SETS = {
    key: one
    for key, one in VOCABULARY.entries["instruments"].items()
    if isinstance(one, Instrument) and one.scoring == "classification"
}
UNKNOWN = Truth.UNKNOWN


def total(one: Classified) -> tuple[Fraction | None, Fraction | None]:
    assert one.scored.total is not None
    return one.scored.total.low, one.scored.total.high


def test_every_set_is_one_that_the_vocabulary_names() -> None:
    named = set(VOCABULARY.entries["classification_sets"])
    assert {key.removesuffix("_biopsy") for key in SETS} <= named


@pytest.mark.parametrize("key", SETS)
def test_nothing_answered_is_unknown_and_never_0(key: str) -> None:
    one = classify(SETS[key], {})
    assert one.verdict is UNKNOWN
    assert one.scored.open == tuple(SETS[key].items)
    low, high = total(one)
    assert low is not None
    assert high is not None
    assert low < high


@given(st.sampled_from(sorted(SETS)), st.data())
def test_an_answer_never_widens_the_interval_nor_turns_a_verdict(
    key: str, data: st.DataObject
) -> None:
    answers: dict[str, str] = {}
    before = classify(SETS[key], answers)
    for name in data.draw(st.permutations(list(SETS[key].items))):
        item = SETS[key].items[name]
        choices = [one for one in item.levels if one != "not_done"] or ["yes", "no"]
        if item.range is not None:
            choices = [str(one) for one in range(int(item.range[1]) + 1)]
        answers[name] = data.draw(st.sampled_from(choices))
        after = classify(SETS[key], answers)
        (low, high), (least, most) = total(after), total(before)
        assert least <= low <= high <= most  # type: ignore[operator]
        assert before.verdict in (UNKNOWN, after.verdict)
        before = after
    assert before.verdict is not UNKNOWN


def test_an_answer_that_a_set_does_not_have_is_refused() -> None:
    with pytest.raises(ValueError, match="negative, low, high, not_done or unknown"):
        classify(SETS["acr_eular_2010_ra"], {"rf": "positive"})
