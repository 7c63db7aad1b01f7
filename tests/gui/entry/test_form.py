"""The form as a whole: sections, ways to a field, names for the screen reader, nothing lost."""

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit

from core.dates import Day
from core.record import Observation, Score
from gui.entry.rail import SectionRail
from gui.entry.settles import open_needs
from gui.entry.where import SECTIONS, section_of

# Kinds of need that name no field: a reading is settled by its parts.
WITHOUT_A_FIELD = {"readings"}


@pytest.mark.parametrize("key", SECTIONS)
def test_every_section_opens_and_every_control_has_a_name(form, key):
    form.show_section(key)
    controls = [
        control
        for kind in (QLineEdit, QComboBox, QAbstractButton)
        for control in form.section().findChildren(kind)
        if control.isVisibleTo(form)
    ]
    assert controls
    nameless = [c for c in controls if not (c.accessibleName() or getattr(c, "text", str)())]
    assert nameless == []


def test_every_open_need_leads_to_a_field(form, session):
    lost: list[object] = []
    for need in open_needs(session.assessments):
        if need.of in WITHOUT_A_FIELD:
            continue
        form.focus_field(need.of, need.what)
        row = form.section().row_for(need.of, need.what)
        if row is None or not row.isVisibleTo(form) or not row.property("focused"):
            lost.append((need.of, need.what))
    assert lost == []


def test_the_field_that_was_asked_for_is_ringed_for_a_moment(form, qtbot):
    form.focus_field("labs", "alt")
    row = form.section().row_for("labs", "alt")
    assert row.property("ring")
    qtbot.waitUntil(lambda: not row.property("ring"), timeout=2000)


def test_a_field_below_the_edge_is_scrolled_to(form):
    form.focus_field("findings", "anti_sm")
    row = form.section().row_for("findings", "anti_sm")
    assert not row.visibleRegion().isEmpty()


def test_control_z_in_a_clean_field_goes_to_the_window(form, qtbot, session):
    """A line edit would keep the key even with nothing to undo (tested with Qt 6.11)."""
    from PySide6.QtGui import QKeySequence, QShortcut

    shortcut = QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), form)
    undone: list[object] = []
    shortcut.activated.connect(lambda: undone.append(True))
    form.focus_field("labs", "alt")
    field = form.section().row_for("labs", "alt").cells.value
    QTest.keyClicks(field, "35")
    QTest.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert (field.text(), undone) == ("", [])
    QTest.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert undone == [True]


def test_full_width_input_arrives_whole(form, session):
    form.focus_field("labs", "white_blood_cells")
    field = form.section().row_for("labs", "white_blood_cells").cells.value
    field.insert("４．１")
    assert field.text() == "４．１"
    field.textEdited.emit(field.text())
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert session.record.observations[0].value == "4.1 10^9/L"


def test_enter_does_nothing_while_an_input_method_composes(form, session):
    from PySide6.QtGui import QInputMethodEvent
    from PySide6.QtWidgets import QApplication

    form.focus_field("labs", "white_blood_cells")
    field = form.section().row_for("labs", "white_blood_cells").cells.value
    QTest.keyClicks(field, "4")
    QApplication.sendEvent(field, QInputMethodEvent("ji", []))
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert session.record.observations == ()
    QApplication.sendEvent(field, QInputMethodEvent("", []))
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert session.record.observations != ()


def test_tab_goes_in_reading_order_and_passes_the_calculated_row_by(form):
    form.resize(1000, 700)  # wide enough for the column of upper limits
    form.focus_field("labs", "creatinine")
    row = form.section().row_for("labs", "creatinine")
    QTest.keyClick(row.cells.value, Qt.Key.Key_Tab)
    assert row.cells.limit.hasFocus()
    QTest.keyClick(row.cells.limit, Qt.Key.Key_Tab)
    assert form.section().row_for("labs", "inr").cells.value.hasFocus()


def test_text_half_typed_stays_when_another_section_is_shown(form):
    form.focus_field("labs", "creatinine")
    row = form.section().row_for("labs", "creatinine")
    QTest.keyClicks(row.cells.value, "70 k")
    form.show_section("history")
    form.show_section("labs")
    assert row.cells.value.text() == "70 k"
    assert form.flush() == 1


def test_what_is_typed_for_one_patient_is_never_stored_for_another(form, session):
    form.focus_field("labs", "alt")
    row = form.section().row_for("labs", "alt")
    QTest.keyClicks(row.cells.value, "12 kg")
    session.new_patient("S-002")
    assert row.cells.value.text() == ""
    assert row.said() == ""
    assert form.flush() == 0
    assert session.record.observations == ()


def test_a_row_shows_the_last_result_of_a_patient_who_is_opened_again(form, session):
    session.put(Observation(of="alt", value="35 U/L", date=Day.read("2026-11-18")))
    form.show_section("labs")
    session.new_patient("S-002")
    row = form.section().row_for("labs", "alt")
    assert row.cells.value.text() == ""
    session.open_patient("S-001")
    assert row.cells.value.text() == "35 U/L"
    assert form.section()._blocks[0].head.draw.day == Day.read("2026-11-18")


