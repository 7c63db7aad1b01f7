"""Hypothesis strategies for records as they come, around what each trial's own rules ask for."""

from __future__ import annotations

from tests.core.plausible.asked import TRIALS, asked_by, narrower, the_trial
from tests.core.plausible.documents import (
    KINDS,
    documents,
    eligible_documents,
    kinds,
    single_valued,
    thing,
)

__all__ = [
    "KINDS",
    "TRIALS",
    "asked_by",
    "documents",
    "eligible_documents",
    "kinds",
    "narrower",
    "single_valued",
    "the_trial",
    "thing",
]
