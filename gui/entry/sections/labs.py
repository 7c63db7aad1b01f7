"""Labs: the tests of the vocabulary's section, with one sample date for all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from gui.entry.blocks.result_table import ResultTable, tests_of
from gui.entry.section import Section

if TYPE_CHECKING:
    from gui.session.session import Session


class LabsSection(Section):
    """What a laboratory reports, and findings that are reported with it."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session.vocabulary.label("labs", session.language), parent)
        self.add(ResultTable(session, tests_of(session, "labs"), self))
        self.finish()
