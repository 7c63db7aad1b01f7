"""The lines of the worklist, as the window shows them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gui.session.tally import Tally


@dataclass(frozen=True, slots=True)
class PatientRow:
    """A patient in one line; `tallies` by the registry number of the trial."""

    subject: str
    person: str
    disease: str
    changed: str
    tallies: Mapping[str, Tally]
