"""The icon in every size that a desktop asks for, drawn from resources/icons/tamis.svg."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from making.ground import HOUSE

if TYPE_CHECKING:
    from pathlib import Path

DRAWING = HOUSE / "resources" / "icons" / "tamis.svg"
SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512)

_IN_ICO = (16, 24, 32, 48, 64, 128, 256)


def draw(folder: Path) -> None:
    """Write NUMBER.png for each size and tamis.ico, for Windows, into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    pictures = {size: png(size) for size in SIZES}
    for size, picture in pictures.items():
        (folder / f"{size}.png").write_bytes(picture)
    (folder / "tamis.ico").write_bytes(ico({size: pictures[size] for size in _IN_ICO}))


def png(size: int) -> bytes:
    """Return the icon as PNG of so many pixels in height and width."""
    from PySide6.QtCore import QBuffer, QIODevice
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    painter = QPainter(image)
    QSvgRenderer(str(DRAWING)).render(painter)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # its stub knows only files
    return bytes(buffer.data().data())


def ico(pictures: dict[int, bytes]) -> bytes:
    """Return an icon of Windows that holds these PNGs, by their size in pixels (256 at most)."""
    head = struct.pack("<HHH", 0, 1, len(pictures))
    place = len(head) + 16 * len(pictures)
    entries = b""
    for size, picture in pictures.items():
        entries += struct.pack("<4B2H2I", size % 256, size % 256, 0, 0, 1, 32, len(picture), place)
        place += len(picture)
    return head + entries + b"".join(pictures.values())
