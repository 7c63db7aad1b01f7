"""The page on which a site compares a trial with its protocol."""

import re
from dataclasses import replace

import pytest

from core.checklist.review import content, render_review, write_review
from core.errors import StoreError
from core.wording.prose.saying import Words
from tests.builders import HOUSE, scar02, the_vocabulary

RESOURCES = HOUSE / "resources"
WORDS = Words(the_vocabulary())


def small(**changes):
    return replace(scar02(), **{"criteria": scar02().criteria[:2], **changes})


def test_every_criterion_of_the_trial_stands_on_the_page_once_in_print_order():
    page = content(scar02(), WORDS, "1.0")
    rows = [row["id"] for group in page["groups"] for row in group["rows"]]
    assert rows == [one.id for one in scar02().criteria]


def test_a_trial_not_compared_with_its_protocol_is_a_draft():
    assert content(small(approved=False), WORDS, "1.0")["mark"] == "DRAFT"
    assert content(small(approved=True), WORDS, "1.0")["mark"] == ""


def test_the_head_names_the_trial_file_by_its_hash():
    page = content(small(), WORDS, "1.0")
    assert scar02().file_hash in [field["value"] for field in page["fields"]]


def test_the_same_trial_gives_the_same_bytes():
    one, other = (render_review(small(), WORDS, "1.0", RESOURCES) for _ in range(2))
    assert one == other
    assert re.search(rb"pdfaid:part>2<", one)


@pytest.mark.parametrize(
    "text", ["#include", "$x$", "= heading", "*a*", "{page}", "<b>", "患者\u202e"]
)
def test_what_a_trial_file_holds_is_never_read_as_markup(text):
    criteria = tuple(replace(one, text=text, note=text) for one in small().criteria)
    assert render_review(small(criteria=criteria, title=text), WORDS, "1.0", RESOURCES)


def test_a_file_that_exists_is_never_overwritten(tmp_path):
    there = tmp_path / "review.pdf"
    there.write_text("mine", encoding="utf-8")
    with pytest.raises(StoreError, match=r"review\.pdf"):
        write_review(small(), WORDS, "1.0", RESOURCES, there)
    assert there.read_text(encoding="utf-8") == "mine"
