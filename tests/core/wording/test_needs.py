"""What to do next is said in words that someone can act on."""

from __future__ import annotations

import pytest

from core.truth import Need, NeedKind
from core.wording import need_text
from core.wording.needs import open_items_text
from tests.builders import the_vocabulary

BILAG = Need(NeedKind.MISSING, "bilag_2004", "scores")


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        ((), "Enter BILAG-2004"),
        (("renal",), "Enter what is still open of BILAG-2004: Renal"),
        (
            ("renal", "cardiorespiratory", "haematological", "renal", "renal"),
            "and 2 more",
        ),
    ],
)
def test_what_was_begun_names_what_is_open(items, expected):
    assert expected in open_items_text(BILAG, items, the_vocabulary())


def test_a_patient_without_a_diagnosis_is_given_one_first():
    need = Need(NeedKind.MISSING, "diagnoses", "lists")
    assert need_text(need, the_vocabulary()) == "Enter the diagnosis"


@pytest.mark.parametrize("name", ["diagnoses", "medications", "events", "allergies", "devices"])
def test_a_list_is_to_be_gone_through(name):
    need = Need(NeedKind.LIST_NOT_COMPLETE, name, "lists")
    assert need_text(need, the_vocabulary()).startswith("Go through ")
