"""What a coordinator reads about a finding."""

from __future__ import annotations

import pytest

from core.step import Evidence
from core.wording import evidence_text, need_text, notes_text, say, sentences, verdict_word
from tests.builders import a_record, assessed, stated_complete, the_finding, the_vocabulary
from tests.core.assessment.eligible import a_patient


def said(record, key, **how):
    return sentences(the_finding(assessed(record, **how), key), the_vocabulary())


def test_a_result_is_said_with_its_unit_and_the_limit():
    assert said(a_record(hemoglobin="5.9 g/dL"), "I3") == ("Haemoglobin 59 g/L, asked ≥ 60 g/L.",)


def test_only_the_parts_that_decide_are_said():
    record = a_record(hemoglobin="5.9 g/dL", white_blood_cells="5 10^9/L")
    assert len(said(record, "I3")) == 1


def test_each_missing_part_is_said_once():
    sentences_ = said(a_record(), "I3")
    assert len(sentences_) == len(set(sentences_))
    assert any("White blood cells" in one for one in sentences_)


def test_a_multiple_of_the_limit_is_said_with_the_product():
    (one,) = said(
        a_record(alt="121 U/L (40)", ast="30 (40)", bilirubin_total="10 µmol/L (20)"), "I4"
    )
    assert "121 U/L" in one
    assert "≤ 3 × ULN = 120 U/L" in one


def test_readings_that_differ_are_said_as_such():
    record = a_record(hbsag="positive", hbcab="negative", hbv_dna="not detected")
    assert any("two ways" in one for one in said(record, "E9a"))


def test_other_disease_is_the_word_for_a_patient_without_an_arm():
    result = assessed(stated_complete(a_record(), "diagnoses"))
    assert verdict_word(result) == "Other disease"
    assert verdict_word(assessed(a_patient())) == "Eligible"


@pytest.mark.parametrize("key", ["I3", "I4", "I5", "SLE3", "E9"])
def test_evidence_and_notes_can_be_said(key):
    finding = the_finding(assessed(a_patient()), key)

    def walk(one):
        yield from one.evidence
        for part in one.parts:
            yield from walk(part)

    found = list(walk(finding))
    assert found
    for evidence in found:
        assert evidence_text(evidence, the_vocabulary())
        notes_text(evidence, the_vocabulary())


def test_evidence_shows_what_was_entered_beside_what_was_used():
    (evidence,) = the_finding(assessed(a_record(hemoglobin="9.1 g/dL")), "I3d").evidence
    assert evidence_text(evidence, the_vocabulary()) == "Haemoglobin: 91 g/L (9.1 g/dL)"


def test_evidence_used_as_entered_is_not_said_twice():
    (evidence,) = the_finding(assessed(a_record(hemoglobin="91 g/L")), "I3d").evidence
    assert evidence_text(evidence, the_vocabulary()) == "Haemoglobin: 91 g/L"


def test_every_need_and_reason_of_an_empty_record_can_be_said():
    result = assessed(a_record())
    for finding in result.findings:
        assert say(finding.reason, the_vocabulary())
        assert all(need_text(need, the_vocabulary()) for need in finding.needs)
        assert finding.needs


@pytest.mark.parametrize(
    ("evidence", "text"),
    [
        (Evidence("observation", "hbv_dna", "20 IU/mL", "20 IU/mL", "IU/mL"), "HBV DNA: 20 IU/mL"),
        (
            Evidence("observation", "hemoglobin", "5.9 g/dL", "59", "g/L"),
            "Haemoglobin: 59 g/L (5.9 g/dL)",
        ),
        (Evidence("result", "pregnancy_test_serum"), "Pregnancy test, serum"),
        (Evidence("observation", "alt", "3 mg"), "Alanine aminotransferase (ALT): 3 mg"),
        (Evidence("medication", "prednisone", as_used="course"), "Prednisone: course"),
        (
            Evidence("medication", "prednisone", "20 mg/day", "course"),
            "Prednisone: course (20 mg/day)",
        ),
    ],
)
def test_a_fact_is_shown_as_used_with_its_unit_once_and_as_entered_where_that_says_more(
    evidence, text
):
    assert evidence_text(evidence, the_vocabulary()) == text
