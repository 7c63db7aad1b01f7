"""How the lines of the trial strip and of the list of criteria are painted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from gui import theme, verdict_words
from gui.results import texts
from gui.results.criteria import FILTERS, ITEM
from gui.results.strip_model import LINE
from gui.widgets import chips, glyphs, segments

if TYPE_CHECKING:
    from PySide6.QtCore import QAbstractItemModel, QModelIndex
    from PySide6.QtGui import QColor, QFont

    from gui.results.criteria import Item
    from gui.results.strip_model import Line
    from gui.session.tally import Tally

STRIP_HEIGHT = 44
_GROUP, _PASS, _OPEN, _LINE = 32, 44, 52, 16
_MARGIN = 16
_TEXT = 92
_NAME_LEFT, _NAME_LEAST, _BESIDE_NAME = 38, 106, 228
_AROUND = 8
_WRAPPED = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignTop)


class StripDelegate(QStyledItemDelegate):
    """A trial: number, name, what it tests, a bar, and the chip of its verdict."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the height of a trial."""
        return QSize(200, STRIP_HEIGHT)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint a trial."""
        painter.save()
        rect: QRect = option.rect
        _paint_ground(painter, option)
        line: Line = index.data(LINE)
        font = painter.font()
        number = rect.adjusted(_MARGIN, 0, 0, 0)
        texts.draw(
            painter, number, str(index.row() + 1), theme.sized(font, 12), theme.colour("text3")
        )
        strong = theme.sized(font, theme.BODY, 600)
        widest = _name_width(index.model(), strong, rect.width())
        chip_left = rect.right()
        if line.tally:
            chip_left = _paint_tally(painter, rect, line.tally, _NAME_LEFT + widest)
        name = QRect(rect.left() + _NAME_LEFT, rect.top() + 4, widest, 20)
        texts.draw(painter, name, line.name, strong, theme.colour("text"))
        below = QRect(name.left(), name.top() + 17, chip_left - name.left() - 8, 20)
        texts.draw(painter, below, line.detail, theme.sized(font, 11), theme.colour("text2"))
        painter.restore()


def _name_width(trials: QAbstractItemModel, font: QFont, room: int) -> int:
    """Return the width of the widest name, so that all bars begin under each other."""
    lines: list[Line] = [trials.index(row, 0).data(LINE) for row in range(trials.rowCount())]
    widest = max(texts.width(line.name, font) for line in lines) + 2
    return min(max(widest, _NAME_LEAST), max(room - _BESIDE_NAME, _NAME_LEAST))


def _paint_tally(painter: QPainter, rect: QRect, tally: Tally, name_right: int) -> int:
    """Paint bar and chip of a trial behind its name; return where the chip begins."""
    status, text = verdict_words.chip(tally)
    left = rect.right() - _MARGIN + 4 - chips.width(text)
    picture = chips.pixmap(status, text, painter.device().devicePixelRatioF())
    painter.drawPixmap(left, rect.center().y() - chips.HEIGHT // 2 + 1, picture)
    begin = rect.left() + name_right + 8
    bar = QRectF(begin, rect.top() + 12, left - 16 - begin, 6)
    segments.draw(painter, bar, tally.counts)
    return left


class CriterionDelegate(QStyledItemDelegate):
    """A criterion: glyph, number, the protocol's words, the reason, and what to do."""

    why_height = 0

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the height of a line."""
        item: Item = index.data(ITEM)
        if item.kind == "why":
            return QSize(200, self.why_height)
        if item.kind == "beside":
            return QSize(200, self._height_of(option, item.text))
        if item.kind == "group" or item.finding is None:
            return QSize(200, _GROUP)
        if item.finding.outcome in FILTERS["passes"]:
            return QSize(200, _PASS)
        return QSize(200, _OPEN + (_LINE if self._wraps(option, item) else 0))

    def _height_of(self, option: QStyleOptionViewItem, names: str) -> int:
        view = self.parent()
        room = view.viewport().width() if isinstance(view, QListView) else 200
        metrics = QFontMetrics(theme.sized(option.font, 12))
        place = QRect(0, 0, max(room - 2 * _MARGIN, 1), 10000)
        return metrics.boundingRect(place, _WRAPPED, names).height() + 2 * _AROUND

    def _wraps(self, option: QStyleOptionViewItem, item: Item) -> bool:
        """Tell whether a reason without an action beside it needs a second line."""
        view = self.parent()
        room = view.viewport().width() - _TEXT - _MARGIN if isinstance(view, QListView) else 0
        wanted = texts.width(item.reason, theme.sized(option.font, 12))
        return not item.action and wanted > room > 0

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint a line; an explanation is a widget of its own."""
        item: Item = index.data(ITEM)
        if item.kind == "why":
            return
        painter.save()
        if item.kind == "beside":
            _paint_names(painter, option.rect, item.text)
        elif item.finding is None:
            _paint_group(painter, option.rect, item.text)
        else:
            _paint_ground(painter, option)
            _paint_criterion(painter, option.rect, item)
        painter.restore()


