"""Which score a result is: version, rater, band; and neighbours, which never stand for it."""

from __future__ import annotations

import pytest

from core.truth import NeedKind, Truth
from core.vocabulary import Instrument
from core.wording import notes_text, say
from tests.builders import a_record, the_step, the_vocabulary
from tests.core.instruments.scoring import instrument

DAY = "2026-11-18"
LIMITS = {"sledai_2k": "8", "das28_esr": "3", "bvas_v3": "8", "mmt8": "8", "essdai": "8"}


def judged(of, **words):
    score = {"of": of, "date": DAY, "total": "9"} | words
    return the_step({"score": of, "at_least": LIMITS[of]}, a_record(scores=[score]))


@pytest.mark.parametrize(
    ("of", "version"),
    [
        ("sledai_2k", "2002"),
        ("sledai_2k", "SLEDAI-2K"),
        ("sledai_2k", "sledai 2000"),
        ("bvas_v3", "3 (2009)"),
        ("bvas_v3", "3"),
        ("bvas_v3", "v3"),
        ("bvas_v3", "Version 3"),
        ("essdai", "2010"),
        ("das28_esr", "DAS28-ESR"),
    ],
)
def test_a_version_that_is_the_instruments_own_counts_and_is_shown(of, version):
    step = judged(of, version=version, rater="R. Li")
    assert step.truth is Truth.YES
    noted = notes_text(step.evidence[0], the_vocabulary())
    assert noted.startswith(f"version {version}; rated by R. Li")


@pytest.mark.parametrize(
    ("of", "version"),
    [
        ("sledai_2k", "SELENA"),
        ("sledai_2k", "1992"),
        ("bvas_v3", "BVAS/WG"),
        ("bvas_v3", "2"),
        ("das28_esr", "DAS28-CRP"),
        ("das28_esr", "3 variables"),
        ("mmt8", "0 to 80"),
    ],
)
def test_another_version_is_for_the_investigator(of, version):
    step = judged(of, version=version)
    assert step.truth is Truth.JUDGEMENT
    assert [need.kind for need in step.needs] == [NeedKind.AWAITING_INVESTIGATOR]
    own = instrument(of).version
    assert f"another version ({version})" in say(step.reason, the_vocabulary())
    assert own.partition(",")[0] in say(step.reason, the_vocabulary())


def test_grades_of_another_version_are_for_the_investigator():
    rule = {"grade": "bilag_2004", "is": "A", "at_least": 1}
    graded = {"of": "bilag_2004", "grades": {"renal": "A"}, "date": DAY}

    def truth(version):
        return the_step(rule, a_record(scores=[graded | {"version": version}])).truth

    assert (truth("2004"), truth("BILAG-2004")) == (Truth.YES, Truth.YES)
    assert truth("classic") is Truth.JUDGEMENT


def test_items_carry_version_and_rater_too():
    items = {"arthritis": "yes", "proteinuria": "yes"}
    step = judged("sledai_2k", total=None, items=items, version="2002", rater="R. Li")
    noted = notes_text(step.evidence[0], the_vocabulary())
    assert noted == "version 2002; rated by R. Li"


@pytest.mark.parametrize(
    ("total", "band"), [("0", "remission"), ("4", "low"), ("5", "moderate"), ("11", "high")]
)
def test_the_band_of_a_total_is_shown_beside_it(total, band):
    noted = notes_text(judged("sledai_2k", total=total).evidence[0], the_vocabulary())
    assert noted.startswith(f"published band: {band}")


def test_a_band_is_named_in_the_language_of_the_reader():
    assert the_vocabulary().label("sledai_2k.band_0", "zh") == "缓解"
    assert the_vocabulary().label("sledai_2k.band_9") != "remission"


def test_an_interval_over_two_bands_shows_none():
    step = judged("sledai_2k", total=None, items={"arthritis": "yes", "proteinuria": "yes"})
    assert step.truth is Truth.YES
    assert not step.evidence[0].notes


# Neighbours


