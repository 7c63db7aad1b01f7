"""Lints a trial of one criterion, written in a line or two."""

from __future__ import annotations

from core.errors import TrialFileError
from core.lint import Fault, lint
from core.plain_yaml import read_text
from core.reading import trial_from
from core.trial import Trial
from tests.builders import the_vocabulary
from tests.core.test_reading import GOOD, HEAD, TAIL

# Without a number, so that no rule has to carry one.
TEXT = "As it is printed."
# What the numbers of a rule under test are printed by.
ALL_NUMBERS = "0 1 2 3 4 5 6 7 8 9 10 12 18 20 25 28 30 60 80 90 100 221 2.5 7.5"


def a_trial(criteria: str = GOOD, tail: str = TAIL) -> Trial:
    """Return a trial with these criteria, and arms and exclusions in its tail."""
    document = read_text(HEAD + criteria + tail, "t.yaml", TrialFileError)
    return trial_from(document, "t.yaml", "0" * 64)


def one(rule: str, *, id_: str = "I1", text: str = TEXT, note: str | None = ALL_NUMBERS) -> str:
    """Write a criterion; its note names all numbers, so that none is told unless it is asked."""
    noted = [f'    note: "{note}"'] if note else []
    lines = [f"    {line}" for line in rule.splitlines()]
    return "\n".join([f"  - id: {id_}", f'    text: "{text}"', *noted, *lines, ""])


def faults(criteria: str = GOOD, tail: str = TAIL, source: str | None = None) -> tuple[Fault, ...]:
    """Return the faults of a trial with these criteria."""
    return lint(a_trial(criteria, tail), the_vocabulary(), source)


def told(rule: str, **about: str | None) -> list[str]:
    """Return the faults of one criterion, each on its line."""
    return [str(fault) for fault in faults(one(rule, **about))]  # type: ignore[arg-type]
