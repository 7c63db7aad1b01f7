"""The lines of the worklist, as the window shows them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.names import TrialHead
    from gui.session.tally import Tally


@dataclass(frozen=True, slots=True)
class PatientRow:
    """A patient in one line; `tallies` by the registry number of the trial."""

    subject: str
    person: str
    disease: str
    changed: str
    tallies: Mapping[str, Tally]


@dataclass(frozen=True, slots=True)
class Glance:
    """What the worklist shows before all is read: patients as they were left, heads of trials."""

    rows: tuple[PatientRow, ...]
    headings: tuple[TrialHead, ...]
