"""A record of a patient with lupus whom SCAR02 takes, and small changes of it."""

from __future__ import annotations

from typing import Any

from core.facts import from_document, to_document
from core.record import PatientRecord
from tests.builders import SCAR02

DAY = "2026-11-18"
_RESULTS = {
    "white_blood_cells": "5 10^9/L",
    "neutrophils": "3 10^9/L",
    "hemoglobin": "110 g/L",
    "alt": "30 U/L (40)",
    "ast": "30 U/L (40)",
    "bilirubin_total": "10 µmol/L (20)",
    "creatinine": "60 µmol/L",
    "weight": "60 kg",
    "inr": "1.0 (1.2)",
    "prothrombin_time": "12 s (14)",
    "ana": "1:160",
    "anti_dsdna": "positive",
    "anti_sm": "negative",
    "hbsag": "negative",
    "hbcab": "negative",
    "hbv_dna": "not detected",
    "hcv_antibody": "negative",
    "hiv_antibody": "negative",
    "syphilis": "negative",
    "cmv_dna": "not detected",
    "ebv_dna": "not detected",
    "pregnancy_test": "negative",
}
_ANSWERS = {
    "sle_still_active": ("yes", "investigator"),
    "uncontrolled_infection": ("no", "coordinator"),
    "severe_heart_disease": ("no", "coordinator"),
    "end_stage_renal_failure": ("no", "coordinator"),
    "active_tuberculosis": ("no", "coordinator"),
    "breastfeeding": ("no", "subject"),
    "pregnancy_plan_2y": ("no", "subject"),
    "other_reason": ("no", "investigator"),
}
PREDNISONE = {
    "of": "prednisone",
    "route": "oral",
    "start": "2024-02-05",
    "dose": "10 mg",
    "per": "day",
}
_LISTS = ("medications", "diagnoses", "events", "allergies")


def document() -> dict[str, Any]:
    """Return the record of a woman with lupus who is eligible on DAY, as a document."""
    return {
        "subject": "S-001",
        "sex": "female",
        "birth_date": "1990-05-17",
        "milestones": [
            {"trial": SCAR02, "event": "consent", "date": DAY},
            {"trial": SCAR02, "event": "screening", "date": DAY},
        ],
        "observations": [{"of": of, "value": value, "date": DAY} for of, value in _RESULTS.items()],
        "scores": [
            {"of": "sledai_2k", "total": "10", "date": DAY},
            {"of": "bilag_2004", "grades": {"renal": "A"}, "date": DAY},
        ],
        "diagnoses": [
            {"of": "sle", "date": "2019-03", "classified_by": [{"set": "eular_acr_2019_sle"}]}
        ],
        "medications": [PREDNISONE],
        "complete": [{"list": name, "as_of": DAY} for name in _LISTS],
        "answers": [
            {"to": to, "answer": said, "by": by, "date": DAY, "trial": SCAR02}
            for to, (said, by) in _ANSWERS.items()
        ],
    }


def a_patient(**lists: Any) -> PatientRecord:
    """Return the eligible record with whole lists or fields replaced."""
    return from_document(PatientRecord, document() | lists)


def without(record: PatientRecord, name: str, **having: Any) -> PatientRecord:
    """Return the record without the facts of a list that have these words."""
    plain = to_document(record)
    plain[name] = [
        fact
        for fact in plain.get(name, [])
        if any(fact.get(word) != value for word, value in having.items())
    ]
    return from_document(PatientRecord, plain)


def with_more(record: PatientRecord, name: str, *facts: dict[str, Any]) -> PatientRecord:
    """Return the record with more facts in a list."""
    plain = to_document(record)
    plain[name] = [*plain.get(name, []), *facts]
    return from_document(PatientRecord, plain)
