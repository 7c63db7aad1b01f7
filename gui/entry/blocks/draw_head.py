"""The day and the source that everything typed below gets, until a row says otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from core.dates import Day
from gui.entry.day_entry import ago
from gui.entry.draw import Draw
from gui.widgets.date_field import DateField
from gui.widgets.entry_line import EntryLine
from gui.widgets.labels import label, wrapping

if TYPE_CHECKING:
    from gui.session.session import Session


class DrawHead(QFrame):
    """The sample date and the source that every result typed below it gets."""

    changed = Signal()

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("draw_head")
        self._today = session.as_of
        self._line = line = QHBoxLayout(self)
        line.setContentsMargins(12, 6, 12, 6)
        line.setSpacing(8)
        self.day = DateField(session.read_day, self)
        self.source = EntryLine(self)
        self._age = label("", "hint", self)
        # In one line it would make the whole section wider than its pane, and push answers out.
        self._wrong = wrapping("", "wrong", self)
        self._day_name = label("", "label", self)
        self._source_name = label(self.tr("Source"), "label", self)
        self._day_name.setBuddy(self.day)
        self._source_name.setBuddy(self.source)
        self.day.setFixedWidth(130)
        self.source.setFixedWidth(190)
        for cell in (self._day_name, self.day, self._age, self._source_name, self.source):
            line.addWidget(cell)
        line.addWidget(self._wrong, 1)
        self._today_button = QPushButton(self)
        self._today_button.setProperty("kind", "link")
        line.addWidget(self._today_button)
        self._connect()

    def name(self, day: str, source: str, today: str) -> None:
        """Say what the day is called, what a source is here, and what starts a new day."""
        self._day_name.setText(day)
        self.day.setAccessibleName(
            self.tr("{name} of what is entered below").replace("{name}", day)
        )
        self.source.setAccessibleName(self.tr("Source of what is entered below"))
        self.source.setPlaceholderText(source)
        self._today_button.setText(today)

    def add_field(self, name: QLabel, field: EntryLine) -> None:
        """Put a further field behind the source."""
        place = self._line.indexOf(self.source) + 1
        self._line.insertWidget(place, name)
        self._line.insertWidget(place + 1, field)
        self._line.setStretchFactor(self._wrong, 0)
        for one in (self.source, field):
            self._line.setStretchFactor(one, 1)
        _keep(field)

    def _connect(self) -> None:
        for signal in (self.day.left, self.day.entered):
            signal.connect(lambda _step=1: self.day.commit())
        self.day.day_entered.connect(lambda _day: self._taken())
        self.day.refused.connect(self._wrong.setText)
        _keep(self.source)
        self._today_button.clicked.connect(lambda: self.show_day(Day.on(self._today)))

    @property
    def draw(self) -> Draw:
        """Return the sample date and the source of what is typed now."""
        day = Day.read(self.day.stored) if self.day.stored else None
        return Draw(day, self.source.text().strip() or None)

    def begin(self, day: Day) -> None:
        """Begin with another patient: her day, and no source, which would be another's report."""
        self.source.accept_stored("")
        self.show_day(day)

    def show_day(self, day: Day) -> None:
        """Take another sample date."""
        self.day.accept_stored(str(day))
        self._taken()

    def _taken(self) -> None:
        day = self.draw.day
        age = ago(day, self._today) if day else ""
        self._age.setText(self.tr("{days} ago").replace("{days}", age) if age else "")
        is_today = day is not None and day == Day.on(self._today)
        self._today_button.setVisible(not is_today)
        self.changed.emit()


def _keep(field: EntryLine) -> None:
    """Let what is typed in a field count when it is left or Enter is pressed."""
    for signal in (field.left, field.entered):
        signal.connect(lambda _step=1: field.accept_stored(field.text()))
