"""Every clause of a registry's eligibility text is quoted by one criterion, and nothing else is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.lint.source import (
    bullets,
    clauses,
    not_printed,
    not_quoted_once,
    without_escapes,
)
from core.reading import read_trial
from core.rules import walk
from core.trial import Trial
from tests.builders import HOUSE, scar02

TRIALS = HOUSE / "trials"
SOURCES = HOUSE / "tests" / "sources"
_NAMES = sorted(one.stem for one in TRIALS.glob("*.yaml"))


def the_source(name: str) -> str:
    """Return the eligibility section of a registry text, its escapes undone."""
    return without_escapes((SOURCES / f"{name}.txt").read_text(encoding="utf-8"))


def parts_not_in_their_criterion(trial: Trial) -> list[str]:
    """Return the quotations of parts that are not words of their criterion."""
    return [
        part.text
        for criterion in trial.criteria
        for part in walk(criterion.rule)
        if part.text is not None and part.text not in criterion.text
    ]


# What the machine translation made of a word, and what the note of a criterion calls it.
GLITCHES = {
    "Centrocyte count": "neutrophil",
    "NEUT": "neutrophil",
    "BPC": "platelet",
    "30×109/L": "10^9/L",
    "dry syndrome": "Sjögren",
    "hormones": "glucocorticoid",
    "international standard ratio": "international normalised ratio",
    "elamodex": "iguratimod",
    "tretinoin": "tripterygium",
    "paeonia lactiflora total": "total glucosides of paeony",
    "salazosulfapyridine": "sulfasalazine",
    "salicylazosulfapyridine": "sulfasalazine",
    "mertiomaxolide": "mycophenolate mofetil",
    "tetracycline": "telitacicept",
    "tetraciprazole": "telitacicept",
}


def unexplained(trial: Trial) -> list[str]:
    """Return the glitches of a trial's text that no note of a criterion with it explains."""
    return [
        glitch
        for glitch, meaning in GLITCHES.items()
        if any(glitch in one.text for one in trial.criteria)
        and not any(
            glitch in one.text and glitch.lower() in note.lower() and meaning in note
            for one in trial.criteria
            for note in [one.note or ""]
        )
    ]


def test_there_is_a_trial_to_read():
    assert "nct06503224" in _NAMES


def test_every_source_has_its_trial():
    assert {one.stem for one in SOURCES.glob("*.txt")} <= set(_NAMES)


@pytest.mark.parametrize("name", _NAMES)
def test_every_trial_has_its_source(name):
    assert (SOURCES / f"{name}.txt").is_file()
    assert read_trial(TRIALS / f"{name}.yaml").registry_number.lower() == name


@pytest.mark.parametrize("name", _NAMES)
def test_every_clause_is_quoted_by_exactly_one_criterion(name):
    trial, source = read_trial(TRIALS / f"{name}.yaml"), the_source(name)
    assert list(bullets(source)), "the source is empty"
    assert not_quoted_once(trial, source) == []


@pytest.mark.parametrize("name", _NAMES)
def test_every_quotation_is_the_registrys_wording(name):
    trial, source = read_trial(TRIALS / f"{name}.yaml"), the_source(name)
    assert not_printed(trial, source) == []
    assert parts_not_in_their_criterion(trial) == []
    of_the_title = [one.text for one in trial.criteria if one.rule.source == "title"]
    assert [text for text in of_the_title if text not in trial.title] == []


@pytest.mark.parametrize("name", _NAMES)
def test_every_glitch_of_the_translation_is_explained_in_a_note(name):
    assert unexplained(read_trial(TRIALS / f"{name}.yaml")) == []


# The test itself, on altered copies.


def _with_text(trial: Trial, id_: str, old: str, new: str) -> Trial:
    criteria = [
        replace(one, text=one.text.replace(old, new)) if one.id == id_ else one
        for one in trial.criteria
    ]
    altered = replace(trial, criteria=tuple(criteria))
    assert altered != trial
    return altered


