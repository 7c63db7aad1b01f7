"""What the finished PDF is: archivable, tagged, the same bytes again, and readable by machine."""

import hashlib
import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.checklist.pdf import render_pages, render_pdf
from core.truth import Gate, Outcome
from tests.core.checklist import paper
from tests.core.checklist.builders import (
    A_RECORD,
    A_TRIAL,
    DAY,
    RESOURCES,
    a_checklist,
    assessment,
    every_outcome,
    evidence,
    finding,
    need,
)

HOSTILE = [
    "<b>x</b>",
    "#include",
    "=1+1",
    "$x$",
    "*a*",
    "@ref",
    "`raw`",
    "= heading",
    "- item",
    "// comment",
    "/* block */",
    "\\u{41} \\n",
    "\"quoted\" and 'single'",
    "a -- b --- c ... d",
    "#set page(width: 1cm)",
    "{{page}} {subject} %s",
    "https://registry.example/NCT00000001?a=b&c=d",
]


def pdf(made=None, **given):
    return render_pdf(a_checklist(made, **given), RESOURCES)


def test_it_says_of_itself_that_it_is_pdf_a_3a():
    data = pdf()
    assert re.search(rb"pdfaid:part>3<", data)
    assert re.search(rb"pdfaid:conformance>A<", data)


def test_it_is_tagged_as_a_table_under_a_heading():
    data = pdf()
    assert paper.is_tagged(data)
    assert {"H1", "Table", "TH", "TD"} <= {*paper.tags(data)}


def test_the_same_checklist_gives_the_same_bytes():
    assert pdf() == pdf()


