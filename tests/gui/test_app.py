"""The start: the window first, everything else behind it; and what happens when a bug shows."""

import shutil
import subprocess
import sys

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QColor, QPalette

from core.errors import StoreError
from gui import app, theme
from gui.only_one import claim
from gui.places import HOUSE, places_in

FIRST_PAINT = """
import sys
from pathlib import Path
from PySide6 import QtCore
from gui.app import Tamis, application
from gui.places import places_in

app = application()
tamis = Tamis(app, Path.cwd(), places_in(Path(sys.argv[1])))
tamis.open(is_demo=False)
late = (
    "pydantic", "pydantic_core", "yaml", "sqlmodel", "sqlalchemy", "typst", "sqlite3",
    "core.vocabulary", "gui.log", "gui.export", "gui.frame.body", "gui.worklist.page",
    "PySide6.QtPrintSupport",
)
def first():
    print("LOADED", [name for name in late if name in sys.modules])
    print("ENUMERATIONS", "Qt" in vars(QtCore))
    print("BUILT", tamis.window.is_built)
    QtCore.QTimer.singleShot(0, then)
def then():
    print("A TURN LATER", tamis.window.is_built)
    app.quit()
tamis.window.painted.connect(first)
app.exec()
"""


@pytest.fixture
def first_paint(home):
    done = subprocess.run(
        [sys.executable, "-c", FIRST_PAINT, str(home / "data")],
        cwd=HOUSE,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    return done.stdout


def test_the_window_is_painted_before_anything_heavy_is_imported(first_paint):
    assert "LOADED []" in first_paint
    assert "ENUMERATIONS False" in first_paint


def test_the_window_is_built_in_the_turn_after_the_first_paint(first_paint):
    assert "BUILT False" in first_paint
    assert "A TURN LATER True" in first_paint


@pytest.fixture
def tamis(qtbot, qapp, home):
    made = app.Tamis(qapp, HOUSE, places_in(home / "data"))
    yield made
    if made.window is not None:
        made.window._was_warned = True
        made.window.close()
        made.window.deleteLater()
    theme.choose(qapp, "light")


def test_after_the_first_paint_trials_and_patients_are_there(qtbot, tamis):
    tamis.open(is_demo=False)
    with qtbot.waitSignal(tamis.window.session.loaded, timeout=20_000):
        pass
    assert "SCAR02" in {trial.short_name for trial in tamis.window.session.trials}
    qtbot.waitUntil(tamis.window.worklist.empty.isVisible)


def test_the_demo_opens_in_place_of_the_own_store_and_says_so_all_the_time(qtbot, tamis):
    tamis.open(is_demo=False)
    with qtbot.waitSignal(tamis.window.session.loaded, timeout=20_000):
        pass
    tamis.window.worklist.empty.demo_asked_for.emit()
    assert tamis.window.session.is_demo
    assert tamis.window.ribbon.isVisible()
    with qtbot.waitSignal(tamis.window.session.loaded, timeout=20_000):
        pass
    qtbot.waitUntil(lambda: len(tamis.window.worklist.subjects()) == 6, timeout=20_000)

    tamis.window.ribbon.left.emit()
    assert not tamis.window.session.is_demo
    assert not tamis.window.ribbon.isVisible()


def test_a_second_window_on_the_same_store_says_where_to_go_on(qtbot, tamis, home):
    lock, trouble = claim(home / "data", is_demo=False)
    assert lock is not None
    assert trouble == ""
    tamis.open(is_demo=False)
    assert "already open" in tamis.window.trouble.text
    lock.unlock()


def test_a_data_folder_that_cannot_be_made_is_said_in_a_sentence(qtbot, qapp, home):
    (home / "file").write_text("")
    tamis = app.Tamis(qapp, HOUSE, places_in(home / "file" / "data"))
    tamis.open(is_demo=False)
    assert tamis.window is not None
    assert "cannot be made" in tamis.window.trouble.text
    tamis.window.close()


def test_a_chosen_theme_is_there_at_the_next_start(qtbot, qapp, tamis, home):
    tamis.open(is_demo=False)
    assert theme.current().name == "light"
    tamis.window.theme_asked_for.emit()
    assert theme.current().name == "dark"
    theme.show(qapp, "light")
    app.Tamis(qapp, HOUSE, places_in(home / "data"))
    assert theme.current().name == "dark"


def test_a_bug_is_said_calmly_and_the_window_stays(qtbot, tamis, capsys):
    tamis.open(is_demo=False)
    qtbot.waitUntil(lambda: tamis.window.is_built)
    bug = ValueError("ALT 96 U/L of S-001")
    tamis.excuse(type(bug), bug, None)
    assert "What was saved is safe" in tamis.window.trouble.text
    assert "S-001" not in tamis.window.trouble.text
    assert "S-001" not in capsys.readouterr().err


def test_a_bug_before_the_window_is_built_leaves_no_empty_window_behind(
    qtbot, tamis, monkeypatch, capsys
):
    codes: list[int] = []
    monkeypatch.setattr(tamis._app, "exit", codes.append)
    tamis.open(is_demo=False)
    tamis.excuse(ValueError, ValueError("ALT 96 U/L of S-001"), None)
    assert codes == [1]
    assert "S-001" not in capsys.readouterr().err


def test_a_mistake_of_the_data_is_shown_in_its_own_words(qtbot, tamis):
    tamis.open(is_demo=False)
    tamis.excuse(StoreError, StoreError("The disk is full. Free some space."), None)
    assert tamis.window.trouble.text == "The disk is full. Free some space."


def test_a_trial_file_with_a_mistake_is_named_in_the_window(qtbot, qapp, home):
    house = home / "house"
    shutil.copytree(HOUSE / "resources" / "vocabulary", house / "resources" / "vocabulary")
    (house / "trials").mkdir()
    (house / "trials" / "nct1.yaml").write_text("registry_number: NCT00000001\ntitle: [\n")
    tamis = app.Tamis(qapp, house, places_in(home / "data"))
    tamis.open(is_demo=False)
    assert tamis.window is not None
    qtbot.waitUntil(lambda: tamis.window.is_built)
    qtbot.waitUntil(lambda: "nct1.yaml, line" in tamis.window.trouble.text, timeout=20_000)
    tamis.window.close()


def test_a_window_may_be_closed_while_its_files_are_still_read(qtbot, tamis):
    tamis.open(is_demo=False)
    session = tamis.window.session
    session.load()
    assert tamis.window.close()
    qtbot.wait(200)
    assert not session.is_loaded


def test_a_window_may_be_closed_before_it_is_built(qtbot, tamis, home):
    tamis.open(is_demo=False)
    window = tamis.window
    with qtbot.waitSignal(window.painted):
        window.painted.connect(window.close)
    qtbot.wait(50)
    assert not window.isVisible()
    assert not window.is_built
    assert not window.session.is_loading
    lock, _ = claim(home / "data", is_demo=False)
    assert lock is not None
    lock.unlock()


@pytest.mark.parametrize(("ground", "name"), [("#202020", "dark"), ("#efefef", "light")])
def test_the_first_paint_has_the_colours_of_the_system(qapp, home, ground, name):
    theme.choose(qapp, "dark" if name == "light" else "light")
    qapp.setPalette(QPalette(QColor(ground)))
    app.Tamis(qapp, HOUSE, places_in(home / "data"))
    assert theme.current().name == name
    theme.choose(qapp, "light")


def test_the_demo_is_asked_for_on_the_command_line(home):
    assert app._options(["--demo", "--data-dir", str(home)]) == (True, places_in(home))


def test_the_window_opens_from_the_front_door_and_closes_clean(qtbot, qapp, home, monkeypatch):
    QTimer.singleShot(1500, qapp.closeAllWindows)
    hook = sys.excepthook
    assert app.run(["--data-dir", str(home / "data")]) == 0
    sys.excepthook = hook
