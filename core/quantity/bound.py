"""A limit as a text prints it: an amount and its unit, or a multiple of the laboratory's own."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Self

from core.scalar import Scalar


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
