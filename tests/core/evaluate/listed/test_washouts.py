"""So many half-lives before a day: washed out, still there, or still running."""

from __future__ import annotations

import pytest

from core.truth import NeedKind, Truth
from tests.builders import SCAR02, a_record, a_setting, stated_complete, the_step

YES, NO, UNKNOWN, JUDGEMENT = Truth.YES, Truth.NO, Truth.UNKNOWN, Truth.JUDGEMENT
FIVE = {"drug": "immunosuppressant", "half_lives": "5", "before": "infusion"}
# ten days for five half-lives, by the site's own table
SITE = a_setting(
    half_lives={"azathioprine": {"days": "2", "source": "Pharmacy", "as_of": "2026-01-01"}}
)


def ended(last, infusion="2026-12-01", complete=True):
    course = {"of": "azathioprine", "start": "2026-01-01", **({"end": last} if last else {})}
    plan = {"trial": SCAR02, "event": "infusion", "date": infusion, "planned": "yes"}
    record = a_record(medications=[course], milestones=[plan] if infusion else [])
    return stated_complete(record, "medications") if complete else record


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        (ended("2026-11-21"), NO),  # ten days after it is the day of the infusion
        (ended("2026-11-22"), YES),
        (ended("2026-11"), UNKNOWN),
        (ended(""), UNKNOWN),
        (ended("2026-11-21", complete=False), UNKNOWN),
        (ended("2026-11-22", complete=False), YES),
        (ended("2026-11-01", infusion=""), UNKNOWN),  # another one may be taken until then
        (ended("2026-11-17", infusion=""), UNKNOWN),
    ],
)
def test_a_medicine_is_washed_out_on_the_day_that_its_half_lives_reach(record, expected):
    assert the_step(FIVE, record, setting=SITE).truth is expected


def test_one_that_still_runs_says_until_when_it_may_be_taken():
    step = the_step(FIVE, ended(""), setting=SITE)
    assert step.reason.code == "last_dose_by"
    assert step.reason.values["last_dose"] == "2026-11-21"
    assert [need.kind for need in step.needs] == [NeedKind.DAY_NOT_KNOWN]


def test_one_that_was_stopped_says_from_when_an_infusion_is_clear():
    step = the_step(FIVE, ended("2026-11-17", infusion=""), setting=SITE)
    assert (step.reason.code, step.reason.values["clear_from"]) == ("clear_from", "2026-11-27")
    assert [need.what for need in step.needs] == ["infusion"]
