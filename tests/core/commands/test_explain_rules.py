"""`explain NCT…`: how a trial is read, as text, as JSON, and as the page to be compared."""

import json

import pytest

from core.commands import run
from tests.builders import HOUSE, SCAR02, scar02


def test_a_trial_is_explained_criterion_by_criterion(capsys):
    assert run(["explain", SCAR02], HOUSE) == 0
    said = capsys.readouterr().out
    assert all(f"\n{one.id} · {one.kind}" in said for one in scar02().criteria)
    assert "What holds for every rule" in said


def test_one_criterion_is_explained_beside_its_text(capsys):
    assert run(["explain", SCAR02, "E1", "--format", "json"], HOUSE) == 0
    said = json.loads(capsys.readouterr().out)
    (criterion,) = said["criteria"]
    (known,) = [one for one in scar02().criteria if one.id == "E1"]
    assert (criterion["id"], criterion["text"]) == ("E1", known.text)
    assert criterion["read_as"][0]["kind"] == "says"
    assert said["file_hash"] == scar02().file_hash


@pytest.mark.parametrize("wrong", [["NCT00000000"], [SCAR02, "E99"]])
def test_an_unknown_trial_or_criterion_is_told_with_those_there_are(wrong, capsys):
    assert run(["explain", *wrong], HOUSE) == 1
    assert wrong[-1] in capsys.readouterr().err


@pytest.mark.parametrize(
    "wrong", [["9", "E1", "--as", "alt"], ["9", "--review", "x.pdf", "--as", "alt"], [SCAR02[:-1]]]
)
def test_what_belongs_to_a_trial_is_not_asked_of_a_value(wrong, capsys):
    assert run(["explain", *wrong], HOUSE) == 2
    assert "NCT…" in capsys.readouterr().err


def test_the_page_of_a_trial_is_written_as_a_new_file(tmp_path, capsys):
    to = tmp_path / "review.pdf"
    assert run(["explain", SCAR02, "--review", str(to)], HOUSE) == 0
    assert to.read_bytes().startswith(b"%PDF")
    assert run(["explain", SCAR02, "--review", str(to)], HOUSE) == 1
    assert "never overwritten" in capsys.readouterr().err
