"""Typing results: what is stored, what is asked, and that nothing typed is lost."""

from PySide6.QtCore import Qt

from core.dates import Day
from gui.entry.newest import newest_observation

ALT = Qt.KeyboardModifier.AltModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def latest(session, key):
    return newest_observation(session.record, key)


def test_enter_stores_the_value_and_goes_down_the_column(hand, session):
    hand.at("labs", "white_blood_cells").type("4.1").enter()
    assert latest(session, "white_blood_cells").value == "4.1 10^9/L"
    assert hand.field is hand.row("labs", "neutrophils").cells.value


def test_what_was_typed_is_kept_beside_what_it_was_read_as(hand, session):
    hand.at("labs", "white_blood_cells").type("4,1").enter()
    result = latest(session, "white_blood_cells")
    assert (result.value, result.typed) == ("4.1 10^9/L", "4,1")
    hand.at("labs", "alt").type("35 U/L").enter()
    assert latest(session, "alt").typed is None


def test_shift_enter_goes_up_the_column(hand):
    hand.at("labs", "neutrophils").press(Qt.Key.Key_Return, held=SHIFT)
    assert hand.field is hand.row("labs", "white_blood_cells").cells.value


def test_enter_passes_the_calculated_row_by(hand):
    hand.at("labs", "creatinine").type("70").enter()
    assert hand.field is hand.row("labs", "inr").cells.value


def test_the_arrow_down_commits_what_was_changed_and_goes_on(hand, session):
    hand.at("labs", "alt").type("35").press(Qt.Key.Key_Down)
    assert latest(session, "alt").value == "35 U/L"
    assert hand.field is hand.row("labs", "ast").cells.value


def test_a_result_gets_the_sample_date_and_the_source_of_the_section(hand, session):
    hand.at("labs", "alt")
    head = hand.form.section()._blocks[0].head
    head.show_day(Day.read("2026-11-18"))
    head.source.setText("Lab report 4411")
    hand.at("labs", "alt").type("96 (40)").enter()
    result = latest(session, "alt")
    assert (str(result.date), result.source) == ("2026-11-18", "Lab report 4411")
    assert (result.value, result.upper_limit) == ("96 U/L", "40 U/L")


def test_value_and_upper_limit_are_shown_in_their_columns_after_enter(hand):
    hand.at("labs", "alt").type("96 (40)").enter()
    cells = hand.row("labs", "alt").cells
    assert (cells.value.text(), cells.limit.text()) == ("96 U/L", "40")


def test_the_rows_below_have_their_places_as_soon_as_a_value_is_stored(hand, qtbot):
    hand.at("labs", "alt")
    for value in ("96 (40)", "97 (40)"):
        hand.at("labs", "alt").type(value)
        qtbot.wait(80)
        hand.enter()
        section = hand.form.section()
        placed = [row.geometry() for row in section.rows()]
        height = section.widget().height()
        qtbot.wait(80)
        assert [row.geometry() for row in section.rows()] == placed
        assert section.widget().height() == height


def test_the_glyph_changes_on_enter_and_not_while_typing(hand, session, qtbot):
    hand.at("labs", "white_blood_cells").type("4.1")
    before = session.assessments
    row = hand.row("labs", "white_blood_cells")
    qtbot.waitUntil(lambda: "SCAR02 I3a" in row.said())
    assert session.assessments is before
    hand.enter()
    assert session.assessments is not before


def test_the_row_that_is_typed_in_shows_how_the_value_is_read(hand):
    hand.at("labs", "hemoglobin").type("9.1 g/dL")
    assert hand.row("labs", "hemoglobin").cells.used.text() == "91 g/L"


def test_a_unit_of_another_kind_is_not_stored_and_the_text_stays(hand, session):
    hand.at("labs", "creatinine").type("12 kg").enter()
    row = hand.row("labs", "creatinine")
    assert latest(session, "creatinine") is None
    assert row.cells.value.text() == "12 kg"
    assert row.cells.value.state == "wrong"
    assert "Use µmol/L, mg/dL" in row.said()
    assert hand.field is row.cells.value


