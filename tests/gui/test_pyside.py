"""What the pinned PySide6 must not do."""

import sys

from PySide6.QtGui import QColor, QPainter, QPixmap


def test_calls_that_return_nothing_do_not_wear_out_none(qapp):
    """PySide6 6.12.0 on Python 3.11 took a reference from None at each of them, until it died."""
    canvas = QPixmap(8, 8)
    painter = QPainter(canvas)
    colour = QColor("black")
    before = sys.getrefcount(None)

    for _ in range(300):
        painter.setPen(colour)

    after = sys.getrefcount(None)
    painter.end()
    assert after > before - 100, "each call that returns nothing takes a reference from None"
