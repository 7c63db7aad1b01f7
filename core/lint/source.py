"""A registry's eligibility text against a trial file: every clause quoted, and nothing else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from core.lint.fault import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.trial import Trial

Quoted = tuple[str, str]
"""The heading under which words stand, and the words."""

_HEADINGS = ("Inclusion Criteria", "Exclusion Criteria")
_BULLET = re.compile(r"^\s*(?:-\s+)?(?:[•*]\s*)?(?:\d+[.,]\s+)?")
_CUTS = re.compile(r"[;。]|\(\s*\d+\)")
_ESCAPED = re.compile(r"\\([\\^<>~])")


def without_escapes(text: str) -> str:
    r"""Undo the escapes of a registry's export: `\<` is `<`."""
    return _ESCAPED.sub(r"\1", text)


def bullets(source: str) -> Iterator[Quoted]:
    """Yield each printed item without its sign and number, with the heading above it."""
    heading = ""
    for line in source.splitlines():
        item = _BULLET.sub("", line).strip()
        above = next((one for one in _HEADINGS if item.removesuffix(":").endswith(one)), None)
        if above:
            heading = above
        elif item:
            yield heading, item


def clauses(item: str) -> list[str]:
    """Cut an item at `;`, `。` and `(n)`."""
    return [piece.strip() for piece in _CUTS.split(item) if piece.strip()]


def not_quoted_once(trial: Trial, source: str) -> list[str]:
    """Return the clauses that are not quoted, under their heading, just as often as printed.

    An item that ends in a colon introduces others, and may be quoted above each of them.
    """
    printed = list(bullets(source))
    quoted = [(heading, words) for _, heading, words in _quotations(trial, printed)]
    return [
        clause
        for heading, item in printed
        for clause in clauses(item)
        if not _is_quoted(clause, heading, printed, quoted, is_introduction=item.endswith(":"))
    ]


def not_printed(trial: Trial, source: str) -> list[tuple[str, str]]:
    """Return what the source does not print in one item under the same heading, and its place."""
    printed = list(bullets(source))
    return [
        (place, words)
        for place, heading, words in _quotations(trial, printed)
        if not words or not any(heading == where and words in item for where, item in printed)
    ]


def source_faults(trial: Trial, source: str) -> Iterator[Fault]:
    """Tell what a trial file leaves out of a source, its escapes undone, and what it adds."""
    for clause in dict.fromkeys(not_quoted_once(trial, source)):
        message = f"no criterion quotes '{clause}', or not just as often as it is printed."
        advice = "Quote it in the criterion that reads it, word for word, under its heading."
        yield Fault("error", "the source", message, advice)
    for place, words in not_printed(trial, source):
        message = f"the source does not print '{words}' under this heading."
        yield Fault("error", place, message, "Quote the registry's words, glitches included.")


def _quotations(trial: Trial, printed: list[Quoted]) -> list[tuple[str, str, str]]:
    """Return all that a trial file quotes, with the arm or criterion and the heading over it.

    What introduces the arms, and the criteria by items: a criterion of several printed items has
    one on each line; one of the title has none. Where a source prints no heading, there is none.
    """
    inclusion, exclusion = _HEADINGS if any(heading for heading, _ in printed) else ("", "")
    arms = [(arm.key, inclusion, arm.label) for arm in trial.arms]
    items = [
        (one.id, exclusion if one.kind == "exclusion" else inclusion, line)
        for one in trial.criteria
        if one.rule.source != "title"
        for line in one.text.splitlines()
    ]
    return [*arms, *items]


def _is_quoted(
    clause: str,
    heading: str,
    printed: list[Quoted],
    quoted: list[Quoted],
    *,
    is_introduction: bool,
) -> bool:
    here = sum(clause in text for where, text in quoted if where == heading)
    everywhere = sum(clause in text for _, text in quoted)
    wanted = sum(clause in text for where, text in printed if where == heading)
    if is_introduction:
        return here == everywhere >= wanted
    return here == wanted and everywhere == sum(clause in text for _, text in printed)
