"""Work that takes time, done in a thread beside the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThread, Signal

from core.errors import TamisError

if TYPE_CHECKING:
    from collections.abc import Callable


class Work(QThread):
    """One task in a thread; `finished_with` hands its result over, `failed` a sentence."""

    finished_with = Signal(object)
    failed = Signal(str)

    def __init__(self, task: Callable[[], object], parent: QObject) -> None:
        super().__init__(parent)
        self._task = task

    def run(self) -> None:
        """Do the task; what goes wrong reaches the window as a sentence, and the log."""
        try:
            result = self._task()
        except TamisError as error:
            self.failed.emit(str(error))
        except Exception:  # a thread has nobody above it to tell
            import logging

            logging.getLogger(__name__).exception("work failed")
            self.failed.emit(
                self.tr(
                    "Something in Tamis went wrong. Close it, start it again, and send the log."
                )
            )
        else:
            self.finished_with.emit(result)
