"""What the README files say is there, is there."""

from __future__ import annotations

import re
from typing import Any

import pytest
from pydantic import BaseModel

from core import plain_yaml
from core.commands import run
from core.errors import TrialFileError
from core.evaluate import WORDS as EVALUATED
from core.rules import WORDS, DoseLimits, Unless, word_of
from tests.builders import HOUSE, a_rule

LANGUAGE = (HOUSE / "trials" / "README.md").read_text(encoding="utf-8")
README = (HOUSE / "README.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| (`.*?) \| `(\{.*?\}|\w+: .*?)` \| ", LANGUAGE, re.MULTILINE)
EXAMPLES = {name.strip("`"): example for name, example in ROWS if name.strip("`") in WORDS}
# what a criterion carries beside its rule, told in a table of its own
MODELS: tuple[type[BaseModel], ...] = (*WORDS.values(), Unless, DoseLimits)
OF_CRITERIA = {"id", "text", "note", "source", "when", "due", "settled_by"}


def read(example: str) -> Any:
    return plain_yaml.read_text(example, "README", TrialFileError).data


def keys_in(data: Any) -> set[str]:
    if isinstance(data, dict):
        return set(data).union(*(keys_in(value) for value in data.values()))
    if isinstance(data, list):
        return set().union(*(keys_in(value) for value in data))
    return set()


def test_the_language_page_has_an_example_of_every_word():
    assert set(EXAMPLES) == set(WORDS)


@pytest.mark.parametrize("word", WORDS)
def test_each_example_of_the_language_page_is_read_as_its_word(word):
    assert word_of(a_rule(read(EXAMPLES[word]))) == word


@pytest.mark.parametrize(("name", "example"), ROWS)
def test_each_example_of_the_language_page_is_a_rule_that_uses_what_it_shows(name, example):
    data = read(example)

    assert word_of(a_rule(data)) is not None
    shown = set(re.findall(r"`(\w+)`", name))
    assert shown & keys_in(data)


def test_the_language_page_shows_everything_that_a_rule_may_carry():
    shown = set().union(*(keys_in(read(example)) for _, example in ROWS))
    fields = {field.alias or name for model in MODELS for name, field in model.model_fields.items()}
    limits = {"at_least", "at_most", "above", "below", "between"}

    assert fields - OF_CRITERIA - limits - shown == set()


def test_every_word_is_evaluated():
    assert set(EVALUATED) == set(WORDS.values())


@pytest.mark.parametrize("option", sorted(set(re.findall(r"--[a-z][a-z-]+", README)) - {"--demo"}))
def test_each_option_in_the_readme_is_one_of_a_command(option, capsys):
    commands = (["screen"], ["export", "checklist"], ["next"], ["explain"], ["lint"], ["calculate"])
    helps = [["--help"], *([*command, "--help"] for command in commands)]
    for arguments in helps:
        run(arguments, HOUSE)

    assert option in capsys.readouterr().out


def test_the_record_files_that_the_readme_names_are_there():
    for path in re.findall(r"resources/demo/[\w.-]+\.yaml", README):
        assert (HOUSE / path).is_file()
