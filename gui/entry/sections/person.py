"""Person and consent: who is screened, under a number alone, and what was signed when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from core.trial import later_gates
from gui.entry.blocks.result_table import ResultTable, tests_of
from gui.entry.section import Section
from gui.entry.sections.milestone_row import MilestoneRow
from gui.entry.sections.person_rows import BirthRow, SexRow
from gui.widgets.bands import band
from gui.widgets.labels import label

if TYPE_CHECKING:
    from core.trial import Trial
    from gui.entry.rows.row import Row
    from gui.session.session import Session


class PersonSection(Section):
    """The person, her weight, and a consent for each trial."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session.vocabulary.label("person", session.language), parent)
        self.add(PersonBlock(session, self))
        self.add(MilestoneBlock(session, self))
        body = ResultTable(session, tests_of(session, "person"), self)
        body.head.name(
            self.tr("Measured on"), self.tr("ward, outpatient clinic"), self.tr("Measured today")
        )
        self.add(body)
        self.finish()


class RowBlock(QWidget):
    """Rows under each other."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self.rows: list[Row] = []

    def add_row(self, row: Row) -> None:
        """Put a row below the others."""
        self.rows.append(row)
        self.column.addWidget(row)

    def show_record(self) -> None:
        """Show what the record holds."""
        for row in self.rows:
            row.show_record()

    def stops(self) -> list[Row]:
        """Return the rows in reading order."""
        return self.rows

    def row_for(self, of: str, what: str) -> Row | None:
        """Return the row of a thing."""
        return next((row for row in self.rows if row.key == (of, what)), None)


class PersonBlock(RowBlock):
    """Screening number, sex, day of birth."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        frame = QFrame(self)
        frame.setObjectName("row")
        line = QHBoxLayout(frame)
        line.setContentsMargins(12, 8, 12, 8)
        line.setSpacing(8)
        name = label(self.tr("Screening number"), "", frame)
        name.setFixedWidth(170)
        self._subject = label("", "strong", frame)
        line.addWidget(name)
        line.addWidget(self._subject, 1)
        self.column.addWidget(frame)
        self.add_row(SexRow(session, self))
        self.add_row(BirthRow(session, self))

    def show_record(self) -> None:
        """Show whose record this is."""
        super().show_record()
        self._subject.setText(self._session.record.subject if self._session.record else "")


class MilestoneBlock(RowBlock):
    """Consent, screening day and the days of the later gates, trial by trial.

    The later ones are folded away, so that Enter goes from one trial's screening to the next trial.
    """

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._subject: str | None = None
        self._later: list[tuple[QPushButton, list[MilestoneRow]]] = []
        for trial in session.trials:
            gates = [MilestoneRow(session, one.value, trial, self) for one in later_gates(trial)]
            later = self._button(trial, gates) if gates else None
            self.column.addWidget(band(f"{trial.short_name}, {trial.registry_number}", self, later))
            self.add_row(MilestoneRow(session, "consent", trial, self))
            self.add_row(MilestoneRow(session, "screening", trial, self))
            for row in gates:
                self.add_row(row)

    def _button(self, trial: Trial, gates: list[MilestoneRow]) -> QPushButton:
        later = QPushButton(self.tr("Later days"), self)
        later.setProperty("kind", "link")
        later.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        named = ", ".join(row.title.text() for row in gates)
        later.setToolTip(named)
        later.setAccessibleName(f"{trial.short_name}: {later.text()}: {named}")
        later.clicked.connect(lambda: self._unfold(gates))
        self._later.append((later, gates))
        return later

    def _unfold(self, gates: list[MilestoneRow]) -> None:
        for row in gates:
            row.show()
        self._offer()
        gates[0].take_focus()

    def _offer(self) -> None:
        for later, gates in self._later:
            later.setVisible(any(row.isHidden() for row in gates))

    def show_record(self) -> None:
        """Show the days on record; those after the screening are out of the way until they are."""
        super().show_record()
        record = self._session.record
        is_new = record is not None and record.subject != self._subject
        self._subject = record.subject if record else None
        for row in (row for _, gates in self._later for row in gates):
            if row.fact is not None:
                row.show()
            elif is_new:
                row.hide()
        self._offer()
