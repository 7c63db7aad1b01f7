"""The worklist shows what the ledger says, whatever happened to the projection."""

from datetime import date, datetime
from types import MappingProxyType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.dates import Day
from core.record import Diagnosis
from core.store import (
    Entry,
    ProjectedVerdict,
    WorklistRow,
    birth_date_entry,
    correcting,
    entry_of,
    open_store,
    opening_entry,
    read_worklist,
    rebuild_projections,
    save_verdicts,
    sex_entry,
    undoing,
    verify,
    withdrawal,
)
from tests.core.store.conftest import ticking

LIN = ("lin", "coordinator")


def diagnosis(of, status="ongoing"):
    return entry_of("S-001", Diagnosis(of=of, status=status), *LIN)


def verdict(**changes):
    values = {
        "subject": "S-001",
        "trial": "NCT06503224",
        "verdict": "undecided",
        "reason": "open",
        "counts": {"met": 3, "unknown": 12},
        "as_of": date(2026, 11, 18),
        "gate": "screening",
        "trial_hash": "t",
        "setting_hash": "s",
        "head": 1,
        "settled_until": date(2026, 12, 1),
    }
    return ProjectedVerdict(**{**values, **changes})


@pytest.fixture
def patient(store):
    return store.append(
        [
            opening_entry("S-001", *LIN),
            sex_entry("S-001", "female", *LIN),
            birth_date_entry("S-001", Day.read("1990-05"), *LIN),
            diagnosis("sle"),
            diagnosis("lupus_nephritis", "suspected"),
            diagnosis("hepatitis_b", "ruled_out"),
        ]
    )


def test_a_patient_is_one_line(store, patient):
    assert read_worklist(store) == (
        WorklistRow(
            subject="S-001",
            opened_on=date(2026, 11, 18),
            sex="female",
            birth_year=1990,
            diagnoses=("sle", "lupus_nephritis"),
            last_change=datetime.fromisoformat("2026-11-18T08:30:00+00:00"),
            head=6,
            verdicts={},
        ),
    )


def test_diagnoses_stand_as_in_the_record_when_one_is_corrected(store, patient):
    store.append([correcting(diagnosis("ssc"), 4, "the other disease")])
    assert read_worklist(store)[0].diagnoses == ("ssc", "lupus_nephritis")


def test_the_day_of_opening_is_that_of_the_wall_clock(open_file):
    late = datetime.fromisoformat("2026-11-19T00:30:00+08:00")
    store = open_file(clock=lambda: late)
    store.append([opening_entry("S-001", *LIN)])
    assert read_worklist(store)[0].opened_on == date(2026, 11, 19)


def test_a_line_follows_what_is_entered_corrected_and_taken_back(store, patient):
    read_worklist(store)
    (change,) = store.append([correcting(sex_entry("S-001", "male", *LIN), 2, "typing slip")])
    assert (read_worklist(store)[0].sex, read_worklist(store)[0].head) == ("male", 7)
    store.append([undoing(store, change, *LIN, "undo"), withdrawal(patient[3], *LIN, "not so")])
    line = read_worklist(store)[0]
    assert (line.sex, line.diagnoses, line.head) == ("female", ("lupus_nephritis",), 9)


def test_patients_stand_in_the_order_of_opening_and_leave_when_it_is_taken_back(store, alt):
    store.append([alt(subject="S-3")])
    rows = store.append([opening_entry(subject, *LIN) for subject in ("S-2", "S-1", "S-3")])
    assert [line.subject for line in read_worklist(store)] == ["S-2", "S-1", "S-3"]
    store.append([withdrawal(rows[0], *LIN, "opened twice")])
    assert [line.subject for line in read_worklist(store)] == ["S-1", "S-3"]


def test_an_export_is_no_change_of_the_record(store, patient):
    store.append([Entry(subject="S-001", kind="export", code="NCT06503224", author="", role="")])
    assert read_worklist(store)[0].head == 6
    store.append([Entry(subject="S-5", kind="export", code="NCT06503224", author="", role="")])
    assert len(read_worklist(store)) == 1


def test_what_is_about_nobody_makes_no_line(store, sql):
    store.append([Entry(subject="", kind="log_in", code="lin", author="lin", role="coordinator")])
    assert read_worklist(store) == ()
    assert sql("SELECT count(*) FROM worklist") == [(0,)]


