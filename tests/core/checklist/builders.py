"""Invented assessments, trials and stamps from which the tests print."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path

from core.assessment import ArmVerdict, Assessment, Finding, Reading
from core.checklist.content import Checklist, Stamp
from core.checklist.filling import fill
from core.dates import Day
from core.record import Milestone, Observation, PatientRecord
from core.site import Setting, Site
from core.step import Evidence
from core.trial import Trial, TrialArm
from core.truth import Gate, Need, NeedKind, Outcome, Said, Verdict
from core.vocabulary import read_vocabulary

RESOURCES = Path(__file__).resolve().parents[3] / "resources"
DAY = Day.read("2026-11-18")

A_STAMP = Stamp(
    printed_at=datetime(2026, 11, 24, 14, 7, 30, tzinfo=timezone(timedelta(hours=8))),
    printed_by="Q. Wang",
    version="0.1.0",
)
A_TRIAL = Trial(
    registry_number="NCT00000001",
    title="A Study of an Invented Product in Refractory Autoimmune Diseases",
    short_name="INV01",
    product="BCMA-CD19 CAR-T",
    sponsor="An Invented University Hospital",
    phase="Early Phase 1",
    status="Recruiting",
    conditions=("SLE", "RA"),
    source_address="https://registry.example/NCT00000001",
    source_read="2026-11-24",
    protocol_version=None,
    read_by="the authors of Tamis",
    approved=False,
    arms=(
        TrialArm("RA", "rheumatoid arthritis", ("ra",)),
        TrialArm("SLE", "systemic lupus erythematosus", ("sle",)),
    ),
    criteria=(),
    file_hash="3f9a1c" + "0" * 58,
)
A_RECORD = PatientRecord(
    subject="S-001",
    sex="female",
    birth_date=Day.read("1990-05-17"),
    milestones=(
        Milestone(trial="NCT00000001", event="consent", date=DAY),
        Milestone(trial="NCT00000001", event="leukapheresis", date=DAY, planned="yes"),
    ),
    observations=(
        Observation(
            of="alt",
            value="96 U/L",
            upper_limit="40 U/L",
            date=DAY,
            source="Lab report 4411",
            comment="Repeat booked. 已预约复查肝功能，患者王小明。",
        ),
    ),
)
SETTING = Setting(read_vocabulary(RESOURCES / "vocabulary"), Site(name="Hefei 01"))


def evidence(of: str = "alt", **given) -> Evidence:
    return Evidence(
        **{
            "kind": "observation",
            "of": of,
            "as_entered": "96 U/L",
            "as_used": Decimal(96),
            "unit": "U/L",
            "day": DAY,
            "source": "Lab report 4411",
            **given,
        }
    )


_REASONS = {
    Outcome.MET: Said("resolved", {"what": "malignancy"}),
    Outcome.NOT_MET: Said(
        "lab_fails", {"what": "alt", "used": 130, "unit": "U/L", "limit": "≤ 3 × ULN = 120 U/L"}
    ),
    Outcome.UNKNOWN: Said("missing", {"what": "hbv_dna"}),
    Outcome.NEEDS_REVIEW: Said("ask_investigator", {"what": "other_reason"}),
    Outcome.NOT_APPLICABLE: Said("does_not_apply", {"because": Said("sex_is", {"sex": "male"})}),
}


def finding(id_: str, outcome: Outcome = Outcome.MET, **given) -> Finding:
    return Finding(
        **{
            "id": id_,
            "kind": "exclusion" if id_.startswith("E") else "inclusion",
            "arm": None,
            "text": f"The text of {id_}.",
            "outcome": outcome,
            "due": Gate.SCREENING,
            "reason": _REASONS[outcome],
            "evidence": (evidence(),) if outcome is Outcome.MET else (),
            "needs": (),
            "readings": (),
            "parts": (),
            **given,
        }
    )


def need(what: str = "hbv_dna", kind: NeedKind = NeedKind.MISSING) -> Need:
    return Need(kind, what, "labs")


def assessment(*findings: Finding, **given) -> Assessment:
    return Assessment(
        **{
            "trial": A_TRIAL.registry_number,
            "short_name": A_TRIAL.short_name,
            "as_of": date(2026, 11, 24),
            "gate": Gate.SCREENING,
            "attempt": 1,
            "verdict": Verdict.UNDECIDED,
            "reason": Said("data_missing", {"unknown": ("E9",), "review": ("SLE4",)}),
            "arm": "SLE",
            "arms": (
                ArmVerdict("RA", Verdict.NOT_ELIGIBLE, None),
                ArmVerdict("SLE", Verdict.UNDECIDED, "sle"),
            ),
            "findings": findings,
            "consented": True,
            **given,
        }
    )


def every_outcome() -> Assessment:
    """Return an assessment with every outcome, and all that a row may hold, once at least."""
    liver = (
        finding("I4a", text="ALT≤3×ULN", evidence=(evidence(),)),
        finding("I4b", Outcome.NOT_MET, text="AST≤3×ULN", evidence=(evidence("ast"),)),
        finding("I4c", Outcome.UNKNOWN, text="TBIL≤3×ULN", needs=(need("bilirubin_total"),)),
    )
    return assessment(
        finding("I1", text="Sign the informed consent form."),
        finding("I2", text="At the time of signing, the age of 18 years old or above."),
        finding(
            "I4",
            Outcome.NOT_MET,
            text="Liver function fulfillment: ALT≤3×ULN; AST≤3×ULN; TBIL≤3×ULN.",
            reason=Said("all_of", {"of": 3}),
            parts=liver,
        ),
        finding("RA1", Outcome.UNKNOWN, arm="RA", text="Diagnosis of RA.", needs=(need("ra"),)),
        finding(
            "SLE4",
            Outcome.NEEDS_REVIEW,
            arm="SLE",
            text="Positive for at least one of the following antibodies.",
            reason=Said("readings_differ"),
            parts=(
                finding("SLE4a", arm="SLE", text=""),
                finding("SLE4b", Outcome.NOT_MET, text=""),
            ),
            readings=(
                Reading("any one antibody", Outcome.MET),
                Reading("each antibody", Outcome.NOT_MET),
            ),
            needs=(need("two", NeedKind.TWO_READINGS),),
            note="“anti-nuclear antibody” taken as ANA by immunofluorescence.",
        ),
        finding("E1", Outcome.MET, text="CNS disease not caused by the disease itself."),
        finding("E4", Outcome.NOT_MET, text="Vaccination within 4 weeks prior to screening."),
        finding(
            "E9",
            Outcome.UNKNOWN,
            text="HBV, HCV, HIV, syphilis, CMV, EBV.",
            needs=(need(), need("hbsag", NeedKind.STALE)),
        ),
        finding(
            "E10",
            Outcome.NOT_APPLICABLE,
            text="Females who are pregnant or breastfeeding.",
            due=Gate.INFUSION,
        ),
        finding("E12", Outcome.NEEDS_REVIEW, needs=(need("q", NeedKind.AWAITING_INVESTIGATOR),)),
        verdict=Verdict.NOT_ELIGIBLE,
        reason=Said("criterion_not_met", {"ids": ("I4", "E4")}),
    )


def a_checklist(made: Assessment | None = None, **given) -> Checklist:
    stamp = replace(A_STAMP, **given.pop("stamp", {}))
    arguments = {
        "assessment": made or every_outcome(),
        "record": A_RECORD,
        "trial": A_TRIAL,
        "setting": SETTING,
        **given,
    }
    return fill(**arguments, stamp=stamp)
