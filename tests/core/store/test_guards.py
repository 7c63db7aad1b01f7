"""The file itself refuses to be changed, whoever asks."""
# ruff: noqa: S608 - the statements are the attacks themselves

import sqlite3

import pytest

from core.store import verify

COPY = "SELECT {} FROM ledger WHERE sequence = 1"
COLUMNS = (
    "utc_time, utc_offset, author, role, subject, kind, code, payload, payload_version, "
    "why, program, previous, hash"
)
INSERT = f"INTO ledger (sequence, {COLUMNS}) SELECT {{}}, {COLUMNS} FROM ledger WHERE sequence = 1"
REFUSED = {
    "update": "UPDATE ledger SET payload = '{}' WHERE sequence = 1",
    "update_of_nothing_new": "UPDATE ledger SET sequence = sequence",
    "update_or_replace": "UPDATE OR REPLACE ledger SET sequence = 2 WHERE sequence = 1",
    "delete": "DELETE FROM ledger WHERE sequence = 2",
    "delete_of_all": "DELETE FROM ledger",
    "insert_of_an_existing_sequence": "INSERT " + INSERT.format(1),
    "insert_or_replace": "INSERT OR REPLACE " + INSERT.format(1),
    "insert_or_ignore": "INSERT OR IGNORE " + INSERT.format(1),
    "replace": "REPLACE " + INSERT.format(2),
    "upsert": "INSERT " + INSERT.format(1) + " ON CONFLICT DO UPDATE SET payload = '{}'",
    "insert_past_the_next": "INSERT " + INSERT.format(9),
    "insert_before_the_first": "INSERT " + INSERT.format(0),
    "insert_without_a_sequence": "INSERT " + INSERT.format("NULL"),
    "insert_that_does_not_continue_the_last": "INSERT " + INSERT.format(4),
}


@pytest.mark.parametrize("statement", REFUSED.values(), ids=REFUSED)
@pytest.mark.parametrize("recursive", ["ON", "OFF"])
def test_the_file_refuses_even_another_program(store, file, alt, statement, recursive):
    rows = store.append([alt(), alt(), alt()])
    connection = sqlite3.connect(file)
    connection.execute(f"PRAGMA recursive_triggers = {recursive}")
    with pytest.raises(sqlite3.IntegrityError, match="the ledger refuses"):
        connection.execute(statement)
    connection.close()
    assert store.rows() == rows
    assert verify(store).is_intact


def next_row(supersedes):
    """Write a row that continues the last one, and supersedes another."""
    return (
        "INSERT OR REPLACE INTO ledger SELECT sequence + 1, utc_time, utc_offset, author, role, "
        f"subject, kind, code, payload, payload_version, {supersedes}, 'slip', program, hash, "
        "'x' FROM ledger ORDER BY sequence DESC LIMIT 1"
    )


@pytest.mark.parametrize("supersedes", [1, 3, 4])
def test_a_row_has_one_successor_and_supersedes_only_what_is_there(
    store, file, alt, sql, supersedes
):
    store.append([alt()])
    sql(next_row(1))
    with pytest.raises(sqlite3.IntegrityError, match="second successor, or one of no row"):
        sql(next_row(supersedes))
    assert len(store.rows()) == 2


def test_a_column_holds_only_its_own_type(store, alt, sql):
    store.append([alt()])
    with pytest.raises(sqlite3.IntegrityError, match="cannot store TEXT value in INTEGER column"):
        sql(next_row("'one'"))


def test_the_file_says_whose_it_is_and_of_which_format(store, sql):
    assert sql("PRAGMA application_id") == [(int.from_bytes(b"Tams"),)]
    assert sql("PRAGMA user_version") == [(1,)]
    assert sql("PRAGMA journal_mode") == [("wal",)]


def test_every_connection_of_the_store_is_durable_and_guarded(store):
    with store.reading() as one, store.reading() as other:
        for connection in (one, other):
            assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2
            assert connection.exec_driver_sql("PRAGMA recursive_triggers").scalar() == 1
