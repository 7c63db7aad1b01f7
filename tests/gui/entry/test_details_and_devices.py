"""Devices, and the details of diagnoses and events."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from core.dates import Day
from core.record import Allergy, Device, Diagnosis, Event
from tests.gui.entry.conftest import fill


def fill_details(row, **texts):
    details = row.cells["detail"]
    for key, text in texts.items():
        field = details._fields[key]
        if hasattr(field, "set_text"):
            field.set_text(text)
        else:
            field.setText(text)
        details.textEdited.emit(text)


@pytest.fixture
def devices(hand):
    hand.at("devices", "central_venous_catheter")
    return hand.form.section()._blocks[-1]


@pytest.fixture
def diagnoses(hand):
    hand.at("lists", "diagnoses")
    return hand.form.section()._blocks[0]


def test_a_device_is_added_and_its_removal_corrects_it(devices, session):
    fill(devices.adding, of="PICC", **{"from": "2026-11-10"})
    devices.adding.enter(1)
    assert [(one.of, str(one.from_), one.until) for one in session.record.devices] == [
        ("picc", "2026-11-10", None)
    ]
    (row,) = devices.rows
    fill(row, until="2026-11-15")
    row.enter(1)
    assert [(one.of, str(one.until)) for one in session.record.devices] == [("picc", "2026-11-15")]


def test_a_device_is_not_removed_before_it_was_there(devices, session):
    fill(devices.adding, of="PICC", **{"from": "2026-11-10"}, until="2026-11-09")
    devices.adding.enter(1)
    assert session.record.devices == ()
    assert "It was removed before it was there." in devices.adding.said()


def test_the_list_of_devices_is_completed_as_the_other_lists_are(devices, session):
    devices.complete[0]._complete_today()
    (line,) = session.record.complete
    assert (line.list, line.as_of) == ("devices", Day.on(session.as_of))


def test_a_question_about_the_list_of_devices_leads_to_its_line(hand, devices):
    hand.at("lists", "devices")
    assert devices.complete[0].isAncestorOf(QApplication.focusWidget())


def test_what_an_imported_device_says_besides_is_kept_when_it_is_changed(devices, session):
    session.put(Device(of="picc", from_=Day.read("2026-11"), source="Ward chart"))
    (row,) = devices.rows
    fill(row, **{"from": "2026-11-10"})
    row.enter(1)
    (device,) = session.record.devices
    assert (str(device.from_), device.source) == ("2026-11-10", "Ward chart")


def test_a_malignancy_asks_whether_it_was_treated_and_since_when_it_is_gone(diagnoses, session):
    fill(diagnoses.adding, of="Basal cell carcinoma of the skin", status="resolved", date="2015")
    assert not diagnoses.adding.cells["detail"].isHidden()
    fill_details(diagnoses.adding, adequately_treated="yes", progression_free_since="2015-03")
    diagnoses.adding.enter(1)
    (diagnosis,) = session.record.diagnoses
    assert diagnosis.detail == {"adequately_treated": "yes", "progression_free_since": "2015-03"}
    assert diagnoses.adding.cells["detail"].isHidden()
    assert diagnoses.rows[0].cells["detail"].read() == diagnosis.detail


def test_a_day_that_is_none_is_refused_in_a_detail_and_stays(diagnoses, session):
    fill(diagnoses.adding, of="Basal cell carcinoma of the skin")
    fill_details(diagnoses.adding, progression_free_since="long ago")
    diagnoses.adding.enter(1)
    assert session.record.diagnoses == ()
    assert diagnoses.adding.cells["detail"].read() == {"progression_free_since": "long ago"}


def test_a_diagnosis_without_details_shows_no_line_for_them(diagnoses):
    fill(diagnoses.adding, of="SLE")
    assert diagnoses.adding.cells["detail"].isHidden()


def test_a_detail_that_was_imported_is_shown_and_kept(diagnoses, session):
    session.put(Diagnosis(of="sle", detail={"biopsy": "class IV"}))
    (row,) = diagnoses.rows
    assert not row.cells["detail"].isHidden()
    fill(row, date="2019-03")
    row.enter(1)
    (diagnosis,) = session.record.diagnoses
    assert (str(diagnosis.date), diagnosis.detail) == ("2019-03", {"biopsy": "class IV"})


# What a detail is called, and what is offered


def test_each_detail_stands_behind_its_name(diagnoses):
    fill(diagnoses.adding, of="Basal cell carcinoma of the skin")
    details = diagnoses.adding.cells["detail"]
    shown = [details._titles[key].text() for key in details._fields]
    assert shown == [
        "Adequately treated",
        "Radical surgery",
        "Local (no spread)",
        "Free of progression since",
    ]
    assert all(details._titles[key].buddy() is field for key, field in details._fields.items())


def test_details_take_more_lines_where_there_is_little_room(diagnoses):
    details = diagnoses.adding.cells["detail"]
    fill(diagnoses.adding, of="Basal cell carcinoma of the skin")
    across = []
    for width in (1200, 560, 240):
        details.resize(width, 60)
        details._place()
        across.append(details._across)
    assert across == [4, 2, 1]


@pytest.mark.parametrize(
    ("event", "detail", "offered"),
    [
        ("Surgery", "anesthesia", ["", "local", "general", "other"]),
        ("Acute graft-versus-host disease", "grade", ["", "1", "2", "3", "4"]),
    ],
)
def test_where_a_rule_compares_a_detail_its_words_are_offered(hand, event, detail, offered):
    hand.at("events", "vaccination")
    adding = hand.form.section()._blocks[1].adding
    fill(adding, of=event)
    pick = adding.cells["detail"]._fields[detail]
    assert [pick.itemData(place) for place in range(pick.count())] == offered


def test_an_imported_word_that_is_not_offered_is_shown_and_kept(hand, session):
    session.put(Event(of="acute_gvhd", detail={"grade": "II"}))
    hand.at("events", "acute_gvhd")
    (row,) = hand.form.section()._blocks[1].rows
    assert row.cells["detail"].read() == {"grade": "II"}
    assert not row.is_changed()
    fill(row, date="2024-05")
    row.enter(1)
    assert session.record.events[0].detail == {"grade": "II"}


@pytest.mark.parametrize(
    ("typed", "stored"), [("CTX", "cyclophosphamide"), ("Bee venom", "Bee venom")]
)
def test_a_substance_is_stored_as_the_rules_name_it_or_as_it_is_typed(hand, session, typed, stored):
    hand.at("events", "severe_adverse_reaction")
    adding = hand.form.section()._blocks[1].adding
    fill(adding, of="Severe adverse reaction to a medicine", date="2024")
    adding.cells["detail"]._fields["substance"].setText(typed)
    adding.enter(1)
    assert session.record.events[0].detail == {"substance": stored}
    assert not hand.form.section()._blocks[1].rows[0].is_changed()


# Source and comment


def test_alt_s_and_alt_m_lead_to_source_and_comment_of_a_device(devices, session, hand):
    devices.adding.take_focus()
    fill(devices.adding, of="PICC", **{"from": "2026-11-10"})
    hand.press(Qt.Key.Key_S, held=Qt.KeyboardModifier.AltModifier)
    QTest.keyClicks(hand.field, "Ward chart")
    hand.press(Qt.Key.Key_M, held=Qt.KeyboardModifier.AltModifier)
    QTest.keyClicks(hand.field, "left arm")
    devices.adding.enter(1)
    (device,) = session.record.devices
    assert (device.of, device.source, device.comment) == ("picc", "Ward chart", "left arm")
    (row,) = devices.rows
    assert row.cells["comment"].isVisibleTo(row)
    assert not row.is_changed()


def test_the_name_of_another_disease_and_the_comment_on_it_stand_apart(diagnoses, session):
    fill(diagnoses.adding, of="Other disease: Gout", comment="told by the patient", source="Letter")
    diagnoses.adding.enter(1)
    (diagnosis,) = session.record.diagnoses
    assert (diagnosis.comment, diagnosis.source) == ("Gout; told by the patient", "Letter")
    (row,) = diagnoses.rows
    assert row.cells["of"].text().endswith(": Gout")
    assert row.cells["comment"].text() == "told by the patient"
    fill(row, comment="")
    row.enter(1)
    assert [one.comment for one in session.record.diagnoses] == ["Gout"]


def test_an_imported_comment_is_shown_and_kept_when_a_day_is_corrected(diagnoses, session):
    session.put(Diagnosis(of="sle", source="Letter", comment="first seen; elsewhere"))
    (row,) = diagnoses.rows
    assert row.cells["comment"].text() == "first seen; elsewhere"
    fill(row, date="2019-03")
    row.enter(1)
    (diagnosis,) = session.record.diagnoses
    assert (diagnosis.source, diagnosis.comment) == ("Letter", "first seen; elsewhere")


def test_an_allergy_has_its_source_beside_its_remark(hand, session):
    session.put(Allergy(to="penicillin", comment="rash"))
    hand.at("allergens", "penicillin")
    (row,) = hand.form.section()._blocks[2].rows
    row.ask_about("source")
    assert QApplication.focusWidget() is row.cells["source"]
    fill(row, source="Letter")
    row.enter(1)
    (allergy,) = session.record.allergies
    assert (allergy.source, allergy.comment) == ("Letter", "rash")


def test_the_remark_on_an_allergy_makes_room_for_its_name_where_it_is_narrow(hand, form):
    hand.at("allergens", "penicillin")
    adding = hand.form.section()._blocks[2].adding
    form.resize(680, 700)
    QApplication.processEvents()
    assert adding.cells["to"].width() > 250
