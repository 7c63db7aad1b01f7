"""A real session on a real store with one patient, and the form that shows her."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from gui.entry.form import EntryForm


def put_into(cell, text):
    """Put a text into a cell, whatever it is: a line that is typed into, or a pick."""
    if hasattr(cell, "set_text"):
        cell.set_text(text)
    else:
        cell.setText(text)
        cell.textEdited.emit(text)


def fill(row, **texts):
    """Put texts into the cells of a row: fill(row, of="prednisone", dose="20 mg")."""
    for name, text in texts.items():
        put_into(row.cells[name], text)


@pytest.fixture
def session(session):
    session.new_patient("S-001")
    return session


@pytest.fixture
def form(qtbot, session):
    made = EntryForm(session)
    qtbot.addWidget(made)
    made.resize(780, 700)
    made.show()
    made.activateWindow()
    # qtbot.waitActive keeps the interpreter to itself, and the session's thread waits for it.
    qtbot.waitUntil(made.isActiveWindow)
    return made


@pytest.fixture
def hand(form):
    return Hand(form)


class Hand:
    """What a person at the keyboard does: go to a field, type, press a key."""

    def __init__(self, form: EntryForm) -> None:
        self.form = form

    def at(self, of: str, what: str) -> "Hand":
        self.form.focus_field(of, what)
        return self

    def type(self, text: str) -> "Hand":
        QTest.keyClicks(self.field, text)
        return self

    def press(self, *keys: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier):
        for key in keys:
            QTest.keyClick(self.field, key, held)
        return self

    def enter(self) -> "Hand":
        return self.press(Qt.Key.Key_Return)

    def row(self, of: str, what: str):
        return self.form.section().row_for(of, what)

    @property
    def field(self) -> QWidget:
        focused = QApplication.focusWidget()
        assert focused is not None, "nothing has the keyboard"
        return focused
