"""What one hospital sets: its laboratory's reference ranges and its usual units."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from core.dates import Day

if TYPE_CHECKING:
    from core.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceRange:
    """The laboratory's limits of one analyte, for a sex and from a day on, if it says so."""

    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid"}

    of: str
    upper_limit: str | None = None
    lower_limit: str | None = None
    sex: Literal["female", "male"] | None = None
    from_age: int = 0
    to_age: int = 200
    valid_from: Day | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """The setting of one site. `default_units` says what a number without unit is in."""

    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid"}

    name: str = ""
    ranges: tuple[ReferenceRange, ...] = ()
    default_units: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Setting:
    """What verdicts rest on beside the record and the trial."""

    vocabulary: Vocabulary
    site: Site = field(default_factory=Site)
