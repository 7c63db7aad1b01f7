"""What is kept of a rule that was judged, so that it need not be judged again."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from core.evaluate.known import Topic
    from core.rules import Node
    from core.step import Step


class Remembered(NamedTuple):
    """The step of a rule, and the topics that it asked the record for.

    Steps are found by the identity of their rule: while it is kept here, no other rule has it.
    """

    step: Step
    seen: frozenset[Topic]
    rule: Node
