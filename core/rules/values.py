"""The values that rules carry: a limit as the text prints it, a key or a list of keys."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Annotated, Any, Self

from pydantic import BeforeValidator, Field

from core.scalar import Scalar


@dataclass(frozen=True, slots=True)
class Bound(Scalar):
    """A limit as the text prints it: `60 g/L`, `3 ULN`, `8`."""

    amount: Decimal
    unit: str

    @classmethod
    def read(cls, text: str) -> Self:
        """Read a number and, behind a space, its unit; raise ValueError otherwise."""
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
        return f"{self.amount:f} {self.unit}".strip()

    @property
    def is_uln(self) -> bool:
        """Tell whether the limit is a multiple of the upper limit of normal."""
        return self.unit == "ULN"


def _listed(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


KeysOrNone = Annotated[tuple[str, ...], BeforeValidator(_listed)]
Keys = Annotated[tuple[str, ...], BeforeValidator(_listed), Field(min_length=1)]
