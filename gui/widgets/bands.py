"""The band over a group of rows: its name, and perhaps an action at the right."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from gui.widgets.labels import label


def band(name: str, parent: QWidget, action: QWidget | None = None) -> QFrame:
    """Return the band of a group."""
    made = QFrame(parent)
    made.setObjectName("group")
    line = QHBoxLayout(made)
    line.setContentsMargins(12, 4, 12, 4)
    line.addWidget(label(name, "label", made), 1)
    if action is not None:
        action.setParent(made)
        line.addWidget(action)
    return made
