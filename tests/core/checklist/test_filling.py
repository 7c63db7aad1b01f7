"""What stands on a checklist: compared with the golden papers, and rule by rule.

A golden paper is renewed by hand only: TAMIS_RENEW_GOLDEN=1 in the environment of the test.
"""

import difflib
import json
import os
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from core import plain_yaml
from core.assessment import ArmVerdict, assess
from core.checklist.filling import fill
from core.errors import RecordError
from core.facts import from_document, from_plain
from core.reading import read_trial
from core.record import Milestone, PatientRecord
from core.step import Evidence
from core.truth import Gate, Outcome, Said, Verdict
from tests.core.checklist.as_text import as_text
from tests.core.checklist.builders import (
    A_RECORD,
    A_STAMP,
    A_TRIAL,
    DAY,
    SETTING,
    a_checklist,
    assessment,
    every_outcome,
    evidence,
    finding,
    need,
)

GOLDEN = Path(__file__).resolve().parents[2] / "golden"


def assert_golden(name, made):
    path, text = GOLDEN / f"{name}.txt", as_text(made)
    if os.environ.get("TAMIS_RENEW_GOLDEN") == "1":
        path.write_text(text, encoding="utf-8")
    before = path.read_text(encoding="utf-8").splitlines()
    changes = difflib.unified_diff(before, text.splitlines(), "golden", "now", lineterm="")
    assert "\n".join(changes) == ""


def test_the_paper_with_every_outcome_is_the_golden_one():
    stamp = {"from_record_file": True, "demo": True, "copy": True}
    assert_golden("checklist_every_outcome", a_checklist(every_outcome(), stamp=stamp))


def test_the_paper_of_an_empty_record_is_the_golden_one():
    empty = assessment(
        finding("I1", Outcome.UNKNOWN, needs=(need(),)),
        arm=None,
        arms=(
            ArmVerdict("RA", Verdict.UNDECIDED, None),
            ArmVerdict("SLE", Verdict.UNDECIDED, None),
        ),
        reason=Said("no_diagnosis"),
        consented=False,
    )
    made = a_checklist(empty, record=PatientRecord(subject="S-002"))
    assert_golden("checklist_empty_record", made)


def test_the_paper_of_scar02_is_the_golden_one():
    trial = read_trial(GOLDEN.parents[1] / "trials" / "nct06503224.yaml")
    document = plain_yaml.read_file(GOLDEN / "nct06503224.yaml", RecordError)
    record = from_plain(PatientRecord, document, "nct06503224.yaml")
    made = assess(record, trial, SETTING, date(2026, 11, 24))
    assert_golden("checklist_nct06503224", fill(made, record, trial, SETTING, A_STAMP))


def rows_by_id(made):
    found = {}

    def gather(rows):
        for row in rows:
            found[row.id] = row
            gather(row.parts)

    for group in made.groups:
        gather(group.rows)
    return found


def test_every_criterion_is_printed_once_in_the_order_of_the_protocol():
    made = every_outcome()
    printed = [row.id for group in a_checklist(made).groups for row in group.rows]
    assert printed == [one.id for one in made.findings]


def test_the_words_of_the_protocol_are_printed_unchanged():
    text = "Centrocyte ≥1×10\\^9/L;  BPC , \n(YRS)  "
    row = rows_by_id(a_checklist(assessment(finding("I1", text=text))))["I1"]
    assert row.text == text


@pytest.mark.parametrize(
    ("kind", "outcome", "word"),
    [
        ("I1", Outcome.MET, "Met"),
        ("I1", Outcome.NOT_MET, "Not met"),
        ("E1", Outcome.MET, "Not present"),
        ("E1", Outcome.NOT_MET, "Present"),
        ("I1", Outcome.UNKNOWN, "Unknown"),
        ("E1", Outcome.NEEDS_REVIEW, "Needs review"),
        ("E1", Outcome.NOT_APPLICABLE, "Not applicable"),
    ],
)
def test_the_word_of_an_outcome_goes_by_the_kind_of_criterion(kind, outcome, word):
    assert rows_by_id(a_checklist(assessment(finding(kind, outcome))))[kind].word == word


def combined(code, outcome, *parts, text=""):
    reason = Said(code)
    return finding("E6", outcome, text=text, reason=reason, evidence=(), parts=parts)


