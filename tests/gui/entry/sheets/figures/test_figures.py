"""The figures: every place is reached, marked by keys and clicks, and told in words."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, cast

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QVBoxLayout, QWidget

from core.vocabulary import read_vocabulary
from gui import theme
from gui.entry.sheets.figures.joint_map import JointMap, places
from gui.entry.sheets.figures.legend import Legend
from gui.entry.sheets.figures.skin_map import SkinMap, areas
from gui.places import RESOURCES

if TYPE_CHECKING:
    from core.vocabulary import Instrument


@cache
def names(instrument):
    entries = read_vocabulary(RESOURCES / "vocabulary").entries["instruments"]
    items = cast("Instrument", entries[instrument]).items
    return {key: item.label.en for key, item in items.items()}


@pytest.fixture
def joints(qtbot):
    return shown(qtbot, JointMap(names("joints_28")), (760, 420))


@pytest.fixture
def skin(qtbot):
    return shown(qtbot, SkinMap(names("mrss")), (330, 430))


def shown(qtbot, made, size):
    qtbot.addWidget(made)
    made.resize(*size)
    made.show()
    return made


@pytest.fixture(params=["joints", "skin"])
def figure(request):
    return request.getfixturevalue(request.param)


@pytest.fixture
def heard(figure):
    """What the figure says was answered."""
    return listening(figure)


def listening(figure):
    made = []
    figure.answered.connect(lambda key, answer: made.append((key, answer)))
    return made


def ask_for_menu(figure, spot):
    place = figure.mapFromScene(spot.centre)
    reason, at = QContextMenuEvent.Reason.Mouse, figure.viewport().mapToGlobal(place)
    QApplication.sendEvent(figure.viewport(), QContextMenuEvent(reason, place, at))
    return figure.findChild(QMenu)


def test_the_places_are_the_items_of_the_vocabulary():
    assert places().keys() == names("joints_28").keys()
    assert areas().keys() == names("mrss").keys()


def test_each_place_is_on_the_side_of_its_name_as_the_figure_faces_us(figure):
    for key, spot in figure.spots.items():
        if "left" in key or "right" in key:
            assert (spot.centre.x() > 0) == ("left" in key), key


# The keyboard


def test_the_arrows_reach_every_item_in_order_and_stay_at_the_ends(figure, qtbot):
    met = [figure.current]
    for _ in range(len(figure.spots)):
        qtbot.keyClick(figure, Qt.Key.Key_Right)
        met.append(figure.current)
    assert met == [*figure.spots, met[-1]]
    for _ in figure.spots:
        qtbot.keyClick(figure, Qt.Key.Key_Up)
    assert figure.current == met[0]


def test_letters_set_signs_and_take_them_away(joints, qtbot):
    heard = listening(joints)
    qtbot.keyClicks(joints, "tstsb0u")
    qtbot.keyClick(joints, Qt.Key.Key_Delete)
    said = [answer for _, answer in heard]
    assert said == ["tender", "both", "swollen", "", "both", "none", "unknown", ""]


def test_digits_set_the_grade_of_the_skin(skin, qtbot):
    heard = listening(skin)
    qtbot.keyClicks(skin, "1230u")
    qtbot.keyClick(skin, Qt.Key.Key_Backspace)
    assert [answer for _, answer in heard] == ["1", "2", "3", "0", "unknown", ""]


def test_a_digit_that_is_no_grade_answers_nothing(skin, qtbot):
    heard = listening(skin)
    qtbot.keyClicks(skin, "4t")
    assert heard == []


@pytest.mark.parametrize(
    ("letter", "answer"),
    [
        *(("T", "tender"), ("Ｔ", "tender"), ("ｓ", "swollen"), ("Ｂ", "both"), ("０", "none")),
        *(("压", "tender"), ("痛", "tender"), ("肿", "swollen"), ("双", "both"), ("无", "none")),
        *(("不", "unknown"), ("Ｕ", "unknown")),
    ],
)
def test_capital_full_width_and_chinese_letters_mark_a_joint(joints, letter, answer):
    QTest.sendKeyEvent(
        QTest.KeyAction.Click, joints, Qt.Key.Key_unknown, letter, Qt.KeyboardModifier.NoModifier
    )
    assert joints.spots[joints.current].answer == answer


@pytest.mark.parametrize(("letter", "answer"), [("３", "3"), ("０", "0"), ("不", "unknown")])
def test_full_width_and_chinese_letters_grade_the_skin(skin, letter, answer):
    QTest.sendKeyEvent(
        QTest.KeyAction.Click, skin, Qt.Key.Key_unknown, letter, Qt.KeyboardModifier.NoModifier
    )
    assert skin.spots[skin.current].answer == answer


def test_enter_leaves_forwards_and_shift_enter_backwards(figure, heard, qtbot):
    left: list[int] = []
    figure.entered.connect(left.append)
    qtbot.keyClick(figure, Qt.Key.Key_Return)
    qtbot.keyClick(figure, Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier)
    qtbot.keyClick(figure, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert (left, heard) == ([1, 1, -1], [])


_HELD = (Qt.Key.Key_Control, Qt.Key.Key_Alt)


class Page(QWidget):
    """What stands around a figure: it hears the keys that the figure leaves."""

    def __init__(self, figure):
        super().__init__()
        QVBoxLayout(self).addWidget(figure)
        self.keys = []

    def event(self, event):
        if event.type() == QEvent.Type.KeyPress and event.key() not in _HELD:
            self.keys.append(Qt.Key(event.key()))
        return super().event(event)


def test_esc_and_the_keys_of_the_window_pass_through(figure, heard, qtbot):
    page = Page(figure)
    qtbot.keyClick(figure, Qt.Key.Key_Escape)
    qtbot.keyClick(figure, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(figure, Qt.Key.Key_U, Qt.KeyboardModifier.AltModifier)
    figure.setParent(None)
    assert page.keys == [Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_U]
    assert heard == []


# The mouse


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


# The menu


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


# What is told


def test_a_figure_has_a_name_and_describes_where_the_keyboard_is(figure, qtbot):
    assert figure.accessibleName() in ("Joint map", "Skin map")
    for key in figure.spots:
        assert figure.accessibleDescription() == f"{figure._names[key]}: {figure.answer_word('')}"
        qtbot.keyClick(figure, Qt.Key.Key_Right)


def test_an_answer_is_told_in_the_description_and_the_tooltip(joints, qtbot):
    joints.go_to("left_knee")
    qtbot.keyClicks(joints, "b")
    assert joints.accessibleDescription() == "Left knee: tender and swollen"
    assert joints.spots["left_knee"].toolTip() == "Left knee: tender and swollen"


def test_each_change_is_announced(joints, qtbot, monkeypatch):
    told: list[QAccessibleAnnouncementEvent] = []
    monkeypatch.setattr(QAccessible, "updateAccessibility", told.append)
    joints.go_to("left_knee")
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


# The look


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


def test_a_mouse_over_a_place_shows_where_a_click_goes(figure):
    *_, spot = figure.spots.values()
    plain = figure.grab().toImage()
    QTest.mouseMove(figure.viewport(), figure.mapFromScene(spot.centre))
    QApplication.processEvents()
    assert figure.grab().toImage() != plain
