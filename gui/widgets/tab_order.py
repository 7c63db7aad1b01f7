"""The way of the Tab key where fields are made late: Qt puts those at the very end."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def put_after(before: QWidget, fields: Iterable[QWidget]) -> QWidget:
    """Let Tab go from a widget to these, one after the other; return the last of them."""
    for field in fields:
        for stop in stops_in(field):
            QWidget.setTabOrder(before, stop)
            before = stop
    return before


def stops_in(field: QWidget) -> list[QWidget]:
    """Return the field itself, or the fields inside it, which the Tab key reaches."""
    if field.focusPolicy() & Qt.FocusPolicy.TabFocus:
        return [field]
    inner = field.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
    return [stop for child in inner for stop in stops_in(child)]
