"""What goes wrong outside: a full disk, a process that is killed, two programs at once."""

import os
import signal
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import event

from core.errors import StoreError
from core.store import read_worklist, record_of, verify

PROJECT = Path(__file__).parents[3]
WITHOUT_WINDOWS = pytest.mark.skipif(sys.platform == "win32", reason="these limits are Unix's")

APPENDING = """
import sys
from datetime import datetime, timezone
from pathlib import Path
from core.record import Observation
from core.store import entry_of, open_store

file, name, times = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
store = open_store(file, lambda: datetime.now(timezone.utc), "0.1.0", wait_seconds=60)
print("ready", flush=True)
sys.stdin.readline()
for number in range(times):
    entry = entry_of(name, Observation(of="alt", value=f"{number} U/L"), name, "coordinator")
    rows = store.append([entry] * 3)
    print(rows[-1].sequence, flush=True)
store.close()
"""
FILLING = """
import resource
import sys
from datetime import datetime, timezone
from pathlib import Path
from core.errors import StoreError
from core.record import Observation
from core.store import entry_of, open_store, verify

def entry(text):
    return entry_of("S-001", Observation(of="alt", value=text), "lin", "coordinator")

store = open_store(Path(sys.argv[1]), lambda: datetime.now(timezone.utc), "0.1.0")
store.append([entry("before")])
_, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, hard))
saved = 1
try:
    for _ in range(1000):
        saved += len(store.append([entry("x" * 9000)]))
except StoreError as error:
    print(error)
assert 1 < saved < 1000
assert len(store.rows()) == saved
resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
store.append([entry("after")])
assert len(store.rows()) == saved + 1
assert verify(store).is_intact
store.close()
"""


def start(program, *arguments):
    return subprocess.Popen(
        [sys.executable, "-c", program, *map(str, arguments)],
        cwd=PROJECT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def go(process):
    assert process.stdout.readline() == "ready\n"
    process.stdin.write("go\n")
    process.stdin.flush()


def test_two_programs_append_at_once_and_no_row_is_lost(file, open_file):
    times = 40
    programs = [start(APPENDING, file, name, times) for name in ("S-1", "S-2")]
    for program in programs:
        go(program)
    told = [[int(line) for line in program.communicate()[0].split()] for program in programs]
    store = open_file()
    assert [len(rows) for rows in told] == [times, times]
    assert not {*told[0]} & {*told[1]}
    assert [row.sequence for row in store.rows()] == list(range(1, 2 * 3 * times + 1))
    for name in ("S-1", "S-2"):
        values = [fact.value for fact in record_of(store, name).observations]
        assert values == [f"{number} U/L" for number in range(times) for _ in range(3)]
    assert verify(store).is_intact


def killed_while_appending(file, acknowledged):
    """Kill a program in the middle of its work, and return the last row that it was told of."""
    program = start(APPENDING, file, "S-1", 100_000)
    go(program)
    for _ in range(acknowledged):
        program.stdout.readline()
    program.kill()
    rest = program.communicate()[0].split()
    assert program.returncode == -signal.SIGKILL if os.name == "posix" else program.returncode
    return max(map(int, rest), default=3 * acknowledged)


def test_a_killed_program_leaves_every_row_that_it_was_told_is_saved(file, open_file):
    last = killed_while_appending(file, 20)
    store = open_file()
    report = verify(store)
    assert report.faults == ()
    assert report.last >= last
    # What was appended together is there together.
    assert report.last % 3 == 0


@pytest.mark.slow
def test_a_program_killed_again_and_again_leaves_every_row_that_it_was_told_is_saved(
    file, open_file
):
    before = 0
    for round_number in range(25):
        killed = killed_while_appending(file, 1 + 7 * round_number % 40)
        store = open_file()
        report = verify(store)
        assert [fault for fault in report.faults if fault.kind != "clock"] == []
        assert report.last >= max(killed, before + 3)
        assert report.last % 3 == 0
        before = report.last
        store.close()


@contextmanager
def full_disk(store):
    """Let the file grow no further, as on a disk without room: SQLite then says the same."""

    def stop_growing(connection, *_):
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages}")

    def grow_again(connection, *_):
        connection.execute("PRAGMA max_page_count = 1073741823")

    event.listen(store.engine, "checkout", stop_growing)
    yield
    event.remove(store.engine, "checkout", stop_growing)
    event.listen(store.engine, "checkout", grow_again)


def test_a_full_disk_takes_nothing_that_was_saved_and_works_again_with_room(store, alt):
    rows = store.append([alt()])
    too_much = [alt("x" * 5000) for _ in range(20)]
    with full_disk(store):
        with pytest.raises(StoreError) as raised:
            store.append(too_much)
        assert str(raised.value) == (
            f"The disk is full: {store.path} cannot grow. What was saved before is safe; what you "
            "entered last is not saved yet and is still in the window. Free some space on that "
            "disk, then try again."
        )
        assert store.rows() == rows
        assert read_worklist(store) == ()
    assert len(store.append(too_much)) == 20
    assert verify(store).is_intact


@WITHOUT_WINDOWS
def test_a_file_that_may_not_grow_takes_nothing_that_was_saved(file):
    program = start(FILLING, file)
    told = program.communicate()[0]
    assert program.returncode == 0
    assert "What was saved before is safe" in told
    assert "still in the window" in told


@pytest.fixture
def small_disk(tmp_path):
    """Mount a disk of 400 kB, where the system lets us."""
    folder = tmp_path / "disk"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=400k", "tamis-test", str(folder)]
    try:
        mounted = subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        mounted = False
    if not mounted:
        pytest.skip("only root may mount a disk, and only on some machines")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_disk_that_is_really_full_takes_nothing_that_was_saved(small_disk, open_file, alt):
    store = open_file(path=small_disk / "ledger.tamis")
    store.append([alt()])
    ballast = small_disk / "ballast"
    with pytest.raises(OSError, match="No space left on device"):
        ballast.write_bytes(b"x" * 400_000)
    rows = store.rows()
    with pytest.raises(StoreError, match=r"The disk is full.*still in the window"):
        store.append([alt("x" * 100_000)])
    assert store.rows() == rows
    with pytest.raises(StoreError, match=r"The disk is full.*Nothing was changed"):
        open_file(path=small_disk / "another.tamis")
    ballast.unlink()
    store.append([alt("x" * 20_000)])
    assert verify(store).is_intact
    store.close()
    assert verify(open_file(path=small_disk / "ledger.tamis")).rows == len(rows) + 1
    open_file(path=small_disk / "another.tamis")


def test_an_entry_larger_than_a_database_can_hold_is_said_to_be_too_large(store, alt):
    with store.reading() as connection:
        raw = connection.connection.driver_connection
        assert raw is not None
        raw.setlimit(0, 5000)  # SQLITE_LIMIT_LENGTH; the pool lends the same connection again
    with pytest.raises(StoreError, match=r"too large.*Shorten it"):
        store.append([alt("x" * 6000)])
    assert len(store.append([alt()])) == 1
