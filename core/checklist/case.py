"""What one checklist is made from, taken together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.checklist.words import word

if TYPE_CHECKING:
    from core.assessment import Assessment
    from core.assessment.prospect import Prospect
    from core.checklist.content import Stamp
    from core.record import PatientRecord
    from core.site import Setting
    from core.trial import Trial
    from core.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Case:
    """One patient before one trial, and who prints it, in a language."""

    assessment: Assessment
    record: PatientRecord
    trial: Trial
    setting: Setting
    stamp: Stamp
    language: str
    remarks: tuple[str, ...]
    """The notes that are printed once, and referred to by their number."""
    ahead: Prospect
    """What time alone will do to the verdict and to each criterion."""

    @property
    def vocabulary(self) -> Vocabulary:
        """Return the words that things have."""
        return self.setting.vocabulary

    def word(self, code: str, **values: object) -> str:
        """Return one of the paper's own sentences."""
        return word(self.language, code, **values)
