"""The ribbon that says all the time that these patients are invented."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from gui.widgets.labels import ElidedLabel


class DemoRibbon(QFrame):
    """DEMO, across the window; `left` asks for one's own store."""

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("ribbon")
        text = self.tr("DEMO · invented patients in a store of their own, made anew at each start")
        leave = QPushButton(self.tr("Leave the demo"), self)
        leave.setProperty("kind", "link")
        leave.clicked.connect(self.left)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 2, 12, 2)
        row.addWidget(ElidedLabel(text, "ribbon", self), 1)
        row.addWidget(leave)