def test_parts_without_words_say_how_they_combine_where_it_is_another_way():
    leaf = finding("E6", text="")
    asked = finding("E6", Outcome.NEEDS_REVIEW, text="")
    both = combined("all_of", Outcome.MET, leaf, asked)
    either = combined("any_of", Outcome.MET, leaf)
    row = rows_by_id(
        a_checklist(
            assessment(combined("any_of", Outcome.MET, leaf, both, both, either, text="Text."))
        )
    )["E6"]
    assert [(proof.depth, proof.word, proof.text[:22]) for proof in row.proofs] == [
        (0, "", "Any one of these exclu"),
        (0, "Not present", row.proofs[1].text[:22]),
        *[
            (0, "Not present", "It excludes only if al"),
            (1, "Not present", row.proofs[1].text[:22]),
            (1, "Needs review", row.proofs[4].text[:22]),
        ]
        * 2,
    ]


def test_an_arm_that_the_patient_does_not_have_is_printed_without_a_verdict():
    made = a_checklist(every_outcome())
    group = next(group for group in made.groups if group.title.endswith("RA"))
    assert "no such diagnosis" in group.remark
    assert [(row.text, row.word, row.is_counted) for row in group.rows] == [
        ("Diagnosis of RA.", "Not counted", False)
    ]
    assert "RA1" not in " ".join(made.band.sentences)


def test_an_arm_that_is_open_but_not_chosen_keeps_its_evidence():
    arms = (ArmVerdict("RA", Verdict.UNDECIDED, "ra"), ArmVerdict("SLE", Verdict.ELIGIBLE, "sle"))
    made = a_checklist(assessment(finding("RA1", arm="RA"), arms=arms))
    (group,) = made.groups
    assert "rests on SLE" in group.remark
    assert group.rows[0].proofs


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"verdict": Verdict.ELIGIBLE, "reason": Said("all_met")}, "Eligible as entered"),
        ({"verdict": Verdict.NOT_ELIGIBLE, "reason": Said("no_arm")}, "Other disease"),
        (
            {
                "verdict": Verdict.NOT_ELIGIBLE,
                "reason": Said("criterion_not_met", {"ids": ("I1",)}),
            },
            "Not eligible as entered",
        ),
        ({}, "Undecided: 1 unknown, 2 to review"),
        (
            {"reason": Said("ready_for_investigator", {"review": ("E1", "E2")})},
            "Ready for the investigator: 2 questions",
        ),
    ],
)
def test_the_band_says_the_verdict_with_its_counts(given, words):
    outcomes = (Outcome.UNKNOWN, Outcome.NEEDS_REVIEW, Outcome.NEEDS_REVIEW)
    findings = [finding(f"E{n}", outcome) for n, outcome in enumerate(outcomes)]
    assert a_checklist(assessment(*findings, **given)).band.verdict == words


def test_the_band_names_each_criterion_that_is_not_passed_once():
    sentences = " ".join(a_checklist(every_outcome()).band.sentences)
    for id_ in ("I4", "E4", "E9", "SLE4", "E12", "E10"):
        assert sentences.replace(".", ",").count(f" {id_},") == 1


def test_before_consent_the_paper_says_pre_screen():
    words = [mark.word for mark in a_checklist(assessment(consented=False)).marks]
    assert "PRE-SCREEN" in words
    assert "PRE-SCREEN" not in [mark.word for mark in a_checklist(assessment()).marks]


def test_a_trial_file_that_is_not_approved_makes_a_draft():
    assert a_checklist().watermark == "DRAFT"
    assert a_checklist(trial=replace(A_TRIAL, approved=True)).watermark == ""


def test_a_demo_is_never_taken_for_a_patient():
    assert a_checklist(stamp={"demo": True}).watermark == "DEMO"


def test_days_of_another_trial_or_attempt_do_not_stand_in_the_head():
    record = replace(
        A_RECORD,
        milestones=(
            Milestone(trial="NCT99999999", event="infusion", date=DAY),
            Milestone(trial=A_TRIAL.registry_number, event="infusion", date=DAY, attempt=2),
        ),
    )
    assert "Infusion" not in [field.label for field in a_checklist(record=record).fields]


