"""What is said and asked about a single result: why there is none, and whether it can be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QMenu, QWidget

from gui.entry import words

if TYPE_CHECKING:
    from gui.entry.understood import Understood
    from gui.session.session import Session

# Written into the record, in one language, beside a value that was asked about and kept.
KEPT = "Unusual value, kept at a second Enter"


def unusual(read: Understood) -> str:
    """Ask about a value that is hardly possible, and offer a likely one."""
    translate = QCoreApplication.translate
    asked = translate("Result", "{value} is unusual.").replace("{value}", read.used)
    if not read.perhaps:
        return asked + " " + translate("Result", "Enter again keeps it.")
    offer = translate("Result", "Is it {other}? Enter keeps it, Ctrl+. takes {other}.")
    return asked + " " + offer.replace("{other}", read.perhaps)


class ReasonMenu(QMenu):
    """The coded reasons for which there is no value."""

    chosen = Signal(str)

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Why there is no value"))
        for code in words.NOT_DONE:
            action = self.addAction(words.name(session, code))
            action.triggered.connect(lambda _on=False, code=code: self.chosen.emit(code))
