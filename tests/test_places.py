"""Where Tamis writes, and that it talks to nobody: the real program, watched."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from gui.places import documents_folder, places_in, usual_places
from tests.builders import HOUSE

# Starts the real program in a child, enters a patient, exports a checklist, prints it into a file
# if PRINTS is set, closes the window.
# The hook sees what Python does; what Qt writes by itself is seen in the folders afterwards.
WATCHED = r"""
import json, os, sys
seen = {"written": [], "sockets": []}
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_TRUNC
DEEDS = {"os.mkdir", "os.remove", "os.rename", "os.link", "os.symlink", "os.truncate",
         "os.rmdir", "sqlite3.connect", "shutil.copyfile", "shutil.move", "tempfile.mkstemp"}

def hook(event, args):
    # Python's platform asks Windows so what the computer is called, and opens nothing.
    if event.startswith("socket.") and event != "socket.gethostname":
        seen["sockets"].append(event)
    elif event == "open" and isinstance(args[0], (str, bytes)):
        path, mode, flags = args
        if (mode and set(mode) & set("wax+")) or (mode is None and (flags or 0) & WRITES):
            seen["written"].append([event, os.path.abspath(os.fsdecode(path))])
    elif event in DEEDS:
        names = [one for one in args if isinstance(one, (str, bytes))]
        seen["written"] += [[event, os.fsdecode(one)] for one in names]

sys.addaudithook(hook)
PRINTS = ""
# HERE
sys.path.insert(0, sys.argv[1])
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from gui import app
import gui.export

export, known = Path(sys.argv[2]), {}
gui.export.FileQuestion.ask = classmethod(lambda *_: export)

class Watched(app.Tamis):
    def open(self, *, is_demo):
        super().open(is_demo=is_demo)
        known["tamis"] = self
        self.window.session.loaded.connect(lambda: QTimer.singleShot(0, enter))

def enter():
    from core.record import Observation
    from core.dates import Day
    window = known["tamis"].window
    window.begin_new_patient()
    window.session.new_patient("S-001")
    window.open_patient("S-001")
    window.session.put(Observation(of="alt", value="96 U/L (40)", date=Day.read("2026-11-18")))
    window.session.exported.connect(lambda _: QTimer.singleShot(0, then.pop(0)))
    window.export()

def look():
    from gui.printing.preview import Preview
    known["tamis"].window.preview()
    known["preview"] = known["tamis"].window.findChild(Preview)
    QTimer.singleShot(50, print_it)

def print_it():
    from gui.printing import printer
    preview = known["preview"]
    if not preview.pages.count:
        QTimer.singleShot(50, print_it)
        return
    def ask(parent, size, offered):
        chosen = printer.new_printer(size, offered)
        asked = printer.dialog(chosen, parent)
        asked.show()
        QApplication.processEvents()
        asked.hide()
        chosen.setOutputFormat(chosen.OutputFormat.PdfFormat)
        chosen.setOutputFileName(PRINTS)
        return chosen
    printer.PrinterQuestion.ask = ask
    preview.print.click()


def leave():
    window = known["tamis"].window
    seen["patients"] = window.worklist.subjects()
    window.theme_asked_for.emit()
    window.close()

then = [look, leave] if PRINTS else [leave]
app.Tamis = Watched
QTimer.singleShot(60_000, lambda: os._exit(3))
code = app.run(json.loads(sys.argv[3]), Path(sys.argv[1]))
print(json.dumps({"code": code, **seen}))
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    made = tmp_path / "home"
    (made / "Documents").mkdir(parents=True)
    return made


