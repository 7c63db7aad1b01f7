"""One entry is one row: stored, folded, assessed, undone by another row."""

import sqlite3
from datetime import date

import pytest

from core.dates import Day
from core.errors import RecordError
from core.record import Observation, Score, current
from core.store import record_of
from core.truth import Outcome, Verdict
from gui.session.session import Session
from tests.gui.conftest import of_scar02

AS_OF = date(2026, 11, 24)


def alt(value):
    return Observation(of="alt", value=value, date=Day.read("2026-11-18"))


def value_of(session, key="alt"):
    found = session.latest("observations", key)
    return found and found.value


def finding(session, criterion):
    return next(one for one in of_scar02(session.assessments).findings if one.id == criterion)


def test_an_entry_is_stored_folded_and_assessed_at_once(qtbot, patient):
    with qtbot.waitSignals([patient.record_changed, patient.assessed, patient.saved]):
        patient.put(alt("20 U/L (40)"))

    assert record_of(patient.opened.store, "S-001") == patient.record
    assert value_of(patient) == "20 U/L (40)"


def test_a_criterion_settles_when_its_value_is_entered(patient, enter):
    assert finding(patient, "I4").outcome is Outcome.NOT_MET

    old = patient.latest("observations", "alt")
    patient.put(alt("30 U/L (40)"), supersedes=old.id, why="typed wrongly")
    assert finding(patient, "I4").outcome is Outcome.UNKNOWN

    enter(bilirubin_total="10 µmol/L (21)")
    assert finding(patient, "I4").outcome is Outcome.MET


def test_a_correction_leaves_only_the_new_value_in_the_record(patient):
    old = patient.latest("observations", "alt")
    patient.put(alt("30 U/L (40)"), supersedes=old.id)

    assert [fact.value for fact in patient.record.observations if fact.of == "alt"] == [
        "30 U/L (40)"
    ]
    assert current(patient.record) == patient.record


def test_a_withdrawn_entry_leaves_the_record_and_stays_in_the_ledger(patient):
    fact = patient.latest("observations", "alt")
    patient.withdraw(fact.id, "another patient's result")

    assert value_of(patient) is None
    rows = patient.opened.store.rows(subject="S-001")
    assert rows[-1].why == "another patient's result"
    assert str(rows[-1].supersedes) == fact.id


def test_undo_goes_back_step_by_step_and_redo_forward_again(patient):
    first = patient.latest("observations", "alt")
    patient.put(alt("30 U/L"), supersedes=first.id)
    patient.withdraw(patient.latest("observations", "alt").id, "wrong")
    patient.put(alt("50 U/L"))

    seen = [value_of(patient)]
    for _ in range(3):
        patient.undo()
        seen.append(value_of(patient))
    assert seen == ["50 U/L", None, "30 U/L", "196 U/L (40)"]

    again = []
    for _ in range(3):
        patient.redo()
        again.append(value_of(patient))
    assert again == ["30 U/L", None, "50 U/L"]
    assert patient.redo_text == ""


def test_undo_names_what_it_would_undo(patient, enter):
    enter(platelets="68")
    assert patient.undo_text.endswith("68")


def test_what_was_undone_cannot_be_done_again_after_a_new_entry(patient):
    patient.undo()
    patient.put(alt("50 U/L"))
    assert patient.redo_text == ""


def test_sex_and_birth_date_are_entered_corrected_and_undone_together(session):
    session.new_patient("S-002")
    session.put_person(sex="male", birth_date=Day.read("1980"))
    session.put_person(sex="female", birth_date=Day.read("1981"))
    session.undo()
    assert (session.record.sex, str(session.record.birth_date)) == ("male", "1980")
    session.undo()
    assert (session.record.sex, session.record.birth_date) == (None, None)
    session.redo()
    assert (session.record.sex, str(session.record.birth_date)) == ("male", "1980")


def test_undo_never_changes_a_row_of_the_ledger(patient):
    before = patient.opened.store.rows(subject="S-001")
    patient.undo()
    assert patient.opened.store.rows(subject="S-001")[: len(before)] == before


def test_a_preview_says_what_enter_would_settle_and_stores_nothing(patient):
    rows = patient.opened.store.rows()
    fact = patient.latest("observations", "alt")
    shown = patient.preview(alt("30 U/L (40)"), supersedes=fact.id)

    assert next(one for one in shown[0].findings if one.id == "I4").outcome is not Outcome.NOT_MET
    assert patient.opened.store.rows() == rows
    assert value_of(patient) == "196 U/L (40)"


