"""The user guide in its own window: docs/guide.md with its pictures, read without a network."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import (
    QImage,
    QKeySequence,
    QShortcut,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from gui import theme
from gui.places import HOUSE
from gui.widgets.labels import label

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QTextBlock

GUIDE = HOUSE / "docs" / "guide.md"
_CHAPTERS_WIDTH, _WIDEST = 220, 760
_ABOVE_HEADING, _BELOW = 22, 8


def headings(document: QTextDocument) -> list[tuple[int, str, int]]:
    """Return level, text and place of each heading, in reading order."""
    blocks: list[QTextBlock] = []
    block = document.begin()
    while block.isValid():
        blocks.append(block)
        block = block.next()
    return [
        (one.blockFormat().headingLevel(), one.text(), one.position())
        for one in blocks
        if one.blockFormat().headingLevel()
    ]


class GuideText(QTextBrowser):
    """The pages: pictures come from the guide's own folder, and no link leads out of it."""

    def __init__(self, path: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folder = path.parent
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenExternalLinks(False)
        self.setOpenLinks(False)
        self.setAccessibleName(self.tr("User guide"))
        self.document().setDocumentMargin(20)
        self.document().setDefaultFont(theme.sized(self.font(), 14))
        self.document().setBaseUrl(QUrl.fromLocalFile(f"{path.parent}/"))
        self.anchorClicked.connect(self.follow)
        self.setMarkdown(path.read_text(encoding="utf-8") if path.is_file() else self._missing())
        self._give_room()

    def _give_room(self) -> None:
        """Set headings and paragraphs apart; Markdown says nothing of the room between them."""
        cursor = QTextCursor(self.document())
        is_more = True
        while is_more:
            block = cursor.block()
            if cursor.currentTable() is None and block.textList() is None:
                room = QTextBlockFormat()
                is_heading = block.blockFormat().headingLevel() > 1
                room.setTopMargin(_ABOVE_HEADING if is_heading else 0)
                room.setBottomMargin(_BELOW)
                cursor.mergeBlockFormat(room)
            is_more = cursor.movePosition(QTextCursor.MoveOperation.NextBlock)

    def follow(self, link: QUrl) -> None:
        """Go to a heading of the guide (#the-words-of-it); every other link stays where it is."""
        wanted = link.fragment() if not link.path() and not link.scheme() else ""
        for _, text, place in headings(self.document()):
            if anchor(text) == wanted:
                self.show_place(place)

    def show_place(self, place: int) -> None:
        """Show a place of the text at the top."""
        cursor = QTextCursor(self.document())
        cursor.setPosition(place)
        self.setTextCursor(cursor)
        self.verticalScrollBar().setValue(
            self.verticalScrollBar().value() + self.cursorRect(cursor).top() - 12
        )

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Read a picture that lies in the guide's folder; nothing else is ever fetched."""
        place = QUrl.fromLocalFile(f"{self._folder}/").resolved(QUrl(name))
        is_inside = place.isLocalFile() and self._folder in place_of(place).parents
        if not is_inside:
            return None
        drawn = QImage(place.toLocalFile())
        smooth = Qt.TransformationMode.SmoothTransformation
        return drawn.scaledToWidth(_WIDEST, smooth) if drawn.width() > _WIDEST else drawn

    def _missing(self) -> str:
        return self.tr("The user guide is not installed: {file} is missing.").replace(
            "{file}", str(GUIDE.name)
        )


def place_of(url: QUrl) -> Path:
    """Return the file that a local address names, with every ".." in it followed."""
    from pathlib import Path

    return Path(url.toLocalFile()).resolve()


def anchor(heading: str) -> str:
    """Return how a link names a heading: small letters, and a dash for each space."""
    kept = (one for one in heading.lower() if one.isalnum() or one in " -")
    return "".join(kept).replace(" ", "-")


class GuideWindow(QDialog):
    """Chapters on the left, the text on the right, and a line in which to search."""

    def __init__(self, parent: QWidget | None = None, path: Path = GUIDE) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("User guide"))
        self.resize(1080, 700)
        self.text = GuideText(path, self)
        self.chapters = QListWidget(self)
        self.chapters.setFixedWidth(_CHAPTERS_WIDTH)
        self.chapters.setSpacing(3)
        self.chapters.setAccessibleName(self.tr("Chapters"))
        self.search = QLineEdit(self)
        self.search.setPlaceholderText(self.tr("Search (Ctrl+F)"))
        self.search.setAccessibleName(self.tr("Search the user guide"))
        self.search.setClearButtonEnabled(True)
        self.found = label("", "hint", self)
        self._places: list[int] = []
        for level, text, place in headings(self.text.document()):
            if level == 2:  # a chapter; its parts are found by reading on
                self.chapters.addItem(text)
                self._places.append(place)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.search)
        top.addWidget(self.found, 1)
        body = QHBoxLayout()
        body.addWidget(self.chapters)
        body.addWidget(self.text, 1)
        column = QVBoxLayout(self)
        column.addLayout(top)
        column.addLayout(body, 1)
        self.search.setFixedWidth(320)
        self.chapters.setFocus()

    def _connect(self) -> None:
        self.chapters.currentRowChanged.connect(
            lambda row: self.text.show_place(self._places[row]) if row >= 0 else None
        )
        self.search.textEdited.connect(self._search_from_here)
        self.search.returnPressed.connect(self.find_next)
        QShortcut(QKeySequence.StandardKey.Find, self).activated.connect(self._begin_search)
        QShortcut(QKeySequence("F3"), self).activated.connect(self.find_next)

    def _begin_search(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _search_from_here(self) -> None:
        # The letters found so far are looked at again: "lab" goes on to "label" in its place.
        cursor = self.text.textCursor()
        cursor.setPosition(cursor.selectionStart())
        self.text.setTextCursor(cursor)
        self.find_next()

    def find_next(self) -> None:
        """Go to the next place of what is searched, from the end on again at the beginning."""
        wanted = self.search.text().strip()
        if not wanted:
            self.found.setText("")
            return
        is_found = self.text.find(wanted)
        if not is_found:
            before = self.text.textCursor()
            self.text.moveCursor(QTextCursor.MoveOperation.Start)
            is_found = self.text.find(wanted)
            if not is_found:
                self.text.setTextCursor(before)
        self.found.setText("" if is_found else self.tr("Not in the guide."))
