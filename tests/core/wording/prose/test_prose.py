"""Rules back in words: every word, every field and every number of a rule is said.

The golden prose of the trials is renewed by hand only: TAMIS_RENEW_GOLDEN=1 in the environment.
"""

import difflib
import os
import re
import string
from decimal import Decimal
from functools import cache
from typing import Any, get_args

import pytest
from pydantic import BaseModel, TypeAdapter

from core import rules
from core.dates import Duration
from core.reading import read_trial
from core.rules.node import Node
from core.rules.values import Bound, Titre
from core.wording.english_rules import DAYS, RULES
from core.wording.prose.criteria import as_text, everywhere, read_criterion
from core.wording.prose.lines import lines_of
from core.wording.prose.prose import prose_of
from core.wording.prose.saying import Words
from tests.builders import HOUSE, the_vocabulary

GOLDEN = HOUSE / "tests" / "golden" / "prose"
TRIALS = sorted((HOUSE / "trials").glob("*.yaml"))
READER = TypeAdapter(rules.Rule)
WORDS = Words(the_vocabulary())


@cache
def trial(name):
    return read_trial(HOUSE / "trials" / name)


def all_rules():
    return [
        pytest.param(one.rule, id=f"{path.stem}-{one.id}")
        for path in TRIALS
        for one in trial(path.name).criteria
    ]


def said(rule):
    made = rule if isinstance(rule, Node) else READER.validate_python(rule)
    return "\n".join(line.text for line in lines_of(prose_of(made, WORDS, "I1")))


@pytest.mark.parametrize("path", TRIALS, ids=lambda path: path.stem)
def test_the_prose_of_a_trial_is_the_golden_one(path):
    read = trial(path.name)
    pieces = [as_text(read_criterion(one, read, WORDS)) for one in read.criteria]
    text = "\n\n".join((*pieces, everywhere())) + "\n"
    golden = GOLDEN / f"{path.stem}.txt"
    if os.environ.get("TAMIS_RENEW_GOLDEN") == "1":
        golden.write_text(text, encoding="utf-8")
    before = golden.read_text(encoding="utf-8").splitlines()
    changes = difflib.unified_diff(before, text.splitlines(), "golden", "now", lineterm="")
    assert "\n".join(changes) == ""


# Each with the field that makes it say more: the sentence changes when the field goes.
LAB = {"lab": "alt", "at_most": "3 ULN"}
FINDING = {"finding": "ecg", "is": "abnormal"}
SCORE = {"score": "das28_crp", "above": "3.2"}
JOINTS = {"joints": "swollen_or_tender", "at_least": "3"}
DIAGNOSIS = {"diagnosis": "malignancy"}
DRUG = {"drug": "methotrexate"}
RUNS = {"drug": "methotrexate", "running_on": "screening"}
SUMMED = {"drug": "glucocorticoid", "equivalent": "prednisone", "dose": {"at_most": "30 mg/day"}}
PER_KG = SUMMED | {"dose": {"at_least": "1 mg/kg/day"}}
EVENT = {"event": "vaccination"}
WINDOW = {"within": "4 weeks", "before": "infusion"}
UNLESS = [{"is": "basal_cell_carcinoma", "where": {"adequately_treated": "yes"}}]
SINCE = {"since": "progression_free_since", "for_more_than": "5 years"}
TREATMENT = {"drug": ["csdmard"], "for_at_least": "3 months"}

