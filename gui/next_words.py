"""What to ask for next about the open patient, in the words of the panel."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from core.next_steps import next_steps
from core.truth import NeedKind
from core.wording import need_text, worth_text

if TYPE_CHECKING:
    from core.next_steps import Step
    from gui.session.session import Session


@dataclass(frozen=True, slots=True)
class Asked:
    """A fact to ask for: its field, in which trial, what to do, and what it would settle."""

    of: str
    what: str
    trial: str
    name: str
    worth: str


def asked_next(session: Session, most: int) -> tuple[Asked, ...]:
    """Return the facts to ask for first, at most so many."""
    found = next_steps(session.assessments, session.vocabulary)
    return tuple(_asked(step, session) for step in islice(found.steps, most))


def _asked(step: Step, session: Session) -> Asked:
    vocabulary, language = session.vocabulary, session.language
    is_value = step.need.kind is NeedKind.MISSING and step.fact.of != "questions"
    name = (
        vocabulary.label(step.fact.what, language)
        if is_value
        else need_text(step.need, vocabulary, language)
    )
    if step.fact.trial:
        trials = {one.registry_number: one.short_name for one in session.trials}
        name = f"{name} ({trials[step.fact.trial]})"
    worth = worth_text(len(step.trials), len(step.criteria), len(step.shared), language)
    return Asked(step.fact.of, step.fact.what, step.fact.trial, name, worth)
