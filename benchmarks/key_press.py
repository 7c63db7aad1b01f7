"""How long a key press takes until the window is painted again, with and without a new verdict.

python benchmarks/key_press.py [ROUNDS]

A letter typed shows the reading of the value. Enter stores it, folds the record, assesses every
trial and paints the verdict; then the form and the rest of the window follow.

"the verdict" is the time from Enter until the window has for the first time painted something of
the panel's criteria, and with it the strip: what the panel says of the new value is on the screen
(p95 at most 16 ms). "all of it" is the time until nothing is left to do.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

HOUSE = Path(__file__).parent.parent
sys.path.insert(0, str(HOUSE))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt  # noqa: E402
from PySide6.QtTest import QTest  # noqa: E402
from PySide6.QtWidgets import QLineEdit  # noqa: E402

from gui import app, theme  # noqa: E402
from gui.session.session import Session  # noqa: E402
from gui.window import Window  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QApplication

    from gui.results.panel import ResultsPanel


def main(rounds: int) -> None:
    """Type values of one analyte into the demo's first patient, and print both times."""
    application = app.application()
    theme.show(application, "light")
    with tempfile.TemporaryDirectory() as folder:
        session = Session(Path(folder), date.today(), is_demo=True)
        window = Window(session)
        window.show()
        session.load_now()
        window.open_patient("D-001")
        letters, shown, enters = typed(application, window, rounds)
        stored = session.latest("observations", "alt")
        window.close()
        session.close()
    print(f"ALT is now {getattr(stored, 'value', None)}")
    for name, times in (("a letter", letters), ("the verdict", shown), ("all of it", enters)):
        cuts = statistics.quantiles(times, n=20)
        print(f"{name:<12} median {statistics.median(times):6.1f} ms   p95 {cuts[18]:6.1f} ms")


def typed(
    application: QApplication, window: Window, rounds: int
) -> tuple[list[float], list[float], list[float]]:
    """Return the milliseconds of every letter, every painted verdict and every Enter."""
    letters: list[float] = []
    shown: list[float] = []
    enters: list[float] = []
    workspace = window.workspace
    assert workspace is not None
    watch = PaintWatch(window, workspace.panel)
    for number in range(rounds):
        workspace.panel.chosen.emit("labs", "alt", "")
        settle(application)
        field = window.focusWidget()
        assert isinstance(field, QLineEdit)
        field.selectAll()
        letters += [
            timed(application, partial(QTest.keyClicks, field, letter))
            for letter in f"{20 + number} (40)"
        ]
        watch.painted = None
        start = time.perf_counter()
        enters.append(timed(application, partial(QTest.keyClick, field, Qt.Key.Key_Return)))
        assert watch.painted is not None, "the criteria were not painted"
        shown.append(1000 * (watch.painted - start))
    return letters, shown, enters


def timed(application: QApplication, press: Callable[[], object]) -> float:
    """Return the milliseconds from a key press to the painted window."""
    start = time.perf_counter()
    press()
    settle(application)
    return 1000 * (time.perf_counter() - start)


def settle(application: QApplication) -> None:
    """Let the window do what it has to do, painting included."""
    for _ in range(3):
        application.processEvents()


class PaintWatch(QObject):
    """Notes when the window has first painted one of the criteria since `painted` was None."""

    def __init__(self, window: Window, panel: ResultsPanel) -> None:
        super().__init__(window)
        self.painted: float | None = None
        self._window = window
        self._criteria = panel.criteria.viewport()
        self._is_painting = self._saw_criteria = False
        window.installEventFilter(self)
        self._criteria.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Let the window paint as it would, and note when it has done so."""
        if watched is self._criteria:
            self._saw_criteria |= event.type() is QEvent.Type.Paint
        elif event.type() is QEvent.Type.UpdateRequest and not self._is_painting:
            self._is_painting, self._saw_criteria = True, False
            QCoreApplication.sendEvent(self._window, event)
            self._is_painting = False
            if self._saw_criteria and self.painted is None:
                self.painted = time.perf_counter()
            return True
        return False


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 60)
