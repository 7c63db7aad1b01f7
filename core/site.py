"""What one hospital sets: its laboratory's reference ranges and its usual units."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from core.dates import DateOrder, Day
from core.medicines import HalfLife

if TYPE_CHECKING:
    from core.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceRange:
    """The laboratory's limits of one analyte, for a sex, ages and from a day on, if it says so.

    `unit` is that of limits written without one. Ages are completed years, both ends included.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid"}

    of: str
    unit: str | None = None
    upper_limit: str | None = None
    lower_limit: str | None = None
    sex: Literal["female", "male"] | None = None
    from_age: int = 0
    to_age: int = 200
    valid_from: Day | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """The setting of one site. `default_units` says what a number without unit is in.

    `date_order` says how 6/11/2026 is meant: as `dmy` or `mdy`; without it nothing is guessed.
    `half_lives` stand above those of the vocabulary, by medicine.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid"}

    name: str = ""
    ranges: tuple[ReferenceRange, ...] = ()
    default_units: dict[str, str] = field(default_factory=dict)
    date_order: DateOrder | None = None
    half_lives: dict[str, HalfLife] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Setting:
    """What verdicts rest on beside the record and the trial."""

    vocabulary: Vocabulary
    site: Site = field(default_factory=Site)

    def half_life(self, drug: str) -> tuple[HalfLife | None, bool]:
        """Return the half-life of a medicine, if there is one, and whether the site set it."""
        if drug in self.site.half_lives:
            return self.site.half_lives[drug], True
        return self.vocabulary.half_lives.get(drug), False
