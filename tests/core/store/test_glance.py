"""At a glance the worklist is as the store would read it, or nothing is said."""

import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

import core.store
from core.dates import Day
from core.record import Diagnosis
from core.store import (
    Entry,
    ProjectedVerdict,
    birth_date_entry,
    entry_of,
    opening_entry,
    read_worklist,
    save_verdicts,
    sex_entry,
    withdrawal,
)
from core.store.glance import read_glance

PROJECT = Path(__file__).parents[3]
VERSIONS = PROJECT / "tests" / "versions"
LIN = ("lin", "coordinator")
ALONE = """
import sys
from pathlib import Path
from core.store.glance import read_glance
rows = read_glance(Path(sys.argv[1]))
heavy = ("pydantic", "sqlalchemy", "sqlmodel", "yaml")
print([row.subject for row in rows], [name for name in heavy if name in sys.modules])
"""


def verdict(subject, head, trial="NCT06503224", until=None):
    return ProjectedVerdict(
        subject=subject,
        trial=trial,
        verdict="undecided",
        reason="open",
        counts={"met": 3, "unknown": 12},
        as_of=date(2026, 11, 18),
        gate="screening",
        trial_hash="t",
        setting_hash="s",
        head=head,
        settled_until=until,
    )


@pytest.fixture
def filled(store):
    """Fill the store with three patients, one with a verdict that is older than the record."""
    lupus = Diagnosis(of="sle", status="ongoing")
    store.append([opening_entry(subject, *LIN) for subject in ("S-002", "患者-001", "S-003")])
    store.append(
        [
            sex_entry("患者-001", "female", *LIN),
            birth_date_entry("患者-001", Day.read("1990-05"), *LIN),
            entry_of("患者-001", lupus, *LIN),
        ]
    )
    (withdrawn,) = store.append([opening_entry("S-004", *LIN)])
    store.append([withdrawal(withdrawn, *LIN, "opened twice")])
    late = date(2026, 12, 1)
    save_verdicts(store, [verdict("S-002", 1), verdict("患者-001", 2), verdict("S-004", 7)])
    save_verdicts(store, [verdict("患者-001", 6, "NCT00000001", late)])
    read_worklist(store)
    return store


def test_it_is_the_worklist_that_the_store_reads(file, filled):
    rows = read_worklist(filled)
    assert [row.subject for row in rows] == ["S-002", "患者-001", "S-003"]
    assert read_glance(file) == rows
    filled.close()
    assert read_glance(file) == rows


def test_it_leaves_nothing_beside_the_file_and_nothing_in_it(file, filled):
    filled.close()
    before = file.read_bytes()
    assert read_glance(file)
    assert [*file.parent.iterdir()] == [file]
    assert file.read_bytes() == before


def test_an_empty_worklist_is_known_to_be_empty(file, store):
    assert read_glance(file) == ()


def test_nothing_is_said_while_the_worklist_is_behind_the_ledger(file, filled):
    filled.append([sex_entry("S-002", "male", *LIN)])
    assert read_glance(file) is None
    rows = read_worklist(filled)
    assert read_glance(file) == rows


def test_what_is_about_nobody_does_not_make_it_late(file, filled):
    rows = read_worklist(filled)
    filled.append([Entry(subject="", kind="log_in", code="lin", author="lin", role="coordinator")])
    assert read_glance(file) == rows


def test_a_file_left_by_a_crash_is_read_or_left_to_the_full_opening(file, filled, tmp_path):
    rows = read_worklist(filled)
    left = tmp_path / "left"
    left.mkdir()
    for name in (file.name, f"{file.name}-wal"):
        shutil.copy(file.with_name(name), left / name)
    assert read_glance(left / file.name) in (None, rows)


def test_the_file_of_an_old_version_is_read(file, open_file):
    shutil.copy(VERSIONS / "ledger_1.sqlite", file)
    seen = read_glance(file)
    store = open_file()
    assert seen in (None, read_worklist(store))
    assert read_glance(file) == read_worklist(store)


def test_where_there_is_no_file_nothing_is_said_or_made(tmp_path):
    assert read_glance(tmp_path / "none.sqlite") is None
    assert read_glance(tmp_path / "nowhere" / "none.sqlite") is None
    assert read_glance(tmp_path) is None
    assert [*tmp_path.iterdir()] == []


@pytest.mark.parametrize("content", [b"", b"xy", b"a letter, and no database. " * 200])
def test_of_what_is_no_database_nothing_is_said(file, content):
    file.write_bytes(content)
    assert read_glance(file) is None


@pytest.mark.parametrize(
    "statement",
    [
        "PRAGMA user_version = 2",
        "PRAGMA application_id = 7",
        "DROP TABLE verdict",
        "DROP TABLE worklist",
        "ALTER TABLE verdict ADD COLUMN more TEXT",
        "UPDATE worklist SET diagnoses = '['",
        "UPDATE verdict SET as_of = 'today'",
        "UPDATE verdict SET counts = ''",
    ],
)
def test_of_a_file_that_is_not_as_this_program_writes_it_nothing_is_said(
    file, filled, sql, statement
):
    assert read_glance(file) is not None
    sql(statement)
    assert read_glance(file) is None


def test_a_file_that_is_damaged_is_left_to_the_full_opening(file, filled):
    filled.close()
    content = bytearray(file.read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    file.write_bytes(content)
    assert read_glance(file) is None


def test_a_lock_is_not_waited_for(file, filled):
    rows = read_worklist(filled)
    filled.close()
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        assert read_glance(file) is None
    assert read_glance(file) == rows


def test_who_only_writes_keeps_nobody_from_looking(file, filled):
    rows = read_worklist(filled)
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert read_glance(file) == rows


def test_it_does_without_pydantic_and_sqlalchemy(file, filled):
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", ALONE, str(file)],
        cwd=PROJECT,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=True,
    )
    assert done.stdout.strip() == "['S-002', '患者-001', 'S-003'] []"


def test_the_room_offers_each_name_that_it_lists_and_no_other():
    assert sorted(core.store._MODULE_OF) == sorted(core.store.__all__)
    assert all(getattr(core.store, name).__name__ == name for name in core.store.__all__)
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        getattr(core.store, "nothing")  # noqa: B009 - a checker would refuse the name
