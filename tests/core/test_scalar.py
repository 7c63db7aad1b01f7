"""Values that are written as one word enter and leave documents as text."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from pydantic import TypeAdapter, ValidationError

from core.dates import Day, Duration
from core.rules.values import Bound
from core.scalar import Scalar


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (Day, "2026-11-18"),
        (Day, "2026-11"),
        (Day, "2026"),
        (Duration, "28 days"),
        (Duration, "6 months"),
        (Bound, "60 g/L"),
        (Bound, "3 ULN"),
        (Bound, "8"),
    ],
)
def test_a_scalar_enters_and_leaves_a_document_as_its_text(kind, text):
    adapter = TypeAdapter(kind)
    read = adapter.validate_python(text)
    assert read == kind.read(text)
    assert adapter.dump_python(read, mode="json") == str(read) == text


@pytest.mark.parametrize("kind", [Day, Duration, Bound])
@pytest.mark.parametrize("text", ["", "x", "2026-13-45", "--", "NaNs"])
def test_a_text_that_cannot_be_understood_is_refused_with_a_sentence(kind, text):
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(kind).validate_python(text)
    assert f"'{text}' is not a" in caught.value.errors()[0]["msg"]


def test_a_scalar_that_reads_nothing_says_so():
    @dataclass(frozen=True)
    class Nothing(Scalar):
        pass

    with pytest.raises(NotImplementedError):
        Nothing.read("x")


def test_in_a_schema_a_scalar_is_a_text():
    assert TypeAdapter(Day).json_schema() == {"type": "string"}


@pytest.mark.parametrize("text", ["NaN", "Infinity", "-Infinity g/L", "sNaN"])
def test_a_limit_is_a_number(text):
    with pytest.raises(ValueError, match="is not a limit"):
        Bound.read(text)