def test_wrong_text_stays_when_the_field_is_left_and_the_form_says_it_is_unfinished(hand, session):
    hand.at("labs", "creatinine").type("12 kg").press(Qt.Key.Key_Tab)
    row = hand.row("labs", "creatinine")
    hand.at("labs", "inr")
    assert row.cells.value.text() == "12 kg"
    assert row.cells.value.state == "wrong"
    assert hand.form.flush() == 1
    assert session.record.observations == ()


def test_leaving_the_row_stores_what_was_typed(hand, session):
    hand.at("labs", "inr").type("1.02")
    hand.at("labs", "alt")
    assert latest(session, "inr").value == "1.02"


def test_an_unusual_value_is_asked_about_and_stored_at_the_second_enter(hand, session):
    hand.at("labs", "hemoglobin").type("9.1").enter()
    row = hand.row("labs", "hemoglobin")
    assert latest(session, "hemoglobin") is None
    assert row.cells.value.state == "soft"
    assert "Is it 9.1 g/dL?" in row.said()
    hand.enter()
    assert latest(session, "hemoglobin").value == "9.1 g/L"
    assert "second Enter" in latest(session, "hemoglobin").comment


def test_control_and_full_stop_take_the_likely_value(hand, session):
    hand.at("labs", "hemoglobin").type("9.1").enter().press(Qt.Key.Key_Period, held=CONTROL)
    assert hand.row("labs", "hemoglobin").cells.value.text() == "9.1 g/dL"
    hand.enter()
    assert latest(session, "hemoglobin").value == "9.1 g/dL"
    assert latest(session, "hemoglobin").comment is None


def test_an_unusual_value_that_is_left_stays_unstored_and_asks(hand, session):
    hand.at("labs", "hemoglobin").type("9.1")
    hand.at("labs", "alt")
    row = hand.row("labs", "hemoglobin")
    assert latest(session, "hemoglobin") is None
    assert (row.cells.value.text(), row.cells.value.state) == ("9.1", "soft")


def test_escape_brings_the_stored_value_back(hand):
    hand.at("labs", "alt").type("35").enter()
    hand.at("labs", "alt").type("36").press(Qt.Key.Key_Escape)
    row = hand.row("labs", "alt")
    assert row.cells.value.text() == "35 U/L"
    assert row.why.isHidden()


def test_a_changed_value_of_the_same_day_is_a_correction_with_a_reason(hand, session):
    hand.at("labs", "alt").type("35").enter()
    hand.at("labs", "alt").type("53")
    row = hand.row("labs", "alt")
    assert row.why.isVisible()
    hand.enter()
    assert [o.value for o in session.record.observations] == ["53 U/L"]
    assert latest(session, "alt").supersedes is not None


def test_another_reason_is_typed_before_the_correction_is_stored(hand, session):
    hand.at("labs", "alt").type("35").enter()
    hand.at("labs", "alt").type("53")
    row = hand.row("labs", "alt")
    row.why.choice.choose("other")
    row.enter(1)
    assert latest(session, "alt").value == "35 U/L"
    assert "Type the reason" in row.said()
    row.why.other.setText("the report was amended")
    row.enter(1)
    assert latest(session, "alt").value == "53 U/L"


def test_a_value_on_a_new_sample_date_is_a_new_result_beside_the_old_one(hand, session):
    hand.at("labs", "alt").type("35").enter()
    hand.form.section()._blocks[0].head.show_day(Day.read("2026-11-20"))
    hand.at("labs", "alt").type("53").enter()
    assert {(o.value, str(o.date)) for o in session.record.observations} == {
        ("35 U/L", "2026-11-24"),
        ("53 U/L", "2026-11-20"),
    }


def test_the_pending_result_that_came_in_needs_no_reason(hand, session):
    hand.at("labs", "neutrophils")
    hand.row("labs", "neutrophils").choose_reason("pending")
    assert latest(session, "neutrophils").not_done == "pending"
    hand.at("labs", "neutrophils").type("2.1")
    assert hand.row("labs", "neutrophils").why.isHidden()
    hand.enter()
    result = latest(session, "neutrophils")
    assert (result.value, result.not_done) == ("2.1 10^9/L", None)
    assert len(session.record.observations) == 1


