"""`score`: total, interval, band, working and source; and what is refused."""

from __future__ import annotations

import pytest

from core.commands import run
from tests.builders import HOUSE
from tests.core.instruments.scoring import instrument

ITEMS = [*instrument("sledai_2k").items]


def printed(capsys, tmp_path, text, key="sledai_2k"):
    items = tmp_path / "items.yaml"
    items.write_text(text, encoding="utf-8")
    code = run(["score", key, str(items)], HOUSE)
    out = capsys.readouterr()
    return code, out.out, out.err


def lines(**answers):
    given = dict.fromkeys(ITEMS, "no") | answers
    return "\n".join(f"{item}: {answer}" for item, answer in given.items())


def test_a_whole_score_has_its_total_band_working_version_and_source(capsys, tmp_path):
    text = lines(arthritis="yes", low_complement="yes", dna_binding="yes")
    code, out, _ = printed(capsys, tmp_path, text)
    assert code == 0
    assert out.splitlines()[:2] == ["SLEDAI-2K: 8", "  band      moderate activity (shown only)"]
    assert "  item      Arthritis: yes = 4" in out
    assert "  item      Rash: no = 0" in out
    assert out.splitlines()[-2:] == [
        "  version   2002",
        "  source    Gladman 2002, J Rheumatol 29:288",
    ]


def test_open_items_leave_an_interval_and_are_named(capsys, tmp_path):
    text = lines(arthritis="yes", low_complement="yes", dna_binding="unknown")
    code, out, _ = printed(capsys, tmp_path, text)
    assert (code, out.splitlines()[0]) == (0, "SLEDAI-2K: 6–8 so far")
    assert "  open      Increased DNA binding" in out


def test_joints_have_three_counts_and_no_total(capsys, tmp_path):
    joints = "left_knee: both\nright_wrist: swollen\nleft_wrist: none"
    code, out, _ = printed(capsys, tmp_path, joints, "joints_28")
    assert code == 0
    assert out.splitlines()[:4] == [
        "28-joint count: no total",
        "  count     tender: 1–26",
        "  count     swollen: 2–27",
        "  count     swollen or tender: 2–27",
    ]
    assert "  item      Left knee: both\n" in out
    assert "  version   28 joints of DAS28" in out


def test_grades_are_counted_and_not_added(capsys, tmp_path):
    systems = "\n".join(f"{key}: C" for key in instrument("bilag_2004").items if key != "renal")
    code, out, _ = printed(capsys, tmp_path, systems + "\nrenal: A", "bilag_2004")
    assert code == 0
    assert out.splitlines()[:3] == [
        "BILAG-2004: no total",
        "  count     A (severe): 1",
        "  count     B (moderate): 0",
    ]
    assert "= " not in out


def test_the_core_set_lists_its_measures_with_their_units(capsys, tmp_path):
    measures = "mmt8: 131\ncreatine_kinase: 0.95\naldolase: 1.307"
    code, out, _ = printed(capsys, tmp_path, measures, "imacs_core_set")
    assert (code, out.splitlines()[1]) == (0, "  highest   Muscle enzymes: ≥1.307")
    assert "  item      Creatine kinase (CK): 0.95 × ULN\n" in out
    assert "  open      Physician global assessment, Patient global assessment, HAQ-DI," in out


def test_a_measured_item_is_shown_with_its_unit_and_what_it_adds(capsys, tmp_path):
    _, out, _ = printed(capsys, tmp_path, "esr: 40\ntender_joints: 4", "das28_esr3")
    assert "DAS28-ESR, 3 variables: " in out
    assert "  item      Erythrocyte sedimentation rate: 40 mm/h = 2.78879\n" in out


def test_fewer_than_six_categories_are_said_to_make_no_index(capsys, tmp_path):
    asked = [key for key, item in instrument("haq_di").items.items() if item.levels]
    _, out, _ = printed(capsys, tmp_path, "\n".join(f"{k}: blank" for k in asked), "haq_di")
    assert out.splitlines()[0].endswith(": cannot be calculated")


@pytest.mark.parametrize(
    ("text", "key", "said"),
    [
        ("athritis: yes", "sledai_2k", "'athritis' is no item of SLEDAI-2K. Use seizure,"),
        ("arthritis: 3", "sledai_2k", "'3' is no answer to arthritis of SLEDAI-2K. Use yes, no"),
        ("- arthritis", "sledai_2k", "write one answer a line"),
        ("arthritis: {left: yes}", "sledai_2k", "write one answer a line"),
        ("arthritis: yes", "sledai", "'sledai' is no instrument. Use"),
        ("left_hip: both", "joints_28", "'left_hip' is no item of 28-joint count. Use right_"),
        ("left_knee: sore", "joints_28", "Use none, tender, swollen, both or unknown."),
        ("renal: F", "bilag_2004", "Use A, B, C, D, E or unknown."),
        ("mark: 3.14", "pain_vas", "Use a number from 0 to 10 cm in steps of 0.1, or unknown."),
        ("", "pain_vas", "the file is empty"),
    ],
)
def test_what_cannot_be_scored_is_said(capsys, tmp_path, text, key, said):
    code, out, err = printed(capsys, tmp_path, text, key)
    assert (code, out) == (1, "")
    assert said in err
