"""Appending and reading: what was entered stands there for ever, as it was typed."""

import hashlib
import json
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from core.dates import Day
from core.errors import StoreError
from core.record import Event
from core.step import Evidence
from core.store import (
    Entry,
    Row,
    correcting,
    entry_of,
    export_entry,
    open_store,
    opening_entry,
    record_of,
    verify,
    withdrawal,
)
from core.store.tables import LEDGER

NASTY = {
    "markup": "<b>x</b> #include =1+1 'quoted' \"twice\" \\ %s {} ;--",
    "right_to_left": "\u202eabc\u202c \u200f שלום",
    "chinese": "系统性红斑狼疮，活动期",
    "emoji": "👩🏽‍⚕️ 😀",
    "decomposed": "e\u0301 is not é",
    "long": "0123456789" * 1000,
    "white": " \t\r\n\v\u2028 ",
    "controls": "\x01\x7f\x85",
}


def test_a_row_has_the_columns_of_the_table():
    assert [field.name for field in fields(Row)] == [column.name for column in LEDGER.c]


def test_an_entry_becomes_a_row_with_all_that_the_ledger_adds(store):
    (first,) = store.append([opening_entry("S-001", "lin", "coordinator")])
    (second,) = store.append(
        [
            Entry(
                subject="",
                kind="log_in",
                code="lin",
                payload={"at": "desk 2"},
                author="lin",
                role="",
            )
        ]
    )
    assert first == Row(
        sequence=1,
        utc_time="2026-11-18T08:30:00.000000Z",
        utc_offset="+08:00",
        author="lin",
        role="coordinator",
        subject="S-001",
        kind="subject",
        code="",
        payload="{}",
        payload_version=1,
        supersedes=None,
        why="",
        program="0.1.0",
        previous="0" * 64,
        hash=first.hash,
    )
    assert (second.sequence, second.previous) == (2, first.hash)
    assert second.payload == '{"at":"desk 2"}'
    assert store.rows() == (first, second)


