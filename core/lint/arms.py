"""Arms that no patient can enter, or that ask nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.lint.fault import Fault
from core.lint.keys import told
from core.lint.states import is_empty_group
from core.vocabulary import Condition

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.trial import Trial
    from core.vocabulary import Vocabulary


def closed_arms(trial: Trial, vocabulary: Vocabulary) -> Iterator[Fault]:
    """Tell an arm that no diagnosis opens, one opened like another, and one without criteria."""
    opened: dict[str, str] = {}
    for arm in trial.arms:
        for key in arm.diagnoses:
            if vocabulary.get(Condition, key) is None:
                yield Fault("error", arm.key, *told(Condition, key, vocabulary))
            elif is_empty_group(Condition, key, vocabulary):
                message = f"no diagnosis opens this arm: none belongs to {key}."
                advice = f"Write a diagnosis, or 'is_a: [{key}]' at those that belong to it."
                yield Fault("error", arm.key, message, advice)
            if key in opened:
                message = f"{key} opens the arm {opened[key]} already."
                yield Fault("error", arm.key, message, "Write what sets the two arms apart.")
            opened.setdefault(key, arm.key)
        if not any(criterion.arm == arm.key for criterion in trial.criteria):
            message = "the arm has no criterion of its own, not even its diagnosis."
            yield Fault("error", arm.key, message, "Write its criteria under 'inclusion'.")
