"""Canonical JSON: the same content gives the same text, and what was typed stays as typed."""

import json
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.assessment import ArmVerdict, Assessment, Finding
from core.dates import Day
from core.errors import StoreError
from core.step import Evidence
from core.store.payload import canonical
from core.truth import Gate, Need, NeedKind, Outcome, Said, Verdict

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=6,
)


@given(PLAIN)
def test_what_is_written_is_read_back(value):
    assert json.loads(canonical(value)) == value


@given(st.dictionaries(TEXT, TEXT | st.integers(), max_size=6))
def test_the_order_of_keys_does_not_matter(value):
    backwards = dict(reversed(value.items()))
    assert canonical(backwards) == canonical(value)


@given(PLAIN)
def test_writing_again_what_was_read_changes_nothing(value):
    text = canonical(value)
    assert canonical(json.loads(text)) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ({"b": 1, "a": [True, None]}, '{"a":[true,null],"b":1}'),
        ({"total": Decimal("10.50")}, '{"total":"10.50"}'),
        ({"ratio": 0.1}, '{"ratio":"0.1"}'),
        (
            {"day": Day.read("2026-11"), "as_of": date(2026, 11, 18)},
            '{"as_of":"2026-11-18","day":"2026-11"}',
        ),
        ({"gate": Gate.SCREENING}, '{"gate":"screening"}'),
        ({"a": (1, 2)}, '{"a":[1,2]}'),
        # Composed and decomposed letters stay as they were typed, and apart.
        ({"é": "é"}, '{"é":"é"}'),
        ({"value": '<b>"x"</b>\\ \n'}, '{"value":"<b>\\"x\\"</b>\\\\ \\n"}'),
        ({"value": "肝功能 \u202e😀\u2028"}, '{"value":"肝功能 \u202e😀\u2028"}'),
    ],
)
def test_each_kind_of_value_has_one_spelling(value, text):
    assert canonical(value) == text


def test_a_whole_assessment_can_be_a_payload():
    evidence = Evidence("lab", "alt", "96 U/L", Decimal("96.0"), "U/L", Day.read("2026-11-18"))
    need = Need(NeedKind.MISSING, "ast", "labs")
    finding = Finding(
        "I4",
        "inclusion",
        None,
        "ALT≤3×ULN",
        Outcome.UNKNOWN,
        Gate.SCREENING,
        Said("missing", {"of": "ast"}),
        (evidence,),
        (need,),
        (),
        (),
    )
    arm = ArmVerdict("SLE", Verdict.UNDECIDED, "sle")
    assessment = Assessment(
        "NCT06503224",
        "SCAR02",
        date(2026, 11, 18),
        Gate.SCREENING,
        1,
        Verdict.UNDECIDED,
        Said("undecided"),
        "SLE",
        (arm,),
        (finding,),
        False,
    )
    data = json.loads(canonical({"assessment": assessment}))["assessment"]
    assert data["as_of"] == "2026-11-18"
    assert data["findings"][0]["evidence"][0]["as_used"] == "96.0"
    assert data["findings"][0]["needs"] == [{"kind": "missing", "what": "ast", "of": "labs"}]


@pytest.mark.parametrize("text", ["a\0b", "half \ud83d a smiley"])
def test_text_that_no_file_can_hold_is_refused_in_a_sentence(text):
    for payload in ({"value": text}, {text: "value"}, {"list": [text]}):
        with pytest.raises(StoreError, match=r"cannot be stored.*Nothing was saved"):
            canonical(payload)


@pytest.mark.parametrize("value", [b"bytes", {1, 2}, object()])
def test_what_has_no_one_spelling_is_refused(value):
    with pytest.raises(TypeError, match="cannot stand in a payload"):
        canonical({"value": value})
