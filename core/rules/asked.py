"""The words over the person and what a person answers or signs."""

from __future__ import annotations

from typing import Literal

from core.record import Sex
from core.rules.node import Bounds, Node


class QuestionRule(Node):
    """`question`: what a person answered; `until_answered` stands until the answer is there."""

    question: str
    until_answered: Literal["yes"] | None = None


class ConsentRule(Node):
    """`consent`: signed for this trial; a guardian's signature counts or needs review."""

    consent: Literal["signed"]
    by_guardian: Literal["counts", "needs_review"] = "needs_review"


class AgeRule(Bounds):
    """`age`: in completed years on the named day."""

    age: Literal["consent", "screening"]


class SexRule(Node):
    """`sex`: female or male."""

    sex: Sex
