"""The trial panel of a patient of whom a few things are known."""

import pytest

from gui.results.panel import ResultsPanel
from tests.gui.conftest import SCAR02


@pytest.fixture
def panel(qtbot, patient):
    made = ResultsPanel(patient)
    qtbot.addWidget(made)
    made.resize(404, 700)
    made.show()
    qtbot.waitExposed(made)
    made.strip.choose(SCAR02)
    return made