def test_a_reason_for_no_value_is_shown_in_the_field_and_is_no_value(hand, session):
    hand.at("labs", "inr")
    hand.row("labs", "inr").choose_reason("refused")
    field = hand.row("labs", "inr").cells.value
    assert (field.text(), field.placeholderText(), field.state) == ("", "Refused", "reason")


def test_alt_n_opens_the_reasons(hand, qtbot):
    hand.at("labs", "inr").press(Qt.Key.Key_N, held=ALT)
    menu = hand.row("labs", "inr").reasons
    qtbot.waitUntil(menu.isVisible)
    assert [a.text() for a in menu.actions()][:3] == ["Pending", "Not done", "Refused"]
    menu.close()


def test_an_emptied_value_is_taken_back_and_stays_in_the_ledger(hand, session):
    hand.at("labs", "alt").type("35").enter()
    hand.at("labs", "alt").press(Qt.Key.Key_Delete)
    assert "takes the stored entry back" in hand.row("labs", "alt").said()
    hand.enter()
    assert session.record.observations == ()


def test_alt_d_gives_one_result_another_day(hand, session):
    hand.at("labs", "alt").type("35").enter()
    hand.at("labs", "alt").press(Qt.Key.Key_D, held=ALT)
    hand.field.selectAll()
    hand.type("-14d").enter()
    assert str(latest(session, "alt").date) == "2026-11-10"
    assert latest(session, "alt").value == "35 U/L"


def test_undo_brings_the_value_before_back_into_the_field(hand, session):
    hand.at("labs", "alt").type("35").enter()
    hand.at("labs", "alt").type("53").enter()
    session.undo()
    assert hand.row("labs", "alt").cells.value.text() == "35 U/L"
    session.undo()
    assert hand.row("labs", "alt").cells.value.text() == ""


def test_the_calculated_clearance_is_shown_and_a_measured_one_may_be_typed(hand, session):
    session.put_person(sex="female", birth_date=Day.read("1990-05-17"))
    hand.at("labs", "weight").type("54").enter()
    hand.at("labs", "creatinine").type("70").enter()
    row = hand.row("labs", "creatinine_clearance")
    assert row.cells.used.text().endswith("mL/min")
    hand.at("labs", "creatinine_clearance").type("95").enter()
    assert latest(session, "creatinine_clearance").value == "95 mL/min"


def test_a_calculated_value_has_the_day_of_what_it_was_calculated_from(hand, form, session):
    session.put_person(sex="female", birth_date=Day.read("1990-05-17"))
    hand.at("labs", "weight").type("54").enter()
    hand.at("labs", "creatinine")
    head = form.section()._blocks[0].head
    head.show_day(Day.read("2026-11-12"))
    hand.type("70").enter()
    head.show_day(Day.read("2026-11-20"))
    clearance = hand.row("labs", "creatinine_clearance").cells.day
    assert clearance._button.text() == "2026-11-12"


def test_what_a_person_typed_is_shown_as_typed(hand, session):
    hand.at("labs", "alt").type("<b>x</b>").enter()
    row = hand.row("labs", "alt")
    assert row.cells.value.text() == "<b>x</b>"
    assert "<b>x</b>" in row.said()
    assert row._said.sentence.textFormat() == Qt.TextFormat.PlainText


def test_ten_thousand_characters_do_not_stop_the_form(hand, session):
    hand.at("labs", "alt")
    hand.field.setText("9" * 10_000)
    hand.enter()
    assert latest(session, "alt") is None
    assert hand.row("labs", "alt").cells.value.state == "wrong"


def test_a_pending_result_may_say_when_it_is_expected(hand, session):
    hand.at("findings", "hbv_dna")
    hand.row("findings", "hbv_dna").choose_reason("pending")
    hand.at("findings", "hbv_dna").press(Qt.Key.Key_D, held=ALT)
    row = hand.row("findings", "hbv_dna")
    row.cells.details.expected.setFocus()
    hand.type("+1d").enter()
    assert str(latest(session, "hbv_dna").expected) == "2026-11-25"
    assert row.cells.used.text() == "→ 2026-11-25"
