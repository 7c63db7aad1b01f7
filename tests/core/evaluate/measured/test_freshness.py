"""Which result counts: the latest one in its window, and what two of one day say."""

from __future__ import annotations

import pytest

from core.truth import NeedKind, Truth
from tests.builders import SCAR02, a_record, the_step

NO, UNKNOWN, YES = Truth.NO, Truth.UNKNOWN, Truth.YES
HB = {"lab": "hemoglobin", "at_least": "60 g/L"}


def results(*pairs, screening=None, **extra):
    milestones = (
        [{"trial": SCAR02, "event": "screening", "date": screening, **extra}] if screening else []
    )
    return a_record(
        observations=[
            {"of": "hemoglobin", "value": value, "date": date}
            if date
            else {"of": "hemoglobin", "value": value}
            for date, value in pairs
        ],
        milestones=milestones,
    )


def kinds(step):
    return {need.kind for need in step.needs}


@pytest.mark.parametrize(
    ("date", "expected", "kind"),
    [
        ("2026-10-20", UNKNOWN, NeedKind.STALE),
        ("2026-10-21", YES, None),
        ("2026-11-18", YES, None),
        ("2026-11-19", UNKNOWN, NeedKind.MISSING),
    ],
)
def test_a_result_counts_from_28_days_before_screening_up_to_the_assessed_day(date, expected, kind):
    step = the_step(HB, results((date, "90 g/L")))
    assert step.truth is expected
    assert kinds(step) == ({kind} if kind else set())


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("2026-10-03", UNKNOWN),
        ("2026-10-04", YES),
        ("2026-11-01", YES),
        ("2026-11-18", YES),
        ("2026-11-19", UNKNOWN),
    ],
)
def test_with_a_screening_day_on_record_freshness_counts_from_it(date, expected):
    record = results((date, "90 g/L"), screening="2026-11-01")
    assert the_step(HB, record).truth is expected


@pytest.mark.parametrize(("date", "expected"), [("2026-11-02", UNKNOWN), ("2026-11-03", YES)])
def test_a_planned_screening_day_is_counted_from(date, expected):
    record = results((date, "90 g/L"), screening="2026-12-01", planned="yes")
    assert the_step(HB, record).truth is expected


def test_a_screening_day_after_the_assessed_one_that_is_not_planned_is_not_read():
    record = results(("2026-10-21", "90 g/L"), screening="2026-12-01")
    assert the_step(HB, record).truth is YES


@pytest.mark.parametrize(
    ("date", "expected", "kind"),
    [
        ("2026-11-03", YES, None),
        ("2026-10-03", UNKNOWN, NeedKind.STALE),
        ("2026-10-20", UNKNOWN, NeedKind.DATE_INCOMPLETE),
    ],
)
def test_a_screening_day_known_to_the_month_decides_where_every_day_of_it_agrees(
    date, expected, kind
):
    step = the_step(HB, results((date, "90 g/L"), screening="2026-11"))
    assert step.truth is expected
    assert kinds(step) == ({kind} if kind else set())


def test_the_latest_result_counts_whatever_older_ones_say():
    assert the_step(HB, results(("2026-11-01", "90 g/L"), ("2026-11-17", "50 g/L"))).truth is NO
    assert the_step(HB, results(("2026-11-17", "90 g/L"), ("2026-11-01", "50 g/L"))).truth is YES


def test_a_result_of_after_the_assessed_day_is_not_read():
    assert the_step(HB, results(("2026-11-18", "90 g/L"), ("2026-11-19", "50 g/L"))).truth is YES


def test_two_results_of_the_latest_day_that_say_the_same_are_no_conflict():
    assert the_step(HB, results(("2026-11-18", "90 g/L"), ("2026-11-18", "80 g/L"))).truth is YES


def test_two_results_of_the_latest_day_that_say_different_things_are_a_conflict_with_both_shown():
    step = the_step(HB, results(("2026-11-18", "90 g/L"), ("2026-11-18", "50 g/L")))
    assert (step.truth, kinds(step)) == (UNKNOWN, {NeedKind.CONFLICT})
    assert {one.as_entered for one in step.evidence} == {"90 g/L", "50 g/L"}


def test_two_results_of_an_older_day_that_differ_do_not_matter():
    record = results(("2026-11-10", "90 g/L"), ("2026-11-10", "50 g/L"), ("2026-11-18", "90 g/L"))
    assert the_step(HB, record).truth is YES


