"""Every entry ever made of one field, in a small window beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from core.errors import StoreError
from gui.entry import words
from gui.widgets.labels import label

if TYPE_CHECKING:
    from gui.session.history import Made
    from gui.session.session import Session

_WIDTH, _HIGHEST = 420, 360


def show_history(
    session: Session, key: tuple[str, str], anchor: QWidget, trial: str | None = None
) -> HistoryPopover:
    """Open the history of a field (a row's `key`) under a widget; Esc closes it."""
    made = HistoryPopover(session, key, anchor, trial)
    made.move(anchor.mapToGlobal(QPoint(12, anchor.height())))
    made.keep_on_screen()
    made.show()
    made.setFocus(Qt.FocusReason.PopupFocusReason)
    return made


class HistoryPopover(QFrame):
    """The entries of a field, the last first: what each said, who made it when, and why."""

    def __init__(
        self, session: Session, key: tuple[str, str], parent: QWidget, trial: str | None
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("popover")
        self._session = session
        self.said: list[str] = []
        title = self.tr("History: {field}").replace("{field}", words.name(session, key[1]))
        self.setAccessibleName(title)
        self._inside = QWidget(self)
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(16, 12, 16, 12)
        self._column.setSpacing(2)
        self._say(title, "section")
        self._fill(key, trial)
        self._column.addStretch(1)
        self._put_in_scroll_area()

    def _fill(self, key: tuple[str, str], trial: str | None) -> None:
        try:
            entries = self._session.entries_made(*key, trial)
        except StoreError as error:
            self._say(str(error), "wrong")
            return
        if not entries:
            self._say(self.tr("Nothing was entered here yet."), "hint")
        for entry in entries:
            self._column.addSpacing(8)
            self._say(self._what(entry), "")
            for line in self._details(entry):
                self._say(line, "hint")
        self.setAccessibleDescription(" ".join(self.said))

    def _what(self, entry: Made) -> str:
        value = entry.value or self.tr("taken back")
        name = words.name(self._session, entry.value) if entry.value.isidentifier() else value
        day = f" · {entry.day}" if entry.day and entry.day != entry.value else ""
        ended = {
            "holds": self.tr("holds") if entry.value else "",
            "corrected": self.tr("corrected later"),
            "taken_back": self.tr("taken back later"),
        }[entry.stands]
        return f"{name}{day}" + (f" · {ended}" if ended else "")

    def _details(self, entry: Made) -> list[str]:
        role = words.name(self._session, entry.role)
        lines = [f"{entry.time:%Y-%m-%d %H:%M} · {entry.author}, {role}"]
        if entry.replaced or entry.why:
            said = self.tr("instead of {value}, because: {why}").replace("{why}", entry.why)
            lines.append(said.replace("{value}", entry.replaced or self.tr("an entry taken back")))
        if entry.source:
            lines.append(self.tr("source: {text}").replace("{text}", entry.source))
        if entry.comment:
            lines.append(self.tr("comment: {text}").replace("{text}", entry.comment))
        return lines

    def _say(self, text: str, role: str) -> None:
        line = label(text, role, self._inside)
        line.setTextFormat(Qt.TextFormat.PlainText)
        line.setWordWrap(True)
        self._column.addWidget(line)
        self.said.append(text)

    def _put_in_scroll_area(self) -> None:
        area = QScrollArea(self)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(self._inside)
        outside = QVBoxLayout(self)
        outside.setContentsMargins(1, 1, 1, 1)
        outside.addWidget(area)
        self._inside.setObjectName("popover_page")
        area.viewport().setAutoFillBackground(False)
        height = self._column.heightForWidth(_WIDTH - 16)
        self.resize(_WIDTH, min(_HIGHEST, height + 4))

    def keep_on_screen(self) -> None:
        """Move it so that all of it can be seen."""
        room = self.screen().availableGeometry()
        x = max(room.left(), min(self.x(), room.right() - self.width()))
        y = max(room.top(), min(self.y(), room.bottom() - self.height()))
        self.move(x, y)


def menu_words() -> str:
    """Return what the entry of a context menu is called."""
    return QCoreApplication.translate("History", "History of this field") + "\tCtrl+H"
