"""Infection: serology, nucleic acids, and the questions about infections."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from gui.entry.blocks.question_block import QuestionBlock
from gui.entry.blocks.result_table import ResultTable, tests_of
from gui.entry.section import Section

if TYPE_CHECKING:
    from gui.session.session import Session


class InfectionSection(Section):
    """What tells of an infection."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session.vocabulary.label("infection", session.language), parent)
        self.add(ResultTable(session, tests_of(session, "infection"), self))
        self.add(QuestionBlock(session, "infection", self))
        self.finish()
