"""The values that rules carry: a limit as the text prints it, a key or a list of keys."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field

from core.scalar import Scalar

_MG = {"mg": Fraction(1), "g": Fraction(1000)}


@dataclass(frozen=True, slots=True)
class Bound(Scalar):
    """A limit as the text prints it: `60 g/L`, `3 ULN`, `8`, `2.5 mg/dL or 221 µmol/L`.

    A text that prints it in two units compares a result with the limit in its own unit;
    `or_else` is the second one.
    """

    amount: Decimal
    unit: str
    or_else: Bound | None = None

    @classmethod
    def read(cls, text: str) -> Self:
        """Read a number and, behind a space, its unit; raise ValueError otherwise."""
        first, _, second = text.strip().partition(" or ")
        one = cls._single(first)
        return cls(one.amount, one.unit, cls._single(second)) if second else one

    @classmethod
    def _single(cls, text: str) -> Self:
        number, _, unit = text.strip().partition(" ")
        message = f"'{text}' is not a limit. Write it as 60 g/L, 3 ULN or 8."
        try:
            amount = Decimal(number)
        except InvalidOperation:
            raise ValueError(message) from None
        if not amount.is_finite():
            raise ValueError(message)
        return cls(amount, unit.strip())

    def __str__(self) -> str:
        """Write the limit as it was read."""
        text = f"{self.amount:f} {self.unit}".strip()
        return f"{text} or {self.or_else}" if self.or_else else text

    def in_unit(self, code: str) -> Bound:
        """Return the limit that the text prints in this unit, or the first one."""
        return self.or_else if self.or_else and self.or_else.unit == code else self

    @property
    def is_uln(self) -> bool:
        """Tell whether the limit is a multiple of the upper limit of normal."""
        return self.unit == "ULN"

    @property
    def is_lln(self) -> bool:
        """Tell whether the limit is a multiple of the lower limit of normal."""
        return self.unit == "LLN"

    @property
    def of_normal(self) -> bool:
        """Tell whether the limit is a multiple of the laboratory's own."""
        return self.is_uln or self.is_lln


@dataclass(frozen=True, slots=True)
class Titre(Scalar):
    """A titre as it is printed: `1:80`; a higher one is a thinner serum that still reacts."""

    denominator: Decimal

    @classmethod
    def read(cls, text: str) -> Self:
        """Read `1:80`; raise ValueError otherwise."""
        first, _, second = text.replace(" ", "").partition(":")
        if first != "1" or not second.isdecimal() or int(second) == 0:
            message = f"'{text}' is not a titre. Write it as 1:80."
            raise ValueError(message)
        return cls(Decimal(second))

    def __str__(self) -> str:
        """Write the titre as it was read."""
        return f"1:{self.denominator:f}"


@dataclass(frozen=True, slots=True)
class DoseUnit:
    """The unit of a dose: how many mg it is, per day or week, per kg of body weight or not."""

    mg: Fraction
    per: Literal["day", "week"]
    by_weight: bool


def dose_unit(unit: str) -> DoseUnit:
    """Read `mg/day`, `g/day`, `mg/week` or `mg/kg/day`; raise ValueError for anything else."""
    mass, *rest = unit.split("/")
    by_weight = rest[:1] == ["kg"]
    per = rest[1:] if by_weight else rest
    if mass in _MG and per == ["day"]:
        return DoseUnit(_MG[mass], "day", by_weight)
    if mass in _MG and per == ["week"]:
        return DoseUnit(_MG[mass], "week", by_weight)
    message = f"'{unit}' is no unit of a dose. Use mg/day, g/day, mg/week or mg/kg/day."
    raise ValueError(message)


def _listed(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


KeysOrNone = Annotated[tuple[str, ...], BeforeValidator(_listed)]
Keys = Annotated[tuple[str, ...], BeforeValidator(_listed), Field(min_length=1)]
