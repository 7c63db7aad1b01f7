"""What the assessments say about one thing that can be entered, and what an entry would settle."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.truth import NeedKind, Outcome
from gui.session.tally import counted, shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from core.assessment import Assessment, Finding
    from core.step import Evidence
    from core.truth import Need

# What is shown where several criteria of one trial read the same thing.
WORST_FIRST = (
    Outcome.NOT_MET,
    Outcome.UNKNOWN,
    Outcome.NEEDS_REVIEW,
    Outcome.MET,
    Outcome.NOT_APPLICABLE,
)


@dataclass(frozen=True, slots=True)
class Settled:
    """A criterion, or a part of one, that an entry would decide or open."""

    trial: str
    id: str
    kind: str
    outcome: Outcome


def leaves(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Yield the findings without parts: those that rest on facts themselves."""
    for finding in findings:
        if finding.parts:
            yield from leaves(finding.parts)
        else:
            yield finding


def open_leaves(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Yield the open ones of the leaves, but not those in a part that is decided without them."""
    for finding in findings:
        if not finding.outcome.is_open:
            continue
        if finding.parts:
            yield from open_leaves(finding.parts)
        else:
            yield finding


def is_of_another_disease(assessment: Assessment) -> bool:
    """Tell whether no diagnosis on record has an arm in the trial, so that it asks for nothing."""
    return assessment.reason.code == "no_arm"


def outcome_for(assessment: Assessment, key: str) -> tuple[Outcome, str] | None:
    """Return the worst outcome, and the kind of its criterion, among what reads this key.

    Only criteria that concern the patient count: the common ones and those of her arms. None
    where nothing reads the key, or where all that does is settled without it.
    """
    return _said_by(assessment).outcomes.get(key)


def read_by(assessment: Assessment, key: str) -> Iterator[Finding]:
    """Yield the criteria that concern the patient and read this key."""
    for finding in shown(assessment):
        if any(key in _keys(leaf) for leaf in leaves([finding])):
            yield finding


@dataclass(frozen=True, slots=True)
class _Said:
    """What an assessment says of every key: the outcome, and why findings that read it are open."""

    outcomes: Mapping[str, tuple[Outcome, str]]
    needs: Mapping[str, set[NeedKind]]


# A form asks for some eighty keys at once of the same few assessments; each is gone through once.
_GONE_THROUGH: deque[tuple[Assessment, _Said]] = deque(maxlen=16)


def _said_by(assessment: Assessment) -> _Said:
    for known, said in _GONE_THROUGH:
        if known is assessment:
            return said
    said = _gone_through(assessment)
    _GONE_THROUGH.append((assessment, said))
    return said


def _gone_through(assessment: Assessment) -> _Said:
    outcomes: dict[str, tuple[Outcome, str]] = {}
    needs: dict[str, set[NeedKind]] = {}
    for finding in shown(assessment):
        for leaf in leaves([finding]):
            for need in leaf.needs:
                needs.setdefault(need.what, set()).add(need.kind)
            outcome = _seen_from(finding, leaf)
            if outcome is None:
                continue
            for key in _keys(leaf):
                before = outcomes.get(key)
                if before is None or _is_worse(outcome, before[0]):
                    outcomes[key] = (outcome, finding.kind)
    return _Said(outcomes, needs)


def _is_worse(outcome: Outcome, than: Outcome) -> bool:
    return WORST_FIRST.index(outcome) < WORST_FIRST.index(than)


def _keys(finding: Finding) -> set[str]:
    """Return the keys that a finding rests on or waits for."""
    return {e.of for e in finding.evidence} | {n.what for n in finding.needs}


def _seen_from(finding: Finding, leaf: Finding) -> Outcome | None:
    """Return what a part means for its criterion: one that does not decide it shows no verdict.

    A core antibody that is positive does not fail a criterion that asks for DNA besides; an
    antibody not tested is not missed where another one is positive.
    """
    if leaf.outcome is Outcome.NOT_MET and finding.outcome is not Outcome.NOT_MET:
        return finding.outcome if finding.outcome.is_open else None
    if leaf.outcome.is_open and finding.outcome in (Outcome.MET, Outcome.NOT_APPLICABLE):
        return None
    return leaf.outcome


def open_needs(assessments: Iterable[Assessment]) -> Iterator[Need]:
    """Yield once each thing that would settle an open finding of any trial."""
    seen: set[tuple[str, str]] = set()
    for assessment in assessments:
        if is_of_another_disease(assessment):
            continue
        waiting = [finding for finding in counted(assessment) if finding.outcome.is_open]
        for finding in open_leaves(waiting):
            for need in finding.needs:
                if (need.of, need.what) not in seen:
                    seen.add((need.of, need.what))
                    yield need


def trouble(assessments: Iterable[Assessment], key: str) -> str:
    """Return "conflict" or "stale" where a finding that reads a key is open for that, else ""."""
    kinds = {kind for assessment in assessments for kind in _said_by(assessment).needs.get(key, ())}
    if NeedKind.CONFLICT in kinds:
        return "conflict"
    return "stale" if NeedKind.STALE in kinds else ""


def calculated(assessments: Iterable[Assessment], key: str) -> Evidence | None:
    """Return a value that was calculated for a finding, or None where there is none."""
    for assessment in assessments:
        for finding in leaves(assessment.findings):
            for evidence in finding.evidence:
                if evidence.of == key and evidence.as_used is not None:
                    return evidence
    return None


def settled(before: Sequence[Assessment], after: Sequence[Assessment]) -> tuple[Settled, ...]:
    """Return whatever gets another outcome; the assessments stand in the same order."""
    return tuple(
        Settled(new.short_name, finding.id, finding.kind, finding.outcome)
        for old, new in zip(before, after, strict=False)
        for finding in _changed(old, new)
    )


def _changed(old: Assessment, new: Assessment) -> Iterator[Finding]:
    # Parts are told apart by their place too: some parts of a criterion have no id of their own.
    outcomes = [(finding.id, finding.outcome) for finding in leaves(shown(old))]
    for place, finding in enumerate(leaves(shown(new))):
        is_known = place < len(outcomes) and outcomes[place][0] == finding.id
        if is_known and outcomes[place][1] is not finding.outcome:
            yield finding
