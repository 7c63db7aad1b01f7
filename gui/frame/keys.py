"""The keys of the window: a few at the bottom, all of them on F1."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QDialog, QFrame, QGridLayout, QHBoxLayout, QPushButton, QWidget

from gui.frame import front
from gui.places import HOUSE
from gui.widgets.labels import ElidedLabel, label

if TYPE_CHECKING:
    from gui.frame.guide import GuideWindow


class KeyBar(QFrame):
    """The status bar: the keys that help now, and what the program stands on."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("keys")
        self.setFixedHeight(front.BOTTOM)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(front.MARGIN, 0, front.MARGIN, 0)
        self._row.setSpacing(6)
        self._hints = QHBoxLayout()
        self._hints.setSpacing(6)
        self._foot = ElidedLabel("", "detail", self)
        self._foot.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._row.addLayout(self._hints)
        self._row.addWidget(self._foot, 1)

    def say(self, text: str) -> None:
        """Show what the program stands on, at the right."""
        self._foot.setText(text)

    def say_trials(self, count: int) -> None:
        """Show how many trials the window stands on."""
        text = self.tr("1 trial · works without a network")
        if count != 1:
            text = self.tr("{n} trials · works without a network").replace("{n}", str(count))
        self.say(text)

    def show_place(self, *, is_at_patient: bool) -> None:
        """Show the keys that help at a patient, or in the worklist."""
        keys = workspace_keys() if is_at_patient else worklist_keys()
        while (item := self._hints.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for key, does in keys:
            self._hints.addWidget(label(key, "key", self), 0, Qt.AlignmentFlag.AlignVCenter)
            self._hints.addWidget(label(does, "detail", self))
            self._hints.addSpacing(8)


class KeyList(QDialog):
    """All keys, in a window of their own that stays open beside the work."""

    check_asked_for = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keys"))
        grid = QGridLayout(self)
        grid.setContentsMargins(24, 20, 24, 20)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        for row, (key, does) in enumerate(all_keys()):
            grid.addWidget(label(key, "key", self), row, 0, Qt.AlignmentFlag.AlignLeft)
            grid.addWidget(label(does, "", self), row, 1)
        self.guide: GuideWindow | None = None
        under = QHBoxLayout()
        under.setContentsMargins(0, 8, 0, 0)
        under.setSpacing(8)
        under.addStretch(1)
        self.read = self._button(self.tr("User guide"), under)
        self.about = self._button(self.tr("About Tamis"), under)
        self.check = self._button(self.tr("Check this installation"), under)
        self.read.clicked.connect(self.show_guide)
        self.about.clicked.connect(self.show_about)
        self.check.clicked.connect(self.check_asked_for)
        grid.addLayout(under, grid.rowCount(), 0, 1, 2)

    def _button(self, words: str, line: QHBoxLayout) -> QPushButton:
        button = QPushButton(words, self)
        button.setAutoDefault(False)
        line.addWidget(button)
        return button

    def show_about(self) -> None:
        """Show whose work Tamis is made of, and under which licences."""
        from gui.about import show_about

        show_about(self, HOUSE)

    def show_guide(self) -> None:
        """Open the user guide beside the work."""
        from gui.frame.guide import GuideWindow

        if self.guide is None:
            # Not a child of this list, which may be closed while the guide is read.
            self.guide = GuideWindow(self.parentWidget())
        self.guide.show()
        self.guide.raise_()


def worklist_keys() -> list[tuple[str, str]]:
    """Return the keys that help in the worklist."""
    translate = QCoreApplication.translate
    return [
        ("↑ ↓ ← →", translate("Keys", "move")),
        ("Enter", translate("Keys", "open at this trial")),
        ("/", translate("Keys", "filter")),
        ("Ctrl N", translate("Keys", "new patient")),
        ("F1", translate("Keys", "keys")),
    ]


def workspace_keys() -> list[tuple[str, str]]:
    """Return the keys that help at a patient."""
    translate = QCoreApplication.translate
    return [
        ("Enter", translate("Keys", "next field")),
        ("t", translate("Keys", "today")),
        ("-14d", translate("Keys", "14 days ago")),
        ("Space", translate("Keys", "why")),
        ("F6", translate("Keys", "next pane")),
        ("F1", translate("Keys", "keys")),
    ]


def all_keys() -> list[tuple[str, str]]:
    """Return all keys and what they do."""
    translate = QCoreApplication.translate
    return [
        ("Tab, Shift Tab", translate("Keys", "next control, previous control")),
        (
            "Enter, Shift Enter",
            translate("Keys", "store and go to the next field, the previous one"),
        ),
        ("Esc", translate("Keys", "put the stored value back")),
        (
            "t, y, -14d, 6w ago",
            translate("Keys", "in a date: today, yesterday, 14 days or 6 weeks ago"),
        ),
        ("Y, N, U", translate("Keys", "in a question: yes, no, unknown")),
        ("Alt D, Alt S, Alt M", translate("Keys", "of an entry: its day, its source, all else")),
        ("Alt N", translate("Keys", "why there is no value")),
        ("Ctrl H", translate("Keys", "history of the field; also in its menu, Shift F10")),
        ("Space", translate("Keys", "in the criteria: why")),
        ("F6, Shift F6", translate("Keys", "next pane, previous pane")),
        ("Ctrl 1 … 9", translate("Keys", "trial")),
        ("Alt 1 … 8", translate("Keys", "section")),
        ("Alt H", translate("Keys", "show all fields, or only what is needed")),
        ("Ctrl PgUp, Ctrl PgDown", translate("Keys", "previous patient, next patient")),
        ("Alt Left", translate("Keys", "back to the worklist")),
        ("Ctrl N", translate("Keys", "new patient")),
        ("Ctrl E", translate("Keys", "export the checklist of the chosen trial")),
        ("Ctrl P", translate("Keys", "look at the pages of the checklist, and print them")),
        ("Ctrl Z, Ctrl Shift Z", translate("Keys", "undo, do again")),
        ("Ctrl S", translate("Keys", "nothing to save: every entry is saved at once")),
        ("F1", translate("Keys", "these keys")),
        ("Shift F1", translate("Keys", "check this installation")),
    ]
