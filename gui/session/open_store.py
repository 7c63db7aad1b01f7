"""The store that is open, with vocabulary and trials; the worklist in it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Signal

from core.errors import RecordError, StoreError
from gui.places import HOUSE
from gui.session.work import Work

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

    from core.site import Setting
    from core.trial import Trial
    from core.vocabulary import Vocabulary
    from gui.session import opening
    from gui.session.rows import PatientRow


class OpenStore(QObject):
    """Vocabulary, trials, and the store of one data folder; signals say what has happened."""

    loaded = Signal()
    worklist_changed = Signal()
    saved = Signal(object)
    failed = Signal(str)

    def __init__(
        self,
        folder: Path,
        as_of: date,
        *,
        is_demo: bool = False,
        house: Path = HOUSE,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.house = house
        self.folder, self.as_of, self.is_demo, self.language = folder, as_of, is_demo, "en"
        self._opened: opening.Opened | None = None
        self._last_saved: datetime | None = None
        self._works: list[Work] = []
        self._is_closed = False

    @property
    def author(self) -> str:
        """Who enters: the name under which this person is logged in on the machine."""
        import getpass

        return getpass.getuser()

    @property
    def is_loaded(self) -> bool:
        """Tell whether vocabulary, trials and store are there."""
        return self._opened is not None

    @property
    def opened(self) -> opening.Opened:
        """What was read at the start; raises RecordError before `loaded`."""
        if self._opened is None:
            raise RecordError(self.tr("Tamis is still reading its files. Try again in a moment."))
        return self._opened

    @property
    def setting(self) -> Setting:
        """What verdicts rest on beside record and trial; there after `loaded`."""
        return self.opened.setting

    @property
    def vocabulary(self) -> Vocabulary:
        """What can be entered; there after `loaded`."""
        return self.setting.vocabulary

    @property
    def trials(self) -> tuple[Trial, ...]:
        """All trials, in the order in which they are shown."""
        return self._opened.trials if self._opened else ()

    @property
    def last_saved(self) -> datetime | None:
        """When the last entry reached the disk."""
        return self._last_saved

    def load(self) -> None:
        """Read vocabulary, trials and store in a thread; `loaded` or `failed` says how it went."""
        self._do(self._read, self._take)

    def load_now(self) -> None:
        """Read vocabulary, trials and store before returning; raises a TamisError."""
        self._take(self._read())

    def _read(self) -> opening.Opened:
        from gui.session.opening import read

        return read(self.house, self.folder, self.as_of, is_demo=self.is_demo)

    def close(self) -> None:
        """Close the store; waits for work under way."""
        self._is_closed = True
        for work in self._works:
            work.wait()
        if self._opened:
            self._opened.store.close()
            self._opened = None

    def worklist(self) -> tuple[PatientRow, ...]:
        """Return the lines of the worklist; a store that cannot be read gives none."""
        if self._opened is None:
            return ()
        from gui.session import projection

        try:
            return projection.rows(self._opened, self.language)
        except StoreError as error:
            self.failed.emit(str(error))
            return ()

    def _take(self, opened: object) -> None:
        found = cast("opening.Opened", opened)
        if self._is_closed:
            # The window was closed while its files were still being read.
            found.store.close()
            return
        self._opened = found
        self.loaded.emit()
        if found.store.notice:
            self.failed.emit(found.store.notice)
        self.worklist_changed.emit()
        self._do(self._assess_expired, self._took_projection)

    def _assess_expired(self) -> int:
        from gui.session import projection

        return projection.refresh(self.opened, self.as_of)

    def _took_projection(self, count: object) -> None:
        if count:
            self.worklist_changed.emit()

    def _do(self, task: Callable[[], object], done: Callable[[object], None]) -> None:
        if self._is_closed:
            return
        work = Work(task, self)
        work.finished_with.connect(done)
        work.failed.connect(self.failed)
        self._works.append(work)
        work.start()

    def _mark_saved(self) -> None:
        self._last_saved = datetime.now().astimezone()
        self.saved.emit(self._last_saved)
