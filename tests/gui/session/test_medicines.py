"""What follows from the medicines of a record, in sentences."""

from datetime import date

import pytest

from core.dates import Day
from core.record import Complete, DoseChange, Event, Medication, Observation, PatientRecord
from core.site import Setting
from core.vocabulary import read_vocabulary
from gui.places import RESOURCES
from gui.session.medicines import course_text, table_lines

TODAY = date(2026, 11, 24)


@pytest.fixture
def setting():
    return Setting(read_vocabulary(RESOURCES / "vocabulary"))


def day(text):
    return Day.read(text)


def prednisone(**more):
    return Medication(of="prednisone", route="oral", per="day", **more)


def lines(setting, *medications, **more):
    record = PatientRecord(subject="S-001", medications=medications, **more)
    return table_lines(record, setting, TODAY, "en")


def test_a_course_says_its_dose_since_when_and_how_long():
    course = prednisone(dose="20 mg", start=day("2026-11-15"))
    assert course_text(course, TODAY) == (
        "Given today · 20 mg/day · unchanged since 2026-11-15 · taken on 10 d"
    )


def test_a_weekly_dose_is_said_per_week_and_a_gap_is_not_counted():
    steps = (
        DoseChange(from_=day("2026-11-01"), dose="15 mg", per="week"),
        DoseChange(from_=day("2026-11-08"), dose="0", per="week"),
        DoseChange(from_=day("2026-11-22"), dose="10 mg", per="week"),
    )
    course = Medication(of="methotrexate", start=day("2026-11-01"), doses=steps)
    assert course_text(course, TODAY) == (
        "Given today · 10 mg/week · unchanged since 2026-11-22 · taken on 10 d"
    )


def test_an_ended_course_has_no_dose_today():
    course = prednisone(dose="20 mg", start=day("2026-11-01"), end=day("2026-11-03"))
    assert course_text(course, TODAY) == "Not given today · taken on 3 d"


def test_a_start_known_by_its_month_leaves_the_time_taken_not_certain():
    said = course_text(prednisone(dose="20 mg", start=day("2026-10")), TODAY)
    assert "not certain since when unchanged: between 2026-10-01 and 2026-10-31" in said
    assert "not certain how long taken: 25–55 d" in said


def test_a_start_not_known_is_never_said_as_a_day():
    said = course_text(prednisone(dose="20 mg"), TODAY)
    assert "0001" not in said
    assert "not certain" in said


def test_a_dose_without_its_time_is_not_certain():
    course = Medication(of="prednisone", dose="20 mg", start=day("2026-11-01"))
    assert "not certain: 0–20 mg/day" in course_text(course, TODAY)


def test_glucocorticoids_are_summed_as_prednisone_and_per_kg_with_the_weight(setting):
    other = Medication(
        of="methylprednisolone", route="oral", dose="8 mg", per="day", start=day("2026-11-01")
    )
    weight = Observation(of="weight", value="60 kg", date=day("2026-11-20"))
    said = lines(
        setting, prednisone(dose="20 mg", start=day("2026-11-01")), other, observations=(weight,)
    )
    assert said[0] == (
        "Systemic glucocorticoids today, as prednisone: 30 mg/day"
        " · 0.5 mg/kg/day with a weight of 60 kg, 4 d away"
    )


def test_a_depot_leaves_the_sum_not_certain(setting):
    depot = Medication(
        of="triamcinolone", form="depot", once="yes", dose="40 mg", start=day("2026-11-10")
    )
    assert "not certain" in lines(setting, depot)[0]


def test_running_csdmards_are_counted_and_an_ended_one_is_not(setting):
    said = lines(
        setting,
        Medication(of="methotrexate", start=day("2026-01-01")),
        Medication(of="hydroxychloroquine", start=day("2026-01-01")),
        Medication(of="leflunomide", start=day("2026-01-01"), end=day("2026-02-01")),
    )
    assert "csDMARDs running today: 2" in said


def test_the_last_b_cell_targeted_medicine_and_when_it_is_clear(setting):
    given = Medication(of="rituximab", once="yes", dose="1 g", start=day("2026-10-01"))
    said = lines(setting, given)
    assert "Last B-cell-targeted medicine: Rituximab, last day 2026-10-01" in said
    assert "Last colony-stimulating factor: none on the list" in said
    clear = next(line for line in said if line.startswith("Rituximab"))
    assert clear.startswith("Rituximab: clear from 2027-01-19 · 5 half-lives of 22 d · source: US")


def test_a_medicine_that_goes_on_has_no_last_day(setting):
    course = Medication(of="belimumab", dose="200 mg", per="week", start=day("2026-10-01"))
    assert "Last B-cell-targeted medicine: Belimumab, still given" in lines(setting, course)


def test_a_list_not_stated_complete_may_hold_more(setting):
    course = prednisone(dose="20 mg", start=day("2026-11-01"))
    stated = Complete(list="medications", as_of=Day.on(TODAY))
    earlier = Complete(list="medications", as_of=day("2026-11-23"))
    more = "The list is not stated complete as of today: there may be more."
    assert lines(setting, course)[-1] == more
    assert lines(setting, course, complete=(earlier,))[-1] == more
    assert more not in lines(setting, course, complete=(stated,))


def test_the_last_live_vaccine_is_said_and_another_one_is_not(setting):
    events = tuple(
        Event(of="vaccination", date=day(on), detail={"live": live})
        for on, live in (("2026-08-01", "yes"), ("2026-09-01", "yes"), ("2026-11-01", "no"))
    )
    said = lines(setting, prednisone(dose="20 mg", start=day("2026-11-15")), events=events)
    assert "Last live vaccine: 2026-09-01" in said


def test_nothing_follows_from_an_empty_list(setting):
    assert lines(setting) == ()
