"""The main window: top bar, worklist or workspace, and the keys at the bottom."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMainWindow

from core.errors import TamisError
from gui.frame.front import front
from gui.self_test import check_installation

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QCloseEvent, QPaintEvent

    from gui.frame.keys import KeyList
    from gui.session.session import Session
    from gui.workspace import Workspace


class Window(QMainWindow):
    """One store in one window; `painted` comes once, when it has been seen for the first time.

    `in_steps` shows the empty front first; all else is made by `build`, after `painted`.
    """

    painted = Signal()
    other_store_asked_for = Signal(bool)
    theme_asked_for = Signal()
    closed = Signal()

    def __init__(self, session: Session, *, in_steps: bool = False) -> None:
        super().__init__()
        self.session = session
        self.workspace: Workspace | None = None
        self.is_built = False
        self._was_painted = False
        self._was_warned = False
        self._wanted: tuple[str, str] | None = None
        self._key_list: KeyList | None = None
        self.setWindowTitle("Tamis")
        self.resize(1366, 768)
        self.setMinimumSize(1000, 540)
        if in_steps:
            self.setCentralWidget(front(self))
        else:
            self.build()

    def build(self) -> None:
        """Put the body in the place of the front; a window that is built stays as it is."""
        if self.is_built:
            return
        # Half of the start is importing it: not before the first paint.
        from gui.frame.body import Body

        body = Body(self.session, self)
        self.top, self.ribbon, self.trouble = body.top, body.ribbon, body.trouble
        self.worklist, self.pages, self.keys = body.worklist, body.pages, body.keys
        self._connect()
        self._add_shortcuts()
        self._show_place()
        self.setCentralWidget(body)
        self.is_built = True
        layout = self.layout()
        if self.isVisible() and layout is not None:
            # Qt shows it and lays it out a turn later, and would paint an empty window before.
            body.show()
            layout.activate()

    def _connect(self) -> None:
        from PySide6.QtCore import Qt

        self.worklist.patient_chosen.connect(self.open_patient)
        self.worklist.new_patient.begun.connect(lambda: self._want(None))
        self.worklist.demo_asked_for.connect(lambda: self.other_store_asked_for.emit(True))
        self.ribbon.left.connect(lambda: self.other_store_asked_for.emit(False))
        self.top.worklist_asked_for.connect(self.close_patient)
        self.top.export_asked_for.connect(self.export)
        self.top.print_asked_for.connect(self.preview)
        self.top.theme_asked_for.connect(self.theme_asked_for)
        self.trouble.retry_asked_for.connect(self.session.retry)
        self.trouble.elsewhere_asked_for.connect(self._save_elsewhere)
        self.session.loaded.connect(lambda: self.keys.say_trials(len(self.session.trials)))
        for told in (self.session.loaded, self.session.failed):
            told.connect(self._open_wanted, Qt.ConnectionType.QueuedConnection)
        self.session.failed.connect(self.trouble.say)
        self.session.saved.connect(lambda _: self.trouble.settle())
        self.session.save_failed.connect(self._say_unsaved)
        self.session.exported.connect(self._say_exported)
        self.session.printed.connect(self._say_printed)

    def _add_shortcuts(self) -> None:
        actions: dict[str, Callable[[], object]] = {
            "Ctrl+N": self.begin_new_patient,
            "Ctrl+E": self.export,
            "Ctrl+P": self.preview,
            "Ctrl+Z": self.session.undo,
            "Ctrl+Shift+Z": self.session.redo,
            "Ctrl+S": self._say_saved,
            "Alt+Left": self.close_patient,
            "Ctrl+PgUp": lambda: self.open_neighbour(-1),
            "Ctrl+PgDown": lambda: self.open_neighbour(1),
            "F1": self.show_keys,
            "Shift+F1": partial(check_installation, self, self.session),
            "F6": lambda: self._next_pane(1),
            "Shift+F6": lambda: self._next_pane(-1),
        }
        for number in range(1, 10):
            actions[f"Ctrl+{number}"] = partial(self._choose_trial, number)
        for key, act in actions.items():
            QShortcut(QKeySequence(key), self).activated.connect(act)

    # Patients

    def begin_new_patient(self) -> None:
        """Go to the worklist and ask for a screening number."""
        self.close_patient()
        if self.session.record is None:
            self.worklist.begin_new_patient()

    def open_patient(self, subject: str, trial: str = "") -> None:
        """Show a patient, at a trial if one is named; at the start as soon as all is read."""
        if self.session.is_loading:
            self._want((subject, trial))
            return
        workspace = self._workspace()
        workspace.flush()
        try:
            if self.session.record is None or self.session.record.subject != subject:
                self.session.open_patient(subject)
        except TamisError as error:
            self._say_refused(error)
            return
        self.pages.setCurrentWidget(workspace)
        workspace.begin(trial)
        self._show_place()

    def _want(self, wanted: tuple[str, str] | None) -> None:
        if self.session.is_loading:
            text = self.tr("{code} opens in a moment.") if wanted else ""
            self.keys.say(text.replace("{code}", wanted[0] if wanted else ""))
            self._wanted = wanted

    def _open_wanted(self) -> None:
        if self._wanted and not self.session.is_loading:
            wanted, self._wanted = self._wanted, None
            if not self.session.is_loaded:
                self.keys.say("")
            self.open_patient(*wanted)

    def close_patient(self) -> None:
        """Go back to the worklist."""
        if self.session.record is None or self.workspace is None:
            return
        subject = self.session.record.subject
        self.workspace.flush()
        # A field that loses the keyboard stores what it holds, so the page goes before the patient.
        self.pages.setCurrentWidget(self.worklist)
        try:
            self.session.close_patient()
        except TamisError as error:
            self.pages.setCurrentWidget(self.workspace)
            self._say_refused(error)
            return
        self.worklist.select(subject)
        self.worklist.table.setFocus()
        self._show_place()

    def open_neighbour(self, step: int) -> None:
        """Show the patient above (-1) or below (1) on the worklist."""
        subjects = self.worklist.subjects()
        record = self.session.record
        if record and record.subject in subjects:
            place = subjects.index(record.subject) + step
            if 0 <= place < len(subjects):
                self.open_patient(subjects[place])

    def _workspace(self) -> Workspace:
        if self.workspace is None:
            # The form knows the core's words, and with them pydantic: not before the first paint.
            from gui.workspace import Workspace

            self.workspace = Workspace(self.session, self)
            self.workspace.neighbour_asked_for.connect(self.open_neighbour)
            self.pages.addWidget(self.workspace)
        return self.workspace

    def _choose_trial(self, number: int) -> None:
        if self.workspace and self.session.record:
            self.workspace.panel.strip.choose_number(number)

    def _next_pane(self, step: int) -> None:
        if self.workspace and self.session.record:
            self.workspace.next_pane(step)

    # Files

    def export(self) -> None:
        """Write the checklist of the chosen trial to a file that is asked for."""
        from gui.export import export_checklist

        if self.workspace is not None and self.session.record is not None:
            self.workspace.flush()
            export_checklist(self, self.session, self.workspace.panel.assessment)

    def preview(self) -> None:
        """Show the pages of the checklist of the chosen trial, to be saved or printed."""
        from gui.printing.preview import show_preview

        if self.workspace is not None and self.session.record is not None:
            self.workspace.flush()
            show_preview(self, self.session, self.workspace.panel.assessment)

    def _save_elsewhere(self) -> None:
        from gui.export import save_elsewhere

        try:
            path = save_elsewhere(self, self.session)
        except TamisError as error:
            self.trouble.say(str(error))
        else:
            if path is not None:
                self.keys.say(self.tr("Record written: {file}").replace("{file}", str(path)))

    # What is said

    def say(self, sentence: str) -> None:
        """Show what went wrong; a window that is not built yet is built for it."""
        self.build()
        self.trouble.say(sentence)

    def show_keys(self) -> None:
        """Show all keys."""
        from gui.frame.keys import KeyList

        if self._key_list is None:
            self._key_list = KeyList(self)
            check = partial(check_installation, self, self.session)
            self._key_list.check_asked_for.connect(check)
        self._key_list.show()
        self._key_list.raise_()

    def _show_place(self) -> None:
        record = self.session.record
        self.setWindowTitle(f"{record.subject} – Tamis" if record else "Tamis")
        self.keys.show_place(is_at_patient=record is not None)
        self.keys.say_trials(len(self.session.trials))

    def _say_saved(self) -> None:
        moment = self.session.last_saved
        said = self.tr("Nothing to save: every entry is saved at once.")
        if moment and not self.session.waiting:
            said = self.tr("All entries saved {time}.").replace("{time}", f"{moment:%H:%M}")
        self.keys.say(said)

    def _say_refused(self, error: TamisError) -> None:
        # Where entries wait, the strip says why, and offers to try again.
        if not self.session.waiting:
            self.trouble.say(str(error))

    def _say_unsaved(self, sentence: str) -> None:
        self.trouble.say_unsaved(sentence, self.session.waiting)

    def _say_exported(self, path: object) -> None:
        self.keys.say(self.tr("Checklist written: {file}").replace("{file}", str(path)))

    def _say_printed(self, printer: str) -> None:
        self.keys.say(self.tr("Checklist sent to {printer}").replace("{printer}", printer))

    # Qt

    def paintEvent(self, event: QPaintEvent) -> None:
        """Say once that the window has been painted."""
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self.painted.emit)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Store what is typed; where something would be lost, say so and stay the first time."""
        left = self.workspace.flush() if self.workspace and self.session.record else 0
        if self.session.waiting:
            self.session.retry()
        if (left or self.session.waiting) and not self._was_warned:
            self._was_warned = True
            if self.session.waiting:
                leave = self.tr("Or close the window again, to leave without them.")
                self._say_unsaved(f"{self.trouble.text} {leave}")
            else:
                self.trouble.say_unfinished(left)
            event.ignore()
            return
        self.session.close()
        self.closed.emit()
        super().closeEvent(event)
