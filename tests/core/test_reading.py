"""Trial files: read, or refused with file, line, criterion and word."""

from __future__ import annotations

import pytest

from core.errors import TrialFileError
from core.plain_yaml import read_text
from core.reading import read_trial, read_trials, trial_from
from core.rules import AllOf, LabRule, walk
from core.trial import TrialFile
from core.truth import Gate
from tests.builders import HOUSE, SCAR02, scar02

HEAD = """\
registry_number: NCT01234567
title: A study
short_name: STUDY
product: cells
sponsor: a hospital
phase: 1
status: recruiting
conditions: [lupus]
source: {address: example.org, read: 2026-11-18}
read_by: a test
inclusion:
"""
GOOD = """\
  - id: I1
    text: "Haemoglobin >= 60 g/L."
    lab: hemoglobin
    at_least: 60 g/L
"""
TAIL = "exclusion: []\n"


def trial(criteria=GOOD, head=HEAD, tail=TAIL):
    text = head + criteria + tail
    return trial_from(read_text(text, "t.yaml", TrialFileError), "t.yaml", "0" * 64)


def criterion(rule, text="Haemoglobin >= 60 g/L."):
    lines = "".join(f"    {line}\n" for line in rule.splitlines())
    return f'  - id: I1\n    text: "{text}"\n{lines}'


def refusal(criteria=GOOD, head=HEAD, tail=TAIL):
    with pytest.raises(TrialFileError) as caught:
        trial(criteria, head, tail)
    return str(caught.value)


def test_a_trial_file_is_read_into_its_criteria_in_print_order():
    made = trial()
    assert (made.registry_number, made.approved, made.arms) == ("NCT01234567", False, ())
    (only,) = made.criteria
    assert (only.id, only.kind, only.arm, only.text) == (
        "I1",
        "inclusion",
        None,
        "Haemoglobin >= 60 g/L.",
    )
    assert isinstance(only.rule, LabRule)


def test_the_real_trial_has_four_arms_and_every_id_once():
    made = scar02()
    assert made.registry_number == SCAR02
    assert [arm.key for arm in made.arms] == ["RA", "SLE", "pSS", "SSc"]
    ids = [one.id for one in made.criteria]
    assert len(ids) == len(set(ids))
    assert [one for one in ids if one.startswith("E")] == [f"E{n}" for n in range(1, 13)]
    assert len(made.file_hash) == 64


def test_all_trial_files_of_the_house_are_read():
    assert SCAR02 in {one.registry_number for one in read_trials(HOUSE / "trials")}


def test_a_rule_keeps_its_parts_words_and_gates():
    made = trial(
        criterion(
            "all_of:\n"
            "  - {lab: hemoglobin, at_least: 60 g/L, text: Haemoglobin}\n"
            "  - none_of:\n"
            "      - {question: other_reason, due: enrolment, when: {sex: female}}"
        )
    )
    rule = made.criteria[0].rule
    assert isinstance(rule, AllOf)
    assert [type(one).__name__ for one in walk(rule)] == [
        "AllOf",
        "LabRule",
        "NoneOf",
        "QuestionRule",
        "SexRule",
    ]
    assert walk(rule)[3].due is Gate.ENROLMENT


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("labb: hemoglobin\nat_least: 60 g/L", ["'labb' is not a word", "Did you mean 'lab'?"]),
        ("lab: hemoglobin\nat_leats: 60 g/L", ["'at_leats'", "Did you mean 'at_least'?"]),
        ("lab: hemoglobin\nat_least: sixty", ["at_least: 'sixty' is not a limit"]),
        ("lab: hemoglobin\nat_least: NaN", ["is not a limit"]),
        ("lab: hemoglobin\nbetween: [60 g/L]", ["between: two belong here."]),
        ("lab: hemoglobin\nfinding: ana", ["'finding'"]),
        ("lab: hemoglobin\nat_least: 60 g/L\nany_of: [{sex: male}]", ["line"]),
        ("all_of: [{sex: male}]\nany_of: [{sex: male}]", ["any_of"]),
        ("sex: male\nage: consent", ["line"]),
        ("sex: man", ["'man' cannot stand for sex", "'female' or 'male'"]),
        ("question: other_reason\ndue: later", ["'later' cannot stand for due"]),
        ("note: nothing else", ["there is no rule here"]),
        ("all_of: []", ["all_of: at least one belongs here."]),
        ("all_of: {sex: male}", ["all_of"]),
        ("all_of: sex", ["all_of: a list belongs here"]),
        ("all_of: [male]", ["a rule is a word with what it says"]),
        ("any_of:\n  - {sexx: male}", ["'sexx' is not a word", "Did you mean 'sex'?"]),
        ("any_of:\n  - {lab: alt, at_most: 3 ULN, sex: male}", ["'sex'"]),
        ("drug: rituximab\nwithin: 4 fortnights\nbefore: screening", ["is not a length of time"]),
        ("drug: rituximab\nwithin: 4 weeks\nbefore: tomorrow", ["'tomorrow' cannot stand"]),
        ("drug: []", ["drug"]),
        ("at_least_n_of: {n: 0, of: [{sex: male}]}", ["n"]),
        ("at_least_n_of: {n: two, of: [{sex: male}]}", ["n"]),
        ("readings: [{read_as: one, rule: {sex: male}}]", ["readings: two belong here."]),
        ("grade: bilag_2004\nat_least: 1", ["'is' is missing"]),
        ("consent: signd", ["'signd' cannot stand for consent"]),
        ("lab: hemoglobin\nat_least: 60 g/L\nat_least: 70 g/L", ["written twice"]),
        ("sex: &a male", ["anchors"]),
    ],
)
def test_a_mistake_is_told_with_file_line_criterion_and_word(rule, words):
    message = refusal(criterion(rule))
    assert message.startswith("t.yaml, line ")
    if "written twice" not in message and "anchors" not in message:
        assert "criterion I1" in message
    for word in words:
        assert word in message, message


