"""The store that is open, with vocabulary and trials; the worklist in it."""

from __future__ import annotations

import gc
from datetime import datetime
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, QTimer, Signal

from core.errors import RecordError, StoreError
from gui.places import HOUSE
from gui.session.work import Work

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

    from core.names import TrialHead
    from core.site import Setting
    from core.trial import Trial
    from core.vocabulary import Vocabulary
    from gui.session import opening
    from gui.session.rows import Glance, PatientRow


class OpenStore(QObject):
    """Vocabulary, trials, and the store of one data folder; signals say what has happened.

    The worklist is there first; `loaded` says that all is, and that patients can be opened.
    """

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
        self._glance: Glance | None = None
        self._is_loading = False
        self._refusal = ""
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
    def is_loading(self) -> bool:
        """Tell whether all is still being read: what needs it can wait for `loaded` or `failed`."""
        return self._is_loading

    @property
    def opened(self) -> opening.Opened:
        """What was read at the start; raises RecordError before `loaded`."""
        if self._opened is None:
            still = self.tr("Tamis is still reading its files. Try again in a moment.")
            raise RecordError(self._refusal or still)
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
    def headings(self) -> tuple[TrialHead, ...]:
        """The heads of all trials, in the order in which they are shown."""
        if self._opened is None:
            return self._glance.headings if self._glance else ()
        from core.names import TrialHead

        return tuple(
            TrialHead(one.registry_number, one.short_name, one.product, one.status)
            for one in self._opened.trials
        )

    @property
    def last_saved(self) -> datetime | None:
        """When the last entry reached the disk."""
        return self._last_saved

    def load(self) -> None:
        """Read vocabulary, trials and store in a thread; `loaded` or `failed` says how it went.

        What the worklist shows is read before, and alone: it is there long before the rest.
        """
        self._is_loading = True
        if self.is_demo:
            # This store is made anew at each start.
            self._load_all()
        else:
            self._do(self._look, self._show_glance, self._go_on_without)

    def _load_all(self) -> None:
        self._do(self._read, self._take, self._refuse)

    def load_now(self) -> None:
        """Read vocabulary, trials and store before returning; raises a TamisError."""
        self._take(self._read())

    def _look(self) -> Glance | None:
        from gui.session.opening import look

        return look(self.house, self.folder, self.language)

    def _show_glance(self, glance: object) -> None:
        if self._is_closed or self._opened:
            return
        self._glance = cast("Glance | None", glance)
        if self._glance:
            self.worklist_changed.emit()
        # The window paints before another thread takes its time.
        QTimer.singleShot(0, self._load_all)

    def _go_on_without(self, _: str) -> None:
        # A bug of the first look is in the log; what it would have shown comes with all the rest.
        self._load_all()

    def _read(self) -> opening.Opened:
        from gui.session.opening import read

        return read(self.house, self.folder, self.as_of, is_demo=self.is_demo)

    def close(self) -> None:
        """Close the store; waits for work under way."""
        self._is_closed, self._is_loading = True, False
        for work in self._works:
            work.wait()
        if self._opened:
            from gui.session import projection

            projection.catch_up(self._opened)
            self._opened.store.close()
            self._opened = None

    def worklist(self) -> tuple[PatientRow, ...]:
        """Return the lines of the worklist; a store that cannot be read gives none."""
        if self._opened is None:
            return self._glance.rows if self._glance else ()
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
        self._is_loading = False
        # Vocabulary and trials stay as they are: going through them again would take the collector
        # as long as several key presses.
        gc.freeze()
        self.loaded.emit()
        if found.store.notice:
            self.failed.emit(found.store.notice)
        self.worklist_changed.emit()
        self._do(self._assess_expired, self._took_projection)

    def _refuse(self, sentence: str) -> None:
        self._is_loading, self._refusal = False, sentence
        self.failed.emit(sentence)

    def _assess_expired(self) -> int:
        from gui.session import projection

        return projection.refresh(self.opened, self.as_of)

    def _took_projection(self, count: object) -> None:
        if count:
            self.worklist_changed.emit()

    def _do(
        self,
        task: Callable[[], object],
        done: Callable[[object], None],
        failed: Callable[[str], object] | None = None,
    ) -> None:
        if self._is_closed:
            return
        work = Work(task, self)
        work.finished_with.connect(done)
        work.failed.connect(failed or self.failed)
        self._works.append(work)
        work.start()

    def _mark_saved(self) -> None:
        self._last_saved = datetime.now().astimezone()
        self.saved.emit(self._last_saved)
