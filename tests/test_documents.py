"""What the README files say is there, is there."""

from __future__ import annotations

import re

import pytest

from core import plain_yaml
from core.commands import run
from core.errors import TrialFileError
from core.evaluate import WORDS as EVALUATED
from core.rules import WORDS, word_of
from tests.builders import HOUSE, a_rule

LANGUAGE = (HOUSE / "trials" / "README.md").read_text(encoding="utf-8")
README = (HOUSE / "README.md").read_text(encoding="utf-8")
EXAMPLES = dict(re.findall(r"^\| `(\w+)` \| `(.*?)` \| ", LANGUAGE, re.MULTILINE))


def test_the_language_page_has_an_example_of_every_word():
    assert set(EXAMPLES) == set(WORDS)


@pytest.mark.parametrize("word", WORDS)
def test_each_example_of_the_language_page_is_read_as_its_word(word):
    document = plain_yaml.read_text(EXAMPLES[word], "README", TrialFileError)

    assert word_of(a_rule(document.data)) == word


def test_every_word_is_evaluated():
    assert set(EVALUATED) == set(WORDS.values())


@pytest.mark.parametrize("option", sorted(set(re.findall(r"--[a-z][a-z-]+", README)) - {"--demo"}))
def test_each_option_in_the_readme_is_one_of_a_command(option, capsys):
    helps = [["--help"], ["screen", "--help"], ["export", "checklist", "--help"]]
    for arguments in helps:
        run(arguments, HOUSE)

    assert option in capsys.readouterr().out


def test_the_record_files_that_the_readme_names_are_there():
    for path in re.findall(r"resources/demo/[\w.-]+\.yaml", README):
        assert (HOUSE / path).is_file()