def test_verdicts_stand_with_their_patient_until_the_next_ones(store, patient):
    other = verdict(trial="NCT0", counts=MappingProxyType({"met": 1}), settled_until=None)
    save_verdicts(store, [verdict(), other])
    assert read_worklist(store)[0].verdicts == {"NCT06503224": verdict(), "NCT0": other}
    save_verdicts(store, [verdict(verdict="eligible")])
    save_verdicts(store, [])
    assert read_worklist(store)[0].verdicts["NCT06503224"].verdict == "eligible"
    assert read_worklist(store)[0].verdicts["NCT0"] == other


def test_a_verdict_on_an_older_state_of_the_record_does_not_replace_one_on_a_later(store, patient):
    save_verdicts(store, [verdict(head=6, verdict="eligible")])
    save_verdicts(store, [verdict(head=5)])
    assert read_worklist(store)[0].verdicts["NCT06503224"].verdict == "eligible"
    save_verdicts(store, [verdict(head=6, as_of=date(2026, 11, 19))])
    assert read_worklist(store)[0].verdicts["NCT06503224"].as_of == date(2026, 11, 19)


@pytest.mark.parametrize(
    ("until", "day", "holds"),
    [
        (date(2026, 12, 1), date(2026, 11, 17), False),
        (date(2026, 12, 1), date(2026, 11, 18), True),
        (date(2026, 12, 1), date(2026, 12, 1), True),
        (date(2026, 12, 1), date(2026, 12, 2), False),
        (None, date(2026, 11, 18), True),
        (None, date(2026, 11, 19), False),
    ],
)
def test_a_verdict_holds_from_its_day_until_it_is_no_longer_settled(until, day, holds):
    assert verdict(settled_until=until).holds_on(day) is holds


def test_the_projection_can_be_spoilt_and_made_again(store, patient, sql):
    before = read_worklist(store)
    save_verdicts(store, [verdict()])
    sql("UPDATE worklist SET sex = 'male', diagnoses = '[]'")
    assert read_worklist(store) != before
    rebuild_projections(store)
    assert read_worklist(store) == before
    assert verify(store).is_intact


def test_a_reader_sees_the_whole_worklist_without_writing(store, open_file, patient, sql):
    reader = open_file(read_only=True)
    assert [line.subject for line in read_worklist(reader)] == ["S-001"]
    assert sql("SELECT count(*) FROM worklist") == [(0,)]
    assert read_worklist(store) == read_worklist(reader)
    assert sql("SELECT count(*) FROM worklist") == [(1,)]


def test_a_worklist_that_cannot_be_kept_is_shown_all_the_same(store, patient, sql):
    with store.writing():
        # Another connection of the same store now waits for the lock in vain.
        assert [line.subject for line in read_worklist(store)] == ["S-001"]
    assert sql("SELECT count(*) FROM worklist") == [(0,)]


def test_a_line_made_from_less_never_replaces_one_made_from_more(store, patient, sql):
    read_worklist(store)
    sql("UPDATE worklist SET projected = 99, sex = 'male'")
    store.append([sex_entry("S-001", "female", *LIN)])
    with store.writing() as connection:
        from core.store.worklist import _line, _save_lines

        _save_lines(connection, [_line("S-001", list(store.rows(subject="S-001")))])
    assert sql("SELECT projected, sex FROM worklist") == [(99, "male")]


@settings(max_examples=40)
@given(st.lists(st.tuples(st.sampled_from("ABC"), st.integers(0, 3), st.booleans())))
def test_reading_now_and_then_gives_what_making_it_again_gives(tmp_path_factory, deeds):
    file = tmp_path_factory.mktemp("worklist") / "f.tamis"
    with open_store(file, ticking(), "0.1.0") as store:
        for subject, deed, look in deeds:
            apply(store, subject, deed)
            if look:
                read_worklist(store)
        seen = read_worklist(store)
        rebuild_projections(store)
        assert read_worklist(store) == seen


def apply(store, subject, deed):
    rows = store.rows(subject=subject)
    if deed == 0 and subject not in [line.subject for line in read_worklist(store)]:
        store.append([opening_entry(subject, *LIN)])
    elif deed == 1 and rows:
        store.append([undoing(store, rows[-1], *LIN, "undo")])
    elif deed == 2:
        store.append([sex_entry(subject, "female", *LIN)])
    elif deed == 3:
        store.append([Entry(subject=subject, kind="export", code="", author="", role="")])
