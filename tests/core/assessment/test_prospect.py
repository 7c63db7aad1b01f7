"""Until when a trial's verdict holds, and from when a trial that fails is possible."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from core.assessment import assess
from core.assessment.horizon import Ahead, done
from core.assessment.prospect import Prospect, looking_ahead
from core.step import Evidence
from core.truth import Outcome, Verdict
from core.wording import off_text, prospect_text
from tests.builders import TODAY, a_record, a_setting, scar02, stated_complete

SETTING = a_setting()
ONE_DAY = timedelta(days=1)


def looked_ahead(record):
    now = assess(record, scar02(), SETTING, TODAY)
    return now, done(looking_ahead(Ahead(record, scar02(), SETTING, now)))


def outcome_on(record, id_, day):
    found = assess(record, scar02(), SETTING, day)
    return next(one.outcome for one in found.findings if one.id == id_)


def test_what_passes_is_valid_up_to_its_last_day_and_not_on_the_first_after():
    record = a_record(creatinine_clearance="90 mL/min")
    now, found = looked_ahead(record)
    assert found.valid_until == date(2026, 12, 16)
    assert outcome_on(record, "I5", found.valid_until) is Outcome.MET
    assert outcome_on(record, "I5", found.valid_until + ONE_DAY) is Outcome.UNKNOWN
    assert found.criteria == ("I5",)
    said = prospect_text(found, now.verdict, SETTING.vocabulary)
    assert said == "What passes is valid until 2026-12-16 (then open again: I5)."


def test_a_result_that_is_out_of_date_by_then_is_named():
    record = a_record(
        diagnoses=[{"of": "sle", "date": "2026-01-10"}],
        scores=[{"of": "sledai_2k", "total": "10", "date": "2026-11-10"}],
    )
    now, found = looked_ahead(record)
    assert (found.valid_until, found.out_of_date) == (date(2026, 12, 8), ("sledai_2k",))
    said = prospect_text(found, now.verdict, SETTING.vocabulary)
    assert said == "What passes is valid until 2026-12-08 (then out of date: SLEDAI-2K)."


def test_a_trial_that_only_a_recent_vaccine_fails_is_possible_from_the_day_it_no_longer_counts():
    record = stated_complete(
        a_record(events=[{"of": "vaccination", "date": "2026-11-01"}]), "events"
    )
    now, found = looked_ahead(record)
    assert found.possible_from == date(2026, 11, 30)
    assert outcome_on(record, "E4", found.possible_from - ONE_DAY) is Outcome.NOT_MET
    assert outcome_on(record, "E4", found.possible_from) is not Outcome.NOT_MET
    said = prospect_text(found, now.verdict, SETTING.vocabulary)
    assert said == "Possible from 2026-11-30 (until then against it: E4)."


def test_that_lists_are_to_be_gone_through_again_tomorrow_ends_nothing():
    record = stated_complete(
        a_record(hemoglobin="90 g/L", creatinine_clearance="90 mL/min"),
        "medications",
        "events",
    )
    _, found = looked_ahead(record)
    assert outcome_on(record, "E4", TODAY) is Outcome.MET
    assert outcome_on(record, "E4", date(2026, 11, 25)) is Outcome.UNKNOWN
    assert found.outlooks["E4"].valid_until is None
    assert found.valid_until == date(2026, 12, 16)


def test_a_value_that_fails_is_not_possible_from_the_day_on_which_it_is_out_of_date():
    _, found = looked_ahead(a_record(creatinine_clearance="10 mL/min"))
    assert found.outlooks["I5"].possible_from is None
    assert found.possible_from is None


def test_a_trial_that_something_else_fails_too_names_no_day():
    record = stated_complete(
        a_record(
            creatinine_clearance="10 mL/min",
            events=[{"of": "vaccination", "date": "2026-11-01"}],
        ),
        "events",
    )
    _, found = looked_ahead(record)
    assert found.outlooks["E4"].possible_from == date(2026, 11, 30)
    assert found.possible_from is None


@pytest.mark.parametrize(
    ("limit", "reason", "off", "said"),
    [
        ("≥ 90 g/L", "lab_fails", "4", "4 g/L below the bound; can be repeated"),
        ("≤ 90 g/L", "lab_fails", "4", "4 g/L above the bound; can be repeated"),
        ("< 90 g/L", "lab_holds", "4", "4 g/L below the bound; can be repeated"),
        ("> 90 g/L", "lab_holds", "4", "4 g/L above the bound; can be repeated"),
        ("≥ 90 g/L, ≤ 120 g/L", "lab_fails", "4", "4 g/L off the bound; can be repeated"),
        (
            "≤ 3 × ULN = 90 g/L",
            "lab_not_due_to_disease",
            "4",
            "4 g/L off the bound; can be repeated",
        ),
        ("> 90 g/L", "lab_fails", "0", "exactly at the bound; can be repeated"),
        ("> 90 g/L", "lab_fails", None, ""),
    ],
)
def test_the_distance_names_the_side_of_the_bound_where_that_is_one(limit, reason, off, said):
    shown = Evidence(
        "observation", "hemoglobin", unit="g/L", limit=limit, off=off, can_be_repeated=True
    )
    assert off_text(shown, reason) == said


def test_of_many_results_that_go_out_of_date_on_one_day_three_are_named():
    stale = ("hemoglobin", "platelets", "alt", "ast", "weight")
    found = Prospect(valid_until=date(2026, 12, 16), out_of_date=stale)
    said = prospect_text(found, Verdict.ELIGIBLE, SETTING.vocabulary)
    first = ", ".join(SETTING.vocabulary.label(key, "en") for key in stale[:3])
    assert said == f"Valid until 2026-12-16 (then out of date: {first}, 2 more)."