def _paint_group(painter: QPainter, rect: QRect, text: str) -> None:
    place = rect.adjusted(_MARGIN, 2, 0, 0)
    texts.draw(painter, place, text, theme.sized(painter.font(), 12, 600), theme.colour("text3"))
    painter.setPen(theme.colour("grid"))
    painter.drawLine(rect.bottomLeft(), rect.bottomRight())


def _paint_names(painter: QPainter, rect: QRect, names: str) -> None:
    painter.setFont(theme.sized(painter.font(), 12))
    painter.setPen(theme.colour("text2"))
    painter.drawText(rect.adjusted(_MARGIN, _AROUND, -_MARGIN, 0), _WRAPPED, names)


def _paint_ground(painter: QPainter, option: QStyleOptionViewItem) -> None:
    rect: QRect = option.rect
    is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
    is_under = bool(option.state & QStyle.StateFlag.State_MouseOver)
    token = "selected" if is_selected else "hover" if is_under else "surface"
    painter.fillRect(rect, theme.colour(token))
    painter.setPen(theme.colour("grid"))
    painter.drawLine(rect.bottomLeft(), rect.bottomRight())
    if is_selected:
        painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), theme.colour("accent"))
    if option.state & QStyle.StateFlag.State_HasFocus:
        painter.setPen(QPen(theme.colour("focus"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(rect.adjusted(1, 1, -1, -2))


def _paint_criterion(painter: QPainter, rect: QRect, item: Item) -> None:
    if item.finding is None:
        return
    outcome = item.finding.outcome
    upper = QRect(rect.left() + _TEXT, rect.top() + 4, rect.width() - _TEXT - _MARGIN, 20)
    lower = QRect(
        upper.left(), upper.bottom() + 2, upper.width(), rect.bottom() - upper.bottom() - 6
    )
    scale = painter.device().devicePixelRatioF()
    glyph = glyphs.pixmap(outcome.value, glyphs.LIST, scale)
    painter.drawPixmap(rect.left() + _MARGIN, upper.top() + 1, glyph)
    font = painter.font()
    number = QRect(rect.left() + 44, upper.top(), _TEXT - 48, 20)
    texts.draw(painter, number, item.finding.id, theme.sized(font, 12, 500), theme.colour("text3"))
    words = theme.sized(font, theme.BODY, 600 if outcome.is_open else 500)
    texts.draw(painter, upper, " ".join(item.text.split()), words, theme.colour("text"))
    room = _paint_action(painter, lower, item, theme.sized(font, 12, 600))
    _paint_reason(painter, lower.adjusted(0, 0, -room, 0), item.reason, theme.sized(font, 12))


def _paint_action(painter: QPainter, lower: QRect, item: Item, font: QFont) -> int:
    if not item.action or item.finding is None:
        return 0
    colours: dict[str, QColor] = {
        "not_met": theme.colour("not_met"),
        "needs_review": theme.colour("needs_review"),
    }
    colour = colours.get(item.finding.outcome.value, theme.colour("accent"))
    wanted = texts.width(item.action, font)
    texts.draw(painter, lower.translated(lower.width() - wanted, 0), item.action, font, colour)
    return wanted + 12


def _paint_reason(painter: QPainter, place: QRect, reason: str, font: QFont) -> None:
    colour = theme.colour("text2")
    if place.height() <= _LINE * 2:
        texts.draw(painter, place, reason, font, colour)
        return
    half = place.height() // 2
    first, rest = texts.broken(reason, font, place.width())
    texts.draw(painter, QRect(place.topLeft(), QSize(place.width(), half)), first, font, colour)
    texts.draw(painter, place.adjusted(0, half, 0, 0), rest, font, colour)
