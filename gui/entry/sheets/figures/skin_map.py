"""The 17 areas of the modified Rodnan skin score on a body, each filled by its grade."""

from __future__ import annotations

from collections.abc import Mapping
from math import atan2, degrees
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QPainterPath, QTransform
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

_ROOM = QRectF(-165, 55, 330, 375)
_BODY = QTransform.fromTranslate(0, 58).scale(1.08, 0.935)
_HAND_SIZE = (0.3, -0.335)
_NUMBER = 14.0
_GRADES = ("0", "1", "2", "3")
_LETTERS = {"0": "0", "1": "1", "2": "2", "3": "3", "unknown": "u不"}
# Where the outline is cut; the middle of the area is where its number stands.
_MIDDLE_AREAS: dict[str, tuple[tuple[Point, ...], Point]] = {
    "anterior_chest": (((-37, 61), (37, 61), (38.5, 105), (42, 130), (-42, 130), (-38.5, 105)),
                       (0, 98)),
    "abdomen": (((-42, 130), (42, 130), (50, 188), (0, 211.5), (-50, 188)), (0, 162)),
}  # fmt: skip
_SIDE_AREAS: dict[str, tuple[tuple[Point, ...], Point]] = {
    "upper_arm": (((37, 55), (110, 55), (85, 144), (40, 159), (42, 130), (38.5, 105)), (51, 117)),
    "forearm": (((85, 144), (40, 159), (56, 202.7), (97, 189)), (69, 180)),
    "thigh": (((0, 211.5), (50, 188), (60, 287), (0, 287)), (24, 246)),
    "lower_leg": (((0, 287), (60, 287), (60, 356), (0, 356)), (22.5, 320)),
    "foot": (((0, 356), (60, 356), (60, 400), (0, 400)), (25, 377)),
}


def areas() -> dict[str, tuple[QPainterPath, QPointF]]:
    """Return the outline of every area and where its number stands, in units of the figure."""
    whole = outlines.trunk_and_limbs()
    made = {"face": (_BODY.map(outlines.head()), _BODY.map(QPointF(0, 28)))}
    for key, (cut, at) in _MIDDLE_AREAS.items():
        made[key] = _cut(whole, cut, at)
    left = {key: _cut(whole, cut, at) for key, (cut, at) in _SIDE_AREAS.items()} | _hand_areas()
    for key, (outline, centre) in left.items():
        made[f"{key}_left"] = (outline, centre)
        made[f"{key}_right"] = (outlines.MIRROR.map(outline), outlines.MIRROR.map(centre))
    return made


def _cut(whole: QPainterPath, cut: tuple[Point, ...], at: Point) -> tuple[QPainterPath, QPointF]:
    return _BODY.map(whole.intersected(outlines.polygon(cut))), _BODY.map(QPointF(*at))


def _hand_areas() -> dict[str, tuple[QPainterPath, QPointF]]:
    elbow, wrist = _BODY.map(QPointF(60.5, 152)), _BODY.map(QPointF(74.7, 196))
    leans = degrees(atan2(wrist.x() - elbow.x(), wrist.y() - elbow.y()))
    to_arm = QTransform.fromTranslate(wrist.x(), wrist.y())
    to_arm.rotate(-leans).scale(*_HAND_SIZE)
    return {
        "hand": (to_arm.map(outlines.back_of_hand()), to_arm.map(QPointF(0, -72))),
        "fingers": (to_arm.map(outlines.fingers()), to_arm.map(QPointF(-10, -186))),
    }


class SkinSpot(Spot):
    """An area with its grade as a fill and as a number."""

    def paint_answer(self, painter: QPainter) -> None:
        """Draw the area as its answer is."""
        if self.answer in _GRADES:
            fill = theme.colour(f"skin_{self.answer}")
            painter.setPen(ink.line("border_strong", 1.2))
            painter.setBrush(fill)
            painter.drawPath(self.outline)
            ink.letter(painter, self.answer, self.centre, _NUMBER, ink.on(fill))
        else:
            self._paint_open(painter)

    def _paint_open(self, painter: QPainter) -> None:
        is_unknown = self.answer == "unknown"
        painter.setPen(ink.dashed("unknown" if is_unknown else "border_strong", 1.5))
        painter.setBrush(theme.colour("unknown_tint" if is_unknown else "surface"))
        painter.drawPath(self.outline)
        if is_unknown:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QBrush(theme.colour("border"), Qt.BrushStyle.BDiagPattern))
            painter.drawPath(self.outline)
        # A finger is not much wider than its sign: the dashes beside it would hide the sign.
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("unknown_tint" if is_unknown else "surface"))
        painter.drawEllipse(self.centre, _NUMBER * 0.46, _NUMBER * 0.52)
        colour = theme.colour("text" if is_unknown else "text3")
        ink.letter(painter, "?", self.centre, _NUMBER, colour)


class SkinMap(Figure):
    """The areas of the skin score on a body that faces us."""

    letters = _LETTERS
    cycle = ("1", "2", "3", "0", "")

    def __init__(self, names: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(names, _ROOM, parent)
        self.setAccessibleName(self.tr("Skin map"))
        self._scene.addItem(Shapes([_BODY.map(outlines.trunk_and_limbs())]))
        for text, x in ((self.tr("Patient’s right"), -1), (self.tr("Patient’s left"), 1)):
            self._scene.addItem(Words(text, QPointF(x * 108, 84)))
        at = areas()
        self.add_spots([SkinSpot(key, *at[key]) for key in names])

    def answer_word(self, answer: str) -> str:
        """Return an answer in the user's language."""
        return {
            "0": self.tr("0, normal"),
            "1": self.tr("1, mild"),
            "2": self.tr("2, moderate"),
            "3": self.tr("3, severe"),
            "unknown": self.tr("unknown"),
        }.get(answer, self.tr("not scored"))

    def after_letter(self, _answer: str, letter_of: str) -> str:
        """Return the answer after a digit or U: the one it names."""
        return letter_of

    def meanings(self) -> list[Meaning]:
        """Return what the grades mean; the numbers are their own keys."""
        words = {
            "0": self.tr("normal"),
            "1": self.tr("mild"),
            "2": self.tr("moderate"),
            "3": self.tr("severe"),
            "unknown": self.tr("unknown"),
            "": self.tr("not scored"),
        }
        made = []
        for answer, word in words.items():
            square = QPainterPath()
            square.addRoundedRect(QRectF(-10, -10, 20, 20), 4, 4)
            sign = SkinSpot("", square, QPointF(0, 0))
            sign.answer = answer
            made.append(Meaning(sign, word, "U" if answer == "unknown" else ""))
        return made
