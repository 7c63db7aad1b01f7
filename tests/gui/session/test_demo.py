"""The demo store: invented patients, made anew, in a file of their own."""

from datetime import date

import pytest

from gui.session.session import Session

AS_OF = date(2026, 11, 24)


@pytest.fixture
def demo(qtbot, folder):
    made = Session(folder, AS_OF, is_demo=True)
    made.load_now()
    yield made
    made.close()


def test_the_demo_has_six_invented_patients_and_no_own_store(demo, folder):
    assert len(demo.worklist()) == 6
    assert not (folder / "tamis.sqlite").exists()


def test_every_demo_patient_opens_with_a_verdict(demo):
    for row in demo.worklist():
        demo.open_patient(row.subject)
        assert len(demo.assessments) == len(demo.trials)


def test_what_was_entered_in_the_demo_is_gone_at_the_next_start(qtbot, demo, folder):
    demo.new_patient("X-1")
    demo.close()
    again = Session(folder, AS_OF, is_demo=True)
    again.load_now()
    assert "X-1" not in [row.subject for row in again.worklist()]
    again.close()


def test_the_own_store_is_left_alone(qtbot, session, folder):
    session.new_patient("S-001")
    demo = Session(folder, AS_OF, is_demo=True)
    demo.load_now()
    assert "S-001" not in [row.subject for row in demo.worklist()]
    demo.close()
    assert [row.subject for row in session.worklist()] == ["S-001"]
