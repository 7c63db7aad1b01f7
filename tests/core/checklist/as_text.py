"""A checklist as text that a person can compare: one line for each thing that is printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.checklist.content import Checklist, Group, Proof, Row


def as_text(made: Checklist) -> str:
    """Return all that stands on a checklist, from top to bottom."""
    return "\n".join(_lines(made)) + "\n"


def _lines(made: Checklist) -> Iterator[str]:
    yield made.document_title
    yield from (made.trial_name, made.trial_title, *made.source)
    yield from (f"{field.label}: {field.value!r}" for field in made.fields)
    yield from (f"[{mark.word}] {mark.meaning}" for mark in made.marks)
    yield f"watermark: {made.watermark}"
    yield f"\n({made.band.glyph}) {made.band.verdict}, {made.band.occasion}"
    yield from made.band.sentences
    yield ", ".join(f"{count.number} {count.word}" for count in made.band.counts)
    yield made.band.footing
    for group in made.groups:
        yield from _group(group)
    if made.unread:
        yield f"\n{made.unread}"
    yield "\nremarks"
    yield from made.remarks
    yield from (f"{comment.place} | {comment.text}" for comment in made.comments)
    # The digests change with anything that is stored; what is printed of them is tested elsewhere.
    yield from (made.running, made.running_right, *made.footer[2:])


def _group(group: Group) -> Iterator[str]:
    yield f"\n{group.title} ({group.remark})"
    if group.opening:
        yield group.opening
    for row in group.rows:
        yield from _row(row)


def _row(row: Row) -> Iterator[str]:
    indent = "    " * row.depth
    counted = "" if row.is_counted else " (no box)"
    due = f", {row.due}" if row.due else ""
    yield f"{indent}{row.id} | {row.text} | ({row.outcome}) {row.word}{due}{counted}"
    yield from (f"{indent}    {'  ' * proof.depth}{_proof(proof)}" for proof in row.proofs)
    yield from (f"{indent}    {line}" for line in (row.needs, row.ahead, row.note) if line)
    for part in row.parts:
        yield from _row(part)


def _proof(proof: Proof) -> str:
    of_a_part = f"({proof.outcome}) {proof.word}. " if proof.outcome else ""
    kind = "*" if proof.stands_out else "-"
    said = [proof.text, proof.detail, proof.day, proof.source]
    return f"{kind} {of_a_part}" + " | ".join(part for part in said if part)
