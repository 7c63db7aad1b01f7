"""Source and comment of an entry: a line that is hidden while neither says anything."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from gui.widgets.entry_line import EntryLine
from gui.widgets.labels import label

if TYPE_CHECKING:
    from core.record import Fact

ABOUT_KEYS = {Qt.Key.Key_S: "source", Qt.Key.Key_M: "comment"}
# The comment on a thing that the vocabulary does not name begins with its name, and may go on:
# "Gout; told by the patient". Without a name it is "; told by the patient".
_AFTER_NAME = "; "
_OTHER = "other_"
MORE_WIDTH = 24


def comment_of(fact: Fact) -> tuple[str | None, str]:
    """Return the name of another thing that a fact's comment holds, and what it says besides."""
    comment = fact.comment or ""
    if not _is_other(fact):
        return None, comment
    name, _, said = comment.partition(_AFTER_NAME)
    return name or None, said


def with_name(fact: Fact, name: str | None, said: str) -> str | None:
    """Return the comment on a fact that holds the name of another thing and what is said of it."""
    if _is_other(fact) and said:
        return f"{name or ''}{_AFTER_NAME}{said}"
    return said or name


def _is_other(fact: Fact) -> bool:
    return str(getattr(fact, "of", "")).startswith(_OTHER)


def more_button(name: str, tip: str, parent: QWidget) -> QToolButton:
    """Return the button "⋯" that opens the line; the keyboard has its keys for that."""
    more = QToolButton(parent)
    more.setText("⋯")
    more.setProperty("kind", "day")
    more.setFixedWidth(MORE_WIDTH)
    more.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    more.setToolTip(tip)
    more.setAccessibleName(name)
    return more


class AboutFact(QWidget):
    """The two fields, each after its name."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        self.fields: dict[str, EntryLine] = {}
        self.titles: dict[str, QLabel] = {}
        for name, title, stretch in (
            ("source", self.tr("Source"), 1),
            ("comment", self.tr("Comment"), 2),
        ):
            field, said = EntryLine(self), label(title, "hint", self)
            field.setAccessibleName(title)
            said.setBuddy(field)
            line.addWidget(said)
            line.addWidget(field, stretch)
            self.fields[name], self.titles[name] = field, said
        self.hide()

    def leave_out(self, name: str) -> None:
        """Do without a field that stands elsewhere in the row."""
        self.fields.pop(name).hide()
        self.titles.pop(name).hide()

    def open(self, name: str) -> None:
        """Show the line, and give the keyboard to a field of it."""
        self.show()
        self.fields[name].setFocus(Qt.FocusReason.TabFocusReason)

    def set_stored(self, fact: Fact) -> None:
        """Show source and comment of a fact, unless something is being typed."""
        said = {"source": fact.source or "", "comment": comment_of(fact)[1]}
        for name, field in self.fields.items():
            field.set_stored(said[name])

    def show_what_is_said(self) -> None:
        """Show the line where it says something, or somebody types in it."""
        fields = self.fields.values()
        self.setVisible(
            any(field.text() or field.is_changed or field.hasFocus() for field in fields)
        )
