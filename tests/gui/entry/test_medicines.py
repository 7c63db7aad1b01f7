"""The dose changes of a medicine, what an edit leaves alone, and what follows from the list."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from core.dates import Day
from core.record import DoseChange, Medication
from gui.entry.rows.row import PREVIEW_MS
from gui.entry.sections.medicines.courses import meets
from gui.session.medicines import course_text
from tests.gui.entry.conftest import fill, put_into

STEPS = (
    DoseChange(from_=Day.read("2026-01-10"), dose="20 mg"),
    DoseChange(from_=Day.read("2026-09-01"), dose="10 mg"),
)
IMPORTED = Medication(
    of="prednisone",
    route="oral",
    form="tablet",
    start=Day.read("2026-01-10"),
    end=Day.read("2026-11-20"),
    planned_end="yes",
    doses=STEPS,
    stable_since=Day.read("2026-09"),
    source="Letter",
    comment="tapers",
)


@pytest.fixture
def shown(hand, session):
    def put(course):
        session.put(course)
        hand.at("lists", "medications")
        return hand.form.section()._blocks[0].rows[0]

    return put


def said_of(course):
    names = "of route form start end planned_end once dose per doses stable_since source comment"
    return {name: getattr(course, name) for name in names.split()}


def only(session):
    (course,) = session.record.medications
    return course


def test_a_course_with_changes_shows_the_dose_of_today(shown):
    row = shown(IMPORTED)
    assert (row.cells["dose"].text(), row.cells["per"].text()) == ("10 mg", "day")
    assert "1 change" in row._toggle.text()
    assert not row.is_changed()


def test_correcting_the_dose_of_today_keeps_every_other_step(shown, session):
    row = shown(IMPORTED)
    put_into(row.cells["dose"], "7.5 mg")
    row.enter(1)
    kept = said_of(IMPORTED) | {
        "doses": (STEPS[0], DoseChange(from_=STEPS[1].from_, dose="7.5 mg"))
    }
    assert said_of(only(session)) == kept


@pytest.mark.parametrize(
    ("name", "text", "stored"),
    [("route", "intravenous", "intravenous"), ("form", "infusion", "infusion")],
)
def test_nothing_else_of_an_imported_course_is_lost(shown, session, name, text, stored):
    row = shown(IMPORTED)
    put_into(row.cells[name], text)
    row.enter(1)
    assert said_of(only(session)) == said_of(IMPORTED) | {name: stored}


def test_a_source_of_a_course_can_be_corrected(shown, session):
    row = shown(IMPORTED)
    put_into(row.cells["source"], "Chart")
    row.enter(1)
    assert said_of(only(session)) == said_of(IMPORTED) | {"source": "Chart"}


def test_a_change_is_added_by_keyboard(shown, session, hand):
    row = shown(IMPORTED)
    row.take_focus()
    QTest.keyClick(hand.field, Qt.Key.Key_D, Qt.KeyboardModifier.AltModifier)
    assert hand.field is row.steps.lines[-1].start
    hand.type("2026-11-01").press(Qt.Key.Key_Tab).type("5 mg").enter()
    assert only(session).doses == (
        *STEPS,
        DoseChange(from_=Day.read("2026-11-01"), dose="5 mg"),
    )


def test_a_first_change_is_entered_with_a_new_medicine(hand, session):
    hand.at("lists", "medications")
    adding = hand.form.section()._blocks[0].adding
    put_into(adding.cells["of"], "methotrexate")
    adding.open(is_open=True)
    line = adding.steps.lines[0]
    put_into(line.start, "2026-03")
    put_into(line.dose, "15 mg")
    line.per.set_text("week")
    adding.enter(1)
    assert only(session).doses == (DoseChange(from_=Day.read("2026-03"), dose="15 mg", per="week"),)
    assert adding.steps.read() == []


def test_a_change_is_removed_by_emptying_it(shown, session):
    row = shown(IMPORTED)
    row.open(is_open=True)
    row.steps.lines[0].empty()
    row.enter(1)
    assert only(session).doses == STEPS[1:]


def test_a_gap_is_a_dose_of_nothing(shown, session):
    row = shown(IMPORTED)
    put_into(row.steps.lines[-1].start, "2026-10-01")
    put_into(row.steps.lines[-2].dose, "0")
    row.enter(1)
    assert only(session).doses[-1] == DoseChange(from_=Day.read("2026-10-01"), dose="0")


def test_a_change_without_its_day_or_unit_is_refused(shown, session):
    row = shown(IMPORTED)
    put_into(row.steps.lines[-1].dose, "5")
    row.enter(1)
    assert "which day" in row.said()
    put_into(row.steps.lines[-2].start, "2026-11-01")
    row.enter(1)
    assert "'5' has no unit" in row.said()
    assert only(session).doses == STEPS


def test_esc_gives_up_the_changes_that_are_typed(shown):
    row = shown(IMPORTED)
    put_into(row.steps.lines[-1].dose, "5 mg")
    assert row.is_changed()
    row.give_up()
    assert not row.is_changed()
    assert len(row.steps.lines) == len(STEPS) + 1


def test_since_when_a_dose_is_unchanged_is_stored(shown, session):
    row = shown(Medication(of="methotrexate", dose="15 mg", per="week"))
    put_into(row.cells["stable_since"], "2026-05")
    row.enter(1)
    assert str(only(session).stable_since) == "2026-05"


def test_what_follows_is_shown_and_follows_a_correction(shown, session, hand):
    row = shown(Medication(of="prednisone", route="oral", dose="20 mg", per="day"))
    summary = hand.form.section()._blocks[-1]
    assert "20 mg/day" in row._follows.text()
    put_into(row.cells["dose"], "10 mg")
    row.enter(1)
    assert "10 mg/day" in summary.follows()[0]
    assert "10 mg/day" in row._follows.text()
    assert "there may be more" in summary.follows()[-1]


def test_a_planned_end_is_said(shown):
    row = shown(Medication(of="prednisone", end=Day.read("2026-12-10"), planned_end="yes"))
    assert "last day planned" in row._follows.text()


HELD = Medication(
    of="hydroxychloroquine",
    route="oral",
    start=Day.read("2015-01-10"),
    dose="400 mg",
    per="day",
)
HALVED = DoseChange(from_=Day.read("2026-10-20"), dose="200 mg")
WHOLE = DoseChange(from_=Day.read("2015-01-10"), dose="400 mg")


def add_step(row, change):
    row.open(is_open=True)
    put_into(row.steps.lines[-1].start, str(change.from_))
    put_into(row.steps.lines[-2].dose, change.dose)


def test_the_dose_before_the_first_change_is_kept_as_the_first_of_them(shown, session):
    row = shown(HELD)
    assert not row.is_changed()
    add_step(row, HALVED)
    row.enter(1)
    assert only(session).doses == (WHOLE, HALVED)
    shown_now = session.record.medications[0]
    assert "unchanged since 2026-10-20" in course_text(shown_now, session.as_of)


def test_one_dose_for_the_whole_course_counts_as_no_change(shown):
    row = shown(HELD)
    assert row.steps.read() == [("2015-01-10", "400 mg", "day")]
    assert "Dose changes, form" in row._toggle.text()


def test_correcting_the_only_dose_makes_no_change_of_it(shown, session):
    row = shown(HELD)
    put_into(row.cells["dose"], "300 mg")
    row.enter(1)
    assert (only(session).dose, only(session).doses) == ("300 mg", ())
    assert row.steps.read() == [("2015-01-10", "300 mg", "day")]


@pytest.mark.parametrize(
    ("dose", "doses"),
    [("400 mg", (WHOLE, HALVED)), ("200 mg", (HALVED,)), ("0.2 g", (HALVED,)), ("", (HALVED,))],
)
def test_a_new_medicine_typed_with_its_first_change_keeps_the_dose_before_it(
    hand, session, dose, doses
):
    hand.at("lists", "medications")
    adding = hand.form.section()._blocks[0].adding
    fill(adding, of="hydroxychloroquine", dose=dose, per="day", start="2015-01-10")
    add_step(adding, HALVED)
    adding.enter(1)
    assert only(session).doses == doses


def test_a_dose_before_the_first_change_needs_its_day(hand, session):
    hand.at("lists", "medications")
    adding = hand.form.section()._blocks[0].adding
    fill(adding, of="hydroxychloroquine", dose="400 mg", per="day")
    add_step(adding, HALVED)
    adding.enter(1)
    assert session.record.medications == ()
    assert "Since when was it 400 mg" in adding.said()


def test_a_dose_in_the_row_that_the_changes_contradict_is_refused(shown, session):
    row = shown(HELD)
    put_into(row.cells["dose"], "300 mg")
    add_step(row, HALVED)
    row.enter(1)
    assert only(session).doses == ()
    assert "make it 200 mg today" in row.said()


def test_the_history_of_a_medicine_shows_its_doses(shown, session, qtbot):
    row = shown(HELD)
    add_step(row, HALVED)
    row.enter(1)
    popover = row.show_history()
    qtbot.addWidget(popover)
    assert any("2015-01-10: 400 mg/day; 2026-10-20: 200 mg/day" in line for line in popover.said)


def test_given_once_it_has_no_later_last_day(hand, session):
    hand.at("lists", "medications")
    adding = hand.form.section()._blocks[0].adding
    fill(adding, of="rituximab", dose="1000 mg", per="once", start="2026-10-10", end="2026-10-24")
    adding.enter(1)
    assert session.record.medications == ()
    assert "Given once" in adding.said()
    put_into(adding.cells["end"], "2026-10-10")
    adding.enter(1)
    assert only(session).once == "yes"


def test_a_medicine_on_the_list_for_these_days_needs_a_second_enter(shown, session, hand):
    shown(HELD)
    adding = hand.form.section()._blocks[0].adding
    fill(adding, of="hydroxychloroquine", dose="200 mg", per="day", start="2026-10-20")
    adding.enter(1)
    assert len(session.record.medications) == 1
    assert "both doses count" in adding.said()
    adding.leave()
    assert len(session.record.medications) == 1
    assert "both doses count" in adding.said()
    adding.enter(1)
    adding.enter(1)
    assert len(session.record.medications) == 2


@pytest.mark.parametrize(
    ("one", "other", "is_met"),
    [
        ({"end": "2026-01-31"}, {"start": "2026-01-31"}, True),
        ({"end": "2026-01-31"}, {"start": "2026-02-01"}, False),
        ({"end": "2026-01"}, {"start": "2026-01-31"}, False),
        ({}, {"start": "2026-02-01"}, True),
        ({"route": "oral"}, {"route": "subcutaneous"}, False),
        ({"route": "oral"}, {}, True),
        ({"once": "yes", "start": "2026-01-01"}, {"once": "yes", "start": "2026-01-15"}, False),
        ({"once": "yes", "start": "2026-01-01"}, {"once": "yes", "start": "2026-01-01"}, True),
    ],
)
def test_two_courses_of_a_medicine_meet_where_they_have_a_day_in_common(one, other, is_met):
    def course(said):
        days = {name: Day.read(text) for name, text in said.items() if name in ("start", "end")}
        return Medication(of="methotrexate", **{**said, **days})

    assert meets(course(one), course(other)) is is_met
    assert meets(course(other), course(one)) is is_met


def test_an_added_dose_and_an_added_last_day_are_no_corrections(shown, session):
    row = shown(HELD)
    add_step(row, HALVED)
    row.show_draft()
    assert row.why.isHidden()
    row.enter(1)
    put_into(row.cells["end"], "2026-11-20")
    row.show_draft()
    assert row.why.isHidden()
    row.enter(1)
    put_into(row.cells["end"], "2026-11-21")
    row.show_draft()
    assert not row.why.isHidden()


def test_a_second_esc_gives_the_whole_row_up(hand, session):
    hand.at("lists", "medications")
    adding = hand.form.section()._blocks[0].adding
    fill(adding, of="rituximab", dose="1000 mg")
    adding.cells["end"].setFocus()
    hand.type("2026-10").press(Qt.Key.Key_Escape)
    assert adding.is_changed()
    hand.press(Qt.Key.Key_Escape)
    assert not adding.is_changed()
    adding.leave()
    assert session.record.medications == ()


def test_the_question_about_a_second_course_is_not_overwritten(shown, session, hand, qtbot):
    shown(HELD)
    adding = hand.form.section()._blocks[0].adding
    fill(adding, of="hydroxychloroquine", dose="200 mg", per="day", start="2026-10-20")
    adding.show_draft()
    adding.enter(1)
    qtbot.wait(2 * PREVIEW_MS)
    assert "both doses count" in adding.said()
