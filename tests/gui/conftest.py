"""A real session on a real file, with the real trials, for every test of the window."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from core.dates import Day
from core.record import Classified, Diagnosis, Milestone, Observation, Score
from core.vocabulary import read_vocabulary
from gui import app, theme
from gui.session.session import Session
from gui.window import Window

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from core.assessment import Assessment
    from gui.worklist.model import WorklistModel

_READ_ONCE = cache(read_vocabulary)
AS_OF = date(2026, 11, 24)
SCAR02 = "NCT06503224"
SCREENED = Day.read("2026-11-20")


def pytest_collection_modifyitems(items):
    """Let the offscreen screen say what it cannot do; every other warning of Qt fails a test."""
    for item in items:
        item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support"))


def of_scar02(assessments: Iterable[Assessment]) -> Assessment:
    """Return what SCAR02 says; other trials stand beside it."""
    return next(one for one in assessments if one.trial == SCAR02)


def column_of_scar02(model: WorklistModel) -> int:
    """Return the number of the column of SCAR02 in the worklist."""
    columns = range(model.columnCount())
    heads = [model.headerData(one, Qt.Orientation.Horizontal) for one in columns]
    return heads.index("SCAR02")


@pytest.fixture(scope="session")
def qapp() -> object:
    made = app.application()
    theme.show(made, "light")
    return made


@pytest.fixture(autouse=True)
def _vocabulary_read_once(monkeypatch) -> None:
    """Read the real vocabulary once for all tests: it takes a quarter of a second."""
    monkeypatch.setattr("core.vocabulary.read_vocabulary", _READ_ONCE)


@pytest.fixture
def home(tmp_path, monkeypatch) -> Path:
    """Keep preferences, log and documents of a test inside its own folder."""
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_DOCUMENTS_DIR"):
        monkeypatch.setenv(name, str(tmp_path / name.lower()))
    (tmp_path / "xdg_documents_dir").mkdir()
    return tmp_path


@pytest.fixture
def folder(home: Path) -> Path:
    return home / "data"


@pytest.fixture
def session(qtbot, folder: Path) -> Iterator[Session]:
    made = Session(folder, AS_OF)
    made.load_now()
    yield made
    made.close()


@pytest.fixture
def window(qtbot, session: Session) -> Window:
    made = Window(session)
    qtbot.addWidget(made, before_close_func=lambda shown: setattr(shown, "_was_warned", True))
    made.show()
    qtbot.waitExposed(made)
    made.worklist.refresh()
    return made


@pytest.fixture
def enter(session: Session) -> Callable[..., None]:
    """Enter observations by key: enter(alt="96 U/L (40)")."""

    def put(**values: str) -> None:
        for key, value in values.items():
            session.put(Observation(of=key, value=value, date=Day.read("2026-11-18")))

    return put


@pytest.fixture
def patient(session: Session, enter: Callable[..., None]) -> Session:
    """Open a woman with lupus of whom a few things are known; ALT fails SCAR02."""
    session.new_patient("S-001")
    session.put_person(sex="female", birth_date=Day.read("1990-05-17"))
    session.put(Milestone(trial=SCAR02, event="screening", date=SCREENED))
    classified = Classified(set="eular_acr_2019_sle", date=Day.read("2019-03"))
    session.put(Diagnosis(of="sle", date=Day.read("2019-03"), classified_by=(classified,)))
    session.put(Score(of="sledai_2k", total=Decimal(12), date=SCREENED))
    enter(hemoglobin="9.1 g/dL", alt="196 U/L (40)", ast="30 U/L (40)")
    return session
