"""What a row shows of the trials: no red where a criterion stands, no question where it is met."""

from core.dates import Day
from core.record import Complete, Diagnosis, Observation
from core.truth import Outcome
from gui.entry.needed import needed
from gui.entry.settles import open_needs, outcome_for, settled

DAY = Day.read("2026-11-20")


def put(session, **values):
    for key, value in values.items():
        session.put(Observation(of=key, value=value, date=DAY))


def scar02(things):
    return next(one for one in things if one.short_name == "SCAR02")


def outcome(session, key):
    found = outcome_for(scar02(session.assessments), key)
    return found[0] if found else None


def test_a_core_antibody_alone_does_not_fail_the_criterion_that_asks_for_dna_besides(session):
    put(session, hbsag="negative", hbcab="positive")
    assert outcome(session, "hbcab") is Outcome.UNKNOWN
    put(session, hbv_dna="positive")
    assert outcome(session, "hbcab") is Outcome.NOT_MET


def test_an_antibody_is_not_missed_where_another_one_is_positive(session):
    session.put(Diagnosis(of="sle", date=Day.read("2019-03")))
    assert outcome(session, "anti_sm") is Outcome.UNKNOWN
    put(session, ana="1:160")
    assert outcome(session, "anti_sm") is None
    assert outcome(session, "ana") is Outcome.MET
    assert ("findings", "anti_sm") not in {(n.of, n.what) for n in open_needs(session.assessments)}


def test_what_no_trial_reads_has_no_outcome(session):
    assert outcome(session, "physician_global") is None


def test_a_preview_names_what_it_would_settle_and_stores_nothing(session):
    typed = Observation(of="white_blood_cells", value="2 10^9/L", date=DAY)
    before, after = scar02(session.assessments), scar02(session.preview(typed))
    (change,) = settled([before], [after])
    assert (change.trial, change.id, change.outcome) == ("SCAR02", "I3a", Outcome.NOT_MET)
    assert session.record.observations == ()


def words(session):
    trial, assessment = scar02(session.trials), scar02(session.assessments)
    return needed([trial], [assessment], session.record, session.vocabulary)


def test_before_a_diagnosis_every_arm_could_concern_the_patient(session):
    assert {"ra_inability_to_taper", "sledai_2k", "hrct_progression", "platelets"} <= words(session)


def test_with_a_diagnosis_only_its_arm_does(session):
    session.put(Diagnosis(of="sle", date=Day.read("2019-03")))
    assert "sledai_2k" in words(session)
    assert not {"ra_inability_to_taper", "platelets"} & words(session)


def test_what_a_calculation_waits_for_is_needed(session):
    assert {"creatinine", "weight"} <= words(session)


def test_the_parts_of_a_combined_finding_are_needed_with_it(session):
    assert {"syphilis", "syphilis_treponemal", "syphilis_nontreponemal"} <= words(session)


def test_questions_for_the_other_sex_are_not_needed(session):
    session.put_person(sex="male", birth_date=None)
    assert "breastfeeding" not in words(session)
    assert "partner_pregnancy_plan_2y" in words(session)


def test_a_question_inside_a_part_that_is_met_without_it_is_not_asked(session):
    session.put(Diagnosis(of="sle", date=Day.read("2019-03")))
    session.put_person(sex="female", birth_date=Day.read("1990-05"))
    asked = ("questions", "serum_pregnancy_test_counts")
    put(session, pregnancy_test_serum="negative")
    assert asked in {(n.of, n.what) for n in open_needs(session.assessments)}
    put(session, pregnancy_test_urine="negative")
    assert asked not in {(n.of, n.what) for n in open_needs(session.assessments)}


def test_a_trial_of_another_disease_asks_for_nothing(session):
    session.put(Diagnosis(of="rheumatoid_arthritis", date=Day.read("2019-03")))
    session.put(Complete(list="diagnoses", as_of=Day.read("2026-11-24")))
    others = [one for one in session.assessments if one.reason.code == "no_arm"]
    trials = [one for one in session.trials if one.registry_number in {o.trial for o in others}]
    assert others
    assert needed(trials, others, session.record, session.vocabulary) == set()
    assert list(open_needs(others)) == []
