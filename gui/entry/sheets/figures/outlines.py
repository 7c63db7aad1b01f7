"""The outlines of the figures: a body that faces us and a hand, in units of the figure.

The body's middle line is x = 0 and the top of its head y = 0; its left is our right. The hand is
the left one with its palm towards us: its wrist is the origin and its fingers point up.
"""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from math import atan2, cos, dist, pi, sin
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainterPath, QPolygonF, QTransform

if TYPE_CHECKING:
    from collections.abc import Sequence

Point = tuple[float, float]
_Width = tuple[float, float, float]

MIRROR = QTransform.fromScale(-1, 1)

_HEAD: tuple[Point, ...] = ((0, 2), (12.5, 6.5), (18.5, 20), (17.5, 34), (13.5, 44))
_NECK_TO_WRIST: tuple[Point, ...] = (
    (9.5, 51), (9.8, 59), (17, 67), (32, 71), (45, 76), (52, 86),
    (56, 103), (61, 125), (68, 148), (75, 170), (83, 200),
)  # fmt: skip
_HAND_AT_REST: tuple[Point, ...] = (
    (89, 212), (92, 226), (89, 240), (84, 245), (80, 238), (75, 226), (69, 219), (72, 208),
)  # fmt: skip
_WRIST_TO_CROTCH: tuple[Point, ...] = (
    (70, 203), (60, 178), (53, 156), (47, 134), (41, 112), (38.5, 106), (37, 114), (35, 132),
    (32.5, 150), (34, 166), (39, 184), (42, 204), (42, 226), (39, 252), (33.5, 280), (33, 294),
    (35, 312), (33.5, 330), (28.5, 350), (26.5, 362), (30, 372), (38, 384), (39, 390), (33, 393),
    (22, 391), (15, 383), (13, 372), (13.5, 360), (12.5, 342), (10.5, 320), (12, 300), (12, 284),
    (9.5, 254), (5, 226), (1.5, 213), (0, 211),
)  # fmt: skip
WRIST: Point = (0, 0)
MCP: tuple[Point, ...] = ((-68, -62), (-42, -116), (-8, -126), (26, -120), (56, -102))
"""Where the fingers begin, from the thumb to the little finger."""
PIP: tuple[Point, ...] = ((-102, -97), (-56, -171), (-10, -187), (37, -177), (77, -145))
"""The joints in their middle; the thumb has only this one."""
_TIPS: tuple[Point, ...] = ((-124, -124), (-67, -217), (-12, -242), (45, -228), (92, -178))
_SLIM: tuple[_Width, ...] = (
    (20, 17, 14), (17, 15, 12.5), (17.5, 15.5, 13), (17, 15, 12.5), (15.5, 13, 11),
)  # fmt: skip
_STURDY: tuple[_Width, ...] = (
    (21, 20, 16), (17.5, 19, 15), (18, 20, 15.5), (17.5, 19, 15), (16, 17, 13.5),
)  # fmt: skip
"""How far the sides of each finger are from its middle: where it begins, halfway, at its tip."""
_FREE = (0.1, 0.44, 0.44, 0.44, 0.36)
"""From this share of the way to its middle joint on, a finger is free of its neighbours."""
_FREE_WHEN_STURDY = (0.1, 0.26, 0.26, 0.26, 0.22)
_THUMB_WEB: tuple[Point, ...] = ((-55, -92), (-57, -112))
_HEEL: tuple[Point, ...] = ((72, -86), (66, -64), (55, -36), (40, -12))
_BALL: tuple[Point, ...] = ((-40, -14), (-58, -32))
_FOREARM: tuple[Point, ...] = (
    (34, 6), (33, 26), (33, 46), (24, 54), (0, 57), (-24, 54), (-33, 46), (-33, 26), (-33, 4),
)  # fmt: skip
_SMALL_BALL: tuple[Point, ...] = ((-31, -14), (-48, -34))
_SMALL_HEEL: tuple[Point, ...] = ((66, -76), (56, -48), (36, -14))
_CUFF: tuple[Point, ...] = ((-24, 6), (24, 6))
"""Where a small hand meets its arm."""


@cache
def head() -> QPainterPath:
    """Return the outline of the head."""
    return _smooth([*_HEAD, (8, 50), (0, 54), *_mirrored([*_HEAD[1:], (8, 50)])])


@cache
def body() -> QPainterPath:
    """Return the outline of the whole body with its hands at rest."""
    side = (*_HEAD, *_NECK_TO_WRIST, *_HAND_AT_REST, *_WRIST_TO_CROTCH)
    return _smooth([*side, *_mirrored(side[1:-1])])


