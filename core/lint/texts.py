"""What a trial file quotes and says: words not in the text, notes that are missing, ids."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.lint.fault import Fault, places
from core.rules import Readings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.lint.fault import Place
    from core.trial import Trial


def wrong_quotations(place: Place) -> Iterator[Fault]:
    """Tell a part that quotes other words than its criterion, or the same twice over."""
    rule = place.rule
    if rule is place.criterion.rule:
        if not place.criterion.text.strip():
            yield place.error("the text is empty.", "Quote the registry's words.")
        return
    if rule.text is not None and not rule.text.strip():
        yield place.error("the text of this part is empty.", "Quote its words, or leave it out.")
    elif rule.text and rule.text not in place.criterion.text:
        yield place.error(
            f"the part quotes '{rule.text}', which is not in the text of the criterion.",
            "Quote the words as they stand there.",
        )
    if rule.id is not None:
        yield place.error(
            f"a part has an id, {rule.id}, and the program names it {place.part}.",
            "Leave 'id' out.",
        )


def missing_notes(place: Place) -> Iterator[Fault]:
    """Tell two readings that no note explains, or that are called the same."""
    if not isinstance(place.rule, Readings):
        return
    if not place.criterion.note and not place.rule.note:
        yield place.warning(
            "the text is read in two ways, and no note says why.",
            "Add a 'note' to the criterion: which words can be read in which two ways.",
        )
    first, second = place.rule.readings
    if first.read_as.strip() == second.read_as.strip():
        yield place.error(
            f"both readings are called '{first.read_as}'.", "Say how each one reads the text."
        )


def repeated_ids(trial: Trial) -> Iterator[Fault]:
    """Tell an id that a criterion, an arm or a part has already."""
    seen: dict[str, str] = {}
    for criterion in trial.criteria:
        if criterion.id in seen:
            yield Fault(
                "error",
                criterion.id,
                f"this id is used twice: {seen[criterion.id]} has it.",
                "Give each criterion its own.",
            )
        parts = {place.part for place in places(criterion)} - {criterion.id}
        seen.setdefault(criterion.id, "another criterion")
        for part in parts:
            seen.setdefault(part, f"a part of {criterion.id}")
