"""The worklist shows verdicts that hold today, and gives the others anew."""

from datetime import date, timedelta

from core.dates import Day
from core.record import Observation
from core.store import read_worklist
from gui.session import projection
from gui.session.session import Session

AS_OF = date(2026, 11, 24)


def test_a_closed_patient_stands_on_the_worklist_with_the_verdict(patient):
    patient.close_patient()
    (row,) = patient.worklist()

    assert row.subject == "S-001"
    assert row.person == "Female · born 1990"
    assert row.disease == "Systemic lupus erythematosus"
    assert row.tallies["NCT06503224"].verdict == "not_eligible"


def test_opening_again_on_the_same_day_assesses_nobody(patient, folder):
    patient.close_patient()
    assert projection.refresh(patient.opened, AS_OF) == 0


def test_another_day_assesses_everybody_again(patient):
    patient.close_patient()
    tomorrow = AS_OF + timedelta(days=1)
    assert projection.refresh(patient.opened, tomorrow) == 1
    (row,) = read_worklist(patient.opened.store)
    assert row.verdicts["NCT06503224"].as_of == tomorrow


def test_a_verdict_older_than_the_record_is_not_shown_and_given_anew(patient):
    patient.close_patient()
    patient.open_patient("S-001")
    patient.put(Observation(of="alt", value="20 U/L (40)", date=Day.read("2026-11-19")))
    assert patient.worklist()[0].tallies == {}
    assert projection.refresh(patient.opened, AS_OF) == 1
    assert patient.worklist()[0].tallies["NCT06503224"].verdict == "undecided"


def test_the_worklist_is_there_when_tamis_starts_again(qtbot, patient, folder):
    patient.close()
    later = Session(folder, AS_OF)
    with qtbot.waitSignal(later.loaded):
        later.load()
    assert [row.subject for row in later.worklist()] == ["S-001"]
    later.close()


def test_the_newest_patient_stands_first(session):
    for code in ("S-001", "S-002", "S-003"):
        session.new_patient(code)
    session.close_patient()
    assert [row.subject for row in session.worklist()] == ["S-003", "S-002", "S-001"]


def test_a_store_of_another_program_is_refused_in_a_sentence(qtbot, folder):
    folder.mkdir(parents=True)
    (folder / "tamis.sqlite").write_text("a letter, and no database at all. " * 100)
    session = Session(folder, AS_OF)
    with qtbot.waitSignal(session.failed) as said:
        session.load()
    assert "is not a file of Tamis" in said.args[0]
    session.close()