@cache
def trunk_and_limbs() -> QPainterPath:
    """Return the outline of the body without its head and hands."""
    side = ((8.5, 44), *_NECK_TO_WRIST, *_WRIST_TO_CROTCH)
    return _smooth([*side, *_mirrored(side[:-1])])


@cache
def hand() -> QPainterPath:
    """Return the outline of the hand with its five fingers and a part of the forearm."""
    sides = [_finger(i, _SLIM[i], _FREE[i]) for i in range(5)]
    around = [*sides[0], *_THUMB_WEB, *sides[1]]
    for before, after in pairwise(sides[1:]):
        around += [_web(before[-1], after[0]), *after]
    return _smooth([*_BALL, *around, *_HEEL, *_FOREARM])


@cache
def fingers() -> QPainterPath:
    """Return the five fingers of a small hand, sturdy enough for a number on the longest."""
    made = QPainterPath()
    for finger in _sturdy_fingers():
        made.moveTo(QPointF(*finger[0]))
        _follow(made, finger)
        made.closeSubpath()
    return made


@cache
def back_of_hand() -> QPainterPath:
    """Return the small hand between the wrist and its fingers."""
    thumb, *others = _sturdy_fingers()
    made = QPainterPath(QPointF(*_CUFF[0]))
    _follow(made, [_CUFF[0], *_SMALL_BALL, thumb[0]])
    made.lineTo(QPointF(*thumb[-1]))
    _follow(made, [thumb[-1], *_THUMB_WEB, others[0][0]])
    for finger in others:
        made.lineTo(QPointF(*finger[0]))
        made.lineTo(QPointF(*finger[-1]))
    _follow(made, [others[-1][-1], *_SMALL_HEEL, _CUFF[1]])
    made.closeSubpath()
    return made


def _sturdy_fingers() -> list[list[Point]]:
    return [_finger(i, _STURDY[i], _FREE_WHEN_STURDY[i]) for i in range(5)]


def _finger(number: int, width: _Width, free: float) -> list[Point]:
    """Return the points around a finger, from its side towards the thumb to the other one."""
    base, middle, tip = MCP[number], PIP[number], _TIPS[number]
    start = (base[0] + (middle[0] - base[0]) * free, base[1] + (middle[1] - base[1]) * free)
    along = atan2(tip[1] - base[1], tip[0] - base[0])
    there = [_beside(start, along - pi / 2, width[0] + (width[1] - width[0]) * free),
             _beside(middle, along - pi / 2, width[1])]  # fmt: skip
    round_tip = [_beside(tip, along + pi * turn / 4, width[2]) for turn in (-2, -1, 0, 1, 2)]
    back = [_beside(middle, along + pi / 2, width[1]),
            _beside(start, along + pi / 2, width[0] + (width[1] - width[0]) * free)]  # fmt: skip
    return [*there, *round_tip, *back]


def _beside(point: Point, towards: float, far: float) -> Point:
    return (point[0] + far * cos(towards), point[1] + far * sin(towards))


def _web(one: Point, other: Point) -> Point:
    """Return the lowest point between two fingers, a little below where they are free."""
    return ((one[0] + other[0]) / 2, (one[1] + other[1]) / 2 + 7)


def polygon(points: Sequence[Point]) -> QPainterPath:
    """Return a closed path with straight sides."""
    made = QPainterPath()
    made.addPolygon(QPolygonF([QPointF(*point) for point in points]))
    made.closeSubpath()
    return made


def _mirrored(points: Sequence[Point]) -> list[Point]:
    return [(-x, y) for x, y in reversed(points)]


def _smooth(points: Sequence[Point]) -> QPainterPath:
    """Return a closed curve through the points."""
    count = len(points)
    made = QPainterPath(QPointF(*points[0]))
    for i in range(count):
        _bend(made, [points[(i + step) % count] for step in (-1, 0, 1, 2)])
    made.closeSubpath()
    return made


def _follow(made: QPainterPath, points: Sequence[Point]) -> None:
    """Go on from the first of the points through the others to the last."""
    for i in range(len(points) - 1):
        before, after = points[max(i - 1, 0)], points[min(i + 2, len(points) - 1)]
        _bend(made, [before, points[i], points[i + 1], after])


def _bend(made: QPainterPath, around: Sequence[Point]) -> None:
    """Go from the second of four points to the third; the outer two say in which directions."""
    before, start, end, after = around
    # A third of the way, not of the neighbours' distance: else close points make waves.
    far = dist(start, end) / 3
    leave = _beside(start, _towards(before, end), far)
    arrive = _beside(end, _towards(start, after), -far)
    made.cubicTo(QPointF(*leave), QPointF(*arrive), QPointF(*end))


def _towards(one: Point, other: Point) -> float:
    return atan2(other[1] - one[1], other[0] - one[0])