@pytest.mark.parametrize(
    ("rule", "line"),
    [
        ("labb: hemoglobin", 12),
        ("lab: hemoglobin\nat_leats: 60 g/L", 15),
        ("all_of:\n  - {sex: male}\n  - {sex: man}", 16),
        ("any_of:\n  - all_of:\n      - {sex: male}\n      - lab: alt\n        at_mots: 3 ULN", 18),
    ],
)
def test_the_line_of_a_mistake_is_the_one_on_which_it_stands(rule, line):
    assert f"line {line}," in refusal(criterion(rule))


@pytest.mark.parametrize("missing", ["id: I1", 'text: "Haemoglobin >= 60 g/L."'])
def test_a_criterion_without_id_or_text_is_refused(missing):
    kept = [line for line in GOOD.splitlines() if missing not in line]
    kept[0] = kept[0] if kept[0].startswith("  - ") else "  - " + kept[0].strip()
    message = refusal("\n".join(kept) + "\n")
    assert "t.yaml" in message
    assert "no id or no text" in message


@pytest.mark.parametrize("word", ["title", "sponsor", "phase", "source", "exclusion"])
def test_a_head_that_lacks_a_word_is_refused(word):
    lines = (HEAD + GOOD + TAIL).splitlines(keepends=True)
    kept = "".join(line for line in lines if not line.startswith(f"{word}:"))
    assert f"'{word}' is missing. Add it." in refusal("", kept, "")


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("sponsor:", "sponser:", ["sponser", "Did you mean 'sponsor'?"]),
        ("NCT01234567", "NCT123", ["registry_number"]),
        ("{address: example.org, read: 2026-11-18}", "example.org", ["source"]),
        ("conditions: [lupus]", "conditions: lupus", ["conditions"]),
        ("read_by: a test", "read_by: a test\nread_by: another", ["written twice"]),
        ("read_by: a test", "read_by: a test\napproved: maybe", ["'maybe' cannot stand"]),
    ],
)
def test_a_mistake_in_the_head_is_told(old, new, words):
    message = refusal(head=HEAD.replace(old, new))
    for word in words:
        assert word in message, message


def test_a_mistake_in_an_arm_is_told_with_its_criterion():
    arms = (
        "arms:\n  SLE:\n    diagnoses: [sle]\n    label: lupus\n    inclusion:\n"
        "      - {id: SLE1, text: x, diagnoss: sle}\n"
    )
    message = refusal(tail=arms + TAIL)
    assert "criterion SLE1" in message
    assert "Did you mean 'diagnosis'?" in message


def test_an_arm_without_a_diagnosis_is_refused():
    arms = "arms:\n  SLE:\n    diagnoses: []\n    label: lupus\n    inclusion: []\n"
    assert "diagnoses" in refusal(tail=arms + TAIL)


@pytest.mark.parametrize("text", ["- a\n", "hello\n", "5\n"])
def test_what_is_no_trial_file_is_said_to_be_none(text):
    assert "this is no trial file" in refusal("", text, "")


def test_a_rule_that_a_file_writes_twice_in_the_same_words_is_one_rule():
    rule = "all_of: [{sex: male}, {any_of: [{sex: male}, {sex: female}]}]"
    read = trial(criterion(rule)).criteria[0].rule
    first, other = read.all_of
    assert other.any_of[0] is first
    assert other.any_of[1] is not first


def test_two_files_share_no_rule():
    one, other = (trial(criterion("sex: male")).criteria[0].rule for _ in range(2))
    assert one == other
    assert one is not other


def test_deeply_nested_rules_are_refused_with_a_sentence():
    rule = "all_of: [" + "{all_of: [" * 400 + "{sex: male}" + "]}" * 400 + "]"
    assert "t.yaml" in refusal(criterion(rule))


def test_a_file_of_windows_with_a_byte_order_mark_reads_like_any_other(tmp_path):
    path = tmp_path / "t.yaml"
    path.write_bytes(("\ufeff" + HEAD + GOOD + TAIL).replace("\n", "\r\n").encode())
    assert read_trial(path).criteria == trial().criteria


def test_a_trial_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(TrialFileError, match=r"gone\.yaml"):
        read_trial(tmp_path / "gone.yaml")


def test_a_folder_without_trials_holds_none(tmp_path):
    assert read_trials(tmp_path) == ()


def test_the_schema_of_a_trial_describes_every_word_of_the_real_one():
    described = TrialFile.model_json_schema(by_alias=True)
    assert set(described["required"]) >= {"registry_number", "inclusion", "exclusion"}
    assert {"LabRule", "AnyOf", "Arm"} <= set(described["$defs"])
    assert "is" in described["$defs"]["FindingRule"]["properties"]
