"""The cells of a row, and the one that holds all details of an entry: vaccine, what failed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from gui.entry.offered import offered, words
from gui.widgets.date_field import DateField
from gui.widgets.entry_line import EntryLine
from gui.widgets.labels import label
from gui.widgets.pick import Pick
from gui.widgets.pick_line import Named, PickLine
from gui.widgets.tab_order import put_after

if TYPE_CHECKING:
    from gui.session.session import Session

# Where a trial's rule asks for certain words, these are offered; all other details are typed.
_YES_NO = ("yes", "no")
_WORDS = {
    "live": _YES_NO,
    "major": _YES_NO,
    "adequately_treated": _YES_NO,
    "radical_surgery": _YES_NO,
    "localized": _YES_NO,
    "symptomatic": _YES_NO,
    "recurrent": _YES_NO,
    "anesthesia": ("local", "general", "other"),
    "organ": ("kidney", "liver", "heart", "lung", "pancreas", "intestine", "cornea", "hair"),
    "grade": ("1", "2", "3", "4"),
    "nyha_class": ("I", "II", "III", "IV"),
    "ckd_stage": ("1", "2", "3", "4", "5"),
}
_DAYS = ("progression_free_since",)
_TARGETS = ("CD19", "BCMA", "CD19/BCMA", "CD20", "CD22")
_BETWEEN = "; "
_GAP = 8
_LEAST = {DateField: 128, Pick: 84}
_LEAST_LINE = 120

Field = EntryLine | Pick


def written(detail: Mapping[str, str]) -> str:
    """Write details in one line: `live: no; vaccine: influenza`."""
    return _BETWEEN.join(f"{key}: {value}" for key, value in sorted(detail.items()) if value)


class Cell(Protocol):
    """A field that knows what is stored."""

    @property
    def entered(self) -> SignalInstance:
        """Say that Enter was pressed."""
        ...

    @property
    def is_changed(self) -> bool:
        """Tell whether another text is typed than is stored."""
        ...

    def text(self) -> str:
        """Return what is typed."""
        ...

    def set_stored(self, text: str) -> None:
        """Show what is stored, unless something is being typed."""
        ...

    def restore(self) -> None:
        """Give up what is typed."""
        ...

    def accept_stored(self, text: str) -> None:
        """Show what is stored, whatever was typed."""
        ...


class DetailCells(QWidget):
    """A small field for each detail that a kind of thing has; together they are one cell."""

    entered = Signal(int)
    textEdited = Signal(str)  # noqa: N815 - called as in QLineEdit, which stands in other cells
    restored = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._stored: dict[str, str] = {}
        self._fields: dict[str, Field] = {}
        self._titles: dict[str, QLabel] = {}
        self._before: QWidget | None = None
        self._across = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(_GAP)
        self._grid.setVerticalSpacing(4)

    def ask_for(self, details: Sequence[str]) -> None:
        """Show a field for each of these details, and for what is stored beside them."""
        wanted = tuple(dict.fromkeys((*details, *self._stored)))
        if wanted == tuple(self._fields):
            return
        typed = self.read()
        for old in (*self._fields.values(), *self._titles.values()):
            self._grid.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._titles = {key: label(self._name(key), "hint", self) for key in wanted}
        self._fields = {key: self._field(key) for key in wanted}
        for key, field in self._fields.items():
            self._titles[key].setBuddy(field)
            _accept(field, self._stored.get(key, ""))
            if key in typed:
                _write(field, typed[key])
        self._across = 0
        self._place()
        put_after(self._before or self, self._fields.values())

    @property
    def has_fields(self) -> bool:
        """Tell whether there is a detail to ask for or to show."""
        return bool(self._fields)

    def come_after(self, before: QWidget) -> None:
        """Remember from which field Tab comes here, for the fields that are made later."""
        self._before = before

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put as many fields beside each other as there is room for."""
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        across = self._fitting()
        if across == self._across:
            return
        self._across = across
        for column in range(self._grid.columnCount()):
            self._grid.setColumnStretch(column, 0)
        for place, (key, field) in enumerate(self._fields.items()):
            line, column = divmod(place, across)
            self._grid.addWidget(self._titles[key], line, 2 * column)
            self._grid.addWidget(field, line, 2 * column + 1)
            self._grid.setColumnStretch(2 * column + 1, 1)

    def _fitting(self) -> int:
        """Return how many details stand beside each other, the same in each line if they can."""
        needed = [
            self._titles[key].sizeHint().width() + field.minimumWidth() + 2 * _GAP
            for key, field in self._fields.items()
        ]
        for across in range(len(needed), 1, -1):
            columns = [max(needed[column::across]) for column in range(across)]
            if sum(columns) <= self.width():
                return -(-len(needed) // -(-len(needed) // across))
        return 1

    def read(self) -> dict[str, str]:
        """Return the details as they are typed."""
        typed = {key: _typed(field) for key, field in self._fields.items()}
        return {key: value for key, value in typed.items() if value}

    def details(self) -> dict[str, str]:
        """Return the details as they are stored, days as ISO; raise ValueError for no day."""
        read = self.read()
        for key, field in self._fields.items():
            if isinstance(field, DateField) and field.is_changed and key in read:
                read[key] = str(field.day())
        return read

    def show_details(self, detail: Mapping[str, str]) -> None:
        """Show the stored details."""
        self._stored = dict(detail)
        for key, field in self._fields.items():
            value = detail.get(key, "")
            _offer(field, value)
            field.set_stored(_shown(field, value))

    # As the other cells of a row

    def text(self) -> str:
        """Return the typed details in one line."""
        return written(self.read())

    @property
    def is_changed(self) -> bool:
        """Tell whether a detail differs from what is stored."""
        return any(field.is_changed for field in self._fields.values())

    def set_stored(self, _text: str) -> None:
        """Do nothing: the details are shown by `show_details`."""

    def accept_stored(self, text: str) -> None:
        """Take what is typed for what is stored; nothing, where the line is emptied."""
        self._stored = self.read() if text else {}
        self.restore()

    def restore(self) -> None:
        """Give up what is typed for what is stored."""
        for key, field in self._fields.items():
            _accept(field, self._stored.get(key, ""))

    def _name(self, key: str) -> str:
        return self._session.vocabulary.label(key, self._session.language)

    def _field(self, key: str) -> Field:
        field: Field
        if key in _WORDS:
            field = Pick(self._options(key), self)
            field.picked.connect(self.textEdited)
        else:
            field = self._line_for(key)
            field.textEdited.connect(self.textEdited)
            field.restored.connect(self.restored)
        field.setMinimumWidth(_LEAST.get(type(field), _LEAST_LINE))
        field.setAccessibleName(self._name(key))
        field.setToolTip(self._name(key))
        field.entered.connect(self.entered)
        return field

    def _options(self, key: str) -> list[tuple[str, str]]:
        # Words that are no names of the vocabulary, or are there the names of something else.
        plain = {"other": self.tr("Other"), "hair": self.tr("Hair")}
        named = words(self._session, *_WORDS[key], empty="–")
        return [(word, plain.get(word, name)) for word, name in named]

    def _line_for(self, key: str) -> EntryLine:
        if key in _DAYS:
            return DateField(self._session.read_day, self)
        known = self._known(key)
        return PickLine(known, self) if known else EntryLine(self)

    def _known(self, key: str) -> list[Named]:
        """Return what a line offers; anything else can be typed too."""
        if key == "trial":
            trials = self._session.trials
            return [Named(t.registry_number, t.registry_number, (t.short_name,)) for t in trials]
        if key == "target":
            return [Named(target, target) for target in _TARGETS]
        return offered(self._session, "drugs") if key == "substance" else []


def _typed(field: Field) -> str:
    if isinstance(field, PickLine):
        # A medicine is stored as the rules name it, and anything else as it is written.
        return field.name_of_other() or field.key() or field.text().strip()
    return field.text().strip()


def _shown(field: Field, value: str) -> str:
    return field.label_of(value) if isinstance(field, PickLine) else value


def _accept(field: Field, value: str) -> None:
    _offer(field, value)
    field.accept_stored(_shown(field, value))


def _offer(field: Field, value: str) -> None:
    # What was imported stays, even where no trial asks for such a word.
    if isinstance(field, Pick) and value and field.findData(value) < 0:
        field.addItem(value, value)


def _write(field: Field, value: str) -> None:
    if isinstance(field, Pick):
        _offer(field, value)
        field.set_text(value)
    else:
        field.setText(_shown(field, value))
