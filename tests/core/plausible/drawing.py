"""Small words to draw facts with."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

Facts = dict[str, Any]
Drawn = st.SearchStrategy[Facts]


def some(*values: Any) -> st.SearchStrategy[Any]:
    """Draw one of some values."""
    return st.sampled_from(values)


def a_fact(**words: st.SearchStrategy[Any]) -> Drawn:
    """Draw a fact; a word drawn as None is left out."""
    return st.fixed_dictionaries(words).map(
        lambda fact: {word: value for word, value in fact.items() if value is not None}
    )


times = some(None, None, "2026-11-18T09:00:00Z", "2026-11-18T11:00:00Z")
