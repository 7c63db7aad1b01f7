"""Verifying finds every kind of tampering, and says where."""
# ruff: noqa: S608 - the statements are the attacks themselves

from datetime import UTC, datetime

import pytest

from core.store import verify
from core.store.chain import hash_of
from core.store.tables import GUARDS

UNGUARDED = tuple(f"DROP TRIGGER {name}" for name in GUARDS)


def first_fault(store):
    fault = verify(store).first
    assert fault is not None
    return fault.kind, fault.sequence, fault.sentence


def tampered(store, sql, alt, *statements):
    store.append([alt(f"{number} U/L") for number in range(1, 6)])
    triggers = sql("SELECT sql FROM sqlite_schema WHERE type = 'trigger'")
    sql(*UNGUARDED, *statements, *(text for (text,) in triggers))
    return [(fault.kind, fault.sequence) for fault in verify(store).faults]


def test_a_ledger_that_nobody_touched_is_intact(store, alt):
    assert verify(store).is_intact
    *_, last = store.append([alt(), alt()])
    report = verify(store)
    assert report.faults == ()
    assert report.first is None
    assert (report.rows, report.last, report.head) == (2, last.sequence, last.hash)


@pytest.mark.parametrize(
    "change",
    [
        "payload = replace(payload, '3 U/L', '4 U/L')",
        "author = 'wu'",
        "utc_time = '2026-11-18T08:30:00.500000Z'",
        "supersedes = 1",
        "why = ' '",
        "payload = payload || ' '",
        "hash = upper(hash)",
    ],
)
def test_an_edited_row_is_found(store, sql, alt, change):
    found = tampered(store, sql, alt, f"UPDATE ledger SET {change} WHERE sequence = 3")
    assert found[0] == ("edited", 3)
    assert not verify(store).is_intact
    assert first_fault(store) == ("edited", 3, "Row 3 was changed after it was written.")


def test_an_edited_row_with_a_hash_made_to_fit_is_found_at_the_next(store, sql, alt):
    store.append([alt("1 U/L"), alt("2 U/L"), alt("3 U/L")])
    columns = {name: getattr(store.rows()[1], name) for name in store.rows()[1].__slots__}
    forged = hash_of({**columns, "author": "wu"})
    sql(*UNGUARDED, f"UPDATE ledger SET author = 'wu', hash = '{forged}' WHERE sequence = 2")
    assert first_fault(store)[:2] == ("broken_link", 3)


@pytest.mark.parametrize(("missing", "sentence"), [("3", "Row 3 is"), ("2, 3", "Rows 2 to 3 are")])
def test_a_deleted_row_is_found(store, sql, alt, missing, sentence):
    found = tampered(store, sql, alt, f"DELETE FROM ledger WHERE sequence IN ({missing})")
    assert found == [("gap", 4)]
    assert first_fault(store) == ("gap", 4, f"{sentence} missing.")


def test_a_deleted_first_row_is_found(store, sql, alt):
    assert tampered(store, sql, alt, "DELETE FROM ledger WHERE sequence = 1") == [("gap", 2)]


def test_deleted_last_rows_are_found(store, sql, alt):
    found = tampered(store, sql, alt, "DELETE FROM ledger WHERE sequence > 3")
    assert found == [("end_missing", 4)]


def test_a_deleted_row_is_found_even_when_the_rest_moved_up(store, sql, alt):
    found = tampered(
        store,
        sql,
        alt,
        "DELETE FROM ledger WHERE sequence = 3",
        "UPDATE ledger SET sequence = sequence - 1 WHERE sequence = 4",
        "UPDATE ledger SET sequence = sequence - 1 WHERE sequence = 5",
    )
    assert ("broken_link", 3) in found
    assert ("edited", 3) in found


def test_swapped_rows_are_found(store, sql, alt):
    found = tampered(
        store,
        sql,
        alt,
        "UPDATE ledger SET sequence = 99 WHERE sequence = 2",
        "UPDATE ledger SET sequence = 2 WHERE sequence = 4",
        "UPDATE ledger SET sequence = 4 WHERE sequence = 99",
    )
    assert {("edited", 2), ("edited", 4)} <= {*found}


def test_an_inserted_row_is_found(store, sql, alt):
    store.append([alt("1 U/L"), alt("2 U/L")])
    sql(
        *UNGUARDED,
        "INSERT INTO ledger SELECT 3, utc_time, utc_offset, author, role, subject, kind, code, "
        "payload, payload_version, NULL, why, program, hash, hash FROM ledger WHERE sequence = 2",
    )
    assert first_fault(store)[:2] == ("edited", 3)


@pytest.mark.parametrize(
    "statements",
    [
        ["DROP TRIGGER ledger_refuses_update"],
        [
            "DROP TRIGGER ledger_refuses_delete",
            "CREATE TRIGGER ledger_refuses_delete BEFORE DELETE ON ledger BEGIN SELECT 1; END",
        ],
    ],
)
def test_a_guard_that_was_taken_away_or_changed_is_found(store, sql, alt, statements):
    store.append([alt()])
    sql(*statements)
    assert first_fault(store)[0] == "guard_missing"


def test_a_damaged_part_of_the_file_is_found_where_no_row_is_hurt(store, open_file, file, alt, sql):
    store.append([alt(), alt()])
    ((page, size),) = sql(
        "SELECT rootpage, page_size FROM sqlite_schema, pragma_page_size "
        "WHERE name = 'ledger_by_subject'"
    )
    store.close()
    content = bytearray(file.read_bytes())
    cells = (page - 1) * size + 3
    assert content[cells : cells + 2] == b"\0\2"
    content[cells : cells + 2] = b"\0\1"
    file.write_bytes(content)
    kind, _, sentence = first_fault(open_file())
    assert kind == "damaged"
    assert sentence.startswith("The file is damaged: ")


def test_a_clock_that_went_back_is_written_as_it_was_and_reported(open_file, alt):
    moments = iter([datetime(2026, 11, day, tzinfo=UTC) for day in (18, 17, 18)])
    store = open_file(clock=lambda: next(moments))
    for _ in range(3):
        store.append([alt()])
    (fault,) = verify(store).faults
    assert (fault.kind, fault.sequence) == ("clock", 2)
    assert "from 2026-11-18T00:00:00.000000Z to 2026-11-17T00:00:00.000000Z" in fault.sentence
    assert verify(store).is_intact
    assert verify(store).first is None