@pytest.mark.parametrize("criterion", scar02().criteria, ids=lambda one: one.id)
def test_a_dropped_criterion_is_noticed(criterion):
    rest = tuple(one for one in scar02().criteria if one is not criterion)
    missed = not_quoted_once(replace(scar02(), criteria=rest), the_source("nct06503224"))
    assert missed == clauses(criterion.text)


@pytest.mark.parametrize("arm", scar02().arms, ids=lambda arm: arm.key)
def test_a_dropped_arm_introduction_is_noticed(arm):
    rest = tuple(one for one in scar02().arms if one is not arm)
    missed = not_quoted_once(replace(scar02(), arms=rest), the_source("nct06503224"))
    assert missed == [arm.label]


def test_a_criterion_written_twice_is_noticed():
    trial = replace(scar02(), criteria=(*scar02().criteria, scar02().criteria[0]))
    assert not_quoted_once(trial, the_source("nct06503224")) == [trial.criteria[0].text]


def test_a_criterion_under_the_other_heading_is_noticed():
    moved = tuple(
        replace(one, kind="exclusion") if one.id == "I5" else one for one in scar02().criteria
    )
    trial, source = replace(scar02(), criteria=moved), the_source("nct06503224")
    assert len(not_quoted_once(trial, source)) == len(not_printed(trial, source)) == 1


@pytest.mark.parametrize(
    ("id_", "old", "new"),
    [
        pytest.param("I3", "; hemoglobin ≥60g/L", "", id="a dropped clause"),
        pytest.param("I6", "PT <1.5 times", "PT <1.6 times", id="an altered digit"),
        pytest.param("I6", "INR <1.5", "INR ≤1.5", id="an altered bound"),
        pytest.param("RA2", "; and number", "; number", id="a dropped word"),
        pytest.param("E4", "within 4 weeks", "within four weeks", id="a digit spelt out"),
        pytest.param("SLE2", "mertiomaxolide", "mycophenolate", id="a mended glitch"),
    ],
)
def test_an_altered_quotation_is_noticed(id_, old, new):
    trial = _with_text(scar02(), id_, old, new)
    assert not_quoted_once(trial, the_source("nct06503224")) != []


@pytest.mark.parametrize(
    ("id_", "old", "new"),
    [
        pytest.param("I6", "PT <1.5 times", "PT <1.6 times", id="an altered digit"),
        pytest.param("E12", ".", ", in the widest sense.", id="words of one's own"),
    ],
)
def test_a_quotation_that_is_not_printed_is_noticed(id_, old, new):
    trial = _with_text(scar02(), id_, old, new)
    assert len(not_printed(trial, the_source("nct06503224"))) == 1


def test_a_clause_added_to_the_registry_text_is_noticed():
    source = the_source("nct06503224") + "- • 13. A clause of a later version; and another.\n"
    assert not_quoted_once(scar02(), source) == ["A clause of a later version", "and another."]


def test_a_part_that_quotes_other_words_is_noticed():
    trial = _with_text(scar02(), "I4", "ALT≤3×ULN", "ALT≤2×ULN")
    assert "ALT≤3×ULN" in parts_not_in_their_criterion(trial)
    assert parts_not_in_their_criterion(scar02()) == []


def test_a_glitch_without_its_note_is_noticed():
    criteria = tuple(
        replace(one, note=None) if one.id == "SLE2" else one for one in scar02().criteria
    )
    bare = replace(scar02(), criteria=criteria)
    assert unexplained(bare) == ["mertiomaxolide", "tetracycline"]


def test_escapes_of_the_registry_are_undone():
    assert "\\^" in (SOURCES / "nct06503224.txt").read_text(encoding="utf-8")
    assert "white blood cell count ≥3×10^9/L" in the_source("nct06503224")
    assert "INR <1.5 times ULN" in the_source("nct06503224")
