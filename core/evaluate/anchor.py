"""A day of a trial that windows count from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.dates import Day


@dataclass(frozen=True, slots=True)
class Anchor:
    """A day that windows count from: as far as it is known, and whether it is only planned."""

    day: Day
    known: bool
    planned: bool = False
