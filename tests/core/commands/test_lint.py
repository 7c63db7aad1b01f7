"""`main.py lint`: what it prints of a sound and of a faulty trial, and its exit codes."""

from __future__ import annotations

import pytest

from core.commands import run
from tests.builders import HOUSE
from tests.core.lint.faulty import TEXT, one
from tests.core.test_reading import HEAD, TAIL

SOURCE = f"Inclusion Criteria:\n- • 1. {TEXT}\nExclusion Criteria:\n"


@pytest.fixture
def house(tmp_path):
    """Return what makes a house with the vocabulary and one trial of these criteria."""

    def made(criteria):
        (tmp_path / "trials").mkdir()
        (tmp_path / "resources").symlink_to(HOUSE / "resources")
        (tmp_path / "trials" / "t.yaml").write_text(HEAD + criteria + TAIL, encoding="utf-8")
        return tmp_path

    return made


def call(capsys, house, *arguments):
    code = run(["lint", *arguments], house)
    return code, *capsys.readouterr()


def written(tmp_path, text, name="nct01234567.txt"):
    (tmp_path / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    return str(tmp_path / name)


def test_a_sound_trial_is_0_and_nothing_to_mend(capsys, house):
    found = call(capsys, house(one("sex: male")))
    assert found == (0, "1 trial(s), 1 criteria: nothing to mend.\n", "")


def test_an_error_is_1_and_stands_on_stderr(capsys, house):
    code, out, err = call(capsys, house(one("any_of: [{lab: alt}]")))
    assert (code, out) == (1, "")
    assert err == (
        "NCT01234567, I1a: error: the rule 'lab' has no limit. "
        "Add at_least, at_most, above or below.\n"
    )


def test_a_warning_alone_is_0_and_is_counted(capsys, house):
    rule = one("lab: hemoglobin\nat_least: 60 g/L", note=None)
    code, out, err = call(capsys, house(rule))
    assert (code, out) == (0, "1 trial(s), 1 criteria: 1 warning(s) to look at.\n")
    assert err.startswith("NCT01234567, I1: warning: the rule asks for 60, which the text")


def test_a_misspelt_word_is_told_with_its_line(capsys, house):
    code, out, err = call(capsys, house(one("lab: hemoglobin\nat_leest: 60 g/L")))
    assert (code, out) == (1, "")
    assert "t.yaml, line" in err
    assert "Did you mean 'at_least'?" in err


def test_a_source_is_compared_with_the_trial_of_its_name(capsys, house, tmp_path):
    place = house(one("sex: male"))
    assert call(capsys, place, "--source", written(tmp_path, SOURCE))[0] == 0
    missing = written(tmp_path, SOURCE + "- • 1. Age \\<80.\n", "NCT01234567.txt")
    code, out, err = call(capsys, place, "--source", missing)
    assert (code, out) == (1, "")
    assert err.startswith("NCT01234567, the source: error: no criterion quotes 'Age <80.'")


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("nct00000000.txt", SOURCE, "there is no such trial here. Name it like one"),
        ("nct01234567.txt", b"\xff\xfe", "cannot be read"),
    ],
)
def test_a_source_that_is_none_is_refused(capsys, house, tmp_path, name, text, words):
    code, out, err = call(
        capsys, house(one("sex: male")), "--source", written(tmp_path, text, name)
    )
    assert (code, out) == (1, "")
    assert words in err


def test_a_source_that_is_not_there_is_refused(capsys, house, tmp_path):
    path = str(tmp_path / "nct01234567.txt")
    code, out, err = call(capsys, house(one("sex: male")), "--source", path)
    assert (code, out) == (1, "")
    assert "cannot be read" in err


def test_the_trials_of_the_house_quote_their_sources(capsys):
    names = sorted(path.stem for path in (HOUSE / "trials").glob("*.yaml"))
    sources = [
        word for name in names for word in ("--source", str(HOUSE / f"tests/sources/{name}.txt"))
    ]
    code, out, err = call(capsys, HOUSE, *sources)
    assert (code, err) == (0, "")
    assert out.endswith("nothing to mend.\n")
