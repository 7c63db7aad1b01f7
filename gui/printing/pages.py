"""A column of pages to look at: sharp at the scale of the screen, as wide as is asked for."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from gui import theme

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent, QWheelEvent

GAP = 16
A4_INCHES = 210 / 25.4
_NARROWEST, _WIDEST, _STEP = 320, 2400, 1.25
_PAUSE = 150  # milliseconds after the last change of the width
_DECODED = 4  # pages whose pixels are kept


class Pages(QAbstractScrollArea):
    """Shows pages one below the other; `ppi_wanted` asks for them in another sharpness."""

    ppi_wanted = Signal(float)
    page_shown = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pages")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Pages of the checklist"))
        # It would come and go as the width of the pages follows the room beside it.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._pages: list[bytes] = []
        self._decoded: dict[int, QImage] = {}
        self._ratio, self._inches = 2**0.5, A4_INCHES
        self._width = 0  # 0: as wide as there is room
        self._text = ""
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(lambda: self.ppi_wanted.emit(self.ppi()))
        self.verticalScrollBar().valueChanged.connect(self._say_page)

    # What is shown

    def say(self, text: str) -> None:
        """Show a text where there are no pages yet."""
        self._text = text
        self.viewport().update()

    def show_pages(self, pages: list[bytes], ppi: float) -> None:
        """Show PNG pages that were drawn with so many pixels per inch, where one is reading."""
        width, height = struct.unpack(">II", pages[0][16:24])  # of a PNG's first chunk
        self._ratio, self._inches = height / width, width / ppi
        self._pages, self._text = pages, ""
        self._decoded.clear()
        self._lay_out()
        self._say_page()
        self.viewport().update()

    @property
    def count(self) -> int:
        """How many pages there are."""
        return len(self._pages)

    @property
    def page(self) -> int:
        """The number of the page in the middle of the view, 0 where there is none."""
        if not self._pages:
            return 0
        middle = self.verticalScrollBar().value() + self.viewport().height() // 2
        return min(self.count, max(1, 1 + (middle - GAP // 2) // self._pitch()))

    def ppi(self) -> float:
        """Return the pixels per inch at which a page has one pixel for each of the screen's."""
        return self.page_width() * self.devicePixelRatioF() / self._inches

    # Its width

    def page_width(self) -> int:
        """Return how wide a page is shown."""
        room = max(_NARROWEST, self.viewport().width() - 2 * GAP)
        return min(_WIDEST, self._width or room)

    def fit_width(self) -> None:
        """Show pages as wide as there is room."""
        self._set_width(0)

    def fit_page(self) -> None:
        """Show a whole page at a time."""
        room = self.viewport().height() - 2 * GAP
        self._set_width(max(_NARROWEST, round(room / self._ratio)))

    def zoom(self, steps: int) -> None:
        """Show pages larger (1) or smaller (-1)."""
        wide = round(self.page_width() * _STEP**steps)
        self._set_width(max(_NARROWEST, min(_WIDEST, wide)))

    def _set_width(self, width: int) -> None:
        self._width = width
        self._lay_out()
        self.viewport().update()
        self._pause.start()

    def _lay_out(self) -> None:
        """Give the bars their lengths, and keep the place of the page at which one reads."""
        down = self.verticalScrollBar()
        before = down.value() / max(1, down.maximum() + down.pageStep())
        height = self.count * self._pitch() + GAP
        room = self.viewport().size()
        down.setPageStep(room.height())
        down.setSingleStep(48)
        down.setRange(0, max(0, height - room.height()))
        down.setValue(round(before * height))
        across = self.horizontalScrollBar()
        across.setPageStep(room.width())
        across.setRange(0, max(0, self.page_width() + 2 * GAP - room.width()))
        across.setValue(across.maximum() // 2)

    def _pitch(self) -> int:
        return round(self.page_width() * self._ratio) + GAP

    def _say_page(self) -> None:
        self.page_shown.emit(self.page)
        self.viewport().update()

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow the room; the pages are drawn anew when it stays."""
        super().resizeEvent(event)
        self._lay_out()
        if self._pages and not self._width:
            self._pause.start()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Take Ctrl and the wheel for larger and smaller."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            turned = event.angleDelta().y()
            self.zoom(1 if turned > 0 else -1 if turned < 0 else 0)
            event.accept()
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Home and End for the first and the last page, and Space for the next view."""
        down = self.verticalScrollBar()
        if event.key() == Qt.Key.Key_Home:
            down.setValue(0)
        elif event.key() == Qt.Key.Key_End:
            down.setValue(down.maximum())
        elif event.key() in (Qt.Key.Key_PageDown, Qt.Key.Key_Space):
            down.setValue(down.value() + down.pageStep() - 2 * GAP)
        elif event.key() == Qt.Key.Key_PageUp:
            down.setValue(down.value() - down.pageStep() + 2 * GAP)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the pages that can be seen."""
        painter = QPainter(self.viewport())
        if self._text:
            painter.setPen(theme.colour("text2"))
            painter.drawText(self.viewport().rect(), Qt.AlignmentFlag.AlignCenter, self._text)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for index in range(self.count):
            place = self._place(index)
            if place.intersects(self.viewport().rect()):
                self._paint_page(painter, index, place)
        painter.end()

    def _place(self, index: int) -> QRect:
        wide, room = self.page_width(), self.viewport().width()
        left = max(GAP, (room - wide) // 2) - self.horizontalScrollBar().value()
        top = GAP + index * self._pitch() - self.verticalScrollBar().value()
        return QRect(left, top, wide, self._pitch() - GAP)

    def _paint_page(self, painter: QPainter, index: int, place: QRect) -> None:
        image = self._image(index)
        scale = self.devicePixelRatioF()
        # One pixel for one where they were drawn for this width: else its letters would blur.
        if abs(image.width() - place.width() * scale) <= 2:
            image.setDevicePixelRatio(scale)
            painter.drawImage(place.topLeft(), image)
        else:
            image.setDevicePixelRatio(1)
            painter.drawImage(QRectF(place), image)
        painter.setPen(theme.colour("border_strong"))
        painter.drawRect(place.adjusted(-1, -1, 0, 0))

    def _image(self, index: int) -> QImage:
        if index not in self._decoded:
            while len(self._decoded) >= _DECODED:
                del self._decoded[next(iter(self._decoded))]
            self._decoded[index] = QImage.fromData(self._pages[index])
        return self._decoded[index]
