"""A Hypothesis strategy for records as they come: partial days, gaps, contradictions."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from tests.builders import SCAR02
from tests.core.assessment.eligible import document

DAY = "2026-11-18"
OTHER_TRIAL = "NCT07052565"
DAYS = (
    DAY,
    DAY,
    "2026-11-17",
    "2026-10-21",
    "2026-10-20",
    "2026-11",
    "2026-10",
    "2026",
    "2025-05-18",
    "2019-03",
    "2026-11-19",
    None,
)
VALUES: dict[str, tuple[str, ...]] = {
    "white_blood_cells": ("5 10^9/L", "3 10^9/L", "2.9 10^9/L", "<3 10^9/L", "4000 /µL"),
    "neutrophils": ("3 10^9/L", "1 10^9/L", "0.9 10^9/L", "<2 10^9/L"),
    "hemoglobin": ("110 g/L", "60 g/L", "5.9 g/dL", "<60 g/L", "~60 g/L"),
    "platelets": ("200 10^9/L", "30 10^9/L", "29 10^9/L"),
    "alt": ("30 U/L (40)", "120 U/L (40)", "121 U/L (40)", "30 U/L", "2 µkat/L (40)"),
    "ast": ("30 U/L (40)", "130 U/L (40)", "30 U/L"),
    "bilirubin_total": ("10 µmol/L (20)", "3 mg/dL (1)", "61 µmol/L (20)"),
    "creatinine": ("60 µmol/L", "1 mg/dL", "300 µmol/L", "<20 µmol/L"),
    "creatinine_clearance": ("60 mL/min", "59 mL/min", "90 mL/min"),
    "weight": ("60 kg", "150 lb", "40 kg"),
    "inr": ("1.0 (1.2)", "1.8 (1.2)", "1.1"),
    "prothrombin_time": ("12 s (14)", "21 s (14)", "30 s (14)"),
    "ana": ("1:160", "1:40", "positive", "negative", "<1:80"),
    "anti_dsdna": ("positive", "negative", "30 IU/mL (20)", "30 IU/mL"),
    "anti_sm": ("positive", "negative", "weak positive"),
    "hrct_progression": ("present", "absent"),
    "hbsag": ("negative", "positive", "weak positive"),
    "hbcab": ("negative", "positive"),
    "hbv_dna": ("not detected", "<20 IU/mL", "500 IU/mL (20)", "500 IU/mL"),
    "hcv_antibody": ("negative", "positive", "indeterminate"),
    "hiv_antibody": ("negative", "positive"),
    "syphilis": ("negative", "positive"),
    "syphilis_treponemal": ("negative", "positive"),
    "syphilis_nontreponemal": ("negative", "1:8"),
    "cmv_dna": ("not detected", "positive", "20 IU/mL"),
    "ebv_dna": ("not detected", "positive"),
    "pregnancy_test": ("negative", "positive", "indeterminate"),
}
SETS = (
    "eular_acr_2019_sle",
    "acr_eular_2010_ra",
    "acr_eular_2013_ssc",
    "acr_eular_2016_sjogren",
)
DIAGNOSES = (
    "sle",
    "lupus_nephritis",
    "ra",
    "ssc",
    "sjogren_primary",
    "iim",
    "malignancy_solid",
    "cervical_carcinoma_in_situ",
    "tuberculosis_active",
    "bacterial_infection",
    "heart_failure",
    "epilepsy",
    "end_stage_renal_disease",
)
DRUGS = (
    "rituximab",
    "belimumab",
    "daratumumab",
    "filgrastim",
    "prednisone",
    "prednisone",
    "methylprednisolone",
    "triamcinolone",
    "methotrexate",
    "methotrexate",
    "hydroxychloroquine",
    "leflunomide",
    "iguratimod",
    "cyclophosphamide",
    "mycophenolate_mofetil",
)
EVENTS = (
    "vaccination",
    "organ_transplantation",
    "stem_cell_transplantation",
    "dialysis",
    "trial_infusion",
)
QUESTIONS = (
    "sle_still_active",
    "ra_inability_to_taper",
    "ra_unnamed_dmard_counts",
    "sjogren_still_active",
    "ssc_still_active",
    "earlier_course_counts",
    "past_weight_counts",
    "glucocorticoid_injection_counts",
    "sjogren_is_secondary",
    "uncontrolled_infection",
    "severe_heart_disease",
    "end_stage_renal_failure",
    "active_tuberculosis",
    "breastfeeding",
    "pregnancy_plan_2y",
    "partner_pregnancy_plan_2y",
    "childbearing_potential",
    "malignancy_history",
    "transplant_history",
    "clinically_significant_cns_disease",
    "severe_allergy_to_study_drugs",
    "b_cell_therapy_4_weeks",
    "other_reason",
)
LISTS = ("medications", "diagnoses", "events", "allergies")
TIMES = (None, None, "2026-11-18T09:00:00Z", "2026-11-18T11:00:00Z")

Facts = dict[str, Any]


def some(*values: Any) -> st.SearchStrategy[Any]:
    return st.sampled_from(values)


def a_fact(**words: st.SearchStrategy[Any]) -> st.SearchStrategy[Facts]:
    """Draw a fact; a word drawn as None is left out."""
    return st.fixed_dictionaries(words).map(
        lambda fact: {word: value for word, value in fact.items() if value is not None}
    )


days = some(*DAYS)
results = some(*VALUES).flatmap(
    lambda of: a_fact(
        of=st.just(of),
        value=some(*VALUES[of]),
        date=days,
        upper_limit=some(None, None, None, "40"),
    )
)
empty_results = a_fact(of=some(*VALUES), not_done=some("pending", "not_done", "refused"), date=days)
grades = st.dictionaries(
    some("renal", "mucocutaneous", "hematological", "ophthalmic"),
    some("A", "B", "C", "E", "unknown"),
)
counts = st.dictionaries(some("swollen", "tender"), some("0", "2", "3", "9"), min_size=1)
joints = st.dictionaries(
    some("left_wrist", "right_wrist", "left_knee", "right_knee"),
    some([], ["swollen"], ["tender"], ["swollen", "tender"]),
    min_size=1,
)
scores = st.one_of(
    a_fact(of=st.just("sledai_2k"), total=some("7", "8", "20"), date=days),
    a_fact(of=st.just("bilag_2004"), grades=grades, date=days),
    a_fact(of=st.just("sledai_2k"), items=st.just({"rash": "yes"}), date=days),
    a_fact(of=st.just("das28_esr"), total=some("3.2", "3.21", "6"), date=days),
    a_fact(of=st.just("cdai"), total=some("10", "10.1", "30"), date=days),
    a_fact(of=st.just("joints_28"), items=counts, date=days),
    a_fact(of=st.just("joints_28"), joints=joints, date=days),
)
diagnoses = a_fact(
    of=some(*DIAGNOSES),
    date=days,
    status=some("ongoing", "ongoing", "ongoing", "suspected", "resolved", "ruled_out"),
    end=some(None, None, "2026-11-01"),
    classified_by=some([], *([{"set": one}] for one in SETS)),
    time=some(*TIMES),
)
doses = some(
    [],
    [],
    [{"from": "2026-01-10", "dose": "20 mg"}, {"from": "2026-10-21", "dose": "0"}],
    [{"from": "2026-10", "dose": "0 mg"}],
    [{"from": "2026-11-01", "dose": "5 mg"}],
    [{"from": "2025-05-18", "dose": "15 mg", "per": "week"}],
    [{"from": "2026-01-10", "dose": "60 mg"}, {"from": "2026-08-01", "dose": "7.5 mg"}],
)
medications = a_fact(
    of=some(*DRUGS),
    start=days,
    end=some(None, None, "2026-10-20", "2026-11", "2026-10-21"),
    once=some(None, None, "yes"),
    route=some(None, "oral", "oral", "intravenous", "intramuscular"),
    dose=some(None, None, "7.5 mg", "15 mg", "60 mg", "400 mg", "2 tablets"),
    per=some(None, "day", "week"),
    stable_since=some(None, None, "2026-10-21", "2026-10"),
    doses=doses,
    time=some(*TIMES),
)
events = a_fact(
    of=some(*EVENTS),
    date=days,
    end=some(None, None, "2026-11-01"),
    planned=some(None, None, "yes"),
    detail=some({}, {"organ": "kidney"}, {"organ": "cornea"}, {"live": "no"}),
    time=some(*TIMES),
)
allergies = a_fact(
    to=some("cyclophosphamide", "dmso", "iodinated contrast", "study_drug_material"),
    severity=some(None, "mild", "moderate", "severe"),
    date=days,
)
complete = a_fact(
    list=some(*LISTS),
    as_of=some(DAY, DAY, "2026-11-01", "2026-11"),
    of=some(None, None, "malignancy", "vaccination"),
    since=some(None, None, "2026-01-01"),
)
answers = a_fact(
    to=some(*QUESTIONS),
    answer=some("yes", "no", "no", "unknown"),
    by=some("subject", "coordinator", "investigator", "investigator", None),
    date=days,
    trial=some(SCAR02, SCAR02, None, OTHER_TRIAL),
    reason=some(None, None, "hysterectomy", "no_partner"),
    time=some(*TIMES),
)
judgements = a_fact(
    kind=some("attribution"),
    of=some("epilepsy"),
    date_of=days,
    due_to=some("disease", "other", None),
    by=some("investigator", "coordinator"),
    date=days,
)
milestones = a_fact(
    trial=some(SCAR02, SCAR02, SCAR02, OTHER_TRIAL),
    event=some("consent", "screening", "enrolment", "infusion"),
    date=days,
    attempt=some(None, None, None, "2"),
    planned=some(None, None, "yes"),
    refused=some(None, None, None, "yes"),
    signed_by=some(None, None, "guardian"),
)
KINDS: dict[str, st.SearchStrategy[Facts]] = {
    "milestones": milestones,
    "observations": st.one_of(results, results, results, empty_results),
    "scores": scores,
    "diagnoses": diagnoses,
    "medications": medications,
    "events": events,
    "allergies": allergies,
    "complete": complete,
    "answers": answers,
    "judgements": judgements,
}


def _without_some(plain: Facts, gone: set[int]) -> Facts:
    """Leave out the facts with these numbers, counted over all lists."""
    number = -1
    kept: Facts = {}
    for word, value in plain.items():
        if not isinstance(value, list):
            kept[word] = value
            continue
        kept[word] = []
        for fact in value:
            number += 1
            if number not in gone:
                kept[word].append(fact)
    return kept


@st.composite
def documents(draw: st.DrawFn) -> Facts:
    """Draw a record: an eligible one with facts gone and others beside, or one from nothing."""
    gone = draw(st.sets(st.integers(0, 50), max_size=6))
    nothing: Facts = {"subject": "S-001"}
    plain = _without_some(document(), gone) if draw(st.booleans()) else nothing
    for word, person in (
        ("sex", some("female", "male", None)),
        ("birth_date", some("1990-05-17", "2008-11-18", "2008-11-19", "2008", None)),
    ):
        if draw(some(True, False, False)) or word not in plain:
            value = draw(person)
            plain.pop(word, None)
            if value:
                plain[word] = value
    for name, kind in KINDS.items():
        more = draw(st.lists(kind, max_size=3))
        if more:
            plain[name] = [*plain.get(name, []), *more]
    return plain


def _thing(name: str, fact: Facts) -> object:
    """Return what a fact is about: one record of single values has one fact for each."""
    if name in ("diagnoses", "medications", "events", "allergies", "complete", "judgements"):
        return name
    return (name, fact.get("of") or fact.get("to") or (fact.get("event"), fact.get("trial")))


@st.composite
def single_valued(draw: st.DrawFn) -> Facts:
    """Draw a record that holds at most one fact about each thing, in lists too."""
    plain = draw(documents())
    seen: set[object] = set()
    for name in KINDS:
        kept = []
        for fact in reversed(plain.get(name, [])):
            if _thing(name, fact) not in seen:
                seen.add(_thing(name, fact))
                kept.append(fact)
        plain[name] = kept
    return plain
