"""The keyboard on the figures: every place is reached, marked and left."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tests.gui.entry.sheets.figures.conftest import listening


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