@pytest.mark.parametrize(
    ("date", "value", "expected", "kind"),
    [
        ("2026-11", "90 g/L", YES, None),
        ("2026-11", "50 g/L", UNKNOWN, NeedKind.DATE_INCOMPLETE),
        ("2026-10", "50 g/L", YES, None),
        ("2026", "50 g/L", UNKNOWN, NeedKind.DATE_INCOMPLETE),
        ("2025", "50 g/L", YES, None),
        (None, "50 g/L", UNKNOWN, NeedKind.DATE_INCOMPLETE),
        (None, "90 g/L", YES, None),
    ],
)
def test_a_result_of_a_partly_known_day_matters_only_where_it_may_be_the_latest(
    date, value, expected, kind
):
    step = the_step(HB, results(("2026-11-10", "90 g/L"), (date, value)))
    assert step.truth is expected
    assert kinds(step) == ({kind} if kind else set())


@pytest.mark.parametrize(
    ("date", "expected", "kind"),
    [
        ("2026-11", YES, None),
        ("2026-10", UNKNOWN, NeedKind.DATE_INCOMPLETE),
        ("2026-09", UNKNOWN, NeedKind.STALE),
        ("2026", UNKNOWN, NeedKind.DATE_INCOMPLETE),
        (None, UNKNOWN, NeedKind.DATE_INCOMPLETE),
    ],
)
def test_a_single_result_of_a_partly_known_day_counts_where_the_whole_of_it_is_fresh(
    date, expected, kind
):
    step = the_step(HB, results((date, "90 g/L")))
    assert step.truth is expected
    assert kinds(step) == ({kind} if kind else set())


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("pending", NeedKind.PENDING),
        ("not_done", NeedKind.NOT_DONE),
        ("refused", NeedKind.NOT_DONE),
        ("sample_lost", NeedKind.NOT_DONE),
    ],
)
def test_an_empty_field_may_say_why_and_stays_unknown(code, kind):
    record = a_record(observations=[{"of": "hemoglobin", "not_done": code, "date": "2026-11-18"}])
    step = the_step(HB, record)
    assert (step.truth, kinds(step)) == (UNKNOWN, {kind})


def test_a_pending_result_does_not_displace_a_fresh_one():
    record = a_record(
        observations=[
            {"of": "hemoglobin", "value": "90 g/L", "date": "2026-11-17"},
            {"of": "hemoglobin", "not_done": "pending", "date": "2026-11-18"},
        ]
    )
    assert the_step(HB, record).truth is YES


def test_of_two_reasons_for_an_empty_field_the_later_is_told_in_whatever_order_they_came():
    pending = {"of": "hemoglobin", "not_done": "pending", "date": "2026-11-18"}
    refused = {"of": "hemoglobin", "not_done": "refused", "date": "2026-11-10"}
    for observations in ([pending, refused], [refused, pending]):
        assert kinds(the_step(HB, a_record(observations=observations))) == {NeedKind.PENDING}


def test_an_observation_without_value_or_reason_is_missing_not_stale():
    record = a_record(observations=[{"of": "hemoglobin", "date": "2026-11-18"}])
    assert kinds(the_step(HB, record)) == {NeedKind.MISSING}


@pytest.mark.parametrize(
    ("date", "expected"), [("2026-08-19", UNKNOWN), ("2026-08-20", YES), ("2026-11-18", YES)]
)
def test_an_hrct_finding_is_fresh_for_90_days(date, expected):
    rule = {"finding": "hrct_progression", "is": "present"}
    assert the_step(rule, a_record(hrct_progression="present", on=date)).truth is expected


def test_an_autoantibody_never_grows_old_unless_the_text_asks_it_at_screening():
    record = a_record(ana="positive", on="2001-01-01")
    assert the_step({"finding": "ana", "is": "positive"}, record).truth is YES
    step = the_step({"finding": "ana", "is": "positive", "on": "screening"}, record)
    assert (step.truth, kinds(step)) == (UNKNOWN, {NeedKind.STALE})


@pytest.mark.parametrize(("date", "expected"), [("2026-10-20", UNKNOWN), ("2026-10-21", YES)])
def test_an_antibody_asked_at_screening_is_as_fresh_as_a_laboratory_value(date, expected):
    rule = {"finding": "ana", "is": "positive", "on": "screening"}
    assert the_step(rule, a_record(ana="positive", on=date)).truth is expected
