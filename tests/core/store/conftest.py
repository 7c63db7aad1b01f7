"""A real file, a clock that ticks, and entries to put in."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta, timezone
from itertools import count

import pytest

from core.dates import Day
from core.record import Observation
from core.store import entry_of, open_store


def ticking(start=datetime(2026, 11, 18, 8, 30, tzinfo=UTC), hours=8):
    """Make a clock that goes on by a second at each look, in a zone so many hours east."""
    seconds = count()
    zone = timezone(timedelta(hours=hours))
    return lambda: (start + timedelta(seconds=next(seconds))).astimezone(zone)


@pytest.fixture
def file(tmp_path):
    return tmp_path / "ledger.tamis"


@pytest.fixture
def open_file(file):
    """Open the file of the test, as often as it asks; all are closed at its end."""
    opened = []

    def open_it(**options):
        path = options.pop("path", file)
        clock = options.pop("clock", ticking())
        store = open_store(path, clock, "0.1.0", **{"wait_seconds": 0.1, **options})
        opened.append(store)
        return store

    yield open_it
    for store in opened:
        store.close()


@pytest.fixture
def store(open_file):
    return open_file()


@pytest.fixture
def alt():
    """Make the entry of an ALT."""

    def entry(value="96 U/L", subject="S-001", **more):
        fact = Observation(of="alt", value=value, date=Day.read("2026-11-18"), **more)
        return entry_of(subject, fact, "lin", "coordinator")

    return entry


@pytest.fixture
def sql(file):
    """Run statements on the file past the store, as another program could."""

    def run(*statements):
        with closing(sqlite3.connect(file)) as connection, connection:
            return [connection.execute(statement).fetchall() for statement in statements][-1]

    return run
