"""Opening: a file is made where there is none, and what is not ours is left alone."""

import os
import sqlite3
import sys
import tempfile
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from sqlalchemy import create_engine
from sqlalchemy.pool import StaticPool

from core.errors import StoreError
from core.store import open_store, opening_entry, read_worklist, record_of, verify
from core.store.opening import _set_up
from tests.core.store.conftest import ticking

unix = pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps no such rights")


@contextmanager
def as_an_ordinary_user():
    """Give up the rights of root, if they are there: to root nothing is read-only."""
    if not hasattr(os, "geteuid") or os.geteuid():
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def open_folder():
    """Make a folder that is its user's own, whoever that is."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "tamis"
        Path(name).chmod(0o777)
        with as_an_ordinary_user():
            folder.mkdir()
        yield folder
        folder.chmod(0o777)


def test_the_folder_and_the_file_are_made(tmp_path, open_file, alt):
    odd = "数据 #1 100%" if sys.platform == "win32" else "数据 #1? 100%"
    path = tmp_path / "new" / odd / "ledger.tamis"
    store = open_file(path=path)
    store.append([alt()])
    assert path.is_file()
    assert (store.path, store.read_only, store.notice) == (path, False, None)
    assert open_file(path=path).rows() == store.rows()


@unix
def test_a_folder_made_for_it_is_for_its_user_alone(tmp_path, open_file):
    open_file(path=tmp_path / "new" / "ledger.tamis")
    assert (tmp_path / "new").stat().st_mode & 0o777 == 0o700


def test_an_empty_file_is_a_new_one(file, open_file, alt):
    file.touch()
    open_file().append([alt()])
    assert verify(open_file()).rows == 1


def test_what_was_saved_is_there_when_the_file_is_opened_again(open_file, alt):
    store = open_file()
    store.append([opening_entry("S-001", "lin", "coordinator"), alt()])
    record, lines = record_of(store, "S-001"), read_worklist(store)
    store.close()
    again = open_file()
    assert (record_of(again, "S-001"), read_worklist(again)) == (record, lines)


@pytest.mark.parametrize("content", [b"subject: S-001\n" * 100, os.urandom(5000), b"xy"])
@pytest.mark.parametrize("read_only", [True, False])
def test_a_file_that_is_no_database_is_refused_and_left_alone(file, open_file, content, read_only):
    file.write_bytes(content)
    with pytest.raises(StoreError, match=r"is not a file of Tamis.*Nothing was changed"):
        open_file(read_only=read_only)
    assert file.read_bytes() == content


def test_a_database_of_another_program_is_refused_and_left_alone(file, open_file, sql):
    sql("CREATE TABLE ledger (sequence INTEGER)")
    content = file.read_bytes()
    for read_only in (True, False):
        with pytest.raises(StoreError, match=r"of another program\. Nothing was changed"):
            open_file(read_only=read_only)
    assert file.read_bytes() == content


def test_a_file_of_a_newer_version_is_refused_and_left_alone(store, open_file, sql, alt):
    rows = store.append([alt()])
    sql("PRAGMA user_version = 2")
    for read_only in (True, False):
        with pytest.raises(StoreError, match=r"written by a newer version.*Nothing was changed"):
            open_file(read_only=read_only)
    sql("PRAGMA user_version = 1")
    assert open_file().rows() == rows


def test_a_damaged_file_is_said_to_be_damaged(store, open_file, file, alt):
    store.append([alt(str(number) * 3000) for number in range(9)])
    store.close()
    content = bytearray(file.read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    file.write_bytes(content)
    again = open_file()
    with pytest.raises(StoreError, match=r"is damaged\. Nothing was changed"):
        again.rows()
    with pytest.raises(StoreError, match=r"is damaged\. What was saved before is safe"):
        again.append([alt()])


def test_a_file_of_which_a_part_is_missing_is_said_to_be_damaged(store, open_file, sql):
    sql("DROP TABLE verdict")
    for read_only in (True, False):
        with pytest.raises(StoreError, match=r"is damaged: a part of it is missing"):
            open_file(read_only=read_only)


@unix
def test_a_folder_that_may_not_be_entered_is_named(open_folder, open_file):
    open_folder.chmod(0)
    for read_only in (True, False):
        with as_an_ordinary_user(), pytest.raises(StoreError, match=r"\(Permission denied\)"):
            open_file(path=open_folder / "ledger.tamis", read_only=read_only)


def test_programs_that_start_at_once_make_one_file(tmp_path):
    def open_and_close(path):
        clock = ticking()
        open_store(path, clock, "0.1.0").close()

    with ThreadPoolExecutor(4) as pool:
        for number in range(30):
            list(pool.map(open_and_close, [tmp_path / f"{number}.tamis"] * 4))


def test_a_new_file_that_another_program_looks_at_is_waited_for(file, open_file, alt):
    file.touch()
    with closing(sqlite3.connect(file, isolation_level=None, check_same_thread=False)) as other:
        other.execute("BEGIN")
        other.execute("SELECT count(*) FROM sqlite_schema").fetchall()
        timer = threading.Timer(0.2, other.execute, ["ROLLBACK"])
        timer.start()
        assert len(open_file(wait_seconds=30).append([alt()])) == 1
        timer.join()


def test_a_folder_is_no_file(tmp_path, open_file):
    with pytest.raises(StoreError, match=r"is a folder\. Nothing was changed"):
        open_file(path=tmp_path)


@pytest.mark.parametrize("below", ["ledger.tamis", "deeper/ledger.tamis"])
def test_a_folder_that_cannot_be_made_is_named(tmp_path, open_file, below):
    (tmp_path / "taken").write_text("a file")
    path = tmp_path / "taken" / below
    with pytest.raises(StoreError, match=r"cannot be made \(.*\)\. Nothing was changed"):
        open_file(path=path)


@unix
def test_a_folder_in_which_nothing_may_be_made_is_named(open_folder, open_file):
    open_folder.chmod(0o555)
    for path in (open_folder / "ledger.tamis", open_folder / "deeper" / "ledger.tamis"):
        with as_an_ordinary_user(), pytest.raises(StoreError, match=r"cannot be made \(Permission"):
            open_file(path=path)
    assert [*open_folder.iterdir()] == []


def test_a_file_that_is_not_there_is_not_made_for_reading(file, open_file):
    with pytest.raises(StoreError, match=r"There is no file .*Check its name"):
        open_file(read_only=True)
    assert not file.exists()


def test_an_empty_file_has_nothing_to_read(file, open_file):
    file.touch()
    with pytest.raises(StoreError, match=r"is empty"):
        open_file(read_only=True)


def test_who_only_looks_sees_what_is_entered_meanwhile_and_enters_nothing(store, open_file, alt):
    store.append([alt("1 U/L")])
    reader = open_file(read_only=True)
    assert reader.read_only
    assert "opened for reading only" in reader.notice
    store.append([alt("2 U/L")])
    assert reader.rows() == store.rows()
    assert verify(reader).rows == 2
    with pytest.raises(StoreError, match="nothing can be entered"):
        reader.append([alt()])
    with reader.reading() as connection, pytest.raises(Exception, match="readonly database"):
        connection.exec_driver_sql("DELETE FROM worklist")


def test_a_file_closed_to_writing_is_opened_for_reading_and_says_so(open_folder, open_file, alt):
    path = open_folder / "ledger.tamis"
    with as_an_ordinary_user():
        store = open_file(path=path)
        rows = store.append([alt()])
        store.close()
        path.chmod(0o444)
        reader = open_file(path=path)
        assert reader.read_only
        assert "can only be read" in reader.notice
        assert reader.rows() == rows
        with pytest.raises(StoreError, match="nothing can be entered"):
            reader.append([alt()])
        reader.close()
        assert [*open_folder.iterdir()] == [path]
        path.chmod(0o644)
        assert not open_file(path=path).read_only


@unix
def test_a_folder_closed_to_writing_can_still_be_looked_at(open_folder, open_file, alt):
    path = open_folder / "ledger.tamis"
    with as_an_ordinary_user():
        store = open_file(path=path)
        rows = store.append([alt()])
        store.close()
        open_folder.chmod(0o555)
        reader = open_file(path=path)
        assert reader.read_only
        assert reader.rows() == rows
        assert [*open_folder.iterdir()] == [path]


@unix
def test_a_file_that_may_not_even_be_read_says_so(open_folder, open_file, alt):
    path = open_folder / "ledger.tamis"
    with as_an_ordinary_user():
        open_file(path=path).close()
        path.chmod(0)
        with pytest.raises(StoreError, match=r"cannot be opened\. Nothing was changed"):
            open_file(path=path)


@pytest.mark.parametrize("lock", ["BEGIN IMMEDIATE", "BEGIN EXCLUSIVE"])
def test_a_locked_file_is_waited_for_and_then_named(store, file, open_file, alt, lock):
    rows = store.append([alt()])
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute(lock)
        with pytest.raises(StoreError, match=r"Another program is writing .*still in the window"):
            store.append([alt()])
        with pytest.raises(StoreError, match=r"Another program is writing .*Nothing was changed"):
            open_file()
        assert store.rows() == rows
        other.execute("ROLLBACK")
    assert len(store.append([alt()])) == 1


def test_a_file_locked_as_a_whole_is_named_when_it_is_opened(store, file, open_file, alt):
    rows = store.append([alt()])
    store.close()
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        for read_only in (True, False):
            with pytest.raises(StoreError, match=r"Another program is writing"):
                open_file(read_only=read_only)
    assert open_file().rows() == rows


def test_a_lock_that_is_given_back_in_time_is_not_noticed(store, file, open_file, alt):
    patient = open_file(wait_seconds=30)
    with closing(sqlite3.connect(file, isolation_level=None, check_same_thread=False)) as other:
        other.execute("BEGIN IMMEDIATE")
        timer = threading.Timer(0.2, other.execute, ["ROLLBACK"])
        timer.start()
        assert len(patient.append([alt()])) == 1
        timer.join()


def test_a_place_that_cannot_hold_a_log_beside_the_file_is_refused(file):
    # Like a network folder, memory has no log that programs could share.
    engine = create_engine("sqlite://", poolclass=StaticPool)
    with engine.connect() as connection, pytest.raises(StoreError, match="own disk"):
        _set_up(connection, file)
    engine.dispose()
