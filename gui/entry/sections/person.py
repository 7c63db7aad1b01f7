"""Person and consent: who is screened, under a number alone, and what was signed when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from core.trial import later_gates
from gui.entry.blocks.result_table import ResultTable, tests_of
from gui.entry.section import Section
from gui.entry.sections.milestone_row import MilestoneRow
from gui.entry.sections.person_rows import BirthRow, SexRow
from gui.widgets.bands import band
from gui.widgets.labels import label

if TYPE_CHECKING:
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
    """Consent, screening day and the days of the later gates, trial by trial."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        for trial in session.trials:
            self.column.addWidget(band(f"{trial.short_name}, {trial.registry_number}", self))
            self.add_row(MilestoneRow(session, "consent", trial, self))
            self.add_row(MilestoneRow(session, "screening", trial, self))
            for gate in later_gates(trial):
                self.add_row(MilestoneRow(session, gate.value, trial, self))
