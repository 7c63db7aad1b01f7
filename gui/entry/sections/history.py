"""History: questions, events, allergies and devices, and since when their lists are complete."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from gui.entry.blocks.list_block import ListBlock
from gui.entry.blocks.question_block import QuestionBlock
from gui.entry.section import Section
from gui.entry.sections.history_rows import (
    ALLERGY_WIDTHS,
    DEVICE_WIDTHS,
    EVENT_WIDTHS,
    AllergyRow,
    DeviceRow,
    EventRow,
)

if TYPE_CHECKING:
    from gui.session.session import Session


class HistorySection(Section):
    """What the patient went through."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session.vocabulary.label("history", session.language), parent)
        self.add(QuestionBlock(session, "history", self))
        self.add(self._events(session))
        self.add(self._allergies(session))
        self.add(self._devices(session))
        self.finish()

    def _events(self, session: Session) -> ListBlock:
        names = (
            self.tr("Event"),
            self.tr("Day"),
            self.tr("Until"),
        )
        kinds = tuple(k for k in ("vaccination",) if k in session.vocabulary.entries["events"])
        return ListBlock(
            session,
            "events",
            lambda block: EventRow(session, block),
            list(zip(names, EVENT_WIDTHS, strict=True)),
            self,
            kinds=kinds,
        )

    def _allergies(self, session: Session) -> ListBlock:
        names = (self.tr("Allergy to"), self.tr("Severity"), self.tr("Since"), self.tr("Remark"))
        return ListBlock(
            session,
            "allergies",
            lambda block: AllergyRow(session, block),
            list(zip(names, ALLERGY_WIDTHS, strict=True)),
            self,
        )

    def _devices(self, session: Session) -> ListBlock:
        names = (self.tr("Device"), self.tr("From"), self.tr("Until"))
        return ListBlock(
            session,
            "devices",
            lambda block: DeviceRow(session, block),
            list(zip(names, DEVICE_WIDTHS, strict=True)),
            self,
        )
