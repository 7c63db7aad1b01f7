"""The front is painted first; the body takes its place, and nothing that was seen moves."""

import pytest
from PySide6.QtCore import QPoint, QRect

from gui import theme
from gui.session.session import Session
from gui.widgets.icons import IconLabel
from gui.window import Window
from tests.gui.conftest import AS_OF

HOME = QRect(0, 0, 110, 48)


@pytest.fixture(params=["light", "dark"])
def look(request, qapp):
    theme.show(qapp, request.param)
    yield theme.current()
    theme.show(qapp, "light")


@pytest.fixture
def front(qtbot, folder):
    """Show a window that is not built yet."""
    session = Session(folder, AS_OF)
    made = Window(session, in_steps=True)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    yield made
    session.close()


def ink(picture, ground):
    """Return the rectangle of what is drawn on a ground."""
    dots = [
        QPoint(x, y)
        for x in range(picture.width())
        for y in range(picture.height())
        if abs(picture.pixelColor(x, y).lightness() - ground.lightness()) > 40
    ]
    across, down = [dot.x() for dot in dots], [dot.y() for dot in dots]
    return min(across), min(down), max(across), max(down)


def test_ground_and_bars_keep_colour_and_place(look, front):
    first = front.grab().toImage()
    front.build()
    built = front.grab().toImage()
    places = {"surface": (600, 10), "bg": (8, 400), "border": (600, 47)}
    for token, place in places.items():
        assert first.pixelColor(*place) == look.colour(token), token
    for y in (0, 24, 47, 48, 60, 730, 737, 738, 739, 767):
        assert first.pixelColor(700, y) == built.pixelColor(700, y), y


def test_mark_and_name_stand_where_they_stay(look, front):
    ground = look.colour("surface")
    first = front.grab(HOME).toImage().copy(0, 0, 110, 46)
    front.build()
    built = front.grab(HOME).toImage().copy(0, 0, 110, 46)
    # A label and a button round the last letter's place to other halves of a dot.
    assert ink(first, ground) == pytest.approx(ink(built, ground), abs=1)
    mark = front.top.findChild(IconLabel).geometry().adjusted(0, 0, 0, -2)
    assert first.copy(mark) == built.copy(mark)


def test_no_empty_window_is_painted_between_front_and_body(qtbot, front):
    front.build()
    at_once = front.grab().toImage()
    qtbot.wait(50)
    assert at_once == front.grab().toImage()


def test_nothing_wears_the_ring_of_the_focus_at_the_start(qtbot, front):
    front.activateWindow()
    qtbot.wait(20)
    front.build()
    assert front.focusWidget() in (None, front.centralWidget())


def test_what_went_wrong_before_the_window_is_built_is_said(front):
    front.say("The disk is full. Free some space.")
    assert front.trouble.isVisible()
    assert front.trouble.text == "The disk is full. Free some space."


def test_a_window_is_built_once(front):
    front.build()
    worklist = front.worklist
    front.build()
    assert front.worklist is worklist


def test_a_window_is_whole_unless_it_is_asked_for_in_steps(qtbot, folder):
    window = Window(Session(folder, AS_OF))
    qtbot.addWidget(window)
    assert window.is_built
    assert window.pages.currentWidget() is window.worklist
