"""A trial as Tamis reads it: each criterion's text beside its rule in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from core.wording.english_rules import EVERYWHERE, KINDS
from core.wording.prose.lines import lines_of, text_of
from core.wording.prose.prose import prose_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.trial import Criterion, Trial
    from core.wording.prose.lines import Line
    from core.wording.prose.saying import Words


@dataclass(frozen=True, slots=True)
class ReadCriterion:
    """A criterion beside its rule: the registry's words, and the lines that say what is computed.

    `arm` is the label printed above it, or "" outside the arms.
    """

    id: str
    kind: str
    arm: str
    text: str
    note: str
    lines: tuple[Line, ...]


def read_criterion(criterion: Criterion, trial: Trial, words: Words) -> ReadCriterion:
    """Return one criterion of a trial beside its rule in words."""
    labels = {arm.key: arm.label for arm in trial.arms}
    return ReadCriterion(
        criterion.id,
        criterion.kind,
        labels.get(criterion.arm or "", ""),
        criterion.text,
        criterion.note or "",
        tuple(lines_of(prose_of(criterion.rule, words, criterion.id))),
    )


def as_text(read: ReadCriterion) -> str:
    """Write a criterion beside its rule as plain text."""
    return "\n".join(_lines(read))


def _lines(read: ReadCriterion) -> Iterator[str]:
    arm = f" · {read.arm}" if read.arm else ""
    yield f"{read.id} · {read.kind}{arm}"
    yield f"  {'Text':<8} {read.text.replace(chr(10), chr(10) + ' ' * 11)}"
    if read.note:
        yield f"  {'Note':<8} {read.note}"
    yield f"  {'Read as':<8} {KINDS[read.kind]}"
    yield from (text_of(line, 4) for line in read.lines)


def everywhere() -> str:
    """Write what is so for every rule."""
    return "\n".join(("What holds for every rule", *(f"  · {line}" for line in EVERYWHERE)))


def as_document(read: ReadCriterion) -> dict[str, Any]:
    """Return a criterion beside its rule as plain data; `level` counts the steps inwards."""
    return {
        "id": read.id,
        "kind": read.kind,
        "arm": read.arm or None,
        "text": read.text,
        "note": read.note or None,
        "read_as": [
            {"level": line.depth, "kind": line.kind, "id": line.id or None, "text": line.text}
            for line in read.lines
        ],
    }
