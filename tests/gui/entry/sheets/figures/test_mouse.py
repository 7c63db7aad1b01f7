"""The mouse on the figures: clicks, the ring under it, tooltips and the menu."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import (
    QContextMenuEvent,
    QHelpEvent,
    QMouseEvent,
)
from PySide6.QtWidgets import QApplication, QMenu, QToolTip


def test_a_click_in_the_middle_of_every_place_marks_that_place(figure, heard, qtbot):
    for spot in figure.spots.values():
        place = figure.mapFromScene(spot.centre)
        qtbot.mouseClick(figure.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert heard == [(key, figure.cycle[0]) for key in figure.spots]


def test_clicks_give_one_answer_after_the_other_and_end_at_none(figure, heard, qtbot):
    spot = figure.spots[figure.current]
    for _ in figure.cycle:
        place = figure.mapFromScene(spot.centre)
        qtbot.mouseClick(figure.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert [answer for _, answer in heard] == list(figure.cycle)
    assert spot.answer == ""


def test_a_click_beside_all_places_and_the_right_button_answer_nothing(figure, heard, qtbot):
    corner = QPoint(3, figure.viewport().height() - 3)
    qtbot.mouseClick(figure.viewport(), Qt.MouseButton.LeftButton, pos=corner)
    middle = figure.mapFromScene(figure.spots[figure.current].centre)
    qtbot.mouseClick(figure.viewport(), Qt.MouseButton.RightButton, pos=middle)
    assert heard == []


def test_what_is_pressed_and_let_go_elsewhere_is_not_answered(figure, heard, qtbot):
    first, *_, last = figure.spots.values()
    press, release = figure.mapFromScene(first.centre), figure.mapFromScene(last.centre)
    qtbot.mousePress(figure.viewport(), Qt.MouseButton.LeftButton, pos=press)
    qtbot.mouseRelease(figure.viewport(), Qt.MouseButton.LeftButton, pos=release)
    assert heard == []


def test_a_mouse_over_a_place_shows_where_a_click_goes(figure):
    *_, spot = figure.spots.values()
    plain = figure.grab().toImage()
    move(figure, spot)
    assert figure.grab().toImage() != plain
    QApplication.sendEvent(figure.viewport(), QEvent(QEvent.Type.Leave))
    assert figure.grab().toImage() == plain


def move(figure, spot):
    """Move the mouse to the middle of a place."""
    place = QPointF(figure.mapFromScene(spot.centre))
    there, none = figure.viewport().mapToGlobal(place), Qt.MouseButton.NoButton
    kind, held = QEvent.Type.MouseMove, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(figure.viewport(), QMouseEvent(kind, place, there, none, none, held))


def test_the_tooltip_of_every_place_says_its_name_and_answer(figure):
    for key, spot in figure.spots.items():
        figure.answer(key, figure.cycle[0])
        place = figure.mapFromScene(spot.centre)
        there = figure.viewport().mapToGlobal(place)
        QApplication.sendEvent(figure.viewport(), QHelpEvent(QEvent.Type.ToolTip, place, there))
        said = f"{figure._names[key]}: {figure.answer_word(figure.cycle[0])}"
        assert QToolTip.text() == said
    QToolTip.hideText()


def ask_for_menu(figure, spot):
    place = figure.mapFromScene(spot.centre)
    reason, at = QContextMenuEvent.Reason.Mouse, figure.viewport().mapToGlobal(place)
    QApplication.sendEvent(figure.viewport(), QContextMenuEvent(reason, place, at))
    return figure.findChild(QMenu)


def test_a_right_click_offers_all_answers_of_the_place_under_the_mouse(figure, heard):
    *_, spot = figure.spots.values()
    menu = ask_for_menu(figure, spot)
    offered = [act.text() for act in menu.actions()]
    assert offered == [figure.answer_word(answer) for answer in (*figure.letters, "")]
    assert menu.accessibleName() == figure._names[spot.key]
    menu.actions()[1].trigger()
    assert heard == [(spot.key, list(figure.letters)[1])]
    menu.close()


def test_shift_f10_opens_the_menu_of_the_current_place_with_its_answer_checked(figure, qtbot):
    qtbot.keyClick(figure, Qt.Key.Key_Right)
    last = list(figure.letters)[-1]
    figure.answer(figure.current, last)
    qtbot.keyClick(figure, Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    menu = figure.findChild(QMenu)
    checked = [act.text() for act in menu.actions() if act.isChecked()]
    assert checked == [figure.answer_word(last)]
    assert menu.accessibleName() == figure._names[figure.current]
    menu.close()


def test_a_right_click_beside_all_places_opens_no_menu(figure):
    corner = QPoint(3, figure.viewport().height() - 3)
    reason, at = QContextMenuEvent.Reason.Mouse, figure.viewport().mapToGlobal(corner)
    QApplication.sendEvent(figure.viewport(), QContextMenuEvent(reason, corner, at))
    assert figure.findChild(QMenu) is None
