"""Ask for next: the three facts that would settle most; a click goes to the field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QAbstractButton, QFrame, QSizePolicy, QVBoxLayout, QWidget

from gui import theme
from gui.next_words import asked_next
from gui.results import texts
from gui.widgets.labels import label, plain_tip

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from gui.next_words import Asked
    from gui.session.session import Session

_LINES = 3
_HEIGHT, _LEFT, _NUMBER, _RIGHT, _GAP = 24, 16, 18, 14, 12


class NextLine(QAbstractButton):
    """One fact to ask for: its place, what it is, and at the right what it would settle."""

    def __init__(self, number: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._number = str(number)
        self._asked: Asked | None = None
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    @property
    def asked(self) -> Asked | None:
        """Return the fact that this line asks for."""
        return self._asked

    def show_asked(self, asked: Asked | None) -> None:
        """Show another fact, or nothing."""
        if asked == self._asked:
            return
        self._asked = asked
        self.setVisible(asked is not None)
        if asked is not None:
            self.setAccessibleName(f"{asked.name}, {asked.worth}")
            self.setToolTip(plain_tip(f"{asked.name}: {asked.worth}"))
        self.update()

    def sizeHint(self) -> QSize:
        """Return the height of a line; its width is that of the panel."""
        return QSize(200, max(_HEIGHT, self.fontMetrics().height() + 6))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint number, name and worth; the name is shortened first."""
        if self._asked is None:
            return
        painter = QPainter(self)
        if self.underMouse():
            painter.fillRect(self.rect(), theme.colour("hover"))
        small, font = theme.sized(self.font(), 12, 400), theme.sized(self.font(), 13, 400)
        room = texts.width(self._asked.worth, small) + 2
        line = self.rect().adjusted(_LEFT, 0, -_RIGHT, 0)
        worth = QRect(line.right() - room + 1, line.top(), room, line.height())
        name = line.adjusted(_NUMBER, 0, -room - _GAP, 0)
        number = theme.sized(self.font(), 12, 600)
        texts.draw(painter, line, self._number, number, theme.colour("accent"))
        texts.draw(painter, name, self._asked.name, font, theme.colour("text"))
        texts.draw(painter, worth, self._asked.worth, small, theme.colour("text2"))
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("focus"), 2))
            painter.drawRoundedRect(self.rect().adjusted(4, 1, -5, -2), 4, 4)
        painter.end()


class NextLines(QFrame):
    """The best facts to ask for over all trials; hidden where nothing is left to ask for."""

    chosen = Signal(str, str, str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Ask for next"))
        self._session = session
        self.lines = [NextLine(number, self) for number in range(1, _LINES + 1)]
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 8, 0, 6)
        body.setSpacing(0)
        head = label(self.tr("Ask for next"), "label", self)
        head.setContentsMargins(_LEFT, 0, _RIGHT, 2)
        body.addWidget(head)
        for line in self.lines:
            body.addWidget(line)
            line.clicked.connect(lambda _=False, line=line: self._choose(line))
        # The verdict is painted first; what to ask for follows in the next turn.
        session.assessed.connect(self.refresh, Qt.ConnectionType.QueuedConnection)
        self.refresh()

    def refresh(self) -> None:
        """Show what to ask for now."""
        found = asked_next(self._session, _LINES) if self._session.record else ()
        for place, line in enumerate(self.lines):
            line.show_asked(found[place] if place < len(found) else None)
        self.setVisible(bool(found))

    def _choose(self, line: NextLine) -> None:
        if line.asked is not None:
            self.chosen.emit(line.asked.of, line.asked.what, line.asked.trial)
