"""The fields that everything is typed into."""

from datetime import date

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolTip

from core.dates import Day, read_day
from gui.widgets.choice import Choice, Option
from gui.widgets.date_field import DateField
from gui.widgets.entry_line import EntryLine
from gui.widgets.pick import Pick
from gui.widgets.pick_line import Named, PickLine

TODAY = date(2026, 11, 24)


@pytest.fixture
def shown(qtbot):
    def show(widget):
        qtbot.addWidget(widget)
        widget.show()
        widget.activateWindow()
        qtbot.waitUntil(widget.isActiveWindow)
        widget.setFocus()
        return widget

    return show


def test_typed_text_stays_when_the_record_changes(shown):
    line = shown(EntryLine())
    line.set_stored("96 U/L")
    QTest.keyClicks(line, "1")
    line.set_stored("50 U/L")
    assert line.text() == "196 U/L"
    line.restore()
    assert line.text() == "50 U/L"


def test_no_field_has_a_validator_that_would_eat_what_is_typed(shown):
    assert EntryLine().validator() is None


def test_a_day_is_echoed_in_iso_and_written_so_when_it_is_left(shown):
    field = shown(DateField(lambda text: read_day(text, TODAY)))
    QTest.keyClicks(field, "-14d")
    assert field._after == "= 2026-11-10"
    assert field.commit()
    assert field.text() == "2026-11-10"


def test_a_day_by_the_sites_order_is_echoed_with_the_name_of_its_month(shown):
    field = shown(DateField(lambda text: read_day(text, TODAY, "dmy")))
    QTest.keyClicks(field, "6/11/2026")
    assert field._after == "= 2026-11-06 Nov"
    assert field.commit()
    assert field.text() == "2026-11-06"


def test_a_day_is_handed_on_once_and_only_when_it_differs(shown, qtbot):
    field = shown(DateField(lambda text: read_day(text, TODAY)))
    days: list[object] = []
    field.day_entered.connect(days.append)
    QTest.keyClicks(field, "t")
    field.commit()
    field.commit()
    assert days == [Day.on(TODAY)]


def test_what_is_no_day_stays_and_says_why(shown):
    field = shown(DateField(lambda text: read_day(text, TODAY)))
    said: list[object] = []
    field.refused.connect(said.append)
    QTest.keyClicks(field, "soon")
    assert not field.commit()
    assert (field.text(), field.state) == ("soon", "wrong")
    assert "is not a day" in str(said[-1])


def three(parent=None):
    return Choice([Option("yes", "Yes", "y"), Option("no", "No", "n")], parent)


def test_a_letter_presses_and_the_same_letter_takes_back(shown):
    choice = shown(three())
    chosen: list[object] = []
    choice.chosen.connect(chosen.append)
    choice.take_focus()
    QTest.keyClicks(choice._stop(), "n")
    QTest.keyClicks(choice._stop(), "n")
    assert chosen == ["no", ""]
    assert choice.value == ""


def test_a_click_on_the_pressed_answer_takes_it_back(shown):
    choice = shown(three())
    chosen: list[object] = []
    choice.chosen.connect(chosen.append)
    QTest.mouseClick(choice._buttons[0], Qt.MouseButton.LeftButton)
    QTest.mouseClick(choice._buttons[1], Qt.MouseButton.LeftButton)
    QTest.mouseClick(choice._buttons[1], Qt.MouseButton.LeftButton)
    assert chosen == ["yes", "no", ""]


def test_the_answers_are_one_stop_of_the_tab_key(shown):
    choice = shown(three())
    choice.set_value("no")
    tabbed = [b for b in choice._buttons if b.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert [b.text() for b in tabbed] == ["✓ No"]


def test_the_arrows_walk_between_the_answers(shown):
    choice = shown(three())
    choice.take_focus()
    QTest.keyClick(choice._buttons[0], Qt.Key.Key_Right)
    assert choice._buttons[1].hasFocus()


def test_the_wheel_does_not_change_what_is_picked(shown):
    from PySide6.QtCore import QPoint, QPointF
    from PySide6.QtGui import QWheelEvent
    from PySide6.QtWidgets import QApplication

    pick = shown(Pick([("", ""), ("oral", "Oral"), ("iv", "Intravenous")]))
    pick.accept_stored("oral")
    turn = QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        QPoint(0, -120),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(pick, turn)
    assert pick.text() == "oral"


def test_a_name_is_known_in_both_languages_and_by_its_aliases(shown):
    line = shown(PickLine([Named("mtx", "Methotrexate", ("甲氨蝶呤", "MTX"))]))
    for text in ("methotrexate", "甲氨蝶呤", "mtx", "Methotrexate (MTX)"):
        line.setText(text)
        assert line.key() == "mtx"
    line.setText("meth")
    assert line.key() is None


def test_enter_in_the_open_list_of_names_takes_the_name_and_stores_nothing(shown, qtbot):
    line = shown(PickLine([Named("mtx", "Methotrexate", ("MTX",))]))
    entered: list[object] = []
    line.entered.connect(entered.append)
    QTest.keyClicks(line, "metho")
    popup = line.completer().popup()
    qtbot.waitUntil(popup.isVisible)
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    assert line.text() == "Methotrexate"
    assert entered == []


def test_letters_offer_each_name_that_holds_them_once(shown):
    line = shown(PickLine([Named("mmf", "Mycophenolate", ("MMF", "CellCept", "霉酚酸酯"))]))
    line.completer().setCompletionPrefix("myco")
    model = line.completer().completionModel()
    assert [model.index(i, 0).data() for i in range(model.rowCount())] == ["Mycophenolate"]
    line.completer().setCompletionPrefix("cell")
    assert model.index(0, 0).data() == "Mycophenolate (CellCept)"


def test_the_key_of_the_export_is_the_windows_also_in_a_field(shown):
    line = shown(EntryLine())
    QTest.keyClicks(line, "12")
    line.setCursorPosition(0)
    asked = QKeyEvent(
        QEvent.Type.ShortcutOverride, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier
    )
    asked.ignore()
    line.event(asked)
    QTest.keyClick(line, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert (asked.isAccepted(), line.cursorPosition(), line.text()) == (False, 0, "12")


@pytest.mark.parametrize(
    ("text", "is_said"), [("Mycophenolate mofetil", True), ("Prednisone", False)]
)
def test_a_name_longer_than_its_line_is_said_whole_by_the_tooltip(shown, text, is_said):
    line = shown(EntryLine())
    line.setFixedWidth(120)
    line.set_stored(text)
    QToolTip.hideText()
    line.event(QHelpEvent(QEvent.Type.ToolTip, QPoint(5, 5), line.mapToGlobal(QPoint(5, 5))))
    assert (QToolTip.text() == text) is is_said


def test_a_name_longer_than_its_line_is_shortened_only_where_it_is_not_typed(shown):
    line = shown(EntryLine())
    line.setFixedWidth(120)
    line.set_stored("Mycophenolate mofetil")
    line.clearFocus()
    at_rest = line.grab().toImage()
    line.setFocus()
    line.deselect()
    assert line.grab().toImage() != at_rest


def test_a_list_of_words_is_painted_closed_with_its_word(shown):
    pick = shown(Pick([("", ""), ("acr", "2019 EULAR/ACR systemic lupus erythematosus")]))
    pick.setFixedWidth(120)
    empty = pick.grab().toImage()
    pick.set_text("acr")
    assert pick.grab().toImage() != empty
