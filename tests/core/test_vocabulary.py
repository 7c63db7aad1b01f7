"""Every entry of resources/vocabulary, and the answer to a mistake in such a file."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from pathlib import Path
from typing import get_args

import pytest

from core.errors import TrialFileError
from core.quantity import unit_spelling
from core.record import (
    Allergy,
    Diagnosis,
    Judgement,
    ListName,
    MilestoneKind,
    NotDone,
    Sex,
)
from core.truth import Gate
from core.vocabulary import (
    KINDS,
    Allergen,
    Condition,
    DeviceKind,
    Drug,
    Happening,
    Instrument,
    Lab,
    Label,
    Person,
    Question,
    ScoreKind,
    Section,
    State,
    read_vocabulary,
)

FOLDER = Path(__file__).parents[2] / "resources" / "vocabulary"
VOCABULARY = read_vocabulary(FOLDER)
ENTRIES = [(word, entry) for word, kind in KINDS.items() for entry in VOCABULARY.all(kind)]
MEASURED: list[Lab | State] = [*VOCABULARY.all(Lab), *VOCABULARY.all(State)]
TREES = [Condition, Drug, Happening, Allergen, DeviceKind]
# Not written as words of their own: grades and arms are called as the trials print them.
PRINTED = {"A", "B", "C", "D", "E", "RA", "SLE", "pSS", "SSc", "DM", "IIM", "AAV", "SS"}


def has_chinese(text):
    return any(unicodedata.name(c, "").startswith("CJK UNIFIED IDEOGRAPH") for c in text)


def repeated(words):
    return [word for word, times in Counter(words).items() if times > 1]


def loinc_check_digit(stem):
    """Give the check digit of a LOINC number: Luhn, modulus 10."""
    doubled = [int(c) * (2 if place % 2 == 0 else 1) for place, c in enumerate(reversed(stem))]
    return -sum(digit // 10 + digit % 10 for digit in doubled) % 10


# Names


def test_every_entry_is_called_something_in_english_and_in_chinese():
    labels = [(entry.key, entry.label) for _, entry in ENTRIES]
    labels += list(VOCABULARY.names.items())
    assert [key for key, label in labels if not label.en.strip() or has_chinese(label.en)] == []
    assert [key for key, label in labels if not has_chinese(label.zh)] == []


def test_labels_are_written_in_british_spelling():
    american = re.compile(r"\b(hemo|hema|edema|leuko[cp])|tumor\b|estrogen|izati|ized\b")
    labels = [entry.label.en for _, entry in ENTRIES]
    labels += [label.en for label in VOCABULARY.names.values()]
    assert [label for label in labels if american.search(label.lower())] == []


def test_keys_are_snake_case():
    keys = {entry.key for _, entry in ENTRIES} | (set(VOCABULARY.names) - PRINTED)
    assert [key for key in keys if not re.fullmatch(r"[a-z][a-z0-9]*(_[a-z0-9]+)*", key)] == []


def test_keys_are_written_in_american_spelling():
    british = re.compile(r"haem|oedema|tumour|anaesth|leucocyt")
    assert [entry.key for _, entry in ENTRIES if british.search(entry.key)] == []


def test_a_key_that_two_kinds_share_is_called_the_same_in_both():
    # A question is a sentence and may be about what a diagnosis of the same key names.
    called: dict[str, set[Label]] = {}
    for word, entry in ENTRIES:
        if word != "questions":
            called.setdefault(entry.key, set()).add(entry.label)
    for key, label in VOCABULARY.names.items():
        called.setdefault(key, set()).add(label)
    assert {key: labels for key, labels in called.items() if len(labels) > 1} == {}


@pytest.mark.parametrize("kind", KINDS.values(), ids=list(KINDS))
def test_no_two_entries_of_a_kind_go_by_the_same_name(kind):
    names = [
        name.casefold()
        for entry in VOCABULARY.all(kind)
        for name in {name.casefold() for name in (entry.label.en, entry.label.zh, *entry.aliases)}
    ]
    assert repeated(names) == []


@pytest.mark.parametrize("kind", KINDS.values(), ids=list(KINDS))
def test_no_alias_is_written_twice(kind):
    twice = {e.key: repeated(a.casefold() for a in e.aliases) for e in VOCABULARY.all(kind)}
    assert {key: words for key, words in twice.items() if words} == {}


def test_every_section_and_every_group_is_called_something():
    words = set(get_args(Section)) | {entry.group for _, entry in ENTRIES if entry.group}
    called = {entry.key for _, entry in ENTRIES} | set(VOCABULARY.names)
    assert words - called == set()


def test_every_word_of_a_record_is_called_something():
    words = {
        *get_args(MilestoneKind),
        *get_args(ListName),
        *get_args(NotDone),
        *get_args(Sex),
        *get_args(Person),
        *(gate.value for gate in Gate),
        *("suspected", "ongoing", "resolved", "ruled_out"),
        *("mild", "moderate", "severe"),
        *("disease", "marrow_suppression", "attribution", "significance", "cs", "ncs"),
        *("yes", "no", "unknown"),
    }
    assert words - set(VOCABULARY.names) == set()
    for kind, word in ((Diagnosis, "suspected"), (Allergy, "severe"), (Judgement, "ncs")):
        assert any(word in str(annotation) for annotation in kind.__annotations__.values())


def test_every_word_of_an_entry_is_called_something():
    words = {
        word
        for _, entry in ENTRIES
        for list_name in ("states", "grades", "systems", "details", "reasons", "antigens")
        for word in getattr(entry, list_name, ())
    }
    assert words - set(VOCABULARY.names) == set()


def test_every_group_and_every_level_of_an_instrument_is_called_something():
    called = {entry.key for _, entry in ENTRIES} | set(VOCABULARY.names)
    items = [item for one in VOCABULARY.all(Instrument) for item in one.items.values()]
    groups = {item.group for item in items if item.group}
    levels = {level for item in items for level in item.levels}
    assert groups - called == set()
    # a number is called by itself in every language; what it means stands in the definition
    assert {level for level in levels - called if not level.isdecimal()} == set()
    numbered = [item for item in items if any(level.isdecimal() for level in item.levels)]
    assert numbered
    assert all(level in (item.definition or "") for item in numbered for level in item.levels)


def test_every_item_and_every_band_of_an_instrument_is_called_something_in_both_languages():
    labels = [label for one in VOCABULARY.all(Instrument) for label in _labels(one)]
    assert [label for label in labels if not label.en.strip() or has_chinese(label.en)] == []
    plain = [label for label in labels if not has_chinese(label.zh)]
    assert plain == []


def _labels(instrument):
    yield from (item.label for item in instrument.items.values())
    yield from (band.label for band in instrument.bands)


# Units


@pytest.mark.parametrize("entry", MEASURED, ids=lambda entry: entry.key)
def test_the_first_unit_is_the_one_that_the_others_convert_into(entry):
    assert isinstance(entry, State) or entry.units
    factors = [unit.factor for unit in entry.units if unit.factor is not None]
    assert [unit.code for unit in entry.units if not unit.ucum] == []
    assert [factor for factor in factors if factor <= 0] == []
    assert all(unit.factor == 1 for unit in entry.units[:1])
    assert repeated(factors) == []


@pytest.mark.parametrize("entry", MEASURED, ids=lambda entry: entry.key)
def test_a_unit_of_an_analyte_is_spelled_once(entry):
    words = [word for unit in entry.units for word in (unit.code, *unit.also)]
    assert repeated(unit_spelling(word).casefold() for word in words) == []


def test_the_percentage_of_prothrombin_activity_is_no_unit_of_its_time():
    units = {entry.key: entry.units for entry in MEASURED}["prothrombin_time"]
    assert [unit.code for unit in units] == ["s"]
    assert "%" not in units[0].also


def test_units_of_different_kinds_never_convert_into_each_other():
    kinds = {"IU/mL", "U/mL", "RU/mL", "AU/mL", "copies/mL", "titre", "%", "s"}
    mixed = {
        e.key: kinds & {unit.code for unit in e.units if unit.factor is not None} for e in MEASURED
    }
    assert [key for key, found in mixed.items() if len(found) > 1] == []


@pytest.mark.parametrize("lab", [*VOCABULARY.all(Lab)], ids=lambda lab: lab.key)
def test_the_plausible_amounts_of_a_lab_are_a_range(lab):
    low, high = lab.plausible
    assert 0 <= low < high


# Codes


@pytest.mark.parametrize(
    "code", sorted({code for entry in MEASURED for code in entry.loinc}), ids=str
)
def test_the_check_digit_of_a_loinc_code_fits(code):
    stem, _, check = code.partition("-")
    assert stem.isdigit()
    assert check == str(loinc_check_digit(stem))


@pytest.mark.parametrize("code", ["7465-1", "33582-0", "33939-6"])
def test_invented_loinc_codes_would_be_noticed(code):
    stem, _, check = code.partition("-")
    assert check != str(loinc_check_digit(stem))


def test_a_loinc_code_stands_for_one_entry():
    assert repeated(code for entry in MEASURED for code in entry.loinc) == []


def test_atc_codes_are_of_single_substances_and_stand_for_one_medicine():
    codes = [code for drug in VOCABULARY.all(Drug) for code in drug.atc]
    assert [
        code for code in codes if not re.fullmatch(r"[A-DGHJL-NPR-SV]\d\d[A-Z]{2}\d\d", code)
    ] == []
    assert repeated(codes) == []


# What belongs to what


@pytest.mark.parametrize("kind", TREES)
def test_what_an_entry_belongs_to_exists_and_never_runs_in_a_circle(kind):
    for entry in VOCABULARY.all(kind):
        seen, above = {entry.key}, list(entry.is_a)
        while above:
            parent = VOCABULARY.get(kind, above.pop())
            assert parent is not None, f"{entry.key} belongs to what does not exist"
            assert parent.key != entry.key, f"{entry.key} belongs to itself"
            above += [key for key in parent.is_a if key not in seen]
            seen.add(parent.key)


@pytest.mark.parametrize("kind", TREES)
def test_a_group_has_members(kind):
    entries = list(VOCABULARY.all(kind))
    parents = {parent for entry in entries for parent in entry.is_a}
    assert [entry.key for entry in entries if entry.is_group and entry.key not in parents] == []


def test_the_classification_sets_of_a_diagnosis_exist():
    known = VOCABULARY.entries["classification_sets"]
    named = {key for condition in VOCABULARY.all(Condition) for key in condition.sets}
    assert named == set(known)


@pytest.mark.parametrize(
    ("kind", "key", "to", "belongs"),
    [
        (Drug, "rituximab", "b_cell_targeted", True),
        (Drug, "rituximab", "anti_cd20", True),
        (Drug, "rituximab", "anti_cd19", False),
        (Drug, "cd19_bcma_car_t", "anti_cd19", True),
        (Drug, "cd19_bcma_car_t", "anti_bcma", True),
        (Drug, "telitacicept", "b_cell_targeted", True),
        (Drug, "telitacicept", "anti_bcma", False),
        (Drug, "orelabrutinib", "b_cell_targeted", False),
        (Drug, "orelabrutinib", "b_cell_related", True),
        (Drug, "pegfilgrastim", "colony_stimulating_factor", True),
        (Drug, "prednisone", "glucocorticoid", True),
        (Drug, "hydroxychloroquine", "antimalarial", True),
        (Drug, "hydroxychloroquine", "immunosuppressant", False),
        (Condition, "lupus_nephritis", "sle", True),
        (Condition, "sle", "lupus_nephritis", False),
        (Condition, "dcssc", "connective_tissue_disease", True),
        (Condition, "sjogren_primary", "connective_tissue_disease", False),
        (Condition, "cervical_carcinoma_in_situ", "malignancy", False),
        (Condition, "cervical_carcinoma_in_situ", "carcinoma_in_situ", True),
        (Condition, "tuberculosis_active", "infection", True),
        (Condition, "tuberculosis_latent", "infection", False),
        (Condition, "dm", "iim", True),
        (Condition, "gpa", "aav", True),
        (Condition, "aav", "connective_tissue_disease", False),
        (Condition, "sjogren_primary", "autoimmune_disease", True),
        (Condition, "sjogren_primary", "autoimmune_disease_other", False),
        (Condition, "ra", "autoimmune_disease_other", True),
        (Condition, "antisynthetase_syndrome", "dm", False),
        (Condition, "schizophrenia", "cns_disease", True),
        (Condition, "major_depressive_disorder", "depression", True),
        (Condition, "depression", "cns_disease", False),
        (Condition, "lupus_nephritis", "kidney_disease", False),
        (Condition, "b_cell_lymphoma", "lymphoma", True),
        (Condition, "basal_cell_carcinoma", "non_melanoma_skin_cancer", True),
        (Condition, "melanoma", "non_melanoma_skin_cancer", False),
        (Condition, "hiv_infection", "immunodeficiency", True),
        (Condition, "hepatitis_b_chronic", "infection", True),
        (Drug, "telitacicept", "biologic", True),
        (Drug, "belimumab", "bdmard", False),
        (Drug, "rituximab", "bdmard", True),
        (Drug, "adalimumab", "bdmard", True),
        (Drug, "tofacitinib", "bdmard", False),
        (Drug, "methotrexate", "biologic", False),
        (Drug, "cd19_bcma_car_t", "car_t_therapy", True),
        (Drug, "rituximab", "car_t_therapy", False),
        (Drug, "pirfenidone", "immunosuppressant", False),
        (Happening, "hemodialysis", "dialysis", True),
        (Happening, "corneal_transplantation", "organ_transplantation", False),
        (Allergen, "dmso", "study_drug_material", True),
        (Allergen, "human_albumin", "other", True),
        (Allergen, "human_albumin", "study_drug_material", False),
        (DeviceKind, "picc", "central_venous_catheter", True),
        (DeviceKind, "picc", "cannula_or_drain", False),
        (DeviceKind, "thoracic_drain", "cannula_or_drain", True),
    ],
)
def test_classes_hold_what_belongs_to_them_and_nothing_else(kind, key, to, belongs):
    assert VOCABULARY.belongs(kind, key, to) is belongs


def test_no_medicine_of_a_patient_goes_by_a_garbled_name_of_a_trial_text():
    garbled = {"tretinoin", "tetracycline", "tetraciprazole", "elamodex", "mertiomaxolide"}
    garbled |= {"hormones", "paeonia lactiflora total", "salicylazosulfapyridine"}
    names = {
        name.casefold()
        for drug in VOCABULARY.all(Drug)
        for name in (drug.key, drug.label.en, *drug.aliases)
    }
    assert names & garbled == set()


# States, scores, questions


def test_findings_that_are_combined_exist():
    findings = VOCABULARY.entries["findings"]
    parts = {finding.key: finding.combined_from for finding in VOCABULARY.all(State)}
    assert set().union(*parts.values()) <= set(findings)
    assert parts["syphilis"] == ("syphilis_treponemal", "syphilis_nontreponemal")


def test_an_answer_goes_stale_after_28_days():
    stale = {str(question.goes_stale) for question in VOCABULARY.all(Question)}
    assert stale == {"28 days"}


def test_an_antinuclear_antibody_is_positive_from_1_to_80_on():
    ana = VOCABULARY.get(State, "ana")
    assert ana is not None
    assert ana.positive_from == 80


def test_every_score_has_a_range_or_grades():
    for score in VOCABULARY.all(ScoreKind):
        if score.systems:
            assert score.grades
        else:
            assert score.least is not None
            assert score.greatest is not None
            assert score.least < score.greatest


def test_bilag_2004_has_nine_systems_and_grades_a_to_e():
    bilag = VOCABULARY.get(ScoreKind, "bilag_2004")
    assert bilag is not None
    assert len(set(bilag.systems)) == 9
    assert bilag.grades == ("A", "B", "C", "D", "E")


@pytest.mark.parametrize("question", [*VOCABULARY.all(Question)], ids=lambda question: question.key)
def test_a_question_is_a_question_that_somebody_may_answer(question):
    assert question.label.en.endswith("?")
    assert question.label.zh.endswith("？")
    assert question.may_answer
    assert question.yes_settled_by in {None, *question.may_answer}


def test_only_the_reason_of_the_investigator_is_asked_per_trial():
    asked = [question for question in VOCABULARY.all(Question) if question.per == "trial"]
    assert [(question.key, question.may_answer) for question in asked] == [
        ("other_reason", ("investigator",))
    ]


# Looking things up


@pytest.mark.parametrize(
    ("kind", "word", "key"),
    [
        (Lab, "hemoglobine", "hemoglobin"),
        (Lab, "Haemoglobin", "hemoglobin"),
        (Lab, "血红蛋白", "hemoglobin"),
        (Lab, "platlets", "platelets"),
        (Drug, "rituximabe", "rituximab"),
        (Drug, "来氟米特", "leflunomide"),
        (Lab, "xyzzy", None),
    ],
)
def test_a_misspelt_word_finds_its_nearest_key(kind, word, key):
    assert VOCABULARY.nearest(kind, word) == key


def test_a_word_is_called_by_its_name_in_the_language_or_by_itself():
    assert VOCABULARY.label("hemoglobin") == "Haemoglobin"
    assert VOCABULARY.label("hemoglobin", "zh_CN") == "血红蛋白"
    assert VOCABULARY.label("weak_positive", "zh") == "弱阳性"
    assert VOCABULARY.label("no_such_word", "zh") == "no such word"


def test_a_key_is_found_among_its_own_kind_only():
    assert VOCABULARY.get(Lab, "hemoglobin") is not None
    assert VOCABULARY.get(Drug, "hemoglobin") is None
    assert VOCABULARY.get(Lab, "no_such_key") is None


# Mistakes in a file

RIGHT = """
labs:
  hemoglobin:
    label: {en: Haemoglobin, zh: 血红蛋白}
    section: labs
    cost: blood
    goes_stale: 28 days
    units: [{code: g/L, ucum: g/L, factor: 1}]
