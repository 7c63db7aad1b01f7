"""What one rule node says of a record: its truth, why, on what evidence, and what it needs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.truth import Gate, Need, Said, Truth

if TYPE_CHECKING:
    from decimal import Decimal

    from core.dates import Day


@dataclass(frozen=True, slots=True)
class Evidence:
    """One fact that a verdict rests on.

    `as_entered` is what was typed; `as_used` the amount or state compared, in `unit`;
    `limit` what it was compared with; `notes` what else a reader must know (a formula, whose
    reference range, a planned day). `off` is how far the amount lies from the nearest limit, in
    `unit`; `can_be_repeated` tells that it describes a present state, and may be better next time.
    `details` are what is on record of an event.
    """

    kind: str
    of: str
    as_entered: str | None = None
    as_used: Decimal | str | None = None
    unit: str = ""
    day: Day | None = None
    source: str | None = None
    limit: str | None = None
    fact: str | None = None
    off: str | None = None
    can_be_repeated: bool = False
    notes: tuple[Said, ...] = ()
    details: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """The verdict of one node of a rule, with its parts; nothing is cut short."""

    truth: Truth
    reason: Said
    evidence: tuple[Evidence, ...] = ()
    needs: tuple[Need, ...] = ()
    parts: tuple[Step, ...] = ()
    readings: tuple[Said, ...] = ()
    due: Gate = Gate.SCREENING
    text: str | None = None
    turned: bool = False
    """Whether yes of this node speaks against its parent (a part of `none_of`)."""

    def under(self, due: Gate | None, text: str | None) -> Step:
        """Return this step under the gate and the words that its rule names."""
        return Step(
            self.truth,
            self.reason,
            self.evidence,
            self.needs,
            self.parts,
            self.readings,
            due or self.due,
            text,
            self.turned,
        )