def test_the_hash_can_be_computed_from_the_file_alone(store, alt, file):
    store.append([alt("肝 <b>"), alt("97 U/L")])
    connection = sqlite3.connect(file)
    connection.row_factory = sqlite3.Row
    for row in connection.execute("SELECT * FROM ledger"):
        columns = dict(row)
        expected = columns.pop("hash")
        written = json.dumps(columns, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        assert hashlib.sha256(written.encode("utf-8")).hexdigest() == expected
    connection.close()


def test_an_exported_assessment_is_kept_whole(store):
    evidence = Evidence("lab", "alt", as_used=Decimal("96.0"), day=Day.read("2026-11"))
    payload = {"assessment": {"findings": (evidence,)}, "trial_hash": "t", "file": "S-001.pdf"}
    store.append([export_entry("S-001", "NCT06503224", payload, "lin", "coordinator")])
    (row,) = store.rows(kind="export")
    assert (row.code, row.data["trial_hash"]) == ("NCT06503224", "t")
    (found,) = row.data["assessment"]["findings"]
    assert (found["of"], found["as_used"], found["day"]) == ("alt", "96.0", "2026-11")


def test_rows_are_found_by_subject_kind_and_sequence(store, alt):
    store.append([opening_entry("S-001", "lin", ""), alt(), alt(subject="S-002")])
    assert [row.sequence for row in store.rows(subject="S-001")] == [1, 2]
    assert [row.sequence for row in store.rows(kind="observation")] == [2, 3]
    assert [row.sequence for row in store.rows(subject="S-001", after=1)] == [2]


def test_all_entries_are_saved_or_none(store, alt):
    wrong = replace(alt(), why="a\0b")
    with pytest.raises(StoreError):
        store.append([alt(), wrong])
    assert store.rows() == ()
    assert store.append([]) == ()


def test_rows_appended_together_carry_the_same_moment(store, alt):
    rows = store.append([alt(), alt(), alt()])
    assert len({row.utc_time for row in rows}) == 1
    assert [row.sequence for row in rows] == [1, 2, 3]


@pytest.mark.parametrize("typed", NASTY.values(), ids=NASTY)
def test_text_is_kept_exactly_as_typed(store, open_file, typed):
    fact = Event(of="other", comment=typed, source=typed, detail={typed: typed})
    entry = replace(entry_of(typed, fact, typed, typed), supersedes=None, why=typed)
    (row,) = store.append([entry])
    store.close()
    again = open_file()
    assert again.rows(subject=typed) == (row,)
    (event,) = record_of(again, typed).events
    assert (event.comment, event.source, event.detail) == (typed, typed, {typed: typed})
    assert (event.author, event.role, row.why) == (typed, typed, typed)
    assert verify(again).is_intact


@pytest.mark.parametrize("column", ["subject", "kind", "code", "author", "role", "why"])
def test_text_that_no_file_can_hold_is_refused_in_every_column(store, alt, column):
    with pytest.raises(StoreError, match="cannot be stored"):
        store.append([replace(alt(), **{column: "a\0b"})])


def test_an_entry_without_a_kind_is_a_mistake_in_the_program(store, alt):
    with pytest.raises(ValueError, match="kind"):
        store.append([replace(alt(), kind="")])


@pytest.mark.parametrize("why", ["", "  \n"])
def test_a_correction_needs_a_reason(store, alt, why):
    store.append([alt()])
    with pytest.raises(StoreError, match="needs its reason"):
        store.append([correcting(alt("69 U/L"), 1, why)])


def test_a_row_that_was_changed_meanwhile_is_not_changed_over(store, open_file, alt):
    (row,) = store.append([alt()])
    open_file().append([correcting(alt("69 U/L"), 1, "typing slip")])
    with pytest.raises(
        StoreError, match="already changed or taken back by lin on 2026-11-18 16:30"
    ):
        store.append([withdrawal(row, "wu", "coordinator", "wrong patient")])
    assert len(store.rows()) == 2


@pytest.mark.parametrize(("sequence", "subject"), [(1, "S-002"), (7, "S-001")])
def test_a_correction_stays_with_its_patient(store, alt, sequence, subject):
    store.append([alt()])
    with pytest.raises(ValueError, match="no row of"):
        store.append([correcting(alt(subject=subject), sequence, "typing slip")])


def test_a_patient_is_opened_once(store, open_file):
    opening = opening_entry("S-001", "lin", "coordinator")
    (row,) = store.append([opening])
    for entries in ([opening], [opening_entry("S-002", "lin", "")] * 2):
        with pytest.raises(StoreError, match="already a patient S-00"):
            open_file().append(entries)
    store.append([withdrawal(row, "lin", "coordinator", "opened twice")])
    store.append([opening])


@pytest.mark.parametrize("subject", ["", " \t"])
def test_a_patient_needs_a_screening_number(store, subject):
    with pytest.raises(StoreError, match="needs a screening number"):
        store.append([opening_entry(subject, "lin", "coordinator")])


@pytest.mark.parametrize(
    ("offset", "written"),
    [
        (timedelta(hours=8), "+08:00"),
        (timedelta(0), "+00:00"),
        (timedelta(hours=-3, minutes=-30), "-03:30"),
        (timedelta(hours=5, minutes=45), "+05:45"),
    ],
)
def test_the_moment_is_kept_in_utc_with_the_offset_of_the_wall(open_file, alt, offset, written):
    moment = datetime(2026, 11, 18, 23, 45, tzinfo=UTC).astimezone(timezone(offset))
    (row,) = open_file(clock=lambda: moment).append([alt()])
    assert (row.utc_time, row.utc_offset) == ("2026-11-18T23:45:00.000000Z", written)
    assert row.local_time.isoformat() == moment.isoformat()


def test_a_clock_without_an_offset_is_a_mistake_in_the_program(open_file, alt):
    store = open_file(clock=lambda: datetime(2026, 11, 18))  # noqa: DTZ001 - the case itself
    with pytest.raises(ValueError, match="offset"):
        store.append([alt()])
    assert store.rows() == ()


def test_threads_append_and_read_at_once_and_no_row_is_lost(open_file, alt):
    store = open_file(wait_seconds=30)

    def work(number):
        store.append([alt(subject=f"S-{number}")])
        return len(store.rows(subject=f"S-{number}"))

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(work, range(40))) == [1] * 40
    assert [row.sequence for row in store.rows()] == list(range(1, 41))
    assert verify(store).is_intact


def test_a_mistake_in_the_program_while_writing_leaves_the_store_usable(store, alt):
    def mistake():
        with store.writing() as connection:
            connection.exec_driver_sql("DELETE FROM verdict")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        mistake()
    assert len(store.append([alt()])) == 1


def test_a_mistake_in_the_program_is_not_said_calmly_and_tells_nothing_of_a_patient(store):
    query = text("SELECT nonsense FROM ledger WHERE subject = :subject")
    with pytest.raises(OperationalError) as raised, store.reading() as connection:
        connection.execute(query, {"subject": "S-001"})
    assert "nonsense" in str(raised.value)
    assert "S-001" not in str(raised.value)


def test_a_store_closes_itself_at_the_end_of_a_with_statement(file, alt):
    with open_store(file, lambda: datetime(2026, 11, 18, tzinfo=UTC), "0.1.0") as store:
        store.append([alt()])
    assert sorted(path.name for path in file.parent.iterdir()) == [file.name]