def test_a_refused_consent_is_not_shown_as_a_consent():
    record = replace(
        A_RECORD,
        milestones=(
            Milestone(trial=A_TRIAL.registry_number, event="consent", date=DAY, refused="yes"),
        ),
    )
    made = a_checklist(assessment(consented=False), record=record)
    assert ("Consent", "not on record") in [(field.label, field.value) for field in made.fields]


def test_the_record_of_a_name_is_never_asked_for():
    labels = {field.label for field in a_checklist().fields}
    assert labels.isdisjoint({"Name", "Initials", "Birth date"})
    assert "1990-05" not in as_text(a_checklist())


def test_a_comment_stands_beside_the_criteria_that_rest_on_its_fact():
    (comment,) = a_checklist(assessment(finding("I4"), finding("E1", Outcome.UNKNOWN))).comments
    assert comment.place == "I4"
    in_vain = finding("RA1", arm="RA")
    (comment,) = a_checklist(assessment(finding("I4"), in_vain)).comments
    assert comment.place == "I4"
    assert "患者王小明" in comment.text


def test_a_comment_on_a_fact_that_nothing_rests_on_is_printed_under_its_name():
    (comment,) = a_checklist(assessment(finding("E1", Outcome.UNKNOWN))).comments
    assert "ALT" in comment.place


def test_a_comment_on_a_fact_that_was_corrected_is_gone():
    (old,) = A_RECORD.observations
    new = replace(old, id="b", supersedes="a", comment=None)
    record = replace(A_RECORD, observations=(replace(old, id="a"), new))
    assert a_checklist(record=record).comments == ()


def test_a_note_beside_three_facts_is_printed_once_with_a_number():
    note = Said("limit_of_result")
    often = [finding(f"I{n}", evidence=(evidence(notes=(note,)),)) for n in range(3)]
    made = a_checklist(assessment(*often))
    assert made.remarks == ("Note 1: upper limit printed with the result.",)
    assert all(row.proofs[0].detail == "note 1" for row in rows_by_id(made).values())
    assert a_checklist(assessment(*often[:2])).remarks == ()


def test_a_part_without_words_is_a_line_of_its_criterion():
    silent = (finding("I1a", text=""), finding("I1b", Outcome.UNKNOWN, text="", evidence=()))
    row = rows_by_id(a_checklist(assessment(finding("I1", Outcome.UNKNOWN, parts=silent))))["I1"]
    assert row.parts == ()
    assert [proof.word for proof in row.proofs if proof.outcome] == ["Met", "Unknown"]


def test_a_part_with_words_below_one_without_is_still_a_row():
    inner = finding("I1a1", text="The inner words.")
    silent = finding("I1a", text="", parts=(inner,))
    rows = rows_by_id(a_checklist(assessment(finding("I1", parts=(silent,)))))
    assert rows["I1a1"].text == "The inner words."
    assert "I1a" not in rows


def test_both_readings_are_shown_with_what_each_says():
    rows = rows_by_id(a_checklist(every_outcome()))
    assert rows["SLE4a"].text == "Reading: any one antibody"
    assert (rows["SLE4a"].word, rows["SLE4b"].word) == ("Met", "Not met")


def test_what_fails_says_why_beside_its_evidence():
    rows = rows_by_id(
        a_checklist(assessment(finding("I1", Outcome.NOT_MET, evidence=(evidence(),))))
    )
    fact, reason = rows["I1"].proofs
    assert fact.day
    assert "asked ≤ 3 × ULN" in reason.text


def test_none_on_a_complete_list_is_said_with_the_day_on_which_it_was_gone_through():
    listed = evidence("medications", kind="complete", source="coordinator")
    reason = Said("none_on_complete_list", {"list": "medications"})
    row = rows_by_id(a_checklist(assessment(finding("E4", reason=reason, evidence=(listed,)))))[
        "E4"
    ]
    (proof,) = row.proofs
    assert proof.text.startswith("None; the list")
    assert (proof.day, proof.source) == ("2026-11-18", "coordinator")


def test_a_value_that_a_person_cleared_says_so_though_the_criterion_passes():
    values = {"what": "alt", "used": "150", "unit": "U/L", "limit": "≥ 3 × ULN"}
    made = finding("E9", reason=Said("lab_due_to_disease", values), evidence=(evidence(),))
    _, reason = rows_by_id(a_checklist(assessment(made)))["E9"].proofs
    assert "caused by the disease itself" in reason.text
    assert not reason.stands_out


