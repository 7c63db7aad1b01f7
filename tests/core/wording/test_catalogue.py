"""Every code that the core says has a sentence, and every sentence is said somewhere."""

from __future__ import annotations

import ast
import re
import string
from functools import cache

import pytest

from core.truth import NeedKind, Outcome, Said, Verdict
from core.wording import english, need_text, outcome_word, say
from tests.builders import HOUSE, the_vocabulary

ROOMS = ("evaluate", "assessment")
# Where a code stands among the arguments of what says it.
PLACES = {"Said": 0, "unknown": 1, "Entry": 2}
# An aspect of a medicine is said by its code with the truth behind it: `drug_runs_yes`.
ASPECT_PLACE = 1
ASPECT_CODES = r"(drug_[a-z_]+)_(yes|no|unknown|judgement)"


@cache
def modules(*rooms):
    return tuple(_modules(rooms))


def _modules(rooms):
    for room in rooms:
        for path in sorted((HOUSE / "core" / room).rglob("*.py")):
            yield path, ast.parse(path.read_text(encoding="utf-8"))


def _called(node):
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    place = PLACES.get(name)
    return node.args[place] if place is not None and len(node.args) > place else None


def _texts(node):
    """Return the words that an expression may be: itself, both sides of an if, all of a dict."""
    match node:
        case ast.Constant(value=str(text)):
            return {text}
        case ast.IfExp():
            return _texts(node.body) | _texts(node.orelse)
        case ast.Subscript():
            return _texts(node.value)
        case ast.Dict():
            return set().union(*map(_texts, node.values))
    return set()


def aspect_codes():
    found = set()
    for _, tree in modules("evaluate"):
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "aspect":
                found |= _texts(node.args[ASPECT_PLACE])
            elif isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "code":
                found |= _texts(node.value)
    return {code for code in found if f"{code}_yes" in english.SENTENCES}


def said_codes():
    codes = set()
    for path, tree in modules(*ROOMS):
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and (argument := _called(node)) is not None:
                codes |= {(path.name, text) for text in _texts(argument)}
            elif isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "code":
                codes |= {(path.name, text) for text in _texts(node.value)}
    return sorted(one for one in codes if one[1] not in aspect_codes())


@pytest.mark.parametrize("truth", ["yes", "no", "unknown"])
@pytest.mark.parametrize("code", sorted(aspect_codes()))
def test_every_aspect_of_a_medicine_has_a_sentence_for_each_truth(code, truth):
    # an older course needs review, it is never a no
    assert f"{code}_{truth}" in english.SENTENCES or (code, truth) == ("drug_recent", "no")


@cache
def words_in_code():
    """Return every text in the code, and the beginnings of those put together ("judged_…")."""
    words, beginnings = {kind.value for kind in NeedKind}, []
    for _, tree in modules(*ROOMS, "commands", "exchange", "checklist"):
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                words.add(node.value)
            elif isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
                beginnings.append(str(node.values[0].value))
    return words, tuple(text for text in beginnings if re.fullmatch("[a-z_]+_", text))


def test_there_are_codes_to_look_at():
    assert len(aspect_codes()) > 5

    assert len(said_codes()) > 50


@pytest.mark.parametrize(("file", "code"), said_codes())
def test_every_code_that_is_said_has_a_sentence(file, code):
    assert code in english.SENTENCES


@pytest.mark.parametrize("code", english.SENTENCES)
def test_every_sentence_is_said_somewhere(code):
    words, beginnings = words_in_code()
    aspect = re.fullmatch(ASPECT_CODES, code)
    is_said = code in words or code.startswith(beginnings) or (aspect and aspect[1] in words)
    assert is_said


def fields(template):
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


@pytest.mark.parametrize("code", english.SENTENCES)
def test_every_sentence_can_be_said(code):
    template = english.SENTENCES[code]
    said = say(Said(code, dict.fromkeys(fields(template), "alt")), the_vocabulary())
    assert said
    assert "{" not in said


@pytest.mark.parametrize("kind", NeedKind)
@pytest.mark.parametrize("table", [english.NEEDS, english.NEEDS_OF_QUESTIONS])
def test_every_need_has_words(kind, table):
    assert table[kind.value]
    assert fields(table[kind.value]) <= {"what"}


def test_no_words_are_kept_for_needs_that_there_are_not():
    kinds = {kind.value for kind in NeedKind}
    assert set(english.NEEDS) == set(english.NEEDS_OF_QUESTIONS) == kinds


@pytest.mark.parametrize("kind", ["inclusion", "exclusion"])
@pytest.mark.parametrize("outcome", Outcome)
def test_every_outcome_has_a_word_for_inclusions_and_exclusions(outcome, kind):
    assert outcome_word(outcome, kind)


def test_an_exclusion_says_present_where_an_inclusion_says_not_met():
    assert outcome_word(Outcome.NOT_MET, "exclusion") == "Present"
    assert outcome_word(Outcome.MET, "exclusion") == "Not present"
    assert outcome_word(Outcome.NOT_MET, "inclusion") == "Not met"
    assert outcome_word(Outcome.MET, "inclusion") == "Met"


@pytest.mark.parametrize("verdict", Verdict)
def test_every_verdict_has_a_word(verdict):
    assert english.VERDICTS[verdict.value]


def test_there_is_no_verdict_without_a_word_and_no_word_without_a_verdict():
    assert set(english.VERDICTS) == {verdict.value for verdict in Verdict} | {"no_arm"}


def test_a_need_names_its_thing_by_its_label():
    from core.truth import Need

    vocabulary = the_vocabulary()
    need = Need(NeedKind.MISSING, "alt", "labs")
    assert need_text(need, vocabulary) == "Enter Alanine aminotransferase (ALT)"


@pytest.mark.parametrize(
    "text", ["<b>x</b>", "{what}", "{0.__class__}", "=1+1", "#include", "100 %", "\u202eabc", "张"]
)
def test_what_a_patient_record_holds_is_never_read_as_a_template(text):
    assert text in say(Said("missing", {"what": text}), the_vocabulary())


def test_an_unknown_language_falls_back_to_english():
    said = Said("consent_signed")
    assert say(said, the_vocabulary(), "xx_XX") == say(said, the_vocabulary(), "en")
