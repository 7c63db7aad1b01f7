"""The start: a window at once, everything else behind it."""

from __future__ import annotations

import gc
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from core.errors import TamisError
from gui import theme
from gui.only_one import claim
from gui.places import DESKTOP_ID, HOUSE, NAME, Places, places_in, usual_places
from gui.preferences import Preferences
from gui.session.session import Session
from gui.window import Window

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import TracebackType

    from PySide6.QtCore import QLockFile


def run(argv: Sequence[str], house: Path = HOUSE) -> int:
    """Open the window and stay until it is closed; return the exit code.

    `house` holds the trials and the vocabulary.
    """
    is_demo, places = _options(argv) if argv else (False, usual_places())
    app = application()
    tamis = Tamis(app, house, places)
    sys.excepthook = tamis.excuse
    tamis.open(is_demo=is_demo)
    return app.exec()


def application() -> QApplication:
    """Return the application with its fonts and its style."""
    # One key press makes some thousand small values, in no cycle; at its usual 700 the collector
    # would go through them a dozen times before the verdict is painted.
    gc.set_threshold(50_000, 20, 50)
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)  # noqa: S101 - Qt's own type says less
    app.setApplicationName(NAME)
    app.setDesktopFileName(DESKTOP_ID)
    app.setStyle("Fusion")
    theme.load_fonts("Inter-*.ttf")
    app.setFont(theme.body_font())
    return app


class Tamis(QObject):
    """The program: one window on one store, or on the demo store."""

    def __init__(self, app: QApplication, house: Path, places: Places) -> None:
        super().__init__()
        self._app, self._house, self._places = app, house, places
        # What Qt's own file dialog remembers lies there too, not in a folder of Qt's.
        QSettings.setPath(
            QSettings.Format.NativeFormat, QSettings.Scope.UserScope, str(places.config)
        )
        self._preferences = Preferences(places.config)
        self._lock: QLockFile | None = None
        self.window: Window | None = None
        app.aboutToQuit.connect(self._stop)
        chosen = self._preferences.theme()
        if chosen:
            theme.choose(app, chosen)
        else:
            theme.follow_system(app)

    def open(self, *, is_demo: bool) -> None:
        """Open the window on the own store or on the demo store, instead of the one before."""
        before = self.window
        if before is not None and not before.close():
            return
        self._lock, trouble = claim(self._places.data, is_demo=is_demo)
        session = Session(self._places.data, date.today(), is_demo=is_demo, house=self._house)
        # A window that takes the place of another is whole at once.
        self.window = Window(session, in_steps=before is None)
        place = self._preferences.place()
        if before is not None:
            self.window.setGeometry(before.geometry())
            before.deleteLater()
        elif place:
            self.window.restoreGeometry(place)
        self._connect(self.window)
        if trouble:
            self.window.say(trouble)
        else:
            self.window.painted.connect(lambda: QTimer.singleShot(0, self._go_on))
        if before is None and not place and _fills_the_screen(self.window):
            self.window.showMaximized()
        else:
            self.window.show()

    def _connect(self, window: Window) -> None:
        window.other_store_asked_for.connect(lambda is_demo: self.open(is_demo=is_demo))
        window.theme_asked_for.connect(self._change_theme)
        window.closed.connect(self._keep_place)

    def _go_on(self) -> None:
        """Build the window that has been painted, and read what it shows."""
        if self.window is None or not self.window.isVisible():
            return  # closed by now
        self.window.build()
        from gui import log
        from gui.widgets.icons import pixmap

        log.set_up(self._places.log)
        self.window.setWindowIcon(QIcon(pixmap("tamis", "accent", 64, 1.0)))
        self.window.session.load()
        # Large, and only wanted where a name is Chinese and the system has no font for it.
        theme.load_fonts("NotoSansSC-*.otf")

    def _change_theme(self) -> None:
        name = "light" if theme.current().name == "dark" else "dark"
        self._preferences.keep_theme(name)
        theme.choose(self._app, name)

    def _keep_place(self) -> None:
        if self.window is not None:
            self._preferences.keep_place(bytes(self.window.saveGeometry().data()))
        if self._lock is not None:
            self._lock.unlock()

    def _stop(self) -> None:
        # Qt ends the program if a thread still reads while its window is taken down.
        if self.window is not None:
            self.window.session.close()

    def excuse(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Write a bug to the log, and say calmly what is safe."""
        if issubclass(kind, KeyboardInterrupt):
            self._app.quit()
            return
        if isinstance(error, TamisError) and self.window is not None:
            self.window.say(str(error))
            return
        import logging

        from gui import log

        logging.getLogger(__name__).error("a bug", exc_info=(kind, error, trace))
        sys.stderr.write(log.details(kind, trace) + "\n")
        if self.window is not None and not self.window.is_built:
            self._app.exit(1)  # an empty window could not even say so
        elif self.window is not None:
            self.window.say(
                self.tr(
                    "Something in Tamis went wrong. What was saved is safe. Go on, or start "
                    "Tamis again; the log says where it happened, and holds no patient's values."
                )
            )


def _fills_the_screen(window: Window) -> bool:
    """Tell whether the screen has no room around the window and its title bar."""
    room = window.screen().availableSize()
    return room.width() <= window.width() or room.height() <= window.height() + 40


def _options(argv: Sequence[str]) -> tuple[bool, Places]:
    """Return whether the demo is asked for, and where to write."""
    # Costs a few thousandths of a second, which the usual start without a word saves.
    import argparse

    parser = argparse.ArgumentParser(prog="main.py", description="Opens the window of Tamis.")
    parser.add_argument("--demo", action="store_true", help="open invented patients")
    parser.add_argument(
        "--data-dir",
        type=Path,
        metavar="FOLDER",
        help="keep store, preferences and log in this folder",
    )
    options = parser.parse_args(list(argv))
    return options.demo, places_in(options.data_dir) if options.data_dir else usual_places()
