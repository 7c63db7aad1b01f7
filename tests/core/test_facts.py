"""Facts and records as documents, and back."""

from __future__ import annotations

import json

import pytest
from pydantic import ValidationError

from core.dates import Day
from core.errors import RecordError
from core.facts import from_document, from_plain, schema, to_document
from core.plain_yaml import read_text
from core.record import FACT_LISTS, Device, DoseChange, Fact, Observation, PatientRecord
from core.site import Site

LEAST: dict[type[Fact], dict[str, str]] = {
    FACT_LISTS["milestones"]: {"trial": "NCT06503224", "event": "consent"},
    FACT_LISTS["observations"]: {"of": "alt"},
    FACT_LISTS["scores"]: {"of": "sledai_2k"},
    FACT_LISTS["diagnoses"]: {"of": "sle"},
    FACT_LISTS["medications"]: {"of": "prednisone"},
    FACT_LISTS["events"]: {"of": "vaccination"},
    FACT_LISTS["allergies"]: {"to": "dmso"},
    FACT_LISTS["devices"]: {"of": "central_venous_catheter"},
    FACT_LISTS["complete"]: {"list": "events", "as_of": "2026-11-18"},
    FACT_LISTS["answers"]: {"to": "breastfeeding", "answer": "no"},
    FACT_LISTS["judgements"]: {"kind": "attribution", "of": "alt"},
}


def plain(text):
    return read_text(text, "r.yaml", RecordError)


def read(text):
    return from_plain(PatientRecord, plain(text), "r.yaml")


@pytest.mark.parametrize("kind", FACT_LISTS.values())
def test_a_fact_leaves_as_it_came_without_what_was_left_out(kind):
    fact = from_document(kind, LEAST[kind])
    document = to_document(fact)
    assert document == LEAST[kind]
    assert from_document(kind, document) == fact


@pytest.mark.parametrize("kind", FACT_LISTS.values())
def test_every_fact_may_say_who_entered_it_when_and_from_where(kind):
    about = {
        "id": "f1",
        "time": "2026-11-18T09:00:00Z",
        "author": "lin",
        "role": "coordinator",
        "source": "Lab report 4411",
        "comment": "typed twice",
        "supersedes": "f0",
    }
    document = LEAST[kind] | about
    assert to_document(from_document(kind, document)) == document


@pytest.mark.parametrize("kind", FACT_LISTS.values())
def test_a_word_that_a_fact_does_not_know_is_refused(kind):
    with pytest.raises(ValidationError):
        from_document(kind, LEAST[kind] | {"nonsense": "x"})


def test_words_that_python_keeps_for_itself_stand_in_documents_as_they_are():
    device = from_document(Device, {"of": "central_venous_catheter", "from": "2026-11-10"})
    assert device.from_ == Day.read("2026-11-10")
    assert to_document(device)["from"] == "2026-11-10"
    with pytest.raises(ValidationError):
        from_document(Device, {"of": "central_venous_catheter", "from_": "2026-11-10"})
    change = {"from": "2026-01-10", "dose": "20 mg", "per": "week"}
    assert to_document(from_document(DoseChange, change)) == change


@pytest.mark.parametrize("day", ["2026-11-18", "2026-11", "2026"])
def test_a_day_leaves_as_exactly_as_it_came(day):
    document = {"of": "alt", "date": day}
    assert to_document(from_document(Observation, document)) == document


def test_an_empty_record_has_a_subject_and_nothing_else():
    assert to_document(PatientRecord(subject="S-7")) == {"subject": "S-7"}


def test_unknown_is_the_same_as_left_out_except_as_an_answer_or_an_item():
    record = read(
        "subject: S-1\n"
        "sex: unknown\n"
        "answers:\n  - {to: breastfeeding, answer: unknown, date: unknown}\n"
        "scores:\n  - {of: bilag_2004, date: unknown, grades: {renal: unknown}}\n"
    )
    assert to_document(record) == {
        "subject": "S-1",
        "answers": [{"to": "breastfeeding", "answer": "unknown"}],
        "scores": [{"of": "bilag_2004", "grades": {"renal": "unknown"}}],
    }


def test_a_comment_that_reads_unknown_loses_nothing_else():
    record = read("subject: S-1\nobservations:\n  - {of: alt, value: 30 U/L, source: unknown}\n")
    assert record.observations[0].value == "30 U/L"
    assert record.observations[0].source is None


def test_a_subject_may_not_be_unknown():
    with pytest.raises(RecordError, match="'subject' is missing"):
        read("subject: unknown\n")


def test_a_misspelt_word_is_told_before_the_word_that_is_missing_for_it():
    with pytest.raises(RecordError, match=r"line 3: 'evnt' .* Did you mean 'event'\?"):
        read("subject: S-1\nmilestones:\n  - {trial: NCT06503224, evnt: consent}\n")


def test_a_word_without_a_near_one_is_told_with_the_words_that_are_known():
    with pytest.raises(RecordError, match=r"Known here: .*subject"):
        read("subject: S-1\nqqqqq: 1\n")


def test_a_misspelt_word_inside_a_dose_is_told_with_its_line():
    text = (
        "subject: S-1\nmedications:\n  - of: prednisone\n    doses:\n"
        "      - {from: 2026-01-01, dosis: 5 mg}\n"
    )
    with pytest.raises(RecordError, match=r"r\.yaml, line 5: 'dosis'"):
        read(text)


def test_a_misspelt_word_in_a_site_file_is_told_with_what_a_range_knows():
    with pytest.raises(RecordError, match=r"Did you mean 'valid_from'\?"):
        from_plain(Site, plain("ranges:\n  - {of: alt, valid_form: 2026}\n"), "r.yaml")


@pytest.mark.parametrize("kind", [PatientRecord, Site, *FACT_LISTS.values()])
def test_every_kind_of_document_has_a_schema(kind):
    described = schema(kind)
    assert described["type"] == "object"
    assert described["additionalProperties"] is False
    json.dumps(described)


def test_the_schema_names_words_as_documents_write_them():
    assert "from" in schema(Device)["properties"]
    assert "from_" not in schema(Device)["properties"]