def test_the_same_checklist_gives_the_same_bytes_in_another_process_zone_and_language():
    here = hashlib.sha256(pdf()).hexdigest()
    script = (
        "import hashlib; from tests.core.checklist.test_pdf import pdf;"
        "print(hashlib.sha256(pdf()).hexdigest())"
    )
    there = subprocess.run(
        [sys.executable, "-c", script],
        cwd=RESOURCES.parent,
        env={**os.environ, "TZ": "Asia/Shanghai", "LC_ALL": "C", "PYTHONHASHSEED": "7"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert there.stdout.strip() == here


def test_another_stamp_gives_other_bytes_and_the_same_digest():
    later = {"printed_at": datetime(2026, 11, 25, 8, 0, tzinfo=UTC), "copy": True}
    first, second = a_checklist(), a_checklist(stamp=later)
    assert first.digest == second.digest
    assert render_pdf(first, RESOURCES) != render_pdf(second, RESOURCES)
    assert "COPY" in paper.texts(render_pdf(second, RESOURCES))[0]


def test_it_carries_record_and_assessment_whose_digest_stands_at_its_foot():
    made = a_checklist()
    carried = paper.attachments(render_pdf(made, RESOURCES))["checklist.json"]
    digest = hashlib.sha256(carried).hexdigest()
    assert digest == made.digest
    assert f"{digest[:4]} {digest[4:8]}" in paper.texts(render_pdf(made, RESOURCES))[0]
    document = json.loads(carried)
    assert document["record"]["subject"] == A_RECORD.subject
    assert document["assessment"]["findings"][0]["id"] == "I1"


def test_every_number_and_a_chinese_name_can_be_copied_from_it():
    numbers = ["0123456789", "12.3", "2.40", "1:160", "10⁹/L", "2026-11-18", "−0.5", "½"]
    words = [
        "患者王小明",
        "血红蛋白",
        "≥",
        "≤",
        "×",
        "µmol/L",
        "✓",
        "β-hCG",
        "10⁻³",
        "Köln",
        "fi ffl",
    ]
    text = " ".join(numbers + words)
    found = paper.letters(pdf(assessment(finding("I1", text=text), finding("I2", note=text))))
    assert found.count("".join(text.split())) == 2


@pytest.mark.parametrize("text", HOSTILE)
def test_text_that_looks_like_markup_is_shown_as_typed(text):
    wherever = assessment(
        finding("I1", text=text, note=text, evidence=(evidence(source=text),)),
        finding("I2", text=text * 30),
    )
    found = paper.letters(pdf(wherever, stamp={"printed_by": text}))
    typed = "".join(text.split())
    assert found.count(typed) >= 34


def test_runs_of_spaces_and_line_breaks_are_kept():
    (page, *_) = paper.texts(
        pdf(assessment(finding("I1", text="first line\nsecond  line\r\nthird")))
    )
    assert "first line second line third" in page


@pytest.mark.parametrize("mark", ["\u202e", "\u200f", "\u2066", "\u200b", "\ufeff", "\x00", "\x1b"])
def test_a_mark_that_cannot_be_seen_is_shown_by_its_number(mark):
    found = paper.letters(pdf(assessment(finding("I1", text=f"ALT{mark}96"))))
    assert f"ALT[U+{ord(mark):04X}]96" in found


def test_a_character_that_no_font_has_is_shown_by_its_number():
    assert "[U+1F9A0]" in paper.letters(pdf(assessment(finding("I1", text="ok 🦠"))))


@pytest.mark.parametrize("text", ["Привет мир", "αβγδ", "日本語のテスト", "䶮㛃喆堃龑"])
def test_other_scripts_can_be_read_and_copied(text):
    assert "".join(text.split()) in paper.letters(pdf(assessment(finding("I1", text=text))))


@pytest.mark.parametrize("script", ["שלום", "مرحبا"])
def test_text_from_right_to_left_is_shown(script):
    assert "[U+" not in paper.letters(pdf(assessment(finding("I1", text=script))))


@pytest.mark.parametrize("text", ["W" * 10_000, "患" * 10_000, "a/b" * 3_333, "word " * 2_000])
def test_ten_thousand_characters_are_all_there_and_on_the_page(text):
    data = pdf(assessment(finding("I1", text=text), finding("E1", note=text)))
    typed = "".join(text.split())
    assert sum(page.count(typed[0]) for page in paper.texts(data)) >= 2 * typed.count(typed[0])
    width, height = 595.3, 841.9
    for left, bottom, right, top in paper.boxes(data):
        assert 0 <= left <= right <= width
        assert 0 <= bottom <= top <= height


@pytest.mark.parametrize("place", ["text", "note", "source", "subject", "person", "comment"])
def test_a_word_too_long_for_its_column_stays_inside_the_margins(place):
    long = "Untersuchungsbefundsammelmappe" * 8
    made = {
        "text": lambda: pdf(assessment(finding("I1", text=long))),
        "note": lambda: pdf(assessment(finding("I1", note=long))),
        "source": lambda: pdf(assessment(finding("I1", evidence=(evidence(source=long),)))),
        "subject": lambda: pdf(record=type(A_RECORD)(subject=long)),
        "person": lambda: pdf(stamp={"printed_by": long}),
        "comment": lambda: pdf(record=_record_with_comment(long)),
    }[place]()
    margin, width = 14 / 25.4 * 72 - 1, 595.3
    assert long in paper.letters(made)
    seen = [box for box in paper.boxes(made) if box[0] != box[2]]
    assert min(left for left, *_ in seen) >= margin
    assert max(right for _, _, right, _ in seen) <= width - margin


def _record_with_comment(text):
    (observation,) = A_RECORD.observations
    kind = type(observation)
    return type(A_RECORD)(
        subject="S-001", observations=(kind(of="alt", value="96 U/L", date=DAY, comment=text),)
    )


def test_four_hundred_criteria_are_printed_each_on_one_page_under_a_repeated_head():
    text = "A criterion of the protocol, number {}, whose words go over more than one line of it."
    findings = [
        finding(f"{'I' if n < 200 else 'E'}{n:03}", text=text.format(f"{n:03}")) for n in range(400)
    ]
    pages = paper.texts(pdf(assessment(*findings)))
    rows = [page for page in pages if "of the protocol, number" in page]
    assert len(rows) > 10
    assert all("Criterion, registry text" in page for page in rows)
    assert all("Inclusion criteria" in page or "Exclusion criteria" in page for page in rows)
    for n in range(400):
        assert sum(text.format(f"{n:03}") in page for page in pages) == 1


def test_a_criterion_stays_on_one_page_with_its_parts():
    parts = tuple(finding(f"I1{letter}", text=f"Part {letter} " * 12) for letter in "abcdef")
    for before in range(3, 16):
        fill_up = [finding(f"I{n + 2}", text="Filling words. " * 8) for n in range(before)]
        pages = paper.texts(pdf(assessment(*fill_up, finding("I99", text="Whole.", parts=parts))))
        (page,) = [page for page in pages if "Whole." in page]
        assert all(f"Part {letter} Part {letter}" in page for letter in "abcdef")


def test_the_head_of_a_group_is_never_the_last_line_of_a_page():
    for before in range(8, 30):
        rows = [finding(f"I{n}", text="Some words. " * 5) for n in range(before)]
        pages = paper.texts(pdf(assessment(*rows, finding("E1", text="The first exclusion."))))
        page = next(page for page in pages if "Exclusion criteria" in page)
        assert "The first exclusion." in page


def test_a_criterion_longer_than_a_page_goes_on_over_the_next():
    parts = tuple(finding(f"I1{n}", text=f"Part number {n}. " * 40) for n in range(30))
    pages = paper.texts(pdf(assessment(finding("I1", parts=parts))))
    for n in range(30):
        assert sum(page.count(f"Part number {n}.") for page in pages) == 40


def test_the_box_to_sign_is_kept_together():
    for before in range(24):
        rows = [finding(f"I{n}", text="Some words. " * 4) for n in range(before)]
        pages = paper.texts(pdf(assessment(*rows)))
        (page,) = [page for page in pages if "Investigator’s decision" in page]
        assert "Completed by: name and role" in page
        assert "Investigator: name" in page
        assert page.count("Date and time") == 2


@pytest.mark.parametrize("number", [0, 1, 40, 120])
def test_every_page_says_which_of_how_many_it_is(number):
    pages = paper.texts(pdf(assessment(*(finding(f"I{n}") for n in range(number)))))
    for which, page in enumerate(pages, start=1):
        assert f"Page {which} of {len(pages)}" in page


def test_every_page_carries_subject_and_marks():
    rows = [finding(f"I{n}") for n in range(60)]
    pages = paper.texts(
        pdf(assessment(*rows, consented=False), stamp={"from_record_file": True, "demo": True})
    )
    assert len(pages) > 1
    for page in pages:
        assert "S-001" in page
        for mark in ("DEMO", "DRAFT", "PRE-SCREEN", "FROM A RECORD FILE"):
            assert mark in page


def test_the_watermark_is_seen_and_not_copied():
    with_mark = render_pages(a_checklist(), RESOURCES, ppi=40)
    without = render_pages(a_checklist(trial=replace(A_TRIAL, approved=True)), RESOURCES, ppi=40)
    assert with_mark[-1] != without[-1]
    assert paper.texts(pdf())[-1].count("DRAFT") == 1


def test_an_assessment_without_any_evidence_is_printed_with_what_is_missing():
    rows = [finding(f"I{n}", Outcome.UNKNOWN, evidence=(), needs=(need(),)) for n in range(3)]
    (first, *_) = paper.texts(pdf(assessment(*rows)))
    assert "3 unknown" in first


def test_a_part_of_a_later_gate_is_printed_as_due_later():
    later = finding("E10", Outcome.UNKNOWN, due=Gate.INFUSION, needs=(need(),))
    (first, *_) = paper.texts(pdf(assessment(finding("I1"), later)))
    assert "Due at infusion" in first
    assert "Due later, not counted: E10." in first


def test_pages_can_be_seen_as_pictures():
    pictures = render_pages(a_checklist(every_outcome()), RESOURCES, ppi=50)
    assert len(pictures) == len(paper.texts(pdf()))
    assert all(picture.startswith(b"\x89PNG") for picture in pictures)


@settings(max_examples=20)
@given(st.lists(st.text(max_size=60), min_size=5, max_size=5))
def test_any_text_at_all_can_be_printed(texts):
    text, note, source, person, comment = texts
    made = assessment(
        finding("I1", text=text, note=note, evidence=(evidence(source=source),)),
        finding("E1", Outcome.UNKNOWN, text=text * 20),
    )
    data = pdf(made, stamp={"printed_by": person}, record=_record_with_comment(comment))
    assert "Page 1 of" in paper.texts(data)[0]