@pytest.mark.parametrize(
    ("of", "what", "section"),
    [
        ("labs", "alt", "labs"),
        ("labs", "weight", "person"),
        ("findings", "hbsag", "infection"),
        ("scores", "sledai_2k", "scores"),
        ("diagnoses", "malignancy", "diagnosis"),
        ("classification_sets", "eular_acr_2019_sle", "diagnosis"),
        ("questions", "other_reason", "investigator"),
        ("questions", "malignancy_history", "history"),
        ("lists", "medications", "medications"),
        ("lists", "diagnoses", "diagnosis"),
        ("lists", "events", "history"),
        ("milestones", "consent", "person"),
        ("person", "sex", "person"),
        ("drugs", "prednisone", "medications"),
        ("events", "vaccination", "history"),
        ("allergens", "dmso", "history"),
    ],
)
def test_each_kind_of_need_has_its_section(session, of, what, section):
    assert section_of(of, what, session.vocabulary) == section


@pytest.mark.parametrize("section", SECTIONS)
def test_a_field_left_after_the_patient_was_closed_stores_nothing(form, session, section):
    session.put_person(sex="female", birth_date=Day.read("1990-05-17"))
    form.show_section(section)
    session.close()
    for row in form.section().rows():
        row.leave()


def test_a_section_that_holds_nothing_is_not_checked_off(qtbot, session):
    rail = SectionRail(session)
    qtbot.addWidget(rail)
    rail.show_names()
    assert rail._buttons["scores"]._status != "met"

    for need in list(open_needs(session.assessments)):
        if need.of == "scores":
            session.put(Score(of=need.what, total=Decimal(1), date=Day.read("2026-11-20")))
    assert rail._buttons["scores"]._status == "met"


def test_the_rail_counts_what_is_open_and_chooses_a_section(qtbot, session):
    rail = SectionRail(session)
    qtbot.addWidget(rail)
    rail.show()
    rail.show_names()
    said = {key: button.accessibleName() for key, button in rail._buttons.items()}
    assert said["labs"].startswith("Labs, ")
    assert said["labs"].endswith(" left")
    chosen: list[object] = []
    rail.section_chosen.connect(chosen.append)
    rail._buttons["labs"].click()
    assert chosen == ["labs"]


def test_the_rail_names_its_sections_when_it_is_narrow(qtbot, session):
    rail = SectionRail(session)
    qtbot.addWidget(rail)
    rail.show_names()
    rail.set_narrow(True)
    assert rail.width() <= 60
    assert all(button.toolTip() for button in rail._buttons.values())


def test_what_the_store_refuses_stays_typed_and_is_said_not_to_be_stored(
    form, session, monkeypatch
):
    form.focus_field("labs", "alt")
    row = form.section().row_for("labs", "alt")
    QTest.keyClicks(row.cells.value, "35")
    monkeypatch.setattr(session, "put", lambda *_fact, **_more: None)
    QTest.keyClick(row.cells.value, Qt.Key.Key_Return)
    assert (row.cells.value.text(), row.cells.value.hasFocus()) == ("35", True)
    assert "not stored yet" in row.said()
    monkeypatch.undo()
    QTest.keyClick(row.cells.value, Qt.Key.Key_Return)
    assert session.record.observations[0].value == "35 U/L"


def test_what_waits_for_a_full_disk_is_shown_as_entered(form, session, monkeypatch):
    """The session keeps a failed entry in memory and in the record; the form shows it."""
    from core.errors import StoreError

    def full(*_rows, **_more):
        raise StoreError("The disk is full.")

    monkeypatch.setattr(type(session._open_ledger()._store), "append", full)
    form.focus_field("labs", "alt")
    row = form.section().row_for("labs", "alt")
    QTest.keyClicks(row.cells.value, "35")
    QTest.keyClick(row.cells.value, Qt.Key.Key_Return)
    assert row.cells.value.text() == "35 U/L"
    assert session.waiting == 1


def test_the_source_of_one_patients_report_is_not_kept_for_the_next(form, session):
    form.focus_field("labs", "alt")
    head = form.section()._blocks[0].head
    head.source.setText("Lab report 4411")
    session.new_patient("S-002")
    assert head.draw.source is None


def test_a_screen_reader_hears_what_is_wrong_with_a_value_and_what_the_trials_say(form):
    form.focus_field("labs", "creatinine")
    field = form.section().row_for("labs", "creatinine").cells.value
    QTest.keyClicks(field, "12 kg")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert field.accessibleDescription().startswith("'kg' is no unit of Creatinine")
    assert "SCAR02" in field.accessibleDescription()


def test_the_keyboard_goes_with_the_form_to_another_section(form):
    form.focus_field("labs", "alt")
    form.show_section("scores")
    assert form.section().row_for("scores", "sledai_2k").total.hasFocus()


def test_a_field_is_shown_without_taking_the_keyboard(form, session):
    form.focus_field("labs", "alt")
    before = QApplication.focusWidget()
    row = form.show_field("labs", "inr")
    assert row is not None
    assert row.property("ring")
    assert QApplication.focusWidget() is before


def test_the_next_patient_is_shown_from_the_top(form, session, qtbot):
    form.focus_field("labs", "inr")
    bar = form.section().verticalScrollBar()
    bar.setValue(bar.maximum())
    assert bar.value() > 0
    session.new_patient("S-002")
    assert bar.value() == 0
