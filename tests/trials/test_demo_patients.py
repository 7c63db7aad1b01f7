"""The six invented patients of the demo: what this trial says of each."""

from __future__ import annotations

import re
from datetime import date

import pytest

from core.assessment import assess
from core.dates import Day
from core.exchange.record_file import read_record
from gui.session.demo_days import WRITTEN_FOR, moved
from tests.builders import HOUSE, a_record, a_setting, scar02

DEMO = HOUSE / "resources" / "demo"
VERDICTS = {
    "d-001": ("eligible", "all_met", "SLE"),
    "d-002": ("undecided", "data_missing", "SLE"),
    "d-003": ("undecided", "ready_for_investigator", "SSc"),
    "d-004": ("not_eligible", "criterion_not_met", "RA"),
    "d-005": ("not_eligible", "no_arm", None),
    "d-006": ("undecided", "data_missing", "pSS"),
}


@pytest.mark.parametrize(("name", "expected"), VERDICTS.items())
def test_a_demo_patient_has_its_verdict(name, expected):
    found = assess(
        read_record(DEMO / f"{name}.yaml", a_setting()), scar02(), a_setting(), WRITTEN_FOR
    )
    assert (found.verdict, found.reason.code, found.arm) == expected


def test_the_patient_ready_for_the_investigator_waits_for_three_answers():
    record = read_record(DEMO / "d-003.yaml", a_setting())
    found = assess(record, scar02(), a_setting(), WRITTEN_FOR)
    asked = {
        need.what
        for one in found.findings
        for need in one.needs
        if one.arm in (None, "SSc") and one.outcome.is_open
    }
    assert asked == {"ssc_still_active", "severe_heart_disease", "other_reason"}


def test_there_are_six_and_each_has_its_number():
    names = {path.stem for path in DEMO.iterdir()}
    assert names == VERDICTS.keys()
    for name in names:
        assert read_record(DEMO / f"{name}.yaml", a_setting()).subject == name.upper()


def test_only_the_patients_before_consent_are_in_pre_screening():
    records = {name: read_record(DEMO / f"{name}.yaml", a_setting()) for name in VERDICTS}
    found = {
        name: assess(record, scar02(), a_setting(), WRITTEN_FOR).consented
        for name, record in records.items()
    }
    assert [name for name, consented in found.items() if not consented] == ["d-005", "d-006"]


def test_one_of_them_has_chinese_comments():
    texts = [path.read_text(encoding="utf-8") for path in DEMO.iterdir()]
    assert any(re.search("comment: [\u4e00-\u9fff]", text) for text in texts)


@pytest.mark.parametrize("day", [date(2026, 11, 24), date(2027, 3, 31), date(2028, 2, 29)])
@pytest.mark.parametrize("name", VERDICTS)
def test_a_patient_moved_to_another_day_has_the_same_verdict(name, day):
    record, setting = read_record(DEMO / f"{name}.yaml", a_setting()), a_setting()
    then = assess(record, scar02(), setting, WRITTEN_FOR)
    now = assess(moved(record, day), scar02(), setting, day)
    assert (now.verdict, now.reason, now.arm) == (then.verdict, then.reason, then.arm)
    assert [one.outcome for one in now.findings] == [one.outcome for one in then.findings]


def test_only_exact_days_of_the_demos_year_are_moved():
    record = a_record(
        birth_date="1990-05-17",
        diagnoses=[{"of": "sle", "date": "2019-03"}, {"of": "ssc", "date": "2021-09-10"}],
        medications=[{"of": "prednisone", "doses": [{"from": "2026-11-01", "dose": "5 mg"}]}],
        hemoglobin="112 g/L",
    )
    later = moved(record, date(2026, 11, 20))
    assert later.birth_date == record.birth_date
    assert later.diagnoses == record.diagnoses
    assert later.medications[0].doses[0].from_ == Day.read("2026-11-03")
    assert later.observations[0].date == Day.read("2026-11-20")
    assert moved(record, WRITTEN_FOR) == record