"""


def test_a_right_file_is_read(tmp_path):
    (tmp_path / "labs.yaml").write_text(RIGHT, encoding="utf-8")
    assert [lab.key for lab in read_vocabulary(tmp_path).all(Lab)] == ["hemoglobin"]


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ("labs:\n", "laps:\n", "'laps' is no kind of entry. Use labs,"),
        ("    section: labs", "    section: lab", "hemoglobin: section"),
        ("    cost: blood", "    costs: blood", "hemoglobin: costs"),
        ("goes_stale: 28 days", "goes_stale: soon", "'soon' is not a length of time"),
        ("zh: 血红蛋白", "de: Hämoglobin", "hemoglobin: label"),
        ("factor: 1}", "factor: one}", "hemoglobin: units.0.factor"),
        ("labs:\n", "labs: {\n", "this is not YAML"),
        ("    section: labs", "    section: labs\n    section: labs", "written twice"),
    ],
)
def test_a_mistake_is_said_with_the_file_and_the_word(tmp_path, right, wrong, said):
    assert right in RIGHT
    (tmp_path / "labs.yaml").write_text(RIGHT.replace(right, wrong, 1), encoding="utf-8")
    with pytest.raises(TrialFileError, match=r"^labs\.yaml") as refusal:
        read_vocabulary(tmp_path)
    assert said in str(refusal.value)
