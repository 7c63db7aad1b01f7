"""Draws the person of a record, what was answered and judged, and the days of a trial's course."""

from __future__ import annotations

from typing import get_args

from hypothesis import strategies as st

from core.dates import Duration
from core.record import MilestoneKind
from core.rules import AgeRule, DiagnosisRule, LabRule, QuestionRule
from core.vocabulary import Question
from tests.builders import the_vocabulary
from tests.core.plausible.asked import DAY, TRIALS, Asked, bounds_of, days_around
from tests.core.plausible.drawing import Drawn, a_fact, some, times

_OTHERS = ("subject", "coordinator", "investigator", None)


def other_trial(asked: Asked) -> str:
    """Return the number of another trial that Tamis knows."""
    numbers = [name.upper() for name in TRIALS]
    return next(one for one in numbers if one != asked.trial.registry_number)


def birth_dates(asked: Asked) -> st.SearchStrategy[str | None]:
    """Draw a birthday around the limits of age, or one that leaves them open."""
    limits = [bound.amount for rule in asked.of(AgeRule) for bound in bounds_of(rule)]
    ages = [Duration.read(f"{years} years") for limit in limits for years in (limit, limit + 1)]
    days = [day for day in days_around(ages) if day and day < "2010"]
    return some("1990-05-17", *days, None)


def questions_of(asked: Asked) -> tuple[str, ...]:
    """Return every question whose answer the trial may read."""
    own = [rule.question for rule in asked.of(QuestionRule)]
    keys = dict.fromkeys([*own, *asked.named("asked_as"), *asked.named("settled_by")])
    return tuple(key for key in keys if the_vocabulary().get(Question, key))


def answers(asked: Asked) -> Drawn:
    """Draw an answer to a question of the trial, by whom it names or by someone else."""
    return st.one_of([_answer(asked, key) for key in questions_of(asked)])


def _answer(asked: Asked, key: str) -> Drawn:
    entry = the_vocabulary().get(Question, key)
    assert entry is not None
    own = asked.trial.registry_number
    return a_fact(
        to=st.just(key),
        answer=some("yes", "yes", "no", "no", "unknown"),
        by=some(*entry.may_answer, *entry.may_answer, *_OTHERS),
        date=some(*days_around((entry.goes_stale,))),
        trial=some(own, own, None, other_trial(asked)),
        reason=some(None, *entry.reasons),
        time=times,
    )


def milestones(asked: Asked) -> Drawn:
    """Draw a day of this trial's course, or of another's."""
    own = asked.trial.registry_number
    return a_fact(
        trial=some(own, own, own, other_trial(asked)),
        event=some("consent", "screening", *get_args(MilestoneKind)),
        date=some(DAY, DAY, "2026-11-17", "2026-11-25", "2026-11", None),
        attempt=some(None, None, None, "2"),
        planned=some(None, None, "yes"),
        refused=some(None, None, None, "yes"),
        signed_by=some(None, None, "guardian"),
    )


def judgements(asked: Asked) -> Drawn:
    """Draw a judgement on the cause of something that a rule lets the disease explain."""
    judged = [
        rule.lab if isinstance(rule, LabRule) else rule.diagnosis[0]
        for rule in asked.of(LabRule, DiagnosisRule)
        if getattr(rule, "attributable", "no") == "yes" or getattr(rule, "because_of", None)
    ]
    return a_fact(
        kind=st.just("attribution"),
        of=some(*(judged or ["alt"])),
        date_of=some(*days_around(())),
        due_to=some("disease", "marrow_suppression", "other", None),
        by=some("investigator", "investigator", "coordinator"),
        date=some(DAY, None),
    )
