"""The figures: their places, their sizes, their looks and what they tell."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
)

from gui import theme
from gui.entry.sheets.figures.joint_map import places
from gui.entry.sheets.figures.legend import Legend
from gui.entry.sheets.figures.skin_map import areas
from tests.gui.entry.sheets.figures.conftest import names


def walk_to(item, figure, qtbot):
    for _ in figure.spots:
        if figure.current != item:
            qtbot.keyClick(figure, Qt.Key.Key_Right)
    assert figure.current == item


def test_the_places_are_the_items_of_the_vocabulary():
    assert places().keys() == names("joints_28").keys()
    assert areas().keys() == names("mrss").keys()


def test_each_place_is_on_the_side_of_its_name_as_the_figure_faces_us(figure):
    for key, spot in figure.spots.items():
        if "left" in key or "right" in key:
            assert (spot.centre.x() > 0) == ("left" in key), key


@pytest.mark.parametrize("step", [(-11, 0), (11, 0), (0, -11), (0, 11)])
def test_every_target_is_24_px_wide_and_high_at_the_smallest_size(figure, step):
    figure.resize(figure.minimumSize())
    for key, spot in figure.spots.items():
        inside = figure.mapFromScene(spot.centre) + QPoint(*step)
        assert figure.spot_at(inside) is spot, key
        assert spot.shape().contains(spot.centre + QPointF(*step) / figure.transform().m11())


@pytest.mark.parametrize("size", [(760, 420), (700, 460), (1200, 800), (1900, 500)])
def test_the_whole_figure_is_seen_in_its_proportions(figure, size):
    figure.resize(*size)
    seen = figure.mapFromScene(figure.sceneRect()).boundingRect()
    assert figure.viewport().rect().adjusted(-1, -1, 1, 1).contains(seen)
    assert figure.transform().m11() == figure.transform().m22()


def test_in_a_low_window_the_figure_scrolls_to_where_the_keyboard_is(figure, qtbot):
    figure.resize(figure.minimumSize())
    assert figure.verticalScrollBar().maximum() > 0
    for _ in figure.spots:
        middle = figure.mapFromScene(figure.spots[figure.current].centre)
        assert figure.viewport().rect().contains(middle), figure.current
        qtbot.keyClick(figure, Qt.Key.Key_Right)


def test_words_do_not_grow_with_the_figure(figure):
    legend = figure.findChild(Legend)
    figure.resize(1900, 1000)
    assert (legend.height(), legend.width()) == (legend.heightForWidth(1900), 1900)
    assert legend.heightForWidth(1900) < legend.heightForWidth(300)


def test_a_figure_has_a_name_and_describes_where_the_keyboard_is(figure, qtbot):
    assert figure.accessibleName() in ("Joint map", "Skin map")
    for key in figure.spots:
        assert figure.accessibleDescription() == f"{figure._names[key]}: {figure.answer_word('')}"
        qtbot.keyClick(figure, Qt.Key.Key_Right)


def test_an_answer_is_told_in_the_description_and_the_tooltip(joints, qtbot):
    walk_to("left_knee", joints, qtbot)
    qtbot.keyClicks(joints, "b")
    assert joints.accessibleDescription() == "Left knee: tender and swollen"
    assert joints.spots["left_knee"].toolTip() == "Left knee: tender and swollen"


def test_each_change_is_announced(joints, qtbot, monkeypatch):
    walk_to("left_knee", joints, qtbot)
    told: list[QAccessibleAnnouncementEvent] = []
    monkeypatch.setattr(QAccessible, "updateAccessibility", told.append)
    qtbot.keyClicks(joints, "t")
    assert [event.message() for event in told] == ["Left knee: tender"]


def test_the_legend_tells_its_signs_to_people_who_hear_the_screen(figure):
    told = figure.findChild(Legend).accessibleName()
    for meaning in figure.meanings():
        assert meaning.word in told


def test_what_is_shown_is_not_said_to_be_answered_and_contradictions_are_told(figure, heard):
    *_, key = figure.spots
    figure.show_answers({key: "unknown"}, [key])
    assert (figure.spots[key].answer, heard) == ("unknown", [])
    assert "A result on record says the contrary." in figure.spots[key].toolTip()
    figure.show_answers({})
    assert figure.spots[key].answer == ""
    assert "contrary" not in figure.spots[key].toolTip()


def pixel(figure, place):
    picture = figure.grab().toImage()
    at = figure.viewport().mapTo(figure, figure.mapFromScene(place)) * picture.devicePixelRatio()
    return picture.pixelColor(at)


@pytest.fixture
def looks(qapp):
    """A way to choose the look; by the end it is light again."""
    yield lambda name: theme.show(qapp, name)
    theme.show(qapp, "light")


def test_every_answer_looks_different(figure):
    key = figure.current
    pictures = []
    for answer in (*figure.letters, ""):
        figure.show_answers({key: answer})
        pictures.append(figure.grab().toImage())
    for i, picture in enumerate(pictures):
        assert all(picture != other for other in pictures[:i])


def test_the_figures_follow_the_theme_while_they_are_shown(joints, skin, looks):
    joints.show_answers({"left_knee": "tender"})
    skin.show_answers({"abdomen": "3"})
    tender = joints.spots["left_knee"].centre + QPointF(-3, -9)
    severe = skin.spots["abdomen"].centre + QPointF(25, 0)
    for name in ("light", "dark", "light"):
        looks(name)
        colours = theme.read(name).colours
        assert pixel(joints, tender).name().upper() == colours["tender"]
        assert pixel(skin, severe).name().upper() == colours["skin_3"]
        for figure in (joints, skin):
            corner = figure.grab().toImage().pixelColor(2, 2)
            assert corner.name().upper() == colours["surface"]


def test_the_ring_is_where_the_keyboard_is_and_goes_with_it(figure, qtbot):
    figure.clearFocus()
    plain = figure.grab().toImage()
    figure.setFocus()
    ringed = figure.grab().toImage()
    qtbot.keyClick(figure, Qt.Key.Key_Right)
    moved = figure.grab().toImage()
    assert plain not in (ringed, moved)
    assert ringed != moved
    figure.clearFocus()
    assert figure.grab().toImage() == plain