def test_the_newest_fact_is_that_of_the_latest_day(patient):
    patient.put(Observation(of="alt", value="20 U/L", date=Day.read("2026-10-01")))
    assert value_of(patient) == "196 U/L (40)"
    patient.put(Observation(of="alt", value="21 U/L", date=Day.read("2026-11-19")))
    assert value_of(patient) == "21 U/L"


def test_a_score_is_found_by_its_key(patient):
    found = patient.latest("scores", "sledai_2k")
    assert isinstance(found, Score)
    assert found.total == 12


@pytest.mark.parametrize("code", ["", "   "])
def test_a_patient_needs_a_screening_number(session, code):
    with pytest.raises(RecordError, match="screening number"):
        session.new_patient(code)


def test_a_screening_number_is_given_once(session):
    session.new_patient("S-001")
    with pytest.raises(RecordError, match="already on the worklist"):
        session.new_patient(" S-001 ")


def test_a_patient_is_found_again_in_another_session(qtbot, patient, folder):
    record = patient.record
    patient.close()

    later = Session(folder, AS_OF)
    later.load_now()
    later.open_patient("S-001")
    assert later.record == record
    assert of_scar02(later.assessments).verdict is Verdict.NOT_ELIGIBLE
    later.close()


def test_strange_text_is_kept_as_it_was_typed(session, folder):
    code = "<b>#include \u202e患者=1+1"
    session.new_patient(code)
    assert [row.subject for row in session.worklist()] == [code]


@pytest.fixture
def locked(folder):
    """Another program holds the file, until it is told to let go."""
    other = sqlite3.connect(folder / "tamis.sqlite", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    yield lambda: other.execute("ROLLBACK")
    other.close()


def test_what_cannot_be_saved_is_kept_shown_counted_and_saved_later(qtbot, patient, locked):
    with qtbot.waitSignal(patient.save_failed) as said:
        patient.put(alt("50 U/L"), supersedes=patient.latest("observations", "alt").id)
    assert "Another program is writing" in said.args[0]
    patient.put(alt("60 U/L"), supersedes=patient.latest("observations", "alt").id)
    assert value_of(patient) == "60 U/L"
    assert patient.waiting == 2

    locked()
    with qtbot.waitSignal(patient.saved):
        patient.retry()
    assert patient.waiting == 0
    assert record_of(patient.opened.store, "S-001") == patient.record
    assert value_of(patient) == "60 U/L"


def test_a_next_entry_saves_first_what_waited(patient, locked):
    patient.put(alt("50 U/L"), supersedes=patient.latest("observations", "alt").id)
    waiting = patient.record.observations[-1].id
    locked()
    patient.put(alt("60 U/L"), supersedes=waiting)

    assert patient.waiting == 0
    values = [row.data.get("value") for row in patient.opened.store.rows(subject="S-001")[-2:]]
    assert values == ["50 U/L", "60 U/L"]


def test_what_waited_can_be_undone_after_it_was_saved(patient, locked):
    patient.put(alt("50 U/L"), supersedes=patient.latest("observations", "alt").id)
    locked()
    patient.retry()
    patient.undo()
    assert value_of(patient) == "196 U/L (40)"


def test_text_that_no_file_can_hold_is_refused_in_a_sentence(qtbot, patient):
    with qtbot.waitSignal(patient.failed) as said:
        patient.put(Observation(of="alt", value="9\0", date=Day.read("2026-11-18")))
    assert "cannot be stored" in said.args[0]
    assert value_of(patient) == "196 U/L (40)"
    assert patient.waiting == 0


def test_a_change_made_elsewhere_meanwhile_is_not_overwritten(qtbot, patient, folder):
    other = Session(folder, AS_OF)
    other.load_now()
    other.open_patient("S-001")
    old = other.latest("observations", "alt")
    assert old is not None
    other.put(alt("70 U/L"), supersedes=old.id)
    other.close()

    with qtbot.waitSignal(patient.failed) as said:
        patient.put(alt("80 U/L"), supersedes=patient.latest("observations", "alt").id)
    assert "already changed" in said.args[0]
    assert value_of(patient) == "70 U/L"
