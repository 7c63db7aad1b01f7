"""The 28 joints on a body with both hands large, each marked tender, swollen, both or none."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainterPath, QTransform
from PySide6.QtWidgets import QWidget

from gui import theme
from gui.entry.sheets.figures import ink, outlines
from gui.entry.sheets.figures.figure import Figure
from gui.entry.sheets.figures.legend import Meaning
from gui.entry.sheets.figures.shapes import Shapes, Words
from gui.entry.sheets.figures.spot import Spot

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

    from gui.entry.sheets.figures.outlines import Point

_ROOM = QRectF(-380, 27, 760, 393)
_BODY = QTransform.fromTranslate(0, 27).scale(0.985, 0.985)
_HAND = QTransform.fromTranslate(262, 356)
_SIGNS = {"tender": {"tender"}, "swollen": {"swollen"}, "both": {"tender", "swollen"}}
_LARGE, _MIDDLE, _SMALL = 14.0, 13.0, 12.0


def places() -> dict[str, tuple[QPointF, float]]:
    """Return the middle and the radius of every joint's circle, in units of the figure."""
    left = dict(_on_body()) | dict(_on_hand())
    right = {key: (outlines.MIRROR.map(at), size) for key, (at, size) in left.items()}
    return {
        f"{side}_{key}": place
        for side, of_side in (("left", left), ("right", right))
        for key, place in of_side.items()
    }


def _on_body() -> list[tuple[str, tuple[QPointF, float]]]:
    joints: dict[str, Point] = {"shoulder": (43, 87), "elbow": (60.5, 152), "knee": (22.5, 288)}
    return [(key, (_BODY.map(QPointF(*at)), _LARGE)) for key, at in joints.items()]


def _on_hand() -> list[tuple[str, tuple[QPointF, float]]]:
    joints = [("wrist", outlines.WRIST, _LARGE)]
    joints += [(f"mcp_{i}", at, _MIDDLE) for i, at in enumerate(outlines.MCP, 1)]
    names = ("thumb_ip", "pip_2", "pip_3", "pip_4", "pip_5")
    joints += [(key, at, _SMALL) for key, at in zip(names, outlines.PIP, strict=True)]
    return [(key, (_HAND.map(QPointF(*at)), size)) for key, at, size in joints]


class JointSpot(Spot):
    """A circle: its left half tender, its right half swollen, each with its letter."""

    def __init__(self, key: str, centre: QPointF, radius: float) -> None:
        circle = QPainterPath()
        circle.addEllipse(centre, radius, radius)
        super().__init__(key, circle, centre)
        self._circle = QRectF(0, 0, 2 * radius, 2 * radius)
        self._circle.moveCenter(centre)

    def paint_answer(self, painter: QPainter) -> None:
        """Draw the circle as its answer is."""
        signs = _SIGNS.get(self.answer)
        if signs:
            self._paint_signs(painter, signs)
        elif self.answer == "none":
            painter.setPen(ink.line("text2", 1.5))
            painter.setBrush(theme.colour("surface"))
            painter.drawEllipse(self._circle)
        else:
            self._paint_open(painter)

    def _paint_signs(self, painter: QPainter, signs: set[str]) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("surface"))
        painter.drawEllipse(self._circle)
        radius = self._circle.width() / 2
        for sign, start, side in (("tender", 90, -1), ("swollen", -90, 1)):
            if sign in signs:
                fill = theme.colour(sign)
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(fill)
                painter.drawPie(self._circle, start * 16, 180 * 16)
                middle = self.centre + QPointF(side * radius * 0.46, 0)
                ink.letter(painter, sign[0].upper(), middle, radius * 0.86, ink.on(fill))
        top, bottom = QPointF(0, -radius), QPointF(0, radius)
        painter.setPen(ink.line("text", 1.2))
        painter.drawLine(self.centre + top, self.centre + bottom)
        painter.setPen(ink.line("text", 1.6))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(self._circle)

    def _paint_open(self, painter: QPainter) -> None:
        is_unknown = self.answer == "unknown"
        painter.setPen(ink.dashed("unknown" if is_unknown else "text3", 1.5))
        painter.setBrush(theme.colour("unknown_tint") if is_unknown else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(self._circle)
        if is_unknown:
            size = self._circle.width() * 0.55
            ink.letter(painter, "?", self.centre, size, theme.colour("unknown"))


class JointMap(Figure):
    """The joints of the 28-joint count on a body that faces us."""

    letters = {"none": "0无", "tender": "t压痛", "swollen": "s肿", "both": "b双", "unknown": "u不"}  # noqa: RUF012
    cycle = ("tender", "swollen", "both", "none", "")

    def __init__(self, names: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(names, _ROOM, parent)
        self.setAccessibleName(self.tr("Joint map"))
        hand = _HAND.map(outlines.hand())
        self._scene.addItem(Shapes([_BODY.map(outlines.body()), hand, outlines.MIRROR.map(hand)]))
        for text, x in ((self.tr("Patient’s right"), -1), (self.tr("Patient’s left"), 1)):
            self._scene.addItem(Words(text, QPointF(x * 252, 66)))
        at = places()
        self.add_spots([JointSpot(key, *at[key]) for key in names])

    def answer_word(self, answer: str) -> str:
        """Return an answer in the user's language."""
        return {
            "none": self.tr("none"),
            "tender": self.tr("tender"),
            "swollen": self.tr("swollen"),
            "both": self.tr("tender and swollen"),
            "unknown": self.tr("unknown"),
        }.get(answer, self.tr("not examined"))

    def after_letter(self, answer: str, letter_of: str) -> str:
        """Return the answer after a letter: T and S each set their own sign or take it away."""
        if letter_of not in ("tender", "swollen"):
            return letter_of
        signs = _SIGNS.get(answer, set()) ^ {letter_of}
        return next((key for key, with_signs in _SIGNS.items() if with_signs == signs), "")

    def meanings(self) -> list[Meaning]:
        """Return what the circles mean, with the keys that set them."""
        made = []
        for answer in ("", *self.letters):
            sign = JointSpot("", QPointF(0, 0), 10.0)
            sign.answer = answer
            key = self.letters.get(answer, "")[:1].upper()
            made.append(Meaning(sign, self.answer_word(answer), key))
        return made
