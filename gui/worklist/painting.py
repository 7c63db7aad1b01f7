"""How the cells and the heads of the worklist are painted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import (
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from gui import theme, verdict_words
from gui.widgets import chips
from gui.worklist.model import DETAIL, TALLY, Column

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex

    from gui.session.tally import Tally

ROW_HEIGHT = 46
HEAD_HEIGHT = 52
_MARGIN = 16
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class CellDelegate(QStyledItemDelegate):
    """A cell: the patient in two lines, a word, or the chip of a verdict."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the height of a row."""
        return QSize(120, ROW_HEIGHT)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint ground, content and the ring of the cursor."""
        painter.save()
        rect: QRect = option.rect
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.fillRect(rect, theme.colour("selected" if is_selected else "surface"))
        painter.setPen(theme.colour("grid"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if is_selected and index.column() == Column.PATIENT:
            painter.fillRect(
                QRect(rect.left(), rect.top(), 3, rect.height()), theme.colour("accent")
            )
        tally: Tally | None = index.data(TALLY)
        if tally is not None:
            _paint_chip(painter, rect, tally)
        else:
            _paint_text(painter, rect, index)
        if option.state & QStyle.StateFlag.State_HasFocus:
            _paint_ring(painter, rect)
        painter.restore()


def _paint_chip(painter: QPainter, rect: QRect, tally: Tally) -> None:
    picture = chips.pixmap(*verdict_words.chip(tally), painter.device().devicePixelRatioF())
    painter.drawPixmap(rect.left() + 8, rect.center().y() - chips.HEIGHT // 2 + 1, picture)


def _paint_text(painter: QPainter, rect: QRect, index: QModelIndex | QPersistentModelIndex) -> None:
    place = rect.adjusted(_MARGIN, 0, -6, 0)
    detail = index.data(DETAIL)
    font = painter.font()
    is_patient = index.column() == Column.PATIENT
    if detail:
        place = place.adjusted(0, 4, 0, -rect.height() // 2 + 2)
    painter.setFont(theme.sized(font, theme.BODY, 600 if is_patient else 400))
    painter.setPen(theme.colour("text" if index.column() <= Column.DISEASE else "text2"))
    _line(painter, place, str(index.data() or ""))
    if detail:
        painter.setFont(theme.sized(font, 12))
        painter.setPen(theme.colour("text2"))
        _line(painter, rect.adjusted(_MARGIN, rect.height() // 2 - 1, -6, -4), detail)


def _line(painter: QPainter, place: QRect, text: str) -> None:
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, place.width())
    painter.drawText(place, _LEFT, shown)


def _paint_ring(painter: QPainter, rect: QRect) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.colour("focus"), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect.adjusted(2, 2, -3, -4), 6, 6)


class TrialHeader(QHeaderView):
    """The heads of the columns: a trial's short name above what it tests."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionsClickable(False)
        self.setHighlightSections(False)

    def sizeHint(self) -> QSize:
        """Return the height of two lines."""
        return QSize(120, HEAD_HEIGHT)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803
        """Paint one head."""
        painter.save()
        painter.fillRect(rect, theme.colour("surface"))
        painter.setPen(theme.colour("border"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        model, across = self.model(), Qt.Orientation.Horizontal
        name = str(model.headerData(logicalIndex, across) or "")
        detail = model.headerData(logicalIndex, across, DETAIL)
        place = rect.adjusted(_MARGIN, 0, -6, 0)
        font = painter.font()
        if detail:
            painter.setFont(theme.sized(font, theme.BODY, 600))
            painter.setPen(theme.colour("text"))
            _line(painter, QRect(place.left(), rect.top() + 7, place.width(), 20), name)
            painter.setFont(theme.sized(font, 12))
            painter.setPen(theme.colour("text3"))
            _line(painter, QRect(place.left(), rect.top() + 26, place.width(), 18), detail)
        else:
            painter.setFont(theme.sized(font, 12, 600))
            painter.setPen(theme.colour("text3"))
            _line(painter, place, name)
        painter.restore()
