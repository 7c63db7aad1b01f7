"""Laws of items and results, for any answers and any labs: nothing decided is ever turned."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from core.evaluate.itemised import contradictions, proposals
from core.facts import from_document
from core.record import Score
from core.truth import Truth
from tests.builders import TODAY, a_record, a_setting, the_step
from tests.core.instruments.scoring import instrument

SLEDAI = instrument("sledai_2k")
DAYS = st.sampled_from(["2026-10-18", "2026-10-19", "2026-11-10", "2026-11-18", "2026-11"])
AMOUNTS: dict[str, list[tuple[str, str | None]]] = {
    "platelets": [("99 10^9/L", None), ("100 10^9/L", None), ("<100 10^9/L", None)],
    "white_blood_cells": [("2.9 10^9/L", None), ("3.0 10^9/L", None), (">2 10^9/L", None)],
    "temperature": [("38.0 °C", None), ("38.1 °C", None)],
    "proteinuria_24h": [("0.5 g/24h", None), ("0.6 g/24h", None)],
    "complement_c3": [("0.8 g/L", "0.9 g/L"), ("0.9 g/L", "0.9 g/L"), ("0.9 g/L", None)],
    "complement_c4": [("0.05 g/L", "0.1 g/L"), ("0.1 g/L", "0.1 g/L")],
    "anti_dsdna": [("positive", None), ("negative", None), ("indeterminate", None)],
}
ANSWERS = st.fixed_dictionaries(
    {}, optional={key: st.sampled_from(["yes", "no", "unknown"]) for key in SLEDAI.items}
)


@st.composite
def results(draw):
    of = draw(st.sampled_from(sorted(AMOUNTS)))
    value, limit = draw(st.sampled_from(AMOUNTS[of]))
    result = {"of": of, "value": value, "date": draw(DAYS)}
    return result if limit is None else result | {"lower_limit": limit}


def records(answers, labs):
    score = {"of": "sledai_2k", "date": "2026-11-18", "items": answers}
    return a_record(scores=[score]), a_record(scores=[score], observations=labs)


@given(ANSWERS, st.lists(results(), max_size=4), st.integers(0, 60))
def test_results_may_open_what_items_decide_and_never_turn_it(answers, labs, bound):
    bare, with_labs = records(answers, labs)
    rule = {"score": "sledai_2k", "at_least": str(bound)}
    before, after = the_step(rule, bare).truth, the_step(rule, with_labs).truth
    assert after in (before, Truth.UNKNOWN)


@given(ANSWERS, st.lists(results(), max_size=4))
def test_only_answers_that_are_yes_are_contradicted(answers, labs):
    _, record = records(answers, labs)
    against = contradictions(record, a_setting(), TODAY)
    assert all(answers[one.item] == "yes" and one.facts for one in against)


@given(ANSWERS, st.lists(results(), max_size=4))
def test_what_is_proposed_is_open_and_never_contradicted_once_taken(answers, labs):
    _, record = records(answers, labs)
    asked = from_document(Score, {"of": "sledai_2k", "date": "2026-11-18", "items": answers})
    made = proposals(asked, SLEDAI, record, a_setting(), TODAY)
    assert all(answers.get(key, "unknown") == "unknown" for key in made)
    taken = answers | {key: one.answer for key, one in made.items()}
    _, filled = records(taken, labs)
    assert not {one.item for one in contradictions(filled, a_setting(), TODAY)} & made.keys()