MORE: list[tuple[dict[str, Any], dict[str, Any]]] = [
    (LAB, {"any_result": "yes"}),
    (LAB, {"attributable": "yes"}),
    (LAB, {"because_of": "marrow_suppression"}),
    (LAB, WINDOW),
    (LAB, {"at_least": "1 LLN"}),
    (LAB, {"above": "40 U/L"}),
    (LAB, {"below": "40 U/L"}),
    (LAB, {"note": "a note", "text": "a clause"}),
    (LAB, {"due": "infusion"}),
    (LAB, {"source": "title"}),
    (LAB, {"settled_by": "other_reason"}),
    (LAB, {"when": {"sex": "female"}}),
    ({"score": "essdai"}, {"between": ["7", "10"]}),
    ({"finding": "ecg"}, {"is": "abnormal"}),
    ({"finding": "ana"}, {"at_least": "1:80"}),
    (FINDING, {"on": "screening", "finding": "ana"}),
    (FINDING, {"any_result": "yes"}),
    (FINDING, {"if_recorded": "yes"}),
    (FINDING, {"significant": "yes"}),
    (FINDING, {"antigens": ["jo_1"]}),
    (FINDING, WINDOW),
    (SCORE, {"during": "screening_period"}),
    ({"score": "eular_acr_2019_sle", "at_least": "10"}, {"during": "screening_period"}),
    (SCORE, {"on_treatment": TREATMENT}),
    (SCORE, {"entry_criterion": "ana"}),
    (JOINTS, {"on_treatment": TREATMENT}),
    (JOINTS, {"joints": "swollen"}),
    ({"grade": "bilag_2004", "is": "B", "at_least": 2}, {"at_least": 3}),
    ({"grade": "bilag_2004", "is": "B", "at_least": 2}, {"is": "A"}),
    (DIAGNOSIS, {"classified_by": "eular_acr_2019_sle"}),
    (DIAGNOSIS, {"ongoing": "yes"}),
    (DIAGNOSIS | {"asked_as": "other_reason"}, {"ongoing": "yes"}),
    (DIAGNOSIS, {"attributable": "yes"}),
    (DIAGNOSIS, {"for_at_least": "6 months", "before": "screening"}),
    (DIAGNOSIS, {"where": {"symptomatic": "yes"}}),
    (DIAGNOSIS, {"asked_as": "other_reason"}),
    (DIAGNOSIS, {"judged": "yes"}),
    (DIAGNOSIS | {"asked_as": "other_reason"}, {"judged": "yes"}),
    (DIAGNOSIS, {"if_recorded": "yes"}),
    (DIAGNOSIS, {"unless": UNLESS}),
    (DIAGNOSIS, WINDOW),
    (EVENT, {"where": {"live": "yes"}}),
    (EVENT, {"planned": "yes"}),
    (EVENT, {"since": "consent"}),
    (EVENT, WINDOW),
    (DRUG, WINDOW),
    (DRUG, {"from": "screening", "until_sample_of": "neutrophils"}),
    (DRUG, {"running_on": "screening"}),
    (DRUG, {"for_at_least": "12 weeks", "before": "enrolment"}),
    (DRUG, {"for_more_than": "12 weeks", "before": "enrolment"}),
    (DRUG | {"for_at_least": "2 months"}, {"ended_within": "6 months", "before": "screening"}),
    (RUNS, {"dose": {"between": ["7.5 mg/week", "25 mg/week"]}}),
    (DRUG, {"dose": {"above": "7.5 mg/week"}, "before": "screening"}),
    (RUNS, {"stable_for": "4 weeks", "before": "enrolment"}),
    (RUNS | {"stable_for": "4 weeks", "before": "screening"}, {"during": "screening_period"}),
    (RUNS, {"count": {"at_least": 1, "at_most": 2}}),
    (RUNS, {"started": "12 weeks", "before": "screening"}),
    (RUNS | {"for_at_least": "12 weeks"}, {"each": "yes"}),
    (DRUG, {"half_lives": "5", "before": "infusion"}),
    (DRUG | {"dose": {"at_most": "30 mg/day"}}, {"equivalent": "prednisone"}),
    (SUMMED, {"running_on": "screening"}),
    (SUMMED, {"during": "screening_period"}),
    (SUMMED, {"change_at_most": "5 mg/day"}),
    (SUMMED, {"stable_for": "7 days", "before": "screening"}),
    (
        SUMMED | {"stable_for": "7 days", "before": "screening"},
        {"during": "screening_period"},
    ),
    (PER_KG, {"for_more_than": "4 weeks", "before": "screening"}),
    (PER_KG, {"ended_within": "6 months", "before": "screening"}),
    (PER_KG, {"running_on": "screening"}),
    (PER_KG, {"during": "screening_period"}),
    (DIAGNOSIS, {"unless": [UNLESS[0] | SINCE]}),
    (DIAGNOSIS, {"unless": [{"where": UNLESS[0]["where"]} | SINCE]}),
    (DIAGNOSIS | {"ongoing": "yes", "asked_as": "other_reason"}, WINDOW),
    ({"finding": "ana", "at_least": "1:80"}, {"any_result": "yes"}),
    ({"device": "cannula_or_drain"}, {"asked_as": "other_reason"}),
    ({"allergy": ["dmso"], "severity": "severe"}, {"asked_as": "other_reason"}),
    ({"question": "childbearing_potential"}, {"until_answered": "yes"}),
    ({"consent": "signed"}, {"by_guardian": "counts"}),
    ({"age": "consent", "at_least": "18 years"}, {"age": "screening"}),
    ({"sex": "female"}, {"sex": "male"}),
]


