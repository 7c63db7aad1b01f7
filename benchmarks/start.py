"""Cold start of the window, beside an empty PySide6 window, in turns.

python benchmarks/start.py [ROUNDS]

First paint of Tamis ÷ first paint of an empty window: at most 1.6. What is painted first is the
window in its place and theme, with its ground, the top bar (mark and name of the page) and the bar
of the keys; the page itself, the buttons and the keys follow one turn of the event loop later.

A usable worklist (the stored patients painted, with their diseases and verdicts, while what opens
them is still being read) ÷ the same: at most 3.5.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HOUSE = Path(__file__).parent.parent

EMPTY = """
import sys, time
from PySide6.QtWidgets import QApplication, QWidget
class Window(QWidget):
    def paintEvent(self, event):
        print("painted", time.time(), flush=True)
        QApplication.instance().quit()
app = QApplication(sys.argv)
window = Window()
window.resize(1366, 768)
window.show()
app.exec()
"""

TAMIS = """
import sys, time
sys.path.insert(0, sys.argv[1])
from pathlib import Path
from PySide6.QtCore import QObject, QTimer
from gui.app import Tamis, application
from gui.places import places_in
app = application()
tamis = Tamis(app, Path(sys.argv[1]), places_in(Path(sys.argv[2])))
tamis.open(is_demo=False)
window = tamis.window
def painted():
    print("painted", time.time(), flush=True)
    QTimer.singleShot(0, watch)
class Rows(QObject):
    def eventFilter(self, viewport, event):
        if event.type() == event.Type.Paint and window.worklist.subjects():
            viewport.removeEventFilter(self)
            QTimer.singleShot(0, usable)
        return False
def watch():
    window.worklist.table.viewport().installEventFilter(rows)
def usable():
    print("usable", time.time(), flush=True)
    app.quit()
rows = Rows()
window.painted.connect(painted)
window.session.failed.connect(lambda sentence: sys.exit(sentence))
app.exec()
"""


PATIENTS = """
import sys
sys.path.insert(0, sys.argv[1])
from datetime import date
from pathlib import Path
from gui.session import opening, projection
from gui.session.demo import fill
house, folder = Path(sys.argv[1]), Path(sys.argv[2])
opened = opening.read(house, folder, date.today(), is_demo=False)
fill(opened.store, house / "resources" / "demo", opened.setting, date.today())
projection.refresh(opened, date.today())
opened.store.close()
"""


def main(rounds: int) -> None:
    """Time both windows in turns, and print medians and ratios."""
    empty: list[float] = []
    painted: list[float] = []
    usable: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        started(PATIENTS, str(HOUSE), folder)
        started(TAMIS, str(HOUSE), folder)  # the modules are compiled once
        for _ in range(rounds):
            empty.append(started(EMPTY)["painted"])
            tamis = started(TAMIS, str(HOUSE), folder)
            painted.append(tamis["painted"])
            usable.append(tamis["usable"])
    yardstick = statistics.median(empty)
    print(f"empty window, first paint   {yardstick:6.3f} s")
    for name, seconds, most in (("first paint", painted, 1.6), ("usable worklist", usable, 3.5)):
        median = statistics.median(seconds)
        print(f"Tamis, {name:<20} {median:6.3f} s   ÷ {median / yardstick:4.2f}   (at most {most})")


def started(program: str, *arguments: str) -> dict[str, float]:
    """Run a program and return the seconds from its launch to each of its marks."""
    environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ}
    # a second start finds its modules compiled, unless the shell forbids it
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    launch = time.time()
    done = subprocess.run(  # noqa: S603 - this Python, on the programs above
        [sys.executable, "-c", program, *arguments],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    marks = (line.split() for line in done.stdout.splitlines())
    return {word: float(moment) - launch for word, moment in marks}


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 7)
