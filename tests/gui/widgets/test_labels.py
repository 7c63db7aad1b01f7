"""Labels show what a person typed, as it was typed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from gui.widgets.labels import ElidedLabel, label, plain_tip


@pytest.mark.parametrize("make", [label, ElidedLabel])
def test_markup_in_a_text_is_shown_and_not_obeyed(qtbot, make):
    made = make("<b>x</b>")
    qtbot.addWidget(made)
    assert made.textFormat() is Qt.TextFormat.PlainText


def test_markup_in_a_tooltip_is_shown_and_not_obeyed():
    assert plain_tip("<b>x</b>") == "<span>&lt;b&gt;x&lt;/b&gt;</span>"
    assert plain_tip("=1+1 & #include") == "=1+1 & #include"
