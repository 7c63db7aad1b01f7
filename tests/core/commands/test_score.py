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


@pytest.mark.parametrize(
    ("text", "key", "said"),
    [
        ("athritis: yes", "sledai_2k", "'athritis' is no item of SLEDAI-2K. Use seizure,"),
        ("arthritis: 3", "sledai_2k", "'3' is no answer to arthritis of SLEDAI-2K. Use yes, no"),
        ("- arthritis", "sledai_2k", "write one answer a line"),
        ("arthritis: {left: yes}", "sledai_2k", "write one answer a line"),
        ("arthritis: yes", "sledai", "'sledai' is no instrument. Use"),
    ],
)
def test_what_cannot_be_scored_is_said(capsys, tmp_path, text, key, said):
    code, out, err = printed(capsys, tmp_path, text, key)
    assert (code, out) == (1, "")
    assert said in err
