"""The values that rules carry: a limit as the text prints it, a key or a list of keys."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field

from core.quantity import Bound
from core.scalar import Scalar

__all__ = ["Bound", "DoseUnit", "Keys", "KeysOrNone", "Titre", "dose_unit"]

_MG = {"mg": Fraction(1), "g": Fraction(1000)}


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


@lru_cache(maxsize=64)
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
