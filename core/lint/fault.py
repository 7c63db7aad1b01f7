"""What is wrong in a trial file, where, and what to write instead."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from core.rules import parts_of
from core.trial import part_id

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.rules import Node
    from core.trial import Criterion
    from core.truth import Gate

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong in a trial file; an error must be mended before the file is used.

    `criterion` is the id of a criterion or the key of an arm; `part` is the name that the program
    gives the part (I4b), or nothing.
    """

    severity: Severity
    criterion: str
    message: str
    advice: str
    part: str = ""

    def __str__(self) -> str:
        """Write the fault on one line: where, how grave, what, and what to write instead."""
        return f"{self.part or self.criterion}: {self.severity}: {self.message} {self.advice}"


@dataclass(frozen=True, slots=True)
class Place:
    """One rule of a criterion, itself or a part of it, with what is said around it.

    `part` is the name that the program gives it; `due` the gate that it, or the rule around it,
    names; `conditions` are the rules that say to whom it applies, outermost first.
    """

    criterion: Criterion
    rule: Node
    part: str
    due: Gate | None = None
    conditions: tuple[Node, ...] = ()
    is_condition: bool = False

    def error(self, message: str, advice: str) -> Fault:
        """Return what must be mended here."""
        return self._fault("error", message, advice)

    def warning(self, message: str, advice: str) -> Fault:
        """Return what should be looked at here."""
        return self._fault("warning", message, advice)

    def _fault(self, severity: Severity, message: str, advice: str) -> Fault:
        part = self.part if self.part != self.criterion.id else ""
        return Fault(severity, self.criterion.id, message, advice, part)


def places(criterion: Criterion) -> tuple[Place, ...]:
    """Return a criterion's rule and all rules inside it, conditions included, in print order."""
    return tuple(_inside(Place(criterion, criterion.rule, criterion.id), 0))


def _inside(place: Place, depth: int) -> Iterator[Place]:
    rule = place.rule
    due = max((gate for gate in (place.due, rule.due) if gate), key=_order, default=None)
    here = Place(
        place.criterion, rule, place.part, due, place.conditions, is_condition=place.is_condition
    )
    yield here
    if rule.when is not None:
        condition = Place(
            here.criterion, rule.when, here.part, due, here.conditions, is_condition=True
        )
        yield from _inside(condition, depth)
    around = here.conditions + ((rule.when,) if rule.when else ())
    for index, part in enumerate(parts_of(rule)):
        name = here.part if here.is_condition else part_id(here.part, index, depth)
        inner = Place(here.criterion, part, name, due, around, is_condition=here.is_condition)
        yield from _inside(inner, depth + 1)


def _order(gate: Gate) -> int:
    return list(type(gate)).index(gate)
