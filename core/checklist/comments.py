"""The comments that were written beside facts, each with the criteria that rest on its fact."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.checklist.content import Comment
from core.checklist.proofs import evidence_under, with_evidence
from core.record import current, facts

if TYPE_CHECKING:
    from core.checklist.case import Case
    from core.record import Fact
    from core.step import Evidence

_NAMES = ("of", "to", "event", "list")


def comments(case: Case) -> tuple[Comment, ...]:
    """Return the comments of the facts that count, in the order of the record."""
    cited = [
        (finding.id, evidence)
        for finding in with_evidence(case.assessment)
        for evidence in evidence_under(finding)
    ]
    return tuple(
        Comment(_place(fact, cited, case), fact.comment.strip())
        for fact in facts(current(case.record))
        if fact.comment and fact.comment.strip()
    )


def _place(fact: Fact, cited: list[tuple[str, Evidence]], case: Case) -> str:
    ids = dict.fromkeys(id_ for id_, evidence in cited if _is_cited(fact, evidence))
    return ", ".join(ids) or case.vocabulary.label(_name(fact), case.language)


def _is_cited(fact: Fact, evidence: Evidence) -> bool:
    if fact.id and evidence.fact:
        return fact.id == evidence.fact
    return evidence.of == _name(fact) and evidence.day == getattr(fact, "date", None)


def _name(fact: Fact) -> str:
    return next((value for name in _NAMES if (value := getattr(fact, name, None))), "")
