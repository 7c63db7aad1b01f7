"""The worklist page: filter, table, and what to do when there is nobody yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QSortFilterProxyModel, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QStackedLayout,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from gui.widgets.labels import label
from gui.worklist.empty import EmptyWorklist
from gui.worklist.model import Column, WorklistModel
from gui.worklist.new_patient import NewPatient
from gui.worklist.painting import ROW_HEIGHT, CellDelegate, TrialHeader

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from gui.session.session import Session

_PATIENT, _DISEASE, _CHANGED, _TRIAL_LEAST, _TRIAL_MOST = 190, 180, 120, 132, 230


class WorklistPage(QWidget):
    """Patients against trials; `patient_chosen` says whom, and at which trial ("" for none)."""

    patient_chosen = Signal(str, str)
    demo_asked_for = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._session = session
        self.model = WorklistModel(self)
        self.shown = QSortFilterProxyModel(self)
        self.shown.setSourceModel(self.model)
        self.shown.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.shown.setFilterKeyColumn(-1)
        self.new_patient = NewPatient(session, self)
        self.table = PatientTable(self.shown, self)
        self.filter = self._make_filter()
        self.empty = EmptyWorklist(session.is_demo, self)
        self._lay_out()
        self._connect()

    def begin_new_patient(self) -> None:
        """Ask for the screening number of a new patient."""
        self.new_patient.begin()

    def subjects(self) -> list[str]:
        """Return the codes of the patients shown, in their order."""
        rows = range(self.shown.rowCount())
        return [str(self.shown.index(row, Column.PATIENT).data()) for row in rows]

    def current(self) -> tuple[str, str] | None:
        """Return the patient under the cursor and the trial of its column ("" for none)."""
        index = self.table.currentIndex()
        if not index.isValid():
            return None
        trial = self.model.trial(index.column())
        subject = str(index.siblingAtColumn(Column.PATIENT).data())
        return subject, trial.registry_number if trial else ""

    def select(self, subject: str, column: int = Column.PATIENT) -> None:
        """Move the cursor to a patient."""
        if subject in (subjects := self.subjects()):
            self.table.setCurrentIndex(self.shown.index(subjects.index(subject), column))

    def _make_filter(self) -> QLineEdit:
        made = QLineEdit(self)
        made.setProperty("role", "search")
        made.setPlaceholderText(self.tr("Filter by code, disease or verdict"))
        made.setAccessibleName(self.tr("Filter the worklist"))
        made.setFixedWidth(320)
        return made

    def _lay_out(self) -> None:
        self._new = QPushButton(self.tr("New patient"), self)
        self._new.setProperty("kind", "primary")
        self._new.setToolTip(self.tr("Ctrl+N"))
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(label(self.tr("Worklist"), "page"))
        head.addWidget(self.filter)
        head.addStretch()
        head.addWidget(self._new)
        card = QFrame(self)
        card.setObjectName("card")
        self._stack = QStackedLayout(card)
        self._stack.setContentsMargins(1, 1, 1, 1)
        for page in (self.table, self.empty, QWidget(card)):
            self._stack.addWidget(page)
        self._stack.setCurrentIndex(2)
        body = QVBoxLayout(self)
        body.setContentsMargins(20, 16, 20, 16)
        body.setSpacing(12)
        body.addLayout(head)
        body.addWidget(self.new_patient)
        body.addWidget(card, 1)

    def _connect(self) -> None:
        self._session.worklist_changed.connect(self.refresh)
        self._new.clicked.connect(self.begin_new_patient)
        self.empty.new_patient_asked_for.connect(self.begin_new_patient)
        self.empty.demo_asked_for.connect(self.demo_asked_for)
        self.filter.textChanged.connect(self.shown.setFilterFixedString)
        self.filter.returnPressed.connect(self.table.setFocus)
        self.table.row_chosen.connect(self._choose)
        self.new_patient.created.connect(lambda code: self.patient_chosen.emit(code, ""))
        slash = QShortcut(QKeySequence("/"), self.table)
        slash.setContext(Qt.ShortcutContext.WidgetShortcut)
        slash.activated.connect(self.filter.setFocus)

    def refresh(self) -> None:
        """Show the session's rows; the cursor stays at its patient and its trial."""
        chosen, column = self.current(), self.table.currentIndex().column()
        self.model.show_rows(self._session.worklist(), self._session.headings)
        self.table.fit_columns()
        page = self.table if self.model.rowCount() else self.empty
        if self._stack.currentWidget() is not page:
            self._stack.setCurrentWidget(page)
            # Who types already is left to type.
            if self.window().focusWidget() not in (self.filter, self.new_patient.code):
                self.table.setFocus()
        if chosen:
            self.select(chosen[0], column)
        elif self.shown.rowCount():
            self.table.setCurrentIndex(self.shown.index(0, Column.PATIENT))

    def _choose(self) -> None:
        chosen = self.current()
        if chosen:
            self.patient_chosen.emit(*chosen)


class PatientTable(QTableView):
    """The table; Enter or a double click chooses the patient at the trial under the cursor."""

    row_chosen = Signal()

    def __init__(self, model: QSortFilterProxyModel, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Patients and trials"))
        self.setHorizontalHeader(TrialHeader(self))
        self.setModel(model)
        self.setItemDelegate(CellDelegate(self))
        self.setShowGrid(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setAccessibleName(self.tr("Rows"))
        self.horizontalHeader().setAccessibleName(self.tr("Columns"))
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.doubleClicked.connect(lambda _: self.row_chosen.emit())

    def fit_columns(self) -> None:
        """Give the trials the width that the patient's columns leave."""
        count = self.model().columnCount(QModelIndex()) - len(Column)
        if count < 0:
            return
        head = self.horizontalHeader()
        room = (self.viewport().width() - _PATIENT - _CHANGED - _DISEASE) // max(count, 1)
        self.setColumnWidth(Column.PATIENT, _PATIENT)
        self.setColumnWidth(Column.CHANGED, _CHANGED)
        for place in range(len(Column), len(Column) + count):
            self.setColumnWidth(place, min(max(room, _TRIAL_LEAST), _TRIAL_MOST))
        head.setSectionResizeMode(Column.DISEASE, QHeaderView.ResizeMode.Stretch)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new width out."""
        super().resizeEvent(event)
        self.fit_columns()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose the patient on Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.row_chosen.emit()
        else:
            super().keyPressEvent(event)
