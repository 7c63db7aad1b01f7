"""A diagnosis classified by the items of a set: alone, and beside what is recorded of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.next_steps import next_steps
from core.step import Step
from core.truth import NeedKind, Truth
from core.vocabulary import Instrument
from core.wording import need_text, notes_text, say
from tests.builders import a_record, assessed, stated_complete, the_step, the_vocabulary

NO, UNKNOWN, JUDGEMENT, YES = Truth.NO, Truth.UNKNOWN, Truth.JUDGEMENT, Truth.YES
SLE, RA, SSC = "eular_acr_2019_sle", "acr_eular_2010_ra", "acr_eular_2013_ssc"
AECG, SS, LEROY = "aecg_2002_sjogren", "acr_eular_2016_sjogren", "leroy_medsger_2001"
IIM, IIM_BIOPSY = "eular_acr_2017_iim", "eular_acr_2017_iim_biopsy"
GPA, MPA, EGPA = (f"acr_eular_2022_{name}" for name in ("gpa", "mpa", "egpa"))
LUPUS = {"diagnosis": "sle", "classified_by": SLE}
PRIMARY = {"diagnosis": "sjogren_primary", "classified_by": [AECG, SS]}
SUBSET = {"diagnosis": ["lcssc", "dcssc"], "classified_by": LEROY}
VASCULITIS = {"diagnosis": "aav", "classified_by": [GPA, MPA, EGPA]}
CLAIM = {"classified_by": [{"set": SLE, "date": "2019-03", "source": "Letter"}]}


def assessed_by(key, present, open_items="", date="2026-11-18", **other):
    """Answer what is present with yes, what is neither present nor open with no."""
    instrument = the_vocabulary().get(Instrument, key)
    assert instrument is not None
    assert set(f"{present} {open_items}".split()) | set(other) <= set(instrument.items)
    answers = {
        name: "yes" if name in present.split() else "no"
        for name, item in instrument.items.items()
        if item.points is not None and name not in open_items.split()
    }
    return {"of": key, "date": date, "items": answers | other}


FULFILLED = assessed_by(SLE, "ana leukopenia anti_dsdna apl")
TOO_FEW = assessed_by(SLE, "ana leukopenia anti_dsdna", date="2026-11-17")
BEGUN = assessed_by(SLE, "ana leukopenia anti_dsdna", "apl fever", date="2026-11-16")


def judged(rule, of, *scores, **diagnosis) -> Step:
    return the_step(rule, a_record(diagnoses=[{"of": of, **diagnosis}], scores=list(scores)))


def kinds(step):
    return [(need.kind, need.what) for need in step.needs]


@pytest.mark.parametrize(
    ("present", "open_items", "expected", "code"),
    [
        ("ana leukopenia anti_dsdna apl", "", YES, "criteria_fulfilled"),
        ("ana biopsy_iii_iv", "", YES, "criteria_fulfilled"),
        ("ana biopsy_iii_iv", "apl fever", YES, "criteria_fulfilled"),
        ("ana leukopenia anti_dsdna", "", NO, "criteria_not_fulfilled"),
        ("ana leukopenia anti_dsdna", "apl", UNKNOWN, "criteria_open"),
        ("ana apl low_c3_and_c4 anti_dsdna", "", NO, "criteria_beside_points"),
        ("biopsy_iii_iv anti_dsdna", "", NO, "criteria_ruled_out"),
        ("biopsy_iii_iv anti_dsdna", "ana", UNKNOWN, "criteria_open"),
    ],
)
def test_items_classify_a_disease_as_their_set_says(present, open_items, expected, code):
    step = judged(LUPUS, "sle", assessed_by(SLE, present, open_items))
    assert (step.truth, step.reason.code) == (expected, code)


def test_items_alone_make_no_diagnosis():
    alone = a_record(scores=[FULFILLED])
    assert the_step(LUPUS, alone).truth is UNKNOWN
    assert the_step(LUPUS, stated_complete(alone, "diagnoses")).truth is NO
    assert judged(LUPUS, "sle", FULFILLED, status="suspected").truth is UNKNOWN
    assert judged(LUPUS, "ra", FULFILLED).truth is UNKNOWN


def test_a_subtype_is_classified_by_the_items_of_the_disease():
    assert judged(LUPUS, "lupus_nephritis", FULFILLED).truth is YES


def test_the_items_of_another_disease_classify_nothing():
    rule = {"diagnosis": "sle", "classified_by": [SLE, RA]}
    erosions = assessed_by(RA, "typical_erosions")
    step = judged(rule, "sle", erosions)
    assert (step.truth, step.reason.code) == (UNKNOWN, "not_classified")
    assert kinds(step) == [(NeedKind.MISSING, SLE)]


def test_evidence_shows_the_answers_and_what_they_make():
    step = judged(LUPUS, "sle", FULFILLED | {"id": "f1", "source": "Form 3"})
    items = next(one for one in step.evidence if one.kind == "score")
    assert items.as_entered is not None
    assert items.as_entered.startswith("ana yes, fever no, leukopenia yes")
    assert (items.as_used, items.limit, items.source) == ("11", "≥ 10", "Form 3")
    assert (items.fact, str(items.day)) == ("f1", "2026-11-18")
    assert notes_text(items, the_vocabulary()) == "fulfilled: 11, asked ≥ 10"
    assert [one.kind for one in step.evidence] == ["diagnosis", "score"]


def test_open_items_are_named_with_what_they_leave_possible():
    step = judged(LUPUS, "sle", BEGUN)
    assert step.reason.values["open"] == (f"{SLE}.fever", f"{SLE}.apl")
    said = say(step.reason, the_vocabulary())
    assert "9–13 so far, asked ≥ 10" in said
    assert said.endswith("still open: Fever, Antiphospholipid antibodies.")
    assert kinds(step) == [(NeedKind.MISSING, SLE)]
    assert "2019 EULAR/ACR" in need_text(step.needs[0], the_vocabulary())


def test_once_one_entry_criterion_holds_the_others_are_not_asked_for():
    begun = {"of": SS, "date": "2026-11-18", "items": {"dry_eyes": "yes", "anti_ssa": "yes"}}
    step = judged({"diagnosis": "sjogren_primary", "classified_by": SS}, "sjogren_primary", begun)
    named = step.reason.values["open"]
    assert isinstance(named, tuple)
    assert f"{SS}.schirmer" in named
    assert f"{SS}.dry_mouth" not in named


@pytest.mark.parametrize(
    ("scores", "expected", "code"),
    [
        ((FULFILLED, TOO_FEW), JUDGEMENT, "criteria_disagree"),
        ((FULFILLED, BEGUN), YES, "criteria_fulfilled"),
        ((TOO_FEW, BEGUN), UNKNOWN, "criteria_open"),
        ((TOO_FEW, TOO_FEW | {"date": "2020-01"}), NO, "criteria_not_fulfilled"),
        ((FULFILLED | {"date": "2012"}, BEGUN), YES, "criteria_fulfilled"),
    ],
)
def test_several_assessments_are_weighed_and_what_once_held_holds(scores, expected, code):
    for order in (scores, scores[::-1]):
        step = judged(LUPUS, "sle", *order)
        assert (step.truth, step.reason.code) == (expected, code)
        assert len([one for one in step.evidence if one.kind == "score"]) == len(scores)


@pytest.mark.parametrize(
    ("score", "expected", "code"),
    [
        (FULFILLED, YES, "classified"),
        (BEGUN, YES, "classified"),
        (TOO_FEW, UNKNOWN, "criteria_against_claim"),
    ],
)
def test_what_is_recorded_as_classified_holds_unless_its_items_contradict_it(score, expected, code):
    step = judged(LUPUS, "sle", score, **CLAIM)
    assert (step.truth, step.reason.code) == (expected, code)
    assert {one.kind for one in step.evidence} == {"diagnosis", "score"}
    assert kinds(step) == ([] if expected is YES else [(NeedKind.CONFLICT, SLE)])


def test_a_total_that_its_items_contradict_is_a_conflict():
    step = judged(LUPUS, "sle", FULFILLED | {"total": "8"})
    assert (step.truth, kinds(step)) == (UNKNOWN, [(NeedKind.CONFLICT, SLE)])
    assert judged(LUPUS, "sle", FULFILLED | {"total": "11"}).truth is YES


def test_an_assessment_after_the_assessed_day_is_not_read():
    later = FULFILLED | {"date": "2026-11-19"}
    record = a_record(diagnoses=[{"of": "sle"}], scores=[later])
    assert the_step(LUPUS, record).truth is UNKNOWN
    assert the_step(LUPUS, record, as_of="2026-11-19").truth is YES


def test_a_set_without_any_item_is_only_missing():
    step = judged(LUPUS, "sle", {"of": SLE, "total": "12", "date": "2026-11-18"})
    assert (step.truth, step.reason.code) == (UNKNOWN, "not_classified")


# Criteria that do not apply

SCLEROSIS = {"diagnosis": "ssc", "classified_by": SSC}


def test_criteria_that_do_not_apply_need_review_with_that_reason():
    spared = assessed_by(SSC, "raynaud sclerodactyly telangiectasia fingers_spared")
    claim = {"classified_by": [{"set": SSC}]}
    for step in (judged(SCLEROSIS, "dcssc", spared), judged(SCLEROSIS, "dcssc", spared, **claim)):
        assert (step.truth, step.reason.code) == (JUDGEMENT, "criteria_do_not_apply")
        assert "Skin thickening spares the fingers" in say(step.reason, the_vocabulary())


# Several sets

PRIMARY_2002 = assessed_by(AECG, "dry_eyes dry_mouth schirmer anti_ssa")
FAILED_2002 = assessed_by(AECG, "dry_eyes anti_ssa")
FULFILLED_2016 = assessed_by(SS, "dry_eyes anti_ssa schirmer")
FAILED_2016 = assessed_by(SS, "dry_eyes schirmer")


@pytest.mark.parametrize(
    ("scores", "expected", "missing"),
    [
        ((PRIMARY_2002,), YES, []),
        ((FAILED_2002, FULFILLED_2016), YES, []),
        ((FAILED_2002, FAILED_2016), NO, []),
        ((FAILED_2002,), UNKNOWN, [SS]),
        ((FAILED_2016,), UNKNOWN, [AECG]),
        ((), UNKNOWN, [AECG]),
    ],
)
def test_any_of_the_named_sets_counts_and_only_all_of_them_say_no(scores, expected, missing):
    step = judged(PRIMARY, "sjogren_primary", *scores)
    assert step.truth is expected
    assert [need.what for need in step.needs] == missing


def test_a_set_that_was_recorded_stands_beside_another_that_is_not_fulfilled():
    claim = {"classified_by": [{"set": AECG}]}
    assert judged(PRIMARY, "sjogren_primary", FAILED_2016, **claim).truth is YES


def test_the_rule_for_the_secondary_syndrome_does_not_classify_the_primary_one():
    secondary = assessed_by(AECG, "associated_disease dry_eyes schirmer saliva_flow")
    rule = {"diagnosis": "sjogren_primary", "classified_by": AECG}
    step = judged(rule, "sjogren_primary", secondary)
    assert (step.truth, step.reason.code) == (UNKNOWN, "criteria_of_kind")
    assert kinds(step) == [(NeedKind.CONFLICT, AECG)]
    other = {"diagnosis": "sjogren_secondary", "classified_by": AECG}
    assert judged(other, "sjogren_secondary", secondary).truth is YES
    assert judged(other, "sjogren_secondary", PRIMARY_2002).truth is UNKNOWN


def test_primary_sjogren_is_open_until_another_disease_is_answered():
    everything = "dry_eyes schirmer focus_score anti_ssa"
    rule = {"diagnosis": "sjogren_primary", "classified_by": AECG}
    step = judged(rule, "sjogren_primary", assessed_by(AECG, everything, "associated_disease"))
    assert (step.truth, step.reason.code) == (UNKNOWN, "criteria_open")
    assert step.reason.values["open"] == (f"{AECG}.associated_disease",)
    assert judged(rule, "sjogren_primary", assessed_by(AECG, everything)).truth is YES


# Vasculitis: criteria of a disease of its own

IS_MPA = assessed_by(MPA, "vasculitis mpo_panca lung_fibrosis")
NO_GPA, NO_EGPA = assessed_by(GPA, "vasculitis"), assessed_by(EGPA, "vasculitis")
NO_MPA = assessed_by(MPA, "vasculitis")


@pytest.mark.parametrize(
    ("of", "scores", "expected", "code"),
    [
        ("mpa", (IS_MPA,), YES, "criteria_fulfilled"),
        ("aav", (IS_MPA, NO_GPA), YES, "criteria_fulfilled"),
        ("gpa", (IS_MPA,), UNKNOWN, "not_classified"),
        ("gpa", (NO_GPA,), UNKNOWN, "not_classified"),
        ("gpa", (NO_GPA, IS_MPA, NO_EGPA), JUDGEMENT, "criteria_of_other_disease"),
        ("gpa", (NO_GPA, NO_MPA, NO_EGPA), NO, "criteria_not_fulfilled"),
        ("aav", (NO_GPA, NO_MPA, NO_EGPA), NO, "criteria_not_fulfilled"),
    ],
)
def test_the_criteria_of_another_vasculitis_never_classify_it(of, scores, expected, code):
    step = judged(VASCULITIS, of, *scores)
    assert (step.truth, step.reason.code) == (expected, code)


# Myositis: one set in two forms

MYOSITIS = {"diagnosis": "iim", "classified_by": IIM}
CLEAR = assessed_by(IIM, "gottron_sign heliotrope", onset="from_40")
WITH_BIOPSY = assessed_by(IIM_BIOPSY, "heliotrope gottron_papules perifascicular_atrophy",
                          onset="from_18")  # fmt: skip
BIOPSY_FAILS = assessed_by(
    IIM_BIOPSY, "weak_upper_limbs weak_lower_limbs raised_enzymes endomysial_infiltrate",
    onset="from_40",
)  # fmt: skip


@pytest.mark.parametrize(
    ("scores", "expected"),
    [
        ((CLEAR,), YES),
        ((WITH_BIOPSY,), YES),
        ((BIOPSY_FAILS,), NO),
        ((CLEAR, BIOPSY_FAILS), JUDGEMENT),
    ],
)
def test_the_form_with_a_biopsy_is_the_same_set(scores, expected):
    assert judged(MYOSITIS, "dm", *scores).truth is expected


def test_the_band_possible_does_not_classify_a_myopathy():
    step = judged(MYOSITIS, "iim", BIOPSY_FAILS)
    assert (step.truth, step.evidence[-1].as_used) == (NO, "6.5")


# The subsets of systemic sclerosis


def subset(present, open_items="", raynaud="objective"):
    return assessed_by(LEROY, present, open_items, raynaud=raynaud)


@pytest.mark.parametrize(
    ("of", "present", "open_items", "expected", "code"),
    [
        ("dcssc", "selective_antibody skin_distal skin_proximal", "", YES, "criteria_fulfilled"),
        ("lcssc", "selective_antibody skin_distal", "", YES, "criteria_fulfilled"),
        ("lcssc", "selective_antibody skin_proximal", "", UNKNOWN, "criteria_of_kind"),
        ("dcssc", "selective_antibody skin_distal", "", UNKNOWN, "criteria_of_kind"),
        ("lcssc", "selective_antibody", "", UNKNOWN, "criteria_of_kind"),
        ("dcssc", "skin_distal skin_proximal", "", NO, "criteria_not_fulfilled"),
        ("dcssc", "selective_antibody", "skin_proximal", UNKNOWN, "criteria_open"),
        ("dcssc", "skin_proximal", "selective_antibody", UNKNOWN, "criteria_open"),
        ("dcssc", "skin_distal", "selective_antibody", UNKNOWN, "criteria_of_kind"),
    ],
)
def test_a_subset_classifies_only_its_own_kind(of, present, open_items, expected, code):
    step = judged(SUBSET, of, subset(present, open_items))
    assert (step.truth, step.reason.code) == (expected, code)


def test_a_subset_is_named_in_the_evidence():
    step = judged(SUBSET, "dcssc", subset("selective_antibody skin_proximal"))
    assert step.evidence[-1].as_used == "dcssc"


# The total of BH002

TOTAL = {"score": SLE, "at_least": "10", "entry_criterion": "ana"}


@pytest.mark.parametrize(
    ("present", "expected"),
    [
        ("ana biopsy_iii_iv", YES),
        ("biopsy_iii_iv", JUDGEMENT),
        ("ana leukopenia anti_dsdna", NO),
    ],
)
def test_a_total_of_items_takes_its_entry_criterion_from_them(present, expected):
    assert the_step(TOTAL, a_record(scores=[assessed_by(SLE, present)])).truth is expected


# Laws

CASES = [
    (LUPUS, "sle", SLE),
    ({"diagnosis": "ra", "classified_by": RA}, "ra", RA),
    ({"diagnosis": "sjogren_primary", "classified_by": AECG}, "sjogren_primary", AECG),
    ({"diagnosis": "sjogren_primary", "classified_by": SS}, "sjogren_primary", SS),
    (SCLEROSIS, "dcssc", SSC),
    (SUBSET, "lcssc", LEROY),
    (MYOSITIS, "dm", IIM),
    (MYOSITIS, "dm", IIM_BIOPSY),
    ({"diagnosis": "gpa", "classified_by": GPA}, "gpa", GPA),
    ({"diagnosis": "egpa", "classified_by": EGPA}, "egpa", EGPA),
]


@given(st.sampled_from(CASES), st.data())
def test_answering_an_open_item_never_flips_a_decided_verdict(case, data):
    rule, of, key = case
    instrument = the_vocabulary().get(Instrument, key)
    assert instrument is not None
    answers: dict[str, str] = {}
    before = UNKNOWN
    for name in data.draw(st.permutations(list(instrument.items))):
        item = instrument.items[name]
        choices = [one for one in item.levels if one != "not_done"] or ["yes", "no"]
        if item.range is not None:
            choices = [str(one) for one in range(int(item.range[1]) + 1)]
        answers[name] = data.draw(st.sampled_from(choices))
        step = judged(rule, of, {"of": key, "date": "2026-11-18", "items": dict(answers)})
        assert before in (UNKNOWN, step.truth), name
        before = step.truth


# What to find out next


def test_the_next_step_asks_for_the_set_and_names_the_items_still_open():
    record = a_record(diagnoses=[{"of": "sle", "date": "2019"}], scores=[BEGUN])
    found = next_steps([assessed(record)], the_vocabulary())
    step = next(one for one in found.steps if one.fact.of == "classification_sets")
    assert (step.fact.what, step.begun) == (SLE, (f"{SLE}.fever", f"{SLE}.apl"))


def test_the_next_step_of_a_set_that_was_not_begun_names_no_items():
    record = a_record(diagnoses=[{"of": "sle", "date": "2019"}])
    found = next_steps([assessed(record)], the_vocabulary())
    step = next(one for one in found.steps if one.fact.of == "classification_sets")
    assert (step.fact.what, step.begun) == (SLE, ())
