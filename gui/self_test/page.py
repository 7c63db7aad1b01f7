"""The page "Check this installation": each check with what it found, to be read and copied."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from core.self_test import report
from core.self_test.running import NAMES, guarded, run_check
from core.self_test.versions import versions
from core.self_test.words import TITLES
from gui.self_test.check_line import CheckLine
from gui.session.work import Work
from gui.widgets.labels import label, wrapping

if TYPE_CHECKING:
    from core.self_test.result import Ground, Result

_WINDOW = "window"


class SelfTestPage(QDialog):
    """Runs one check after the other beside the window, which stays alive; the last is Qt's own."""

    def __init__(self, ground: Ground, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Check this installation"))
        application = QCoreApplication.instance()
        assert application is not None  # noqa: S101 - there is no widget without one
        self._application = application
        self._ground = ground
        self._work: Work | None = None
        self._is_running = False
        self.results: list[Result] = []
        self.lines = {name: CheckLine(TITLES[name], self) for name in (*NAMES, _WINDOW)}
        self.summary = wrapping("", "section", self)
        self.again = QPushButton(self.tr("Check again"), self)
        self.again.clicked.connect(self.run)
        self.copy = QPushButton(self.tr("Copy"), self)
        self.copy.setToolTip(self.tr("Copy the report as text, with no patient in it"))
        self.copy.clicked.connect(self._copy)
        self._lay_out()
        self.resize(720, 680)
        self._application.aboutToQuit.connect(self._wait)

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(label("\n".join(versions()), "detail", self))
        foot.addStretch()
        foot.addWidget(self.again)
        foot.addWidget(self.copy)
        body = QVBoxLayout(self)
        body.setContentsMargins(20, 18, 20, 16)
        body.setSpacing(12)
        body.addWidget(self.summary)
        body.addWidget(self._list(), 1)
        body.addLayout(foot)

    def _list(self) -> QWidget:
        content = QWidget(self)
        content.setObjectName("content")
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 6, 0, 6)
        column.setSpacing(0)
        for number, line in enumerate(self.lines.values()):
            if number:
                rule = QFrame(content)
                rule.setObjectName("line")
                column.addWidget(rule)
            column.addWidget(line)
        column.addStretch()
        made = QScrollArea(self)
        made.setWidgetResizable(True)
        made.setWidget(content)
        return made

    def run(self) -> None:
        """Run all checks from the first on; while they run, nothing happens."""
        if self._is_running:
            return
        self._is_running = True
        self.results = []
        for line in self.lines.values():
            line.wait()
        self.again.setEnabled(False)
        self.copy.setEnabled(False)
        self.summary.setText(self.tr("The checks are running. You can go on working."))
        self._begin(NAMES[0])

    def _begin(self, name: str) -> None:
        """Run a check in a thread; those after it follow."""
        self.lines[name].begin()
        # The thread outlives this page if it must: Qt ends a program that loses one at work.
        work = Work(partial(run_check, name, self._ground), self._application)
        work.finished_with.connect(self._show)
        work.finished.connect(self._go_on)
        work.finished.connect(work.deleteLater)
        self._work = work
        work.start()

    def _go_on(self) -> None:
        self._work = None
        if not self.isVisible():
            self._stop(self.tr("Not all checks were run."))
        elif len(self.results) < len(NAMES):
            self._begin(NAMES[len(self.results)])
        else:
            self.lines[_WINDOW].begin()
            QTimer.singleShot(0, self, self._check_window)

    def _check_window(self) -> None:
        # Fonts are Qt's own business, and that is this thread's.
        from gui.self_test.window_check import check

        self._show(guarded(_WINDOW, check))
        self.copy.setEnabled(True)
        self._stop(report.summary(self.results))

    def _stop(self, said: str) -> None:
        self._is_running = False
        self.summary.setText(said)
        self.again.setEnabled(True)

    def _wait(self) -> None:
        if self._work is not None:
            self._work.wait()

    def _show(self, result: Result) -> None:
        self.results.append(result)
        self.lines[result.name].show_result(result)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(report.text(self.results, versions()))
