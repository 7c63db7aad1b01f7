"""The words over measured numbers, named states and scores."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from core.record import Cause, YesNo
from core.rules.node import Bounds, Node, OnTreatment, Windowed
from core.rules.values import KeysOrNone, Titre


class LabRule(Bounds, Windowed):
    """`lab`: the latest fresh result of a measured number, or `any_result` inside a window.

    With `if_recorded` nothing on record is a no here, since another part asks for it.

    `attributable: yes` lets the investigator clear a value that the disease itself causes;
    `because_of` names the one cause that counts.
    """

    lab: str
    any_result: YesNo = "no"
    if_recorded: YesNo = "no"
    attributable: YesNo = "no"
    because_of: Cause | None = None


class FindingRule(Windowed):
    """`finding`: the latest fresh named state, or `any_result` of a window or of any time.

    `on: screening` asks that it is as fresh as a laboratory value. With `if_recorded` nothing on
    record is a no here, since another part asks for it. `significant` counts an abnormal state
    only if it is clinically significant. `antigens` are those of a panel that count.
    """

    finding: str
    is_: str | None = Field(default=None, alias="is")
    at_least: Titre | None = None
    on: Literal["screening"] | None = None
    any_result: YesNo = "no"
    if_recorded: YesNo = "no"
    significant: YesNo = "no"
    antigens: KeysOrNone = ()


class ScoreRule(Bounds):
    """`score`: the latest fresh total of a disease score, or the latest of a period.

    `entry_criterion` names the finding without which a classification's total needs review.
    """

    score: str
    during: Literal["screening_period"] | None = None
    on_treatment: OnTreatment | None = None
    entry_criterion: str | None = None


class GradeRule(Node):
    """`grade`: how many systems of a graded score have this grade."""

    grade: str
    is_: str = Field(alias="is")
    at_least: int = Field(ge=1)


class JointsRule(Bounds):
    """`joints`: how many of 28 joints are swollen, tender, or either, each joint once."""

    joints: Literal["swollen", "tender", "swollen_or_tender"]
    on_treatment: OnTreatment | None = None
