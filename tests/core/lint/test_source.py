"""A registry's text: cut into items and clauses, and compared with what a trial file quotes."""

from __future__ import annotations

import pytest

from core.lint.source import bullets, clauses, without_escapes
from tests.core.lint.faulty import TEXT, faults, one

SOURCE = f"Inclusion Criteria:\n- {TEXT}\nExclusion Criteria:\n"


def test_a_clause_of_the_source_that_no_criterion_quotes_is_told():
    assert faults(one("sex: male"), source=SOURCE) == ()
    (fault,) = faults(one("sex: male"), source=SOURCE + "- Another clause.\n")
    assert (fault.severity, fault.criterion) == ("error", "the source")
    assert "no criterion quotes 'Another clause.'" in fault.message


def test_a_quotation_that_the_source_does_not_print_is_told():
    found = faults(one("sex: male") + one("sex: male", id_="I2", text="Mine."), source=SOURCE)
    (fault,) = found
    assert (fault.criterion, "does not print 'Mine.'" in fault.message) == ("I2", True)


@pytest.mark.parametrize(
    "source",
    [
        "- Inclusion Criteria:\n- • 1. Age;\n- Exclusion Criteria:\n* 2, Cancer",
        "Inclusion Criteria\n  • Age;\n\nExclusion Criteria\n\n    Cancer",
        "Disease-Specific Inclusion Criteria:\n- Age;\nExclusion Criteria:\n12. Cancer",
    ],
)
def test_items_are_read_without_sign_and_number_under_their_heading(source):
    found = [("Inclusion Criteria", "Age;"), ("Exclusion Criteria", "Cancer")]
    assert list(bullets(source)) == found


@pytest.mark.parametrize(
    ("item", "pieces"),
    [
        ("ALT≤3×ULN; AST≤3×ULN。 (4) CrCl", ["ALT≤3×ULN", "AST≤3×ULN", "CrCl"]),
        ("( 1) Age(2) Weight", ["Age", "Weight"]),
        ("DNA (HBV) DNA", ["DNA (HBV) DNA"]),
        (";", []),
    ],
)
def test_an_item_is_cut_where_a_clause_ends(item, pieces):
    assert clauses(item) == pieces


def test_escapes_of_the_registry_are_undone():
    assert without_escapes(r"\<30 x 10\^9/L, 0\~1, \>8, a\\b") == r"<30 x 10^9/L, 0~1, >8, a\b"


def test_an_introduction_may_be_quoted_above_each_item_that_it_introduces():
    source = "Inclusion Criteria:\n- One of these:\n- Age.\n- Sex.\n"
    first = one("sex: male", text="One of these:\\nAge.")
    second = one("sex: male", id_="I2", text="One of these:\\nSex.")
    assert faults(first + second, source=source) == ()
    twice = one("sex: male", id_="I3", text="Sex.")
    (fault,) = faults(first + second + twice, source=source)
    assert "no criterion quotes 'Sex.', or not just as often as it is printed" in fault.message


def test_a_clause_under_the_other_heading_is_told_twice():
    found = faults(one("sex: male"), source=SOURCE.replace(TEXT, "") + f"- {TEXT}\n")
    assert [fault.criterion for fault in found] == ["the source", "I1"]


def test_the_label_of_an_arm_is_a_quotation_and_a_criterion_of_the_title_is_none():
    of_title = one("question: other_reason\nsource: title", id_="T1", text="Refractory")
    assert faults(of_title + one("sex: male"), source=SOURCE) == ()


def test_a_source_without_headings_is_one_list():
    source = f"- {TEXT}\n- Cancer.\n"
    tail = "exclusion:\n" + one("question: other_reason", id_="E1", text="Cancer.")
    assert faults(one("sex: male"), tail, source) == ()
    (fault,) = faults(one("sex: male"), source=source)
    assert "no criterion quotes 'Cancer.'" in fault.message