@pytest.mark.parametrize(
    ("asked", "beside"), [("sledai_2k", "selena_sledai"), ("selena_sledai", "sledai_2k")]
)
@pytest.mark.parametrize("given", [{"total": "12"}, {"items": {"arthritis": "yes"}}])
def test_the_other_sledai_alone_is_for_the_investigator(asked, beside, given):
    record = a_record(scores=[{"of": beside, "date": DAY} | given])
    step = the_step({"score": asked, "at_least": "8"}, record)
    assert step.truth is Truth.JUDGEMENT
    assert step.needs[0].kind is NeedKind.AWAITING_INVESTIGATOR
    assert step.evidence[0].of == beside
    name = the_vocabulary().label(beside)
    assert f"only {name} is on record" in say(step.reason, the_vocabulary())


@pytest.mark.parametrize(
    ("asked", "beside"),
    [
        ("das28_esr", "das28_crp"),
        ("das28_crp", "das28_esr"),
        ("cdai", "sdai"),
        ("mmt8", "mmt8_one_side"),
        ("mmt8_one_side", "mmt8"),
    ],
)
def test_any_other_neighbour_is_named_and_never_counted(asked, beside):
    record = a_record(scores=[{"of": beside, "total": "9", "date": DAY}])
    step = the_step({"score": asked, "above": "3.2"}, record)
    assert (step.truth, step.needs[0].kind) == (Truth.UNKNOWN, NeedKind.MISSING)
    assert step.needs[0].what == asked
    name = the_vocabulary().label(beside)
    said = say(step.reason, the_vocabulary())
    assert said.endswith(f"{name} is on record, and does not stand for it.")


@pytest.mark.parametrize("own", [{"total": "9"}, {"not_done": "pending"}])
def test_a_neighbour_is_not_spoken_of_where_the_score_itself_is_on_record(own):
    scores = [{"of": "sledai_2k", "date": DAY} | own, {"of": "selena_sledai", "total": "4"}]
    step = the_step({"score": "sledai_2k", "at_least": "8"}, a_record(scores=scores))
    assert step.truth is not Truth.JUDGEMENT
    assert "selena_sledai" not in {one.of for one in step.evidence}


def test_an_old_neighbour_is_not_spoken_of():
    record = a_record(scores=[{"of": "das28_crp", "total": "4", "date": "2026-01-02"}])
    step = the_step({"score": "das28_esr", "above": "3.2"}, record)
    assert step.reason.code == "missing"


def test_the_own_version_of_every_instrument_counts_as_its_own():
    for one in the_vocabulary().all(Instrument):
        if one.key in LIMITS:
            assert judged(one.key, version=one.version).truth is not Truth.JUDGEMENT


# What can still settle it


def test_an_mrss_that_may_exceed_its_limit_names_the_sites_that_settle_it():
    sites = dict.fromkeys(instrument("mrss").items, "0")
    sites |= {"face": "3", "abdomen": "3", "anterior_chest": "3"}
    sites |= {"hand_left": "unknown", "hand_right": "unknown"}
    record = a_record(scores=[{"of": "mrss", "items": sites, "date": DAY}])
    step = the_step({"score": "mrss", "above": "10"}, record)
    assert (step.truth, step.needs[0].what) == (Truth.UNKNOWN, "mrss")
    assert say(step.reason, the_vocabulary()) == (
        "Modified Rodnan skin score (mRSS) 9–15 so far, asked > 10; "
        "still open: Right hand (back), Left hand (back)."
    )


def test_of_many_open_items_the_heaviest_six_are_named():
    step = judged("sledai_2k", total=None, items={"rash": "yes"})
    said = say(step.reason, the_vocabulary())
    assert said.endswith(
        "still open: Seizure, Psychosis, Organic brain syndrome, Visual disturbance, "
        "Cranial nerve disorder, Lupus headache and 17 more."
    )


def test_an_open_item_that_can_change_nothing_is_not_named():
    answers = dict.fromkeys(instrument("bvas_v3").items, "absent")
    answers |= {"creatinine_500": "new_or_worse", "creatinine_125": "unknown", "rash": "absent"}
    answers = {key: one for key, one in answers.items() if key in instrument("bvas_v3").items}
    answers["hypertension"] = "unknown"
    record = a_record(scores=[{"of": "bvas_v3", "items": answers, "date": DAY}])
    step = the_step({"score": "bvas_v3", "at_least": "10"}, record)
    assert step.reason.values["open"] == ("bvas_v3.hypertension",)
