"""The body of the window, from the top bar down to the keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from gui.frame.keys import KeyBar
from gui.frame.ribbon import DemoRibbon
from gui.frame.top_bar import TopBar
from gui.frame.trouble import Trouble
from gui.worklist.page import WorklistPage

if TYPE_CHECKING:
    from gui.session.session import Session


class Body(QWidget):
    """The parts of the window, in their places."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        # A click beside a field leaves it; and at the start nothing wears the ring of the focus.
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setFocus()
        self.top = TopBar(session, self)
        self.ribbon = DemoRibbon(self)
        self.ribbon.setVisible(session.is_demo)
        self.trouble = Trouble(self)
        self.worklist = WorklistPage(session, self)
        self.pages = QStackedWidget(self)
        self.pages.addWidget(self.worklist)
        self.keys = KeyBar(self)
        self._lay_out()

    def _lay_out(self) -> None:
        self._around = QVBoxLayout()
        self._around.addWidget(self.trouble)
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(0)
        body.addWidget(self.top)
        body.addWidget(self.ribbon)
        body.addLayout(self._around)
        body.addWidget(self.pages, 1)
        body.addWidget(self.keys)
        self.trouble.shown_or_hidden.connect(self._make_room)
        self._make_room(False)

    def _make_room(self, is_shown: bool) -> None:
        self._around.setContentsMargins(20, 12 if is_shown else 0, 20, 12 if is_shown else 0)