@pytest.mark.parametrize(("less", "more"), MORE, ids=str)
def test_every_field_changes_what_is_said(less, more):
    # what the whole rule quotes and notes stands beside it on the page, so it is made a part
    rules_ = [{"all_of": [one]} for one in (less, {**less, **more})]
    assert said(rules_[0]) != said(rules_[1])


def names_of(model):
    return {field.alias or name for name, field in model.model_fields.items()}


@pytest.mark.parametrize("word", rules.WORDS)
def test_every_field_of_every_word_is_tried(word):
    tried = {name for less, more in MORE if word in {**less, **more} for name in {**less, **more}}
    shared = names_of(rules.Listed) | names_of(Node) | names_of(rules.Bounds)
    combined = word in {"all_of", "any_of", "none_of", "at_least_n_of", "readings"}
    assert combined or names_of(rules.WORDS[word]) - shared <= tried


@pytest.mark.parametrize("model", [rules.Listed, Node, rules.Bounds], ids=lambda one: one.__name__)
def test_every_field_that_rules_share_is_tried(model):
    tried = {name for less, more in MORE for name in more}
    assert names_of(model) - {"id", "at_most"} <= tried


# Numbers


def numbers_of(value):
    """Return every number that a rule carries, however deep, as its text prints it."""
    if isinstance(value, BaseModel):
        return set().union(*(numbers_of(one) for _, one in value))
    if isinstance(value, tuple):
        return set().union(*map(numbers_of, value))
    if isinstance(value, Bound):
        return {f"{value.amount:f}"} | numbers_of(value.or_else)
    if isinstance(value, int | Decimal | Titre | Duration):
        return {str(value)} - {"0"}
    return set()


@pytest.mark.parametrize("rule", all_rules())
def test_every_number_of_a_rule_is_in_its_prose(rule):
    text = said(rule)
    missing = {one for one in numbers_of(rule) if not re.search(rf"(?<!\d){re.escape(one)}", text)}
    assert missing == set()


# The catalogue


@pytest.mark.parametrize("code", RULES)
def test_every_sentence_of_the_catalogue_is_one_whole_sentence(code):
    fields = {name for _, name, _, _ in string.Formatter().parse(RULES[code]) if name}
    text = RULES[code].format_map(dict.fromkeys(fields, "x"))
    assert text[0].isupper() or RULES[code][0] == "{"
    assert text[-1] in ".:x"


def test_every_sentence_of_the_catalogue_is_said_by_some_rule():
    spoken = set()

    class Listening(Words):
        def say(self, code, **values):
            spoken.add(code)
            return super().say(code, **values)

    ear = Listening(the_vocabulary())
    tried = [READER.validate_python({**less, **more}) for less, more in MORE]
    tried += [READER.validate_python(less) for less, _ in MORE]
    tried += [one.rule for path in TRIALS for one in trial(path.name).criteria]
    for rule in tried:
        prose_of(rule, ear)
    assert set(RULES) - spoken - {"when"} == set()


def test_a_day_that_a_rule_may_name_has_its_words():
    assert set(DAYS) >= {"consent", *get_args(rules.AgeRule.model_fields["age"].annotation)}
