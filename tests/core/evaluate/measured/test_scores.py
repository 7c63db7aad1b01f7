"""`score`: totals at their limits, and what items make of them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from core.truth import NeedKind, Truth
from core.wording import say
from tests.builders import SCAR02, a_record, the_step, the_vocabulary
from tests.core.instruments.scoring import instrument

NO, UNKNOWN, YES = Truth.NO, Truth.UNKNOWN, Truth.YES
SLEDAI = {"score": "sledai_2k", "at_least": "8", "during": "screening_period"}


def sledai(*totals, **extra):
    return a_record(
        scores=[{"of": "sledai_2k", "total": total, "date": date} for date, total in totals],
        **extra,
    )


def need(step):
    return step.needs[0].kind if step.needs else None


@pytest.mark.parametrize(("total", "expected"), [("8", YES), ("7", NO), ("9", YES), ("0", NO)])
def test_a_total_is_compared_with_its_limit(total, expected):
    assert the_step(SLEDAI, sledai(("2026-11-18", total))).truth is expected


@pytest.mark.parametrize(
    ("rule", "total", "expected"),
    [
        ({"score": "das28_esr", "above": "3.2"}, "3.2", NO),
        ({"score": "das28_esr", "above": "3.2"}, "3.21", YES),
        ({"score": "cdai", "above": "10"}, "10", NO),
        ({"score": "cdai", "above": "10"}, "10.1", YES),
        ({"score": "cdai", "at_most": "10"}, "10", YES),
    ],
)
def test_scores_with_decimals_compare_exactly(rule, total, expected):
    record = a_record(scores=[{"of": rule["score"], "total": total, "date": "2026-11-18"}])
    assert the_step(rule, record).truth is expected


@pytest.mark.parametrize(
    ("date", "expected", "kind"),
    [("2026-10-20", UNKNOWN, NeedKind.STALE), ("2026-10-21", YES, None)],
)
def test_a_total_is_fresh_for_28_days(date, expected, kind):
    step = the_step(SLEDAI, sledai((date, "10")))
    assert (step.truth, need(step)) == (expected, kind)


@pytest.mark.parametrize(("date", "expected"), [("2026-11-10", NO), ("2026-11-11", YES)])
def test_the_screening_period_ends_at_enrolment(date, expected):
    record = sledai(
        ("2026-11-05", "10"),
        (date, "4"),
        milestones=[
            {"trial": SCAR02, "event": "screening", "date": "2026-11-01"},
            {"trial": SCAR02, "event": "enrolment", "date": "2026-11-10"},
        ],
    )
    assert the_step(SLEDAI, record).truth is expected


def test_two_totals_of_one_day_on_both_sides_of_the_limit_are_a_conflict():
    step = the_step(SLEDAI, sledai(("2026-11-18", "10"), ("2026-11-18", "4")))
    assert (step.truth, need(step)) == (UNKNOWN, NeedKind.CONFLICT)
    assert len(step.evidence) == 2


def test_without_a_total_a_score_is_missing():
    assert need(the_step(SLEDAI, a_record())) is NeedKind.MISSING


def test_a_fresh_score_entered_without_its_total_is_missing_not_stale():
    record = a_record(scores=[{"of": "sledai_2k", "items": {"rash": "yes"}, "date": "2026-11-18"}])
    assert need(the_step(SLEDAI, record)) is NeedKind.MISSING


def test_a_pending_score_is_pending():
    record = a_record(scores=[{"of": "sledai_2k", "not_done": "pending", "date": "2026-11-18"}])
    assert need(the_step(SLEDAI, record)) is NeedKind.PENDING


# Item by item


def by_items(present, unknown="", total=None, of="sledai_2k", rest="no"):
    keys = instrument(of).items
    answers = dict.fromkeys(keys, rest) | dict.fromkeys(present.split(), "yes")
    answers |= dict.fromkeys(unknown.split(), "unknown")
    made = {"of": of, "items": answers, "date": "2026-11-18"}
    return a_record(scores=[made if total is None else made | {"total": total}])


@pytest.mark.parametrize(
    ("present", "unknown", "expected"),
    [
        ("arthritis low_complement dna_binding", "", YES),
        ("fever leukopenia thrombocytopenia rash alopecia", "", NO),
        ("arthritis low_complement", "dna_binding", UNKNOWN),
        ("arthritis low_complement leukopenia", "fever", UNKNOWN),
        ("arthritis rash dna_binding alopecia", "fever cva pleurisy", YES),
        ("arthritis", "rash fever", NO),
        ("arthritis", "rash pleurisy", UNKNOWN),
    ],
)
def test_items_decide_where_all_that_they_allow_lies_on_one_side(present, unknown, expected):
    assert the_step(SLEDAI, by_items(present, unknown)).truth is expected


def test_ten_so_far_meets_eight_with_seven_items_open():
    seven = "cva vasculitis myositis pyuria fever leukopenia thrombocytopenia"
    step = the_step(SLEDAI, by_items("arthritis proteinuria rash", seven))
    assert step.truth is YES
    said = say(step.reason, the_vocabulary())
    assert said == "SLEDAI-2K 10–37 so far (7 items open), asked ≥ 8."


def test_open_items_that_may_decide_are_named_and_the_score_is_needed():
    step = the_step(SLEDAI, by_items("arthritis low_complement", "dna_binding"))
    assert (need(step), step.needs[0].what) == (NeedKind.MISSING, "sledai_2k")
    said = say(step.reason, the_vocabulary())
    assert said == "SLEDAI-2K 6–8 so far, asked ≥ 8; still open: Increased DNA binding."


@pytest.mark.parametrize(
    ("total", "unknown", "contradicted"),
    [
        ("6", "", True),
        ("7", "", True),
        ("8", "", False),
        ("9", "", True),
        ("7", "fever", True),
        ("8", "fever", False),
        ("9", "fever", False),
        ("10", "fever", True),
    ],
)
def test_a_total_that_its_items_cannot_make_is_a_conflict_shown_with_both(
    total, unknown, contradicted
):
    step = the_step(SLEDAI, by_items("arthritis rash alopecia", unknown, total))
    assert (need(step) is NeedKind.CONFLICT) is contradicted
    assert len(step.evidence) == (2 if contradicted else 1)


def test_a_total_below_the_few_items_beside_it_is_a_conflict():
    items = {"arthritis": "yes", "rash": "yes", "alopecia": "yes"}
    scores = [{"of": "sledai_2k", "total": "6", "items": items, "date": "2026-11-18"}]
    step = the_step(SLEDAI, a_record(scores=scores))
    assert (step.truth, need(step)) == (UNKNOWN, NeedKind.CONFLICT)
    said = say(step.reason, the_vocabulary())
    assert said == "SLEDAI-2K: the total 6 contradicts its items, which make 8–105."


@pytest.mark.parametrize(("total", "expected"), [("8", YES), ("7", NO)])
def test_a_total_that_agrees_with_its_open_items_is_the_total(total, expected):
    step = the_step(SLEDAI, by_items("arthritis", "rash pleurisy fever", total))
    assert step.truth is expected
    assert step.evidence[0].as_used == Decimal(total)


def test_the_items_of_a_neighbour_never_stand_for_a_score():
    present = "arthritis proteinuria rash"
    step = the_step(SLEDAI, by_items(present, of="selena_sledai"))
    assert (step.truth, need(step)) == (Truth.JUDGEMENT, NeedKind.AWAITING_INVESTIGATOR)
    selena = SLEDAI | {"score": "selena_sledai"}
    assert the_step(selena, by_items(present, of="selena_sledai")).truth is YES
    assert the_step(selena, by_items(present)).truth is Truth.JUDGEMENT


def test_an_item_that_the_instrument_does_not_have_decides_nothing():
    scores = [{"of": "sledai_2k", "items": {"baldness": "yes"}, "date": "2026-11-18"}]
    assert need(the_step(SLEDAI, a_record(scores=scores))) is NeedKind.UNIT
