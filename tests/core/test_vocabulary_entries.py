"""Everything measured or observed that can be entered: its units, codes, freshness, use."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import get_args

import pytest

from core import plain_yaml
from core.errors import TrialFileError
from core.quantity import in_first_unit, read_value
from core.reading import read_trial
from core.rules import walk
from core.vocabulary import (
    ClassificationSet,
    Cost,
    Entry,
    Lab,
    ScoreKind,
    Section,
    Specimen,
    State,
)
from tests.builders import HOUSE, the_vocabulary
from tests.core.ucum import measured_by

VOCABULARY = the_vocabulary()
LABS = [*VOCABULARY.all(Lab)]
FINDINGS = [*VOCABULARY.all(State)]
SCORES = [*VOCABULARY.all(ScoreKind)]
ENTRIES: list[Lab | State | ScoreKind] = [*LABS, *FINDINGS, *SCORES]
KINDS: dict[str, Sequence[Entry]] = {"labs": LABS, "findings": FINDINGS, "scores": SCORES}
UNITS = [
    pytest.param(entry, unit, id=f"{entry.key} {unit.code}")
    for entry in ENTRIES
    for unit in entry.units
]
SOURCES = HOUSE / "tests" / "sources"


def name_of(entry):
    return f"{type(entry).__name__.lower()} {entry.key}"


def by_key(key):
    return next(entry for entry in ENTRIES if entry.key == key)


# Every entry


@pytest.mark.parametrize("entry", ENTRIES, ids=name_of)
def test_an_entry_has_a_place_a_group_and_a_cost(entry):
    assert entry.section in get_args(Section)
    assert entry.group
    assert entry.cost in get_args(Cost)


@pytest.mark.parametrize("entry", ENTRIES, ids=name_of)
def test_an_entry_is_found_by_every_name_it_goes_by(entry):
    assert entry.aliases
    for name in (entry.key, entry.label.en, entry.label.zh, *entry.aliases):
        assert VOCABULARY.nearest(type(entry), name) == entry.key


@pytest.mark.parametrize("entry", ENTRIES, ids=name_of)
def test_a_group_stands_in_one_section(entry):
    assert {one.section for one in ENTRIES if one.group == entry.group} == {entry.section}


def test_scores_of_a_group_follow_each_other():
    groups = [score.group for score in SCORES]
    starts = [
        group for before, group in zip(["", *groups], groups, strict=False) if before != group
    ]
    assert [group for group, times in Counter(starts).items() if times > 1] == []


def test_what_a_score_is_marked_on_is_found_by_the_check_digit_of_its_loinc_code():
    codes = [code for score in SCORES for code in score.loinc]
    assert codes
    assert [code for code in codes if not has_its_check_digit(code)] == []


def has_its_check_digit(code):
    stem, _, check = code.partition("-")
    digits = [int(c) * (2 if place % 2 == 0 else 1) for place, c in enumerate(reversed(stem))]
    return check == str(-sum(digit // 10 + digit % 10 for digit in digits) % 10)


# Units


@pytest.mark.parametrize(("entry", "unit"), UNITS)
def test_a_unit_has_a_ucum_code(entry, unit):
    size, _ = measured_by(unit.ucum)
    assert size > 0, entry.key


@pytest.mark.parametrize(
    "code", ["mg per dL", "ug/l", "10^9/L", "IU/mL", "mm3/uL/", "gram", "µg/L"]
)
def test_what_is_no_ucum_code_would_be_noticed(code):
    with pytest.raises(ValueError, match="is no UCUM code"):
        measured_by(code)


# Grams of what one mole is counted as: the constants of the laboratories, exact by agreement.
# Of creatinine 88.42 µmol/L are 1 mg/dL, of bilirubin 17.104.
MOLAR = {
    ("hemoglobin", "mmol/L"): Decimal("16.114"),
    ("bilirubin_total", "mg/dL"): Decimal("17.104"),
    ("bilirubin_direct", "mg/dL"): Decimal("17.104"),
    ("creatinine", "mg/dL"): Decimal("88.42"),
    ("urine_protein_creatinine_ratio", "mg/mmol"): Decimal("8.842"),
}


@pytest.mark.parametrize(("entry", "unit"), UNITS)
def test_a_factor_is_exactly_what_the_two_units_are_to_each_other(entry, unit):
    first_size, first_kind = measured_by(entry.units[0].ucum)
    size, kind = measured_by(unit.ucum)
    if unit.factor is None:
        return
    if (entry.key, unit.code) in MOLAR:
        assert kind != first_kind
        assert unit.factor == MOLAR[entry.key, unit.code]
    else:
        assert kind == first_kind
        assert Fraction(unit.factor) == size / first_size


def test_every_agreed_molar_constant_is_of_a_unit():
    units = {(entry.key, unit.code) for entry in ENTRIES for unit in entry.units}
    assert set(MOLAR) <= units


@pytest.mark.parametrize(("entry", "unit"), UNITS)
def test_a_unit_is_read_in_every_spelling(entry, unit):
    for word in (unit.code, *unit.also):
        text = f"1:7 {word}" if unit.code == "titre" else f"7 {word}"
        read = read_value(text, entry.units, entry.units[0].code, entry.label.en)
        assert (read.quantity.amount, read.quantity.unit) == (Decimal(7), unit.code)


@pytest.mark.parametrize(("entry", "unit"), UNITS)
def test_an_amount_goes_into_the_first_unit_and_back_unchanged(entry, unit):
    if unit.factor is None:
        return
    amount = Decimal("7.03")
    there = in_first_unit(amount, unit.code, entry.units)
    assert Fraction(there) / Fraction(unit.factor) == Fraction(amount)


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("creatinine_clearance", "60 mL/min/1.73m2"),
        ("egfr", "60 mL/min"),
        ("prothrombin_time", "80 %"),
        ("prothrombin_activity", "13 s"),
        ("b_cells_cd19", "8 %"),
        ("b_cells_cd19_percent", "90 /µL"),
        ("crp", "5 nmol/L"),
        ("platelets", "30 g/L"),
        ("hemoglobin", "90 G/L"),
        ("temperature", "99 °F"),
        ("fvc_percent", "2100 mL"),
        ("ldh", "200 mg/dL"),
    ],
)
def test_a_unit_of_another_quantity_is_refused_with_the_accepted_ones_named(key, text):
    entry = by_key(key)
    with pytest.raises(ValueError, match=re.escape(entry.units[0].code)):
        read_value(text, entry.units, entry.units[0].code, entry.label.en)


@pytest.mark.parametrize(
    ("key", "code"),
    [
        ("hbv_dna", "copies/mL"),
        ("hcv_rna", "copies/mL"),
        ("cmv_dna", "copies/mL"),
        ("ebv_dna", "log10 IU/mL"),
        ("anti_dsdna", "RU/mL"),
        ("anti_dsdna", "titre"),
        ("anti_ccp", "RU/mL"),
        ("pr3_anca", "AU/mL"),
        ("anticardiolipin", "MPL/mL"),
        ("complement_ch50", "CAE U"),
        ("urea", "mg/dL"),
        ("urine_red_cells", "/µL"),
    ],
)
def test_a_scale_of_its_own_is_kept_and_never_converts(key, code):
    unit = next(unit for unit in by_key(key).units if unit.code == code)
    assert unit.factor is None


@pytest.mark.parametrize(
    ("key", "typed", "used"),
    [
        ("creatinine", "2.5 mg/dL", "221.05"),
        ("bilirubin_total", "2.0 mg/dL", "34.208"),
        ("hemoglobin", "4.0 mmol/L", "64.456"),
        ("neutrophils", "500/mm³", "0.5"),
        ("platelets", "3.0万/µL", "30"),
        ("creatine_kinase", "10 µkat/L", "600"),
        ("igg", "700 mg/dL", "7"),
        ("complement_c3", "90 mg/dL", "0.9"),
        ("b_cells_cd19", "0.09 ×10^9/L", "90"),
        ("proteinuria_24h", "500 mg/24h", "0.5"),
        ("urine_protein_creatinine_ratio", "0.5 g/g", "500"),
        ("unstimulated_saliva", "0.1 mL/min", "1.5"),
        ("height", "1.65 m", "165"),
        ("physician_global", "20 mm", "2"),
    ],
)
def test_a_known_conversion_comes_out(key, typed, used):
    entry = by_key(key)
    read = read_value(typed, entry.units, entry.units[0].code, entry.label.en).quantity
    assert in_first_unit(read.amount, read.unit, entry.units) == Decimal(used)


def test_a_specimen_is_named_where_the_same_thing_is_told_apart_by_it():
    named = {entry.key: entry.specimen for entry in LABS if entry.specimen}
    named |= {entry.key: entry.specimen for entry in FINDINGS if entry.specimen}
    assert set(named.values()) == set(get_args(Specimen))
    assert named["pregnancy_test_urine"] == "urine"
    assert named["pregnancy_test_serum"] == "serum"
    assert set(named.values()) <= set(VOCABULARY.names)


# Freshness

NEVER_OLD = {
    "autoantibodies",
    "extractable_antigens",
    "antiphospholipid",
    "neutrophil_antibodies",
    "biopsies",
}
NEVER_OLD_ALONE = {"height", "eular_acr_2019_sle"}


@pytest.mark.parametrize("entry", ENTRIES, ids=name_of)
def test_a_present_state_goes_stale_an_image_later_and_an_antibody_or_a_biopsy_never(entry):
    if entry.group in NEVER_OLD or entry.key in NEVER_OLD_ALONE:
        assert entry.goes_stale is None
    else:
        assert str(entry.goes_stale) == ("90 days" if entry.group == "imaging" else "28 days")


# Scores


@pytest.mark.parametrize("score", SCORES, ids=name_of)
def test_neighbours_name_each_other(score):
    for key in score.neighbours:
        neighbour = VOCABULARY.get(ScoreKind, key)
        assert neighbour is not None
        assert neighbour is not score
        assert score.key in neighbour.neighbours


@pytest.mark.parametrize(
    ("key", "least", "greatest"),
    [
        ("sledai_2k", 0, 105),
        ("selena_sledai", 0, 105),
        ("eular_acr_2019_sle", 0, 51),
        ("cdai", 0, 76),
        ("essdai", 0, 123),
        ("mrss", 0, 51),
        ("mmt8", 0, 150),
        ("mmt8_one_side", 0, 80),
        ("haq_di", 0, 3),
        ("bvas_v3", 0, 63),
        ("ecog", 0, 5),
        ("physician_global", 0, 10),
        ("extramuscular_activity", 0, 10),
    ],
)
def test_a_score_runs_from_its_least_to_its_greatest(key, least, greatest):
    score = VOCABULARY.get(ScoreKind, key)
    assert score is not None
    assert (score.least, score.greatest) == (least, greatest)


def test_a_step_divides_the_range_of_a_score():
    for score in SCORES:
        if score.step and score.least is not None and score.greatest is not None:
            assert (score.greatest - score.least) % score.step == 0, score.key


# Antigens


def test_the_panel_of_myositis_antibodies_holds_the_specific_ones_and_no_other():
    panel = VOCABULARY.get(State, "myositis_antibodies")
    assert panel is not None
    antigens = panel.antigens
    assert len(set(antigens)) == 15
    assert {"jo_1", "zo", "yrs", "mda5", "hmgcr"} <= set(antigens)
    assert {"ro52", "u1_rnp", "pm_scl", "ku"} & set(antigens) == set()
    assert set(antigens) <= set(VOCABULARY.names)


# Use


def the_source(name):
    text = (SOURCES / f"{name}.txt").read_text(encoding="utf-8")
    return re.sub(r"\\([\\^<>~])", r"\1", text)


TEXTS = [the_source(path.stem) for path in sorted(SOURCES.glob("*.txt"))]
USES = plain_yaml.read_file(SOURCES / "uses.yaml", TrialFileError).data
CALCULATORS = {path.stem for path in (HOUSE / "core" / "calculators").glob("*.py")}
INSTRUMENTS = {
    *(score.key for score in SCORES),
    *(one.key for one in VOCABULARY.all(ClassificationSet)),
    *CALCULATORS,
}


def read_by_rules():
    """Return the keys that a rule of a trial reads, with what is read in their stead."""
    words: set[str] = set()
    for path in (HOUSE / "trials").glob("*.yaml"):
        for criterion in read_trial(path).criteria:
            for rule in walk(criterion.rule):
                named = (getattr(rule, word, None) for word in ("lab", "finding", "score", "grade"))
                words.update(word for word in named if isinstance(word, str))
                words |= {"joints_28"} if getattr(rule, "joints", None) else set()
    if any(entry.calculated_by for entry in LABS if entry.key in words):
        words |= {"creatinine", "weight"}
    return words | {part for one in FINDINGS if one.key in words for part in one.combined_from}


def is_a_use(use):
    """Tell whether a use is printed in a registry text, an instrument, or the checklist."""
    kind, _, what = use.partition(": ")
    if kind == "instrument":
        return what.split()[0] in INSTRUMENTS
    return bool(what) if kind == "checklist" else any(use in text for text in TEXTS)


@pytest.mark.parametrize("kind", KINDS)
def test_every_entry_is_read_by_a_trial_an_instrument_or_the_checklist(kind):
    read = read_by_rules() | set(USES[kind])
    assert [entry.key for entry in KINDS[kind] if entry.key not in read] == []


@pytest.mark.parametrize(
    "use", [pytest.param(u, id=f"{kind} {key}") for kind in USES for key, u in USES[kind].items()]
)
def test_a_use_is_printed_in_a_registry_text_or_names_what_reads_the_entry(use):
    assert is_a_use(use)


def test_a_use_is_of_an_entry():
    known = {kind: {entry.key for entry in entries} for kind, entries in KINDS.items()}
    assert {kind: set(uses) - known[kind] for kind, uses in USES.items()} == {
        kind: set() for kind in KINDS
    }


@pytest.mark.parametrize(
    "use",
    [
        "instrument: sledai_3k",
        "checklist: ",
        "ALP levels ≥4×ULN",
        "",
        "hemoglobin ≥60g/L; and more",
    ],
)
def test_an_invented_use_would_be_noticed(use):
    assert not (use and is_a_use(use))
