"""Both figures, shown at the size they are drawn for."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, cast

import pytest

from core.vocabulary import read_vocabulary
from gui.entry.sheets.figures.joint_map import JointMap
from gui.entry.sheets.figures.skin_map import SkinMap
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
