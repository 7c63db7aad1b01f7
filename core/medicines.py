"""What is published about medicines: equivalents of prednisone, and half-lives."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any, ClassVar

from core.dates import Day

_STRICT: dict[str, Any] = {"extra": "forbid"}
_HOURS_OF_A_DAY = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Equivalent:
    """How much of a glucocorticoid equals 5 mg of prednisone.

    `or_mg` is the figure of other tables: what turns on the difference stays open.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = _STRICT

    mg: Decimal
    or_mg: Decimal | None = None
    source: str
    as_of: Day
    note: str = ""

    def __post_init__(self) -> None:
        """Refuse an amount of nothing."""
        if self.mg <= 0 or (self.or_mg is not None and self.or_mg <= 0):
            message = "an equivalent is an amount above zero, in mg"
            raise ValueError(message)


@dataclass(frozen=True, slots=True, kw_only=True)
class HalfLife:
    """How long a medicine stays: its half-life, or how long it stays where none is published.

    `days` or `hours` are the greatest published mean, or the upper end where a range of means is
    published. `washout_days` is a published time until it is gone; `none` says why there is none.
    Exactly one of the four stands. `to_check` marks a figure not yet compared with the label.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = _STRICT

    days: Decimal | None = None
    hours: Decimal | None = None
    washout_days: int | None = None
    none: str | None = None
    source: str
    as_of: Day
    note: str = ""
    to_check: bool = False

    def __post_init__(self) -> None:
        """Refuse what is no length of time, or two of them."""
        times = [self.days, self.hours, self.washout_days]
        given = [one for one in times if one is not None]
        if len(given) + (self.none is not None) != 1 or any(one <= 0 for one in given):
            message = "give exactly one of days, hours or washout_days above zero, or none: why"
            raise ValueError(message)

    @property
    def length(self) -> Fraction | None:
        """Return the half-life in days, exactly."""
        if self.days is not None:
            return Fraction(self.days)
        return None if self.hours is None else Fraction(self.hours) / _HOURS_OF_A_DAY
