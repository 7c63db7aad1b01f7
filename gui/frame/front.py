"""What is painted first: the ground and both bars, in the place where they stay."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from gui.widgets.icons import IconLabel

TOP, BOTTOM = 48, 30
MARGIN, GAP, MARK = 16, 4, 20


def front(parent: QWidget) -> QWidget:
    """Return the window's ground with its bars, to look at until the body takes its place.

    Nothing here may touch the namespace Qt: Python makes a hundred enumerations at the first touch,
    which takes a tenth of the time to the first paint.
    """
    made = QWidget(parent)
    made.setObjectName("page")
    body = QVBoxLayout(made)
    body.setContentsMargins(0, 0, 0, 0)
    body.setSpacing(0)
    body.addWidget(_top(made))
    body.addStretch()
    body.addWidget(_bar("keys", BOTTOM, made))
    return made


def _top(parent: QWidget) -> QFrame:
    made = _bar("bar", TOP, parent)
    mark = IconLabel("clipboard-check", MARK, "accent", made)
    where = QLabel(QCoreApplication.translate("TopBar", "Worklist"), made)
    where.setProperty("role", "home")
    where.setIndent(0)
    row = QHBoxLayout(made)
    row.setContentsMargins(MARGIN, 0, 0, 0)
    row.setSpacing(GAP)
    row.addWidget(mark)
    row.addWidget(where)
    row.addStretch()
    return made


def _bar(name: str, height: int, parent: QWidget) -> QFrame:
    made = QFrame(parent)
    made.setObjectName(name)
    made.setFixedHeight(height)
    return made
