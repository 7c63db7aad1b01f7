"""What is said of one rule: a sentence, what more it computes, its parts; and the catalogue."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.quantity import for_the_eye
from core.vocabulary import Drug, Question
from core.wording import english_rules

if TYPE_CHECKING:
    from collections.abc import Iterable

    from core.rules.values import Bound
    from core.vocabulary import Vocabulary

_SIGN = {"at_least": "≥", "at_most": "≤", "above": ">", "below": "<"}


@dataclass(frozen=True, slots=True)
class Prose:
    """One rule in words. `text` is the clause it quotes, `applies` the condition it stands under.

    `says` is its sentence, or the heading of its `parts`; each of the `details` is a sentence.
    """

    says: str
    details: tuple[str, ...] = ()
    parts: tuple[Prose, ...] = ()
    applies: Prose | None = None
    id: str = ""
    text: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """The catalogue of rules in one language, with what the keys of a vocabulary are called."""

    vocabulary: Vocabulary
    language: str = "en"

    def say(self, code: str, **values: object) -> str:
        """Return the sentence of a code."""
        return for_the_eye(english_rules.RULES[code].format_map(values))

    def day(self, event: str) -> str:
        """Return what the day of a milestone is called."""
        return english_rules.DAYS[event]

    def label(self, key: str) -> str:
        """Return what a key is called."""
        return self.vocabulary.label(key, self.language)

    def labels(self, keys: Iterable[str]) -> str:
        """Return what keys are called, in a row."""
        return "; ".join(self.label(key) for key in keys)

    def are_several(self, keys: tuple[str, ...]) -> bool:
        """Tell whether keys name more than one medicine: several, or a class of them."""
        if len(keys) > 1:
            return True
        return any(
            one.key != keys[0] and self.vocabulary.belongs(Drug, one.key, keys[0])
            for one in self.vocabulary.all(Drug)
        )

    def question(self, key: str) -> str:
        """Return the wording of a question."""
        entry = self.vocabulary.get(Question, key)
        return entry.label.text(self.language) if entry else key


def limits_text(limits: Iterable[tuple[str, Bound]]) -> str:
    """Write limits with their signs: `≥ 7.5 mg/week, ≤ 25 mg/week`."""
    return ", ".join(f"{_SIGN[word]} {_bound_text(bound)}" for word, bound in limits)


def _bound_text(bound: Bound) -> str:
    return f"{bound.amount:f} × {bound.unit}" if bound.of_normal else str(bound)
