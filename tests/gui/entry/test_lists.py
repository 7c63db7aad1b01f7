"""Lists: medicines, diagnoses, events, allergies, and since when they are complete."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from core.dates import Day
from core.record import DoseChange, Medication
from tests.gui.entry.conftest import fill, put_into


def rows(hand):
    return hand.form.section()._blocks[0].rows


@pytest.fixture
def adding(hand):
    hand.at("lists", "medications")
    return hand.form.section()._blocks[0].adding


def test_a_course_is_added_with_its_dose_and_days(adding, session):
    fill(adding, of="prednisone", route="oral", dose="20 mg", per="day", start="2026-01-10")
    adding.enter(1)
    (course,) = session.record.medications
    assert (course.of, course.route, course.dose, course.per) == (
        "prednisone",
        "oral",
        "20 mg",
        "day",
    )
    assert (str(course.start), course.end) == ("2026-01-10", None)
    assert adding.cells["of"].text() == ""


@pytest.mark.parametrize("name", ["MTX", "methotrexate", "甲氨蝶呤", "Methotrexate (MTX)"])
def test_a_medicine_is_known_by_its_names_in_both_languages(adding, session, name):
    fill(adding, of=name)
    adding.enter(1)
    assert session.record.medications[0].of == "methotrexate"


def test_an_unknown_medicine_is_refused_and_the_nearest_is_offered(adding, session):
    fill(adding, of="methotrexat")
    adding.enter(1)
    assert session.record.medications == ()
    assert "'methotrexat' is not in the vocabulary. Did you mean Methotrexate?" in adding.said()
    assert adding.cells["of"].text() == "methotrexat"


@pytest.mark.parametrize("typed", ["Other medicine: Amlodipine", "other medicine：Amlodipine"])
def test_a_medicine_that_no_trial_names_is_entered_by_its_own_name(adding, session, hand, typed):
    fill(adding, of="amlodipine")
    adding.enter(1)
    assert "For another, write Other medicine: and its name." in adding.said()

    fill(adding, of=typed, start="2025-01")
    adding.enter(1)
    (course,) = session.record.medications
    assert (course.of, course.comment) == ("other_medicine", "Amlodipine")
    rows = hand.form.section()._blocks[0].rows
    assert rows[0].cells["of"].text() == "Other medicine: Amlodipine"


def test_a_medicine_that_a_trial_names_is_never_another_one(adding, session):
    fill(adding, of="Other medicine: rituximab")
    adding.enter(1)
    assert session.record.medications[0].of == "rituximab"


def test_a_class_of_medicines_is_no_medicine(adding, session):
    fill(adding, of="Glucocorticoid")
    adding.enter(1)
    assert session.record.medications == ()


def test_a_dose_needs_its_unit(adding, session):
    fill(adding, of="prednisone", dose="20")
    adding.enter(1)
    assert session.record.medications == ()
    assert "'20' has no unit" in adding.said()


def test_a_last_day_before_the_first_is_refused(adding, session):
    fill(adding, of="prednisone", start="2026-03-01", end="2026-02-01")
    adding.enter(1)
    assert session.record.medications == ()


def test_a_last_day_ahead_is_planned(adding, session):
    fill(adding, of="prednisone", end="2026-12-10")
    adding.enter(1)
    assert session.record.medications[0].planned_end == "yes"


def test_a_single_dose_is_given_once(adding, session):
    fill(adding, of="rituximab", dose="1 g", per="once", start="2026-10-01")
    adding.enter(1)
    (course,) = session.record.medications
    assert (course.once, course.per) == ("yes", None)


def test_a_corrected_course_keeps_its_place_and_asks_why(adding, hand, session):
    for name in ("prednisone", "methotrexate"):
        fill(adding, of=name)
        adding.enter(1)
    first = rows(hand)[0]
    fill(first, dose="10 mg")
    assert not first.why.isHidden()
    first.enter(1)
    assert [row.cells["of"].text() for row in rows(hand)] == ["Prednisone", "Methotrexate"]
    assert {course.dose for course in session.record.medications} == {"10 mg", None}


def test_a_course_is_taken_back_with_a_reason(adding, hand, session):
    fill(adding, of="prednisone")
    adding.enter(1)
    rows(hand)[0].take_back()
    assert session.record.medications != ()
    rows(hand)[0].enter(1)
    assert session.record.medications == ()
    assert rows(hand) == []


def test_correcting_a_route_keeps_the_steps_of_the_dose(hand, session):
    steps = (
        DoseChange(from_=Day.read("2026-01-10"), dose="20 mg"),
        DoseChange(from_=Day.read("2026-09-01"), dose="10 mg"),
    )
    session.put(Medication(of="prednisone", doses=steps))
    hand.at("lists", "medications")
    row = hand.form.section()._blocks[0].rows[0]
    fill(row, route="oral")
    row.enter(1)
    (course,) = session.record.medications
    assert (course.route, course.doses) == ("oral", steps)


def test_only_the_line_complete_as_of_says_that_there_is_none(hand, session):
    hand.at("lists", "medications")
    assert session.record.complete == ()
    hand.form.section()._blocks[0].complete[0]._complete_today()
    (line,) = session.record.complete
    assert (line.list, str(line.as_of), line.by, line.of) == (
        "medications",
        "2026-11-24",
        "coordinator",
        None,
    )


def test_going_through_the_list_again_needs_no_reason(hand, session):
    hand.at("lists", "medications").type("-14d").enter()
    hand.at("lists", "medications").type("t").enter()
    assert [str(line.as_of) for line in session.record.complete] == ["2026-11-24"]


def test_an_earlier_day_of_completeness_is_a_correction(hand, session):
    hand.at("lists", "medications").type("t").enter()
    hand.at("lists", "medications").type("-14d")
    assert hand.form.section()._blocks[0].complete[0].why.isVisible()


def test_a_class_may_be_complete_alone(hand, session):
    hand.at("lists", "medications")
    line = hand.form.section()._blocks[0].complete[1]
    line._complete_today()
    assert session.record.complete[0].of == "b_cell_targeted"


def test_a_diagnosis_has_its_status_and_its_classification_with_source(hand, session):
    hand.at("lists", "diagnoses")
    adding = hand.form.section()._blocks[0].adding
    fill(adding, of="SLE", date="2019-03")
    fill(adding, set="eular_acr_2019_sle", set_source="Letter")
    adding.enter(1)
    (diagnosis,) = session.record.diagnoses
    assert (diagnosis.of, diagnosis.status, str(diagnosis.date)) == ("sle", "ongoing", "2019-03")
    assert [(c.set, c.source) for c in diagnosis.classified_by] == [
        ("eular_acr_2019_sle", "Letter")
    ]
    shown = hand.form.section()._blocks[0].rows[0]
    assert shown.cells["set"].text() == "eular_acr_2019_sle"
    assert not shown.is_changed()


def test_only_the_sets_of_the_diagnosis_are_offered(hand):
    hand.at("lists", "diagnoses")
    adding = hand.form.section()._blocks[0].adding
    fill(adding, of="RA")
    offered = [adding.cells["set"].itemData(i) for i in range(adding.cells["set"].count())]
    assert offered == ["", "acr_eular_2010_ra", "acr_1987_ra"]


def test_a_vaccination_has_its_details_and_a_day_ahead_is_planned(hand, session):
    hand.at("events", "vaccination")
    adding = hand.form.section()._blocks[1].adding
    fill(adding, of="Vaccination", date="2026-12-01")
    details = adding.cells["detail"]._fields
    details["vaccine"].setText("influenza")
    details["live"].set_text("no")
    adding.enter(1)
    (event,) = session.record.events
    assert (event.planned, event.detail) == ("yes", {"vaccine": "influenza", "live": "no"})
    assert not hand.form.section()._blocks[1].rows[0].is_changed()


def test_the_organ_of_a_transplantation_is_stored_as_the_trials_name_it(hand, session):
    hand.at("events", "organ_transplantation")
    adding = hand.form.section()._blocks[1].adding
    fill(adding, of="肾移植", date="2015")
    adding.cells["detail"]._fields["organ"].set_text("kidney")
    adding.enter(1)
    assert session.record.events[0].detail == {"organ": "kidney"}


def test_an_allergy_to_something_else_keeps_its_name(hand, session):
    hand.at("allergens", "other")
    adding = hand.form.section()._blocks[2].adding
    fill(adding, to="other", severity="severe", comment="iodinated contrast")
    adding.enter(1)
    (allergy,) = session.record.allergies
    assert (allergy.to, allergy.severity, allergy.comment) == (
        "other",
        "severe",
        "iodinated contrast",
    )


def tabs(widget, count):
    seen = []
    for _ in range(count):
        QTest.keyClick(QApplication.focusWidget() or widget, Qt.Key.Key_Tab)
        seen.append((QApplication.focusWidget() or widget).accessibleName())
    return seen


def test_tab_goes_through_a_list_in_reading_order(adding, hand, session, qtbot):
    fill(adding, of="prednisone")
    adding.enter(1)
    row = rows(hand)[0]
    qtbot.waitUntil(row.isVisible)
    row.take_focus()
    assert tabs(row, 7) == [
        "Dose with unit",
        "Dose per day, per week, or given once",
        "Route",
        "First day",
        "Last day; empty while it goes on",
        "Medicine",
        "Dose with unit",
    ]


def test_tab_comes_to_the_reason_of_a_correction_before_the_next_row(adding, hand, qtbot):
    fill(adding, of="prednisone", end="2026-11-20")
    adding.enter(1)
    row = rows(hand)[0]
    qtbot.waitUntil(row.isVisible)
    row.cells["end"].setFocus()
    row.cells["end"].selectAll()
    QTest.keyClicks(row.cells["end"], "t")
    assert tabs(row, 2) == ["Change because: typing slip", "Medicine"]


def test_tab_comes_to_the_details_of_an_event_after_its_days(hand, session, qtbot):
    hand.at("events", "vaccination")
    adding = hand.form.section()._blocks[1].adding
    fill(adding, of="Vaccination")
    qtbot.waitUntil(adding.cells["detail"]._fields["live"].isVisible)
    adding.cells["end"].setFocus()
    assert tabs(adding, 2) == ["Vaccine", "Live vaccine"]


def test_a_name_half_typed_is_not_called_wrong(adding, qtbot):
    adding.take_focus()
    QTest.keyClicks(adding.cells["of"], "metho")
    assert adding.said() == ""
    qtbot.keyClick(adding.cells["of"].completer().popup(), Qt.Key.Key_Escape)


def test_a_day_that_its_field_is_too_narrow_to_echo_is_said_below(adding, hand):
    fill(adding, of="prednisone")
    adding.cells["start"].setFocus()
    QTest.keyClicks(adding.cells["start"], "-14d")
    assert adding.said().startswith("= 2026-11-10.")


def test_a_name_that_begins_like_a_short_form_of_another_is_typed_to_its_end(
    adding, session, qtbot
):
    adding.take_focus()
    first = adding.cells["of"]
    for letter in "pred":
        QTest.keyClicks(first, letter)
        qtbot.wait(40)
    assert first.text() == "pred"
    QTest.keyClicks(first, "nisolone")
    adding.cells["dose"].setFocus()
    QTest.keyClicks(adding.cells["dose"], "5 mg")
    adding.enter(1)
    assert [course.of for course in session.record.medications] == ["prednisolone"]


def test_what_is_ongoing_has_no_end(hand, session):
    hand.at("lists", "diagnoses")
    adding = hand.form.section()._blocks[0].adding
    fill(adding, of="Lupus nephritis", date="2010", end="2014-05")
    adding.enter(1)
    assert session.record.diagnoses == ()
    assert "ongoing has no end" in adding.said()
    put_into(adding.cells["status"], "resolved")
    adding.enter(1)
    assert str(session.record.diagnoses[0].end) == "2014-05"
