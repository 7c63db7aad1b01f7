"""What time alone changes is found on its day, neither earlier nor later."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.assessment import assess
from core.assessment.horizon import Ahead, Turn, earliest, event_awaited, outlooks, turns
from core.facts import from_document
from core.record import PatientRecord
from core.truth import Outcome
from tests.builders import SCAR02, TODAY, a_record, a_setting, scar02, stated_complete
from tests.core.plausible import documents

SETTING = a_setting()
CRITERIA = {one.id: one for one in scar02().criteria}
DAYS = 90


def turns_of(record, id_):
    now = assess(record, scar02(), SETTING, TODAY)
    return turns(Ahead(record, scar02(), SETTING, now), CRITERIA[id_])


def outcome_on(record, id_, day):
    found = assess(record, scar02(), SETTING, day)
    return next(one.outcome for one in found.findings if one.id == id_)


def check_day_by_day(record, id_):
    soon = TODAY + timedelta(days=DAYS)
    expected, before = [], outcome_on(record, id_, TODAY)
    for number in range(1, DAYS + 1):
        day = TODAY + timedelta(days=number)
        outcome = outcome_on(record, id_, day)
        if outcome is not before:
            expected.append(Turn(day, outcome))
            before = outcome
    assert [one for one in turns_of(record, id_) if one.day <= soon] == expected


@pytest.mark.slow
@settings(max_examples=40)
@given(documents(), st.sampled_from(sorted(CRITERIA)))
def test_every_turn_of_the_next_months_is_found_on_its_day(plain, id_):
    check_day_by_day(from_document(PatientRecord, plain), id_)


@pytest.mark.parametrize("id_", ["I2", "I3", "I5", "E4", "E7", "E9", "E10", "SLE2", "SLE5"])
def test_a_complete_record_turns_on_the_days_that_counting_day_by_day_finds(id_):
    record = stated_complete(
        a_record(
            sex="female",
            birth_date="1990-05-17",
            hemoglobin="90 g/L",
            white_blood_cells="4 10^9/L",
            neutrophils="2 10^9/L",
            creatinine="60 µmol/L",
            weight="60 kg",
            diagnoses=[{"of": "sle", "date": "2026-06-18"}],
            events=[{"of": "vaccination", "date": "2026-11-01"}],
            scores=[{"of": "sledai_2k", "total": "10", "date": "2026-11-10"}],
            answers=[
                {"to": "breastfeeding", "answer": "no", "by": "subject", "date": "2026-11-18"}
            ],
        ),
        "medications",
        "diagnoses",
        "events",
    )
    check_day_by_day(record, id_)


def test_a_laboratory_value_is_valid_for_28_days():
    assert turns_of(a_record(creatinine_clearance="90 mL/min"), "I5") == (
        Turn(date(2026, 12, 17), Outcome.UNKNOWN),
    )


def test_a_vaccination_of_the_first_of_november_no_longer_counts_from_the_thirtieth():
    record = a_record(events=[{"of": "vaccination", "date": "2026-11-01"}])
    first = turns_of(record, "E4")[0]
    # 28 days after it; from then on it is no more present, but the list is not stated complete
    assert first == Turn(date(2026, 11, 30), Outcome.UNKNOWN)


def test_who_comes_of_age_without_a_consent_is_no_longer_too_young_on_her_birthday():
    record = a_record(birth_date="2008-12-01")
    # the consent may have been signed when she was still too young
    assert turns_of(record, "I2") == (Turn(date(2026, 12, 1), Outcome.UNKNOWN),)


def test_a_milestone_that_no_window_counts_from_is_not_awaited():
    assert event_awaited(CRITERIA["I3"]) is None


def test_the_earliest_planned_day_meets_the_criterion_and_the_day_before_does_not():
    record = stated_complete(
        a_record(events=[{"of": "vaccination", "date": "2026-11-01"}]), "events", "medications"
    )
    now = assess(record, scar02(), SETTING, TODAY)
    ahead = Ahead(record, scar02(), SETTING, now)
    found = earliest(ahead, CRITERIA["E4"], "screening")
    assert found == date(2026, 11, 30)
    assert now.trial == SCAR02


def test_the_outlook_of_a_met_criterion_is_its_last_valid_day_and_of_a_failed_one_its_first():
    record = stated_complete(
        a_record(
            creatinine_clearance="90 mL/min",
            events=[{"of": "vaccination", "date": "2026-11-01"}],
            milestones=[{"trial": SCAR02, "event": "screening", "date": "2026-11-18"}],
        ),
        "events",
        "medications",
    )
    now = assess(record, scar02(), SETTING, TODAY)
    ahead = outlooks(record, scar02(), SETTING, now)
    assert (ahead["I5"].valid_until, ahead["I5"].possible_from) == (None, None)
    assert ahead["E4"].possible_from is None  # the screening day is set, and the vaccine before it
    moving = replace(record, milestones=())
    ahead = outlooks(moving, scar02(), SETTING, assess(moving, scar02(), SETTING, TODAY))
    assert ahead["I5"].valid_until == date(2026, 12, 16)