def started(home: Path, export: Path, *arguments: str, before: str = "") -> dict[str, Any]:
    """Run the watched program as a user of this home, and return what it was seen to do."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "SYSTEMROOT") if name in os.environ}
    environment = {
        **kept,
        "HOME": str(home),
        "USERPROFILE": str(home),
        "LOCALAPPDATA": str(home / "AppData" / "Local"),
        "APPDATA": str(home / "AppData" / "Roaming"),
        "USER": "li",
        "TMPDIR": str(home.parent / "tmp"),
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    (home.parent / "tmp").mkdir(exist_ok=True)
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            WATCHED.replace("# HERE", before),
            str(HOUSE),
            str(export),
            json.dumps(arguments),
        ],
        env=environment,
        cwd=home.parent,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    seen: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    assert seen["code"] == 0
    return seen


def files_in(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def strangers(seen: dict[str, Any], *allowed: Path) -> list[list[str]]:
    """Return what was written anywhere but in the folders that are allowed, or made on the way."""
    return [
        [event, name]
        for event, name in seen["written"]
        if not any(_is_in(Path(_plain(name)), folder, event) for folder in allowed)
    ]


def _plain(name: str) -> str:
    # SQLite is given an address: file:///folder/tamis.sqlite?mode=rw
    return unquote(name.removeprefix("file://").split("?")[0]) if name[:7] == "file://" else name


def _is_in(path: Path, folder: Path, event: str) -> bool:
    is_on_the_way = event == "os.mkdir" and path in folder.parents
    return path == folder or folder in path.parents or is_on_the_way


@pytest.mark.skipif(sys.platform != "linux", reason="the folders of Linux")
def test_a_whole_session_writes_to_its_three_folders_and_the_export_alone_and_opens_no_socket(home):
    house_before = _stamps(HOUSE)
    seen = started(home, home / "Documents" / "checklist.pdf")
    data, config = home / ".local/share/Tamis", home / ".config/Tamis"
    log = home / ".local/state/Tamis/log"

    assert seen["patients"] == ["S-001"]
    assert seen["sockets"] == []
    assert strangers(seen, data, config, log, home / "Documents") == []
    # The watch is awake: it saw what must have been written.
    written = {Path(_plain(name)) for _, name in seen["written"]}
    assert {data / "tamis.sqlite", log / "tamis.log", home / "Documents/checklist.pdf"} <= written
    assert files_in(home) - files_in_cache(home) == {
        "Documents/checklist.pdf",
        ".config/Tamis/window.ini",
        ".local/share/Tamis/tamis.sqlite",
        ".local/state/Tamis/log/crash.log",
        ".local/state/Tamis/log/tamis.log",
    }
    assert files_in(home.parent / "tmp") == set()
    assert _stamps(HOUSE) == house_before


def test_with_a_data_folder_all_but_the_export_lies_in_it(home, tmp_path):
    folder = tmp_path / "stick"
    seen = started(home, home / "Documents" / "checklist.pdf", "--data-dir", str(folder))
    assert seen["sockets"] == []
    assert strangers(seen, folder, home / "Documents") == []
    assert files_in(home) - files_in_cache(home) == {"Documents/checklist.pdf"}
    assert files_in(folder) == {
        "config/window.ini",
        "log/crash.log",
        "log/tamis.log",
        "tamis.sqlite",
    }


def test_the_demo_keeps_its_store_in_a_folder_of_its_own_inside_the_data_folder(home, tmp_path):
    folder = tmp_path / "stick"
    started(home, home / "Documents" / "c.pdf", "--demo", "--data-dir", str(folder))
    assert "demo/demo.sqlite" in files_in(folder)
    assert "tamis.sqlite" not in files_in(folder)


def test_printing_writes_nothing_but_the_file_that_was_named(home, tmp_path):
    folder, to = tmp_path / "stick", home / "Documents" / "printed.pdf"
    seen = started(
        home,
        home / "Documents" / "checklist.pdf",
        "--data-dir",
        str(folder),
        before=f"PRINTS = {str(to)!r}\n",
    )
    assert seen["sockets"] == []
    assert strangers(seen, folder, home / "Documents") == []
    assert files_in(home) - files_in_cache(home) == {
        "Documents/checklist.pdf",
        "Documents/printed.pdf",
    }
    assert to.read_bytes().startswith(b"%PDF")
    assert files_in(folder) == {
        "config/window.ini",
        "log/crash.log",
        "log/tamis.log",
        "tamis.sqlite",
    }
    assert files_in(home.parent / "tmp") == set()


def test_the_watch_sees_a_socket_and_a_file_that_does_not_belong(home, tmp_path):
    spoiled = "import socket; socket.socket().close(); open('stray.txt', 'w').close()\n"
    seen = started(home, home / "Documents" / "c.pdf", before=spoiled)
    assert seen["sockets"] == ["socket.__new__"]
    assert strangers(seen, home) == [["open", str(tmp_path / "stray.txt")]]


def files_in_cache(home: Path) -> set[str]:
    """Return what the system's font library remembers of the system's fonts."""
    return {name for name in files_in(home) if name.startswith(".cache/fontconfig/")}


def _stamps(folder: Path) -> dict[str, int]:
    """Return when each file of trials and resources was last written."""
    return {
        path.as_posix(): path.stat().st_mtime_ns
        for part in ("trials", "resources", "core", "gui")
        for path in (folder / part).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


# The folders of other systems, as platformdirs gives them


def test_a_data_folder_holds_the_three_places(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    places = places_in(Path("stick"))
    assert places.data == tmp_path / "stick"
    assert {places.config.parent, places.log.parent} == {places.data}


def test_on_windows_nothing_roams(monkeypatch):
    from platformdirs import windows

    asked = set()

    def folder_of_windows(name):
        asked.add(name)
        return rf"X:\{name}"

    monkeypatch.setattr(windows, "get_win_folder", folder_of_windows)
    _use(monkeypatch, windows.Windows)
    places = usual_places()
    assert asked == {"CSIDL_LOCAL_APPDATA"}
    for place in (places.data, places.config, places.log):
        assert "CSIDL_LOCAL_APPDATA" in str(place)
        assert "Tamis" in str(place)


def test_on_macos_the_places_are_in_the_library_of_the_user(monkeypatch):
    from platformdirs.macos import MacOS

    _use(monkeypatch, MacOS)
    places = usual_places()
    library = Path.home() / "Library"
    assert places.data == places.config == library / "Application Support" / "Tamis"
    assert places.log == library / "Logs" / "Tamis"


def test_exports_are_offered_in_the_documents(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_DOCUMENTS_DIR", str(tmp_path))
    if sys.platform == "linux":
        assert documents_folder() == tmp_path


def _use(monkeypatch: pytest.MonkeyPatch, system: type) -> None:
    import platformdirs

    monkeypatch.setattr(platformdirs, "PlatformDirs", system)
