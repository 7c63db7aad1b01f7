"""One fact to find out next: what it is, of which trial, where it is got, at what cost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from core.truth import Need, NeedKind
from core.vocabulary import Question

if TYPE_CHECKING:
    from core.vocabulary import Cost, Vocabulary

Errand = Literal["ask", "chart", "blood", "urine", "procedure", "sponsor", "investigator", "wait"]
ERRANDS: tuple[Errand, ...] = (
    "ask",
    "chart",
    "blood",
    "urine",
    "procedure",
    "sponsor",
    "investigator",
    "wait",
)
COSTS: tuple[Cost, ...] = ("ask", "chart", "blood", "procedure")
_COST_OF_LISTS: dict[str, Cost] = {"person": "ask", "milestones": "ask"}
# A result is there already: what is missing beside it is read off its paper.
_ON_PAPER = frozenset(
    {NeedKind.NO_UPPER_LIMIT, NeedKind.UNIT, NeedKind.DATE_INCOMPLETE, NeedKind.CONFLICT}
)


@dataclass(frozen=True, slots=True, order=True)
class Fact:
    """What can be entered: a key and where it stands; `trial` where each trial has its own."""

    of: str
    what: str
    trial: str = ""


def fact_of(need: Need, trial: str, vocabulary: Vocabulary) -> Fact:
    """Return the fact that a need of a trial is about; consents, days and readings are its own."""
    entry = vocabulary.get(Question, need.what) if need.of == "questions" else None
    is_own = need.of in ("milestones", "readings") or (entry is not None and entry.per == "trial")
    return Fact(need.of, need.what, trial if is_own else "")


def cost_of(need: Need, vocabulary: Vocabulary) -> Cost:
    """Return what it costs to see to a need: asking, the chart, blood, or a procedure."""
    if need.kind in _ON_PAPER:
        return "chart"
    entry = vocabulary.entries.get(need.of, {}).get(need.what)
    return entry.cost if entry is not None else _COST_OF_LISTS.get(need.of, "chart")


def errand_of(need: Need, vocabulary: Vocabulary) -> Errand:
    """Return on which errand a need is seen to: those of one errand are done in one go."""
    if need.kind is NeedKind.PENDING:
        return "wait"
    if need.kind is NeedKind.TWO_READINGS:
        return "sponsor"
    if need.kind is NeedKind.AWAITING_INVESTIGATOR:
        return "investigator"
    cost = cost_of(need, vocabulary)
    entry = vocabulary.entries.get(need.of, {}).get(need.what)
    is_urine = str(getattr(entry, "specimen", None) or "").startswith("urine")
    return "urine" if cost == "blood" and is_urine else cost
