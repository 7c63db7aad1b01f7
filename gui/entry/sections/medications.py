"""Medications: courses of medicines, and since when the list holds all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from gui.entry.blocks.list_block import ListBlock
from gui.entry.section import Section
from gui.entry.sections.medicines.medicine_row import WIDTHS, MedicationRow
from gui.entry.sections.medicines.summary import MedicinesSummary

if TYPE_CHECKING:
    from gui.session.session import Session

_CLASSES = ("b_cell_targeted", "colony_stimulating_factor")


class MedicationsSection(Section):
    """What the patient takes and took."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session.vocabulary.label("medications", session.language), parent)
        names = {
            "of": self.tr("Medicine"),
            "dose": self.tr("Dose"),
            "per": self.tr("Per"),
            "route": self.tr("Route"),
            "start": self.tr("From"),
            "end": self.tr("Until"),
        }
        headings = [(name, WIDTHS[key]) for key, name in names.items()]
        classes = tuple(c for c in _CLASSES if c in session.vocabulary.entries["drugs"])
        self.add(
            ListBlock(
                session,
                "medications",
                lambda block: MedicationRow(session, block),
                headings,
                self,
                kinds=classes,
            )
        )
        self.add(MedicinesSummary(session, self))
        self.finish()
