"""What the worklist shows while there is no patient."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from gui.widgets.icons import IconLabel
from gui.widgets.labels import label


class EmptyWorklist(QWidget):
    """An icon, a sentence, and the two things one can do."""

    new_patient_asked_for = Signal()
    demo_asked_for = Signal()

    def __init__(self, is_demo: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        new = QPushButton(self.tr("New patient"), self)
        new.setProperty("kind", "primary")
        new.clicked.connect(self.new_patient_asked_for)
        demo = QPushButton(self.tr("Open demo patients"), self)
        demo.clicked.connect(self.demo_asked_for)
        demo.setHidden(is_demo)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch()
        buttons.addWidget(new)
        buttons.addWidget(demo)
        buttons.addStretch()
        body = QVBoxLayout(self)
        body.setSpacing(8)
        body.addStretch(2)
        body.addWidget(IconLabel("clipboard-check", 40), 0, Qt.AlignmentFlag.AlignHCenter)
        body.addWidget(_centred(self.tr("No patients yet"), "section"))
        body.addWidget(_centred(self._sentence(), "detail"))
        body.addSpacing(8)
        body.addLayout(buttons)
        body.addStretch(3)

    def _sentence(self) -> str:
        return self.tr("Add one, or look around with invented patients in a store of their own.")


def _centred(text: str, role: str) -> QWidget:
    made = label(text, role)
    made.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    return made
