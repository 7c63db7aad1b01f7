"""The investigator's questions: what the investigator alone decides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from gui.entry.blocks.question_block import QuestionBlock
from gui.entry.section import Section

if TYPE_CHECKING:
    from gui.session.session import Session


class InvestigatorSection(Section):
    """Answers that are the investigator's own; the coordinator may write them down."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session.vocabulary.label("investigator", session.language), parent)
        self.add(QuestionBlock(session, "investigator", self))
        self.finish()