def test_a_course_or_an_event_says_why_it_does_not_count():
    event = evidence("vaccination", kind="event", as_used="recorded", unit="")
    reason = Said("outside_window", {"what": "vaccination"})
    row = rows_by_id(a_checklist(assessment(finding("E4", reason=reason, evidence=(event,)))))["E4"]
    assert [proof.text for proof in row.proofs][1:] == ["Outside the window: Vaccination."]


def test_the_day_by_which_a_later_part_is_due_is_named():
    later = finding("E10", Outcome.UNKNOWN, due=Gate.INFUSION)
    assert rows_by_id(a_checklist(assessment(later)))["E10"].due == "Due at infusion"
    at_infusion = assessment(later, gate=Gate.INFUSION)
    assert rows_by_id(a_checklist(at_infusion))["E10"].due == ""


def test_what_rests_on_a_plan_is_said():
    made = a_checklist(assessment(rests_on_plan=("leukapheresis",)))
    assert "Rests on days that are only planned: Leukapheresis." in made.band.sentences


def test_evidence_without_day_or_source_leaves_them_blank():
    (proof,) = rows_by_id(
        a_checklist(
            assessment(finding("I1", evidence=(Evidence("observation", "alt", as_used="96"),)))
        )
    )["I1"].proofs
    assert (proof.day, proof.source) == ("", "")


def test_a_stamp_without_an_offset_is_refused():
    stamp = replace(A_STAMP, printed_at=datetime(2026, 11, 24, 14, 7))  # noqa: DTZ001
    with pytest.raises(ValueError, match="offset"):
        fill(assessment(), A_RECORD, A_TRIAL, SETTING, stamp)


def test_the_snapshot_is_canonical_json_and_knows_nothing_of_the_stamp():
    first, second = a_checklist(), a_checklist(stamp={"printed_by": "Another", "copy": True})
    assert first.snapshot == second.snapshot
    document = json.loads(first.snapshot)
    again = json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert again == first.snapshot
    alt = document["assessment"]["findings"][0]["evidence"][0]
    assert (alt["as_used"], alt["day"]) == ("96", "2026-11-18")


@pytest.mark.parametrize("subject", ["S-001", "患者", "\ud800", "=1+1"])
def test_any_subject_can_be_part_of_a_snapshot(subject):
    made = a_checklist(record=PatientRecord(subject=subject))
    assert json.loads(made.snapshot)["record"]["subject"] == subject
    assert len(made.digest) == 64


def of_scar02(**facts):
    trial = read_trial(GOLDEN.parents[1] / "trials" / "nct06503224.yaml")
    record = from_document(PatientRecord, {"subject": "S-001", **facts})
    return fill(assess(record, trial, SETTING, date(2026, 11, 24)), record, trial, SETTING, A_STAMP)


def test_the_paper_says_until_when_what_passes_is_valid_and_the_file_keeps_it():
    result = {"of": "creatinine_clearance", "value": "90 mL/min", "date": "2026-11-18"}
    made = of_scar02(observations=[result])
    assert rows_by_id(made)["I5"].ahead == "Valid until 2026-12-16."
    said = "What passes is valid until 2026-12-16 (then open again: I5)."
    assert said in made.band.sentences
    assert json.loads(made.snapshot)["ahead"]["valid_until"] == "2026-12-16"


def test_the_paper_says_how_far_a_value_missed_and_that_it_can_be_repeated():
    result = {"of": "creatinine_clearance", "value": "50 mL/min", "date": "2026-11-18"}
    proof = rows_by_id(of_scar02(observations=[result]))["I5"].proofs[0]
    assert proof.detail.startswith("10 mL/min below the bound; can be repeated")


def test_the_paper_names_what_is_on_record_and_read_by_no_clause():
    result = {"of": "temperature", "value": "38 °C", "date": "2026-11-18", "id": "f-1"}
    made = of_scar02(observations=[result])
    name = SETTING.vocabulary.label("temperature", "en")
    assert made.unread == f"On record, and read by no clause of this trial: {name}."
    assert json.loads(made.snapshot)["unread"] == [{"of": "temperature", "fact": "f-1"}]
