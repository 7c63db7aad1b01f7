"""The page of the self-test: it runs beside the window, shows what was found, and can be copied."""

import os
import shutil
import sqlite3
import subprocess
import sys

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from core.self_test.result import Ground
from core.self_test.running import NAMES
from core.self_test.words import ADVICE
from gui import app
from gui.frame.keys import KeyList, all_keys
from gui.places import HOUSE, places_in
from gui.self_test import check_installation
from gui.self_test.page import SelfTestPage
from gui.self_test.window_check import check, check_without_a_screen
from gui.session.work import Work

ALL = (*NAMES, "window")


def done(qtbot, page):
    qtbot.waitUntil(lambda: len(page.results) == len(ALL), timeout=60_000)
    qtbot.waitUntil(page.again.isEnabled)
    return {result.name: result for result in page.results}


@pytest.fixture
def broken(tmp_path):
    house = tmp_path / "house"
    for folder in ("trials", "resources"):
        shutil.copytree(HOUSE / folder, house / folder)
    (house / "trials" / "nct06350110.yaml").unlink()
    return house


def test_shift_f1_checks_this_installation_while_the_window_stays_alive(qtbot, window):
    from PySide6.QtCore import Qt

    QTest.keyClick(window, Qt.Key.Key_F1, Qt.KeyboardModifier.ShiftModifier)
    page = window.findChild(SelfTestPage)
    assert page.isVisible()
    assert not page.again.isEnabled()
    # The keyboard is heard while the first check runs.
    assert page.results == []
    window.show_keys()
    assert window.findChild(KeyList).isVisible()

    found = done(qtbot, page)
    assert [*found] == [*ALL]
    assert all(result.is_ok for result in found.values()), page.results
    assert "All 7 checks passed" in page.summary.text()


def test_the_list_of_keys_names_it_and_leads_to_it(qtbot, window):
    assert "Shift F1" in dict(all_keys())
    window.show_keys()
    window.findChild(KeyList).check.click()
    page = window.findChild(SelfTestPage)
    assert page.isVisible()
    done(qtbot, page)


def test_the_users_store_is_not_touched(qtbot, window, patient, folder):
    before = stored(folder)
    window.session.close_patient()
    page = SelfTestPage(Ground(HOUSE, folder), window)
    page.run()
    page.show()
    done(qtbot, page)
    assert stored(folder) == before
    assert not [*folder.glob(".tamis*")]


def stored(folder):
    with sqlite3.connect(f"file:{folder / 'tamis.sqlite'}?mode=ro", uri=True) as connection:
        rows = connection.execute("SELECT sequence, hash FROM ledger ORDER BY sequence").fetchall()
    connection.close()
    return rows


def test_a_failed_check_is_marked_and_says_what_to_do_and_the_report_is_copied(
    qtbot, window, broken, folder
):
    page = SelfTestPage(Ground(broken, folder), window)
    page.show()
    page.run()
    found = done(qtbot, page)
    assert [name for name, one in found.items() if not one.is_ok] == ["trials", "patients"]
    line = page.lines["trials"]
    assert line._glyph._status == "not_met"
    assert line._said.text() == "trials/nct06350110.yaml is missing."
    assert line._advice.text() == ADVICE["trials"]
    assert page.lines["ledger"]._advice.isHidden()
    assert page.summary.text().startswith("2 of 7 checks failed: Trial files and vocabulary;")

    page.copy.click()
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith("Tamis ")
    assert "✕ Trial files and vocabulary\n  trials/nct06350110.yaml is missing.\n" in copied


def test_check_again_begins_from_the_first_and_asking_twice_runs_once(qtbot, window, folder):
    page = SelfTestPage(Ground(HOUSE, folder), window)
    page.show()
    page.run()
    page.run()
    done(qtbot, page)
    page.again.click()
    assert page.results == []
    assert page.lines["ledger"]._glyph._status == "not_applicable"
    assert len(done(qtbot, page)) == len(ALL)


def test_a_page_closed_while_a_check_runs_stops_after_it_and_can_be_run_again(
    qtbot, window, folder
):
    page = SelfTestPage(Ground(HOUSE, folder), window)
    page.show()
    page.run()
    page.close()
    qtbot.waitUntil(page.again.isEnabled, timeout=20_000)
    assert len(page.results) <= 1
    page.show()
    page.run()
    assert len(done(qtbot, page)) == len(ALL)


def test_qt_takes_the_bundled_fonts_and_icons(qapp):
    assert check().faults == ()
    assert check_without_a_screen().faults == ()


@pytest.mark.qt_log_ignore("Could not|cannot|Cannot|QFont|QRawFont|freetype")
def test_a_font_or_icon_that_qt_cannot_take_is_named(qapp, broken, monkeypatch):
    monkeypatch.setattr("gui.self_test.window_check.RESOURCES", broken / "resources")
    (broken / "resources" / "fonts" / "Inter-Bold.ttf").write_bytes(b"no font")
    (broken / "resources" / "icons" / "x.svg").write_text("no drawing")
    said = " ".join(check().faults)
    assert "Qt cannot load Inter-Bold.ttf." in said
    assert "Qt cannot draw x.svg." in said


CLOSED_AT_WORK = """
import sys
from PySide6.QtCore import QTimer
from gui import app

class Closed(app.Tamis):
    def open(self, *, is_demo):
        super().open(is_demo=is_demo)
        self.window.session.loaded.connect(lambda: QTimer.singleShot(0, self.check))

    def check(self):
        from gui.self_test import check_installation
        check_installation(self.window, self.window.session)
        QTimer.singleShot(int(sys.argv[2]), self.window.close)

app.Tamis = Closed
sys.exit(app.run(["--data-dir", sys.argv[1]]))
"""


@pytest.mark.parametrize("after", ["0", "400"])
def test_tamis_may_be_closed_while_the_checks_run(home, after):
    done = subprocess.run(
        [sys.executable, "-c", CLOSED_AT_WORK, str(home / "data"), after],
        cwd=HOUSE,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "QThread" not in done.stderr


def test_the_demo_may_be_opened_while_the_checks_run(qtbot, qapp, home):
    tamis = app.Tamis(qapp, HOUSE, places_in(home / "data"))
    own = opened(qtbot, tamis, is_demo=False)
    check_installation(own, own.session)
    demo = opened(qtbot, tamis, is_demo=True)
    qtbot.waitUntil(lambda: not qapp.findChildren(Work), timeout=20_000)
    assert demo.isVisible()
    demo.close()
    demo.deleteLater()


def opened(qtbot, tamis, *, is_demo):
    tamis.open(is_demo=is_demo)
    with qtbot.waitSignal(tamis.window.session.loaded, timeout=20_000):
        pass
    return tamis.window
