"""The rail of sections: where the form is, and how much is open in each section."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QFrame, QVBoxLayout, QWidget

from core.truth import NeedKind
from gui import theme
from gui.entry.settles import open_needs
from gui.entry.where import SECTIONS, section_of, sections_held
from gui.widgets import glyphs, icons

if TYPE_CHECKING:
    from gui.session.session import Session

WIDE, NARROW = 196, 56
_ICONS = {
    "person": "user",
    "diagnosis": "stethoscope",
    "labs": "flask",
    "scores": "gauge",
    "medications": "pill",
    "history": "history",
    "infection": "virus",
    "investigator": "user-question",
}


class SectionRail(QFrame):
    """All sections under each other; Alt+1 to Alt+8 choose one too."""

    section_chosen = Signal(str)
    section_entered = Signal(str)
    """Alt and its number were pressed: the keyboard goes on in the form."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self._session = session
        self._buttons: dict[str, RailButton] = {}
        self._group = QButtonGroup(self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(8, 8, 8, 8)
        self._column.setSpacing(2)
        for place, key in enumerate(SECTIONS, start=1):
            self._add(key)
            # A button's own shortcut would leave the keyboard on the button.
            keys = QShortcut(QKeySequence(f"Alt+{place}"), self)
            keys.activated.connect(partial(self.section_entered.emit, key))
        self._column.addStretch(1)
        self.set_narrow(False)
        self.set_shown(SECTIONS[0])
        session.assessed.connect(self.show_counts)
        session.loaded.connect(self.show_names)

    def _add(self, key: str) -> None:
        button = RailButton(_ICONS[key], self)
        button.clicked.connect(lambda: self.section_chosen.emit(key))
        self._buttons[key] = button
        self._group.addButton(button)
        self._column.addWidget(button)

    def set_narrow(self, is_narrow: bool) -> None:
        """Show icons alone, or icons with names and counts."""
        self.setFixedWidth(NARROW if is_narrow else WIDE)
        for button in self._buttons.values():
            button.set_narrow(is_narrow)

    def set_shown(self, key: str) -> None:
        """Mark the section that is shown."""
        self._buttons[key].setChecked(True)

    def show_names(self) -> None:
        """Name the sections; called when the vocabulary is there."""
        for key, button in self._buttons.items():
            button.setText(self._session.vocabulary.label(key, self._session.language))
        self.show_counts()

    def show_counts(self) -> None:
        """Count the open things of each section."""
        if not self._buttons[SECTIONS[0]].text():
            self.show_names()
            return
        opened: Counter[str] = Counter()
        conflicts: Counter[str] = Counter()
        for need in open_needs(self._session.assessments):
            section = section_of(need.of, need.what, self._session.vocabulary)
            opened[section] += 1
            conflicts[section] += need.kind is NeedKind.CONFLICT
        record = self._session.record
        held = sections_held(record, self._session.vocabulary) if record else set()
        for key, button in self._buttons.items():
            status, token = _status(key, opened[key], conflicts[key])
            # Where nothing is held, nothing was checked: the arm that asks for it is not open.
            if status == "met" and key not in held:
                status = "not_applicable"
            button.show_count(self._words(key, opened[key], conflicts[key]), status, token)

    def _words(self, key: str, opened: int, conflicts: int) -> str:
        if conflicts:
            text = self.tr("1 conflict") if conflicts == 1 else self.tr("{n} conflicts")
            return text.replace("{n}", str(conflicts))
        text = self.tr("{n} open") if key == "investigator" else self.tr("{n} left")
        return text.replace("{n}", str(opened)) if opened else ""


def _status(key: str, opened: int, conflicts: int) -> tuple[str, str]:
    """Return the glyph of a section, and the colour of its count."""
    if conflicts:
        return "conflict", "warn"
    if not opened:
        return "met", "text3"
    return ("needs_review", "needs_review") if key == "investigator" else ("unknown", "text3")


class RailButton(QAbstractButton):
    """One section: icon, name, and what is open in it or a check where nothing is."""

    def __init__(self, icon: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._icon, self._count, self._status, self._token = icon, "", "unknown", "text3"
        self._is_narrow = False
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def set_narrow(self, is_narrow: bool) -> None:
        """Show the icon alone, with a badge."""
        self._is_narrow = is_narrow
        self.setToolTip(self._said() if is_narrow else "")
        self.update()

    def show_count(self, count: str, status: str, token: str) -> None:
        """Show what is open."""
        self._count, self._status, self._token = count, status, token
        self.setAccessibleName(self._said())
        self.setToolTip(self._said() if self._is_narrow else "")
        self.update()

    def _said(self) -> str:
        return f"{self.text()}, {self._count or self.tr('nothing open')}"

    def sizeHint(self) -> QSize:
        """Return the room of one row."""
        return QSize(40 if self._is_narrow else 180, 36)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the row."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        scale = self.devicePixelRatioF()
        token = "accent" if self.isChecked() else "text3"
        painter.drawPixmap(11, 9, icons.pixmap(self._icon, token, icons.SIDE, scale))
        if self._is_narrow:
            badge = glyphs.pixmap(self._status, glyphs.BADGE, scale)
            painter.drawPixmap(self.width() - glyphs.BADGE - 3, 3, badge)
        else:
            self._paint_words(painter, scale)
        painter.end()

    def _paint_ground(self, painter: QPainter) -> None:
        ground = "selected" if self.isChecked() else "hover" if self.underMouse() else ""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(ground) if ground else Qt.BrushStyle.NoBrush)
        if self.hasFocus():
            painter.setPen(theme.colour("focus"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)

    def _paint_words(self, painter: QPainter, scale: float) -> None:
        weight = 600 if self.isChecked() else 500
        painter.setFont(theme.sized(self.font(), theme.BODY, weight))
        painter.setPen(theme.colour("text"))
        middle = int(Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(self.rect().adjusted(40, 0, 0, 0), middle, self.text())
        if not self._count:
            picture = glyphs.pixmap(self._status, glyphs.TABLE, scale)
            painter.drawPixmap(self.width() - glyphs.TABLE - 10, 10, picture)
            return
        count = theme.sized(self.font(), 12, 600)
        painter.setFont(count)
        painter.setPen(theme.colour(self._token))
        right = middle | int(Qt.AlignmentFlag.AlignRight)
        room = self.width() - 40 - 10 - 6 - self._width(weight)
        is_tight = QFontMetrics(count).horizontalAdvance(self._count) > room
        # Where the name leaves no room, the number alone says how much is open.
        shown = self._count.split(" ")[0] if is_tight else self._count
        painter.drawText(self.rect().adjusted(0, 0, -10, 0), right, shown)

    def _width(self, weight: int) -> int:
        font = theme.sized(self.font(), theme.BODY, weight)
        return QFontMetrics(font).horizontalAdvance(self.text())
