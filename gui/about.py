"""About Tamis: whose work it is made of, and under which licence each part is here."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QPlainTextEdit,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from core.version import VERSION
from gui.widgets.labels import label, wrapping

if TYPE_CHECKING:
    from collections.abc import Sequence

_PINNED = re.compile(r"^([a-z0-9-]+)==", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Part:
    """A library, font or set of icons, with the files that hold the text of its licence."""

    name: str
    version: str
    licence: str
    texts: tuple[Path, ...]


def show_about(window: QWidget, house: Path) -> About:
    """Show the dialog beside a window; `house` holds licences/, or the lock of the libraries."""
    dialog = window.findChild(About) or About(parts_in(house), window)
    dialog.show()
    dialog.raise_()
    return dialog


def parts_in(house: Path) -> list[Part]:
    """List what this program is made of: as an installer lists it, else as it is installed here."""
    table = house / "licences" / "parts.json"
    if not table.is_file():
        return [*_own(house), *_installed(house)]
    return [
        Part(
            str(one["name"]),
            str(one["version"]),
            str(one["licence"]),
            tuple(table.parent / name for name in one["texts"]),
        )
        for one in json.loads(table.read_text(encoding="utf-8"))
    ]


def text_of(part: Part) -> str:
    """Return the text of a part's licence; if there is no file of it, the name of the licence."""
    texts = [path.read_text(encoding="utf-8", errors="replace") for path in part.texts]
    return "\n\n".join(texts) or part.licence


class About(QDialog):
    """The parts on the left, the licence of the chosen one on the right."""

    def __init__(self, parts: Sequence[Part], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("About Tamis"))
        self._parts = list(parts)
        self.table = self._table()
        self.text = QPlainTextEdit(self)
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(self.tr("Text of the licence"))
        both = QHBoxLayout()
        both.setSpacing(12)
        both.addWidget(self.table, 2)
        both.addWidget(self.text, 3)
        body = QVBoxLayout(self)
        body.setContentsMargins(20, 18, 20, 16)
        body.setSpacing(12)
        body.addWidget(label(f"Tamis {VERSION}", "section", self))
        body.addWidget(wrapping(self._words(), "", self))
        body.addLayout(both, 1)
        self.resize(1000, 620)
        self.table.currentCellChanged.connect(lambda row, *_: self._show(row))
        self.table.setCurrentCell(0, 0)

    def _words(self) -> str:
        return self.tr(
            "Decision support from the data entered; the investigator decides eligibility. Tamis "
            "is under the Apache License 2.0. Qt and Qt for Python are used under the LGPL, "
            "version 3: their libraries are files of their own beside the program, and may be "
            "replaced."
        )

    def _table(self) -> QTableWidget:
        table = QTableWidget(len(self._parts), 3, self)
        table.setHorizontalHeaderLabels([self.tr("Part"), self.tr("Version"), self.tr("Licence")])
        table.verticalHeader().hide()
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        table.setSelectionMode(QTableWidget.SelectionMode.SingleSelection)
        table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        table.setAccessibleName(self.tr("Parts"))
        head = table.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for row, part in enumerate(self._parts):
            for column, text in enumerate((part.name, part.version, part.licence)):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                table.setItem(row, column, item)
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        head.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        return table

    def _show(self, row: int) -> None:
        if 0 <= row < len(self._parts):
            self.text.setPlainText(text_of(self._parts[row]))


def _own(house: Path) -> list[Part]:
    fonts = sorted((house / "resources" / "fonts").glob("*-LICENSE.txt"))
    icons = house / "resources" / "icons" / "LICENSE"
    return [
        Part("Tamis", VERSION, "Apache-2.0", (house / "LICENSE",)),
        *(_resource(path.name.removesuffix("-LICENSE.txt"), path) for path in fonts),
        *([_resource("Tabler Icons", icons)] if icons.is_file() else []),
    ]


def _resource(name: str, text: Path) -> Part:
    first = text.read_text(encoding="utf-8").strip().partition("\n")[0]
    return Part(name, "", first, (text,))


def _installed(house: Path) -> list[Part]:
    lock = house / "requirements.lock"
    names = _PINNED.findall(lock.read_text(encoding="utf-8")) if lock.is_file() else []
    return [part for name in names if (part := _of_wheel(name)) is not None]


def _of_wheel(name: str) -> Part | None:
    try:
        wheel = distribution(name)
    except PackageNotFoundError:
        return None  # of another system
    fields = ("License-Expression", "License")
    said = next((text for field in fields for text in wheel.metadata.get_all(field) or ()), "")
    inside = [one for one in wheel.files or () if "dist-info/licenses/" in one.as_posix()]
    texts = tuple(Path(str(wheel.locate_file(one))) for one in inside)
    return Part(wheel.metadata["Name"], wheel.version, said.split("\n")[0], texts)
