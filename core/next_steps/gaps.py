"""What an open criterion waits for: which facts, all of them or any, and what one alone settles."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

from core.truth import Need, Outcome
from core.wording.needs import BEGUN

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from core.assessment import Finding
    from core.truth import Gate

Outcomes = frozenset[Outcome]

_MET, _NOT_MET, _UNKNOWN = Outcome.MET, Outcome.NOT_MET, Outcome.UNKNOWN
_REVIEW, _NONE = Outcome.NEEDS_REVIEW, Outcome.NOT_APPLICABLE
# What a part may become once all that it waits for is known well enough: fresh, dated, exact.
_KNOWN = frozenset({_MET, _NOT_MET, _REVIEW})
_JUDGED = frozenset({_MET, _NOT_MET})
# Behind a condition stands a rule that was not asked yet, and may be open itself.
_BEHIND_A_CONDITION = frozenset(Outcome)
_COMBINED = frozenset({"all_of", "any_of", "none_of", "at_least_n_of", "two_readings"})


@dataclass(frozen=True, slots=True)
class Gap:
    """A place of a criterion that is open: `enough` of its needs and inner gaps would close it.

    `enough` counts towards *met*: a single one that fails may close it the other way.
    `is_certain` is false behind a condition, where what follows from it may be open too.
    `begun` names the items still open, where the need is a score or a set that was begun.
    `fixed` are the outcomes of the parts that wait for nothing, which still count; `code` and
    `threshold` say how parts combine, seen from eligibility.
    """

    outcome: Outcome
    needs: tuple[Need, ...] = ()
    any_need: bool = False
    parts: tuple[Gap, ...] = ()
    fixed: tuple[Outcome, ...] = ()
    code: str = ""
    threshold: int = 0
    is_certain: bool = True
    begun: tuple[str, ...] = ()

    @property
    def enough(self) -> int:
        """Return how many of the needs, or of the inner gaps, are enough to meet it."""
        if not self.parts:
            return 1 if self.any_need else len(self.needs)
        if self.code == "two_readings":
            return len(self.parts)
        applicable = len(self.parts) + sum(one is not _NONE for one in self.fixed)
        wanted = _wanted(self.code, self.threshold, applicable)
        return min(max(wanted - self.fixed.count(_MET), 1), len(self.parts))

    def all_needs(self) -> Iterator[Need]:
        """Yield every need in it, in the order of the text."""
        yield from self.needs
        for part in self.parts:
            yield from part.all_needs()

    def all_begun(self) -> Iterator[tuple[Need, tuple[str, ...]]]:
        """Yield every need with the items that are still open of it, none where none are begun."""
        yield from ((need, self.begun) for need in self.needs)
        for part in self.parts:
            yield from part.all_begun()


def gap_of(finding: Finding, gate: Gate, *, against: bool) -> Gap:
    """Return what an open finding waits for, without what can no longer change it.

    Only parts as open as the whole are followed: where data is missing, judgements wait; a part
    that is decided keeps its outcome, whatever is open inside it.
    """
    code = finding.reason.code
    if not finding.parts or code not in _COMBINED:
        own = finding.needs
        if code == "readings_differ":
            own = own[-1:]
        return Gap(
            finding.outcome,
            tuple(dict.fromkeys(own)),
            any_need=code == "list_not_complete",
            is_certain=code != "condition_open",
            begun=_begun(finding),
        )
    due = [part for part in finding.parts if part.due.is_due_by(gate)] or finding.parts
    turned = against != (code == "none_of")
    is_open = [part.outcome is finding.outcome for part in due]
    operator, threshold = _operator(finding, against=against)
    return Gap(
        finding.outcome,
        parts=tuple(
            gap_of(part, gate, against=turned)
            for part, follow in zip(due, is_open, strict=True)
            if follow
        ),
        fixed=tuple(part.outcome for part, follow in zip(due, is_open, strict=True) if not follow),
        code=operator,
        threshold=threshold,
    )


def _begun(finding: Finding) -> tuple[str, ...]:
    found = finding.reason.values.get("open") if finding.reason.code in BEGUN else ()
    return tuple(str(item) for item in found) if isinstance(found, (tuple, list)) else ()


def _operator(finding: Finding, *, against: bool) -> tuple[str, int]:
    """Return how parts combine, seen from eligibility: an exclusion of any is met by all."""
    code = finding.reason.code
    if code == "at_least_n_of":
        return ("all_but" if against else "at_least"), int(str(finding.reason.values["n"]))
    if code == "two_readings":
        return code, 0
    is_any = (code == "any_of") != against
    if code in ("all_of", "none_of"):
        is_any = against
    return ("any" if is_any else "all"), 0


def _wanted(code: str, threshold: int, applicable: int) -> int:
    """Return how many of the applicable parts must be met."""
    if code == "all":
        return applicable
    if code == "any":
        return 1
    return threshold if code == "at_least" else applicable - threshold + 1


def settles(gap: Gap, known: Collection[Need]) -> bool:
    """Tell whether the gap is no longer open as it is, whatever is found for these needs.

    The same as asking for `outcomes_with`, in less time: of "all" and "any", each part that stays
    open may be the one that decides.
    """
    if not gap.parts:
        return gap.is_certain and _is_seen_to(gap, known)
    if gap.code in ("all", "any"):
        return all(settles(part, known) for part in gap.parts)
    return gap.outcome not in outcomes_with(gap, known)


def _is_seen_to(gap: Gap, known: Collection[Need]) -> bool:
    """Tell whether enough is known: the answer, or else the list with the day that it runs to."""
    others = [need for need in gap.needs if not (gap.any_need and need.of == "questions")]
    answered = any(need in known for need in gap.needs if need not in others)
    return answered or (bool(others) and all(need in known for need in others))


def outcomes_with(gap: Gap, known: Collection[Need]) -> Outcomes:
    """Return every outcome that the gap may have once these needs are seen to, at most.

    Each place that waits for nothing else may become anything known, each other place stays as it
    is, and the places are taken as independent: what is left out here can never happen.
    """
    if not gap.parts:
        if not _is_seen_to(gap, known):
            return frozenset({gap.outcome})
        if not gap.is_certain:
            return _BEHIND_A_CONDITION
        return _KNOWN if gap.outcome is _UNKNOWN else _JUDGED
    parts = [outcomes_with(part, known) for part in gap.parts]
    if gap.code == "two_readings":
        return frozenset(_both(*pair) for pair in product(*parts, *({one} for one in gap.fixed)))
    return _combined(gap, parts)


def _both(first: Outcome, second: Outcome) -> Outcome:
    if first is second:
        return first
    return _UNKNOWN if _UNKNOWN in (first, second) else _REVIEW


# How many parts apply, are met, are not met, and whether one is unknown.
_Count = tuple[int, int, int, bool]


def _combined(gap: Gap, parts: list[Outcomes]) -> Outcomes:
    counts: set[_Count] = {_counted(gap.fixed)}
    for outcomes in parts:
        counts = {_with(count, outcome) for count in counts for outcome in outcomes}
    return frozenset(_outcome(gap, count) for count in counts)


def _counted(fixed: tuple[Outcome, ...]) -> _Count:
    applicable = len(fixed) - fixed.count(_NONE)
    return applicable, fixed.count(_MET), fixed.count(_NOT_MET), _UNKNOWN in fixed


def _with(count: _Count, outcome: Outcome) -> _Count:
    applicable, met, failed, unknown = count
    if outcome is _NONE:
        return count
    is_met, is_failed = outcome is _MET, outcome is _NOT_MET
    return applicable + 1, met + is_met, failed + is_failed, unknown or outcome is _UNKNOWN


def _outcome(gap: Gap, count: _Count) -> Outcome:
    applicable, met, failed, unknown = count
    if not applicable and gap.code in ("all", "any"):
        return _NONE
    wanted = _wanted(gap.code, gap.threshold, applicable)
    if met >= wanted:
        return _MET
    if applicable - failed < wanted:
        return _NOT_MET
    return _UNKNOWN if unknown else _REVIEW
