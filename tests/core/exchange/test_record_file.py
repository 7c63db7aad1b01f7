"""Record and site files: read as typed, or refused with line, word and what to do."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from core.errors import RecordError
from core.exchange.record_file import read_record
from core.exchange.site_file import read_site
from core.facts import from_document, schema, to_document
from core.record import PatientRecord, facts
from core.truth import Outcome, Verdict
from tests.builders import a_setting, assessed, stated_complete, the_finding, the_vocabulary
from tests.core.assessment.eligible import document

EXAMPLE = Path(__file__).parent / "example.yaml"


def written(tmp_path, text, name="r.yaml"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def read(tmp_path, text, name="r.yaml"):
    return read_record(written(tmp_path, text, name), a_setting())


def refusal(tmp_path, text):
    with pytest.raises(RecordError) as caught:
        read(tmp_path, text)
    return str(caught.value)


def test_the_example_of_the_design_is_a_record():
    record = read_record(EXAMPLE, a_setting())
    assert record.subject == "S-001"
    assert len(record.observations) >= 8
    assert record.judgements[0].value == "96 U/L"


def test_the_example_survives_the_way_out_and_in():
    record = read_record(EXAMPLE, a_setting())
    plain = to_document(record)
    assert from_document(PatientRecord, plain) == record
    assert to_document(from_document(PatientRecord, plain)) == plain


def test_the_example_can_be_screened():
    result = assessed(read_record(EXAMPLE, a_setting()), "2026-11-19")
    assert result.verdict in Verdict
    assert result.arm == "SLE"


def test_a_record_written_as_json_is_the_same_record(tmp_path):
    plain = document()
    as_json = read(tmp_path, json.dumps(plain, ensure_ascii=False, indent=2), "r.json")
    escaped = read(tmp_path, json.dumps(plain), "e.json")
    tabbed = read(tmp_path, json.dumps(plain, indent="\t"), "t.json")
    assert as_json == escaped == tabbed == from_document(PatientRecord, plain)


def test_numbers_of_json_are_taken_as_they_are_written(tmp_path):
    text = (
        '{"subject": "S-001", "scores": [{"of": "sledai_2k", "total": 10, "date": "2026-11-18"}]}'
    )
    assert str(read(tmp_path, text, "r.json").scores[0].total) == "10"


@pytest.mark.parametrize(
    ("written_as", "expected"), [("yes", "yes"), ("no", "no"), ("unknown", "unknown")]
)
def test_answers_are_yes_no_or_unknown(tmp_path, written_as, expected):
    text = f"subject: S-001\nanswers:\n  - {{to: breastfeeding, answer: {written_as}}}\n"
    assert read(tmp_path, text).answers[0].answer == expected


def test_a_boolean_where_yes_or_no_is_meant_is_refused_with_a_sentence(tmp_path):
    text = '{"subject": "S-001", "events": [{"of": "vaccination", "planned": true}]}'
    with pytest.raises(RecordError, match=r"'true' cannot stand for planned. Use 'yes' or 'no'"):
        read(tmp_path, text, "r.json")


def test_what_is_written_as_unknown_is_the_same_as_left_out(tmp_path):
    text = (
        "subject: S-001\nsex: unknown\nbirth_date: unknown\n"
        "observations:\n  - {of: hemoglobin, value: unknown, date: unknown}\n"
    )
    left_out = "subject: S-001\nobservations:\n  - {of: hemoglobin}\n"
    assert read(tmp_path, text) == read(tmp_path, left_out, "l.yaml")


HOSTILE = [
    "<b>x</b>",
    "#include <x>",
    "=1+1",
    "@SUM(A1)",
    "-2+3",
    "\u202eabc\u202c",
    "\u200fعربى",
    "张三，女",
    "'; DROP TABLE facts; --",
    "{what}",
    "$x^2$ *bold* _it_",
    "a\\b",
    "  spaces  ",
    "x" * 10_000,
    "line one\nline two",
    "🙂",
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_text_is_kept_as_it_was_typed(tmp_path, text):
    plain = document()
    plain["observations"][0]["comment"] = text
    plain["allergies"] = [{"to": text, "severity": "mild"}]
    record = read(tmp_path, json.dumps(plain, ensure_ascii=False))
    assert record.observations[0].comment == text
    assert record.allergies[0].to == text
    assert to_document(record)["allergies"][0]["to"] == text


SUBJECT = "subject: S-001\n"


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        (SUBJECT + "sexx: female\n", 2, ["'sexx' is not a word used here", "Did you mean 'sex'?"]),
        (SUBJECT + "sex: femail\n", 2, ["'femail' cannot stand for sex", "'female' or 'male'"]),
        (SUBJECT + "sex: female\nsex: male\n", 3, ["'sex' is written twice", "line 2"]),
        ("sex: female\n", 1, ["'subject' is missing. Add it."]),
        ("subject: ''\n", 1, ["the screening number is empty"]),
        (SUBJECT + "birth_date: 1990-02-30\n", 2, ["birth_date", "no such day in the calendar"]),
        (SUBJECT + "birth_date: 17.05.1990\n", 2, ["is not a date. Write it as 2026-11-18"]),
        (
            SUBJECT + "observations:\n  - {of: haemoglobine, value: 9 g/dL}\n",
            3,
            ["'haemoglobine' is not among", "Did you mean 'hemoglobin'?"],
        ),
        (
            SUBJECT + "observations:\n  - of: hemoglobin\n    valeu: 9 g/dL\n",
            4,
            ["'valeu' is not a word used here", "Did you mean 'value'?"],
        ),
        (
            SUBJECT + "observations:\n  - {of: hemoglobin, value: 9 mmHg}\n",
            3,
            ["value: 'mmHg' is no unit of Haemoglobin. Use g/L, g/dL, mmol/L."],
        ),
        (
            SUBJECT + "observations:\n  - {of: hbsag, value: maybe}\n",
            3,
            ["value: 'maybe' is not a result of Hepatitis B surface antigen", "negative"],
        ),
        (
            SUBJECT + "observations:\n  - {of: alt, value: 90 U/L, upper_limit: 40 mmol/L}\n",
            3,
            ["upper_limit: 'mmol/L' is no unit"],
        ),
        (
            SUBJECT + "observations:\n  - {of: hbv_dna, value: 5 IU/mL, upper_limit: 20 copies}\n",
            3,
            ["upper_limit: 'copies' is no unit"],
        ),
        (
            SUBJECT + "birth_date: 2026-12\nobservations:\n  - {of: alt, date: 2026-11-18}\n",
            4,
            ["date: 2026-11-18 lies before the birth date (2026-12). Check both days."],
        ),
        (
            SUBJECT + "birth_date: 1990\nmedications:\n  - {of: rituximab, start: 1989}\n",
            4,
            ["start: 1989 lies before the birth date (1990)."],
        ),
        (
            SUBJECT + "scores:\n  - {of: sledai_2k, total: ten}\n",
            3,
            ["total: 'ten' is not a number."],
        ),
        (SUBJECT + "scores:\n  - {of: sledai_2k, total: 200}\n", 3, ["200 lies outside 0 to 105"]),
        (SUBJECT + "scores:\n  - {of: sledai_2k, total: -1}\n", 3, ["lies outside"]),
        (SUBJECT + "scores:\n  - {of: sledai_2k, total: 7.5}\n", 3, ["no total of SLEDAI-2K"]),
        (
            SUBJECT + "scores:\n  - {of: bilag_2004, grades: {kidney: A}}\n",
            3,
            ["'kidney' is no system"],
        ),
        (
            SUBJECT + "scores:\n  - {of: bilag_2004, grades: {renal: F}}\n",
            3,
            ["'F' is no grade. Use A, B, C, D, E."],
        ),
        (
            SUBJECT + "scores:\n  - {of: joints_28, joints: {left_kne: [swollen]}}\n",
            3,
            ["joints: 'left_kne' is no joint of 28-joint count. Use right_shoulder, left_shoulder"],
        ),
        (
            SUBJECT + "scores:\n  - {of: joints_28, joints: {left_knee: [sore]}}\n",
            3,
            ["joints: 'sore' is no sign of left_knee. Use swollen, tender, or none: []."],
        ),
        (
            SUBJECT + "scores:\n  - {of: joints_28, items: {swollen: 29}}\n",
            3,
            ["items: '29' is no count of swollen joints. Use a whole number from 0 to 28."],
        ),
        (
            SUBJECT + "scores:\n  - {of: joints_28, items: {left_knee: both}}\n",
            3,
            ["items: 'left_knee' is not counted. Use swollen or tender; joints stand under"],
        ),
        (
            SUBJECT + "scores:\n  - {of: sledai_2k, joints: {left_knee: [tender]}}\n",
            3,
            ["joints: SLEDAI-2K has no joints. Enter them under joints_28."],
        ),
        (
            SUBJECT + "scores:\n  - {of: imacs_core_set, items: {mmt8: 151}}\n",
            3,
            ["items: '151' is no answer to mmt8 of IMACS core set", "from 0 to 150"],
        ),
        (
            SUBJECT + "scores:\n  - {of: joints_28, total: 4}\n",
            3,
            ["total: 28-joint count has no total. Enter what it is made of."],
        ),
        (
            SUBJECT + "scores:\n  - {of: bilag_2004, items: {renal: A}}\n",
            3,
            ["items: BILAG-2004 has grades. Write them under 'grades': renal: A."],
        ),
        (
            SUBJECT + "scores:\n  - {of: sledai_2k, items: {athritis: yes}}\n",
            3,
            ["items: 'athritis' is no item of SLEDAI-2K. Use seizure, psychosis"],
        ),
        (
            SUBJECT + "scores:\n  - {of: sledai_2k, items: {arthritis: 4}}\n",
            3,
            ["items: '4' is no answer to arthritis of SLEDAI-2K. Use yes, no or unknown."],
        ),
        (
            SUBJECT + "diagnoses:\n  - {of: lupus_nefritis}\n",
            3,
            ["Did you mean 'lupus_nephritis'?", "use 'other_disease'"],
        ),
        (
            SUBJECT + "diagnoses:\n  - {of: sle, date: 2020, end: 2019}\n",
            3,
            ["the end (2019) lies before the beginning (2020)"],
        ),
        (
            SUBJECT + "devices:\n  - {of: central_line}\n",
            3,
            ["'central_line' is not among the devices", "use 'other_device'"],
        ),
        (
            SUBJECT + "devices:\n  - {of: picc, from: 2026-05, until: 2026-01}\n",
            3,
            ["2026-01 lies before the first day (2026-05)"],
        ),
        (
            SUBJECT + "complete:\n  - {list: devices, of: drains, as_of: 2026-05-01}\n",
            3,
            ["'drains' is not among the devices"],
        ),
        (
            SUBJECT
            + "medications:\n"
            + "  - {of: rituximab, once: yes, start: 2026-10-10, end: 2026-10-24}\n",
            3,
            ["What is given once has no last day"],
        ),
        (
            SUBJECT + "medications:\n  - {of: rituximab, start: 2026-05, end: 2026-01}\n",
            3,
            ["lies before the beginning"],
        ),
        (
            SUBJECT + "answers:\n  - {to: other_reason, answer: no}\n",
            3,
            ["'other_reason' is asked for each trial. Add trial: NCT…"],
        ),
        (SUBJECT + "answers:\n  - {to: breastfeeding, answer: maybe}\n", 3, ["'maybe' cannot"]),
        (SUBJECT + "answers:\n  - {answer: no}\n", 3, ["'to' is missing. Add it."]),
        (
            SUBJECT + "complete:\n  - {list: medicine, as_of: 2026-11-18}\n",
            3,
            ["'medicine' cannot stand for list"],
        ),
        (SUBJECT + "complete:\n  - {list: medications}\n", 3, ["'as_of' is missing"]),
        (
            SUBJECT + "complete:\n  - {list: events, of: vacination, as_of: 2026-11-18}\n",
            3,
            ["'vacination'", "Did you mean 'vaccination'?"],
        ),
        (
            SUBJECT + "milestones:\n  - {trial: NCT06503224, event: consnt}\n",
            3,
            ["'consnt' cannot stand for event"],
        ),
        (
            SUBJECT + "milestones:\n  - {trial: NCT06503224, event: consent, attempt: two}\n",
            3,
            ["attempt: 'two' is not a number"],
        ),
        (
            SUBJECT + "observations:\n  - {of: alt, id: a}\n  - {of: ast, id: a}\n",
            4,
            ["id: 'a' is given to two facts"],
        ),
        (SUBJECT + "observations: hemoglobin\n", 2, ["observations: a list belongs here"]),
        (
            SUBJECT + "observations:\n  - hemoglobin\n",
            3,
            ["observations, item 1: words with values belong here, as {of: …, date: …}."],
        ),
        (
            SUBJECT + "milestones:\n  - {trial: NCT06503224, event: consent, attempt: 0}\n",
            3,
            ["attempt: 0 is no attempt. Attempts are counted from 1."],
        ),
        (
            SUBJECT + "observations:\n  - {of: alt, id: a, supersedes: a}\n",
            3,
            ["supersedes: 'a' cannot take the place of itself."],
        ),
        (SUBJECT + "observations: &x []\n", 2, ["anchors"]),
        (SUBJECT + "\tsex: female\n", 2, ["not YAML"]),
    ],
)
def test_a_mistake_is_told_with_file_line_word_and_what_to_do(tmp_path, text, line, words):
    message = refusal(tmp_path, text)
    assert message.startswith(f"r.yaml, line {line}: ")
    for word in words:
        assert word in message
    assert message.rstrip()[-1] in ".?…)"


@pytest.mark.parametrize("text", ["- a\n- b\n", "hello\n", "[]", "''", "5"])
def test_what_is_no_record_is_said_to_be_none(tmp_path, text):
    assert "this is no record" in refusal(tmp_path, text)


@pytest.mark.parametrize("text", ["", "# nothing\n"])
def test_an_empty_file_is_said_to_be_empty(tmp_path, text):
    assert "r.yaml: the file is empty" in refusal(tmp_path, text)


def test_a_limit_printed_with_a_named_state_is_kept_as_it_is(tmp_path):
    text = SUBJECT + 'observations:\n  - {of: hbsag, value: negative, upper_limit: "1.0 S/CO"}\n'
    assert read(tmp_path, text).observations[0].upper_limit == "1.0 S/CO"


def test_what_happened_in_the_year_of_birth_may_have_come_after_it(tmp_path):
    text = SUBJECT + "birth_date: 1990-05\nevents:\n  - {of: vaccination, date: 1990}\n"
    assert read(tmp_path, text).events[0].of == "vaccination"


def test_an_allergy_may_be_to_an_unknown_substance(tmp_path):
    record = read(tmp_path, SUBJECT + "allergies:\n  - {to: unknown, severity: severe}\n")
    assert record.allergies[0].to == "unknown"
    record = stated_complete(record, "allergies")
    assert the_finding(assessed(record), "E8").outcome is Outcome.NEEDS_REVIEW


def test_a_record_of_a_subject_alone_is_a_record(tmp_path):
    record = read(tmp_path, "subject: S-001\n")
    assert facts(record) == ()


def test_a_list_left_empty_holds_nothing(tmp_path):
    assert read(tmp_path, "subject: S-001\nobservations:\nanswers: []\n").observations == ()


def test_the_schema_of_a_record_describes_the_example():
    described = schema(PatientRecord)
    assert described["type"] == "object"
    assert set(described["properties"]) >= set(to_document(read_record(EXAMPLE, a_setting())))
    assert described["required"] == ["subject"]
    json.dumps(described)


def site(tmp_path, text):
    return read_site(written(tmp_path, text, "site.yaml"), the_vocabulary())


def test_a_site_file_gives_ranges_and_units(tmp_path):
    text = (
        "name: City\nranges:\n"
        "  - {of: alt, upper_limit: 40 U/L, sex: female, from_age: 18, valid_from: 2026-01}\n"
        "default_units: {hemoglobin: g/dL}\n"
    )
    read_back = site(tmp_path, text)
    assert (read_back.name, read_back.ranges[0].from_age) == ("City", 18)
    assert read_back.default_units == {"hemoglobin": "g/dL"}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("ranges:\n  - {of: altt, upper_limit: 40}\n", ["line 2", "'altt'"]),
        ("ranges:\n  - {of: alt, upper_limit: 40 mmHg}\n", ["line 2", "mmHg"]),
        ("ranges:\n  - {of: alt, uper_limit: 40}\n", ["line 2", "Did you mean 'upper_limit'?"]),
        ("ranges:\n  - {of: hbsag, upper_limit: 1}\n", ["line 2"]),
        ("default_units: {hemoglobin: g/mL}\n", ["'g/mL' cannot be the unit of 'hemoglobin'"]),
        ("default_units: {hemoglobinn: g/L}\n", ["hemoglobinn"]),
        ("nam: City\n", ["Did you mean 'name'?"]),
        ("- a\n", ["site.yaml"]),
        ("", ["empty"]),
    ],
)
def test_a_mistake_in_a_site_file_is_told(tmp_path, text, words):
    with pytest.raises(RecordError) as caught:
        site(tmp_path, text)
    for word in words:
        assert word in str(caught.value)


@pytest.mark.parametrize(
    ("written_as", "word"),
    [
        ("diagnoses: [{of: malignancy}]", "malignancy"),
        ("medications: [{of: non_tnf_biologic}]", "non_tnf_biologic"),
        ("devices: [{of: cannula_or_drain}]", "cannula_or_drain"),
    ],
)
def test_a_whole_group_is_no_diagnosis_and_no_medicine(tmp_path, written_as, word):
    said = refusal(tmp_path, f"subject: S-001\n{written_as}\n")
    assert f"line 2: of: '{word}' is a whole group" in said
    assert "Enter which one" in said
