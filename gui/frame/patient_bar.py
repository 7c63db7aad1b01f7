"""The patient bar: who is open, in codes and facts, and the way to the next one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from gui.patient_words import age_text, diagnosis_text, screening_text, sex_text
from gui.widgets.chips import Chip
from gui.widgets.icons import IconButton
from gui.widgets.labels import ElidedLabel, label

if TYPE_CHECKING:
    from gui.session.session import Session

HEIGHT = 44


class PatientBar(QFrame):
    """Code, sex, age, diagnosis and screening day; PRE-SCREEN until a consent is on record."""

    neighbour_asked_for = Signal(int)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("bar")
        self.setFixedHeight(HEIGHT)
        self._session = session
        self._code = label("", "section", self)
        self._person = label("", "", self)
        self._diagnosis = ElidedLabel("", "strong", self)
        self._day = label("", "", self)
        self.pre_screen = Chip("unknown", self.tr("PRE-SCREEN"), self)
        self.pre_screen.setToolTip(self.tr("No consent to any trial is on record."))
        self._lay_out()
        session.record_changed.connect(self.refresh)
        self.refresh()

    def _lay_out(self) -> None:
        previous = IconButton("chevron-left", self.tr("Previous patient (Ctrl+PgUp)"), self)
        following = IconButton("chevron-right", self.tr("Next patient (Ctrl+PgDown)"), self)
        previous.clicked.connect(lambda: self.neighbour_asked_for.emit(-1))
        following.clicked.connect(lambda: self.neighbour_asked_for.emit(1))
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 12, 0)
        row.setSpacing(14)
        row.addWidget(self._code)
        row.addWidget(self._person)
        row.addWidget(self._diagnosis, 1)
        row.addWidget(self._day)
        row.addWidget(self.pre_screen)
        row.addWidget(previous)
        row.addWidget(following)

    def refresh(self) -> None:
        """Show the open patient."""
        record = self._session.record
        if record is None:
            return
        person = (sex_text(record), age_text(record, self._session.as_of))
        self._code.setText(record.subject)
        self._person.setText(" · ".join(part for part in person if part))
        self._diagnosis.setText(diagnosis_text(record, self._session))
        self._day.setText(screening_text(record))
        self.pre_screen.setVisible(not any(one.consented for one in self._session.assessments))
