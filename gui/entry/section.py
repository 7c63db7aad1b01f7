"""A section of the form: blocks under each other that scroll together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from gui.entry.draw import Draw
from gui.entry.rows.row import Row
from gui.entry.trail import Stop, link
from gui.widgets.labels import label

if TYPE_CHECKING:
    from collections.abc import Sequence


class Block(Protocol):
    """A part of a section that shows the record."""

    def show_record(self) -> None:
        """Show what the record holds now."""
        ...

    def stops(self) -> Sequence[Stop]:
        """Return the entry fields in the order in which Enter goes through them."""
        ...

    def row_for(self, of: str, what: str) -> Row | None:
        """Return the row in which a thing is entered, or None."""
        ...


def arrange(band: QWidget, rows: Sequence[Row], words: set[str], shows_all: bool) -> int:
    """Show of a group what is read or holds something; return how many rows are hidden."""
    hidden = 0
    for row in rows:
        is_shown = (
            shows_all or row.key[1] in words or row.stored_fact() is not None or row.is_changed()
        )
        row.setVisible(is_shown)
        hidden += not is_shown
    band.setVisible(hidden < len(rows))
    return hidden


class Section(QScrollArea):
    """One page of the form."""

    sheet_asked = Signal(str)
    """The items of an instrument are to be shown, each in its line."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(title)
        self._blocks: list[Block] = []
        self._words: set[str] = set()
        self._shows_all = False
        self._content = QWidget(self)
        self._content.setObjectName("content")
        self._column = QVBoxLayout(self._content)
        self._column.setContentsMargins(0, 0, 0, 24)
        self._column.setSpacing(0)
        heading = label(title, "section", self._content)
        heading.setContentsMargins(12, 12, 12, 8)
        self._column.addWidget(heading)
        self._hidden = QPushButton(self._content)
        self._column.addLayout(self._foot())
        self._column.addStretch(1)
        self.setWidget(self._content)

    def _foot(self) -> QHBoxLayout:
        self._hidden.setProperty("kind", "link")
        self._hidden.clicked.connect(self._toggle)
        self._hidden.hide()
        under = QHBoxLayout()
        under.setContentsMargins(6, 8, 12, 0)
        under.addWidget(self._hidden)
        under.addStretch(1)
        return under

    def add(self, block: Block) -> None:
        """Put a block below the others."""
        assert isinstance(block, QWidget)  # noqa: S101 - a block is a widget too; types cannot say so
        self._blocks.append(block)
        self._column.insertWidget(self._column.count() - 2, block)

    def finish(self) -> None:
        """Let Enter go through all blocks; called once, when they are all there."""
        link([stop for block in self._blocks for stop in block.stops()], self)

    def take_focus(self) -> None:
        """Give the keyboard to the first entry field that is shown."""
        stops = (stop for block in self._blocks for stop in block.stops())
        first = next((stop for stop in stops if stop.isVisibleTo(self)), None)
        if first is not None:
            first.take_focus()

    def show_record(self) -> None:
        """Show what the record holds now."""
        for block in self._blocks:
            block.show_record()

    def draw(self) -> Draw:
        """Return what the items of an instrument opened from here begin with."""
        return Draw(None)

    def lay_out(self) -> None:
        """Give every row its place now; Qt does so step by step, and paints all rows in between."""
        blocks = [block for block in self._blocks if isinstance(block, QWidget)]
        for part in (*self.rows(), *blocks, self._content):
            layout = part.layout()
            if layout is not None:
                layout.activate()
        QCoreApplication.sendEvent(self, QEvent(QEvent.Type.LayoutRequest))

    def arrange(self, words: set[str]) -> None:
        """Hide the rows of which no trial reads the key; one that holds something stays.

        Called when the section is opened, so that no row moves while somebody types in it.
        """
        self._words = words
        groups = [group for block in self._blocks for group in getattr(block, "groups", ())]
        hidden = sum(arrange(band, rows, words, self._shows_all) for band, rows in groups)
        said = self.tr("{n} fields hidden: no trial here needs them. Show all (Alt+H)")
        if self._shows_all:
            said = self.tr("Hide what no trial here needs (Alt+H)")
        self._hidden.setText(said.replace("{n}", str(hidden)))
        # A button forgets its shortcut with each new text.
        self._hidden.setShortcut("Alt+H")
        self._hidden.setVisible(bool(hidden) or self._shows_all)

    def _toggle(self) -> None:
        self._shows_all = not self._shows_all
        self.arrange(self._words)

    def row_for(self, of: str, what: str) -> Row | None:
        """Return the row in which a thing is entered, or None."""
        rows = (block.row_for(of, what) for block in self._blocks)
        return next((row for row in rows if row is not None), None)

    def rows(self) -> list[Row]:
        """Return all rows of the section."""
        return self.findChildren(Row)
