"""`next`: what it prints, and what it refuses."""

import json

from core.commands import run
from tests.builders import HOUSE

RECORD = str(HOUSE / "resources" / "demo" / "d-001.yaml")
HOW = ["next", RECORD, "--as-of", "2026-11-18"]


def test_steps_gaps_and_what_is_no_longer_needed_are_printed(capsys):
    assert run([*HOW], HOUSE) == 0
    said = capsys.readouterr().out
    assert said.lstrip().startswith("1  ")
    assert "settles" in said
    assert "No longer needed:" in said


def test_the_same_is_printed_as_data_of_the_trials_named(capsys):
    assert run([*HOW, "--trial", "NCT06821659", "--format", "json"], HOUSE) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["as_of"] == "2026-11-18"
    assert {gap["trial"] for gap in document["gaps"]} == {"NCT06821659"}
    places = [step["settles"]["criteria"] + step["one_of_several"] for step in document["steps"]]
    assert all(places)


def test_an_unknown_trial_is_refused_with_a_sentence(capsys):
    assert run([*HOW, "--trial", "NCT00000000"], HOUSE) == 1
    assert "NCT00000000" in capsys.readouterr().err
