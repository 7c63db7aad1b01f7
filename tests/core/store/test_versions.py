"""Files of every version that was ever written open for ever (tests/versions)."""

import json
import shutil
from datetime import date
from pathlib import Path

import pytest

from core.facts import to_document
from core.store import read_worklist, rebuild_projections, record_of, subjects, verify

VERSIONS = Path(__file__).parents[2] / "versions"
LEDGERS = sorted(VERSIONS.glob("*.sqlite"))


def test_there_is_a_file_of_each_version():
    assert [path.name for path in LEDGERS] == ["ledger_1.sqlite"]


@pytest.mark.parametrize("path", LEDGERS, ids=lambda path: path.stem)
def test_a_file_of_an_old_version_opens_and_says_what_it_said(path, file, open_file):
    shutil.copy(path, file)
    expected = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    store = open_file()
    assert verify(store).faults == ()
    assert verify(store).head == expected["head"]
    assert [to_document(record_of(store, name)) for name in subjects(store)] == expected["records"]
    assert store.append([]) == ()


@pytest.mark.parametrize("path", LEDGERS, ids=lambda path: path.stem)
def test_a_file_of_an_old_version_keeps_what_no_record_shows(path, file, open_file):
    shutil.copy(path, file)
    store = open_file()
    (strange,) = store.rows(kind="word_of_a_later_version")
    assert strange.data == {"kept": ["as", "it", "is"]}
    (export,) = store.rows(kind="export")
    assert export.data["assessment"] == {"verdict": "undecided"}


def test_the_worklist_of_version_1_is_read_and_can_be_made_again(file, open_file):
    shutil.copy(VERSIONS / "ledger_1.sqlite", file)
    store = open_file()
    first, second = read_worklist(store)
    assert (first.subject, first.sex, first.birth_year, first.head) == ("S-001", "female", 1990, 19)
    assert (first.diagnoses, second.diagnoses) == (("sle",), ())
    assert first.verdicts["NCT06503224"].settled_until == date(2026, 12, 1)
    rebuild_projections(store)
    assert [(line.subject, line.verdicts) for line in read_worklist(store)] == [
        ("S-001", {}),
        ("S-002", {}),
    ]
