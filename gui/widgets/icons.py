"""Icons from resources/icons, tinted with a colour of the theme."""

from __future__ import annotations

from functools import lru_cache
from typing import cast

from PySide6.QtCore import QByteArray, QEvent, QRectF, QSize
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QToolButton, QWidget

from gui import theme
from gui.places import RESOURCES

SIDE = 18


def icon(name: str, token: str = "text3") -> QIcon:
    """Return an icon in a colour of the theme that is shown now."""
    scale = QGuiApplication.devicePixelRatio(cast("QGuiApplication", QGuiApplication.instance()))
    return QIcon(pixmap(name, token, SIDE, scale))


def pixmap(name: str, token: str, side: int, scale: float) -> QPixmap:
    """Return an icon as a picture."""
    return _pixmap(name, theme.current().colours[token], side, scale)


@lru_cache(maxsize=256)
def _pixmap(name: str, colour: str, side: int, scale: float) -> QPixmap:
    drawing = (RESOURCES / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    renderer = QSvgRenderer(QByteArray(drawing.replace("currentColor", colour).encode()))
    made = QPixmap(QSize(round(side * scale), round(side * scale)))
    made.fill(QColor("transparent"))
    painter = QPainter(made)
    renderer.render(painter, QRectF(0, 0, side * scale, side * scale))
    painter.end()
    made.setDevicePixelRatio(scale)
    return made


class IconButton(QToolButton):
    """A button of an icon alone; `name` is its tooltip and its accessible name."""

    def __init__(self, icon_name: str, name: str, parent: QWidget | None = None) -> None:
        # The first paint needs this module, and has no time for Qt (see gui/frame/front.py).
        from PySide6.QtCore import Qt

        super().__init__(parent)
        self._icon = icon_name
        self.setIconSize(QSize(SIDE, SIDE))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.set_name(name)
        self.setIcon(icon(icon_name, "text2"))

    def set_name(self, name: str) -> None:
        """Say what the button does."""
        self.setToolTip(name)
        self.setAccessibleName(name)

    def changeEvent(self, event: QEvent) -> None:
        """Tint the icon again when the theme changes."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange):
            self.setIcon(icon(self._icon, "text2"))


class IconLabel(QWidget):
    """An icon that only decorates."""

    def __init__(
        self, name: str, side: int = SIDE, token: str = "text3", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._name, self._token = name, token
        self.setFixedSize(side, side)

    def set_icon(self, name: str, token: str) -> None:
        """Show another icon."""
        self._name, self._token = name, token
        self.update()

    def paintEvent(self, event: object) -> None:
        """Paint the icon."""
        painter = QPainter(self)
        picture = pixmap(self._name, self._token, self.width(), self.devicePixelRatioF())
        painter.drawPixmap(0, 0, picture)
        painter.end()
