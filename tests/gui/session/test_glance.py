"""The worklist is there before all is read, and says what the full reading says."""

import shutil
import subprocess
import sys

import pytest

from core.dates import Day
from core.errors import RecordError
from core.record import Diagnosis, Observation
from gui.places import HOUSE
from gui.session.opening import look
from gui.session.session import Session
from tests.gui.conftest import AS_OF

ALONE = """
import sys
from pathlib import Path
from gui.session.opening import look
found = look(Path(sys.argv[1]), Path(sys.argv[2]), "en")
heavy = ("pydantic", "sqlalchemy", "sqlmodel")
print([row.subject for row in found.rows], [name for name in heavy if name in sys.modules])
"""


@pytest.fixture
def later(folder):
    made = Session(folder, AS_OF)
    yield made
    made.close()


def first_rows(qtbot, session):
    """Load, and stop at the first rows; then nothing but those has been read."""
    with qtbot.waitSignal(session.worklist_changed, timeout=20_000):
        session.load()
    assert not session.is_loaded
    return session.worklist()


def all_rows(qtbot, session):
    with qtbot.waitSignal(session.loaded, timeout=20_000):
        pass
    return session.worklist()


def test_the_first_rows_are_those_of_the_full_reading(qtbot, patient, later):
    patient.new_patient("患者-002")
    patient.put(Diagnosis(of="sjogren_primary", date=Day.read("2020")))
    patient.put(Diagnosis(of="asthma", status="suspected"))
    patient.close_patient()
    patient.close()
    rows, headings = first_rows(qtbot, later), later.headings

    assert [row.subject for row in rows] == ["患者-002", "S-001"]
    assert rows[1].tallies["NCT06503224"].verdict == "not_eligible"
    assert ("SCAR02", "BCMA/CD19 CAR-T") in {(one.short_name, one.product) for one in headings}
    assert later.trials == ()
    assert all_rows(qtbot, later) == rows
    assert later.headings == headings


def test_a_patient_left_open_at_the_close_is_there_as_well(qtbot, patient, later):
    patient.put(Observation(of="alt", value="20 U/L (40)", date=Day.read("2026-11-19")))
    patient.close()
    rows = first_rows(qtbot, later)
    assert rows[0].tallies["NCT06503224"].verdict == "undecided"
    assert all_rows(qtbot, later) == rows


def test_a_verdict_older_than_the_record_is_not_shown(qtbot, patient, later):
    patient.close_patient()
    patient.open_patient("S-001")
    patient.put(Observation(of="alt", value="20 U/L (40)", date=Day.read("2026-11-19")))
    patient._record = None  # as after a crash: no verdict is given any more
    patient.close()
    (row,) = first_rows(qtbot, later)
    assert row.tallies == {}


def test_names_are_those_of_the_language(patient, folder):
    patient.close()
    found = look(HOUSE, folder, "zh")
    assert found is not None
    assert found.rows[0].disease == "系统性红斑狼疮"


def test_at_the_first_start_there_is_nothing_to_show_before(home):
    assert look(HOUSE, home / "new", "en") is None
    assert not (home / "new").exists()


def test_a_vocabulary_with_a_mistake_is_left_to_the_full_reading(patient, folder, home):
    patient.close()
    house = home / "house"
    shutil.copytree(HOUSE / "resources" / "vocabulary", house / "resources" / "vocabulary")
    shutil.copytree(HOUSE / "trials", house / "trials")
    assert look(house, folder, "en") is not None
    for text in ("diagnoses: [", "diagnoses: [sle]", "diagnoses: {sle: {}}", "diagnoses: lupus"):
        (house / "resources" / "vocabulary" / "diagnoses" / "diagnoses.yaml").write_text(text)
        assert look(house, folder, "en") is None


def test_the_first_rows_come_without_pydantic_and_sqlalchemy(patient, folder):
    patient.close()
    done = subprocess.run(
        [sys.executable, "-c", ALONE, str(HOUSE), str(folder)],
        cwd=HOUSE,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert done.stdout.strip() == "['S-001'] []"


def test_where_reading_all_fails_the_patients_stay_and_opening_one_says_why(
    qtbot, patient, folder, later, home
):
    patient.close()
    house = home / "house"
    shutil.copytree(HOUSE / "resources" / "vocabulary", house / "resources" / "vocabulary")
    shutil.copytree(HOUSE / "trials", house / "trials")
    trial = house / "trials" / "nct06503224.yaml"
    trial.write_text(trial.read_text(encoding="utf-8") + "\nmore: 1\n", encoding="utf-8")
    later.house = house
    first_rows(qtbot, later)
    with qtbot.waitSignal(later.failed, timeout=20_000) as said:
        pass
    assert not later.is_loading
    assert [row.subject for row in later.worklist()] == ["S-001"]
    with pytest.raises(RecordError, match="'more' is not a word that can stand here") as refused:
        later.open_patient("S-001")
    assert str(refused.value) == said.args[0]


def test_a_bug_in_the_first_look_keeps_nobody_from_the_rest(qtbot, patient, later, monkeypatch):
    patient.close()
    monkeypatch.setattr(later, "_look", lambda: 1 / 0)
    with qtbot.waitSignal(later.loaded, timeout=20_000):
        later.load()
    assert [row.subject for row in later.worklist()] == ["S-001"]


def test_a_session_may_be_closed_after_the_first_rows(qtbot, patient, later):
    patient.close()
    first_rows(qtbot, later)
    later.close()
    qtbot.wait(100)
    assert not later.is_loaded
    assert not later.is_loading
